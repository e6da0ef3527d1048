//! Crypto.com's table of endpoints; see [`crypto_com`](super) for its sources.

use super::CryptoCom;
use crate::{request::Condition, venue::endpoints};

/// `instrument_name` and `spot_margin`: names are compared without their `_`.
const MARKET: &str = "instrumentname";
const MARGIN: &str = "spotmargin";
/// `BTC_USDT`.
const PAIR: Condition = Condition::dashes(MARKET, 0);
/// `BTCUSD-PERP`, `BTCUSD-261225`.
const FUTURES_ORDER: &[Condition] = &[Condition::dashes(MARKET, 1)];
/// A pair, paid by what is there.
const SPOT_ORDER: &[Condition] = &[PAIR, Condition::one_of(MARGIN, &["SPOT"])];
/// A pair, borrowed.
const MARGIN_ORDER: &[Condition] = &[PAIR, Condition::one_of(MARGIN, &["MARGIN"])];
/// A pair, where the parameters do not say how it is paid.
const PAIR_ORDER: &[Condition] = &[PAIR, Condition::absent_or(MARGIN, &[])];
/// Any pair, however it is paid: what is cancelled needs no money, and of the orders in a list one
/// may say `spot_margin` and the next one leave it out.
const PAIR_ANY: &[Condition] = &[PAIR];
/// No instrument, so all of them.
const EVERY_MARKET: &[Condition] = &[Condition::absent_or(MARKET, &[])];

