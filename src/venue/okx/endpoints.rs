//! OKX's table of endpoints; see [`okx`](super) for its sources.

use super::Okx;
use crate::{request::Condition, venue::endpoints};

const MODE: &str = "tdMode";
const INSTRUMENT: &str = "instId";
/// A second name for the instrument, which goes before `instId` where OKX reads it.
const NO_CODE: Condition = Condition::absent_or("instIdCode", &[]);
const PAIR: Condition = Condition::dashes(INSTRUMENT, 1);
const FUTURE: Condition = Condition::dashes(INSTRUMENT, 2);
const OPTION: Condition = Condition::dashes(INSTRUMENT, 4);
/// `BTC-USDT`, for cash.
const SPOT_ORDER: &[Condition] = &[PAIR, NO_CODE, Condition::one_of(MODE, &["cash"])];
/// `BTC-USDT`, borrowed.
const MARGIN_ORDER: &[Condition] = &[
    PAIR,
    NO_CODE,
    Condition::one_of(MODE, &["cross", "isolated", "spot_isolated"]),
];
/// `BTC-USDT`, where the parameters do not say how it is paid.
const PAIR_ORDER: &[Condition] = &[PAIR, NO_CODE];
/// `BTC-USDT-SWAP`, `BTC-USD-261225`.
const FUTURES_ORDER: &[Condition] = &[FUTURE, NO_CODE];
/// `BTC-USD-261225-50000-C`.
const OPTIONS_ORDER: &[Condition] = &[OPTION, NO_CODE];
/// A currency in place of an instrument.
const CURRENCY: &[Condition] = &[
    NO_CODE,
    Condition::absent_or(INSTRUMENT, &[]),
    Condition::not("ccy", &[]),
];
/// The isolated mode is set for one kind at a time.
const MARGIN_KIND: &[Condition] = &[Condition::one_of("type", &["MARGIN"])];
const CONTRACTS_KIND: &[Condition] = &[Condition::one_of("type", &["CONTRACTS"])];
const OPTIONS_KIND: &[Condition] = &[Condition::one_of("instType", &["OPTION"])];

