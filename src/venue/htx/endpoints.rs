//! HTX's table of endpoints; see [`htx`](super) for its sources.

use super::Htx;
use crate::{request::Condition, venue::endpoints};

/// What pays for an order: nothing said is spot. An `account-id` names the account too; whether
/// HTX compares the two is not documented.
const SPOT_SOURCE: &[Condition] = &[Condition::absent_or("source", &["spot-api"])];
const MARGIN_SOURCE: &[Condition] = &[Condition::one_of(
    "source",
    &["margin-api", "super-margin-api", "c2c-margin-api"],
)];

endpoints! { Htx {
    // The key and the account.
    UID: Read = Get "/v2/user/uid";
    API_KEY: Read = Get "/v2/user/api-key";
    ACCOUNTS: Read = Get "/v1/account/accounts";
    BALANCE: Read = Get "/v1/account/accounts/{}/balance";
    // Of a sub-user, by its uid.
    SUBUSER_BALANCE: Read = Get "/v1/account/accounts/{}";
    VALUATION: Read = Get "/v2/account/valuation";
    ASSET_VALUATION: Read = Get "/v2/account/asset-valuation";
    OVERVIEW: Read = Get "/v1/account/overview/info";
    FEE_DEDUCTION: Read = Get "/v1/account/switch/user/info";
    POINTS: Read = Get "/v2/point/account";
    SUBUSERS: Read = Get "/v2/sub-user/user-list";
    SUBUSER_STATE: Read = Get "/v2/sub-user/user-state";
    SUBUSER_ACCOUNTS: Read = Get "/v2/sub-user/account-list";
    SUBUSER_DEPOSIT_ADDRESS: Read = Get "/v2/sub-user/deposit-address";
    SUBUSER_DEPOSITS: Read = Get "/v2/sub-user/query-deposit";
    SUBUSER_AGGREGATE_BALANCE: Read = Get "/v1/subuser/aggregate-balance";

    // Funds, and what tells of moves that the bot did not make.
    LEDGER: Read = Get "/v2/account/ledger";
    ACCOUNT_HISTORY: Read = Get "/v1/account/history";
    DEPOSITS_AND_WITHDRAWALS: Read = Get "/v1/query/deposit-withdraw";
    WITHDRAWAL_BY_CLIENT_ID: Read = Get "/v1/query/withdraw/client-order-id";
    DEPOSIT_ADDRESS: Read = Get "/v2/account/deposit/address";
    WITHDRAWAL_QUOTA: Read = Get "/v2/account/withdraw/quota";
    WITHDRAWAL_ADDRESSES: Read = Get "/v2/account/withdraw/address";
    UNIVERSAL_TRANSFERS: Read = Get "/v5/account/universal_transfer_records";

    // Spot and margin orders.
    OPEN_ORDERS: Read = Get "/v1/order/openOrders";
    ORDERS: Read = Get "/v1/order/orders";
    ORDER: Read = Get "/v1/order/orders/{}";
    ORDER_BY_CLIENT_ID: Read = Get "/v1/order/orders/getClientOrder";
    ORDER_MATCHRESULTS: Read = Get "/v1/order/orders/{}/matchresults";
    ORDER_HISTORY: Read = Get "/v1/order/history";
    MATCHRESULTS: Read = Get "/v1/order/matchresults";
    FEE_RATE: Read = Get "/v2/reference/transact-fee-rate";
    ALGO_ORDERS_OPEN: Read = Get "/v2/algo-orders/opening";
    ALGO_ORDERS_HISTORY: Read = Get "/v2/algo-orders/history";
    ALGO_ORDER: Read = Get "/v2/algo-orders/specific";
    MARGIN_LOAN_INFO: Read = Get "/v1/margin/loan-info";
    MARGIN_LOANS: Read = Get "/v1/margin/loan-orders";
    MARGIN_BALANCE: Read = Get "/v1/margin/accounts/balance";
    CROSS_MARGIN_LOAN_INFO: Read = Get "/v1/cross-margin/loan-info";
    CROSS_MARGIN_LOANS: Read = Get "/v1/cross-margin/loan-orders";
    CROSS_MARGIN_BALANCE: Read = Get "/v1/cross-margin/accounts/balance";
    MARGIN_LIMIT: Read = Get "/v2/margin/limit";
    REPAYMENTS: Read = Get "/v2/account/repayment";
    STABLE_COIN_QUOTE: Read = Get "/v1/stable-coin/quote";
    EARN_PROJECTS: Read = Get "/v1/earn/project/queryEarnProjectList";
    EARN_ASSETS: Read = Get "/v1/earn/order/user/assets/list";
    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/v2/c2c/*";
    _: Read = Get "/v2/etp/*";
    _: Read = Get "/v2/invitee/rebate/*";

    // Market data.
    TIMESTAMP: Read = Get "/v1/common/timestamp";
    SYMBOLS: Read = Get "/v1/common/symbols";
    SYMBOL_SETTINGS: Read = Get "/v2/settings/common/symbols";
    CURRENCIES: Read = Get "/v2/reference/currencies";
    MARKET_STATUS: Read = Get "/v2/market-status";
    TICKERS: Read = Get "/market/tickers";
    TICKER: Read = Get "/market/detail/merged";
    DEPTH: Read = Get "/market/depth";
    CANDLES: Read = Get "/market/history/kline";
    MARKET_TRADES: Read = Get "/market/history/trade";

    // Contracts: what is read by GET.
    V5_BALANCE: Read = Get "/v5/account/balance";
    V5_BILLS: Read = Get "/v5/account/bills";
    V5_ASSET_MODE: Read = Get "/v5/account/asset_mode";
    V5_FEE_DEDUCTION: Read = Get "/v5/account/fee_deduction_currency";
    V5_ORDER: Read = Get "/v5/trade/order";
    V5_ORDERS_OPEN: Read = Get "/v5/trade/order/opens";
    V5_FILLS: Read = Get "/v5/trade/order/details";
    V5_ORDERS_HISTORY: Read = Get "/v5/trade/order/history";
    V5_POSITIONS: Read = Get "/v5/trade/position/opens";
    V5_LEVERAGE: Read = Get "/v5/position/lever";
    V5_POSITION_MODE: Read = Get "/v5/position/mode";
    V5_RISK_LIMIT: Read = Get "/v5/position/risk/limit";
    V5_RISK_LIMIT_TIERS: Read = Get "/v5/position/risk/limit_tier";
    V5_ALGO_ORDER: Read = Get "/v5/algo/order";
    V5_ALGO_ORDERS_OPEN: Read = Get "/v5/algo/order/opens";
    V5_ALGO_ORDERS_HISTORY: Read = Get "/v5/algo/order/history";
    V5_FUNDING_RATE: Read = Get "/v5/market/funding_rate";
    LINEAR_UNIFIED_ACCOUNT: Read = Get "/linear-swap-api/v3/unified_account_info";
    LINEAR_ACCOUNT_TYPE: Read = Get "/linear-swap-api/v3/swap_unified_account_type";
    LINEAR_OVERVIEW: Read = Get "/linear-swap-api/v3/linear_swap_overview_account_info";
    LINEAR_POSITION_MARGINS: Read = Get "/linear-swap-api/v3/fix_position_margin_change_record";
    LINEAR_SUB_AUTH_LIST: Read = Get "/linear-swap-api/v1/swap_sub_auth_list";
    LINEAR_POSITION_SIDE: Read = Get "/linear-swap-api/v1/swap_position_side";
    LINEAR_CROSS_POSITION_SIDE: Read = Get "/linear-swap-api/v1/swap_cross_position_side";
    LINEAR_TRADING_STATUS: Read = Get "/linear-swap-api/v1/swap_api_trading_status";
    LINEAR_CONTRACTS: Read = Get "/linear-swap-api/v1/swap_contract_info";
    LINEAR_FUNDING_RATE: Read = Get "/linear-swap-api/v1/swap_funding_rate";
    COIN_SUB_AUTH_LIST: Read = Get "/api/v1/contract_sub_auth_list";
    COIN_TRADING_STATUS: Read = Get "/api/v1/contract_api_trading_status";
    COIN_CONTRACTS: Read = Get "/api/v1/contract_contract_info";
    SWAP_SUB_AUTH_LIST: Read = Get "/swap-api/v1/swap_sub_auth_list";
    SWAP_TRADING_STATUS: Read = Get "/swap-api/v1/swap_api_trading_status";
    SWAP_CONTRACTS: Read = Get "/swap-api/v1/swap_contract_info";
    SWAP_FUNDING_RATE: Read = Get "/swap-api/v1/swap_funding_rate";
    // One by one: a key for leading trades lies among them.
    COPY_INSTRUMENTS: Read = Get "/api/v6/copyTrading/trader/instruments";
    COPY_STATISTICS: Read = Get "/api/v6/copyTrading/trader/statistics";
    COPY_PROFIT_HISTORY: Read = Get "/api/v6/copyTrading/trader/profit-sharing-history";
    COPY_PROFIT_SUMMARY: Read = Get "/api/v6/copyTrading/trader/profit-sharing-history-summary";
    COPY_PROFIT_UNREALIZED: Read =
        Get "/api/v6/copyTrading/trader/unrealized-profit-sharing-summary";
    COPY_FOLLOWERS: Read = Get "/api/v6/copyTrading/trader/followers";

    // Spot and margin: `source` tells them apart, in every order of a batch; an order of a batch
    // that says nothing is spot.
    // Whether the venue holds the account against the source is uncertain, so a spot order asks for
    // `Margin` too.
    PLACE_SPOT: Spot + Margin = Post "/v1/order/orders/place" (SPOT_SOURCE);
    PLACE_MARGIN: Margin = Post "/v1/order/orders/place" (MARGIN_SOURCE);
    PLACE_BATCH_SPOT: Spot + Margin = Post "/v1/order/batch-orders" (SPOT_SOURCE);
    PLACE_BATCH_MARGIN: Margin + Spot = Post "/v1/order/batch-orders" (MARGIN_SOURCE);
    // Borrows what it lacks.
    PLACE_AUTO_BORROW: Margin + Spot = Post "/v1/order/auto/place";
    // By the account: spot or margin.
    PLACE_ALGO: Spot + Margin = Post "/v2/algo-orders";
    // Cancelling says nothing of the source: a margin order is spot here.
    CANCEL: Spot = Post "/v1/order/orders/{}/submitcancel";
    CANCEL_BY_CLIENT_ID: Spot = Post "/v1/order/orders/submitCancelClientOrder";
    CANCEL_BATCH: Spot = Post "/v1/order/orders/batchcancel";
    CANCEL_OPEN_ORDERS: Spot = Post "/v1/order/orders/batchCancelOpenOrders";
    CANCEL_ALL_ORDERS: Spot = Get "/v1/order/cancelAllOrders" [writes];
    CANCEL_ALGO: Spot = Post "/v2/algo-orders/cancellation";
    CANCEL_ALL_AFTER: Spot = Post "/v2/algo-orders/cancel-all-after";
    SET_FEE_DEDUCTION: Spot = Post "/v1/account/fee/switch";
    STABLE_COIN_EXCHANGE: Spot = Post "/v1/stable-coin/exchange";

    // Loans.
    MARGIN_BORROW: Margin = Post "/v1/margin/orders";
    MARGIN_REPAY: Margin = Post "/v1/margin/orders/{}/repay";
    CROSS_MARGIN_BORROW: Margin = Post "/v1/cross-margin/orders";
    CROSS_MARGIN_REPAY: Margin = Post "/v1/cross-margin/orders/{}/repay";
    REPAY: Margin = Post "/v2/account/repayment";
    // Between users: an offer lends or borrows.
    C2C_OFFER: Earn + Margin = Post "/v2/c2c/offer";
    C2C_CANCEL: Earn + Margin = Post "/v2/c2c/cancellation";
    C2C_CANCEL_ALL: Earn + Margin = Post "/v2/c2c/cancel-all";
    C2C_REPAY: Earn + Margin = Post "/v2/c2c/repayment";

    // Earn, and leveraged tokens.
    EARN_SUBSCRIBE: Earn = Post "/v1/earn/order/demand/add";
    EARN_REDEEM: Earn = Post "/v1/earn/order/demand/redeem-order";
    ETP_CREATE: Earn = Post "/v2/etp/creation";
    ETP_REDEEM: Earn = Post "/v2/etp/redemption";
    ETP_CANCEL: Earn = Post "/v2/etp/{}/cancel";
    ETP_CANCEL_BATCH: Earn = Post "/v2/etp/batch-cancel";
    _: Earn = Post "/v1/earn/*";

    // Contracts, the newer interface.
    V5_PLACE: Futures = Post "/v5/trade/order";
    V5_PLACE_BATCH: Futures = Post "/v5/trade/batch_orders";
    V5_CANCEL: Futures = Post "/v5/trade/cancel_order";
    V5_CANCEL_BATCH: Futures = Post "/v5/trade/cancel_batch_orders";
    V5_CANCEL_ALL: Futures = Post "/v5/trade/cancel_all_orders";
    V5_CANCEL_AFTER: Futures = Post "/v5/trade/cancel-after";
    V5_CLOSE_POSITION: Futures = Post "/v5/trade/position";
    V5_CLOSE_ALL_POSITIONS: Futures = Post "/v5/trade/position_all";
    V5_SET_LEVERAGE: Futures = Post "/v5/position/lever";
    V5_SET_POSITION_MODE: Futures = Post "/v5/position/mode";
    V5_SET_POSITION_MARGIN: Futures = Post "/v5/position/margin";
    V5_PLACE_ALGO: Futures = Post "/v5/algo/order";
    V5_CANCEL_ALGO: Futures = Post "/v5/algo/cancel_orders";
    V5_SET_ASSET_MODE: Futures = Post "/v5/account/asset_mode";
    V5_SET_FEE_DEDUCTION: Futures = Post "/v5/account/fee_deduction_currency";

    // USDT-margined contracts: reads that are POSTs. `cross` is for cross margin.
    LINEAR_BALANCE_VALUATION: Read = Post "/linear-swap-api/v1/swap_balance_valuation" [reads];
    LINEAR_FEE: Read = Post "/linear-swap-api/v1/swap_fee" [reads];
    LINEAR_ORDER_LIMIT: Read = Post "/linear-swap-api/v1/swap_order_limit" [reads];
    LINEAR_MASTER_SUB_TRANSFER_RECORD: Read =
        Post "/linear-swap-api/v1/swap_master_sub_transfer_record" [reads];
    LINEAR_ACCOUNT_INFO: Read = Post "/linear-swap-api/v1/swap_account_info" [reads];
    LINEAR_CROSS_ACCOUNT_INFO: Read = Post "/linear-swap-api/v1/swap_cross_account_info" [reads];
    LINEAR_POSITION_INFO: Read = Post "/linear-swap-api/v1/swap_position_info" [reads];
    LINEAR_CROSS_POSITION_INFO: Read = Post "/linear-swap-api/v1/swap_cross_position_info" [reads];
    LINEAR_ACCOUNT_POSITION_INFO: Read =
        Post "/linear-swap-api/v1/swap_account_position_info" [reads];
    LINEAR_CROSS_ACCOUNT_POSITION_INFO: Read =
        Post "/linear-swap-api/v1/swap_cross_account_position_info" [reads];
    LINEAR_AVAILABLE_LEVEL_RATE: Read =
        Post "/linear-swap-api/v1/swap_available_level_rate" [reads];
    LINEAR_CROSS_AVAILABLE_LEVEL_RATE: Read =
        Post "/linear-swap-api/v1/swap_cross_available_level_rate" [reads];
    LINEAR_TRANSFER_LIMIT: Read = Post "/linear-swap-api/v1/swap_transfer_limit" [reads];
    LINEAR_CROSS_TRANSFER_LIMIT: Read =
        Post "/linear-swap-api/v1/swap_cross_transfer_limit" [reads];
    LINEAR_POSITION_LIMIT: Read = Post "/linear-swap-api/v1/swap_position_limit" [reads];
    LINEAR_CROSS_POSITION_LIMIT: Read =
        Post "/linear-swap-api/v1/swap_cross_position_limit" [reads];
    LINEAR_LEVER_POSITION_LIMIT: Read =
        Post "/linear-swap-api/v1/swap_lever_position_limit" [reads];
    LINEAR_CROSS_LEVER_POSITION_LIMIT: Read =
        Post "/linear-swap-api/v1/swap_cross_lever_position_limit" [reads];
    LINEAR_ORDER_INFO: Read = Post "/linear-swap-api/v1/swap_order_info" [reads];
    LINEAR_CROSS_ORDER_INFO: Read = Post "/linear-swap-api/v1/swap_cross_order_info" [reads];
    LINEAR_ORDER_DETAIL: Read = Post "/linear-swap-api/v1/swap_order_detail" [reads];
    LINEAR_CROSS_ORDER_DETAIL: Read = Post "/linear-swap-api/v1/swap_cross_order_detail" [reads];
    LINEAR_OPENORDERS: Read = Post "/linear-swap-api/v1/swap_openorders" [reads];
    LINEAR_CROSS_OPENORDERS: Read = Post "/linear-swap-api/v1/swap_cross_openorders" [reads];
    LINEAR_TRIGGER_OPENORDERS: Read = Post "/linear-swap-api/v1/swap_trigger_openorders" [reads];
    LINEAR_CROSS_TRIGGER_OPENORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_trigger_openorders" [reads];
    LINEAR_TRIGGER_HISORDERS: Read = Post "/linear-swap-api/v1/swap_trigger_hisorders" [reads];
    LINEAR_CROSS_TRIGGER_HISORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_trigger_hisorders" [reads];
    LINEAR_TPSL_OPENORDERS: Read = Post "/linear-swap-api/v1/swap_tpsl_openorders" [reads];
    LINEAR_CROSS_TPSL_OPENORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_tpsl_openorders" [reads];
    LINEAR_TPSL_HISORDERS: Read = Post "/linear-swap-api/v1/swap_tpsl_hisorders" [reads];
    LINEAR_CROSS_TPSL_HISORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_tpsl_hisorders" [reads];
    LINEAR_RELATION_TPSL_ORDER: Read = Post "/linear-swap-api/v1/swap_relation_tpsl_order" [reads];
    LINEAR_CROSS_RELATION_TPSL_ORDER: Read =
        Post "/linear-swap-api/v1/swap_cross_relation_tpsl_order" [reads];
    LINEAR_TRACK_OPENORDERS: Read = Post "/linear-swap-api/v1/swap_track_openorders" [reads];
    LINEAR_CROSS_TRACK_OPENORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_track_openorders" [reads];
    LINEAR_TRACK_HISORDERS: Read = Post "/linear-swap-api/v1/swap_track_hisorders" [reads];
    LINEAR_CROSS_TRACK_HISORDERS: Read =
        Post "/linear-swap-api/v1/swap_cross_track_hisorders" [reads];
    LINEAR_SUB_ACCOUNT_LIST: Read = Post "/linear-swap-api/v1/swap_sub_account_list" [reads];
    LINEAR_CROSS_SUB_ACCOUNT_LIST: Read =
        Post "/linear-swap-api/v1/swap_cross_sub_account_list" [reads];
    LINEAR_SUB_ACCOUNT_INFO_LIST: Read =
        Post "/linear-swap-api/v1/swap_sub_account_info_list" [reads];
    LINEAR_CROSS_SUB_ACCOUNT_INFO_LIST: Read =
        Post "/linear-swap-api/v1/swap_cross_sub_account_info_list" [reads];
    LINEAR_SUB_ACCOUNT_INFO: Read = Post "/linear-swap-api/v1/swap_sub_account_info" [reads];
    LINEAR_CROSS_SUB_ACCOUNT_INFO: Read =
        Post "/linear-swap-api/v1/swap_cross_sub_account_info" [reads];
    LINEAR_SUB_POSITION_INFO: Read = Post "/linear-swap-api/v1/swap_sub_position_info" [reads];
    LINEAR_CROSS_SUB_POSITION_INFO: Read =
        Post "/linear-swap-api/v1/swap_cross_sub_position_info" [reads];
    LINEAR_USER_SETTLEMENT_RECORDS: Read =
        Post "/linear-swap-api/v1/swap_user_settlement_records" [reads];
    LINEAR_CROSS_USER_SETTLEMENT_RECORDS: Read =
        Post "/linear-swap-api/v1/swap_cross_user_settlement_records" [reads];
    LINEAR_HISORDERS: Read = Post "/linear-swap-api/v1/swap_hisorders" [reads];
    LINEAR_CROSS_HISORDERS: Read = Post "/linear-swap-api/v1/swap_cross_hisorders" [reads];
    LINEAR_HISORDERS_EXACT: Read = Post "/linear-swap-api/v1/swap_hisorders_exact" [reads];
    LINEAR_CROSS_HISORDERS_EXACT: Read =
        Post "/linear-swap-api/v1/swap_cross_hisorders_exact" [reads];
    LINEAR_MATCHRESULTS: Read = Post "/linear-swap-api/v1/swap_matchresults" [reads];
    LINEAR_CROSS_MATCHRESULTS: Read = Post "/linear-swap-api/v1/swap_cross_matchresults" [reads];
    LINEAR_MATCHRESULTS_EXACT: Read = Post "/linear-swap-api/v1/swap_matchresults_exact" [reads];
    LINEAR_CROSS_MATCHRESULTS_EXACT: Read =
        Post "/linear-swap-api/v1/swap_cross_matchresults_exact" [reads];
    LINEAR_FINANCIAL_RECORD: Read = Post "/linear-swap-api/v1/swap_financial_record" [reads];
    LINEAR_FINANCIAL_RECORD_EXACT: Read =
        Post "/linear-swap-api/v1/swap_financial_record_exact" [reads];
    LINEAR_HISORDERS_V3: Read = Post "/linear-swap-api/v3/swap_hisorders" [reads];
    LINEAR_CROSS_HISORDERS_V3: Read = Post "/linear-swap-api/v3/swap_cross_hisorders" [reads];
    LINEAR_HISORDERS_EXACT_V3: Read = Post "/linear-swap-api/v3/swap_hisorders_exact" [reads];
    LINEAR_CROSS_HISORDERS_EXACT_V3: Read =
        Post "/linear-swap-api/v3/swap_cross_hisorders_exact" [reads];
    LINEAR_MATCHRESULTS_V3: Read = Post "/linear-swap-api/v3/swap_matchresults" [reads];
    LINEAR_CROSS_MATCHRESULTS_V3: Read = Post "/linear-swap-api/v3/swap_cross_matchresults" [reads];
    LINEAR_MATCHRESULTS_EXACT_V3: Read = Post "/linear-swap-api/v3/swap_matchresults_exact" [reads];
    LINEAR_CROSS_MATCHRESULTS_EXACT_V3: Read =
        Post "/linear-swap-api/v3/swap_cross_matchresults_exact" [reads];
    LINEAR_FINANCIAL_RECORD_V3: Read = Post "/linear-swap-api/v3/swap_financial_record" [reads];
    LINEAR_FINANCIAL_RECORD_EXACT_V3: Read =
        Post "/linear-swap-api/v3/swap_financial_record_exact" [reads];

    // USDT-margined contracts: orders and settings.
    LINEAR_ORDER: Futures = Post "/linear-swap-api/v1/swap_order";
    LINEAR_CROSS_ORDER: Futures = Post "/linear-swap-api/v1/swap_cross_order";
    LINEAR_BATCHORDER: Futures = Post "/linear-swap-api/v1/swap_batchorder";
    LINEAR_CROSS_BATCHORDER: Futures = Post "/linear-swap-api/v1/swap_cross_batchorder";
    LINEAR_CANCEL: Futures = Post "/linear-swap-api/v1/swap_cancel";
    LINEAR_CROSS_CANCEL: Futures = Post "/linear-swap-api/v1/swap_cross_cancel";
    LINEAR_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_cancelall";
    LINEAR_CROSS_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_cross_cancelall";
    LINEAR_LIGHTNING_CLOSE_POSITION: Futures =
        Post "/linear-swap-api/v1/swap_lightning_close_position";
    LINEAR_CROSS_LIGHTNING_CLOSE_POSITION: Futures =
        Post "/linear-swap-api/v1/swap_cross_lightning_close_position";
    LINEAR_TRIGGER_ORDER: Futures = Post "/linear-swap-api/v1/swap_trigger_order";
    LINEAR_CROSS_TRIGGER_ORDER: Futures = Post "/linear-swap-api/v1/swap_cross_trigger_order";
    LINEAR_TRIGGER_CANCEL: Futures = Post "/linear-swap-api/v1/swap_trigger_cancel";
    LINEAR_CROSS_TRIGGER_CANCEL: Futures = Post "/linear-swap-api/v1/swap_cross_trigger_cancel";
    LINEAR_TRIGGER_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_trigger_cancelall";
    LINEAR_CROSS_TRIGGER_CANCELALL: Futures =
        Post "/linear-swap-api/v1/swap_cross_trigger_cancelall";
    LINEAR_TPSL_ORDER: Futures = Post "/linear-swap-api/v1/swap_tpsl_order";
    LINEAR_CROSS_TPSL_ORDER: Futures = Post "/linear-swap-api/v1/swap_cross_tpsl_order";
    LINEAR_TPSL_CANCEL: Futures = Post "/linear-swap-api/v1/swap_tpsl_cancel";
    LINEAR_CROSS_TPSL_CANCEL: Futures = Post "/linear-swap-api/v1/swap_cross_tpsl_cancel";
    LINEAR_TPSL_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_tpsl_cancelall";
    LINEAR_CROSS_TPSL_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_cross_tpsl_cancelall";
    LINEAR_TRACK_ORDER: Futures = Post "/linear-swap-api/v1/swap_track_order";
    LINEAR_CROSS_TRACK_ORDER: Futures = Post "/linear-swap-api/v1/swap_cross_track_order";
    LINEAR_TRACK_CANCEL: Futures = Post "/linear-swap-api/v1/swap_track_cancel";
    LINEAR_CROSS_TRACK_CANCEL: Futures = Post "/linear-swap-api/v1/swap_cross_track_cancel";
    LINEAR_TRACK_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_track_cancelall";
    LINEAR_CROSS_TRACK_CANCELALL: Futures = Post "/linear-swap-api/v1/swap_cross_track_cancelall";
    LINEAR_SWITCH_LEVER_RATE: Futures = Post "/linear-swap-api/v1/swap_switch_lever_rate";
    LINEAR_CROSS_SWITCH_LEVER_RATE: Futures =
        Post "/linear-swap-api/v1/swap_cross_switch_lever_rate";
    LINEAR_SWITCH_POSITION_MODE: Futures = Post "/linear-swap-api/v1/swap_switch_position_mode";
    LINEAR_CROSS_SWITCH_POSITION_MODE: Futures =
        Post "/linear-swap-api/v1/swap_cross_switch_position_mode";
    LINEAR_CANCEL_AFTER: Futures = Post "/linear-swap-api/v1/linear-cancel-after";
    LINEAR_SWITCH_ACCOUNT_TYPE: Futures = Post "/linear-swap-api/v3/swap_switch_account_type";
    LINEAR_FEE_SWITCH: Futures = Post "/linear-swap-api/v3/linear_swap_fee_switch";
    LINEAR_POSITION_MARGIN: Futures = Post "/linear-swap-api/v3/fix_position_margin_change";

    // Coin-margined futures: reads that are POSTs.
    COIN_BALANCE_VALUATION: Read = Post "/api/v1/contract_balance_valuation" [reads];
    COIN_ACCOUNT_INFO: Read = Post "/api/v1/contract_account_info" [reads];
    COIN_POSITION_INFO: Read = Post "/api/v1/contract_position_info" [reads];
    COIN_ACCOUNT_POSITION_INFO: Read = Post "/api/v1/contract_account_position_info" [reads];
    COIN_AVAILABLE_LEVEL_RATE: Read = Post "/api/v1/contract_available_level_rate" [reads];
    COIN_ORDER_LIMIT: Read = Post "/api/v1/contract_order_limit" [reads];
    COIN_FEE: Read = Post "/api/v1/contract_fee" [reads];
    COIN_TRANSFER_LIMIT: Read = Post "/api/v1/contract_transfer_limit" [reads];
    COIN_POSITION_LIMIT: Read = Post "/api/v1/contract_position_limit" [reads];
    COIN_ORDER_INFO: Read = Post "/api/v1/contract_order_info" [reads];
    COIN_ORDER_DETAIL: Read = Post "/api/v1/contract_order_detail" [reads];
    COIN_OPENORDERS: Read = Post "/api/v1/contract_openorders" [reads];
    COIN_HISORDERS: Read = Post "/api/v1/contract_hisorders" [reads];
    COIN_HISORDERS_EXACT: Read = Post "/api/v1/contract_hisorders_exact" [reads];
    COIN_MATCHRESULTS: Read = Post "/api/v1/contract_matchresults" [reads];
    COIN_MATCHRESULTS_EXACT: Read = Post "/api/v1/contract_matchresults_exact" [reads];
    COIN_TRIGGER_OPENORDERS: Read = Post "/api/v1/contract_trigger_openorders" [reads];
    COIN_TRIGGER_HISORDERS: Read = Post "/api/v1/contract_trigger_hisorders" [reads];
    COIN_TPSL_OPENORDERS: Read = Post "/api/v1/contract_tpsl_openorders" [reads];
    COIN_TPSL_HISORDERS: Read = Post "/api/v1/contract_tpsl_hisorders" [reads];
    COIN_RELATION_TPSL_ORDER: Read = Post "/api/v1/contract_relation_tpsl_order" [reads];
    COIN_TRACK_OPENORDERS: Read = Post "/api/v1/contract_track_openorders" [reads];
    COIN_TRACK_HISORDERS: Read = Post "/api/v1/contract_track_hisorders" [reads];
    COIN_FINANCIAL_RECORD: Read = Post "/api/v1/contract_financial_record" [reads];
    COIN_FINANCIAL_RECORD_EXACT: Read = Post "/api/v1/contract_financial_record_exact" [reads];
    COIN_USER_SETTLEMENT_RECORDS: Read = Post "/api/v1/contract_user_settlement_records" [reads];
    COIN_SUB_ACCOUNT_LIST: Read = Post "/api/v1/contract_sub_account_list" [reads];
    COIN_SUB_ACCOUNT_INFO_LIST: Read = Post "/api/v1/contract_sub_account_info_list" [reads];
    COIN_SUB_ACCOUNT_INFO: Read = Post "/api/v1/contract_sub_account_info" [reads];
    COIN_SUB_POSITION_INFO: Read = Post "/api/v1/contract_sub_position_info" [reads];
    COIN_MASTER_SUB_TRANSFER_RECORD: Read =
        Post "/api/v1/contract_master_sub_transfer_record" [reads];
    COIN_HISORDERS_V3: Read = Post "/api/v3/contract_hisorders" [reads];
    COIN_HISORDERS_EXACT_V3: Read = Post "/api/v3/contract_hisorders_exact" [reads];
    COIN_MATCHRESULTS_V3: Read = Post "/api/v3/contract_matchresults" [reads];
    COIN_MATCHRESULTS_EXACT_V3: Read = Post "/api/v3/contract_matchresults_exact" [reads];
    COIN_FINANCIAL_RECORD_V3: Read = Post "/api/v3/contract_financial_record" [reads];
    COIN_FINANCIAL_RECORD_EXACT_V3: Read = Post "/api/v3/contract_financial_record_exact" [reads];

    // Coin-margined futures: orders and settings.
    COIN_ORDER: Futures = Post "/api/v1/contract_order";
    COIN_BATCHORDER: Futures = Post "/api/v1/contract_batchorder";
    COIN_CANCEL: Futures = Post "/api/v1/contract_cancel";
    COIN_CANCELALL: Futures = Post "/api/v1/contract_cancelall";
    COIN_TRIGGER_ORDER: Futures = Post "/api/v1/contract_trigger_order";
    COIN_TRIGGER_CANCEL: Futures = Post "/api/v1/contract_trigger_cancel";
    COIN_TRIGGER_CANCELALL: Futures = Post "/api/v1/contract_trigger_cancelall";
    COIN_TPSL_ORDER: Futures = Post "/api/v1/contract_tpsl_order";
    COIN_TPSL_CANCEL: Futures = Post "/api/v1/contract_tpsl_cancel";
    COIN_TPSL_CANCELALL: Futures = Post "/api/v1/contract_tpsl_cancelall";
    COIN_TRACK_ORDER: Futures = Post "/api/v1/contract_track_order";
    COIN_TRACK_CANCEL: Futures = Post "/api/v1/contract_track_cancel";
    COIN_TRACK_CANCELALL: Futures = Post "/api/v1/contract_track_cancelall";
    COIN_SWITCH_LEVER_RATE: Futures = Post "/api/v1/contract_switch_lever_rate";
    COIN_LIGHTNING_CLOSE_POSITION: Futures = Post "/api/v1/lightning_close_position";
    COIN_CANCEL_AFTER: Futures = Post "/api/v1/contract-cancel-after";

    // Coin-margined swaps: reads that are POSTs.
    SWAP_BALANCE_VALUATION: Read = Post "/swap-api/v1/swap_balance_valuation" [reads];
    SWAP_ACCOUNT_INFO: Read = Post "/swap-api/v1/swap_account_info" [reads];
    SWAP_POSITION_INFO: Read = Post "/swap-api/v1/swap_position_info" [reads];
    SWAP_ACCOUNT_POSITION_INFO: Read = Post "/swap-api/v1/swap_account_position_info" [reads];
    SWAP_AVAILABLE_LEVEL_RATE: Read = Post "/swap-api/v1/swap_available_level_rate" [reads];
    SWAP_ORDER_LIMIT: Read = Post "/swap-api/v1/swap_order_limit" [reads];
    SWAP_FEE: Read = Post "/swap-api/v1/swap_fee" [reads];
    SWAP_TRANSFER_LIMIT: Read = Post "/swap-api/v1/swap_transfer_limit" [reads];
    SWAP_POSITION_LIMIT: Read = Post "/swap-api/v1/swap_position_limit" [reads];
    SWAP_ORDER_INFO: Read = Post "/swap-api/v1/swap_order_info" [reads];
    SWAP_ORDER_DETAIL: Read = Post "/swap-api/v1/swap_order_detail" [reads];
    SWAP_OPENORDERS: Read = Post "/swap-api/v1/swap_openorders" [reads];
    SWAP_HISORDERS: Read = Post "/swap-api/v1/swap_hisorders" [reads];
    SWAP_HISORDERS_EXACT: Read = Post "/swap-api/v1/swap_hisorders_exact" [reads];
    SWAP_MATCHRESULTS: Read = Post "/swap-api/v1/swap_matchresults" [reads];
    SWAP_MATCHRESULTS_EXACT: Read = Post "/swap-api/v1/swap_matchresults_exact" [reads];
    SWAP_TRIGGER_OPENORDERS: Read = Post "/swap-api/v1/swap_trigger_openorders" [reads];
    SWAP_TRIGGER_HISORDERS: Read = Post "/swap-api/v1/swap_trigger_hisorders" [reads];
    SWAP_TPSL_OPENORDERS: Read = Post "/swap-api/v1/swap_tpsl_openorders" [reads];
    SWAP_TPSL_HISORDERS: Read = Post "/swap-api/v1/swap_tpsl_hisorders" [reads];
    SWAP_RELATION_TPSL_ORDER: Read = Post "/swap-api/v1/swap_relation_tpsl_order" [reads];
    SWAP_TRACK_OPENORDERS: Read = Post "/swap-api/v1/swap_track_openorders" [reads];
    SWAP_TRACK_HISORDERS: Read = Post "/swap-api/v1/swap_track_hisorders" [reads];
    SWAP_FINANCIAL_RECORD: Read = Post "/swap-api/v1/swap_financial_record" [reads];
    SWAP_FINANCIAL_RECORD_EXACT: Read = Post "/swap-api/v1/swap_financial_record_exact" [reads];
    SWAP_USER_SETTLEMENT_RECORDS: Read = Post "/swap-api/v1/swap_user_settlement_records" [reads];
    SWAP_SUB_ACCOUNT_LIST: Read = Post "/swap-api/v1/swap_sub_account_list" [reads];
    SWAP_SUB_ACCOUNT_INFO_LIST: Read = Post "/swap-api/v1/swap_sub_account_info_list" [reads];
    SWAP_SUB_ACCOUNT_INFO: Read = Post "/swap-api/v1/swap_sub_account_info" [reads];
    SWAP_SUB_POSITION_INFO: Read = Post "/swap-api/v1/swap_sub_position_info" [reads];
    SWAP_MASTER_SUB_TRANSFER_RECORD: Read =
        Post "/swap-api/v1/swap_master_sub_transfer_record" [reads];
    SWAP_HISORDERS_V3: Read = Post "/swap-api/v3/swap_hisorders" [reads];
    SWAP_HISORDERS_EXACT_V3: Read = Post "/swap-api/v3/swap_hisorders_exact" [reads];
    SWAP_MATCHRESULTS_V3: Read = Post "/swap-api/v3/swap_matchresults" [reads];
    SWAP_MATCHRESULTS_EXACT_V3: Read = Post "/swap-api/v3/swap_matchresults_exact" [reads];
    SWAP_FINANCIAL_RECORD_V3: Read = Post "/swap-api/v3/swap_financial_record" [reads];
    SWAP_FINANCIAL_RECORD_EXACT_V3: Read = Post "/swap-api/v3/swap_financial_record_exact" [reads];

    // Coin-margined swaps: orders and settings.
    SWAP_ORDER: Futures = Post "/swap-api/v1/swap_order";
    SWAP_BATCHORDER: Futures = Post "/swap-api/v1/swap_batchorder";
    SWAP_CANCEL: Futures = Post "/swap-api/v1/swap_cancel";
    SWAP_CANCELALL: Futures = Post "/swap-api/v1/swap_cancelall";
    SWAP_TRIGGER_ORDER: Futures = Post "/swap-api/v1/swap_trigger_order";
    SWAP_TRIGGER_CANCEL: Futures = Post "/swap-api/v1/swap_trigger_cancel";
    SWAP_TRIGGER_CANCELALL: Futures = Post "/swap-api/v1/swap_trigger_cancelall";
    SWAP_TPSL_ORDER: Futures = Post "/swap-api/v1/swap_tpsl_order";
    SWAP_TPSL_CANCEL: Futures = Post "/swap-api/v1/swap_tpsl_cancel";
    SWAP_TPSL_CANCELALL: Futures = Post "/swap-api/v1/swap_tpsl_cancelall";
    SWAP_TRACK_ORDER: Futures = Post "/swap-api/v1/swap_track_order";
    SWAP_TRACK_CANCEL: Futures = Post "/swap-api/v1/swap_track_cancel";
    SWAP_TRACK_CANCELALL: Futures = Post "/swap-api/v1/swap_track_cancelall";
    SWAP_SWITCH_LEVER_RATE: Futures = Post "/swap-api/v1/swap_switch_lever_rate";
    SWAP_LIGHTNING_CLOSE_POSITION: Futures = Post "/swap-api/v1/swap_lightning_close_position";
    SWAP_CANCEL_AFTER: Futures = Post "/swap-api/v1/swap-cancel-after";

    // Between own wallets and accounts, sub-users included.
    TRANSFER: Transfer = Post "/v1/account/transfer";
    TRANSFER_V2: Transfer = Post "/v2/account/transfer";
    TRANSFER_UNIVERSAL: Transfer = Post "/v5/account/universal_transfer";
    TRANSFER_FUTURES: Transfer = Post "/v1/futures/transfer";
    TRANSFER_INTO_MARGIN: Transfer = Post "/v1/dw/transfer-in/margin";
    TRANSFER_OUT_OF_MARGIN: Transfer = Post "/v1/dw/transfer-out/margin";
    TRANSFER_INTO_CROSS_MARGIN: Transfer = Post "/v1/cross-margin/transfer-in";
    TRANSFER_OUT_OF_CROSS_MARGIN: Transfer = Post "/v1/cross-margin/transfer-out";
    TRANSFER_SUBUSER: Transfer = Post "/v1/subuser/transfer";
    TRANSFER_POINTS: Transfer = Post "/v2/point/transfer";
    TRANSFER_C2C: Transfer = Post "/v2/c2c/transfer";
    TRANSFER_COIN_SUBUSER: Transfer = Post "/api/v1/contract_master_sub_transfer";
    TRANSFER_SWAP_SUBUSER: Transfer = Post "/swap-api/v1/swap_master_sub_transfer";
    TRANSFER_LINEAR_SUBUSER: Transfer = Post "/linear-swap-api/v1/swap_master_sub_transfer";
    TRANSFER_LINEAR_INNER: Transfer = Post "/linear-swap-api/v1/swap_transfer_inner";
    TRANSFER_COPY_TRADING: Transfer = Post "/api/v6/copyTrading/trader/transfer";
    // Leading others' trades shares profits with them.
    _: Futures + Transfer = Post "/api/v6/copyTrading/trader/*";

    // Out, or to another owner: nobody signs these.
    WITHDRAW: Withdraw = Post "/v1/dw/withdraw/api/create";
    _: Withdraw = Post "/v1/dw/withdraw-virtual/{}/cancel";
    _: Withdraw = Post "/v1/dw/*";
    _: Withdraw = Post "/v2/account/withdraw/*";
    _: Withdraw = Post "/v1/api/c2c/*";
    // What it grants, and to whom, is not documented.
    _: Withdraw = Post "/v1/trust/*";

    // Keys and sub-users: nor these.
    _: Admin = Post "/v2/sub-user/creation";
    _: Admin = Post "/v2/sub-user/management";
    _: Admin = Post "/v2/sub-user/tradable-market";
    _: Admin = Post "/v2/sub-user/transferability";
    _: Admin = Post "/v2/sub-user/deduct-mode";
    _: Admin = Post "/v2/sub-user/api-key-generation";
    _: Admin = Post "/v2/sub-user/api-key-modification";
    _: Admin = Post "/v2/sub-user/api-key-deletion";
    _: Admin = Post "/v2/sub-user/*";
    _: Admin = Post "/v1/subuser/*";
    _: Admin = Post "/v2/user/*";
    _: Admin = Post "/api/v1/contract_sub_auth";
    _: Admin = Post "/swap-api/v1/swap_sub_auth";
    _: Admin = Post "/linear-swap-api/v1/swap_sub_auth";
    _: Admin = Post "/api/v6/copyTrading/trader/apikey";
    _: Admin = Post "/broker/v1/*";
} }