endpoints! { CryptoCom {
    // The account.
    USER_BALANCE: Read = Post "/exchange/v1/private/user-balance" [reads];
    USER_BALANCE_HISTORY: Read = Post "/exchange/v1/private/user-balance-history" [reads];
    ACCOUNTS: Read = Post "/exchange/v1/private/get-accounts" [reads];
    ACCOUNT_SETTINGS: Read = Post "/exchange/v1/private/get-account-settings" [reads];
    SUBACCOUNT_BALANCES: Read = Post "/exchange/v1/private/get-subaccount-balances" [reads];
    POSITIONS: Read = Post "/exchange/v1/private/get-positions" [reads];
    FEE_RATE: Read = Post "/exchange/v1/private/get-fee-rate" [reads];
    INSTRUMENT_FEE_RATE: Read = Post "/exchange/v1/private/get-instrument-fee-rate" [reads];
    FEE_CREDIT_BALANCES: Read = Post "/exchange/v1/private/get-fee-credit-balances" [reads];
    CANCEL_ON_DISCONNECT: Read = Post "/exchange/v1/private/get-cancel-on-disconnect" [reads];

    // Orders and fills.
    OPEN_ORDERS: Read = Post "/exchange/v1/private/get-open-orders" [reads];
    ORDER_DETAIL: Read = Post "/exchange/v1/private/get-order-detail" [reads];
    ORDER_LIST: Read = Post "/exchange/v1/private/get-order-list" [reads];
    ORDER_HISTORY: Read = Post "/exchange/v1/private/get-order-history" [reads];
    TRADES: Read = Post "/exchange/v1/private/get-trades" [reads];
    TRANSACTIONS: Read = Post "/exchange/v1/private/get-transactions" [reads];
    ADVANCED_OPEN_ORDERS: Read = Post "/exchange/v1/private/advanced/get-open-orders" [reads];
    ADVANCED_ORDER_DETAIL: Read = Post "/exchange/v1/private/advanced/get-order-detail" [reads];
    ADVANCED_ORDER_HISTORY: Read = Post "/exchange/v1/private/advanced/get-order-history" [reads];
    ADVANCED_ORDER_LIST_DETAIL: Read =
        Post "/exchange/v1/private/advanced/get-order-list-detail" [reads];

    // Funds, and what tells of moves that the bot did not make.
    WITHDRAWAL_HISTORY: Read = Post "/exchange/v1/private/get-withdrawal-history" [reads];
    DEPOSIT_HISTORY: Read = Post "/exchange/v1/private/get-deposit-history" [reads];
    DEPOSIT_ADDRESS: Read = Post "/exchange/v1/private/get-deposit-address" [reads];
    CURRENCY_NETWORKS: Read = Post "/exchange/v1/private/get-currency-networks" [reads];
    FIAT_ACCESS: Read = Post "/exchange/v1/private/fiat/fiat-access" [reads];
    FIAT_DEPOSIT_INFO: Read = Post "/exchange/v1/private/fiat/fiat-deposit-info" [reads];
    FIAT_DEPOSIT_HISTORY: Read = Post "/exchange/v1/private/fiat/fiat-deposit-history" [reads];
    FIAT_WITHDRAW_HISTORY: Read = Post "/exchange/v1/private/fiat/fiat-withdraw-history" [reads];
    FIAT_TRANSACTION_QUOTA: Read = Post "/exchange/v1/private/fiat/fiat-transaction-quota" [reads];
    FIAT_TRANSACTION_LIMIT: Read = Post "/exchange/v1/private/fiat/fiat-transaction-limit" [reads];
    FIAT_BANK_ACCOUNTS: Read = Post "/exchange/v1/private/fiat/fiat-get-bank-accounts" [reads];
    STAKING_POSITION: Read = Post "/exchange/v1/private/staking/get-staking-position" [reads];
    STAKING_INSTRUMENTS: Read = Post "/exchange/v1/private/staking/get-staking-instruments" [reads];
    STAKING_OPEN_STAKE: Read = Post "/exchange/v1/private/staking/get-open-stake" [reads];
    STAKING_STAKE_HISTORY: Read = Post "/exchange/v1/private/staking/get-stake-history" [reads];
    STAKING_REWARD_HISTORY: Read = Post "/exchange/v1/private/staking/get-reward-history" [reads];
    STAKING_OPEN_CONVERT: Read = Post "/exchange/v1/private/staking/get-open-convert" [reads];
    STAKING_CONVERT_HISTORY: Read = Post "/exchange/v1/private/staking/get-convert-history" [reads];
    OTC_INSTRUMENTS: Read = Post "/exchange/v1/private/otc/get-otc-instruments" [reads];
    OTC_OPEN_QUOTE_REQUESTS: Read = Post "/exchange/v1/private/otc/get-open-quote-requests" [reads];
    OTC_OPEN_QUOTES: Read = Post "/exchange/v1/private/otc/get-open-quotes" [reads];
    OTC_QUOTE_HISTORY: Read = Post "/exchange/v1/private/otc/get-quote-history" [reads];
    OTC_QUOTE_REQUEST_HISTORY: Read =
        Post "/exchange/v1/private/otc/get-quote-request-history" [reads];
    OTC_OPEN_DEALS: Read = Post "/exchange/v1/private/otc/get-open-deals" [reads];
    OTC_DEAL_HISTORY: Read = Post "/exchange/v1/private/otc/get-deal-history" [reads];
    OTC_SETTLE_LATER_LIMIT: Read = Post "/exchange/v1/private/otc/get-settle-later-limit" [reads];
    OTC_UNSETTLED_AMOUNTS: Read = Post "/exchange/v1/private/otc/get-unsettled-amounts" [reads];
    TRADING_BOTS: Read = Post "/exchange/v1/private/bot/get-trading-bots" [reads];
    TRADING_BOT_EXECUTIONS: Read =
        Post "/exchange/v1/private/bot/get-trading-bot-executions" [reads];

    // Market data, which is not signed.
    INSTRUMENTS: Read = Get "/exchange/v1/public/get-instruments";
    BOOK: Read = Get "/exchange/v1/public/get-book";
    CANDLESTICK: Read = Get "/exchange/v1/public/get-candlestick";
    MARKET_TRADES: Read = Get "/exchange/v1/public/get-trades";
    TICKERS: Read = Get "/exchange/v1/public/get-tickers";
    VALUATIONS: Read = Get "/exchange/v1/public/get-valuations";
    EXPIRED_SETTLEMENT_PRICE: Read = Get "/exchange/v1/public/get-expired-settlement-price";
    INSURANCE: Read = Get "/exchange/v1/public/get-insurance";
    RISK_PARAMETERS: Read = Get "/exchange/v1/public/get-risk-parameters";
    ANNOUNCEMENTS: Read = Get "/exchange/v1/public/get-announcements";

    // Orders: the shape of `instrument_name` and `spot_margin` tell the product. A list of pairs asks
    // for both, whatever it says: an order in it without `spot_margin` would hide behind the others.
    CREATE_ORDER_SPOT: Spot = Post "/exchange/v1/private/create-order" (SPOT_ORDER);
    CREATE_ORDER_MARGIN: Margin = Post "/exchange/v1/private/create-order" (MARGIN_ORDER);
    CREATE_ORDER_PAIR: Spot + Margin = Post "/exchange/v1/private/create-order" (PAIR_ORDER);
    CREATE_ORDER_FUTURES: Futures = Post "/exchange/v1/private/create-order" (FUTURES_ORDER);
    CREATE_ORDER_LIST_PAIR: Spot + Margin =
        Post "/exchange/v1/private/create-order-list" (PAIR_ANY);
    CREATE_ORDER_LIST_FUTURES: Futures =
        Post "/exchange/v1/private/create-order-list" (FUTURES_ORDER);
    ADVANCED_CREATE_ORDER_SPOT: Spot =
        Post "/exchange/v1/private/advanced/create-order" (SPOT_ORDER);
    ADVANCED_CREATE_ORDER_MARGIN: Margin =
        Post "/exchange/v1/private/advanced/create-order" (MARGIN_ORDER);
    ADVANCED_CREATE_ORDER_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-order" (PAIR_ORDER);
    ADVANCED_CREATE_ORDER_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-order" (FUTURES_ORDER);
    ADVANCED_CREATE_ORDER_LIST_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-order-list" (PAIR_ANY);
    ADVANCED_CREATE_ORDER_LIST_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-order-list" (FUTURES_ORDER);
    ADVANCED_CREATE_OCO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-oco" (PAIR_ANY);
    ADVANCED_CREATE_OCO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-oco" (FUTURES_ORDER);
    ADVANCED_CREATE_OTO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-oto" (PAIR_ANY);
    ADVANCED_CREATE_OTO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-oto" (FUTURES_ORDER);
    ADVANCED_CREATE_OTOCO_PAIR: Spot + Margin =
        Post "/exchange/v1/private/advanced/create-otoco" (PAIR_ANY);
    ADVANCED_CREATE_OTOCO_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/create-otoco" (FUTURES_ORDER);
    CLOSE_POSITION: Futures = Post "/exchange/v1/private/close-position";
    // An order id tells no product.
    AMEND_ORDER: Spot + Margin + Futures = Post "/exchange/v1/private/amend-order";
    ADVANCED_AMEND_ORDER: Spot + Margin + Futures =
        Post "/exchange/v1/private/advanced/amend-order";

    // Cancelling. What names no product harms nothing, yet is not for a reader: it takes the
    // smallest right to trade.
    CANCEL_ORDER: Spot = Post "/exchange/v1/private/cancel-order";
    CANCEL_ORDER_LIST: Spot = Post "/exchange/v1/private/cancel-order-list";
    ADVANCED_CANCEL_ORDER: Spot = Post "/exchange/v1/private/advanced/cancel-order";
    ADVANCED_CANCEL_ORDER_LIST: Spot = Post "/exchange/v1/private/advanced/cancel-order-list";
    ADVANCED_CANCEL_OCO: Spot = Post "/exchange/v1/private/advanced/cancel-oco";
    ADVANCED_CANCEL_OTO: Spot = Post "/exchange/v1/private/advanced/cancel-oto";
    ADVANCED_CANCEL_OTOCO: Spot = Post "/exchange/v1/private/advanced/cancel-otoco";
    CANCEL_ALL_ORDERS: Spot = Post "/exchange/v1/private/cancel-all-orders" (EVERY_MARKET);
    CANCEL_ALL_ORDERS_SPOT: Spot = Post "/exchange/v1/private/cancel-all-orders" (PAIR_ANY);
    CANCEL_ALL_ORDERS_FUTURES: Futures =
        Post "/exchange/v1/private/cancel-all-orders" (FUTURES_ORDER);
    ADVANCED_CANCEL_ALL_ORDERS: Spot =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (EVERY_MARKET);
    ADVANCED_CANCEL_ALL_ORDERS_SPOT: Spot =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (PAIR_ANY);
    ADVANCED_CANCEL_ALL_ORDERS_FUTURES: Futures =
        Post "/exchange/v1/private/advanced/cancel-all-orders" (FUTURES_ORDER);
    SET_CANCEL_ON_DISCONNECT: Spot = Post "/exchange/v1/private/set-cancel-on-disconnect";

    // Settings. What changes the whole account takes the right to trade futures.
    CHANGE_ACCOUNT_LEVERAGE: Futures + Margin = Post "/exchange/v1/private/change-account-leverage";
    CHANGE_ACCOUNT_SETTINGS: Futures + Margin = Post "/exchange/v1/private/change-account-settings";
    CHANGE_ISOLATED_MARGIN_LEVERAGE: Futures =
        Post "/exchange/v1/private/change-isolated-margin-leverage";
    CONVERT_COLLATERAL: Futures + Spot = Post "/exchange/v1/private/convert-collateral";

    // Staking.
    STAKING_STAKE: Earn = Post "/exchange/v1/private/staking/stake";
    STAKING_UNSTAKE: Earn = Post "/exchange/v1/private/staking/unstake";
    STAKING_CONVERT: Earn = Post "/exchange/v1/private/staking/convert";
    _: Earn = Post "/exchange/v1/private/staking/*";

    // Between own wallets and accounts, and into the venue's bots, which hold the funds they are
    // given.
    CREATE_SUBACCOUNT_TRANSFER: Transfer = Post "/exchange/v1/private/create-subaccount-transfer";
    CREATE_ISOLATED_MARGIN_TRANSFER: Transfer =
        Post "/exchange/v1/private/create-isolated-margin-transfer";
    _: Transfer + Spot + Margin + Futures = Post "/exchange/v1/private/bot/*";

    // Out, or to another owner: nobody signs these.
    CREATE_WITHDRAWAL: Withdraw = Post "/exchange/v1/private/create-withdrawal";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-create-withdraw";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-create-bank-account";
    _: Withdraw = Post "/exchange/v1/private/fiat/fiat-get-plaid-token";
    _: Withdraw = Post "/exchange/v1/private/fiat/*";
    _: Withdraw = Post "/exchange/v1/private/otc/request-quote";
    _: Withdraw = Post "/exchange/v1/private/otc/request-deal";
    _: Withdraw = Post "/exchange/v1/private/otc/accept-quote";
    _: Withdraw = Post "/exchange/v1/private/otc/create-order";
    _: Withdraw = Post "/exchange/v1/private/otc/*";
} }