endpoints! { Okx {
    // The key and the account.
    ACCOUNT_CONFIG: Read = Get "/api/v5/account/config";
    SUBACCOUNTS: Read = Get "/api/v5/users/subaccount/list";
    SUBACCOUNT_APIKEYS: Read = Get "/api/v5/users/subaccount/apikey";
    BALANCE: Read = Get "/api/v5/account/balance";
    ACCOUNT_INSTRUMENTS: Read = Get "/api/v5/account/instruments";
    POSITIONS: Read = Get "/api/v5/account/positions";
    POSITIONS_HISTORY: Read = Get "/api/v5/account/positions-history";
    POSITION_RISK: Read = Get "/api/v5/account/account-position-risk";
    POSITION_TIERS: Read = Get "/api/v5/account/position-tiers";
    BILLS: Read = Get "/api/v5/account/bills";
    BILLS_ARCHIVE: Read = Get "/api/v5/account/bills-archive";
    BILLS_HISTORY_ARCHIVE: Read = Get "/api/v5/account/bills-history-archive";
    TRADE_FEE: Read = Get "/api/v5/account/trade-fee";
    LEVERAGE_INFO: Read = Get "/api/v5/account/leverage-info";
    MAX_SIZE: Read = Get "/api/v5/account/max-size";
    MAX_AVAIL_SIZE: Read = Get "/api/v5/account/max-avail-size";
    MAX_LOAN: Read = Get "/api/v5/account/max-loan";
    MAX_WITHDRAWAL: Read = Get "/api/v5/account/max-withdrawal";
    INTEREST_ACCRUED: Read = Get "/api/v5/account/interest-accrued";
    INTEREST_RATE: Read = Get "/api/v5/account/interest-rate";
    INTEREST_LIMITS: Read = Get "/api/v5/account/interest-limits";
    BORROW_REPAY_HISTORY: Read = Get "/api/v5/account/spot-borrow-repay-history";
    COLLATERAL_ASSETS: Read = Get "/api/v5/account/collateral-assets";
    RISK_STATE: Read = Get "/api/v5/account/risk-state";
    GREEKS: Read = Get "/api/v5/account/greeks";
    MMP_STATE: Read = Get "/api/v5/account/mmp-config";

    // Orders and fills.
    ORDER: Read = Get "/api/v5/trade/order";
    ORDERS_PENDING: Read = Get "/api/v5/trade/orders-pending";
    ORDERS_HISTORY: Read = Get "/api/v5/trade/orders-history";
    ORDERS_HISTORY_ARCHIVE: Read = Get "/api/v5/trade/orders-history-archive";
    FILLS: Read = Get "/api/v5/trade/fills";
    FILLS_HISTORY: Read = Get "/api/v5/trade/fills-history";
    ALGO_ORDER: Read = Get "/api/v5/trade/order-algo";
    ALGO_ORDERS_PENDING: Read = Get "/api/v5/trade/orders-algo-pending";
    ALGO_ORDERS_HISTORY: Read = Get "/api/v5/trade/orders-algo-history";
    ACCOUNT_RATE_LIMIT: Read = Get "/api/v5/trade/account-rate-limit";
    EASY_CONVERT_HISTORY: Read = Get "/api/v5/trade/easy-convert-history";
    ONE_CLICK_REPAY_HISTORY: Read = Get "/api/v5/trade/one-click-repay-history";
    SPREAD_ORDER: Read = Get "/api/v5/sprd/order";
    SPREAD_ORDERS_PENDING: Read = Get "/api/v5/sprd/orders-pending";
    SPREAD_ORDERS_HISTORY: Read = Get "/api/v5/sprd/orders-history";
    SPREAD_TRADES: Read = Get "/api/v5/sprd/trades";
    RFQS: Read = Get "/api/v5/rfq/rfqs";
    RFQ_QUOTES: Read = Get "/api/v5/rfq/quotes";
    RFQ_TRADES: Read = Get "/api/v5/rfq/trades";

    // Funds, and what tells of moves that the bot did not make.
    CURRENCIES: Read = Get "/api/v5/asset/currencies";
    FUNDING_BALANCES: Read = Get "/api/v5/asset/balances";
    ASSET_VALUATION: Read = Get "/api/v5/asset/asset-valuation";
    FUNDING_BILLS: Read = Get "/api/v5/asset/bills";
    FUNDING_BILLS_HISTORY: Read = Get "/api/v5/asset/bills-history";
    SUBACCOUNT_BILLS: Read = Get "/api/v5/asset/subaccount/bills";
    TRANSFER_STATE: Read = Get "/api/v5/asset/transfer-state";
    WITHDRAWAL_HISTORY: Read = Get "/api/v5/asset/withdrawal-history";
    DEPOSIT_HISTORY: Read = Get "/api/v5/asset/deposit-history";
    DEPOSIT_WITHDRAW_STATUS: Read = Get "/api/v5/asset/deposit-withdraw-status";
    FIAT_WITHDRAWAL_HISTORY: Read = Get "/api/v5/fiat/withdrawal-order-history";
    CONVERT_CURRENCIES: Read = Get "/api/v5/asset/convert/currencies";
    CONVERT_PAIR: Read = Get "/api/v5/asset/convert/currency-pair";
    CONVERT_HISTORY: Read = Get "/api/v5/asset/convert/history";
    MONTHLY_STATEMENT: Read = Get "/api/v5/asset/monthly-statement";
    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/api/v5/account/fixed-loan/*";
    _: Read = Get "/api/v5/finance/*";
    _: Read = Get "/api/v5/tradingBot/*";
    _: Read = Get "/api/v5/copytrading/*";
    _: Read = Get "/api/v5/fiat/*";

    // Market data.
    SERVER_TIME: Read = Get "/api/v5/public/time";
    SYSTEM_STATUS: Read = Get "/api/v5/system/status";
    INSTRUMENTS: Read = Get "/api/v5/public/instruments";
    FUNDING_RATE: Read = Get "/api/v5/public/funding-rate";
    FUNDING_RATE_HISTORY: Read = Get "/api/v5/public/funding-rate-history";
    MARK_PRICE: Read = Get "/api/v5/public/mark-price";
    OPEN_INTEREST: Read = Get "/api/v5/public/open-interest";
    PRICE_LIMIT: Read = Get "/api/v5/public/price-limit";
    TICKER: Read = Get "/api/v5/market/ticker";
    TICKERS: Read = Get "/api/v5/market/tickers";
    BOOKS: Read = Get "/api/v5/market/books";
    CANDLES: Read = Get "/api/v5/market/candles";
    HISTORY_CANDLES: Read = Get "/api/v5/market/history-candles";
    MARKET_TRADES: Read = Get "/api/v5/market/trades";

    // Reads that are POSTs.
    POSITION_BUILDER: Read = Post "/api/v5/account/position-builder" [reads];
    BILLS_ARCHIVE_REQUEST: Read = Post "/api/v5/account/bills-history-archive" [reads];
    MONTHLY_STATEMENT_REQUEST: Read = Post "/api/v5/asset/monthly-statement" [reads];
    FLEXIBLE_LOAN_MAX: Read = Post "/api/v5/finance/flexible-loan/max-loan" [reads];
    GRID_MIN_INVESTMENT: Read = Post "/api/v5/tradingBot/grid/min-investment" [reads];
    GRID_COMPUTE_MARGIN: Read = Post "/api/v5/tradingBot/grid/compute-margin-balance" [reads];
    ORDER_PRECHECK: Read = Post "/api/v5/trade/order-precheck" [reads];

    // Orders: `tdMode` and the shape of `instId` tell the product, of every order in a batch.
    ORDER_SPOT: Spot = Post "/api/v5/trade/order" (SPOT_ORDER);
    ORDER_MARGIN: Margin = Post "/api/v5/trade/order" (MARGIN_ORDER);
    ORDER_FUTURES: Futures = Post "/api/v5/trade/order" (FUTURES_ORDER);
    ORDER_OPTIONS: Options = Post "/api/v5/trade/order" (OPTIONS_ORDER);
    BATCH_ORDERS_SPOT: Spot = Post "/api/v5/trade/batch-orders" (SPOT_ORDER);
    // The mode is required, yet seen only where it stands: an order without it could be for spot.
    BATCH_ORDERS_MARGIN: Margin + Spot = Post "/api/v5/trade/batch-orders" (MARGIN_ORDER);
    BATCH_ORDERS_FUTURES: Futures = Post "/api/v5/trade/batch-orders" (FUTURES_ORDER);
    BATCH_ORDERS_OPTIONS: Options = Post "/api/v5/trade/batch-orders" (OPTIONS_ORDER);
    ALGO_ORDER_SPOT: Spot = Post "/api/v5/trade/order-algo" (SPOT_ORDER);
    ALGO_ORDER_MARGIN: Margin = Post "/api/v5/trade/order-algo" (MARGIN_ORDER);
    ALGO_ORDER_FUTURES: Futures = Post "/api/v5/trade/order-algo" (FUTURES_ORDER);
    ALGO_ORDER_OPTIONS: Options = Post "/api/v5/trade/order-algo" (OPTIONS_ORDER);

    // A pair has a position only where it was borrowed.
    CLOSE_POSITION_MARGIN: Margin = Post "/api/v5/trade/close-position" (PAIR_ORDER);
    CLOSE_POSITION_FUTURES: Futures = Post "/api/v5/trade/close-position" (FUTURES_ORDER);
    CLOSE_POSITION_OPTIONS: Options = Post "/api/v5/trade/close-position" (OPTIONS_ORDER);

    // Amending and cancelling do not repeat `tdMode`: a margin order is spot here.
    AMEND_ORDER_SPOT: Spot = Post "/api/v5/trade/amend-order" (PAIR_ORDER);
    AMEND_ORDER_FUTURES: Futures = Post "/api/v5/trade/amend-order" (FUTURES_ORDER);
    AMEND_ORDER_OPTIONS: Options = Post "/api/v5/trade/amend-order" (OPTIONS_ORDER);
    AMEND_BATCH_ORDERS_SPOT: Spot = Post "/api/v5/trade/amend-batch-orders" (PAIR_ORDER);
    AMEND_BATCH_ORDERS_FUTURES: Futures = Post "/api/v5/trade/amend-batch-orders" (FUTURES_ORDER);
    AMEND_BATCH_ORDERS_OPTIONS: Options = Post "/api/v5/trade/amend-batch-orders" (OPTIONS_ORDER);
    AMEND_ALGOS_SPOT: Spot = Post "/api/v5/trade/amend-algos" (PAIR_ORDER);
    AMEND_ALGOS_FUTURES: Futures = Post "/api/v5/trade/amend-algos" (FUTURES_ORDER);
    AMEND_ALGOS_OPTIONS: Options = Post "/api/v5/trade/amend-algos" (OPTIONS_ORDER);
    CANCEL_ORDER_SPOT: Spot = Post "/api/v5/trade/cancel-order" (PAIR_ORDER);
    CANCEL_ORDER_FUTURES: Futures = Post "/api/v5/trade/cancel-order" (FUTURES_ORDER);
    CANCEL_ORDER_OPTIONS: Options = Post "/api/v5/trade/cancel-order" (OPTIONS_ORDER);
    CANCEL_BATCH_ORDERS_SPOT: Spot = Post "/api/v5/trade/cancel-batch-orders" (PAIR_ORDER);
    CANCEL_BATCH_ORDERS_FUTURES: Futures = Post "/api/v5/trade/cancel-batch-orders" (FUTURES_ORDER);
    CANCEL_BATCH_ORDERS_OPTIONS: Options = Post "/api/v5/trade/cancel-batch-orders" (OPTIONS_ORDER);
    CANCEL_ALGOS_SPOT: Spot = Post "/api/v5/trade/cancel-algos" (PAIR_ORDER);
    CANCEL_ALGOS_FUTURES: Futures = Post "/api/v5/trade/cancel-algos" (FUTURES_ORDER);
    CANCEL_ALGOS_OPTIONS: Options = Post "/api/v5/trade/cancel-algos" (OPTIONS_ORDER);
    CANCEL_ADVANCE_ALGOS_SPOT: Spot = Post "/api/v5/trade/cancel-advance-algos" (PAIR_ORDER);
    CANCEL_ADVANCE_ALGOS_FUTURES: Futures = Post "/api/v5/trade/cancel-advance-algos" (FUTURES_ORDER);
    CANCEL_ADVANCE_ALGOS_OPTIONS: Options = Post "/api/v5/trade/cancel-advance-algos" (OPTIONS_ORDER);
    // For options only, as OKX has it.
    MASS_CANCEL_OPTIONS: Options = Post "/api/v5/trade/mass-cancel" (OPTIONS_KIND);
    // The dead man's switch names no product: it cancels them all, which harms nothing, yet is
    // not for a reader. So it takes the smallest right to trade.
    CANCEL_ALL_AFTER: Spot = Post "/api/v5/trade/cancel-all-after";

    // Spreads and block trades have futures legs.
    SPREAD_PLACE: Futures + Spot = Post "/api/v5/sprd/order";
    SPREAD_AMEND: Futures + Spot = Post "/api/v5/sprd/amend-order";
    SPREAD_CANCEL: Futures + Spot = Post "/api/v5/sprd/cancel-order";
    SPREAD_MASS_CANCEL: Futures + Spot = Post "/api/v5/sprd/mass-cancel";
    SPREAD_CANCEL_ALL_AFTER: Futures + Spot = Post "/api/v5/sprd/cancel-all-after";
    RFQ_CREATE: Futures + Spot + Options = Post "/api/v5/rfq/create-rfq";
    RFQ_CREATE_QUOTE: Futures + Spot + Options = Post "/api/v5/rfq/create-quote";
    RFQ_EXECUTE_QUOTE: Futures + Spot + Options = Post "/api/v5/rfq/execute-quote";
    RFQ_CANCEL: Futures + Spot + Options = Post "/api/v5/rfq/cancel-rfq";
    RFQ_CANCEL_BATCH: Futures + Spot + Options = Post "/api/v5/rfq/cancel-batch-rfqs";
    RFQ_CANCEL_ALL: Futures + Spot + Options = Post "/api/v5/rfq/cancel-all-rfqs";
    RFQ_CANCEL_QUOTE: Futures + Spot + Options = Post "/api/v5/rfq/cancel-quote";
    RFQ_CANCEL_BATCH_QUOTES: Futures + Spot + Options = Post "/api/v5/rfq/cancel-batch-quotes";
    RFQ_CANCEL_ALL_QUOTES: Futures + Spot + Options = Post "/api/v5/rfq/cancel-all-quotes";
    RFQ_CANCEL_ALL_AFTER: Futures + Spot + Options = Post "/api/v5/rfq/cancel-all-after";
    RFQ_MAKER_INSTRUMENTS: Futures + Spot + Options = Post "/api/v5/rfq/maker-instrument-settings";
    RFQ_MMP_CONFIG: Futures + Spot + Options = Post "/api/v5/rfq/mmp-config";
    RFQ_MMP_RESET: Futures + Spot + Options = Post "/api/v5/rfq/mmp-reset";

    // Settings. What changes the whole account takes the right to trade futures.
    SET_LEVERAGE_MARGIN: Margin = Post "/api/v5/account/set-leverage" (PAIR_ORDER);
    SET_LEVERAGE_CURRENCY: Margin = Post "/api/v5/account/set-leverage" (CURRENCY);
    SET_LEVERAGE_FUTURES: Futures = Post "/api/v5/account/set-leverage" (FUTURES_ORDER);
    MARGIN_BALANCE_MARGIN: Margin = Post "/api/v5/account/position/margin-balance" (PAIR_ORDER);
    MARGIN_BALANCE_FUTURES: Futures = Post "/api/v5/account/position/margin-balance" (FUTURES_ORDER);
    MARGIN_BALANCE_OPTIONS: Options = Post "/api/v5/account/position/margin-balance" (OPTIONS_ORDER);
    SET_ISOLATED_MODE_MARGIN: Margin = Post "/api/v5/account/set-isolated-mode" (MARGIN_KIND);
    SET_ISOLATED_MODE_FUTURES: Futures = Post "/api/v5/account/set-isolated-mode" (CONTRACTS_KIND);
    SET_POSITION_MODE: Futures = Post "/api/v5/account/set-position-mode";
    SET_ACCOUNT_LEVEL: Futures = Post "/api/v5/account/set-account-level";
    ACCOUNT_LEVEL_SWITCH_PRESET: Futures = Post "/api/v5/account/account-level-switch-preset";
    SET_TRADING_CONFIG: Futures = Post "/api/v5/account/set-trading-config";
    SET_SETTLE_CURRENCY: Futures = Post "/api/v5/account/set-settle-currency";
    SET_RISK_OFFSET_TYPE: Futures = Post "/api/v5/account/set-riskOffset-type";
    SET_RISK_OFFSET_AMOUNT: Futures = Post "/api/v5/account/set-riskOffset-amt";
    SET_FEE_TYPE: Spot = Post "/api/v5/account/set-fee-type";
    SET_AUTO_LOAN: Margin = Post "/api/v5/account/set-auto-loan";
    SET_AUTO_REPAY: Margin = Post "/api/v5/account/set-auto-repay";
    SET_COLLATERAL_ASSETS: Margin = Post "/api/v5/account/set-collateral-assets";
    SET_GREEKS: Options = Post "/api/v5/account/set-greeks";
    ACTIVATE_OPTION: Options = Post "/api/v5/account/activate-option";
    MMP_CONFIG: Options = Post "/api/v5/account/mmp-config";
    MMP_RESET: Options = Post "/api/v5/account/mmp-reset";
    // Lends out what lies idle.
    SET_AUTO_EARN: Earn = Post "/api/v5/account/set-auto-earn";

    // Loans: borrowing, repaying and their collateral. Lending out is earn, below.
    BORROW_REPAY_VIP: Margin = Post "/api/v5/account/borrow-repay";
    BORROW_REPAY_SPOT: Margin = Post "/api/v5/account/spot-manual-borrow-repay";
    BORROW_REPAY_QUICK_MARGIN: Margin = Post "/api/v5/account/quick-margin-borrow-repay";
    FIXED_LOAN_BORROW: Margin = Post "/api/v5/account/fixed-loan/borrowing-order";
    FIXED_LOAN_AMEND: Margin = Post "/api/v5/account/fixed-loan/amend-borrowing-order";
    FIXED_LOAN_REPAY: Margin = Post "/api/v5/account/fixed-loan/repay-borrowing-order";
    FIXED_LOAN_CONVERT: Margin = Post "/api/v5/account/fixed-loan/convert-to-market-loan";
    FIXED_LOAN_REBORROW: Margin = Post "/api/v5/account/fixed-loan/manual-reborrow";
    FIXED_LOAN_REDUCE: Margin = Post "/api/v5/account/fixed-loan/reduce-liabilities";
    _: Margin = Post "/api/v5/account/fixed-loan/*";
    FLEXIBLE_LOAN_ADJUST_COLLATERAL: Margin = Post "/api/v5/finance/flexible-loan/adjust-collateral";
    // Shares loan quotas among sub-accounts.
    _: Admin = Post "/api/v5/account/subaccount/set-loan-allocation";

    // Conversions.
    CONVERT_QUOTE: Spot = Post "/api/v5/asset/convert/estimate-quote";
    CONVERT_TRADE: Spot = Post "/api/v5/asset/convert/trade";
    CONVERT_DUST: Spot = Post "/api/v5/asset/convert-dust-assets";
    EASY_CONVERT: Spot = Post "/api/v5/trade/easy-convert";
    ONE_CLICK_REPAY: Spot = Post "/api/v5/trade/one-click-repay";
    ONE_CLICK_REPAY_V2: Spot = Post "/api/v5/trade/one-click-repay-v2";

    // Earn and staking.
    SAVINGS_PURCHASE_REDEEM: Earn = Post "/api/v5/finance/savings/purchase-redempt";
    SAVINGS_SET_LENDING_RATE: Earn = Post "/api/v5/finance/savings/set-lending-rate";
    STAKING_PURCHASE: Earn = Post "/api/v5/finance/staking-defi/purchase";
    STAKING_REDEEM: Earn = Post "/api/v5/finance/staking-defi/redeem";
    STAKING_CANCEL: Earn = Post "/api/v5/finance/staking-defi/cancel";
    STAKING_ETH_PURCHASE: Earn = Post "/api/v5/finance/staking-defi/eth/purchase";
    STAKING_ETH_REDEEM: Earn = Post "/api/v5/finance/staking-defi/eth/redeem";
    STAKING_ETH_CANCEL_REDEEM: Earn = Post "/api/v5/finance/staking-defi/eth/cancel-redeem";
    FIXED_LENDING_ORDER: Earn = Post "/api/v5/finance/fixed-loan/lending-order";
    FIXED_LENDING_AMEND: Earn = Post "/api/v5/finance/fixed-loan/amend-lending-order";
    DUAL_QUOTE: Earn = Post "/api/v5/finance/sfp/dcd/quote";
    DUAL_TRADE: Earn = Post "/api/v5/finance/sfp/dcd/trade";
    DUAL_REDEEM_QUOTE: Earn = Post "/api/v5/finance/sfp/dcd/redeem-quote";
    DUAL_REDEEM: Earn = Post "/api/v5/finance/sfp/dcd/redeem";
    _: Margin = Post "/api/v5/finance/flexible-loan/*";
    _: Earn = Post "/api/v5/finance/*";

    // Between own wallets and accounts, and into the venue's bots, which hold the funds they are
    // given.
    TRANSFER: Transfer = Post "/api/v5/asset/transfer";
    SUBACCOUNT_TRANSFER: Transfer = Post "/api/v5/asset/subaccount/transfer";
    MOVE_POSITIONS: Transfer = Post "/api/v5/account/move-positions";
    GRID_WITHDRAW_INCOME: Transfer = Post "/api/v5/tradingBot/grid/withdraw-income";
    _: Transfer + Spot + Margin + Futures = Post "/api/v5/tradingBot/*";
    _: Transfer + Spot + Margin + Futures = Post "/api/v5/copytrading/*";
    // These GETs make an address or an invoice where there is none.
    DEPOSIT_ADDRESS: Transfer = Get "/api/v5/asset/deposit-address" [writes];
    DEPOSIT_LIGHTNING: Transfer = Get "/api/v5/asset/deposit-lightning" [writes];

    // Out, or to another owner: nobody signs these.
    WITHDRAWAL: Withdraw = Post "/api/v5/asset/withdrawal";
    _: Withdraw = Post "/api/v5/asset/withdrawal-lightning";
    _: Withdraw = Post "/api/v5/asset/cancel-withdrawal";
    _: Withdraw = Post "/api/v5/fiat/create-withdrawal";
    _: Withdraw = Post "/api/v5/fiat/cancel-withdrawal";
    _: Withdraw = Post "/api/v5/fiat/buy-sell/quote";
    _: Withdraw = Post "/api/v5/fiat/buy-sell/trade";
    _: Withdraw = Post "/api/v5/fiat/*";

    // Keys and accounts: nor these.
    _: Admin = Post "/api/v5/users/subaccount/apikey";
    _: Admin = Post "/api/v5/users/subaccount/modify-apikey";
    _: Admin = Post "/api/v5/users/subaccount/delete-apikey";
    _: Admin = Post "/api/v5/users/subaccount/create-subaccount";
    _: Admin = Post "/api/v5/users/subaccount/set-transfer-out";
    _: Admin = Post "/api/v5/users/fast-api*";
    _: Admin = Post "/api/v5/users/*";
    _: Admin = Post "/api/v5/broker/nd/*";
    _: Admin = Post "/api/v5/broker/*";
} }
