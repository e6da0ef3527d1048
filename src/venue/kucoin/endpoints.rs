//! KuCoin's table of endpoints for spot, margin and the unified account; see [`kucoin`](super) for
//! its sources.

use super::KuCoin;
use crate::{request::Condition, venue::endpoints};

/// Orders of the older endpoints are for spot unless they say otherwise.
const KIND: &str = "tradeType";
const SPOT_KIND: &[Condition] = &[Condition::absent_or(KIND, &["TRADE"])];
const MARGIN_KIND: &[Condition] = &[Condition::one_of(
    KIND,
    &["MARGIN_TRADE", "MARGIN_ISOLATED_TRADE"],
)];
/// The interface of the unified account always says it. A classic account reads it in the query, a
/// unified one in the body or, as community SDKs have it, not at all (uncertain): so an order has to
/// name a symbol of the same product. Those of futures have no dash.
const UA_SPOT_ORDER: &[Condition] = &[
    Condition::one_of(KIND, &["SPOT"]),
    Condition::dashes("symbol", 1),
];
const UA_MARGIN_ORDER: &[Condition] = &[
    Condition::one_of(KIND, &["MARGIN", "CROSS", "ISOLATED"]),
    Condition::dashes("symbol", 1),
];
const UA_FUTURES_ORDER: &[Condition] = &[
    Condition::one_of(KIND, &["FUTURES"]),
    Condition::dashes("symbol", 0),
];
/// Cancelling need not name a symbol.
const UA_SPOT: &[Condition] = &[Condition::one_of(KIND, &["SPOT"])];
const UA_MARGIN: &[Condition] = &[Condition::one_of(KIND, &["MARGIN", "CROSS", "ISOLATED"])];
const UA_FUTURES: &[Condition] = &[Condition::one_of(KIND, &["FUTURES"])];

