//! Bybit's table of endpoints; see [`bybit`](super) for its sources.

use super::Bybit;
use crate::{request::Condition, venue::endpoints};

const CATEGORY: &str = "category";
const SPOT_CATEGORY: &[Condition] = &[Condition::one_of(CATEGORY, &["spot"])];
const SPOT_ORDER: &[Condition] = &[
    Condition::one_of(CATEGORY, &["spot"]),
    Condition::absent_or("isLeverage", &["0"]),
];
const MARGIN_ORDER: &[Condition] = &[
    Condition::one_of(CATEGORY, &["spot"]),
    Condition::one_of("isLeverage", &["1"]),
];
const FUTURES_ORDER: &[Condition] = &[Condition::one_of(CATEGORY, &["linear", "inverse"])];
const OPTIONS_ORDER: &[Condition] = &[Condition::one_of(CATEGORY, &["option"])];

/// The words of the disconnection guard; options are its default.
const PRODUCT: &str = "product";
const SPOT_GUARD: &[Condition] = &[Condition::one_of(PRODUCT, &["SPOT"])];
const FUTURES_GUARD: &[Condition] = &[Condition::one_of(PRODUCT, &["DERIVATIVES"])];
const OPTIONS_GUARD: &[Condition] = &[Condition::absent_or(PRODUCT, &["OPTIONS"])];

/// The words of a strategy, which trades in slices.
const SPOT_STRATEGY: &[Condition] = &[
    Condition::one_of(CATEGORY, &["UTA_SPOT"]),
    Condition::absent_or("leverageType", &["0"]),
];
const MARGIN_STRATEGY: &[Condition] = &[
    Condition::one_of(CATEGORY, &["UTA_SPOT"]),
    Condition::one_of("leverageType", &["1"]),
];
const FUTURES_STRATEGY: &[Condition] = &[Condition::one_of(
    CATEGORY,
    &[
        "UTA_USDT",
        "UTA_USDC",
        "UTA_INVERSE",
        "UTA_INVERSE_FUTURE",
        "UTA_USDT_FUTURE",
    ],
)];

