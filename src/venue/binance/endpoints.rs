//! Binance's table of endpoints; see [`binance`](super) for its sources.

use super::Binance;
use crate::venue::endpoints;

endpoints! { Binance {
    // The key itself. The second family is retired: it changed the addresses of the asking key.
    API_RESTRICTIONS: Read = Get "/sapi/v1/account/apiRestrictions";
    _: Admin = Post "/sapi/v1/account/apiRestrictions/*";
    _: Admin = Put "/sapi/v1/account/apiRestrictions/*";
    _: Admin = Delete "/sapi/v1/account/apiRestrictions/*";

    // Spot: orders.
    NEW_ORDER: Spot = Post "/api/v3/order";
    NEW_ORDER_TEST: Spot = Post "/api/v3/order/test";
    NEW_ORDER_OCO: Spot = Post "/api/v3/order/oco";
    NEW_OCO: Spot = Post "/api/v3/orderList/oco";
    NEW_OTO: Spot = Post "/api/v3/orderList/oto";
    NEW_OTOCO: Spot = Post "/api/v3/orderList/otoco";
    NEW_OPO: Spot = Post "/api/v3/orderList/opo";
    NEW_OPOCO: Spot = Post "/api/v3/orderList/opoco";
    NEW_SOR_ORDER: Spot = Post "/api/v3/sor/order";
    NEW_SOR_ORDER_TEST: Spot = Post "/api/v3/sor/order/test";
    CANCEL_REPLACE_ORDER: Spot = Post "/api/v3/order/cancelReplace";
    AMEND_ORDER: Spot = Put "/api/v3/order/amend/keepPriority";
    CANCEL_ORDER: Spot = Delete "/api/v3/order";
    CANCEL_OPEN_ORDERS: Spot = Delete "/api/v3/openOrders";
    CANCEL_ORDER_LIST: Spot = Delete "/api/v3/orderList";

    // Spot: reads.
    ACCOUNT: Read = Get "/api/v3/account";
    COMMISSION: Read = Get "/api/v3/account/commission";
    ORDER: Read = Get "/api/v3/order";
    ORDER_AMENDMENTS: Read = Get "/api/v3/order/amendments";
    OPEN_ORDERS: Read = Get "/api/v3/openOrders";
    ALL_ORDERS: Read = Get "/api/v3/allOrders";
    ORDER_LIST: Read = Get "/api/v3/orderList";
    OPEN_ORDER_LISTS: Read = Get "/api/v3/openOrderList";
    ALL_ORDER_LISTS: Read = Get "/api/v3/allOrderList";
    MY_TRADES: Read = Get "/api/v3/myTrades";
    MY_PREVENTED_MATCHES: Read = Get "/api/v3/myPreventedMatches";
    MY_ALLOCATIONS: Read = Get "/api/v3/myAllocations";
    MY_FILTERS: Read = Get "/api/v3/myFilters";
    ORDER_RATE_LIMIT: Read = Get "/api/v3/rateLimit/order";

    // User data streams: a listen key opens a stream that reads.
    OPEN_USER_STREAM: Read = Post "/api/v3/userDataStream" [reads];
    KEEP_USER_STREAM: Read = Put "/api/v3/userDataStream" [reads];
    CLOSE_USER_STREAM: Read = Delete "/api/v3/userDataStream" [reads];
    MARGIN_OPEN_USER_STREAM: Read = Post "/sapi/v1/userDataStream" [reads];
    MARGIN_KEEP_USER_STREAM: Read = Put "/sapi/v1/userDataStream" [reads];
    MARGIN_CLOSE_USER_STREAM: Read = Delete "/sapi/v1/userDataStream" [reads];
    ISOLATED_OPEN_USER_STREAM: Read = Post "/sapi/v1/userDataStream/isolated" [reads];
    ISOLATED_KEEP_USER_STREAM: Read = Put "/sapi/v1/userDataStream/isolated" [reads];
    ISOLATED_CLOSE_USER_STREAM: Read = Delete "/sapi/v1/userDataStream/isolated" [reads];
    MARGIN_LISTEN_TOKEN: Read = Post "/sapi/v1/userListenToken" [reads];
    MARGIN_OPEN_RISK_STREAM: Read = Post "/sapi/v1/margin/listen-key" [reads];
    MARGIN_KEEP_RISK_STREAM: Read = Put "/sapi/v1/margin/listen-key" [reads];
    MARGIN_CLOSE_RISK_STREAM: Read = Delete "/sapi/v1/margin/listen-key" [reads];
    USDM_OPEN_USER_STREAM: Read = Post "/fapi/v1/listenKey" [reads];
    USDM_KEEP_USER_STREAM: Read = Put "/fapi/v1/listenKey" [reads];
    USDM_CLOSE_USER_STREAM: Read = Delete "/fapi/v1/listenKey" [reads];
    COINM_OPEN_USER_STREAM: Read = Post "/dapi/v1/listenKey" [reads];
    COINM_KEEP_USER_STREAM: Read = Put "/dapi/v1/listenKey" [reads];
    COINM_CLOSE_USER_STREAM: Read = Delete "/dapi/v1/listenKey" [reads];
    OPTIONS_OPEN_USER_STREAM: Read = Post "/eapi/v1/listenKey" [reads];
    OPTIONS_KEEP_USER_STREAM: Read = Put "/eapi/v1/listenKey" [reads];
    OPTIONS_CLOSE_USER_STREAM: Read = Delete "/eapi/v1/listenKey" [reads];
    PM_OPEN_USER_STREAM: Read = Post "/papi/v1/listenKey" [reads];
    PM_KEEP_USER_STREAM: Read = Put "/papi/v1/listenKey" [reads];
    PM_CLOSE_USER_STREAM: Read = Delete "/papi/v1/listenKey" [reads];

    // Algo orders.
    ALGO_SPOT_NEW_TWAP: Spot = Post "/sapi/v1/algo/spot/newOrderTwap";
    ALGO_SPOT_CANCEL_ORDER: Spot = Delete "/sapi/v1/algo/spot/order";
    ALGO_FUTURES_NEW_TWAP: Futures = Post "/sapi/v1/algo/futures/newOrderTwap";
    ALGO_FUTURES_NEW_VP: Futures = Post "/sapi/v1/algo/futures/newOrderVp";
    ALGO_FUTURES_CANCEL_ORDER: Futures = Delete "/sapi/v1/algo/futures/order";
    ALGO_SPOT_OPEN_ORDERS: Read = Get "/sapi/v1/algo/spot/openOrders";
    ALGO_SPOT_HISTORY: Read = Get "/sapi/v1/algo/spot/historicalOrders";
    ALGO_SPOT_SUB_ORDERS: Read = Get "/sapi/v1/algo/spot/subOrders";
    ALGO_FUTURES_OPEN_ORDERS: Read = Get "/sapi/v1/algo/futures/openOrders";
    ALGO_FUTURES_HISTORY: Read = Get "/sapi/v1/algo/futures/historicalOrders";
    ALGO_FUTURES_SUB_ORDERS: Read = Get "/sapi/v1/algo/futures/subOrders";

    // Dust and convert: trades at a quoted price.
    DUST_TO_BNB: Spot = Post "/sapi/v1/asset/dust";
    DUST_CONVERT: Spot = Post "/sapi/v1/asset/dust-convert/convert";
    CONVERT_ACCEPT_QUOTE: Spot = Post "/sapi/v1/convert/acceptQuote";
    CONVERT_NEW_LIMIT_ORDER: Spot = Post "/sapi/v1/convert/limit/placeOrder";
    CONVERT_CANCEL_LIMIT_ORDER: Spot = Post "/sapi/v1/convert/limit/cancelOrder";
    DUST_ASSETS: Read = Post "/sapi/v1/asset/dust-btc" [reads];
    DUST_CONVERTIBLE_ASSETS: Read = Post "/sapi/v1/asset/dust-convert/query-convertible-assets" [reads];
    CONVERT_GET_QUOTE: Read = Post "/sapi/v1/convert/getQuote" [reads];
    DUST_HISTORY: Read = Get "/sapi/v1/asset/dribblet";
    CONVERT_ASSET_INFO: Read = Get "/sapi/v1/convert/assetInfo";
    CONVERT_ORDER: Read = Get "/sapi/v1/convert/orderStatus";
    CONVERT_OPEN_LIMIT_ORDERS: Read = Get "/sapi/v1/convert/limit/queryOpenOrders";
    CONVERT_HISTORY: Read = Get "/sapi/v1/convert/tradeFlow";

    // Leveraged tokens, retired.
    _: Spot = Post "/sapi/v1/blvt/*";

    // A setting of spot fees and margin interest.
    SET_BNB_BURN: Spot = Post "/sapi/v1/bnbBurn";
    BNB_BURN: Read = Get "/sapi/v1/bnbBurn";

    // Wallet: reads.
    USER_ASSETS: Read = Post "/sapi/v3/asset/getUserAsset" [reads];
    FUNDING_ASSETS: Read = Post "/sapi/v1/asset/get-funding-asset" [reads];
    ACCOUNT_INFO: Read = Get "/sapi/v1/account/info";
    ACCOUNT_STATUS: Read = Get "/sapi/v1/account/status";
    API_TRADING_STATUS: Read = Get "/sapi/v1/account/apiTradingStatus";
    ACCOUNT_SNAPSHOT: Read = Get "/sapi/v1/accountSnapshot";
    COINS: Read = Get "/sapi/v1/capital/config/getall";
    WALLET_BALANCE: Read = Get "/sapi/v1/asset/wallet/balance";
    ASSET_DETAIL: Read = Get "/sapi/v1/asset/assetDetail";
    ASSET_DIVIDENDS: Read = Get "/sapi/v1/asset/assetDividend";
    TRADE_FEE: Read = Get "/sapi/v1/asset/tradeFee";
    UNIVERSAL_TRANSFER_HISTORY: Read = Get "/sapi/v1/asset/transfer";
    CONVERT_TRANSFER_HISTORY: Read = Get "/sapi/v1/asset/convert-transfer/queryByPage";
    CUSTODY_TRANSFER_HISTORY: Read = Get "/sapi/v1/asset/custody/transfer-history";
    CLOUD_MINING_HISTORY: Read = Get "/sapi/v1/asset/ledger-transfer/cloud-mining/queryByPage";
    DEPOSIT_ADDRESS: Read = Get "/sapi/v1/capital/deposit/address";
    DEPOSIT_ADDRESSES: Read = Get "/sapi/v1/capital/deposit/address/list";
    DEPOSIT_HISTORY: Read = Get "/sapi/v1/capital/deposit/hisrec";
    WITHDRAW_HISTORY: Read = Get "/sapi/v1/capital/withdraw/history";
    WITHDRAW_QUOTA: Read = Get "/sapi/v1/capital/withdraw/quota";
    WITHDRAW_ADDRESSES: Read = Get "/sapi/v1/capital/withdraw/address/list";
    VERIFIED_ADDRESSES: Read = Get "/sapi/v1/addressVerify/list";
    TRAVEL_RULE_DEPOSITS: Read = Get "/sapi/v1/localentity/deposit/history";
    TRAVEL_RULE_WITHDRAWALS: Read = Get "/sapi/v1/localentity/withdraw/history";
    FIAT_ORDERS: Read = Get "/sapi/v1/fiat/orders";
    FIAT_ORDER: Read = Get "/sapi/v1/fiat/get-order-detail";
    FIAT_PAYMENTS: Read = Get "/sapi/v1/fiat/payments";
    PAY_HISTORY: Read = Get "/sapi/v1/pay/transactions";
    C2C_HISTORY: Read = Get "/sapi/v1/c2c/orderMatch/listUserOrderHistory";
    REBATE_HISTORY: Read = Get "/sapi/v1/rebate/taxQuery";
    TRAVEL_RULE_DEPOSITS_V2: Read = Get "/sapi/v2/localentity/deposit/history";
    TRAVEL_RULE_WITHDRAWALS_V2: Read = Get "/sapi/v2/localentity/withdraw/history";

    // Withdrawals, and the deposits that say who sent them.
    WITHDRAW: Withdraw = Post "/sapi/v1/capital/withdraw/apply";
    _: Withdraw = Post "/sapi/v1/capital/withdraw/*";
    _: Withdraw = Post "/sapi/v1/capital/deposit/credit-apply";
    _: Withdraw = Post "/sapi/v1/capital/deposit/*";
    _: Withdraw = Post "/sapi/v1/account/enableFastWithdrawSwitch";
    _: Withdraw = Post "/sapi/v1/account/disableFastWithdrawSwitch";
    _: Withdraw = Post "/sapi/v1/localentity/withdraw/apply";
    _: Withdraw = Post "/sapi/v1/localentity/broker/withdraw/apply";
    _: Withdraw = Put "/sapi/v1/localentity/deposit/provide-info";
    _: Withdraw = Put "/sapi/v1/localentity/broker/deposit/provide-info";
    _: Withdraw = Post "/sapi/v1/localentity/*";
    _: Withdraw = Put "/sapi/v1/localentity/*";
    _: Withdraw = Delete "/sapi/v1/localentity/*";
    _: Withdraw = Post "/sapi/v1/fiat/deposit";
    _: Withdraw = Post "/sapi/v1/fiat/*";
    _: Withdraw = Put "/sapi/v2/localentity/deposit/provide-info";
    _: Withdraw = Post "/sapi/v2/localentity/*";
    _: Withdraw = Put "/sapi/v2/localentity/*";
    _: Withdraw = Delete "/sapi/v2/localentity/*";
    _: Withdraw = Post "/sapi/v2/fiat/withdraw";
    _: Withdraw = Post "/sapi/v2/fiat/*";
    _: Withdraw = Post "/wapi/v3/withdraw.html";

    // Value out by a code, by an on-chain wallet, by mining power.
    _: Withdraw = Post "/sapi/v1/giftcard/createCode";
    _: Withdraw = Post "/sapi/v1/giftcard/buyCode";
    _: Withdraw = Post "/sapi/v1/giftcard/redeemCode";
    _: Withdraw = Post "/sapi/v1/giftcard/*";
    _: Withdraw = Post "/sapi/v1/w3w/wallet/prediction/withdraw/apply";
    _: Withdraw = Post "/sapi/v1/w3w/wallet/prediction/transfer/outbound";
    _: Withdraw = Post "/sapi/v1/w3w/wallet/prediction/transfer/inbound";
    _: Withdraw = Post "/sapi/v1/w3w/wallet/prediction/deposit/apply";
    _: Withdraw = Post "/sapi/v1/w3w/*";
    _: Withdraw = Put "/sapi/v1/w3w/*";
    _: Withdraw = Delete "/sapi/v1/w3w/*";
    _: Withdraw = Post "/sapi/v1/mining/hash-transfer/config";
    _: Withdraw = Post "/sapi/v1/mining/hash-transfer/*";

    // Managed sub-accounts belong to one owner and are traded by another.
    _: Withdraw = Post "/sapi/v1/managed-subaccount/deposit";
    _: Withdraw = Post "/sapi/v1/managed-subaccount/withdraw";
    _: Withdraw = Post "/sapi/v1/managed-subaccount/*";

    // Transfers between own wallets.
    UNIVERSAL_TRANSFER: Transfer = Post "/sapi/v1/asset/transfer";
    FUTURES_TRANSFER: Transfer = Post "/sapi/v1/futures/transfer";
    MARGIN_TRANSFER: Transfer = Post "/sapi/v1/margin/transfer";
    ISOLATED_TRANSFER: Transfer = Post "/sapi/v1/margin/isolated/transfer";
    CONVERT_TRANSFER: Transfer = Post "/sapi/v1/asset/convert-transfer";
    OPTIONS_TRANSFER: Transfer = Post "/eapi/v1/transfer";
    FUTURES_TRANSFER_HISTORY: Read = Get "/sapi/v1/futures/transfer";
    MARGIN_TRANSFER_HISTORY: Read = Get "/sapi/v1/margin/transfer";
    ISOLATED_TRANSFER_HISTORY: Read = Get "/sapi/v1/margin/isolated/transfer";

    // Transfers between the accounts of one master.
    SUB_ACCOUNT_TRANSFER: Transfer = Post "/sapi/v1/sub-account/universalTransfer";
    SUB_ACCOUNT_TO_MASTER: Transfer = Post "/sapi/v1/sub-account/transfer/subToMaster";
    SUB_ACCOUNT_TO_SUB_ACCOUNT: Transfer = Post "/sapi/v1/sub-account/transfer/subToSub";
    SUB_ACCOUNT_FUTURES_TRANSFER: Transfer = Post "/sapi/v1/sub-account/futures/transfer";
    SUB_ACCOUNT_FUTURES_INTERNAL_TRANSFER: Transfer = Post "/sapi/v1/sub-account/futures/internalTransfer";
    SUB_ACCOUNT_MOVE_POSITION: Transfer = Post "/sapi/v1/sub-account/futures/move-position";
    SUB_ACCOUNT_MARGIN_TRANSFER: Transfer = Post "/sapi/v1/sub-account/margin/transfer";
    _: Transfer = Post "/wapi/v3/sub-account/transfer.html";

    // Sub-accounts and their keys.
    _: Admin = Post "/sapi/v1/sub-account/virtualSubAccount";
    _: Admin = Post "/sapi/v1/sub-account/futures/enable";
    _: Admin = Post "/sapi/v1/sub-account/margin/enable";
    _: Admin = Post "/sapi/v1/sub-account/eoptions/enable";
    _: Admin = Post "/sapi/v1/sub-account/blvt/enable";
    _: Admin = Post "/sapi/v1/sub-account/subAccountApi";
    _: Admin = Delete "/sapi/v1/sub-account/subAccountApi";
    _: Admin = Post "/sapi/v1/sub-account/subAccountApiPermission";
    _: Admin = Delete "/sapi/v1/sub-account/subAccountApi/ipRestriction/ipList";
    _: Admin = Post "/sapi/v1/sub-account/subAccountApi*";
    _: Admin = Put "/sapi/v1/sub-account/subAccountApi*";
    _: Admin = Delete "/sapi/v1/sub-account/subAccountApi*";
    _: Admin = Post "/sapi/v1/sub-account/*";
    _: Admin = Put "/sapi/v1/sub-account/*";
    _: Admin = Delete "/sapi/v1/sub-account/*";
    _: Admin = Post "/sapi/v2/sub-account/subAccountApi";
    _: Admin = Post "/sapi/v2/sub-account/subAccountApi/ipRestriction";
    _: Admin = Post "/sapi/v2/sub-account/subAccountApi*";
    _: Admin = Put "/sapi/v2/sub-account/subAccountApi*";
    _: Admin = Delete "/sapi/v2/sub-account/subAccountApi*";
    _: Admin = Post "/sapi/v2/sub-account/*";
    _: Admin = Put "/sapi/v2/sub-account/*";
    _: Admin = Delete "/sapi/v2/sub-account/*";

    // Sub-accounts: reads.
    SUB_ACCOUNTS: Read = Get "/sapi/v1/sub-account/list";
    SUB_ACCOUNT_STATUS: Read = Get "/sapi/v1/sub-account/status";
    SUB_ACCOUNT_KEYS: Read = Get "/sapi/v1/sub-account/subAccountApi";
    SUB_ACCOUNT_KEY_ADDRESSES: Read = Get "/sapi/v1/sub-account/subAccountApi/ipRestriction";
    SUB_ACCOUNT_TRANSFER_HISTORY: Read = Get "/sapi/v1/sub-account/universalTransfer";
    SUB_ACCOUNT_USER_TRANSFER_HISTORY: Read = Get "/sapi/v1/sub-account/transfer/subUserHistory";
    SUB_ACCOUNT_SPOT_TRANSFER_HISTORY: Read = Get "/sapi/v1/sub-account/sub/transfer/history";
    SUB_ACCOUNT_FUTURES_TRANSFER_HISTORY: Read = Get "/sapi/v1/sub-account/futures/internalTransfer";
    SUB_ACCOUNT_MOVE_POSITION_HISTORY: Read = Get "/sapi/v1/sub-account/futures/move-position";
    SUB_ACCOUNT_STATISTICS: Read = Get "/sapi/v1/sub-account/transaction-statistics";
    SUB_ACCOUNT_SPOT_SUMMARY: Read = Get "/sapi/v1/sub-account/spotSummary";
    SUB_ACCOUNT_MARGIN: Read = Get "/sapi/v1/sub-account/margin/account";
    SUB_ACCOUNT_MARGIN_SUMMARY: Read = Get "/sapi/v1/sub-account/margin/accountSummary";
    SUB_ACCOUNT_FUTURES: Read = Get "/sapi/v1/sub-account/futures/account";
    SUB_ACCOUNT_FUTURES_SUMMARY: Read = Get "/sapi/v1/sub-account/futures/accountSummary";
    SUB_ACCOUNT_FUTURES_POSITIONS: Read = Get "/sapi/v1/sub-account/futures/positionRisk";
    SUB_ACCOUNT_DEPOSIT_ADDRESS: Read = Get "/sapi/v1/capital/deposit/subAddress";
    SUB_ACCOUNT_DEPOSIT_HISTORY: Read = Get "/sapi/v1/capital/deposit/subHisrec";
    MANAGED_INFO: Read = Get "/sapi/v1/managed-subaccount/info";
    MANAGED_ASSETS: Read = Get "/sapi/v1/managed-subaccount/asset";
    MANAGED_MARGIN_ASSETS: Read = Get "/sapi/v1/managed-subaccount/marginAsset";
    MANAGED_FUTURES_ASSETS: Read = Get "/sapi/v1/managed-subaccount/fetch-future-asset";
    MANAGED_SNAPSHOT: Read = Get "/sapi/v1/managed-subaccount/accountSnapshot";
    MANAGED_DEPOSIT_ADDRESS: Read = Get "/sapi/v1/managed-subaccount/deposit/address";
    MANAGED_TRANSFER_HISTORY: Read = Get "/sapi/v1/managed-subaccount/query-trans-log";
    MANAGED_INVESTOR_TRANSFER_HISTORY: Read = Get "/sapi/v1/managed-subaccount/queryTransLogForInvestor";
    MANAGED_TRADER_TRANSFER_HISTORY: Read = Get "/sapi/v1/managed-subaccount/queryTransLogForTradeParent";
    SUB_ACCOUNT_FUTURES_V2: Read = Get "/sapi/v2/sub-account/futures/account";
    SUB_ACCOUNT_FUTURES_SUMMARY_V2: Read = Get "/sapi/v2/sub-account/futures/accountSummary";
    SUB_ACCOUNT_FUTURES_POSITIONS_V2: Read = Get "/sapi/v2/sub-account/futures/positionRisk";
    SUB_ACCOUNT_ASSETS_V3: Read = Get "/sapi/v3/sub-account/assets";
    SUB_ACCOUNT_ASSETS: Read = Get "/sapi/v4/sub-account/assets";

    // Brokers and partners: other people's accounts and keys.
    _: Admin = Post "/sapi/v1/broker/*";
    _: Admin = Put "/sapi/v1/broker/*";
    _: Admin = Delete "/sapi/v1/broker/*";
    _: Admin = Post "/sapi/v2/broker/*";
    _: Admin = Put "/sapi/v2/broker/*";
    _: Admin = Delete "/sapi/v2/broker/*";
    _: Admin = Post "/sapi/v3/broker/*";
    _: Admin = Put "/sapi/v3/broker/*";
    _: Admin = Delete "/sapi/v3/broker/*";
    _: Admin = Post "/v1/api-key/*";
    _: Admin = Post "/sapi/v1/apiReferral/*";
    _: Admin = Put "/sapi/v1/apiReferral/*";
    _: Admin = Delete "/sapi/v1/apiReferral/*";
    _: Admin = Post "/sapi/v2/apiReferral/*";
    _: Admin = Put "/sapi/v2/apiReferral/*";
    _: Admin = Delete "/sapi/v2/apiReferral/*";

    // A margin account's key of its own: a trading key can mint it, and its secret comes back.
    _: Admin = Post "/sapi/v1/margin/apiKey";
    _: Admin = Delete "/sapi/v1/margin/apiKey";
    _: Admin = Put "/sapi/v1/margin/apiKey/ip";
    _: Admin = Post "/sapi/v1/margin/apiKey*";
    _: Admin = Put "/sapi/v1/margin/apiKey*";
    _: Admin = Delete "/sapi/v1/margin/apiKey*";
    _: Admin = Post "/sapi/v1/margin/exit-special-key-mode";
    MARGIN_KEY: Read = Get "/sapi/v1/margin/apiKey";
    MARGIN_KEYS: Read = Get "/sapi/v1/margin/api-key-list";

    // Margin: orders.
    MARGIN_NEW_ORDER: Margin = Post "/sapi/v1/margin/order";
    MARGIN_NEW_OCO: Margin = Post "/sapi/v1/margin/order/oco";
    MARGIN_NEW_OTO: Margin = Post "/sapi/v1/margin/order/oto";
    MARGIN_NEW_OTOCO: Margin = Post "/sapi/v1/margin/order/otoco";
    MARGIN_MANUAL_LIQUIDATION: Margin = Post "/sapi/v1/margin/manual-liquidation";
    MARGIN_CANCEL_ORDER: Margin = Delete "/sapi/v1/margin/order";
    MARGIN_CANCEL_OPEN_ORDERS: Margin = Delete "/sapi/v1/margin/openOrders";
    MARGIN_CANCEL_ORDER_LIST: Margin = Delete "/sapi/v1/margin/orderList";

    // Margin: loans and settings.
    MARGIN_BORROW_REPAY: Margin = Post "/sapi/v1/margin/borrow-repay";
    _: Margin = Post "/sapi/v1/margin/loan";
    _: Margin = Post "/sapi/v1/margin/repay";
    MARGIN_EXCHANGE_SMALL_LIABILITY: Margin = Post "/sapi/v1/margin/exchange-small-liability";
    MARGIN_REPAY_LIQUIDATION_LOAN: Margin = Post "/sapi/v1/margin/liquidation-loan/repay";
    MARGIN_SET_MAX_LEVERAGE: Margin = Post "/sapi/v1/margin/max-leverage";
    ISOLATED_ENABLE: Margin = Post "/sapi/v1/margin/isolated/account";
    ISOLATED_DISABLE: Margin = Delete "/sapi/v1/margin/isolated/account";
    _: Margin = Post "/sapi/v1/margin/isolated/create";
    _: Margin = Post "/sapi/v1/margin/dust";

    // Margin: reads.
    MARGIN_ACCOUNT: Read = Get "/sapi/v1/margin/account";
    ISOLATED_ACCOUNT: Read = Get "/sapi/v1/margin/isolated/account";
    ISOLATED_ACCOUNT_LIMIT: Read = Get "/sapi/v1/margin/isolated/accountLimit";
    MARGIN_ORDER: Read = Get "/sapi/v1/margin/order";
    MARGIN_OPEN_ORDERS: Read = Get "/sapi/v1/margin/openOrders";
    MARGIN_ALL_ORDERS: Read = Get "/sapi/v1/margin/allOrders";
    MARGIN_ORDER_LIST: Read = Get "/sapi/v1/margin/orderList";
    MARGIN_OPEN_ORDER_LISTS: Read = Get "/sapi/v1/margin/openOrderList";
    MARGIN_ALL_ORDER_LISTS: Read = Get "/sapi/v1/margin/allOrderList";
    MARGIN_MY_TRADES: Read = Get "/sapi/v1/margin/myTrades";
    MARGIN_MY_PREVENTED_MATCHES: Read = Get "/sapi/v1/margin/myPreventedMatches";
    MARGIN_ORDER_RATE_LIMIT: Read = Get "/sapi/v1/margin/rateLimit/order";
    MARGIN_BORROW_REPAY_HISTORY: Read = Get "/sapi/v1/margin/borrow-repay";
    MARGIN_INTEREST_HISTORY: Read = Get "/sapi/v1/margin/interestHistory";
    MARGIN_INTEREST_RATE_HISTORY: Read = Get "/sapi/v1/margin/interestRateHistory";
    MARGIN_NEXT_INTEREST_RATE: Read = Get "/sapi/v1/margin/next-hourly-interest-rate";
    MARGIN_CAPITAL_FLOW: Read = Get "/sapi/v1/margin/capital-flow";
    MARGIN_FORCED_LIQUIDATIONS: Read = Get "/sapi/v1/margin/forceLiquidationRec";
    MARGIN_LIQUIDATION_LOAN: Read = Get "/sapi/v1/margin/liquidation-loan";
    MARGIN_LIQUIDATION_LOAN_REPAYMENTS: Read = Get "/sapi/v1/margin/liquidation-loan/repay-history";
    MARGIN_SMALL_LIABILITIES: Read = Get "/sapi/v1/margin/exchange-small-liability";
    MARGIN_SMALL_LIABILITY_HISTORY: Read = Get "/sapi/v1/margin/exchange-small-liability-history";
    MARGIN_MAX_BORROWABLE: Read = Get "/sapi/v1/margin/maxBorrowable";
    MARGIN_MAX_TRANSFERABLE: Read = Get "/sapi/v1/margin/maxTransferable";
    MARGIN_AVAILABLE_INVENTORY: Read = Get "/sapi/v1/margin/available-inventory";
    MARGIN_TRADE_COEFFICIENT: Read = Get "/sapi/v1/margin/tradeCoeff";
    MARGIN_CROSS_DATA: Read = Get "/sapi/v1/margin/crossMarginData";
    ISOLATED_DATA: Read = Get "/sapi/v1/margin/isolatedMarginData";
    ISOLATED_TIERS: Read = Get "/sapi/v1/margin/isolatedMarginTier";

    // Loans against collateral.
    FLEXIBLE_LOAN_BORROW: Margin = Post "/sapi/v2/loan/flexible/borrow";
    FLEXIBLE_LOAN_REPAY: Margin = Post "/sapi/v2/loan/flexible/repay";
    FLEXIBLE_LOAN_ADJUST_LTV: Margin = Post "/sapi/v2/loan/flexible/adjust/ltv";
    VIP_LOAN_BORROW: Margin = Post "/sapi/v1/loan/vip/borrow";
    VIP_LOAN_FIXED_BORROW: Margin = Post "/sapi/v1/loan/vip/fixed/borrow";
    VIP_LOAN_RENEW: Margin = Post "/sapi/v1/loan/vip/renew";
    VIP_LOAN_REPAY: Margin = Post "/sapi/v1/loan/vip/repay";
    _: Margin = Post "/sapi/v1/loan/*";
    _: Margin = Post "/sapi/v2/loan/*";
    _: Margin = Post "/sapi/v3/loan/*";
    FLEXIBLE_LOAN_ORDERS: Read = Get "/sapi/v2/loan/flexible/ongoing/orders";
    FLEXIBLE_LOAN_BORROWS: Read = Get "/sapi/v2/loan/flexible/borrow/history";
    FLEXIBLE_LOAN_REPAYMENTS: Read = Get "/sapi/v2/loan/flexible/repay/history";
    FLEXIBLE_LOAN_REPAY_RATE: Read = Get "/sapi/v2/loan/flexible/repay/rate";
    FLEXIBLE_LOAN_LTV_HISTORY: Read = Get "/sapi/v2/loan/flexible/ltv/adjustment/history";
    FLEXIBLE_LOAN_LIQUIDATIONS: Read = Get "/sapi/v2/loan/flexible/liquidation/history";
    FLEXIBLE_LOAN_ASSETS: Read = Get "/sapi/v2/loan/flexible/loanable/data";
    FLEXIBLE_LOAN_COLLATERAL: Read = Get "/sapi/v2/loan/flexible/collateral/data";
    FLEXIBLE_LOAN_RATE_HISTORY: Read = Get "/sapi/v2/loan/interestRateHistory";
    LOAN_BORROWS: Read = Get "/sapi/v1/loan/borrow/history";
    LOAN_REPAYMENTS: Read = Get "/sapi/v1/loan/repay/history";
    LOAN_LTV_HISTORY: Read = Get "/sapi/v1/loan/ltv/adjustment/history";
    LOAN_INCOME: Read = Get "/sapi/v1/loan/income";
    VIP_LOAN_ORDERS: Read = Get "/sapi/v1/loan/vip/ongoing/orders";
    VIP_LOAN_REPAYMENTS: Read = Get "/sapi/v1/loan/vip/repay/history";
    VIP_LOAN_INTEREST: Read = Get "/sapi/v1/loan/vip/accruedInterest";
    VIP_LOAN_RATE: Read = Get "/sapi/v1/loan/vip/request/interestRate";
    VIP_LOAN_RATE_HISTORY: Read = Get "/sapi/v1/loan/vip/interestRateHistory";
    VIP_LOAN_REQUEST: Read = Get "/sapi/v1/loan/vip/request/data";
    VIP_LOAN_ASSETS: Read = Get "/sapi/v1/loan/vip/loanable/data";
    VIP_LOAN_COLLATERAL: Read = Get "/sapi/v1/loan/vip/collateral/data";
    VIP_LOAN_COLLATERAL_ACCOUNT: Read = Get "/sapi/v1/loan/vip/collateral/account";
    VIP_LOAN_FIXED_MARKET: Read = Get "/sapi/v1/loan/vip/fixed/market";

    // Earn: subscriptions, redemptions and settings.
    FLEXIBLE_SUBSCRIBE: Earn = Post "/sapi/v1/simple-earn/flexible/subscribe";
    FLEXIBLE_REDEEM: Earn = Post "/sapi/v1/simple-earn/flexible/redeem";
    FLEXIBLE_AUTO_SUBSCRIBE: Earn = Post "/sapi/v1/simple-earn/flexible/setAutoSubscribe";
    LOCKED_SUBSCRIBE: Earn = Post "/sapi/v1/simple-earn/locked/subscribe";
    LOCKED_REDEEM: Earn = Post "/sapi/v1/simple-earn/locked/redeem";
    LOCKED_AUTO_SUBSCRIBE: Earn = Post "/sapi/v1/simple-earn/locked/setAutoSubscribe";
    LOCKED_REDEEM_OPTION: Earn = Post "/sapi/v1/simple-earn/locked/setRedeemOption";
    BFUSD_SUBSCRIBE: Earn = Post "/sapi/v1/bfusd/subscribe";
    BFUSD_REDEEM: Earn = Post "/sapi/v1/bfusd/redeem";
    RWUSD_SUBSCRIBE: Earn = Post "/sapi/v1/rwusd/subscribe";
    RWUSD_REDEEM: Earn = Post "/sapi/v1/rwusd/redeem";
    ETH_STAKE: Earn = Post "/sapi/v2/eth-staking/eth/stake";
    ETH_REDEEM: Earn = Post "/sapi/v1/eth-staking/eth/redeem";
    WBETH_WRAP: Earn = Post "/sapi/v1/eth-staking/wbeth/wrap";
    SOL_STAKE: Earn = Post "/sapi/v1/sol-staking/sol/stake";
    SOL_REDEEM: Earn = Post "/sapi/v1/sol-staking/sol/redeem";
    SOL_CLAIM: Earn = Post "/sapi/v1/sol-staking/sol/claim";
    ONCHAIN_SUBSCRIBE: Earn = Post "/sapi/v1/onchain-yields/locked/subscribe";
    ONCHAIN_REDEEM: Earn = Post "/sapi/v1/onchain-yields/locked/redeem";
    ONCHAIN_AUTO_SUBSCRIBE: Earn = Post "/sapi/v1/onchain-yields/locked/setAutoSubscribe";
    ONCHAIN_REDEEM_OPTION: Earn = Post "/sapi/v1/onchain-yields/locked/setRedeemOption";
    DUAL_SUBSCRIBE: Earn = Post "/sapi/v1/dci/product/subscribe";
    DUAL_AUTO_COMPOUND: Earn = Post "/sapi/v1/dci/product/auto_compound/edit-status";
    STOCK_TOKEN_MINT: Earn = Post "/sapi/v1/equity/tokenized/mint";
    STOCK_TOKEN_REDEEM: Earn = Post "/sapi/v1/equity/tokenized/redeem";
    _: Earn = Post "/sapi/v1/simple-earn/*";
    _: Earn = Post "/sapi/v1/bfusd/*";
    _: Earn = Post "/sapi/v1/rwusd/*";
    _: Earn = Post "/sapi/v1/eth-staking/*";
    _: Earn = Post "/sapi/v2/eth-staking/*";
    _: Earn = Post "/sapi/v1/sol-staking/*";
    _: Earn = Post "/sapi/v1/soft-staking/*";
    _: Earn = Post "/sapi/v1/onchain-yields/*";
    _: Earn = Post "/sapi/v1/dci/*";
    _: Earn = Post "/sapi/v1/equity/tokenized/*";

    // Settings that go by GET; the first stands in an older official list only: *uncertain*.
    _: Earn = Get "/sapi/v1/simple-earn/locked/setRedeemOption" [writes];
    SOFT_STAKING_SET: Earn = Get "/sapi/v1/soft-staking/set" [writes];

    // Older earn products, retired.
    _: Earn = Post "/sapi/v1/lending/*";
    _: Earn = Post "/sapi/v1/staking/*";
    _: Earn = Post "/sapi/v1/bswap/*";
    _: Earn = Post "/sapi/v1/portfolio/mint";
    _: Earn = Post "/sapi/v1/portfolio/redeem";

    // Earn: reads.
    EARN_ACCOUNT: Read = Get "/sapi/v1/simple-earn/account";
    FLEXIBLE_PRODUCTS: Read = Get "/sapi/v1/simple-earn/flexible/list";
    FLEXIBLE_POSITION: Read = Get "/sapi/v1/simple-earn/flexible/position";
    FLEXIBLE_QUOTA: Read = Get "/sapi/v1/simple-earn/flexible/personalLeftQuota";
    FLEXIBLE_PREVIEW: Read = Get "/sapi/v1/simple-earn/flexible/subscriptionPreview";
    FLEXIBLE_SUBSCRIPTIONS: Read = Get "/sapi/v1/simple-earn/flexible/history/subscriptionRecord";
    FLEXIBLE_REDEMPTIONS: Read = Get "/sapi/v1/simple-earn/flexible/history/redemptionRecord";
    FLEXIBLE_REWARDS: Read = Get "/sapi/v1/simple-earn/flexible/history/rewardsRecord";
    FLEXIBLE_RATES: Read = Get "/sapi/v1/simple-earn/flexible/history/rateHistory";
    FLEXIBLE_COLLATERAL: Read = Get "/sapi/v1/simple-earn/flexible/history/collateralRecord";
    LOCKED_PRODUCTS: Read = Get "/sapi/v1/simple-earn/locked/list";
    LOCKED_POSITION: Read = Get "/sapi/v1/simple-earn/locked/position";
    LOCKED_QUOTA: Read = Get "/sapi/v1/simple-earn/locked/personalLeftQuota";
    LOCKED_PREVIEW: Read = Get "/sapi/v1/simple-earn/locked/subscriptionPreview";
    LOCKED_SUBSCRIPTIONS: Read = Get "/sapi/v1/simple-earn/locked/history/subscriptionRecord";
    LOCKED_REDEMPTIONS: Read = Get "/sapi/v1/simple-earn/locked/history/redemptionRecord";
    LOCKED_REWARDS: Read = Get "/sapi/v1/simple-earn/locked/history/rewardsRecord";
    BFUSD_ACCOUNT: Read = Get "/sapi/v1/bfusd/account";
    BFUSD_QUOTA: Read = Get "/sapi/v1/bfusd/quota";
    BFUSD_RATES: Read = Get "/sapi/v1/bfusd/history/rateHistory";
    BFUSD_SUBSCRIPTIONS: Read = Get "/sapi/v1/bfusd/history/subscriptionHistory";
    BFUSD_REDEMPTIONS: Read = Get "/sapi/v1/bfusd/history/redemptionHistory";
    BFUSD_REWARDS: Read = Get "/sapi/v1/bfusd/history/rewardsHistory";
    RWUSD_ACCOUNT: Read = Get "/sapi/v1/rwusd/account";
    RWUSD_QUOTA: Read = Get "/sapi/v1/rwusd/quota";
    RWUSD_RATES: Read = Get "/sapi/v1/rwusd/history/rateHistory";
    RWUSD_SUBSCRIPTIONS: Read = Get "/sapi/v1/rwusd/history/subscriptionHistory";
    RWUSD_REDEMPTIONS: Read = Get "/sapi/v1/rwusd/history/redemptionHistory";
    RWUSD_REWARDS: Read = Get "/sapi/v1/rwusd/history/rewardsHistory";
    ETH_STAKING_ACCOUNT: Read = Get "/sapi/v2/eth-staking/account";
    ETH_STAKING_QUOTA: Read = Get "/sapi/v1/eth-staking/eth/quota";
    ETH_STAKING_RATES: Read = Get "/sapi/v1/eth-staking/eth/history/rateHistory";
    ETH_STAKING_HISTORY: Read = Get "/sapi/v1/eth-staking/eth/history/stakingHistory";
    ETH_STAKING_REDEMPTIONS: Read = Get "/sapi/v1/eth-staking/eth/history/redemptionHistory";
    ETH_STAKING_REWARDS: Read = Get "/sapi/v1/eth-staking/eth/history/wbethRewardsHistory";
    WBETH_WRAPS: Read = Get "/sapi/v1/eth-staking/wbeth/history/wrapHistory";
    WBETH_UNWRAPS: Read = Get "/sapi/v1/eth-staking/wbeth/history/unwrapHistory";
    SOL_STAKING_ACCOUNT: Read = Get "/sapi/v1/sol-staking/account";
    SOL_STAKING_QUOTA: Read = Get "/sapi/v1/sol-staking/sol/quota";
    SOL_STAKING_RATES: Read = Get "/sapi/v1/sol-staking/sol/history/rateHistory";
    SOL_STAKING_HISTORY: Read = Get "/sapi/v1/sol-staking/sol/history/stakingHistory";
    SOL_STAKING_REDEMPTIONS: Read = Get "/sapi/v1/sol-staking/sol/history/redemptionHistory";
    SOL_STAKING_REWARDS: Read = Get "/sapi/v1/sol-staking/sol/history/bnsolRewardsHistory";
    SOL_STAKING_BOOST_REWARDS: Read = Get "/sapi/v1/sol-staking/sol/history/boostRewardsHistory";
    SOL_STAKING_UNCLAIMED: Read = Get "/sapi/v1/sol-staking/sol/history/unclaimedRewards";
    SOFT_STAKING_PRODUCTS: Read = Get "/sapi/v1/soft-staking/list";
    SOFT_STAKING_REWARDS: Read = Get "/sapi/v1/soft-staking/history/rewardsRecord";
    ONCHAIN_ACCOUNT: Read = Get "/sapi/v1/onchain-yields/account";
    ONCHAIN_PRODUCTS: Read = Get "/sapi/v1/onchain-yields/locked/list";
    ONCHAIN_POSITION: Read = Get "/sapi/v1/onchain-yields/locked/position";
    ONCHAIN_QUOTA: Read = Get "/sapi/v1/onchain-yields/locked/personalLeftQuota";
    ONCHAIN_PREVIEW: Read = Get "/sapi/v1/onchain-yields/locked/subscriptionPreview";
    ONCHAIN_SUBSCRIPTIONS: Read = Get "/sapi/v1/onchain-yields/locked/history/subscriptionRecord";
    ONCHAIN_REDEMPTIONS: Read = Get "/sapi/v1/onchain-yields/locked/history/redemptionRecord";
    ONCHAIN_REWARDS: Read = Get "/sapi/v1/onchain-yields/locked/history/rewardsRecord";
    DUAL_ACCOUNT: Read = Get "/sapi/v1/dci/product/accounts";
    DUAL_PRODUCTS: Read = Get "/sapi/v1/dci/product/list";
    DUAL_POSITIONS: Read = Get "/sapi/v1/dci/product/positions";
    STOCK_TOKEN_STATUS: Read = Get "/sapi/v1/equity/tokenized/convert-status";
    STOCK_TOKEN_HISTORY: Read = Get "/sapi/v1/equity/tokenized/history";

    // USDⓈ-M futures: orders.
    USDM_NEW_ORDER: Futures = Post "/fapi/v1/order";
    USDM_NEW_ORDER_TEST: Futures = Post "/fapi/v1/order/test";
    USDM_NEW_ORDERS: Futures = Post "/fapi/v1/batchOrders";
    USDM_NEW_ALGO_ORDER: Futures = Post "/fapi/v1/algoOrder";
    USDM_CANCEL_AFTER: Futures = Post "/fapi/v1/countdownCancelAll";
    USDM_AMEND_ORDER: Futures = Put "/fapi/v1/order";
    USDM_AMEND_ORDERS: Futures = Put "/fapi/v1/batchOrders";
    USDM_CANCEL_ORDER: Futures = Delete "/fapi/v1/order";
    USDM_CANCEL_ORDERS: Futures = Delete "/fapi/v1/batchOrders";
    USDM_CANCEL_OPEN_ORDERS: Futures = Delete "/fapi/v1/allOpenOrders";
    USDM_CANCEL_ALGO_ORDER: Futures = Delete "/fapi/v1/algoOrder";
    USDM_CANCEL_OPEN_ALGO_ORDERS: Futures = Delete "/fapi/v1/algoOpenOrders";
    USDM_CONVERT_ACCEPT_QUOTE: Futures = Post "/fapi/v1/convert/acceptQuote";

    // USDⓈ-M futures: settings.
    USDM_SET_LEVERAGE: Futures = Post "/fapi/v1/leverage";
    USDM_SET_MARGIN_TYPE: Futures = Post "/fapi/v1/marginType";
    USDM_SET_POSITION_MARGIN: Futures = Post "/fapi/v1/positionMargin";
    USDM_SET_POSITION_MODE: Futures = Post "/fapi/v1/positionSide/dual";
    USDM_SET_MULTI_ASSETS: Futures = Post "/fapi/v1/multiAssetsMargin";
    USDM_SET_FEE_BURN: Futures = Post "/fapi/v1/feeBurn";
    USDM_SIGN_STOCK_CONTRACT: Futures = Post "/fapi/v1/stock/contract";

    // USDⓈ-M futures: reads.
    USDM_CONVERT_GET_QUOTE: Read = Post "/fapi/v1/convert/getQuote" [reads];
    USDM_ACCOUNT: Read = Get "/fapi/v3/account";
    USDM_ACCOUNT_V2: Read = Get "/fapi/v2/account";
    USDM_BALANCE: Read = Get "/fapi/v3/balance";
    USDM_BALANCE_V2: Read = Get "/fapi/v2/balance";
    USDM_POSITIONS: Read = Get "/fapi/v3/positionRisk";
    USDM_POSITIONS_V2: Read = Get "/fapi/v2/positionRisk";
    USDM_ACCOUNT_CONFIG: Read = Get "/fapi/v1/accountConfig";
    USDM_SYMBOL_CONFIG: Read = Get "/fapi/v1/symbolConfig";
    USDM_ORDER: Read = Get "/fapi/v1/order";
    USDM_OPEN_ORDER: Read = Get "/fapi/v1/openOrder";
    USDM_OPEN_ORDERS: Read = Get "/fapi/v1/openOrders";
    USDM_ALL_ORDERS: Read = Get "/fapi/v1/allOrders";
    USDM_ORDER_AMENDMENTS: Read = Get "/fapi/v1/orderAmendment";
    USDM_FORCED_ORDERS: Read = Get "/fapi/v1/forceOrders";
    USDM_ALGO_ORDER: Read = Get "/fapi/v1/algoOrder";
    USDM_OPEN_ALGO_ORDERS: Read = Get "/fapi/v1/openAlgoOrders";
    USDM_ALL_ALGO_ORDERS: Read = Get "/fapi/v1/allAlgoOrders";
    USDM_USER_TRADES: Read = Get "/fapi/v1/userTrades";
    USDM_INCOME: Read = Get "/fapi/v1/income";
    USDM_LEVERAGE_BRACKETS: Read = Get "/fapi/v1/leverageBracket";
    USDM_COMMISSION_RATE: Read = Get "/fapi/v1/commissionRate";
    USDM_ADL_QUANTILE: Read = Get "/fapi/v1/adlQuantile";
    USDM_POSITION_MARGIN_HISTORY: Read = Get "/fapi/v1/positionMargin/history";
    USDM_POSITION_MODE: Read = Get "/fapi/v1/positionSide/dual";
    USDM_MULTI_ASSETS: Read = Get "/fapi/v1/multiAssetsMargin";
    USDM_FEE_BURN: Read = Get "/fapi/v1/feeBurn";
    USDM_ORDER_RATE_LIMIT: Read = Get "/fapi/v1/rateLimit/order";
    USDM_API_TRADING_STATUS: Read = Get "/fapi/v1/apiTradingStatus";
    USDM_PORTFOLIO_ACCOUNT: Read = Get "/fapi/v1/pmAccountInfo";
    USDM_CONVERT_ORDER: Read = Get "/fapi/v1/convert/orderStatus";
    USDM_INCOME_EXPORT: Read = Get "/fapi/v1/income/asyn";
    USDM_INCOME_EXPORT_LINK: Read = Get "/fapi/v1/income/asyn/id";
    USDM_ORDER_EXPORT: Read = Get "/fapi/v1/order/asyn";
    USDM_ORDER_EXPORT_LINK: Read = Get "/fapi/v1/order/asyn/id";
    USDM_TRADE_EXPORT: Read = Get "/fapi/v1/trade/asyn";
    USDM_TRADE_EXPORT_LINK: Read = Get "/fapi/v1/trade/asyn/id";

    // COIN-M futures: orders and settings.
    COINM_NEW_ORDER: Futures = Post "/dapi/v1/order";
    COINM_NEW_ORDERS: Futures = Post "/dapi/v1/batchOrders";
    COINM_CANCEL_AFTER: Futures = Post "/dapi/v1/countdownCancelAll";
    COINM_AMEND_ORDER: Futures = Put "/dapi/v1/order";
    COINM_AMEND_ORDERS: Futures = Put "/dapi/v1/batchOrders";
    COINM_CANCEL_ORDER: Futures = Delete "/dapi/v1/order";
    COINM_CANCEL_ORDERS: Futures = Delete "/dapi/v1/batchOrders";
    COINM_CANCEL_OPEN_ORDERS: Futures = Delete "/dapi/v1/allOpenOrders";
    COINM_SET_LEVERAGE: Futures = Post "/dapi/v1/leverage";
    COINM_SET_MARGIN_TYPE: Futures = Post "/dapi/v1/marginType";
    COINM_SET_POSITION_MARGIN: Futures = Post "/dapi/v1/positionMargin";
    COINM_SET_POSITION_MODE: Futures = Post "/dapi/v1/positionSide/dual";

    // COIN-M futures: reads.
    COINM_ACCOUNT: Read = Get "/dapi/v1/account";
    COINM_BALANCE: Read = Get "/dapi/v1/balance";
    COINM_POSITIONS: Read = Get "/dapi/v1/positionRisk";
    COINM_ORDER: Read = Get "/dapi/v1/order";
    COINM_OPEN_ORDER: Read = Get "/dapi/v1/openOrder";
    COINM_OPEN_ORDERS: Read = Get "/dapi/v1/openOrders";
    COINM_ALL_ORDERS: Read = Get "/dapi/v1/allOrders";
    COINM_ORDER_AMENDMENTS: Read = Get "/dapi/v1/orderAmendment";
    COINM_FORCED_ORDERS: Read = Get "/dapi/v1/forceOrders";
    COINM_USER_TRADES: Read = Get "/dapi/v1/userTrades";
    COINM_INCOME: Read = Get "/dapi/v1/income";
    COINM_LEVERAGE_BRACKETS: Read = Get "/dapi/v2/leverageBracket";
    COINM_PAIR_LEVERAGE_BRACKETS: Read = Get "/dapi/v1/leverageBracket";
    COINM_COMMISSION_RATE: Read = Get "/dapi/v1/commissionRate";
    COINM_ADL_QUANTILE: Read = Get "/dapi/v1/adlQuantile";
    COINM_POSITION_MARGIN_HISTORY: Read = Get "/dapi/v1/positionMargin/history";
    COINM_POSITION_MODE: Read = Get "/dapi/v1/positionSide/dual";
    COINM_INCOME_EXPORT: Read = Get "/dapi/v1/income/asyn";
    COINM_INCOME_EXPORT_LINK: Read = Get "/dapi/v1/income/asyn/id";
    COINM_ORDER_EXPORT: Read = Get "/dapi/v1/order/asyn";
    COINM_ORDER_EXPORT_LINK: Read = Get "/dapi/v1/order/asyn/id";
    COINM_TRADE_EXPORT: Read = Get "/dapi/v1/trade/asyn";
    COINM_TRADE_EXPORT_LINK: Read = Get "/dapi/v1/trade/asyn/id";

    // Options: orders and settings.
    OPTIONS_NEW_ORDER: Options = Post "/eapi/v1/order";
    OPTIONS_NEW_ORDERS: Options = Post "/eapi/v1/batchOrders";
    OPTIONS_NEW_BLOCK_ORDER: Options = Post "/eapi/v1/block/order/create";
    OPTIONS_EXECUTE_BLOCK_ORDER: Options = Post "/eapi/v1/block/order/execute";
    OPTIONS_EXTEND_BLOCK_ORDER: Options = Put "/eapi/v1/block/order/create";
    OPTIONS_CANCEL_ORDER: Options = Delete "/eapi/v1/order";
    OPTIONS_CANCEL_ORDERS: Options = Delete "/eapi/v1/batchOrders";
    OPTIONS_CANCEL_OPEN_ORDERS: Options = Delete "/eapi/v1/allOpenOrders";
    OPTIONS_CANCEL_OPEN_ORDERS_BY_UNDERLYING: Options = Delete "/eapi/v1/allOpenOrdersByUnderlying";
    OPTIONS_CANCEL_BLOCK_ORDER: Options = Delete "/eapi/v1/block/order/create";
    OPTIONS_CANCEL_AFTER: Options = Post "/eapi/v1/countdownCancelAll";
    OPTIONS_CANCEL_AFTER_HEARTBEAT: Options = Post "/eapi/v1/countdownCancelAllHeartBeat";
    OPTIONS_SET_PROTECTION: Options = Post "/eapi/v1/mmpSet";
    OPTIONS_RESET_PROTECTION: Options = Post "/eapi/v1/mmpReset";
    OPTIONS_SIGN_STOCK_CONTRACT: Options = Post "/eapi/v1/stock/contract";

    // Options: reads.
    OPTIONS_ACCOUNT: Read = Get "/eapi/v1/marginAccount";
    OPTIONS_BASIC_ACCOUNT: Read = Get "/eapi/v1/account";
    OPTIONS_POSITIONS: Read = Get "/eapi/v1/position";
    OPTIONS_ORDER: Read = Get "/eapi/v1/order";
    OPTIONS_OPEN_ORDERS: Read = Get "/eapi/v1/openOrders";
    OPTIONS_ALL_ORDERS: Read = Get "/eapi/v1/historyOrders";
    OPTIONS_USER_TRADES: Read = Get "/eapi/v1/userTrades";
    OPTIONS_BLOCK_ORDERS: Read = Get "/eapi/v1/block/order/orders";
    OPTIONS_BLOCK_ORDER: Read = Get "/eapi/v1/block/order/execute";
    OPTIONS_BLOCK_TRADES: Read = Get "/eapi/v1/block/user-trades";
    OPTIONS_EXERCISES: Read = Get "/eapi/v1/exerciseRecord";
    OPTIONS_BILL: Read = Get "/eapi/v1/bill";
    OPTIONS_COMMISSION: Read = Get "/eapi/v1/commission";
    OPTIONS_CANCEL_AFTER_CONFIG: Read = Get "/eapi/v1/countdownCancelAll";
    OPTIONS_PROTECTION: Read = Get "/eapi/v1/mmp";

    // Portfolio margin: orders.
    PM_UM_NEW_ORDER: Futures = Post "/papi/v1/um/order";
    PM_UM_NEW_CONDITIONAL_ORDER: Futures = Post "/papi/v1/um/conditional/order";
    PM_UM_AMEND_ORDER: Futures = Put "/papi/v1/um/order";
    PM_UM_CANCEL_ORDER: Futures = Delete "/papi/v1/um/order";
    PM_UM_CANCEL_OPEN_ORDERS: Futures = Delete "/papi/v1/um/allOpenOrders";
    PM_UM_CANCEL_CONDITIONAL_ORDER: Futures = Delete "/papi/v1/um/conditional/order";
    PM_UM_CANCEL_OPEN_CONDITIONAL_ORDERS: Futures = Delete "/papi/v1/um/conditional/allOpenOrders";
    PM_UM_NEW_ALGO_ORDER: Futures = Post "/papi/v1/um/algo/order";
    PM_UM_CANCEL_ALGO_ORDER: Futures = Delete "/papi/v1/um/algo/order";
    PM_UM_CANCEL_OPEN_ALGO_ORDERS: Futures = Delete "/papi/v1/um/algo/allOpenOrders";
    PM_CM_NEW_ORDER: Futures = Post "/papi/v1/cm/order";
    PM_CM_NEW_CONDITIONAL_ORDER: Futures = Post "/papi/v1/cm/conditional/order";
    PM_CM_AMEND_ORDER: Futures = Put "/papi/v1/cm/order";
    PM_CM_CANCEL_ORDER: Futures = Delete "/papi/v1/cm/order";
    PM_CM_CANCEL_OPEN_ORDERS: Futures = Delete "/papi/v1/cm/allOpenOrders";
    PM_CM_CANCEL_CONDITIONAL_ORDER: Futures = Delete "/papi/v1/cm/conditional/order";
    PM_CM_CANCEL_OPEN_CONDITIONAL_ORDERS: Futures = Delete "/papi/v1/cm/conditional/allOpenOrders";
    PM_MARGIN_NEW_ORDER: Margin = Post "/papi/v1/margin/order";
    PM_MARGIN_NEW_OCO: Margin = Post "/papi/v1/margin/order/oco";
    PM_MARGIN_CANCEL_ORDER: Margin = Delete "/papi/v1/margin/order";
    PM_MARGIN_CANCEL_ORDER_LIST: Margin = Delete "/papi/v1/margin/orderList";
    PM_MARGIN_CANCEL_OPEN_ORDERS: Margin = Delete "/papi/v1/margin/allOpenOrders";

    // Portfolio margin: loans.
    PM_MARGIN_BORROW: Margin = Post "/papi/v1/marginLoan";
    PM_MARGIN_REPAY: Margin = Post "/papi/v1/repayLoan";
    PM_MARGIN_REPAY_DEBT: Margin = Post "/papi/v1/margin/repay-debt";

    // Portfolio margin: settings.
    PM_UM_SET_LEVERAGE: Futures = Post "/papi/v1/um/leverage";
    PM_UM_SET_POSITION_MODE: Futures = Post "/papi/v1/um/positionSide/dual";
    PM_UM_SET_FEE_BURN: Futures = Post "/papi/v1/um/feeBurn";
    PM_UM_SIGN_STOCK_CONTRACT: Futures = Post "/papi/v1/um/stock/contract";
    PM_CM_SET_LEVERAGE: Futures = Post "/papi/v1/cm/leverage";
    PM_CM_SET_POSITION_MODE: Futures = Post "/papi/v1/cm/positionSide/dual";

    // Portfolio margin: moves between its wallets, at once or by a switch.
    PM_COLLECT_ASSET: Transfer = Post "/papi/v1/asset-collection";
    PM_COLLECT_ALL: Transfer = Post "/papi/v1/auto-collection";
    PM_BNB_TRANSFER: Transfer = Post "/papi/v1/bnb-transfer";
    PM_REPAY_NEGATIVE_BALANCE: Transfer = Post "/papi/v1/repay-futures-negative-balance";
    PM_SET_AUTO_REPAY: Transfer = Post "/papi/v1/repay-futures-switch";

    // Portfolio margin: reads.
    PM_ACCOUNT: Read = Get "/papi/v1/account";
    PM_BALANCE: Read = Get "/papi/v1/balance";
    PM_ORDER_RATE_LIMIT: Read = Get "/papi/v1/rateLimit/order";
    PM_AUTO_REPAY: Read = Get "/papi/v1/repay-futures-switch";
    PM_INTEREST_HISTORY: Read = Get "/papi/v1/portfolio/interest-history";
    PM_NEGATIVE_BALANCE_HISTORY: Read = Get "/papi/v1/portfolio/negative-balance-exchange-record";
    PM_UM_ACCOUNT_V2: Read = Get "/papi/v2/um/account";
    PM_UM_ACCOUNT: Read = Get "/papi/v1/um/account";
    PM_UM_POSITIONS: Read = Get "/papi/v1/um/positionRisk";
    PM_UM_ORDER: Read = Get "/papi/v1/um/order";
    PM_UM_OPEN_ORDER: Read = Get "/papi/v1/um/openOrder";
    PM_UM_OPEN_ORDERS: Read = Get "/papi/v1/um/openOrders";
    PM_UM_ALL_ORDERS: Read = Get "/papi/v1/um/allOrders";
    PM_UM_ORDER_AMENDMENTS: Read = Get "/papi/v1/um/orderAmendment";
    PM_UM_FORCED_ORDERS: Read = Get "/papi/v1/um/forceOrders";
    PM_UM_CONDITIONAL_ORDER: Read = Get "/papi/v1/um/conditional/orderHistory";
    PM_UM_OPEN_CONDITIONAL_ORDER: Read = Get "/papi/v1/um/conditional/openOrder";
    PM_UM_OPEN_CONDITIONAL_ORDERS: Read = Get "/papi/v1/um/conditional/openOrders";
    PM_UM_ALL_CONDITIONAL_ORDERS: Read = Get "/papi/v1/um/conditional/allOrders";
    PM_UM_USER_TRADES: Read = Get "/papi/v1/um/userTrades";
    PM_UM_INCOME: Read = Get "/papi/v1/um/income";
    PM_UM_LEVERAGE_BRACKETS: Read = Get "/papi/v1/um/leverageBracket";
    PM_UM_COMMISSION_RATE: Read = Get "/papi/v1/um/commissionRate";
    PM_UM_ADL_QUANTILE: Read = Get "/papi/v1/um/adlQuantile";
    PM_UM_POSITION_MODE: Read = Get "/papi/v1/um/positionSide/dual";
    PM_UM_ACCOUNT_CONFIG: Read = Get "/papi/v1/um/accountConfig";
    PM_UM_SYMBOL_CONFIG: Read = Get "/papi/v1/um/symbolConfig";
    PM_UM_ALGO_ORDER: Read = Get "/papi/v1/um/algo/algoOrder";
    PM_UM_OPEN_ALGO_ORDERS: Read = Get "/papi/v1/um/algo/openAlgoOrders";
    PM_UM_ALL_ALGO_ORDERS: Read = Get "/papi/v1/um/algo/allAlgoOrders";
    PM_UM_FEE_BURN: Read = Get "/papi/v1/um/feeBurn";
    PM_UM_API_TRADING_STATUS: Read = Get "/papi/v1/um/apiTradingStatus";
    PM_UM_INCOME_EXPORT: Read = Get "/papi/v1/um/income/asyn";
    PM_UM_INCOME_EXPORT_LINK: Read = Get "/papi/v1/um/income/asyn/id";
    PM_UM_ORDER_EXPORT: Read = Get "/papi/v1/um/order/asyn";
    PM_UM_ORDER_EXPORT_LINK: Read = Get "/papi/v1/um/order/asyn/id";
    PM_UM_TRADE_EXPORT: Read = Get "/papi/v1/um/trade/asyn";
    PM_UM_TRADE_EXPORT_LINK: Read = Get "/papi/v1/um/trade/asyn/id";
    PM_CM_ACCOUNT: Read = Get "/papi/v1/cm/account";
    PM_CM_POSITIONS: Read = Get "/papi/v1/cm/positionRisk";
    PM_CM_ORDER: Read = Get "/papi/v1/cm/order";
    PM_CM_OPEN_ORDER: Read = Get "/papi/v1/cm/openOrder";
    PM_CM_OPEN_ORDERS: Read = Get "/papi/v1/cm/openOrders";
    PM_CM_ALL_ORDERS: Read = Get "/papi/v1/cm/allOrders";
    PM_CM_ORDER_AMENDMENTS: Read = Get "/papi/v1/cm/orderAmendment";
    PM_CM_FORCED_ORDERS: Read = Get "/papi/v1/cm/forceOrders";
    PM_CM_CONDITIONAL_ORDER: Read = Get "/papi/v1/cm/conditional/orderHistory";
    PM_CM_OPEN_CONDITIONAL_ORDER: Read = Get "/papi/v1/cm/conditional/openOrder";
    PM_CM_OPEN_CONDITIONAL_ORDERS: Read = Get "/papi/v1/cm/conditional/openOrders";
    PM_CM_ALL_CONDITIONAL_ORDERS: Read = Get "/papi/v1/cm/conditional/allOrders";
    PM_CM_USER_TRADES: Read = Get "/papi/v1/cm/userTrades";
    PM_CM_INCOME: Read = Get "/papi/v1/cm/income";
    PM_CM_LEVERAGE_BRACKETS: Read = Get "/papi/v1/cm/leverageBracket";
    PM_CM_COMMISSION_RATE: Read = Get "/papi/v1/cm/commissionRate";
    PM_CM_ADL_QUANTILE: Read = Get "/papi/v1/cm/adlQuantile";
    PM_CM_POSITION_MODE: Read = Get "/papi/v1/cm/positionSide/dual";
    PM_MARGIN_ORDER: Read = Get "/papi/v1/margin/order";
    PM_MARGIN_OPEN_ORDERS: Read = Get "/papi/v1/margin/openOrders";
    PM_MARGIN_ALL_ORDERS: Read = Get "/papi/v1/margin/allOrders";
    PM_MARGIN_ORDER_LIST: Read = Get "/papi/v1/margin/orderList";
    PM_MARGIN_OPEN_ORDER_LISTS: Read = Get "/papi/v1/margin/openOrderList";
    PM_MARGIN_ALL_ORDER_LISTS: Read = Get "/papi/v1/margin/allOrderList";
    PM_MARGIN_MY_TRADES: Read = Get "/papi/v1/margin/myTrades";
    PM_MARGIN_FORCED_ORDERS: Read = Get "/papi/v1/margin/forceOrders";
    PM_MARGIN_LOANS: Read = Get "/papi/v1/margin/marginLoan";
    PM_MARGIN_REPAYMENTS: Read = Get "/papi/v1/margin/repayLoan";
    PM_MARGIN_INTEREST_HISTORY: Read = Get "/papi/v1/margin/marginInterestHistory";
    PM_MARGIN_MAX_BORROWABLE: Read = Get "/papi/v1/margin/maxBorrowable";
    PM_MARGIN_MAX_WITHDRAW: Read = Get "/papi/v1/margin/maxWithdraw";

    // Portfolio margin pro: moves between its wallets, at once or by a switch.
    PM_PRO_COLLECT_ASSET: Transfer = Post "/sapi/v1/portfolio/asset-collection";
    PM_PRO_COLLECT_ALL: Transfer = Post "/sapi/v1/portfolio/auto-collection";
    PM_PRO_BNB_TRANSFER: Transfer = Post "/sapi/v1/portfolio/bnb-transfer";
    PM_PRO_EARN_TRANSFER: Transfer = Post "/sapi/v1/portfolio/earn-asset-transfer";
    PM_PRO_REPAY: Transfer = Post "/sapi/v1/portfolio/repay";
    PM_PRO_REPAY_NEGATIVE_BALANCE: Transfer = Post "/sapi/v1/portfolio/repay-futures-negative-balance";
    PM_PRO_SET_AUTO_REPAY: Transfer = Post "/sapi/v1/portfolio/repay-futures-switch";
    _: Transfer = Post "/sapi/v1/portfolio/*";

    // Portfolio margin pro: settings and reads.
    PM_PRO_SET_DELTA_MODE: Futures = Post "/sapi/v1/portfolio/delta-mode";
    PM_PRO_SET_MARGIN_CALL_LEVEL: Futures = Post "/sapi/v1/portfolio/margin-call-level";
    PM_PRO_UNSET_MARGIN_CALL_LEVEL: Futures = Delete "/sapi/v1/portfolio/margin-call-level";
    PM_PRO_ACCOUNT: Read = Get "/sapi/v2/portfolio/account";
    PM_PRO_ACCOUNT_V1: Read = Get "/sapi/v1/portfolio/account";
    PM_PRO_BALANCE: Read = Get "/sapi/v1/portfolio/balance";
    PM_PRO_EARN_BALANCE: Read = Get "/sapi/v1/portfolio/earn-asset-balance";
    PM_PRO_DELTA_MODE: Read = Get "/sapi/v1/portfolio/delta-mode";
    PM_PRO_MARGIN_CALL_LEVEL: Read = Get "/sapi/v1/portfolio/margin-call-level";
    PM_PRO_AUTO_REPAY: Read = Get "/sapi/v1/portfolio/repay-futures-switch";
    PM_PRO_LOAN: Read = Get "/sapi/v1/portfolio/pmLoan";
    PM_PRO_LOAN_HISTORY: Read = Get "/sapi/v1/portfolio/pmloan-history";
    PM_PRO_INTEREST_HISTORY: Read = Get "/sapi/v1/portfolio/interest-history";
    PM_PRO_ASSET_LEVERAGE: Read = Get "/sapi/v1/portfolio/margin-asset-leverage";
    PM_PRO_COLLATERAL_RATE: Read = Get "/sapi/v1/portfolio/collateralRate";
    PM_PRO_COLLATERAL_RATE_V2: Read = Get "/sapi/v2/portfolio/collateralRate";
    PM_PRO_INDEX_PRICE: Read = Get "/sapi/v1/portfolio/asset-index-price";

    // Copy trading.
    LEAD_TRADER_STATUS: Read = Get "/sapi/v1/copyTrading/futures/userStatus";
    LEAD_TRADER_SYMBOLS: Read = Get "/sapi/v1/copyTrading/futures/leadSymbol";
} }