endpoints! { KuCoin {
    // The key and the account.
    API_KEY: Read = Get "/api/v1/user/api-key";
    UA_API_KEY: Read = Get "/api/ua/v1/user/api-key";
    UA_MY_IP: Read = Get "/api/ua/v1/user/my-ip";
    UA_FEE_RATE: Read = Get "/api/ua/v1/user/fee-rate";
    USER_INFO: Read = Get "/api/v2/user-info";
    USER_INFO_V1: Read = Get "/api/v1/user-info";
    HF_OPENED: Read = Get "/api/v1/hf/accounts/opened";
    ACCOUNTS: Read = Get "/api/v1/accounts";
    ACCOUNT: Read = Get "/api/v1/accounts/{}";
    LEDGERS: Read = Get "/api/v1/accounts/ledgers";
    TRANSFERABLE: Read = Get "/api/v1/accounts/transferable";
    HF_LEDGERS: Read = Get "/api/v1/hf/accounts/ledgers";
    HF_MARGIN_LEDGERS: Read = Get "/api/v3/hf/margin/account/ledgers";
    MARGIN_ACCOUNT: Read = Get "/api/v1/margin/account";
    MARGIN_ACCOUNTS: Read = Get "/api/v3/margin/accounts";
    ISOLATED_ACCOUNTS: Read = Get "/api/v3/isolated/accounts";
    ISOLATED_ACCOUNTS_V1: Read = Get "/api/v1/isolated/accounts";
    ISOLATED_ACCOUNT: Read = Get "/api/v1/isolated/account/{}";
    BASE_FEE: Read = Get "/api/v1/base-fee";
    TRADE_FEES: Read = Get "/api/v1/trade-fees";
    SUB_USERS: Read = Get "/api/v2/sub/user";
    SUB_USERS_V1: Read = Get "/api/v1/sub/user";
    SUB_API_KEYS: Read = Get "/api/v1/sub/api-key";
    SUB_ACCOUNT: Read = Get "/api/v1/sub-accounts/{}";
    SUB_ACCOUNTS: Read = Get "/api/v2/sub-accounts";
    SUB_ACCOUNTS_V1: Read = Get "/api/v1/sub-accounts";
    MIGRATION_STATUS: Read = Get "/api/v3/migrate/user/account/status";

    // Money in and out.
    DEPOSIT_ADDRESSES: Read = Get "/api/v3/deposit-addresses";
    DEPOSIT_ADDRESSES_V2: Read = Get "/api/v2/deposit-addresses";
    DEPOSIT_ADDRESSES_V1: Read = Get "/api/v1/deposit-addresses";
    DEPOSITS: Read = Get "/api/v1/deposits";
    HIST_DEPOSITS: Read = Get "/api/v1/hist-deposits";
    WITHDRAWALS: Read = Get "/api/v1/withdrawals";
    WITHDRAWAL: Read = Get "/api/v1/withdrawals/{}";
    WITHDRAWAL_QUOTAS: Read = Get "/api/v1/withdrawals/quotas";
    HIST_WITHDRAWALS: Read = Get "/api/v1/hist-withdrawals";

    // Orders and fills.
    HF_ORDER_STATUS: Read = Get "/api/v1/hf/orders/{}";
    HF_ORDER_BY_CLIENT: Read = Get "/api/v1/hf/orders/client-order/{}";
    HF_ORDERS_ACTIVE: Read = Get "/api/v1/hf/orders/active";
    HF_ORDERS_ACTIVE_PAGE: Read = Get "/api/v1/hf/orders/active/page";
    HF_ACTIVE_SYMBOLS: Read = Get "/api/v1/hf/orders/active/symbols";
    HF_ORDERS_DONE: Read = Get "/api/v1/hf/orders/done";
    HF_FILLS: Read = Get "/api/v1/hf/fills";
    HF_DEAD_CANCEL_ALL_STATE: Read = Get "/api/v1/hf/orders/dead-cancel-all/query";
    ORDERS: Read = Get "/api/v1/orders";
    ORDER_STATUS: Read = Get "/api/v1/orders/{}";
    ORDER_BY_CLIENT: Read = Get "/api/v1/order/client-order/{}";
    RECENT_ORDERS: Read = Get "/api/v1/limit/orders";
    FILLS: Read = Get "/api/v1/fills";
    RECENT_FILLS: Read = Get "/api/v1/limit/fills";
    STOP_ORDERS: Read = Get "/api/v1/stop-order";
    STOP_ORDER_STATUS: Read = Get "/api/v1/stop-order/{}";
    STOP_ORDER_BY_CLIENT: Read = Get "/api/v1/stop-order/queryOrderByClientOid";
    OCO_ORDERS: Read = Get "/api/v3/oco/orders";
    OCO_ORDER_STATUS: Read = Get "/api/v3/oco/order/{}";
    OCO_ORDER_DETAILS: Read = Get "/api/v3/oco/order/details/{}";
    OCO_ORDER_BY_CLIENT: Read = Get "/api/v3/oco/client-order/{}";
    HF_MARGIN_ORDER_STATUS: Read = Get "/api/v3/hf/margin/orders/{}";
    HF_MARGIN_ORDER_BY_CLIENT: Read = Get "/api/v3/hf/margin/orders/client-order/{}";
    HF_MARGIN_ORDERS_ACTIVE: Read = Get "/api/v3/hf/margin/orders/active";
    HF_MARGIN_ACTIVE_SYMBOLS: Read = Get "/api/v3/hf/margin/order/active/symbols";
    HF_MARGIN_ORDERS_DONE: Read = Get "/api/v3/hf/margin/orders/done";
    HF_MARGIN_FILLS: Read = Get "/api/v3/hf/margin/fills";
    HF_MARGIN_STOP_ORDERS: Read = Get "/api/v3/hf/margin/stop-orders";
    HF_MARGIN_STOP_ORDER_STATUS: Read = Get "/api/v3/hf/margin/stop-order/{}";
    HF_MARGIN_OCO_ORDERS: Read = Get "/api/v3/hf/margin/oco-orders";
    HF_MARGIN_OCO_ORDER_STATUS: Read = Get "/api/v3/hf/margin/oco-order/{}";
    HF_MARGIN_OCO_ORDER_DETAILS: Read = Get "/api/v3/hf/margin/oco-order/detail/{}";

    // Loans, lending, earn and conversions.
    BORROW_HISTORY: Read = Get "/api/v3/margin/borrow";
    REPAY_HISTORY: Read = Get "/api/v3/margin/repay";
    INTEREST: Read = Get "/api/v3/margin/interest";
    BORROW_RATE: Read = Get "/api/v3/margin/borrowRate";
    PURCHASE_ORDERS: Read = Get "/api/v3/purchase/orders";
    REDEEM_ORDERS: Read = Get "/api/v3/redeem/orders";
    LENDING_PROJECTS: Read = Get "/api/v3/project/list";
    LENDING_RATES: Read = Get "/api/v3/project/marketInterestRate";
    CONVERT_QUOTE: Read = Get "/api/v1/convert/quote";
    CONVERT_HISTORY: Read = Get "/api/v1/convert/order/history";
    CONVERT_LIMIT_ORDERS: Read = Get "/api/v1/convert/limit/orders";
    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/api/v1/convert/*";
    _: Read = Get "/api/v1/earn/*";
    _: Read = Get "/api/v1/struct-earn/*";
    _: Read = Get "/api/v1/otc-loan/*";
    _: Read = Get "/api/v1/affiliate/*";
    _: Read = Get "/api/v2/affiliate/*";
    _: Read = Get "/api/v1/broker/*";
    _: Read = Get "/api/v2/broker/*";

    // The unified account.
    UA_BALANCE: Read = Get "/api/ua/v1/{}/account/balance";
    UA_OVERVIEW: Read = Get "/api/ua/v1/{}/account/overview";
    UA_LEVERAGE: Read = Get "/api/ua/v1/{}/account/leverage";
    UA_ORDER_DETAIL: Read = Get "/api/ua/v1/{}/order/detail";
    UA_OPEN_ORDERS: Read = Get "/api/ua/v1/{}/order/open-list";
    UA_ORDER_HISTORY: Read = Get "/api/ua/v1/{}/order/history";
    UA_EXECUTIONS: Read = Get "/api/ua/v1/{}/order/execution";
    UA_POSITIONS: Read = Get "/api/ua/v1/{}/position/open-list";
    UA_POSITION_HISTORY: Read = Get "/api/ua/v1/{}/position/history";
    UA_POSITION_TIERS: Read = Get "/api/ua/v1/{}/position/tiers";
    UA_FUNDING_HISTORY: Read = Get "/api/ua/v1/position/funding-history";
    UA_ALL_POSITION_HISTORY: Read = Get "/api/ua/v1/position/history";
    UA_SUB_BALANCE: Read = Get "/api/ua/v1/sub-account/balance";
    UA_DCP_STATE: Read = Get "/api/ua/v1/dcp/query";
    _: Read = Get "/api/ua/v1/account/*";
    _: Read = Get "/api/ua/v1/market/*";
    _: Read = Get "/api/ua/v2/market/*";
    _: Read = Get "/api/ua/v1/server/*";

    // Market data.
    SERVER_TIME: Read = Get "/api/v1/timestamp";
    SERVICE_STATUS: Read = Get "/api/v1/status";
    CURRENCIES: Read = Get "/api/v3/currencies";
    CURRENCY: Read = Get "/api/v3/currencies/{}";
    SYMBOLS: Read = Get "/api/v2/symbols";
    SYMBOL: Read = Get "/api/v2/symbols/{}";
    TICKER: Read = Get "/api/v1/market/orderbook/level1";
    TICKERS: Read = Get "/api/v1/market/allTickers";
    ORDERBOOK_20: Read = Get "/api/v1/market/orderbook/level2_20";
    ORDERBOOK_100: Read = Get "/api/v1/market/orderbook/level2_100";
    ORDERBOOK: Read = Get "/api/v3/market/orderbook/level2";
    CANDLES: Read = Get "/api/v1/market/candles";
    MARKET_TRADES: Read = Get "/api/v1/market/histories";
    STATS: Read = Get "/api/v1/market/stats";
    _: Read = Get "/api/v1/market/*";
    MARKETS: Read = Get "/api/v1/markets";
    PRICES: Read = Get "/api/v1/prices";
    MARK_PRICE: Read = Get "/api/v1/mark-price/{}/current";
    MARK_PRICES: Read = Get "/api/v3/mark-price/all-symbols";
    MARGIN_CONFIG: Read = Get "/api/v1/margin/config";
    MARGIN_SYMBOLS: Read = Get "/api/v3/margin/symbols";
    MARGIN_CURRENCIES: Read = Get "/api/v3/margin/currencies";
    MARGIN_COLLATERAL: Read = Get "/api/v3/margin/collateralRatio";
    MARGIN_INVENTORY: Read = Get "/api/v3/margin/available-inventory";
    ISOLATED_SYMBOLS: Read = Get "/api/v1/isolated/symbols";
    ETF_INFO: Read = Get "/api/v3/etf/info";
    ANNOUNCEMENTS: Read = Get "/api/v3/announcements";

    // Tokens for streams, which read.
    BULLET_PRIVATE: Read = Post "/api/v1/bullet-private" [reads];
    BULLET_PUBLIC: Read = Post "/api/v1/bullet-public" [reads];

    // Spot orders.
    HF_ORDER: Spot = Post "/api/v1/hf/orders";
    HF_ORDER_SYNC: Spot = Post "/api/v1/hf/orders/sync";
    HF_ORDER_TEST: Spot = Post "/api/v1/hf/orders/test";
    HF_ORDERS_MULTI: Spot = Post "/api/v1/hf/orders/multi";
    HF_ORDERS_MULTI_SYNC: Spot = Post "/api/v1/hf/orders/multi/sync";
    HF_AMEND: Spot = Post "/api/v1/hf/orders/alter";
    HF_DEAD_CANCEL_ALL: Spot = Post "/api/v1/hf/orders/dead-cancel-all";
    HF_CANCEL: Spot = Delete "/api/v1/hf/orders/{}";
    HF_CANCEL_SYNC: Spot = Delete "/api/v1/hf/orders/sync/{}";
    HF_CANCEL_BY_CLIENT: Spot = Delete "/api/v1/hf/orders/client-order/{}";
    HF_CANCEL_SYNC_BY_CLIENT: Spot = Delete "/api/v1/hf/orders/sync/client-order/{}";
    HF_CANCEL_PART: Spot = Delete "/api/v1/hf/orders/cancel/{}";
    HF_CANCEL_ALL: Spot = Delete "/api/v1/hf/orders/cancelAll";
    HF_CANCEL_SYMBOL: Spot = Delete "/api/v1/hf/orders";

    // The older endpoints serve margin as well.
    ORDER_SPOT: Spot = Post "/api/v1/orders" (SPOT_KIND);
    ORDER_MARGIN: Margin = Post "/api/v1/orders" (MARGIN_KIND);
    ORDER_TEST: Spot = Post "/api/v1/orders/test";
    ORDERS_MULTI_SPOT: Spot = Post "/api/v1/orders/multi" (SPOT_KIND);
    // An order in the list that leaves the kind out is for spot.
    ORDERS_MULTI_MARGIN: Margin + Spot = Post "/api/v1/orders/multi" (MARGIN_KIND);
    STOP_ORDER_SPOT: Spot = Post "/api/v1/stop-order" (SPOT_KIND);
    STOP_ORDER_MARGIN: Margin = Post "/api/v1/stop-order" (MARGIN_KIND);
    OCO_ORDER: Spot = Post "/api/v3/oco/order" (SPOT_KIND);
    // Cancelling names the order only: a margin order is spot here.
    CANCEL_ORDER: Spot = Delete "/api/v1/orders/{}";
    CANCEL_ORDER_BY_CLIENT: Spot = Delete "/api/v1/order/client-order/{}";
    CANCEL_ORDERS: Spot = Delete "/api/v1/orders";
    STOP_CANCEL_ONE: Spot = Delete "/api/v1/stop-order/{}";
    STOP_CANCEL_BY_CLIENT: Spot = Delete "/api/v1/stop-order/cancelOrderByClientOid";
    STOP_CANCEL: Spot = Delete "/api/v1/stop-order/cancel";
    OCO_CANCEL_ONE: Spot = Delete "/api/v3/oco/order/{}";
    OCO_CANCEL_BY_CLIENT: Spot = Delete "/api/v3/oco/client-order/{}";
    OCO_CANCEL: Spot = Delete "/api/v3/oco/orders";

    // Margin orders, loans and leverage.
    HF_MARGIN_ORDER: Margin = Post "/api/v3/hf/margin/order";
    HF_MARGIN_ORDER_TEST: Margin = Post "/api/v3/hf/margin/order/test";
    HF_MARGIN_STOP_ORDER: Margin = Post "/api/v3/hf/margin/stop-order";
    HF_MARGIN_OCO_ORDER: Margin = Post "/api/v3/hf/margin/oco-order";
    HF_MARGIN_CANCEL: Margin = Delete "/api/v3/hf/margin/orders/{}";
    HF_MARGIN_CANCEL_BY_CLIENT: Margin = Delete "/api/v3/hf/margin/orders/client-order/{}";
    HF_MARGIN_CANCEL_SYMBOL: Margin = Delete "/api/v3/hf/margin/orders";
    HF_MARGIN_STOP_CANCEL_ONE: Margin = Delete "/api/v3/hf/margin/stop-order/cancel-by-id";
    HF_MARGIN_STOP_CANCEL_BY_CLIENT: Margin = Delete "/api/v3/hf/margin/stop-order/cancel-by-clientOid";
    HF_MARGIN_STOP_CANCEL: Margin = Delete "/api/v3/hf/margin/stop-order/cancel";
    HF_MARGIN_OCO_CANCEL_ONE: Margin = Delete "/api/v3/hf/margin/oco-order/cancel-by-id";
    HF_MARGIN_OCO_CANCEL_BY_CLIENT: Margin = Delete "/api/v3/hf/margin/oco-order/cancel-by-clientOid";
    HF_MARGIN_OCO_CANCEL: Margin = Delete "/api/v3/hf/margin/oco-order/cancel";
    MARGIN_ORDER_TEST: Margin = Post "/api/v1/margin/order/test";
    MARGIN_ORDER: Margin = Post "/api/v1/margin/order";
    BORROW: Margin = Post "/api/v3/margin/borrow";
    REPAY: Margin = Post "/api/v3/margin/repay";
    BORROW_V1: Margin = Post "/api/v1/margin/borrow";
    REPAY_V1: Margin = Post "/api/v1/margin/repay";
    SET_LEVERAGE: Margin = Post "/api/v3/position/update-user-leverage";

    // Orders of the unified account; `{}` is `unified` or `classic`.
    UA_PLACE_SPOT: Spot = Post "/api/ua/v1/{}/order/place" (UA_SPOT_ORDER);
    UA_PLACE_MARGIN: Margin = Post "/api/ua/v1/{}/order/place" (UA_MARGIN_ORDER);
    UA_PLACE_FUTURES: Futures = Post "/api/ua/v1/{}/order/place" (UA_FUTURES_ORDER);
    UA_PLACE_BATCH_SPOT: Spot = Post "/api/ua/v1/{}/order/place-batch" (UA_SPOT_ORDER);
    // One kind is for the whole list; an order that it is not for could be for spot.
    UA_PLACE_BATCH_MARGIN: Margin + Spot = Post "/api/ua/v1/{}/order/place-batch" (UA_MARGIN_ORDER);
    UA_PLACE_BATCH_FUTURES: Futures = Post "/api/ua/v1/{}/order/place-batch" (UA_FUTURES_ORDER);
    UA_CANCEL_SPOT: Spot = Post "/api/ua/v1/{}/order/cancel" (UA_SPOT);
    UA_CANCEL_MARGIN: Margin = Post "/api/ua/v1/{}/order/cancel" (UA_MARGIN);
    UA_CANCEL_FUTURES: Futures = Post "/api/ua/v1/{}/order/cancel" (UA_FUTURES);
    UA_CANCEL_BATCH_SPOT: Spot = Post "/api/ua/v1/{}/order/cancel-batch" (UA_SPOT);
    UA_CANCEL_BATCH_MARGIN: Margin = Post "/api/ua/v1/{}/order/cancel-batch" (UA_MARGIN);
    UA_CANCEL_BATCH_FUTURES: Futures = Post "/api/ua/v1/{}/order/cancel-batch" (UA_FUTURES);
    UA_CANCEL_ALL_SPOT: Spot = Post "/api/ua/v1/{}/order/cancel-all" (UA_SPOT);
    UA_CANCEL_ALL_MARGIN: Margin = Post "/api/ua/v1/{}/order/cancel-all" (UA_MARGIN);
    UA_CANCEL_ALL_FUTURES: Futures = Post "/api/ua/v1/{}/order/cancel-all" (UA_FUTURES);
    // The dead man's switch cancels, which harms nothing, yet is not for a reader.
    UA_DCP: Spot = Post "/api/ua/v1/dcp/set";
    UA_MODIFY_LEVERAGE: Futures = Post "/api/ua/v1/{}/account/modify-leverage";
    UA_MODIFY_LEVERAGE_MARGIN: Margin = Post "/api/ua/v1/{}/account/modify-leverage-margin-cross";
    UA_SET_MARGIN_MODE: Futures = Post "/api/ua/v1/{}/account/margin-mode";
    // Changes the whole account.
    UA_SET_ACCOUNT_MODE: Futures + Spot + Margin = Post "/api/ua/v1/account/mode";

    // Conversions.
    CONVERT_ORDER: Spot = Post "/api/v1/convert/order";
    CONVERT_LIMIT_ORDER: Spot = Post "/api/v1/convert/limit/order";
    CONVERT_LIMIT_CANCEL: Spot = Delete "/api/v1/convert/limit/order/cancel";

    // Lending out and earn.
    LEND_PURCHASE: Earn = Post "/api/v3/purchase";
    LEND_REDEEM: Earn = Post "/api/v3/redeem";
    LEND_PURCHASE_UPDATE: Earn = Post "/api/v3/lend/purchase/update";
    EARN_PURCHASE: Earn = Post "/api/v1/earn/orders";
    EARN_REDEEM: Earn = Delete "/api/v1/earn/orders";
    STRUCT_EARN_ORDER: Earn = Post "/api/v1/struct-earn/orders";
    _: Earn = Post "/api/v1/earn/*";
    _: Earn = Delete "/api/v1/earn/*";
    _: Earn = Post "/api/v1/struct-earn/*";

    // Between own wallets and accounts.
    UNIVERSAL_TRANSFER: Transfer = Post "/api/v3/accounts/universal-transfer";
    INNER_TRANSFER: Transfer = Post "/api/v2/accounts/inner-transfer";
    SUB_TRANSFER: Transfer = Post "/api/v2/accounts/sub-transfer";
    UA_TRANSFER: Transfer = Post "/api/ua/v1/account/transfer";
    // Makes an address where there is none.
    UA_DEPOSIT_ADDRESS: Transfer = Get "/api/ua/v1/asset/deposit/address" [writes];
    // Of the host for futures: no listing relabels them here.
    _: Transfer = Post "/api/v3/transfer-out";
    _: Transfer = Post "/api/v2/transfer-out";
    _: Transfer = Post "/api/v1/transfer-out";
    _: Transfer = Post "/api/v1/transfer-in";
    _: Transfer = Post "/api/v1/accounts/*";
    _: Transfer = Post "/api/v2/accounts/*";
    _: Transfer = Post "/api/v3/accounts/*";

    // Out, and the addresses that come with it: nobody signs these.
    _: Withdraw = Post "/api/v3/withdrawals";
    _: Withdraw = Post "/api/v3/withdrawals*";
    _: Withdraw = Delete "/api/v3/withdrawals*";
    _: Withdraw = Post "/api/v1/withdrawals";
    _: Withdraw = Post "/api/v1/withdrawals*";
    _: Withdraw = Delete "/api/v1/withdrawals/{}";
    _: Withdraw = Delete "/api/v1/withdrawals*";
    _: Withdraw = Post "/api/v2/withdrawals*";
    _: Withdraw = Delete "/api/v2/withdrawals*";
    _: Withdraw = Post "/api/ua/v1/withdrawal*";
    _: Withdraw = Delete "/api/ua/v1/withdrawal*";
    _: Withdraw = Post "/api/ua/v1/asset/*";
    _: Withdraw = Post "/api/v3/deposit-address/create";
    _: Withdraw = Post "/api/v3/deposit-address*";
    _: Withdraw = Post "/api/v1/deposit-addresses";
    _: Withdraw = Post "/api/v1/deposit-address*";

    // Keys and accounts: nor these.
    _: Admin = Post "/api/v1/sub/api-key";
    _: Admin = Post "/api/v1/sub/api-key/update";
    _: Admin = Delete "/api/v1/sub/api-key";
    _: Admin = Post "/api/v1/sub/*";
    _: Admin = Delete "/api/v1/sub/*";
    _: Admin = Post "/api/v2/sub/user/created";
    _: Admin = Post "/api/v2/sub/*";
    _: Admin = Post "/api/v3/sub/user/margin/enable";
    _: Admin = Post "/api/v3/sub/user/futures/enable";
    _: Admin = Post "/api/v3/sub/*";
    _: Admin = Post "/api/v1/user/*";
    _: Admin = Delete "/api/v1/user/*";
    _: Admin = Post "/api/ua/v1/user/create-sub-api-key";
    _: Admin = Post "/api/ua/v1/user/sub/create-sub-account";
    _: Admin = Post "/api/ua/v1/user/*";
    _: Admin = Put "/api/ua/v1/user/*";
    _: Admin = Delete "/api/ua/v1/user/*";
    _: Admin = Post "/api/ua/v1/sub-account/canTransferOut";
    _: Admin = Post "/api/ua/v1/sub*";
    _: Admin = Delete "/api/ua/v1/sub*";
    _: Admin = Post "/api/v3/migrate/*";
    _: Admin = Post "/api/v1/broker/nd/account";
    _: Admin = Post "/api/v1/broker/nd/account/apikey";
    _: Admin = Post "/api/v1/broker/nd/account/update-apikey";
    _: Admin = Delete "/api/v1/broker/nd/account/apikey";
    _: Admin = Post "/api/v1/broker/nd/transfer";
    _: Admin = Post "/api/v1/broker/*";
    _: Admin = Delete "/api/v1/broker/*";
    _: Admin = Post "/api/v2/broker/*";
    _: Admin = Delete "/api/v2/broker/*";
    _: Admin = Post "/api/kyc/*";
} }