endpoints! { Bybit {
    // The key and the account.
    QUERY_API: Read = Get "/v5/user/query-api";
    SUB_APIKEYS: Read = Get "/v5/user/sub-apikeys";
    SUB_MEMBERS: Read = Get "/v5/user/query-sub-members";
    SUB_MEMBERS_PAGED: Read = Get "/v5/user/submembers";
    MEMBER_TYPE: Read = Get "/v5/user/get-member-type";
    ACCOUNT_INFO: Read = Get "/v5/account/info";
    WALLET_BALANCE: Read = Get "/v5/account/wallet-balance";
    WITHDRAWABLE: Read = Get "/v5/account/withdrawal";
    FEE_RATE: Read = Get "/v5/account/fee-rate";
    COLLATERAL_INFO: Read = Get "/v5/account/collateral-info";
    BORROW_HISTORY: Read = Get "/v5/account/borrow-history";
    ACCOUNT_INSTRUMENTS: Read = Get "/v5/account/instruments-info";
    TRANSACTION_LOG: Read = Get "/v5/account/transaction-log";
    CONTRACT_TRANSACTION_LOG: Read = Get "/v5/account/contract-transaction-log";
    MMP_STATE: Read = Get "/v5/account/mmp-state";
    DCP_INFO: Read = Get "/v5/account/query-dcp-info";
    SMP_GROUP: Read = Get "/v5/account/smp-group";
    TRADE_SETTINGS: Read = Get "/v5/account/user-setting-config";
    PAY_INFO: Read = Get "/v5/account/pay-info";
    RATE_LIMITS: Read = Get "/v5/apilimit/query";

    // Orders, fills and positions.
    OPEN_ORDERS: Read = Get "/v5/order/realtime";
    ORDER_HISTORY: Read = Get "/v5/order/history";
    SPOT_BORROW_CHECK: Read = Get "/v5/order/spot-borrow-check";
    EXECUTIONS: Read = Get "/v5/execution/list";
    POSITIONS: Read = Get "/v5/position/list";
    POSITION_SYMBOLS: Read = Get "/v5/position/symbol-info";
    CLOSED_PNL: Read = Get "/v5/position/closed-pnl";
    CLOSED_POSITIONS: Read = Get "/v5/position/get-closed-positions";
    MOVE_HISTORY: Read = Get "/v5/position/move-history";
    SPREAD_OPEN_ORDERS: Read = Get "/v5/spread/order/realtime";
    SPREAD_ORDER_HISTORY: Read = Get "/v5/spread/order/history";
    SPREAD_EXECUTIONS: Read = Get "/v5/spread/execution/list";
    SPREAD_MAX_QTY: Read = Get "/v5/spread/max-qty";
    RFQ_CONFIG: Read = Get "/v5/rfq/config";
    RFQ_OPEN: Read = Get "/v5/rfq/rfq-realtime";
    RFQ_HISTORY: Read = Get "/v5/rfq/rfq-list";
    RFQ_OPEN_QUOTES: Read = Get "/v5/rfq/quote-realtime";
    RFQ_QUOTE_HISTORY: Read = Get "/v5/rfq/quote-list";
    RFQ_TRADES: Read = Get "/v5/rfq/trade-list";
    STRATEGIES: Read = Get "/v5/strategy/list";
    STRATEGY_ORDERS: Read = Get "/v5/strategy/order-list";
    SPOT_MARGIN_STATE: Read = Get "/v5/spot-margin-trade/state";
    SPOT_MARGIN_DATA: Read = Get "/v5/spot-margin-trade/data";
    SPOT_MARGIN_MAX_BORROWABLE: Read = Get "/v5/spot-margin-trade/max-borrowable";
    SPOT_MARGIN_LIABILITY: Read = Get "/v5/spot-margin-trade/liability";

    // Funds, and what tells of moves that the bot did not make.
    ASSET_OVERVIEW: Read = Get "/v5/asset/asset-overview";
    COIN_INFO: Read = Get "/v5/asset/coin/query-info";
    COIN_BALANCE: Read = Get "/v5/asset/transfer/query-account-coin-balance";
    COIN_BALANCES: Read = Get "/v5/asset/transfer/query-account-coins-balance";
    INTER_TRANSFERS: Read = Get "/v5/asset/transfer/query-inter-transfer-list";
    UNIVERSAL_TRANSFERS: Read = Get "/v5/asset/transfer/query-universal-transfer-list";
    WITHDRAWALS: Read = Get "/v5/asset/withdraw/query-record";
    WITHDRAWAL_ADDRESSES: Read = Get "/v5/asset/withdraw/query-address";
    WITHDRAWABLE_AMOUNT: Read = Get "/v5/asset/withdraw/withdrawable-amount";
    DEPOSITS: Read = Get "/v5/asset/deposit/query-record";
    INTERNAL_DEPOSITS: Read = Get "/v5/asset/deposit/query-internal-record";
    DEPOSIT_ADDRESS: Read = Get "/v5/asset/deposit/query-address";
    FUNDING_HISTORY: Read = Get "/v5/asset/fundinghistory";
    DELIVERIES: Read = Get "/v5/asset/delivery-record";
    SETTLEMENTS: Read = Get "/v5/asset/settlement-record";
    CONVERT_COINS: Read = Get "/v5/asset/exchange/query-coin-list";
    CONVERT_RESULT: Read = Get "/v5/asset/exchange/convert-result-query";
    CONVERT_HISTORY: Read = Get "/v5/asset/exchange/query-convert-history";
    SMALL_BALANCES: Read = Get "/v5/asset/covert/small-balance-list";
    SMALL_BALANCE_HISTORY: Read = Get "/v5/asset/covert/small-balance-history";
    EARN_PRODUCTS: Read = Get "/v5/earn/product";
    EARN_ORDERS: Read = Get "/v5/earn/order";
    EARN_POSITIONS: Read = Get "/v5/earn/position";
    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/v5/earn/*";
    _: Read = Get "/v5/crypto-loan*";
    _: Read = Get "/v5/fiat/*";

    // Market data.
    SERVER_TIME: Read = Get "/v5/market/time";
    SYSTEM_STATUS: Read = Get "/v5/system/status";
    INSTRUMENTS: Read = Get "/v5/market/instruments-info";
    TICKERS: Read = Get "/v5/market/tickers";
    ORDERBOOK: Read = Get "/v5/market/orderbook";
    KLINE: Read = Get "/v5/market/kline";
    MARK_PRICE_KLINE: Read = Get "/v5/market/mark-price-kline";
    INDEX_PRICE_KLINE: Read = Get "/v5/market/index-price-kline";
    RECENT_TRADES: Read = Get "/v5/market/recent-trade";
    FUNDING_RATES: Read = Get "/v5/market/funding/history";
    OPEN_INTEREST: Read = Get "/v5/market/open-interest";
    RISK_LIMITS: Read = Get "/v5/market/risk-limit";

    // Reads that are POSTs.
    ALPHA_QUOTE: Read = Post "/v5/alpha/trade/quote" [reads];
    ALPHA_ASSETS: Read = Post "/v5/alpha/trade/asset-list" [reads];
    ALPHA_ASSET: Read = Post "/v5/alpha/trade/asset-detail" [reads];
    ALPHA_TOKENS: Read = Post "/v5/alpha/trade/biz-token-list" [reads];
    ALPHA_TOKEN_DETAILS: Read = Post "/v5/alpha/trade/biz-token-details" [reads];
    ALPHA_TOKEN_PRICES: Read = Post "/v5/alpha/trade/biz-token-price-list" [reads];
    ALPHA_ORDERS: Read = Post "/v5/alpha/trade/order-list" [reads];
    ALPHA_PAY_TOKENS: Read = Post "/v5/alpha/trade/pay-token-list" [reads];
    ALPHA_LP_ORDERS: Read = Post "/v5/alpha/lp/order-list" [reads];
    ALPHA_LP_PAY_TOKENS: Read = Post "/v5/alpha/lp/pay-token-list" [reads];
    ALPHA_LP_PAY_TOKEN_PRICE: Read = Post "/v5/alpha/lp/pay-token-price" [reads];
    ALPHA_LP_POOLS: Read = Post "/v5/alpha/lp/pool-list" [reads];
    ALPHA_LP_POOL: Read = Post "/v5/alpha/lp/pool-info" [reads];
    ALPHA_LP_POSITIONS: Read = Post "/v5/alpha/lp/position-list" [reads];
    PREDICTION_EVENT: Read = Post "/v5/alpha/prediction/event-detail" [reads];
    PREDICTION_ORDERBOOK: Read = Post "/v5/alpha/prediction/order-book" [reads];
    PREDICTION_ESTIMATE: Read = Post "/v5/alpha/prediction/order-estimate" [reads];
    PREDICTION_ORDERS: Read = Post "/v5/alpha/prediction/order-list" [reads];
    PREDICTION_PORTFOLIO: Read = Post "/v5/alpha/prediction/portfolio-summary" [reads];
    PREDICTION_POSITIONS: Read = Post "/v5/alpha/prediction/position-list" [reads];
    PREDICTION_POSITION_HISTORY: Read = Post "/v5/alpha/prediction/position-history" [reads];
    PREDICTION_PRICE_HISTORY: Read = Post "/v5/alpha/prediction/price-history" [reads];
    PREDICTION_MARKETS: Read = Post "/v5/alpha/prediction/side-market-list" [reads];
    PREDICTION_MATCHES: Read = Post "/v5/alpha/prediction/sports/match-list" [reads];
    PREDICTION_GROUP_STAGE: Read = Post "/v5/alpha/prediction/sports/group-stage-detail" [reads];
    PREDICTION_TOKEN_PRICE: Read = Post "/v5/alpha/prediction/token-price" [reads];
    GRID_BOT: Read = Post "/v5/grid/query-grid-detail" [reads];
    GRID_BOT_VALIDATE: Read = Post "/v5/grid/validate-input" [reads];
    FUTURES_GRID_BOT: Read = Post "/v5/fgridbot/detail" [reads];
    FUTURES_GRID_BOT_VALIDATE: Read = Post "/v5/fgridbot/validate" [reads];
    FUTURES_COMBO_BOT: Read = Post "/v5/fcombobot/detail" [reads];
    FUTURES_COMBO_BOT_LIMIT: Read = Post "/v5/fcombobot/getlimit" [reads];
    FUTURES_MARTINGALE_BOT: Read = Post "/v5/fmartingalebot/detail" [reads];
    FUTURES_MARTINGALE_BOT_LIMIT: Read = Post "/v5/fmartingalebot/getlimit" [reads];
    CRYPTO_LOAN_MAX: Read = Post "/v5/crypto-loan-common/max-loan" [reads];
    CARD_TRANSACTIONS: Read = Post "/v5/card/transaction/query-asset-records" [reads];
    CARD_POINTS: Read = Post "/v5/card/reward/points/balance" [reads];
    CARD_POINT_RECORDS: Read = Post "/v5/card/reward/points/records" [reads];
    CARD_POINT_TIER: Read = Post "/v5/card/reward/points/tier" [reads];
    CARD_CASHBACK: Read = Post "/v5/card/reward/point/cashback/detail" [reads];
    CARD_REWARDS: Read = Post "/v5/card/reward/mall/item/list" [reads];
    AWARD_INFO: Read = Post "/v5/broker/award/info" [reads];
    AWARD_RECORD: Read = Post "/v5/broker/award/distribution-record" [reads];

    // Orders. An order without leverage is spot; `category` says the rest. A dry run takes the
    // same parameters as the order, and the same right.
    ORDER_CREATE_SPOT: Spot = Post "/v5/order/create" (SPOT_ORDER);
    ORDER_CREATE_MARGIN: Margin = Post "/v5/order/create" (MARGIN_ORDER);
    ORDER_CREATE_FUTURES: Futures = Post "/v5/order/create" (FUTURES_ORDER);
    ORDER_CREATE_OPTIONS: Options = Post "/v5/order/create" (OPTIONS_ORDER);
    ORDER_CREATE_BATCH_SPOT: Spot = Post "/v5/order/create-batch" (SPOT_ORDER);
    ORDER_CREATE_BATCH_MARGIN: Margin + Spot = Post "/v5/order/create-batch" (MARGIN_ORDER);
    ORDER_CREATE_BATCH_FUTURES: Futures = Post "/v5/order/create-batch" (FUTURES_ORDER);
    ORDER_CREATE_BATCH_OPTIONS: Options = Post "/v5/order/create-batch" (OPTIONS_ORDER);
    ORDER_PRE_CHECK_SPOT: Spot = Post "/v5/order/pre-check" (SPOT_ORDER);
    ORDER_PRE_CHECK_MARGIN: Margin = Post "/v5/order/pre-check" (MARGIN_ORDER);
    ORDER_PRE_CHECK_FUTURES: Futures = Post "/v5/order/pre-check" (FUTURES_ORDER);
    ORDER_PRE_CHECK_OPTIONS: Options = Post "/v5/order/pre-check" (OPTIONS_ORDER);

    // Amending and cancelling do not repeat the leverage: a margin order is spot here.
    ORDER_AMEND_SPOT: Spot = Post "/v5/order/amend" (SPOT_CATEGORY);
    ORDER_AMEND_FUTURES: Futures = Post "/v5/order/amend" (FUTURES_ORDER);
    ORDER_AMEND_OPTIONS: Options = Post "/v5/order/amend" (OPTIONS_ORDER);
    ORDER_AMEND_BATCH_SPOT: Spot = Post "/v5/order/amend-batch" (SPOT_CATEGORY);
    ORDER_AMEND_BATCH_FUTURES: Futures = Post "/v5/order/amend-batch" (FUTURES_ORDER);
    ORDER_AMEND_BATCH_OPTIONS: Options = Post "/v5/order/amend-batch" (OPTIONS_ORDER);
    ORDER_CANCEL_SPOT: Spot = Post "/v5/order/cancel" (SPOT_CATEGORY);
    ORDER_CANCEL_FUTURES: Futures = Post "/v5/order/cancel" (FUTURES_ORDER);
    ORDER_CANCEL_OPTIONS: Options = Post "/v5/order/cancel" (OPTIONS_ORDER);
    ORDER_CANCEL_BATCH_SPOT: Spot = Post "/v5/order/cancel-batch" (SPOT_CATEGORY);
    ORDER_CANCEL_BATCH_FUTURES: Futures = Post "/v5/order/cancel-batch" (FUTURES_ORDER);
    ORDER_CANCEL_BATCH_OPTIONS: Options = Post "/v5/order/cancel-batch" (OPTIONS_ORDER);
    ORDER_CANCEL_ALL_SPOT: Spot = Post "/v5/order/cancel-all" (SPOT_CATEGORY);
    ORDER_CANCEL_ALL_FUTURES: Futures = Post "/v5/order/cancel-all" (FUTURES_ORDER);
    ORDER_CANCEL_ALL_OPTIONS: Options = Post "/v5/order/cancel-all" (OPTIONS_ORDER);
    DISCONNECT_GUARD_SPOT: Spot = Post "/v5/order/disconnected-cancel-all" (SPOT_GUARD);
    DISCONNECT_GUARD_FUTURES: Futures = Post "/v5/order/disconnected-cancel-all" (FUTURES_GUARD);
    DISCONNECT_GUARD_OPTIONS: Options = Post "/v5/order/disconnected-cancel-all" (OPTIONS_GUARD);

    // Strategies place the bot's own orders in slices; nothing is moved into them. Stopping one
    // names no product and harms nothing, yet is not for a reader.
    STRATEGY_CREATE_SPOT: Spot = Post "/v5/strategy/create" (SPOT_STRATEGY);
    STRATEGY_CREATE_MARGIN: Margin = Post "/v5/strategy/create" (MARGIN_STRATEGY);
    STRATEGY_CREATE_FUTURES: Futures = Post "/v5/strategy/create" (FUTURES_STRATEGY);
    STRATEGY_STOP: Spot = Post "/v5/strategy/stop";

    // Spreads and block trades have futures legs.
    SPREAD_CREATE: Futures + Spot = Post "/v5/spread/order/create";
    SPREAD_AMEND: Futures + Spot = Post "/v5/spread/order/amend";
    SPREAD_CANCEL: Futures + Spot = Post "/v5/spread/order/cancel";
    SPREAD_CANCEL_ALL: Futures + Spot = Post "/v5/spread/order/cancel-all";
    RFQ_CREATE: Futures + Spot + Options = Post "/v5/rfq/create-rfq";
    RFQ_CREATE_QUOTE: Futures + Spot + Options = Post "/v5/rfq/create-quote";
    RFQ_EXECUTE_QUOTE: Futures + Spot + Options = Post "/v5/rfq/execute-quote";
    RFQ_ACCEPT_OTHER_QUOTE: Futures + Spot + Options = Post "/v5/rfq/accept-other-quote";
    RFQ_CANCEL: Futures + Spot + Options = Post "/v5/rfq/cancel-rfq";
    RFQ_CANCEL_ALL: Futures + Spot + Options = Post "/v5/rfq/cancel-all-rfq";
    RFQ_CANCEL_QUOTE: Futures + Spot + Options = Post "/v5/rfq/cancel-quote";
    RFQ_CANCEL_ALL_QUOTES: Futures + Spot + Options = Post "/v5/rfq/cancel-all-quotes";

    // Settings of positions, and of the unified account, whose margin they change.
    POSITION_SET_LEVERAGE: Futures = Post "/v5/position/set-leverage";
    POSITION_SWITCH_MODE: Futures = Post "/v5/position/switch-mode";
    POSITION_SWITCH_ISOLATED: Futures = Post "/v5/position/switch-isolated";
    POSITION_TRADING_STOP: Futures = Post "/v5/position/trading-stop";
    POSITION_ADD_MARGIN: Futures = Post "/v5/position/add-margin";
    POSITION_SET_AUTO_ADD_MARGIN: Futures = Post "/v5/position/set-auto-add-margin";
    POSITION_SET_RISK_LIMIT: Futures = Post "/v5/position/set-risk-limit";
    POSITION_SET_TPSL_MODE: Futures = Post "/v5/position/set-tpsl-mode";
    POSITION_CONFIRM_PENDING_MMR: Futures = Post "/v5/position/confirm-pending-mmr";
    ACCOUNT_SET_MARGIN_MODE: Futures = Post "/v5/account/set-margin-mode";
    ACCOUNT_SET_HEDGING_MODE: Futures = Post "/v5/account/set-hedging-mode";
    ACCOUNT_SET_DELTA_MODE: Futures = Post "/v5/account/set-delta-mode";
    ACCOUNT_SET_LIMIT_PX_ACTION: Futures = Post "/v5/account/set-limit-px-action";
    ACCOUNT_SET_COLLATERAL_SWITCH: Futures = Post "/v5/account/set-collateral-switch";
    ACCOUNT_SET_COLLATERAL_SWITCH_BATCH: Futures = Post "/v5/account/set-collateral-switch-batch";
    MMP_MODIFY: Options = Post "/v5/account/mmp-modify";
    MMP_RESET: Options = Post "/v5/account/mmp-reset";
    SPOT_MARGIN_SWITCH_MODE: Margin = Post "/v5/spot-margin-trade/switch-mode";
    SPOT_MARGIN_SET_LEVERAGE: Margin = Post "/v5/spot-margin-trade/set-leverage";
    SPOT_MARGIN_SET_AUTO_REPAY_MODE: Margin = Post "/v5/spot-margin-trade/set-auto-repay-mode";

    // Loans: borrowing and repaying. Lending out is earn, below.
    SPOT_MARGIN_FIXED_BORROW: Margin = Post "/v5/spot-margin-trade/fixedborrow";
    SPOT_MARGIN_FIXED_BORROW_RENEW: Margin = Post "/v5/spot-margin-trade/fixedborrow-renew";
    BORROW: Margin = Post "/v5/account/borrow";
    REPAY: Margin = Post "/v5/account/repay";
    QUICK_REPAYMENT: Margin = Post "/v5/account/quick-repayment";
    NO_CONVERT_REPAY: Margin = Post "/v5/account/no-convert-repay";
    CRYPTO_LOAN_ADJUST_LTV: Margin = Post "/v5/crypto-loan-common/adjust-ltv";
    CRYPTO_LOAN_FIXED_BORROW: Margin = Post "/v5/crypto-loan-fixed/borrow";
    CRYPTO_LOAN_FIXED_BORROW_CANCEL: Margin = Post "/v5/crypto-loan-fixed/borrow-order-cancel";
    CRYPTO_LOAN_FIXED_RENEW: Margin = Post "/v5/crypto-loan-fixed/renew";
    CRYPTO_LOAN_FIXED_REPAY: Margin = Post "/v5/crypto-loan-fixed/fully-repay";
    CRYPTO_LOAN_FIXED_REPAY_COLLATERAL: Margin = Post "/v5/crypto-loan-fixed/repay-collateral";
    CRYPTO_LOAN_FLEXIBLE_BORROW: Margin = Post "/v5/crypto-loan-flexible/borrow";
    CRYPTO_LOAN_FLEXIBLE_REPAY: Margin = Post "/v5/crypto-loan-flexible/repay";
    CRYPTO_LOAN_FLEXIBLE_REPAY_COLLATERAL: Margin = Post "/v5/crypto-loan-flexible/repay-collateral";
    _: Margin = Post "/v5/crypto-loan*";
    INS_LOAN_REPAY: Margin = Post "/v5/ins-loan/repay-loan";
    // Ties other accounts to the loan.
    _: Admin = Post "/v5/ins-loan/association-uid";

    // Conversions. The misspelling is Bybit's.
    CONVERT_QUOTE: Spot = Post "/v5/asset/exchange/quote-apply";
    CONVERT_EXECUTE: Spot = Post "/v5/asset/exchange/convert-execute";
    SMALL_BALANCE_QUOTE: Spot = Post "/v5/asset/covert/get-quote";
    SMALL_BALANCE_EXECUTE: Spot = Post "/v5/asset/covert/small-balance-execute";
    LEVERAGED_TOKEN_PURCHASE: Spot = Post "/v5/spot-lever-token/purchase";
    LEVERAGED_TOKEN_REDEEM: Spot = Post "/v5/spot-lever-token/redeem";
    ALPHA_PURCHASE: Spot = Post "/v5/alpha/trade/purchase";
    ALPHA_REDEEM: Spot = Post "/v5/alpha/trade/redeem";
    PREDICTION_BUY: Spot = Post "/v5/alpha/prediction/buy";
    PREDICTION_SELL: Spot = Post "/v5/alpha/prediction/sell";

    // Funds that are managed for others; paying the fee takes from them.
    _: Admin = Post "/v5/earn/pwm/asset-manager/create-fund";
    _: Admin = Post "/v5/earn/pwm/asset-manager/create-investment-plan";
    _: Admin = Post "/v5/earn/pwm/asset-manager/create-sub-account";
    _: Admin = Post "/v5/earn/pwm/asset-manager/manage-investment-plan";
    _: Admin = Post "/v5/earn/pwm/asset-manager/manage-order";
    _: Withdraw = Post "/v5/earn/pwm/asset-manager/settle-profit";
    _: Admin = Post "/v5/earn/pwm/asset-manager/*";

    // Earn, lending and wealth.
    EARN: Earn = Post "/v5/earn/place-order";
    EARN_MODIFY: Earn = Post "/v5/earn/position/modify";
    _: Earn = Post "/v5/earn/*";
    LENDING_PURCHASE: Earn = Post "/v5/lending/purchase";
    LENDING_REDEEM: Earn = Post "/v5/lending/redeem";
    LENDING_REDEEM_CANCEL: Earn = Post "/v5/lending/redeem-cancel";
    CRYPTO_LOAN_SUPPLY: Earn = Post "/v5/crypto-loan-fixed/supply";
    CRYPTO_LOAN_SUPPLY_CANCEL: Earn = Post "/v5/crypto-loan-fixed/supply-order-cancel";
    ALPHA_LP_STAKE: Earn = Post "/v5/alpha/lp/stake";
    ALPHA_LP_REDEEM: Earn = Post "/v5/alpha/lp/redeem";

    // Between own wallets and accounts, and into the venue's bots, which hold the funds they are
    // given.
    TRANSFER: Transfer = Post "/v5/asset/transfer/inter-transfer";
    UNIVERSAL_TRANSFER: Transfer = Post "/v5/asset/transfer/universal-transfer";
    ENABLE_SUB_TRANSFER: Transfer = Post "/v5/asset/transfer/save-transfer-sub-member";
    DEPOSIT_TO_ACCOUNT: Transfer = Post "/v5/asset/deposit/deposit-to-account";
    FUND_TRANSFER: Transfer = Post "/v5/earn/pwm/fund-transfer";
    MOVE_POSITIONS: Transfer = Post "/v5/position/move-positions";
    GRID_BOT_CREATE: Transfer + Spot = Post "/v5/grid/create-grid";
    GRID_BOT_CLOSE: Transfer + Spot = Post "/v5/grid/close-grid";
    DCA_BOT_CREATE: Transfer + Spot + Futures = Post "/v5/dca/create-bot";
    DCA_BOT_CLOSE: Transfer + Spot + Futures = Post "/v5/dca/close-bot";
    FUTURES_GRID_BOT_CREATE: Transfer + Futures = Post "/v5/fgridbot/create";
    FUTURES_GRID_BOT_CLOSE: Transfer + Futures = Post "/v5/fgridbot/close";
    FUTURES_COMBO_BOT_CREATE: Transfer + Futures = Post "/v5/fcombobot/create";
    FUTURES_COMBO_BOT_CLOSE: Transfer + Futures = Post "/v5/fcombobot/close";
    FUTURES_MARTINGALE_BOT_CREATE: Transfer + Futures = Post "/v5/fmartingalebot/create";
    FUTURES_MARTINGALE_BOT_CLOSE: Transfer + Futures = Post "/v5/fmartingalebot/close";
    _: Transfer + Spot = Post "/v5/grid/*";
    _: Transfer + Spot + Futures = Post "/v5/dca/*";
    _: Transfer + Futures = Post "/v5/fgridbot/*";
    _: Transfer + Futures = Post "/v5/fcombobot/*";
    _: Transfer + Futures = Post "/v5/fmartingalebot/*";
    // Play money, in the demo environment only.
    DEMO_FUNDS: Transfer = Post "/v5/account/demo-apply-money";

    // Out, or to another owner: nobody signs these.
    WITHDRAW: Withdraw = Post "/v5/asset/withdraw/create";
    _: Withdraw = Post "/v5/asset/withdraw/cancel";
    _: Withdraw = Post "/v5/asset/withdraw/*";
    _: Withdraw = Post "/v5/asset/travel-rule/deposit/submit";
    _: Withdraw = Post "/v5/asset/travel-rule/*";
    _: Withdraw = Post "/v5/broker/award/distribute-award";
    _: Withdraw = Post "/v5/fiat/quote-apply";
    _: Withdraw = Post "/v5/fiat/trade-execute";
    _: Withdraw = Post "/v5/fiat/*";
    _: Withdraw = Post "/v5/p2p/*";
    _: Withdraw = Post "/v5/card/*";

    // Keys, accounts and agreements: nor these.
    DELETE_API: Admin = Post "/v5/user/delete-api";
    _: Admin = Post "/v5/user/update-api";
    _: Admin = Post "/v5/user/create-sub-api";
    _: Admin = Post "/v5/user/update-sub-api";
    _: Admin = Post "/v5/user/delete-sub-api";
    _: Admin = Post "/v5/user/create-sub-member";
    _: Admin = Post "/v5/user/del-submember";
    _: Admin = Post "/v5/user/frozen-sub-member";
    _: Admin = Post "/v5/user/create-demo-member";
    _: Admin = Post "/v5/user/agreement";
    _: Admin = Post "/v5/user/*";
    _: Admin = Post "/v5/account/upgrade-to-uta";
    _: Admin = Post "/v5/apilimit/set";
    _: Admin = Post "/v5/broker/*";
} }
