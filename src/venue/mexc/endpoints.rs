//! MEXC's table of endpoints; see [`mexc`](super) for its sources.

use super::Mexc;
use crate::venue::endpoints;

endpoints! { Mexc {
    // The key and the account. The POST changes the addresses of a key, be it the asking one.
    API_KEY_INFO: Read = Get "/api/v3/apiKeyInfo";
    _: Admin = Post "/api/v3/apiKeyInfo";
    _: Admin = Post "/api/v3/apiKey*";
    _: Admin = Put "/api/v3/apiKey*";
    _: Admin = Delete "/api/v3/apiKey*";
    UID: Read = Get "/api/v3/uid";
    KYC_STATUS: Read = Get "/api/v3/kyc/status";
    ACCOUNT: Read = Get "/api/v3/account";
    TRADE_FEE: Read = Get "/api/v3/tradeFee";
    SELF_SYMBOLS: Read = Get "/api/v3/selfSymbols";
    MX_DEDUCT: Read = Get "/api/v3/mxDeduct/enable";

    // Spot: orders.
    NEW_ORDER: Spot = Post "/api/v3/order";
    NEW_ORDER_TEST: Spot = Post "/api/v3/order/test";
    NEW_ORDERS: Spot = Post "/api/v3/batchOrders";
    CANCEL_ORDER: Spot = Delete "/api/v3/order";
    CANCEL_OPEN_ORDERS: Spot = Delete "/api/v3/openOrders";
    CANCEL_ALL_ORDERS: Spot = Delete "/api/v3/order/all";
    ORDER: Read = Get "/api/v3/order";
    OPEN_ORDERS: Read = Get "/api/v3/openOrders";
    ALL_ORDERS: Read = Get "/api/v3/allOrders";
    MY_TRADES: Read = Get "/api/v3/myTrades";

    // Spot: settings and dust.
    SET_MX_DEDUCT: Spot = Post "/api/v3/mxDeduct/enable";
    NEW_STRATEGY_GROUP: Spot = Post "/api/v3/strategy/group";
    DELETE_STRATEGY_GROUP: Spot = Delete "/api/v3/strategy/group";
    ADD_TO_STRATEGY_GROUP: Spot = Post "/api/v3/strategy/group/uid";
    DELETE_FROM_STRATEGY_GROUP: Spot = Delete "/api/v3/strategy/group/uid";
    STRATEGY_GROUPS: Read = Get "/api/v3/strategy/group";
    STRATEGY_GROUP_UIDS: Read = Get "/api/v3/strategy/group/uid";
    CONVERT_DUST: Spot = Post "/api/v3/capital/convert";
    DUST_HISTORY: Read = Get "/api/v3/capital/convert";
    DUST_ASSETS: Read = Get "/api/v3/capital/convert/list";

    // The listen key opens a stream that reads.
    OPEN_USER_STREAM: Read = Post "/api/v3/userDataStream" [reads];
    KEEP_USER_STREAM: Read = Put "/api/v3/userDataStream" [reads];
    CLOSE_USER_STREAM: Read = Delete "/api/v3/userDataStream" [reads];
    USER_STREAMS: Read = Get "/api/v3/userDataStream";

    // Margin, which the documentation no longer has.
    _: Margin = Post "/api/v3/margin/*";
    _: Margin = Delete "/api/v3/margin/*";
    _: Read = Get "/api/v3/margin/*";

    // Wallet: reads.
    COINS: Read = Get "/api/v3/capital/config/getall";
    DEPOSIT_ADDRESSES: Read = Get "/api/v3/capital/deposit/address";
    DEPOSIT_HISTORY: Read = Get "/api/v3/capital/deposit/hisrec";
    WITHDRAW_HISTORY: Read = Get "/api/v3/capital/withdraw/history";
    WITHDRAW_ADDRESSES: Read = Get "/api/v3/capital/withdraw/address";
    TRANSFERS: Read = Get "/api/v3/capital/transfer";
    TRANSFER_BY_ID: Read = Get "/api/v3/capital/transfer/tranId";
    INTERNAL_TRANSFERS: Read = Get "/api/v3/capital/transfer/internal";
    SUB_ACCOUNT_TRANSFERS: Read = Get "/api/v3/capital/sub-account/universalTransfer";
    ASSET_TRANSFER_RECORDS: Read = Get "/api/v3/asset/internal/transfer/record";
    _: Read = Get "/api/v3/rebate/*";

    // Between own wallets and accounts.
    TRANSFER: Transfer = Post "/api/v3/capital/transfer";
    SUB_ACCOUNT_TRANSFER: Transfer = Post "/api/v3/capital/sub-account/universalTransfer";
    _: Transfer = Post "/api/v3/asset/internal/transfer";
    _: Transfer = Post "/api/v3/asset/internal/*";

    // Out, to another user, or a new address: nobody signs these.
    WITHDRAW: Withdraw = Post "/api/v3/capital/withdraw";
    _: Withdraw = Post "/api/v3/capital/withdraw/apply";
    _: Withdraw = Delete "/api/v3/capital/withdraw";
    _: Withdraw = Post "/api/v3/capital/withdraw*";
    _: Withdraw = Put "/api/v3/capital/withdraw*";
    _: Withdraw = Delete "/api/v3/capital/withdraw*";
    _: Withdraw = Post "/api/v3/capital/transfer/internal";
    _: Withdraw = Post "/api/v3/capital/transfer/*";
    _: Withdraw = Post "/api/v3/capital/deposit/address";
    _: Withdraw = Post "/api/v3/capital/deposit/*";

    // Sub-accounts and their keys: nor these.
    _: Admin = Post "/api/v3/sub-account/apiKey";
    _: Admin = Delete "/api/v3/sub-account/apiKey";
    _: Admin = Post "/api/v3/sub-account/virtualSubAccount";
    _: Admin = Post "/api/v3/sub-account/futures";
    _: Admin = Post "/api/v3/sub-account/margin";
    _: Admin = Post "/api/v3/sub-account/*";
    _: Admin = Put "/api/v3/sub-account/*";
    _: Admin = Delete "/api/v3/sub-account/*";
    SUB_ACCOUNTS: Read = Get "/api/v3/sub-account/list";
    SUB_ACCOUNT_KEYS: Read = Get "/api/v3/sub-account/apiKey";
    SUB_ACCOUNT_ASSETS: Read = Get "/api/v3/sub-account/asset";

    // Brokers: other people's accounts, keys and withdrawals.
    _: Withdraw = Post "/api/v3/broker/capital/withdraw/apply";
    _: Withdraw = Post "/api/v3/broker/capital/*";
    _: Withdraw = Post "/api/v3/broker/sub-account/universalTransfer";
    _: Admin = Post "/api/v3/broker/sub-account/virtualSubAccount";
    _: Admin = Post "/api/v3/broker/sub-account/apiKey";
    _: Admin = Delete "/api/v3/broker/sub-account/apiKey";
    _: Admin = Post "/api/v3/broker/*";
    _: Admin = Put "/api/v3/broker/*";
    _: Admin = Delete "/api/v3/broker/*";

    // Spot: market data.
    PING: Read = Get "/api/v3/ping";
    SERVER_TIME: Read = Get "/api/v3/time";
    DEFAULT_SYMBOLS: Read = Get "/api/v3/defaultSymbols";
    OFFLINE_SYMBOLS: Read = Get "/api/v3/symbol/offline";
    EXCHANGE_INFO: Read = Get "/api/v3/exchangeInfo";
    DEPTH: Read = Get "/api/v3/depth";
    MARKET_TRADES: Read = Get "/api/v3/trades";
    AGGREGATE_TRADES: Read = Get "/api/v3/aggTrades";
    CANDLES: Read = Get "/api/v3/klines";
    AVERAGE_PRICE: Read = Get "/api/v3/avgPrice";
    TICKER_24H: Read = Get "/api/v3/ticker/24hr";
    TICKER_PRICE: Read = Get "/api/v3/ticker/price";
    TICKER_BOOK: Read = Get "/api/v3/ticker/bookTicker";

    // Futures: orders.
    FUTURES_CREATE_ORDER: Futures = Post "/api/v1/private/order/create";
    FUTURES_SUBMIT_ORDER: Futures = Post "/api/v1/private/order/submit";
    FUTURES_SUBMIT_ORDERS: Futures = Post "/api/v1/private/order/submit_batch";
    FUTURES_CHASE_ORDER: Futures = Post "/api/v1/private/order/chase_limit_order";
    FUTURES_CHANGE_ORDER: Futures = Post "/api/v1/private/order/change_limit_order";
    FUTURES_CANCEL_ORDER: Futures = Post "/api/v1/private/order/cancel";
    FUTURES_CANCEL_BY_EXTERNAL_ID: Futures = Post "/api/v1/private/order/cancel_with_external";
    FUTURES_CANCEL_BY_EXTERNAL_IDS: Futures = Post "/api/v1/private/order/batch_cancel_with_external";
    FUTURES_CANCEL_ALL_ORDERS: Futures = Post "/api/v1/private/order/cancel_all";
    FUTURES_PLACE_PLAN_ORDER: Futures = Post "/api/v1/private/planorder/place";
    FUTURES_PLACE_PLAN_ORDER_V2: Futures = Post "/api/v1/private/planorder/place/v2";
    FUTURES_CHANGE_PLAN_STOP: Futures = Post "/api/v1/private/planorder/change_stop_order";
    FUTURES_CANCEL_PLAN_ORDER: Futures = Post "/api/v1/private/planorder/cancel";
    FUTURES_CANCEL_ALL_PLAN_ORDERS: Futures = Post "/api/v1/private/planorder/cancel_all";
    _: Futures = Post "/api/v1/private/planorder/*";
    FUTURES_PLACE_STOP_ORDER: Futures = Post "/api/v1/private/stoporder/place";
    FUTURES_CHANGE_STOP_PRICE: Futures = Post "/api/v1/private/stoporder/change_price";
    FUTURES_CHANGE_STOP_PLAN_PRICE: Futures = Post "/api/v1/private/stoporder/change_plan_price";
    FUTURES_CANCEL_STOP_ORDER: Futures = Post "/api/v1/private/stoporder/cancel";
    FUTURES_CANCEL_ALL_STOP_ORDERS: Futures = Post "/api/v1/private/stoporder/cancel_all";
    _: Futures = Post "/api/v1/private/stoporder/*";
    FUTURES_PLACE_TRACK_ORDER: Futures = Post "/api/v1/private/trackorder/place";
    FUTURES_CHANGE_TRACK_ORDER: Futures = Post "/api/v1/private/trackorder/change_order";
    FUTURES_CANCEL_TRACK_ORDER: Futures = Post "/api/v1/private/trackorder/cancel";
    _: Futures = Post "/api/v1/private/trackorder/*";

    // Futures: positions and settings.
    FUTURES_CHANGE_MARGIN: Futures = Post "/api/v1/private/position/change_margin";
    FUTURES_CHANGE_AUTO_MARGIN: Futures = Post "/api/v1/private/position/change_auto_add_im";
    FUTURES_CHANGE_LEVERAGE: Futures = Post "/api/v1/private/position/change_leverage";
    FUTURES_CHANGE_POSITION_MODE: Futures = Post "/api/v1/private/position/change_position_mode";
    FUTURES_REVERSE_POSITION: Futures = Post "/api/v1/private/position/reverse";
    FUTURES_CLOSE_POSITIONS: Futures = Post "/api/v1/private/position/close_all";
    FUTURES_CHANGE_RISK_LEVEL: Futures = Post "/api/v1/private/account/change_risk_level";
    FUTURES_NEW_SELF_TRADE_LIST: Futures = Post "/api/v1/private/market_maker/self_trade/blacklist/create";
    FUTURES_CHANGE_SELF_TRADE_LIST: Futures = Post "/api/v1/private/market_maker/self_trade/blacklist/update";
    FUTURES_DELETE_SELF_TRADE_LIST: Futures = Post "/api/v1/private/market_maker/self_trade/blacklist/delete";

    // Futures: reads that are POSTs.
    FUTURES_ANALYSIS: Read = Post "/api/v1/private/account/asset/analysis/v3" [reads];
    FUTURES_ANALYSIS_BY_DAY: Read = Post "/api/v1/private/account/asset/analysis/calendar/daily/v3" [reads];
    FUTURES_ANALYSIS_BY_MONTH: Read = Post "/api/v1/private/account/asset/analysis/calendar/monthly/v3" [reads];
    FUTURES_ANALYSIS_RECENT: Read = Post "/api/v1/private/account/asset/analysis/recent/v3" [reads];
    FUTURES_OPEN_ORDER_COUNT: Read = Post "/api/v1/private/order/open_order_total_count" [reads];
    FUTURES_ORDERS_BY_EXTERNAL_ID: Read = Post "/api/v1/private/order/batch_query_with_external" [reads];

    // Futures: reads.
    FUTURES_ASSETS: Read = Get "/api/v1/private/account/assets";
    FUTURES_ASSET: Read = Get "/api/v1/private/account/asset/{}";
    FUTURES_TRANSFERS: Read = Get "/api/v1/private/account/transfer_record";
    FUTURES_RISK_LIMIT: Read = Get "/api/v1/private/account/risk_limit";
    FUTURES_FEE_RATE: Read = Get "/api/v1/private/account/contract/fee_rate";
    FUTURES_TIERED_FEE_RATE: Read = Get "/api/v1/private/account/tiered_fee_rate";
    FUTURES_TIERED_FEE_RATE_V2: Read = Get "/api/v1/private/account/tiered_fee_rate/v2";
    _: Read = Get "/api/v1/private/account/*";
    FUTURES_OPEN_POSITIONS: Read = Get "/api/v1/private/position/open_positions";
    FUTURES_POSITION_HISTORY: Read = Get "/api/v1/private/position/list/history_positions";
    FUTURES_FUNDING_RECORDS: Read = Get "/api/v1/private/position/funding_records";
    FUTURES_LEVERAGE: Read = Get "/api/v1/private/position/leverage";
    FUTURES_POSITION_MODE: Read = Get "/api/v1/private/position/position_mode";
    FUTURES_OPEN_ORDERS: Read = Get "/api/v1/private/order/list/open_orders";
    FUTURES_OPEN_ORDERS_OF: Read = Get "/api/v1/private/order/list/open_orders/{}";
    FUTURES_ORDER_HISTORY: Read = Get "/api/v1/private/order/list/history_orders";
    FUTURES_CLOSED_ORDERS: Read = Get "/api/v1/private/order/list/close_orders";
    FUTURES_DEALS: Read = Get "/api/v1/private/order/list/order_deals";
    FUTURES_DEALS_V3: Read = Get "/api/v1/private/order/list/order_deals/v3";
    FUTURES_ORDER: Read = Get "/api/v1/private/order/get/{}";
    FUTURES_ORDER_BY_EXTERNAL_ID: Read = Get "/api/v1/private/order/external/{}/{}";
    FUTURES_ORDERS: Read = Get "/api/v1/private/order/batch_query";
    FUTURES_ORDER_DEALS: Read = Get "/api/v1/private/order/deal_details/{}";
    FUTURES_FEE_DETAILS: Read = Get "/api/v1/private/order/fee_details";
    FUTURES_PLAN_ORDERS: Read = Get "/api/v1/private/planorder/list/orders";
    FUTURES_STOP_ORDERS: Read = Get "/api/v1/private/stoporder/list/orders";
    FUTURES_OPEN_STOP_ORDERS: Read = Get "/api/v1/private/stoporder/open_orders";
    FUTURES_STOP_ORDER: Read = Get "/api/v1/private/stoporder/order_details/{}";
    FUTURES_TRACK_ORDERS: Read = Get "/api/v1/private/trackorder/list/orders";
    FUTURES_SELF_TRADE_LIST: Read = Get "/api/v1/private/market_maker/self_trade/blacklist";
    FUTURES_SELF_TRADE_SEARCH: Read = Get "/api/v1/private/market_maker/self_trade/blacklist/search";

    // Futures: market data.
    FUTURES_PING: Read = Get "/api/v1/contract/ping";
    FUTURES_CONTRACTS: Read = Get "/api/v1/contract/detail";
    FUTURES_CURRENCIES: Read = Get "/api/v1/contract/support_currencies";
    FUTURES_DEPTH: Read = Get "/api/v1/contract/depth/{}";
    FUTURES_INDEX_PRICE: Read = Get "/api/v1/contract/index_price/{}";
    FUTURES_FAIR_PRICE: Read = Get "/api/v1/contract/fair_price/{}";
    FUTURES_FUNDING_RATE: Read = Get "/api/v1/contract/funding_rate/{}";
    FUTURES_CANDLES: Read = Get "/api/v1/contract/kline/{}";
    FUTURES_MARKET_DEALS: Read = Get "/api/v1/contract/deals/{}";
    FUTURES_TICKER: Read = Get "/api/v1/contract/ticker";
} }
