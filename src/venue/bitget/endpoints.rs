//! Bitget's table of endpoints; see [`bitget`](super) for its sources.
//!
//! A GET reads, but for those that make a deposit address. Names that begin with `UNIFIED` are of
//! the unified account (v3), where `category` tells the product; the others are of the classic one.

use super::Bitget;
use crate::{request::Condition, venue::endpoints};

const CATEGORY: &str = "category";
const ON_SPOT: &[Condition] = &[Condition::one_of(CATEGORY, &["SPOT"])];
const ON_MARGIN: &[Condition] = &[Condition::one_of(CATEGORY, &["MARGIN"])];
const ON_FUTURES: &[Condition] = &[Condition::one_of(
    CATEGORY,
    &["USDT-FUTURES", "COIN-FUTURES", "USDC-FUTURES"],
)];
/// A main account can change the mode of its sub-accounts.
const OWN: &[Condition] = &[Condition::absent_or("targetUid", &[])];
const OTHER: &[Condition] = &[Condition::not("targetUid", &[])];

endpoints! { Bitget {
    // The key and the account.
    UNIFIED_ACCOUNT_INFO: Read = Get "/api/v3/account/info";
    UNIFIED_SETTINGS: Read = Get "/api/v3/account/settings";
    UNIFIED_ASSETS: Read = Get "/api/v3/account/assets";
    UNIFIED_FUNDING_ASSETS: Read = Get "/api/v3/account/funding-assets";
    UNIFIED_FEE_RATE: Read = Get "/api/v3/account/fee-rate";
    UNIFIED_ALL_FEE_RATES: Read = Get "/api/v3/account/all-fee-rate";
    UNIFIED_SWITCH_STATUS: Read = Get "/api/v3/account/switch-status";
    UNIFIED_DEDUCT_INFO: Read = Get "/api/v3/account/deduct-info";
    UNIFIED_DELTA_INFO: Read = Get "/api/v3/account/delta-info";
    UNIFIED_COLLATERAL_TYPE: Read = Get "/api/v3/account/collateral-type";
    UNIFIED_CUSTOM_COLLATERAL: Read = Get "/api/v3/account/custom-collateral-coins";
    UNIFIED_PRE_SET_LEVERAGE: Read = Get "/api/v3/account/pre-set-leverage";
    UNIFIED_OPEN_INTEREST_LIMIT: Read = Get "/api/v3/account/open-interest-limit";
    UNIFIED_MAX_TRANSFERABLE: Read = Get "/api/v3/account/max-transferable";
    UNIFIED_MAX_WITHDRAWAL: Read = Get "/api/v3/account/max-withdrawal";
    UNIFIED_TRANSFERABLE_COINS: Read = Get "/api/v3/account/transferable-coins";
    UNIFIED_REPAYABLE_COINS: Read = Get "/api/v3/account/repayable-coins";
    UNIFIED_PAYMENT_COINS: Read = Get "/api/v3/account/payment-coins";
    UNIFIED_SUB_ASSETS: Read = Get "/api/v3/account/sub-unified-assets";
    UNIFIED_SUBACCOUNTS: Read = Get "/api/v3/user/sub-list";
    UNIFIED_SUBACCOUNT_KEYS: Read = Get "/api/v3/user/sub-api-list";
    UNIFIED_RATE_LIMIT_QUOTA: Read = Get "/api/v3/user/rate-limit-quota";
    ACCOUNT_INFO: Read = Get "/api/v2/spot/account/info";
    UPGRADE_STATUS: Read = Get "/api/v2/spot/account/upgrade-status";
    SPOT_ASSETS: Read = Get "/api/v2/spot/account/assets";
    SUBACCOUNT_SPOT_ASSETS: Read = Get "/api/v2/spot/account/subaccount-assets";
    FUNDING_ASSETS: Read = Get "/api/v2/account/funding-assets";
    BOT_ASSETS: Read = Get "/api/v2/account/bot-assets";
    ALL_BALANCES: Read = Get "/api/v2/account/all-account-balance";
    TRADE_RATE: Read = Get "/api/v2/common/trade-rate";
    SUBACCOUNTS: Read = Get "/api/v2/user/virtual-subaccount-list";
    SUBACCOUNT_KEYS: Read = Get "/api/v2/user/virtual-subaccount-apikey-list";
    FUTURES_ACCOUNT: Read = Get "/api/v2/mix/account/account";
    FUTURES_ACCOUNTS: Read = Get "/api/v2/mix/account/accounts";
    SUBACCOUNT_FUTURES_ASSETS: Read = Get "/api/v2/mix/account/sub-account-assets";
    FUTURES_INTEREST_HISTORY: Read = Get "/api/v2/mix/account/interest-history";
    FUTURES_MAX_OPEN: Read = Get "/api/v2/mix/account/max-open";
    FUTURES_OPEN_COUNT: Read = Get "/api/v2/mix/account/open-count";
    FUTURES_LIQUIDATION_PRICE: Read = Get "/api/v2/mix/account/liq-price";
    FUTURES_TRANSFER_LIMITS: Read = Get "/api/v2/mix/account/transfer-limits";
    FUTURES_UNION_CONFIG: Read = Get "/api/v2/mix/account/union-config";
    FUTURES_ISOLATED_SYMBOLS: Read = Get "/api/v2/mix/account/isolated-symbols";

    // Orders, fills and positions.
    UNIFIED_ORDER: Read = Get "/api/v3/trade/order-info";
    UNIFIED_OPEN_ORDERS: Read = Get "/api/v3/trade/unfilled-orders";
    UNIFIED_ORDER_HISTORY: Read = Get "/api/v3/trade/history-orders";
    UNIFIED_STRATEGY_ORDERS: Read = Get "/api/v3/trade/unfilled-strategy-orders";
    UNIFIED_STRATEGY_SUB_ORDERS: Read = Get "/api/v3/trade/strategy-sub-orders";
    UNIFIED_STRATEGY_HISTORY: Read = Get "/api/v3/trade/history-strategy-orders";
    UNIFIED_FILLS: Read = Get "/api/v3/trade/fills";
    UNIFIED_LOAN_DATA: Read = Get "/api/v3/trade/loan-data";
    UNIFIED_REALITY_ORDERBOOK: Read = Get "/api/v3/account/reality-orderbook";
    UNIFIED_REALITY_FILLS: Read = Get "/api/v3/account/reality-fills";
    UNIFIED_POSITIONS: Read = Get "/api/v3/position/current-position";
    UNIFIED_POSITION_HISTORY: Read = Get "/api/v3/position/history-position";
    UNIFIED_POSITION_ADL: Read = Get "/api/v3/position/adlRank";
    UNIFIED_MOVE_HISTORY: Read = Get "/api/v3/account/move-position-history";
    SPOT_ORDER: Read = Get "/api/v2/spot/trade/orderInfo";
    SPOT_OPEN_ORDERS: Read = Get "/api/v2/spot/trade/unfilled-orders";
    SPOT_ORDER_HISTORY: Read = Get "/api/v2/spot/trade/history-orders";
    SPOT_FILLS: Read = Get "/api/v2/spot/trade/fills";
    SPOT_PLAN_ORDERS: Read = Get "/api/v2/spot/trade/current-plan-order";
    SPOT_PLAN_SUB_ORDERS: Read = Get "/api/v2/spot/trade/plan-sub-order";
    SPOT_PLAN_HISTORY: Read = Get "/api/v2/spot/trade/history-plan-order";
    FUTURES_ORDER: Read = Get "/api/v2/mix/order/detail";
    FUTURES_OPEN_ORDERS: Read = Get "/api/v2/mix/order/orders-pending";
    FUTURES_ORDER_HISTORY: Read = Get "/api/v2/mix/order/orders-history";
    FUTURES_FILLS: Read = Get "/api/v2/mix/order/fills";
    FUTURES_FILL_HISTORY: Read = Get "/api/v2/mix/order/fill-history";
    FUTURES_PLAN_ORDERS: Read = Get "/api/v2/mix/order/orders-plan-pending";
    FUTURES_PLAN_SUB_ORDERS: Read = Get "/api/v2/mix/order/plan-sub-order";
    FUTURES_PLAN_HISTORY: Read = Get "/api/v2/mix/order/orders-plan-history";
    FUTURES_POSITION: Read = Get "/api/v2/mix/position/single-position";
    FUTURES_POSITIONS: Read = Get "/api/v2/mix/position/all-position";
    FUTURES_POSITION_HISTORY: Read = Get "/api/v2/mix/position/history-position";
    FUTURES_POSITION_ADL: Read = Get "/api/v2/mix/position/adlRank";
    MARGIN_OPEN_ORDERS: Read = Get "/api/v2/margin/{}/open-orders";
    MARGIN_ORDER_HISTORY: Read = Get "/api/v2/margin/{}/history-orders";
    MARGIN_FILLS: Read = Get "/api/v2/margin/{}/fills";
    MARGIN_ASSETS: Read = Get "/api/v2/margin/{}/account/assets";
    MARGIN_RISK_RATE: Read = Get "/api/v2/margin/{}/account/risk-rate";
    MARGIN_MAX_BORROWABLE: Read = Get "/api/v2/margin/{}/account/max-borrowable-amount";
    MARGIN_MAX_TRANSFER_OUT: Read = Get "/api/v2/margin/{}/account/max-transfer-out-amount";
    MARGIN_BORROW_HISTORY: Read = Get "/api/v2/margin/{}/borrow-history";
    MARGIN_REPAY_HISTORY: Read = Get "/api/v2/margin/{}/repay-history";
    MARGIN_INTEREST_HISTORY: Read = Get "/api/v2/margin/{}/interest-history";
    MARGIN_LIQUIDATION_HISTORY: Read = Get "/api/v2/margin/{}/liquidation-history";
    MARGIN_LEDGER: Read = Get "/api/v2/margin/{}/financial-records";
    MARGIN_RATES: Read = Get "/api/v2/margin/{}/interest-rate-and-limit";
    MARGIN_TIERS: Read = Get "/api/v2/margin/{}/tier-data";
    MARGIN_CURRENCIES: Read = Get "/api/v2/margin/currencies";

    // Funds, and what tells of moves that the bot did not make.
    UNIFIED_LEDGER: Read = Get "/api/v3/account/financial-records";
    UNIFIED_FUNDING_LEDGER: Read = Get "/api/v3/account/funding-financial-records";
    UNIFIED_CONVERT_RECORDS: Read = Get "/api/v3/account/convert-records";
    UNIFIED_SUB_TRANSFERS: Read = Get "/api/v3/account/sub-transfer-record";
    UNIFIED_DEPOSITS: Read = Get "/api/v3/account/deposit-records";
    UNIFIED_SUB_DEPOSITS: Read = Get "/api/v3/account/sub-deposit-records";
    UNIFIED_WITHDRAWALS: Read = Get "/api/v3/account/withdrawal-records";
    UNIFIED_WITHDRAW_ADDRESSES: Read = Get "/api/v3/account/withdraw-address";
    UNIFIED_SMALL_ASSETS: Read = Get "/api/v3/convert/small-assets";
    UNIFIED_SMALL_ASSETS_HISTORY: Read = Get "/api/v3/convert/small-assets-history";
    SPOT_LEDGER: Read = Get "/api/v2/spot/account/bills";
    TRANSFERS: Read = Get "/api/v2/spot/account/transferRecords";
    SUB_TRANSFERS: Read = Get "/api/v2/spot/account/sub-main-trans-record";
    DEPOSITS: Read = Get "/api/v2/spot/wallet/deposit-records";
    SUB_DEPOSITS: Read = Get "/api/v2/spot/wallet/subaccount-deposit-records";
    WITHDRAWALS: Read = Get "/api/v2/spot/wallet/withdrawal-records";
    TRANSFER_COINS: Read = Get "/api/v2/spot/wallet/transfer-coin-info";
    FUTURES_LEDGER: Read = Get "/api/v2/mix/account/bill";
    CONVERT_CURRENCIES: Read = Get "/api/v2/convert/currencies";
    CONVERT_QUOTE: Read = Get "/api/v2/convert/quoted-price";
    CONVERT_RECORDS: Read = Get "/api/v2/convert/convert-record";
    CONVERT_BGB_COINS: Read = Get "/api/v2/convert/bgb-convert-coin-list";
    CONVERT_BGB_RECORDS: Read = Get "/api/v2/convert/bgb-convert-records";
    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/api/v2/broker/*";
    _: Read = Get "/api/v2/copy/*";
    _: Read = Get "/api/v2/earn/*";
    _: Read = Get "/api/v2/p2p/*";
    _: Read = Get "/api/v2/spot/ins-loan/*";
    _: Read = Get "/api/v2/tax/*";
    _: Read = Get "/api/v3/broker/*";
    _: Read = Get "/api/v3/copy/*";
    _: Read = Get "/api/v3/earn/*";
    _: Read = Get "/api/v3/ins-loan/*";
    _: Read = Get "/api/v3/loan/*";
    _: Read = Get "/api/v3/p2p/*";
    _: Read = Get "/api/v3/stockplus/*";
    _: Read = Get "/api/v3/tax/*";
    _: Read = Get "/api/v3/trade/grid/*";

    // Market data.
    SERVER_TIME: Read = Get "/api/v2/public/time";
    ANNOUNCEMENTS: Read = Get "/api/v2/public/annoucements";
    SPOT_COINS: Read = Get "/api/v2/spot/public/coins";
    SPOT_SYMBOLS: Read = Get "/api/v2/spot/public/symbols";
    SPOT_TICKERS: Read = Get "/api/v2/spot/market/tickers";
    SPOT_ORDERBOOK: Read = Get "/api/v2/spot/market/orderbook";
    SPOT_CANDLES: Read = Get "/api/v2/spot/market/candles";
    FUTURES_CONTRACTS: Read = Get "/api/v2/mix/market/contracts";
    FUTURES_TICKER: Read = Get "/api/v2/mix/market/ticker";
    FUTURES_TICKERS: Read = Get "/api/v2/mix/market/tickers";
    FUTURES_DEPTH: Read = Get "/api/v2/mix/market/merge-depth";
    FUTURES_CANDLES: Read = Get "/api/v2/mix/market/candles";
    FUTURES_FUNDING_RATE: Read = Get "/api/v2/mix/market/current-fund-rate";
    UNIFIED_INSTRUMENTS: Read = Get "/api/v3/market/instruments";
    UNIFIED_TICKERS: Read = Get "/api/v3/market/tickers";
    UNIFIED_ORDERBOOK: Read = Get "/api/v3/market/orderbook";
    UNIFIED_CANDLES: Read = Get "/api/v3/market/candles";
    UNIFIED_FUNDING_RATE: Read = Get "/api/v3/market/current-fund-rate";
    _: Read = Get "/api/v2/spot/market/*";
    _: Read = Get "/api/v2/mix/market/*";
    _: Read = Get "/api/v2/margin/market/*";
    _: Read = Get "/api/v3/market/*";
    _: Read = Get "/api/v3/reality/market/*";

    // Reads that are POSTs.
    UNIFIED_MAX_OPEN: Read = Post "/api/v3/account/max-open-available" [reads];
    UNIFIED_SUB_DEPOSIT_RECORDS: Read = Post "/api/v3/account/sub-deposit-records" [reads];
    UNIFIED_P2P_FEE_SIMULATE: Read = Post "/api/v3/p2p/fee-simulate" [reads];
    FLASH_REPAY_STATUS: Read = Post "/api/v2/margin/{}/account/query-flash-repay-status" [reads];
    BROKER_CUSTOMERS: Read = Post "/api/v2/broker/customer-list" [reads];
    BROKER_CUSTOMER_ASSETS: Read = Post "/api/v2/broker/customer-asset" [reads];
    BROKER_CUSTOMER_DEPOSITS: Read = Post "/api/v2/broker/customer-deposit" [reads];
    BROKER_CUSTOMER_VOLUME: Read = Post "/api/v2/broker/customer-trade-volume" [reads];

    // Orders of the unified account. Amending and cancelling took no category before the end of
    // September 2026, when Bitget began to demand it.
    UNIFIED_PLACE_ORDER_SPOT: Spot = Post "/api/v3/trade/place-order" (ON_SPOT);
    UNIFIED_PLACE_ORDER_MARGIN: Margin = Post "/api/v3/trade/place-order" (ON_MARGIN);
    UNIFIED_PLACE_ORDER_FUTURES: Futures = Post "/api/v3/trade/place-order" (ON_FUTURES);
    UNIFIED_PLACE_BATCH_SPOT: Spot = Post "/api/v3/trade/place-batch" (ON_SPOT);
    UNIFIED_PLACE_BATCH_MARGIN: Margin = Post "/api/v3/trade/place-batch" (ON_MARGIN);
    UNIFIED_PLACE_BATCH_FUTURES: Futures = Post "/api/v3/trade/place-batch" (ON_FUTURES);
    UNIFIED_MODIFY_ORDER_SPOT: Spot = Post "/api/v3/trade/modify-order" (ON_SPOT);
    UNIFIED_MODIFY_ORDER_MARGIN: Margin = Post "/api/v3/trade/modify-order" (ON_MARGIN);
    UNIFIED_MODIFY_ORDER_FUTURES: Futures = Post "/api/v3/trade/modify-order" (ON_FUTURES);
    UNIFIED_MODIFY_BATCH_SPOT: Spot = Post "/api/v3/trade/batch-modify-order" (ON_SPOT);
    UNIFIED_MODIFY_BATCH_MARGIN: Margin = Post "/api/v3/trade/batch-modify-order" (ON_MARGIN);
    UNIFIED_MODIFY_BATCH_FUTURES: Futures = Post "/api/v3/trade/batch-modify-order" (ON_FUTURES);
    UNIFIED_CANCEL_ORDER_SPOT: Spot = Post "/api/v3/trade/cancel-order" (ON_SPOT);
    UNIFIED_CANCEL_ORDER_MARGIN: Margin = Post "/api/v3/trade/cancel-order" (ON_MARGIN);
    UNIFIED_CANCEL_ORDER_FUTURES: Futures = Post "/api/v3/trade/cancel-order" (ON_FUTURES);
    UNIFIED_CANCEL_BATCH_SPOT: Spot = Post "/api/v3/trade/cancel-batch" (ON_SPOT);
    UNIFIED_CANCEL_BATCH_MARGIN: Margin = Post "/api/v3/trade/cancel-batch" (ON_MARGIN);
    UNIFIED_CANCEL_BATCH_FUTURES: Futures = Post "/api/v3/trade/cancel-batch" (ON_FUTURES);
    UNIFIED_CANCEL_ALL_SPOT: Spot = Post "/api/v3/trade/cancel-symbol-order" (ON_SPOT);
    UNIFIED_CANCEL_ALL_MARGIN: Margin = Post "/api/v3/trade/cancel-symbol-order" (ON_MARGIN);
    UNIFIED_CANCEL_ALL_FUTURES: Futures = Post "/api/v3/trade/cancel-symbol-order" (ON_FUTURES);
    UNIFIED_CLOSE_POSITIONS: Futures = Post "/api/v3/trade/close-positions" (ON_FUTURES);
    UNIFIED_STRATEGY_SPOT: Spot = Post "/api/v3/trade/place-strategy-order" (ON_SPOT);
    UNIFIED_STRATEGY_MARGIN: Margin = Post "/api/v3/trade/place-strategy-order" (ON_MARGIN);
    UNIFIED_STRATEGY_FUTURES: Futures = Post "/api/v3/trade/place-strategy-order" (ON_FUTURES);
    // These name an order and no category.
    UNIFIED_MODIFY_STRATEGY: Futures + Spot + Margin = Post "/api/v3/trade/modify-strategy-order";
    UNIFIED_CANCEL_STRATEGY: Futures + Spot + Margin = Post "/api/v3/trade/cancel-strategy-order";
    // Tokens of shares, of which the docs say little.
    UNIFIED_PLACE_REALITY: Spot + Margin + Futures = Post "/api/v3/trade/place-reality-order";
    UNIFIED_CANCEL_REALITY: Spot + Margin + Futures = Post "/api/v3/trade/cancel-reality-order";
    // The dead man's switch names no product: it cancels them all, which harms nothing, yet is
    // not for a reader. So it takes the smallest right to trade.
    UNIFIED_COUNTDOWN_CANCEL_ALL: Spot = Post "/api/v3/trade/countdown-cancel-all";

    // Orders of the classic account.
    SPOT_PLACE_ORDER: Spot = Post "/api/v2/spot/trade/place-order";
    SPOT_BATCH_ORDERS: Spot = Post "/api/v2/spot/trade/batch-orders";
    SPOT_REPLACE_ORDER: Spot = Post "/api/v2/spot/trade/cancel-replace-order";
    SPOT_BATCH_REPLACE: Spot = Post "/api/v2/spot/trade/batch-cancel-replace-order";
    SPOT_CANCEL_ORDER: Spot = Post "/api/v2/spot/trade/cancel-order";
    SPOT_BATCH_CANCEL: Spot = Post "/api/v2/spot/trade/batch-cancel-order";
    SPOT_CANCEL_SYMBOL: Spot = Post "/api/v2/spot/trade/cancel-symbol-order";
    SPOT_PLACE_PLAN: Spot = Post "/api/v2/spot/trade/place-plan-order";
    SPOT_MODIFY_PLAN: Spot = Post "/api/v2/spot/trade/modify-plan-order";
    SPOT_CANCEL_PLAN: Spot = Post "/api/v2/spot/trade/cancel-plan-order";
    SPOT_BATCH_CANCEL_PLAN: Spot = Post "/api/v2/spot/trade/batch-cancel-plan-order";
    FUTURES_PLACE_ORDER: Futures = Post "/api/v2/mix/order/place-order";
    FUTURES_BATCH_ORDERS: Futures = Post "/api/v2/mix/order/batch-place-order";
    FUTURES_REVERSE: Futures = Post "/api/v2/mix/order/click-backhand";
    FUTURES_CLOSE_POSITIONS: Futures = Post "/api/v2/mix/order/close-positions";
    FUTURES_MODIFY_ORDER: Futures = Post "/api/v2/mix/order/modify-order";
    FUTURES_CANCEL_ORDER: Futures = Post "/api/v2/mix/order/cancel-order";
    FUTURES_BATCH_CANCEL: Futures = Post "/api/v2/mix/order/batch-cancel-orders";
    FUTURES_CANCEL_ALL: Futures = Post "/api/v2/mix/order/cancel-all-orders";
    FUTURES_PLACE_PLAN: Futures = Post "/api/v2/mix/order/place-plan-order";
    FUTURES_MODIFY_PLAN: Futures = Post "/api/v2/mix/order/modify-plan-order";
    FUTURES_CANCEL_PLAN: Futures = Post "/api/v2/mix/order/cancel-plan-order";
    FUTURES_PLACE_TPSL: Futures = Post "/api/v2/mix/order/place-tpsl-order";
    FUTURES_PLACE_POSITION_TPSL: Futures = Post "/api/v2/mix/order/place-pos-tpsl";
    FUTURES_MODIFY_TPSL: Futures = Post "/api/v2/mix/order/modify-tpsl-order";
    MARGIN_PLACE_ORDER: Margin = Post "/api/v2/margin/{}/place-order";
    MARGIN_BATCH_ORDERS: Margin = Post "/api/v2/margin/{}/batch-place-order";
    MARGIN_CANCEL_ORDER: Margin = Post "/api/v2/margin/{}/cancel-order";
    MARGIN_BATCH_CANCEL: Margin = Post "/api/v2/margin/{}/batch-cancel-order";

    // Settings.
    UNIFIED_SET_LEVERAGE_MARGIN: Margin = Post "/api/v3/account/set-leverage" (ON_MARGIN);
    UNIFIED_SET_LEVERAGE_FUTURES: Futures = Post "/api/v3/account/set-leverage" (ON_FUTURES);
    UNIFIED_SET_HOLD_MODE: Futures = Post "/api/v3/account/set-hold-mode";
    UNIFIED_SET_MARGIN: Futures = Post "/api/v3/account/set-margin";
    UNIFIED_SET_COLLATERAL_TYPE: Margin + Futures = Post "/api/v3/account/set-collateral-type";
    UNIFIED_SWITCH_DEDUCT: Spot = Post "/api/v3/account/switch-deduct";
    UNIFIED_ADJUST_MODE: Futures + Margin = Post "/api/v3/account/adjust-account-mode" (OWN);
    SWITCH_DEDUCT: Spot = Post "/api/v2/spot/account/switch-deduct";
    FUTURES_SET_LEVERAGE: Futures = Post "/api/v2/mix/account/set-leverage";
    FUTURES_SET_ALL_LEVERAGE: Futures = Post "/api/v2/mix/account/set-all-leverage";
    FUTURES_SET_MARGIN: Futures = Post "/api/v2/mix/account/set-margin";
    FUTURES_SET_MARGIN_MODE: Futures = Post "/api/v2/mix/account/set-margin-mode";
    FUTURES_SET_POSITION_MODE: Futures = Post "/api/v2/mix/account/set-position-mode";
    FUTURES_SET_ASSET_MODE: Futures = Post "/api/v2/mix/account/set-asset-mode";
    FUTURES_SET_AUTO_MARGIN: Futures = Post "/api/v2/mix/account/set-auto-margin";

    // Loans: borrowing, repaying and their collateral. Lending out is earn, below.
    UNIFIED_REPAY: Margin = Post "/api/v3/account/repay";
    MARGIN_BORROW: Margin = Post "/api/v2/margin/{}/account/borrow";
    MARGIN_REPAY: Margin = Post "/api/v2/margin/{}/account/repay";
    MARGIN_FLASH_REPAY: Margin = Post "/api/v2/margin/{}/account/flash-repay";
    UNIFIED_LOAN_BORROW: Margin = Post "/api/v3/loan/borrow";
    UNIFIED_LOAN_REPAY: Margin = Post "/api/v3/loan/repay";
    UNIFIED_LOAN_REVISE_PLEDGE: Margin = Post "/api/v3/loan/revise-pledge";
    LOAN_BORROW: Margin = Post "/api/v2/earn/loan/borrow";
    LOAN_REPAY: Margin = Post "/api/v2/earn/loan/repay";
    LOAN_REVISE_PLEDGE: Margin = Post "/api/v2/earn/loan/revise-pledge";
    _: Margin = Post "/api/v3/loan/*";
    _: Margin = Post "/api/v2/earn/loan/*";

    // Conversions.
    CONVERT_TRADE: Spot = Post "/api/v2/convert/trade";
    CONVERT_BGB: Spot = Post "/api/v2/convert/bgb-convert";
    FUTURES_UNION_CONVERT: Futures + Spot = Post "/api/v2/mix/account/union-convert";
    UNIFIED_CONVERT_SMALL_ASSETS: Spot = Post "/api/v3/convert/small-assets-trade";

    // Earn.
    SAVINGS_SUBSCRIBE: Earn = Post "/api/v2/earn/savings/subscribe";
    SAVINGS_REDEEM: Earn = Post "/api/v2/earn/savings/redeem";
    SHARKFIN_SUBSCRIBE: Earn = Post "/api/v2/earn/sharkfin/subscribe";
    ELITE_SUBSCRIBE: Earn = Post "/api/v2/earn/elite/subscribe";
    ELITE_REDEEM: Earn = Post "/api/v2/earn/elite/redeem";
    UNIFIED_ELITE_SUBSCRIBE: Earn = Post "/api/v3/earn/elite-subscribe";
    UNIFIED_ELITE_REDEEM: Earn = Post "/api/v3/earn/elite-redeem";
    _: Earn = Post "/api/v2/earn/*";
    _: Earn = Post "/api/v3/earn/*";

    // Between own wallets and accounts, and into the venue's bots and copy trading, which hold the
    // funds they are given.
    TRANSFER: Transfer = Post "/api/v2/spot/wallet/transfer";
    SUBACCOUNT_TRANSFER: Transfer = Post "/api/v2/spot/wallet/subaccount-transfer";
    MODIFY_DEPOSIT_ACCOUNT: Transfer = Post "/api/v2/spot/wallet/modify-deposit-account";
    UNIFIED_TRANSFER: Transfer = Post "/api/v3/account/transfer";
    UNIFIED_SUB_TRANSFER: Transfer = Post "/api/v3/account/sub-transfer";
    UNIFIED_SUB_MASTER_TRANSFER: Transfer = Post "/api/v3/account/sub-master-transfer";
    UNIFIED_DEPOSIT_ACCOUNT: Transfer = Post "/api/v3/account/deposit-account";
    UNIFIED_MOVE_POSITIONS: Transfer + Futures = Post "/api/v3/account/move-positions";
    UNIFIED_COPY_TRANSFER: Transfer = Post "/api/v3/copy/futures/transfer";
    _: Transfer + Spot + Margin + Futures = Post "/api/v2/copy/*";
    _: Transfer + Spot + Margin + Futures = Post "/api/v3/copy/*";
    _: Transfer + Spot + Margin + Futures = Post "/api/v3/trade/grid/*";
    // A broker of shares and their options.
    _: Transfer + Spot + Margin + Options = Post "/api/v3/stockplus/*";
    // These GETs make an address where there is none.
    DEPOSIT_ADDRESS: Transfer = Get "/api/v2/spot/wallet/deposit-address" [writes];
    SUB_DEPOSIT_ADDRESS: Transfer = Get "/api/v2/spot/wallet/subaccount-deposit-address" [writes];
    UNIFIED_DEPOSIT_ADDRESS: Transfer = Get "/api/v3/account/deposit-address" [writes];
    UNIFIED_SUB_DEPOSIT_ADDRESS: Transfer = Get "/api/v3/account/sub-deposit-address" [writes];

    // Out, or to another owner: nobody signs these.
    WITHDRAWAL: Withdraw = Post "/api/v2/spot/wallet/withdrawal";
    _: Withdraw = Post "/api/v2/spot/wallet/cancel-withdrawal";
    _: Withdraw = Post "/api/v2/spot/wallet/withdraw*";
    UNIFIED_WITHDRAWAL: Withdraw = Post "/api/v3/account/withdrawal";
    _: Withdraw = Post "/api/v3/account/cancel-withdrawal";
    _: Withdraw = Post "/api/v3/account/withdraw*";
    _: Withdraw = Post "/api/v2/p2p/*";
    _: Withdraw = Post "/api/v3/p2p/*";
    _: Withdraw = Post "/api/v2/broker/account/subaccount-withdrawal";
    _: Withdraw = Post "/api/v2/broker/account/subaccount-address";
    _: Withdraw = Post "/api/v2/broker/account/set-subaccount-autotransfer";
    _: Withdraw = Post "/api/v3/broker/sub-withdrawal";
    _: Withdraw = Post "/api/v3/broker/sub-deposit-address";

    // Keys and accounts: nor these. The kind of an account cannot be switched back at will, and
    // institutional loans bind the accounts of others.
    _: Admin = Post "/api/v2/spot/account/upgrade";
    _: Admin = Post "/api/v3/account/switch";
    _: Admin = Post "/api/v3/account/adjust-account-mode" (OTHER);
    _: Admin = Post "/api/v2/spot/ins-loan/*";
    _: Admin = Post "/api/v3/ins-loan/*";
    _: Admin = Post "/api/v2/user/create-virtual-subaccount";
    _: Admin = Post "/api/v2/user/modify-virtual-subaccount";
    _: Admin = Post "/api/v2/user/create-virtual-subaccount-apikey";
    _: Admin = Post "/api/v2/user/modify-virtual-subaccount-apikey";
    _: Admin = Post "/api/v2/user/batch-create-subaccount-and-apikey";
    _: Admin = Post "/api/v2/user/create-agent-subaccount";
    _: Admin = Post "/api/v2/user/*";
    _: Admin = Post "/api/v3/user/create-sub";
    _: Admin = Post "/api/v3/user/freeze-sub";
    _: Admin = Post "/api/v3/user/create-sub-api";
    _: Admin = Post "/api/v3/user/update-sub-api";
    _: Admin = Post "/api/v3/user/delete-sub-api";
    _: Admin = Post "/api/v3/user/sub-account/agent-create";
    _: Admin = Post "/api/v3/user/set-rate-limit-quota";
    _: Admin = Post "/api/v3/user/*";
    _: Admin = Post "/api/v2/broker/*";
    _: Admin = Post "/api/v3/broker/*";
} }
