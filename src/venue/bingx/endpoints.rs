//! `BingX`'s table of endpoints; see [`bingx`](super) for its sources.

use super::BingX;
use crate::venue::endpoints;

endpoints! { BingX {
    // The key and the account.
    API_PERMISSIONS: Read = Get "/openApi/v1/account/apiPermissions";
    API_RESTRICTIONS: Read = Get "/openApi/v1/account/apiRestrictions";
    API_KEYS: Read = Get "/openApi/account/v1/apiKey/query";
    UID: Read = Get "/openApi/account/v1/uid";
    ALL_BALANCES: Read = Get "/openApi/account/v1/allAccountBalance";
    SUBACCOUNTS: Read = Get "/openApi/subAccount/v1/list";
    SUBACCOUNT_ASSETS: Read = Get "/openApi/subAccount/v1/assets";
    SUBACCOUNT_BALANCES: Read = Get "/openApi/subAccount/v1/allAccountBalance";

    // Funds, and what tells of moves that the bot did not make.
    FUND_BALANCE: Read = Get "/openApi/fund/v1/account/balance";
    DEPOSITS: Read = Get "/openApi/api/v3/capital/deposit/hisrec";
    WITHDRAWALS: Read = Get "/openApi/api/v3/capital/withdraw/history";
    ASSET_TRANSFERS: Read = Get "/openApi/api/v3/asset/transfer";
    ASSET_TRANSFER_RECORD: Read = Get "/openApi/api/v3/asset/transferRecord";
    ASSET_TRANSFERS_OLDER: Read = Get "/openApi/api/v3/get/asset/transfer";
    TRANSFER_COINS: Read = Get "/openApi/api/asset/v1/transfer/supportCoins";
    CURRENCIES: Read = Get "/openApi/wallets/v1/capital/config/getall";
    DEPOSIT_ADDRESS: Read = Get "/openApi/wallets/v1/capital/deposit/address";
    DEPOSIT_RISKS: Read = Get "/openApi/wallets/v1/capital/deposit/riskRecords";
    INTERNAL_TRANSFERS: Read = Get "/openApi/wallets/v1/capital/innerTransfer/records";
    SUBACCOUNT_DEPOSIT_ADDRESS: Read =
        Get "/openApi/wallets/v1/capital/subAccount/deposit/address";
    SUBACCOUNT_DEPOSITS: Read = Get "/openApi/wallets/v1/capital/deposit/subHisrec";
    SUBACCOUNT_INTERNAL_TRANSFERS: Read =
        Get "/openApi/wallets/v1/capital/subAccount/innerTransfer/records";
    SUBACCOUNT_TRANSFERS: Read =
        Get "/openApi/account/transfer/v1/subAccount/asset/transferHistory";

    // Spot.
    SPOT_BALANCE: Read = Get "/openApi/spot/v1/account/balance";
    SPOT_FEES: Read = Get "/openApi/spot/v1/user/commissionRate";
    SPOT_ORDER: Read = Get "/openApi/spot/v1/trade/query";
    SPOT_OPEN_ORDERS: Read = Get "/openApi/spot/v1/trade/openOrders";
    SPOT_ORDERS: Read = Get "/openApi/spot/v1/trade/historyOrders";
    SPOT_FILLS: Read = Get "/openApi/spot/v1/trade/myTrades";
    SPOT_OCO: Read = Get "/openApi/spot/v1/oco/orderList";
    SPOT_OCO_OPEN: Read = Get "/openApi/spot/v1/oco/openOrderList";
    SPOT_OCO_HISTORY: Read = Get "/openApi/spot/v1/oco/historyOrderList";

    // USDT-margined contracts.
    SWAP_BALANCE: Read = Get "/openApi/swap/v2/user/balance";
    SWAP_BALANCE_V3: Read = Get "/openApi/swap/v3/user/balance";
    SWAP_POSITIONS: Read = Get "/openApi/swap/v2/user/positions";
    SWAP_INCOME: Read = Get "/openApi/swap/v2/user/income";
    SWAP_INCOME_EXPORT: Read = Get "/openApi/swap/v2/user/income/export";
    SWAP_FEES: Read = Get "/openApi/swap/v2/user/commissionRate";
    SWAP_ORDER: Read = Get "/openApi/swap/v2/trade/order";
    SWAP_OPEN_ORDER: Read = Get "/openApi/swap/v2/trade/openOrder";
    SWAP_OPEN_ORDERS: Read = Get "/openApi/swap/v2/trade/openOrders";
    SWAP_ORDERS: Read = Get "/openApi/swap/v2/trade/allOrders";
    SWAP_ORDERS_FULL: Read = Get "/openApi/swap/v1/trade/fullOrder";
    SWAP_FILLS: Read = Get "/openApi/swap/v2/trade/allFillOrders";
    SWAP_FILL_HISTORY: Read = Get "/openApi/swap/v2/trade/fillHistory";
    SWAP_LIQUIDATIONS: Read = Get "/openApi/swap/v2/trade/forceOrders";
    SWAP_MARGIN_TYPE: Read = Get "/openApi/swap/v2/trade/marginType";
    SWAP_LEVERAGE: Read = Get "/openApi/swap/v2/trade/leverage";
    SWAP_POSITION_HISTORY: Read = Get "/openApi/swap/v1/trade/positionHistory";
    SWAP_POSITION_MODE: Read = Get "/openApi/swap/v1/positionSide/dual";
    SWAP_MARGIN_HISTORY: Read = Get "/openApi/swap/v1/positionMargin/history";
    SWAP_MAINTENANCE: Read = Get "/openApi/swap/v1/maintMarginRatio";
    SWAP_ASSET_MODE: Read = Get "/openApi/swap/v1/trade/assetMode";
    SWAP_MARGIN_ASSETS: Read = Get "/openApi/swap/v1/user/marginAssets";
    SWAP_TWAP_OPEN: Read = Get "/openApi/swap/v1/twap/openOrders";
    SWAP_TWAP_HISTORY: Read = Get "/openApi/swap/v1/twap/historyOrders";
    SWAP_TWAP: Read = Get "/openApi/swap/v1/twap/orderDetail";

    // Coin-margined contracts, and the older standard contracts, which are read only.
    COIN_BALANCE: Read = Get "/openApi/cswap/v1/user/balance";
    COIN_POSITIONS: Read = Get "/openApi/cswap/v1/user/positions";
    COIN_FEES: Read = Get "/openApi/cswap/v1/user/commissionRate";
    COIN_ORDER: Read = Get "/openApi/cswap/v1/trade/orderDetail";
    COIN_OPEN_ORDERS: Read = Get "/openApi/cswap/v1/trade/openOrders";
    COIN_ORDERS: Read = Get "/openApi/cswap/v1/trade/orderHistory";
    COIN_FILLS: Read = Get "/openApi/cswap/v1/trade/allFillOrders";
    COIN_LIQUIDATIONS: Read = Get "/openApi/cswap/v1/trade/forceOrders";
    COIN_LEVERAGE: Read = Get "/openApi/cswap/v1/trade/leverage";
    COIN_MARGIN_TYPE: Read = Get "/openApi/cswap/v1/trade/marginType";
    STANDARD_POSITIONS: Read = Get "/openApi/contract/v1/allPosition";
    STANDARD_ORDERS: Read = Get "/openApi/contract/v1/allOrders";
    STANDARD_BALANCE: Read = Get "/openApi/contract/v1/balance";

    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/openApi/copyTrading/*";
    _: Read = Get "/openApi/agent/*";

    // Earn.
    DUAL_POSITIONS: Read = Get "/openApi/wealth/v1/product/dual-currency/position";
    DUAL_ORDERS: Read = Get "/openApi/wealth/v1/product/dual-currency/order-records";

    // Market data.
    SERVER_TIME: Read = Get "/openApi/spot/v1/server/time";
    SWAP_SERVER_TIME: Read = Get "/openApi/swap/v2/server/time";
    SPOT_SYMBOLS: Read = Get "/openApi/spot/v1/common/symbols";
    SPOT_DEPTH: Read = Get "/openApi/spot/v1/market/depth";
    SPOT_TICKER: Read = Get "/openApi/spot/v1/ticker/24hr";
    SPOT_CANDLES: Read = Get "/openApi/spot/v2/market/kline";
    SWAP_CONTRACTS: Read = Get "/openApi/swap/v2/quote/contracts";
    SWAP_DEPTH: Read = Get "/openApi/swap/v2/quote/depth";
    SWAP_TICKER: Read = Get "/openApi/swap/v2/quote/ticker";
    SWAP_PREMIUM: Read = Get "/openApi/swap/v2/quote/premiumIndex";
    SWAP_FUNDING_RATE: Read = Get "/openApi/swap/v2/quote/fundingRate";
    SWAP_CANDLES: Read = Get "/openApi/swap/v3/quote/klines";
    COIN_CONTRACTS: Read = Get "/openApi/cswap/v1/market/contracts";

    // Reads that are none by method. The stream that a `listenKey` opens tells, and takes nothing.
    TRANSFERABLE: Read =
        Post "/openApi/account/transfer/v1/subAccount/transferAsset/supportCoins" [reads];
    LISTEN_KEY: Read = Post "/openApi/user/auth/userDataStream" [reads];
    LISTEN_KEY_KEEP: Read = Put "/openApi/user/auth/userDataStream" [reads];
    LISTEN_KEY_CLOSE: Read = Delete "/openApi/user/auth/userDataStream" [reads];

    // Spot orders.
    SPOT_PLACE: Spot = Post "/openApi/spot/v1/trade/order";
    SPOT_PLACE_BATCH: Spot = Post "/openApi/spot/v1/trade/batchOrders";
    SPOT_CANCEL: Spot = Post "/openApi/spot/v1/trade/cancel";
    SPOT_CANCEL_REPLACE: Spot = Post "/openApi/spot/v1/trade/order/cancelReplace";
    SPOT_CANCEL_BATCH: Spot = Post "/openApi/spot/v1/trade/cancelOrders";
    SPOT_CANCEL_OPEN: Spot = Post "/openApi/spot/v1/trade/cancelOpenOrders";
    SPOT_CANCEL_ALL_AFTER: Spot = Post "/openApi/spot/v1/trade/cancelAllAfter";
    SPOT_OCO_PLACE: Spot = Post "/openApi/spot/v1/oco/order";
    SPOT_OCO_CANCEL: Spot = Post "/openApi/spot/v1/oco/cancel";

    // USDT-margined contracts: orders and settings.
    SWAP_PLACE: Futures = Post "/openApi/swap/v2/trade/order";
    SWAP_PLACE_TEST: Futures = Post "/openApi/swap/v2/trade/order/test";
    SWAP_PLACE_BATCH: Futures = Post "/openApi/swap/v2/trade/batchOrders";
    SWAP_AMEND: Futures = Post "/openApi/swap/v1/trade/amend";
    SWAP_CANCEL: Futures = Delete "/openApi/swap/v2/trade/order";
    SWAP_CANCEL_BATCH: Futures = Delete "/openApi/swap/v2/trade/batchOrders";
    SWAP_CANCEL_OPEN: Futures = Delete "/openApi/swap/v2/trade/allOpenOrders";
    SWAP_CANCEL_REPLACE: Futures = Post "/openApi/swap/v1/trade/cancelReplace";
    SWAP_CANCEL_REPLACE_BATCH: Futures = Post "/openApi/swap/v1/trade/batchCancelReplace";
    // One client sends it as a GET.
    _: Futures = Get "/openApi/swap/v1/trade/batchCancelReplace" [writes];
    SWAP_CANCEL_ALL_AFTER: Futures = Post "/openApi/swap/v2/trade/cancelAllAfter";
    SWAP_CLOSE_POSITION: Futures = Post "/openApi/swap/v1/trade/closePosition";
    SWAP_CLOSE_ALL_POSITIONS: Futures = Post "/openApi/swap/v2/trade/closeAllPositions";
    SWAP_REVERSE: Futures = Post "/openApi/swap/v1/trade/reverse";
    SWAP_TWAP_PLACE: Futures = Post "/openApi/swap/v1/twap/order";
    SWAP_TWAP_CANCEL: Futures = Post "/openApi/swap/v1/twap/cancelOrder";
    SWAP_SET_LEVERAGE: Futures = Post "/openApi/swap/v2/trade/leverage";
    SWAP_SET_MARGIN_TYPE: Futures = Post "/openApi/swap/v2/trade/marginType";
    SWAP_SET_POSITION_MARGIN: Futures = Post "/openApi/swap/v2/trade/positionMargin";
    SWAP_SET_AUTO_MARGIN: Futures = Post "/openApi/swap/v1/trade/autoAddMargin";
    SWAP_SET_ASSET_MODE: Futures = Post "/openApi/swap/v1/trade/assetMode";
    SWAP_SET_POSITION_MODE: Futures = Post "/openApi/swap/v1/positionSide/dual";
    // Demo funds.
    SWAP_GET_VST: Futures = Post "/openApi/swap/v2/trade/getVst";
    SWAP_GET_VST_V1: Futures = Post "/openApi/swap/v1/trade/getVst";

    // Coin-margined contracts: orders and settings.
    COIN_PLACE: Futures = Post "/openApi/cswap/v1/trade/order";
    COIN_PLACE_V2: Futures = Post "/openApi/cswap/v2/trade/order";
    COIN_CANCEL: Futures = Delete "/openApi/cswap/v1/trade/cancelOrder";
    COIN_CANCEL_OPEN: Futures = Delete "/openApi/cswap/v1/trade/allOpenOrders";
    COIN_CANCEL_OPEN_BY_POST: Futures = Post "/openApi/cswap/v1/trade/allOpenOrders";
    COIN_CLOSE_ALL_POSITIONS: Futures = Post "/openApi/cswap/v1/trade/closeAllPositions";
    COIN_SET_LEVERAGE: Futures = Post "/openApi/cswap/v1/trade/leverage";
    COIN_SET_MARGIN_TYPE: Futures = Post "/openApi/cswap/v1/trade/marginType";
    COIN_SET_POSITION_MARGIN: Futures = Post "/openApi/cswap/v1/trade/positionMargin";

    // Leading others' trades.
    COPY_SPOT_SELL: Spot = Post "/openApi/copyTrading/v1/spot/trader/sellOrder";
    COPY_SWAP_TPSL: Futures = Post "/openApi/copyTrading/v1/swap/trace/setTPSL";
    COPY_SWAP_COMMISSION: Futures = Post "/openApi/copyTrading/v1/PFutures/setCommission";
    _: Futures + Spot = Post "/openApi/copyTrading/*";

    // Earn. Whether the list and the first step of an order only read is uncertain.
    DUAL_PRE_ORDER: Earn = Get "/openApi/wealth/v1/product/dual-currency/pre-order" [writes];
    DUAL_ORDER: Earn = Post "/openApi/wealth/v1/product/dual-currency/order";
    DUAL_ASSETS: Earn = Post "/openApi/wealth/v1/product/dual-currency/invest-asset-list";
    _: Earn = Post "/openApi/wealth/*";

    // Between own wallets and accounts.
    TRANSFER: Transfer = Post "/openApi/api/asset/v1/transfer";
    TRANSFER_OLDER: Transfer = Post "/openApi/api/v3/post/asset/transfer";
    TRANSFER_SUBACCOUNT: Transfer = Post "/openApi/account/transfer/v1/subAccount/transferAsset";

    // Out, or to another owner: nobody signs these. A transfer of a sub-account names its receiver
    // as one to any user does, by number, telephone or mail.
    WITHDRAW: Withdraw = Post "/openApi/wallets/v1/capital/withdraw/apply";
    _: Withdraw = Post "/openApi/wallets/v1/capital/innerTransfer/apply";
    _: Withdraw = Post "/openApi/wallets/v1/capital/subAccountInnerTransfer/apply";
    _: Withdraw = Post "/openApi/wallets/v1/capital/deposit/createSubAddress";
    _: Withdraw = Post "/openApi/wallets/*";

    // Keys and accounts: nor these.
    _: Admin = Post "/openApi/account/v1/innerTransfer/authorizeSubAccount";
    _: Admin = Post "/openApi/account/v1/*";
    _: Admin = Post "/openApi/subAccount/v1/create";
    _: Admin = Post "/openApi/subAccount/v1/updateStatus";
    _: Admin = Post "/openApi/subAccount/v1/apiKey/create";
    _: Admin = Post "/openApi/subAccount/v1/apiKey/edit";
    _: Admin = Post "/openApi/subAccount/v1/apiKey/del";
    _: Admin = Post "/openApi/subAccount/*";
} }
