//! WOO X's table of endpoints; see [`woo`](super) for its sources.
//!
//! The older forms of v3 are in the table without a name.

use super::Woo;
use crate::{request::Condition, venue::endpoints};

/// The prefix of the symbol decides. Whether a spot order borrows is a mode of the account.
const PERP: &[Condition] = &[Condition::starts("symbol", "PERP_")];
const PAIR: &[Condition] = &[Condition::starts("symbol", "SPOT_")];
/// Without a symbol, any order can be meant.
const EITHER: &[Condition] = &[Condition::absent_or("symbol", &[])];

endpoints! { Woo {
    // The key and the account. Page by page, `CREDENTIALS` has the keys of sub-accounts too.
    CREDENTIALS: Read = Get "/v3/account/credentials";
    ACCOUNT_INFO: Read = Get "/v3/account/info";
    ACCOUNT_TOKEN_CONFIG: Read = Get "/v3/account/tokenConfig";
    ACCOUNT_SYMBOL_CONFIG: Read = Get "/v3/account/symbolConfig";
    SUB_ACCOUNTS: Read = Get "/v3/account/subAccounts/all";
    REFERRAL_SUMMARY: Read = Get "/v3/account/referral/summary";
    REFERRAL_REWARDS: Read = Get "/v3/account/referral/rewardHistory";
    IP_RESTRICTION_V1: Read = Get "/v1/sub_account/ip_restriction";
    SUB_ACCOUNTS_V1: Read = Get "/v1/sub_account/all";
    SUB_ACCOUNT_ASSETS_V1: Read = Get "/v1/sub_account/assets";
    SUB_ACCOUNT_ASSET_DETAIL_V1: Read = Get "/v1/sub_account/asset_detail";

    // Funds, and what tells of moves that the bot did not make.
    BALANCES: Read = Get "/v3/asset/balances";
    TOKEN_HISTORY: Read = Get "/v3/asset/token/history";
    TRANSFER_HISTORY: Read = Get "/v3/asset/transfer/history";
    WALLET_HISTORY: Read = Get "/v3/asset/wallet/history";
    STAKING_YIELD: Read = Get "/v3/asset/staking/yieldHistory";
    HOLDINGS_V1: Read = Get "/v1/client/holding";
    WALLET_HISTORY_V1: Read = Get "/v1/asset/history";
    TRANSFER_HISTORY_V1: Read = Get "/v1/asset/main_sub_transfer_history";
    STAKING_YIELD_V1: Read = Get "/v1/staking/yield_history";
    CLIENT_TOKEN_V1: Read = Get "/v1/client/token";
    TRANSACTION_LOG_V1: Read = Get "/v1/client/transaction_history";

    // Orders and fills.
    ORDER: Read = Get "/v3/trade/order";
    ORDERS: Read = Get "/v3/trade/orders";
    ALGO_ORDER: Read = Get "/v3/trade/algoOrder";
    ALGO_ORDERS: Read = Get "/v3/trade/algoOrders";
    TRANSACTION: Read = Get "/v3/trade/transaction";
    TRANSACTION_HISTORY: Read = Get "/v3/trade/transactionHistory";
    TRADING_FEE: Read = Get "/v3/trade/tradingFee";
    ORDER_V1: Read = Get "/v1/order/{}";
    ORDER_BY_CLIENT_ID_V1: Read = Get "/v1/client/order/{}";
    ORDERS_V1: Read = Get "/v1/orders";
    ORDER_TRADES_V1: Read = Get "/v1/order/{}/trades";
    TRADE_V1: Read = Get "/v1/client/trade/{}";
    TRADES_V1: Read = Get "/v1/client/trades";
    OLD_TRADES_V1: Read = Get "/v1/client/hist_trades";
    _: Read = Get "/v3/algo/order/{}";
    _: Read = Get "/v3/algo/orders";
    _: Read = Get "/v3/buypower";

    // Positions, loans and conversions.
    POSITIONS: Read = Get "/v3/futures/positions";
    LEVERAGE: Read = Get "/v3/futures/leverage";
    DEFAULT_MARGIN_MODE: Read = Get "/v3/futures/defaultMarginMode";
    FUNDING_FEES: Read = Get "/v3/futures/fundingFee/history";
    INTEREST_RATE: Read = Get "/v3/spotMargin/interestRate";
    INTEREST_HISTORY: Read = Get "/v3/spotMargin/interestHistory";
    MAX_MARGIN: Read = Get "/v3/spotMargin/maxMargin";
    CONVERT_INFO: Read = Get "/v3/convert/exchangeInfo";
    CONVERT_ASSETS: Read = Get "/v3/convert/assetInfo";
    CONVERT_QUOTE: Read = Get "/v3/convert/rfq";
    CONVERT_TRADE_BY_ID: Read = Get "/v3/convert/trade";
    CONVERT_TRADES: Read = Get "/v3/convert/trades";
    POSITIONS_V1: Read = Get "/v1/positions";
    POSITION_V1: Read = Get "/v1/position/{}";
    FUTURES_LEVERAGE_V1: Read = Get "/v1/client/futures_leverage";
    FUNDING_FEES_V1: Read = Get "/v1/funding_fee/history";
    TOKEN_INTERESTS_V1: Read = Get "/v1/token_interest";
    TOKEN_INTEREST_V1: Read = Get "/v1/token_interest/{}";
    INTEREST_HISTORY_V1: Read = Get "/v1/interest/history";
    _: Read = Get "/v3/positions";

    // Market data.
    SYSTEM_INFO: Read = Get "/v3/public/systemInfo";
    INSTRUMENTS: Read = Get "/v3/public/instruments";
    ORDERBOOK: Read = Get "/v3/public/orderbook";
    KLINES: Read = Get "/v3/public/kline";
    MARKET_TRADES: Read = Get "/v3/public/marketTrades";
    FUNDING_RATE: Read = Get "/v3/public/fundingRate";
    _: Read = Get "/v3/public/*";
    _: Read = Get "/v1/public/*";

    // Not GETs, and yet they read. A listen key opens the private stream, in which nothing is sent.
    LISTEN_KEY: Read = Post "/v3/account/listenKey" [reads];
    LTV_V1: Read = Post "/v1/asset/ltv" [reads];

    // Orders: the prefix of the symbol tells the product, and no condition reads it.
    FUTURES_ORDER_CREATE: Futures = Post "/v3/trade/order" (PERP);
    SPOT_ORDER_CREATE: Spot + Margin = Post "/v3/trade/order" (PAIR);
    FUTURES_ORDER_AMEND: Futures = Put "/v3/trade/order" (PERP);
    SPOT_ORDER_AMEND: Spot + Margin = Put "/v3/trade/order" (PAIR);
    ORDER_AMEND: Spot + Margin + Futures = Put "/v3/trade/order" (EITHER);
    FUTURES_CANCEL_ORDER: Futures = Delete "/v3/trade/order" (PERP);
    SPOT_CANCEL_ORDER: Spot + Margin = Delete "/v3/trade/order" (PAIR);
    CANCEL_ORDER: Spot + Margin + Futures = Delete "/v3/trade/order" (EITHER);
    FUTURES_CANCEL_ORDERS: Futures = Delete "/v3/trade/orders" (PERP);
    SPOT_CANCEL_ORDERS: Spot + Margin = Delete "/v3/trade/orders" (PAIR);
    CANCEL_ORDERS: Spot + Margin + Futures = Delete "/v3/trade/orders" (EITHER);
    CANCEL_ALL_ORDERS: Spot + Margin + Futures = Delete "/v3/trade/allOrders";
    FUTURES_ALGO_ORDER_CREATE: Futures = Post "/v3/trade/algoOrder" (PERP);
    SPOT_ALGO_ORDER_CREATE: Spot + Margin = Post "/v3/trade/algoOrder" (PAIR);
    FUTURES_ALGO_ORDER_AMEND: Futures = Put "/v3/trade/algoOrder" (PERP);
    SPOT_ALGO_ORDER_AMEND: Spot + Margin = Put "/v3/trade/algoOrder" (PAIR);
    ALGO_ORDER_AMEND: Spot + Margin + Futures = Put "/v3/trade/algoOrder" (EITHER);
    FUTURES_CANCEL_ALGO_ORDER: Futures = Delete "/v3/trade/algoOrder" (PERP);
    SPOT_CANCEL_ALGO_ORDER: Spot + Margin = Delete "/v3/trade/algoOrder" (PAIR);
    CANCEL_ALGO_ORDER: Spot + Margin + Futures = Delete "/v3/trade/algoOrder" (EITHER);
    FUTURES_CANCEL_ALGO_ORDERS: Futures = Delete "/v3/trade/algoOrders" (PERP);
    SPOT_CANCEL_ALGO_ORDERS: Spot + Margin = Delete "/v3/trade/algoOrders" (PAIR);
    CANCEL_ALGO_ORDERS: Spot + Margin + Futures = Delete "/v3/trade/algoOrders" (EITHER);
    CANCEL_ALL_AFTER: Spot + Margin + Futures = Post "/v3/trade/cancelAllAfter";
    FUTURES_ORDER_CREATE_V1: Futures = Post "/v1/order" (PERP);
    SPOT_ORDER_CREATE_V1: Spot + Margin = Post "/v1/order" (PAIR);
    FUTURES_CANCEL_ORDER_V1: Futures = Delete "/v1/order" (PERP);
    SPOT_CANCEL_ORDER_V1: Spot + Margin = Delete "/v1/order" (PAIR);
    CANCEL_ORDER_V1: Spot + Margin + Futures = Delete "/v1/order" (EITHER);
    FUTURES_CANCEL_ORDER_BY_CLIENT_ID_V1: Futures = Delete "/v1/client/order" (PERP);
    SPOT_CANCEL_ORDER_BY_CLIENT_ID_V1: Spot + Margin = Delete "/v1/client/order" (PAIR);
    CANCEL_ORDER_BY_CLIENT_ID_V1: Spot + Margin + Futures = Delete "/v1/client/order" (EITHER);
    FUTURES_CANCEL_ORDERS_V1: Futures = Delete "/v1/orders" (PERP);
    SPOT_CANCEL_ORDERS_V1: Spot + Margin = Delete "/v1/orders" (PAIR);
    CANCEL_ORDERS_V1: Spot + Margin + Futures = Delete "/v1/orders" (EITHER);
    CANCEL_ALL_AFTER_V1: Spot + Margin + Futures = Post "/v1/order/cancel_all_after";
    ALGO_ORDER_CREATE_OLDER: Spot + Margin + Futures = Post "/v3/algo/order";
    ALGO_ORDER_EDIT_OLDER: Spot + Margin + Futures = Put "/v3/algo/order/{}";
    ALGO_ORDER_EDIT_BY_CLIENT_ID_OLDER: Spot + Margin + Futures = Put "/v3/algo/order/client/{}";
    _: Spot + Margin + Futures = Delete "/v3/algo/order/{}";
    _: Spot + Margin + Futures = Delete "/v3/algo/orders/pending";
    _: Spot + Margin + Futures = Delete "/v3/algo/orders/pending/{}";
    ORDER_EDIT_OLDER: Spot + Margin + Futures = Put "/v3/order/{}";
    ORDER_EDIT_BY_CLIENT_ID_OLDER: Spot + Margin + Futures = Put "/v3/order/client/{}";
    _: Spot + Margin + Futures = Delete "/v3/orders/pending";

    // Settings. The mode of the account decides about both.
    SET_LEVERAGE: Futures = Put "/v3/futures/leverage";
    SET_POSITION_MODE: Futures = Put "/v3/futures/positionMode";
    SET_DEFAULT_MARGIN_MODE: Futures = Put "/v3/futures/defaultMarginMode";
    SET_DEFAULT_MARGIN_MODE_OF: Futures = Put "/v3/futures/defaultMarginMode/{}";
    RESET_DEFAULT_MARGIN_MODE: Futures = Post "/v3/futures/defaultMarginMode/reset";
    SET_ISOLATED_MARGIN: Futures = Post "/v3/isolatedMargin/margin";
    SET_SPOT_MARGIN_LEVERAGE: Margin = Post "/v3/spotMargin/leverage";
    SET_TRADING_MODE: Margin + Futures = Post "/v3/account/tradingMode";
    SET_ACCOUNT_MODE_V1: Margin + Futures = Post "/v1/client/account_mode";
    SET_POSITION_MODE_V1: Futures = Post "/v1/client/position_mode";
    SET_LEVERAGE_V1: Margin + Futures = Post "/v1/client/leverage";
    SET_FUTURES_LEVERAGE_V1: Futures = Post "/v1/client/futures_leverage";
    SET_ISOLATED_MARGIN_V1: Futures = Post "/v1/client/isolated_margin";

    // Loans. The GET is listed by ccxt alone (uncertain).
    REPAY: Margin = Post "/v3/spotMargin/interestRepay";
    REPAY_V1: Margin = Post "/v1/interest/repay";
    _: Margin = Get "/v1/interest/repay" [writes];

    // Conversions.
    CONVERT: Spot = Post "/v3/convert/rft";

    // Between own accounts. Whether these GETs make an address where there is none is uncertain.
    TRANSFER: Transfer = Post "/v3/asset/transfer";
    TRANSFER_V1: Transfer = Post "/v1/asset/main_sub_transfer";
    DEPOSIT_ADDRESS: Transfer = Get "/v3/asset/wallet/deposit" [writes];
    DEPOSIT_ADDRESS_V1: Transfer = Get "/v1/asset/deposit" [writes];

    // Out, or to another user: nobody signs these.
    WITHDRAWAL: Withdraw = Post "/v3/asset/wallet/withdraw";
    _: Withdraw = Delete "/v3/asset/wallet/withdraw/{}";
    _: Withdraw = Post "/v3/asset/withdraw";
    _: Withdraw = Post "/v3/asset/*";
    _: Withdraw = Put "/v3/asset/*";
    _: Withdraw = Delete "/v3/asset/*";
    _: Withdraw = Post "/v1/asset/withdraw";
    _: Withdraw = Delete "/v1/asset/withdraw";
    _: Withdraw = Post "/v1/asset/internal_withdraw";
    _: Withdraw = Post "/v1/asset/*";
    _: Withdraw = Put "/v1/asset/*";
    _: Withdraw = Delete "/v1/asset/*";

    // Keys and accounts: nor these. None is documented.
    _: Admin = Post "/v3/account/credentials*";
    _: Admin = Put "/v3/account/credentials*";
    _: Admin = Delete "/v3/account/credentials*";
    _: Admin = Post "/v3/account/subAccounts*";
    _: Admin = Put "/v3/account/subAccounts*";
    _: Admin = Delete "/v3/account/subAccounts*";
    _: Admin = Post "/v1/sub_account*";
    _: Admin = Put "/v1/sub_account*";
    _: Admin = Delete "/v1/sub_account*";
} }
