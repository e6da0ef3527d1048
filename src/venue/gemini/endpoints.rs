//! Gemini's table of endpoints; see [`gemini`](super) for its sources.

use super::Gemini;
use crate::{request::Condition, venue::endpoints};

const PERPETUAL: &[Condition] = &[Condition::ends("symbol", "perp")];
/// Whether it is paid with borrowed money, no parameter is known to say.
const PAIR: &[Condition] = &[Condition::ends_not("symbol", "perp")];

endpoints! { Gemini {
    // The key and the account.
    ROLES: Read = Post "/v1/roles" [reads];
    ACCOUNT: Read = Post "/v1/account" [reads];
    ACCOUNTS: Read = Post "/v1/account/list" [reads];
    BALANCES: Read = Post "/v1/balances" [reads];
    NOTIONAL_BALANCES: Read = Post "/v1/notionalbalances/{}" [reads];
    STAKING_BALANCES: Read = Post "/v1/balances/staking" [reads];
    EARN_BALANCES: Read = Post "/v1/balances/earn" [reads];
    CUSTODY_FEES: Read = Post "/v1/custodyaccountfees" [reads];

    // Orders. A perpetual's symbol ends in `perp`, as in `btcgusdperp`.
    NEW_PERPETUAL_ORDER: Futures = Post "/v1/order/new" (PERPETUAL);
    NEW_ORDER: Spot + Margin = Post "/v1/order/new" (PAIR);
    PREVIEW_MARGIN_ORDER: Margin = Post "/v1/margin/order/preview";
    // To cancel names no product: it takes the smallest right to trade.
    CANCEL_ORDER: Spot = Post "/v1/order/cancel";
    CANCEL_SESSION_ORDERS: Spot = Post "/v1/order/cancel/session";
    CANCEL_ALL_ORDERS: Spot = Post "/v1/order/cancel/all";
    HEARTBEAT: Spot = Post "/v1/heartbeat";
    ORDER: Read = Post "/v1/order/status" [reads];
    ACTIVE_ORDERS: Read = Post "/v1/orders" [reads];
    MY_TRADES: Read = Post "/v1/mytrades" [reads];
    NOTIONAL_VOLUME: Read = Post "/v1/notionalvolume" [reads];
    TRADE_VOLUME: Read = Post "/v1/tradevolume" [reads];
    // The upgrade of a socket, without its filters.
    ORDER_EVENTS: Read = Get "/v1/order/events";

    // Trades at a quoted price, and against the house's own coin.
    INSTANT_QUOTE: Spot = Post "/v1/instant/quote";
    INSTANT_EXECUTE: Spot = Post "/v1/instant/execute";
    WRAP: Spot = Post "/v1/wrap/{}";

    // Margin and perpetuals: reads.
    MARGIN: Read = Post "/v1/margin" [reads];
    MARGIN_ACCOUNT: Read = Post "/v1/margin/account" [reads];
    MARGIN_RATES: Read = Post "/v1/margin/rates" [reads];
    POSITIONS: Read = Post "/v1/positions" [reads];
    FUNDING_PAYMENTS: Read = Post "/v1/perpetuals/fundingPayment" [reads];

    // Contracts on events, which end at one or at nothing.
    PREDICTION_NEW_ORDER: Options = Post "/v1/prediction-markets/order";
    PREDICTION_NEW_ORDERS: Options = Post "/v1/prediction-markets/order/batch";
    PREDICTION_CANCEL_ORDER: Options = Post "/v1/prediction-markets/order/cancel";
    PREDICTION_CANCEL_ORDERS: Options = Post "/v1/prediction-markets/order/batch/cancel";
    PREDICTION_ACCEPT_TERMS: Options = Post "/v1/prediction-markets/terms/accept";
    _: Options = Post "/v1/prediction-markets/*";
    PREDICTION_ACTIVE_ORDERS: Read = Post "/v1/prediction-markets/orders/active" [reads];
    PREDICTION_ORDER_HISTORY: Read = Post "/v1/prediction-markets/orders/history" [reads];
    PREDICTION_POSITIONS: Read = Post "/v1/prediction-markets/positions" [reads];
    PREDICTION_SETTLED: Read = Post "/v1/prediction-markets/positions/settled" [reads];
    PREDICTION_VOLUME: Read = Post "/v1/prediction-markets/metrics/volume" [reads];
    PREDICTION_REBATES: Read = Post "/v1/prediction-markets/maker-rebate/payouts" [reads];
    _: Read = Get "/v1/prediction-markets/*";

    // Staking, and what is left of Earn.
    STAKE: Earn = Post "/v1/staking/stake";
    UNSTAKE: Earn = Post "/v1/staking/unstake";
    _: Earn = Post "/v1/staking/*";
    STAKING_REWARDS: Read = Post "/v1/staking/rewards" [reads];
    STAKING_HISTORY: Read = Post "/v1/staking/history" [reads];
    EARN_INTEREST: Read = Post "/v1/earn/interest" [reads];
    EARN_HISTORY: Read = Post "/v1/earn/history" [reads];

    // Funds, and what tells of moves that the bot did not make.
    TRANSFERS: Read = Post "/v1/transfers" [reads];
    TRANSFERS_V2: Read = Post "/v2/transfers" [reads];
    TRANSACTIONS: Read = Post "/v1/transactions" [reads];
    DEPOSIT_ADDRESSES: Read = Post "/v1/addresses/{}" [reads];
    PAYMENT_METHODS: Read = Post "/v1/payments/methods" [reads];
    WITHDRAW_FEE: Read = Post "/v1/withdraw/{}/feeEstimate" [reads];
    WITHDRAW_FEE_V2: Read = Post "/v2/withdraw/{}/{}/feeEstimate" [reads];

    // Between the accounts of one group.
    ACCOUNT_TRANSFER: Transfer = Post "/v1/account/transfer/{}";

    // Out, or where value goes out to: nobody signs these.
    WITHDRAW: Withdraw = Post "/v1/withdraw/{}";
    WITHDRAW_V2: Withdraw = Post "/v2/withdraw/{}/{}";
    _: Withdraw = Post "/v1/withdraw/*";
    _: Withdraw = Post "/v2/withdraw/*";
    _: Withdraw = Post "/v1/payments/sen/withdraw";
    _: Withdraw = Post "/v1/payments/addbank";
    _: Withdraw = Post "/v1/payments/addbank/cad";
    _: Withdraw = Post "/v1/payments/*";
    _: Withdraw = Post "/v1/approvedAddresses/{}/request";
    _: Withdraw = Post "/v1/approvedAddresses/{}/remove";
    _: Withdraw = Post "/v1/approvedAddresses/*";
    APPROVED_ADDRESSES: Read = Post "/v1/approvedAddresses/account/{}" [reads];
    _: Withdraw = Post "/v1/deposit/{}/newAddress";
    _: Withdraw = Post "/v1/deposit/*";

    // Settled with a counterparty, at any price.
    _: Withdraw = Post "/v1/clearing/new";
    _: Withdraw = Post "/v1/clearing/broker/new";
    _: Withdraw = Post "/v1/clearing/confirm";
    _: Withdraw = Post "/v1/clearing/cancel";
    _: Withdraw = Post "/v1/clearing/*";
    CLEARING_ORDER: Read = Post "/v1/clearing/status" [reads];
    CLEARING_ORDERS: Read = Post "/v1/clearing/list" [reads];
    CLEARING_BROKER_ORDERS: Read = Post "/v1/clearing/broker/list" [reads];
    CLEARING_TRADES: Read = Post "/v1/clearing/trades" [reads];

    // Accounts and tokens: nor these.
    _: Admin = Post "/v1/account/create";
    _: Admin = Post "/v1/account/rename";
    _: Admin = Post "/v1/account/*";
    _: Admin = Post "/v1/oauth/revokeByToken";
    _: Admin = Post "/v1/oauth/*";

    // Market data.
    SYMBOLS: Read = Get "/v1/symbols";
    SYMBOL: Read = Get "/v1/symbols/details/{}";
    NETWORKS: Read = Get "/v1/network/{}";
    TICKER: Read = Get "/v1/pubticker/{}";
    TICKER_V2: Read = Get "/v2/ticker/{}";
    CANDLES: Read = Get "/v2/candles/{}/{}";
    BOOK: Read = Get "/v1/book/{}";
    MARKET_TRADES: Read = Get "/v1/trades/{}";
    PRICE_FEED: Read = Get "/v1/pricefeed";
    FEE_PROMOS: Read = Get "/v1/feepromos";
    FUNDING_AMOUNT: Read = Get "/v1/fundingamount/{}";
    RISK_STATS: Read = Get "/v1/riskstats/{}";
    STAKING_RATES: Read = Get "/v1/staking/rates";
} }
