//! Binance.US's table of endpoints; see [`binance_us`](super) for its sources.

use super::BinanceUs;
use crate::venue::endpoints;

endpoints! { BinanceUs {
    // Orders.
    NEW_ORDER: Spot = Post "/api/v3/order";
    NEW_ORDER_TEST: Spot = Post "/api/v3/order/test";
    NEW_ORDER_OCO: Spot = Post "/api/v3/order/oco";
    CANCEL_REPLACE_ORDER: Spot = Post "/api/v3/order/cancelReplace";
    CANCEL_ORDER: Spot = Delete "/api/v3/order";
    CANCEL_OPEN_ORDERS: Spot = Delete "/api/v3/openOrders";
    CANCEL_ORDER_LIST: Spot = Delete "/api/v3/orderList";
    ORDER: Read = Get "/api/v3/order";
    OPEN_ORDERS: Read = Get "/api/v3/openOrders";
    ALL_ORDERS: Read = Get "/api/v3/allOrders";
    ORDER_LIST: Read = Get "/api/v3/orderList";
    OPEN_ORDER_LISTS: Read = Get "/api/v3/openOrderList";
    ALL_ORDER_LISTS: Read = Get "/api/v3/allOrderList";
    MY_TRADES: Read = Get "/api/v3/myTrades";
    MY_PREVENTED_MATCHES: Read = Get "/api/v3/myPreventedMatches";
    ORDER_RATE_LIMIT: Read = Get "/api/v3/rateLimit/order";

    // The account.
    ACCOUNT: Read = Get "/api/v3/account";
    ACCOUNT_STATUS: Read = Get "/sapi/v3/accountStatus";
    API_TRADING_STATUS: Read = Get "/sapi/v3/apiTradingStatus";
    TRADING_FEE: Read = Get "/sapi/v1/asset/query/trading-fee";
    TRADING_VOLUME: Read = Get "/sapi/v1/asset/query/trading-volume";
    ASSET_DISTRIBUTIONS: Read = Get "/sapi/v1/asset/assetDistributionHistory";
    REFERRAL_REWARDS: Read = Get "/sapi/v1/marketing/referral/reward/history";
    // A question that Binance.US does not document, and may answer all the same.
    _: Read = Get "/sapi/v1/account/apiRestrictions";

    // The listen key opens a stream that reads.
    OPEN_USER_STREAM: Read = Post "/api/v3/userDataStream" [reads];
    KEEP_USER_STREAM: Read = Put "/api/v3/userDataStream" [reads];
    CLOSE_USER_STREAM: Read = Delete "/api/v3/userDataStream" [reads];

    // Dust.
    CONVERT_DUST: Spot = Post "/sapi/v1/asset/dust";
    DUST_HISTORY: Read = Get "/sapi/v1/asset/query/dust-logs";
    DUST_ASSETS: Read = Get "/sapi/v1/asset/query/dust-assets";

    // Staking.
    STAKE: Earn = Post "/sapi/v1/staking/stake";
    UNSTAKE: Earn = Post "/sapi/v1/staking/unstake";
    _: Earn = Post "/sapi/v1/staking/*";
    STAKING_ASSETS: Read = Get "/sapi/v1/staking/asset";
    STAKING_BALANCE: Read = Get "/sapi/v1/staking/stakingBalance";
    STAKING_HISTORY: Read = Get "/sapi/v1/staking/history";
    STAKING_REWARDS: Read = Get "/sapi/v1/staking/stakingRewardsHistory";

    // Wallet: reads.
    COINS: Read = Get "/sapi/v1/capital/config/getall";
    DEPOSIT_ADDRESS: Read = Get "/sapi/v1/capital/deposit/address";
    DEPOSIT_HISTORY: Read = Get "/sapi/v1/capital/deposit/hisrec";
    WITHDRAW_HISTORY: Read = Get "/sapi/v1/capital/withdraw/history";
    FIAT_DEPOSIT_HISTORY: Read = Get "/sapi/v1/fiatpayment/query/deposit/history";
    FIAT_WITHDRAW_HISTORY: Read = Get "/sapi/v1/fiatpayment/query/withdraw/history";
    BUY_SELL_ORDERS: Read = Get "/sapi/v1/ocbs/orders";

    // Out, in coins and in dollars: nobody signs these.
    WITHDRAW: Withdraw = Post "/sapi/v1/capital/withdraw/apply";
    _: Withdraw = Post "/sapi/v1/capital/withdraw/*";
    _: Withdraw = Post "/sapi/v1/capital/deposit/*";
    _: Withdraw = Post "/sapi/v1/fiatpayment/withdraw/apply";
    _: Withdraw = Post "/sapi/v1/fiatpayment/apply/withdraw";
    _: Withdraw = Post "/sapi/v1/fiatpayment/*";

    // With the exchange's desk, in place of the market.
    _: Withdraw = Post "/sapi/v1/otc/quotes";
    _: Withdraw = Post "/sapi/v1/otc/orders";
    _: Withdraw = Post "/sapi/v1/otc/*";
    OTC_PAIRS: Read = Get "/sapi/v1/otc/coinPairs";
    OTC_ORDERS: Read = Get "/sapi/v1/otc/orders";
    OTC_ORDER: Read = Get "/sapi/v1/otc/orders/{}";

    // Sub-accounts.
    SUB_ACCOUNT_TRANSFER: Transfer = Post "/sapi/v3/sub-account/transfer";
    SUB_ACCOUNTS: Read = Get "/sapi/v3/sub-account/list";
    SUB_ACCOUNT_ASSETS: Read = Get "/sapi/v3/sub-account/assets";
    SUB_ACCOUNT_TRANSFERS: Read = Get "/sapi/v3/sub-account/transfer/history";
    SUB_ACCOUNT_DEPOSIT_ADDRESS: Read = Get "/sapi/v1/capital/sub-account/deposit/address";
    SUB_ACCOUNT_DEPOSIT_HISTORY: Read = Get "/sapi/v1/capital/sub-account/deposit/history";
    _: Admin = Post "/sapi/v1/sub-account/*";
    _: Admin = Put "/sapi/v1/sub-account/*";
    _: Admin = Delete "/sapi/v1/sub-account/*";
    _: Admin = Post "/sapi/v3/sub-account/*";
    _: Admin = Put "/sapi/v3/sub-account/*";
    _: Admin = Delete "/sapi/v3/sub-account/*";
    _: Admin = Post "/sapi/v1/account/apiRestrictions*";
    _: Admin = Put "/sapi/v1/account/apiRestrictions*";
    _: Admin = Delete "/sapi/v1/account/apiRestrictions*";
    _: Admin = Post "/sapi/v1/apipartner/*";
    PARTNER_ELIGIBILITY: Read = Get "/sapi/v1/apipartner/checkEligibility";
    PARTNER_REBATES: Read = Get "/sapi/v1/apipartner/rebateHistory";

    // Custody, with keys of its own: value moves between the custodian and the exchange.
    CUSTODY_NEW_ORDER: Spot = Post "/sapi/v1/custodian/order";
    CUSTODY_NEW_OCO: Spot = Post "/sapi/v1/custodian/ocoOrder";
    CUSTODY_CANCEL_ORDER: Spot = Delete "/sapi/v1/custodian/cancelOrder";
    CUSTODY_CANCEL_ORDERS: Spot = Delete "/sapi/v1/custodian/cancelOrdersBySymbol";
    CUSTODY_CANCEL_OCO: Spot = Delete "/sapi/v1/custodian/cancelOcoOrder";
    _: Withdraw = Post "/sapi/v1/custodian/walletTransfer";
    _: Withdraw = Post "/sapi/v1/custodian/custodianTransfer";
    _: Withdraw = Post "/sapi/v1/custodian/undoTransfer";
    _: Withdraw = Post "/sapi/v1/custodian/*";
    CUSTODY_BALANCE: Read = Get "/sapi/v1/custodian/balance";
    CUSTODY_ASSETS: Read = Get "/sapi/v1/custodian/supportedAssetList";
    CUSTODY_WALLET_TRANSFERS: Read = Get "/sapi/v1/custodian/walletTransferHistory";
    CUSTODY_TRANSFERS: Read = Get "/sapi/v1/custodian/custodianTransferHistory";
    CUSTODY_OPEN_ORDERS: Read = Get "/sapi/v1/custodian/openOrders";
    CUSTODY_ORDER: Read = Get "/sapi/v1/custodian/order";
    CUSTODY_ORDER_HISTORY: Read = Get "/sapi/v1/custodian/orderHistory";
    CUSTODY_TRADES: Read = Get "/sapi/v1/custodian/tradeHistory";
    CUSTODY_SETTLEMENT: Read = Get "/sapi/v1/custodian/settlementSetting";
    CUSTODY_SETTLEMENTS: Read = Get "/sapi/v1/custodian/settlementHistory";

    // Credit lines, with keys of their own: collateral goes to a lender.
    _: Withdraw = Post "/sapi/v1/cl/transfer";
    _: Withdraw = Post "/sapi/v2/cl/transfer";
    _: Withdraw = Post "/sapi/v1/cl/*";
    _: Withdraw = Post "/sapi/v2/cl/*";
    CREDIT_ACCOUNT: Read = Get "/sapi/v2/cl/account";
    CREDIT_ALERTS: Read = Get "/sapi/v2/cl/alertHistory";
    CREDIT_TRANSFERS: Read = Get "/sapi/v1/cl/transferHistory";

    // Market data.
    PING: Read = Get "/api/v3/ping";
    SERVER_TIME: Read = Get "/api/v3/time";
    SYSTEM_STATUS: Read = Get "/sapi/v1/system/status";
    EXCHANGE_INFO: Read = Get "/api/v3/exchangeInfo";
    DEPTH: Read = Get "/api/v3/depth";
    MARKET_TRADES: Read = Get "/api/v3/trades";
    HISTORICAL_TRADES: Read = Get "/api/v3/historicalTrades";
    AGGREGATE_TRADES: Read = Get "/api/v3/aggTrades";
    CANDLES: Read = Get "/api/v3/klines";
    AVERAGE_PRICE: Read = Get "/api/v3/avgPrice";
    TICKER: Read = Get "/api/v3/ticker";
    TICKER_24H: Read = Get "/api/v3/ticker/24hr";
    TICKER_PRICE: Read = Get "/api/v3/ticker/price";
    TICKER_BOOK: Read = Get "/api/v3/ticker/bookTicker";
} }
