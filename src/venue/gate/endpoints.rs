//! Gate's table of endpoints; see [`gate`](super) for its sources.
//!
//! Gate says that every GET reads and all else writes; one GET that makes an address where there
//! is none is the exception here.

use super::Gate;
use crate::{request::Condition, venue::endpoints};

/// Which wallet pays for an order; left out, the spot account does.
const ACCOUNT: &str = "account";
const BORROWED: &[&str] = &["margin", "cross_margin", "unified"];
/// Paid in full.
const SPOT_ORDER: &[Condition] = &[
    Condition::absent_or(ACCOUNT, &["spot"]),
    Condition::absent_or("autoBorrow", &["false"]),
];
/// From an account that can borrow.
const MARGIN_ORDER: &[Condition] = &[Condition::one_of(ACCOUNT, BORROWED)];
/// Of an order that exists: nothing can be borrowed.
const SPOT_ACCOUNT: &[Condition] = &[Condition::absent_or(ACCOUNT, &["spot"])];
/// Orders with a trigger call the spot account `normal`.
const SPOT_TRIGGER: &[Condition] = &[
    Condition::absent_or(ACCOUNT, &["normal", "spot"]),
    Condition::absent_or("autoBorrow", &["false"]),
];

endpoints! { Gate {
    // The key and the account.
    ACCOUNT_DETAIL: Read = Get "/api/v4/account/detail";
    MAIN_KEYS: Read = Get "/api/v4/account/main_keys";
    ACCOUNT_RATE_LIMIT: Read = Get "/api/v4/account/rate_limit";
    STP_GROUPS: Read = Get "/api/v4/account/stp_groups";
    STP_GROUP_USERS: Read = Get "/api/v4/account/stp_groups/{}/users";
    DEBIT_FEE: Read = Get "/api/v4/account/debit_fee";
    SUB_ACCOUNTS: Read = Get "/api/v4/sub_accounts";
    SUB_ACCOUNT: Read = Get "/api/v4/sub_accounts/{}";
    SUB_ACCOUNT_KEYS: Read = Get "/api/v4/sub_accounts/{}/keys";
    SUB_ACCOUNT_KEY: Read = Get "/api/v4/sub_accounts/{}/keys/{}";

    // Funds, and what tells of moves that the bot did not make.
    WITHDRAWALS: Read = Get "/api/v4/wallet/withdrawals";
    DEPOSITS: Read = Get "/api/v4/wallet/deposits";
    PUSHES: Read = Get "/api/v4/wallet/push";
    TRANSFERS: Read = Get "/api/v4/wallet/transfers";
    TRANSFER_STATUS: Read = Get "/api/v4/wallet/order_status";
    SUB_ACCOUNT_TRANSFERS: Read = Get "/api/v4/wallet/sub_account_transfers";
    SAVED_ADDRESSES: Read = Get "/api/v4/wallet/saved_address";
    WITHDRAW_STATUS: Read = Get "/api/v4/wallet/withdraw_status";
    CURRENCY_CHAINS: Read = Get "/api/v4/wallet/currency_chains";
    SUB_ACCOUNT_BALANCES: Read = Get "/api/v4/wallet/sub_account_balances";
    SUB_ACCOUNT_MARGIN_BALANCES: Read = Get "/api/v4/wallet/sub_account_margin_balances";
    SUB_ACCOUNT_FUTURES_BALANCES: Read = Get "/api/v4/wallet/sub_account_futures_balances";
    SUB_ACCOUNT_CROSS_BALANCES: Read = Get "/api/v4/wallet/sub_account_cross_margin_balances";
    WALLET_FEE: Read = Get "/api/v4/wallet/fee";
    TOTAL_BALANCE: Read = Get "/api/v4/wallet/total_balance";
    SMALL_BALANCE: Read = Get "/api/v4/wallet/small_balance";
    SMALL_BALANCE_HISTORY: Read = Get "/api/v4/wallet/small_balance_history";
    LOW_CAP_CURRENCIES: Read = Get "/api/v4/wallet/getLowCapExchangeList";

    // Spot.
    SPOT_ACCOUNTS: Read = Get "/api/v4/spot/accounts";
    SPOT_ACCOUNT_BOOK: Read = Get "/api/v4/spot/account_book";
    SPOT_FEE: Read = Get "/api/v4/spot/fee";
    SPOT_BATCH_FEE: Read = Get "/api/v4/spot/batch_fee";
    SPOT_ORDERS: Read = Get "/api/v4/spot/orders";
    SPOT_ORDER_BY_ID: Read = Get "/api/v4/spot/orders/{}";
    SPOT_OPEN_ORDERS: Read = Get "/api/v4/spot/open_orders";
    SPOT_MY_TRADES: Read = Get "/api/v4/spot/my_trades";
    SPOT_PRICE_ORDERS: Read = Get "/api/v4/spot/price_orders";
    SPOT_PRICE_ORDER: Read = Get "/api/v4/spot/price_orders/{}";
    SPOT_POV_ORDERS: Read = Get "/api/v4/spot/pov_orders";
    SPOT_POV_ORDER: Read = Get "/api/v4/spot/pov_orders/{}";
    SPOT_CURRENCIES: Read = Get "/api/v4/spot/currencies";
    SPOT_CURRENCY: Read = Get "/api/v4/spot/currencies/{}";
    SPOT_PAIRS: Read = Get "/api/v4/spot/currency_pairs";
    SPOT_PAIR: Read = Get "/api/v4/spot/currency_pairs/{}";
    SPOT_TICKERS: Read = Get "/api/v4/spot/tickers";
    SPOT_ORDER_BOOK: Read = Get "/api/v4/spot/order_book";
    SPOT_TRADES: Read = Get "/api/v4/spot/trades";
    SPOT_CANDLESTICKS: Read = Get "/api/v4/spot/candlesticks";
    SPOT_INSURANCE: Read = Get "/api/v4/spot/insurance_history";
    SERVER_TIME: Read = Get "/api/v4/spot/time";

    // Perpetual contracts: `{}` is the currency that settles, `usdt` or `btc`.
    FUTURES_ACCOUNTS: Read = Get "/api/v4/futures/{}/accounts";
    FUTURES_ACCOUNT_BOOK: Read = Get "/api/v4/futures/{}/account_book";
    FUTURES_POSITIONS: Read = Get "/api/v4/futures/{}/positions";
    FUTURES_POSITION: Read = Get "/api/v4/futures/{}/positions/{}";
    FUTURES_DUAL_POSITION: Read = Get "/api/v4/futures/{}/dual_comp/positions/{}";
    FUTURES_ORDERS: Read = Get "/api/v4/futures/{}/orders";
    FUTURES_ORDER: Read = Get "/api/v4/futures/{}/orders/{}";
    FUTURES_ORDERS_TIMERANGE: Read = Get "/api/v4/futures/{}/orders_timerange";
    FUTURES_MY_TRADES: Read = Get "/api/v4/futures/{}/my_trades";
    FUTURES_MY_TRADES_TIMERANGE: Read = Get "/api/v4/futures/{}/my_trades_timerange";
    FUTURES_POSITION_CLOSE: Read = Get "/api/v4/futures/{}/position_close";
    FUTURES_PRICE_ORDERS: Read = Get "/api/v4/futures/{}/price_orders";
    FUTURES_PRICE_ORDER: Read = Get "/api/v4/futures/{}/price_orders/{}";
    FUTURES_FEE: Read = Get "/api/v4/futures/{}/fee";
    FUTURES_CONTRACTS: Read = Get "/api/v4/futures/{}/contracts";
    FUTURES_CONTRACT: Read = Get "/api/v4/futures/{}/contracts/{}";
    FUTURES_ORDER_BOOK: Read = Get "/api/v4/futures/{}/order_book";
    FUTURES_TRADES: Read = Get "/api/v4/futures/{}/trades";
    FUTURES_CANDLESTICKS: Read = Get "/api/v4/futures/{}/candlesticks";
    FUTURES_TICKERS: Read = Get "/api/v4/futures/{}/tickers";
    FUTURES_FUNDING_RATE: Read = Get "/api/v4/futures/{}/funding_rate";
    _: Read = Get "/api/v4/futures/*";

    // Contracts with a day of delivery.
    DELIVERY_ACCOUNTS: Read = Get "/api/v4/delivery/{}/accounts";
    DELIVERY_ACCOUNT_BOOK: Read = Get "/api/v4/delivery/{}/account_book";
    DELIVERY_POSITIONS: Read = Get "/api/v4/delivery/{}/positions";
    DELIVERY_ORDERS: Read = Get "/api/v4/delivery/{}/orders";
    DELIVERY_ORDER: Read = Get "/api/v4/delivery/{}/orders/{}";
    DELIVERY_MY_TRADES: Read = Get "/api/v4/delivery/{}/my_trades";
    DELIVERY_PRICE_ORDERS: Read = Get "/api/v4/delivery/{}/price_orders";
    DELIVERY_CONTRACTS: Read = Get "/api/v4/delivery/{}/contracts";
    _: Read = Get "/api/v4/delivery/*";

    // Options.
    OPTIONS_ACCOUNTS: Read = Get "/api/v4/options/accounts";
    OPTIONS_ACCOUNT_BOOK: Read = Get "/api/v4/options/account_book";
    OPTIONS_POSITIONS: Read = Get "/api/v4/options/positions";
    OPTIONS_ORDERS: Read = Get "/api/v4/options/orders";
    OPTIONS_ORDER: Read = Get "/api/v4/options/orders/{}";
    OPTIONS_MY_TRADES: Read = Get "/api/v4/options/my_trades";
    OPTIONS_CONTRACTS: Read = Get "/api/v4/options/contracts";
    _: Read = Get "/api/v4/options/*";

    // Margin and the unified account.
    MARGIN_ACCOUNTS: Read = Get "/api/v4/margin/accounts";
    MARGIN_ACCOUNT_BOOK: Read = Get "/api/v4/margin/account_book";
    MARGIN_UNI_LOANS: Read = Get "/api/v4/margin/uni/loans";
    UNIFIED_ACCOUNTS: Read = Get "/api/v4/unified/accounts";
    UNIFIED_MODE: Read = Get "/api/v4/unified/unified_mode";
    UNIFIED_LOANS: Read = Get "/api/v4/unified/loans";
    _: Read = Get "/api/v4/margin/*";
    _: Read = Get "/api/v4/unified/*";

    // Families whose writes stand below; each GET of them reads.
    _: Read = Get "/api/v4/earn/*";
    _: Read = Get "/api/v4/launch/*";
    _: Read = Get "/api/v4/loan/*";
    _: Read = Get "/api/v4/flash_swap/*";
    _: Read = Get "/api/v4/rebate/*";
    _: Read = Get "/api/v4/crossex/*";
    _: Read = Get "/api/v4/tradfi/*";
    _: Read = Get "/api/v4/alpha/*";
    _: Read = Get "/api/v4/otc/*";

    // Reads that are POSTs.
    PORTFOLIO_CALCULATOR: Read = Post "/api/v4/unified/portfolio_calculator" [reads];
    FLASH_SWAP_PREVIEW: Read = Post "/api/v4/flash_swap/orders/preview" [reads];
    FLASH_SWAP_MULTI_PREVIEW: Read = Post "/api/v4/flash_swap/multi-currency/{}/preview" [reads];
    CROSSEX_CONVERT_QUOTE: Read = Post "/api/v4/crossex/convert/quote" [reads];
    OTC_QUOTE: Read = Post "/api/v4/otc/quote" [reads];
    ALPHA_QUOTE: Read = Post "/api/v4/alpha/quote" [reads];
    FUTURES_FUNDING_RATES: Read = Post "/api/v4/futures/{}/funding_rates" [reads];
    AUTOINVEST_MINIMUM: Read = Post "/api/v4/earn/autoinvest/min_invest_amount" [reads];

    // Spot orders: `account` and `auto_borrow` tell the product, of every order in a batch. Where
    // one of a batch leaves `account` out, that one is spot.
    ORDER_SPOT: Spot = Post "/api/v4/spot/orders" (SPOT_ORDER);
    ORDER_MARGIN: Margin = Post "/api/v4/spot/orders" (MARGIN_ORDER);
    BATCH_ORDERS_SPOT: Spot = Post "/api/v4/spot/batch_orders" (SPOT_ORDER);
    BATCH_ORDERS_MARGIN: Margin + Spot = Post "/api/v4/spot/batch_orders" (MARGIN_ORDER);
    PRICE_ORDER_SPOT: Spot = Post "/api/v4/spot/price_orders" (SPOT_TRIGGER);
    PRICE_ORDER_MARGIN: Margin = Post "/api/v4/spot/price_orders" (MARGIN_ORDER);
    POV_ORDER: Spot + Margin = Post "/api/v4/spot/pov_orders";
    CROSS_LIQUIDATE_ORDER: Margin = Post "/api/v4/spot/cross_liquidate_orders";
    AMEND_ORDER_SPOT: Spot = Patch "/api/v4/spot/orders/{}" (SPOT_ACCOUNT);
    AMEND_ORDER_MARGIN: Margin = Patch "/api/v4/spot/orders/{}" (MARGIN_ORDER);
    AMEND_BATCH_SPOT: Spot = Post "/api/v4/spot/amend_batch_orders" (SPOT_ACCOUNT);
    AMEND_BATCH_MARGIN: Margin + Spot = Post "/api/v4/spot/amend_batch_orders" (MARGIN_ORDER);
    CANCEL_ORDER_SPOT: Spot = Delete "/api/v4/spot/orders/{}" (SPOT_ACCOUNT);
    CANCEL_ORDER_MARGIN: Margin = Delete "/api/v4/spot/orders/{}" (MARGIN_ORDER);
    // Without `account`, the orders of every account go: that is spot as well.
    CANCEL_ORDERS_SPOT: Spot = Delete "/api/v4/spot/orders" (SPOT_ACCOUNT);
    CANCEL_ORDERS_MARGIN: Margin = Delete "/api/v4/spot/orders" (MARGIN_ORDER);
    CANCEL_BATCH_SPOT: Spot = Post "/api/v4/spot/cancel_batch_orders" (SPOT_ACCOUNT);
    CANCEL_BATCH_MARGIN: Margin + Spot = Post "/api/v4/spot/cancel_batch_orders" (MARGIN_ORDER);
    CANCEL_PRICE_ORDERS_SPOT: Spot = Delete "/api/v4/spot/price_orders" (SPOT_TRIGGER);
    CANCEL_PRICE_ORDERS_MARGIN: Margin = Delete "/api/v4/spot/price_orders" (MARGIN_ORDER);
    CANCEL_PRICE_ORDER: Spot = Delete "/api/v4/spot/price_orders/{}";
    CANCEL_POV_ORDERS: Spot + Margin = Delete "/api/v4/spot/pov_orders";
    CANCEL_POV_ORDER: Spot + Margin = Delete "/api/v4/spot/pov_orders/{}";
    // The dead man's switch names no account: it cancels them all.
    COUNTDOWN_CANCEL_SPOT: Spot = Post "/api/v4/spot/countdown_cancel_all";

    // Perpetual orders.
    ORDER_FUTURES: Futures = Post "/api/v4/futures/{}/orders";
    BATCH_ORDERS_FUTURES: Futures = Post "/api/v4/futures/{}/batch_orders";
    BBO_ORDER_FUTURES: Futures = Post "/api/v4/futures/{}/bbo_orders";
    PRICE_ORDER_FUTURES: Futures = Post "/api/v4/futures/{}/price_orders";
    AMEND_ORDER_FUTURES: Futures = Put "/api/v4/futures/{}/orders/{}";
    AMEND_BATCH_FUTURES: Futures = Post "/api/v4/futures/{}/batch_amend_orders";
    AMEND_PRICE_ORDER_FUTURES: Futures = Put "/api/v4/futures/{}/price_orders/amend/{}";
    _: Futures = Put "/api/v4/futures/{}/price_orders/{}";
    CANCEL_ORDER_FUTURES: Futures = Delete "/api/v4/futures/{}/orders/{}";
    CANCEL_ORDERS_FUTURES: Futures = Delete "/api/v4/futures/{}/orders";
    CANCEL_BATCH_FUTURES: Futures = Post "/api/v4/futures/{}/batch_cancel_orders";
    CANCEL_PRICE_ORDER_FUTURES: Futures = Delete "/api/v4/futures/{}/price_orders/{}";
    CANCEL_PRICE_ORDERS_FUTURES: Futures = Delete "/api/v4/futures/{}/price_orders";
    COUNTDOWN_CANCEL_FUTURES: Futures = Post "/api/v4/futures/{}/countdown_cancel_all";
    TRAIL_CREATE: Futures = Post "/api/v4/futures/{}/autoorder/v1/trail/create";
    TRAIL_UPDATE: Futures = Post "/api/v4/futures/{}/autoorder/v1/trail/update";
    TRAIL_STOP: Futures = Post "/api/v4/futures/{}/autoorder/v1/trail/stop";
    TRAIL_STOP_ALL: Futures = Post "/api/v4/futures/{}/autoorder/v1/trail/stop_all";
    CHASE_CREATE: Futures = Post "/api/v4/futures/{}/autoorder/v1/chase/create";
    CHASE_STOP: Futures = Post "/api/v4/futures/{}/autoorder/v1/chase/stop";
    CHASE_STOP_ALL: Futures = Post "/api/v4/futures/{}/autoorder/v1/chase/stop_all";

    // Orders with a day of delivery.
    ORDER_DELIVERY: Futures = Post "/api/v4/delivery/{}/orders";
    PRICE_ORDER_DELIVERY: Futures = Post "/api/v4/delivery/{}/price_orders";
    CANCEL_ORDER_DELIVERY: Futures = Delete "/api/v4/delivery/{}/orders/{}";
    CANCEL_ORDERS_DELIVERY: Futures = Delete "/api/v4/delivery/{}/orders";
    CANCEL_PRICE_ORDER_DELIVERY: Futures = Delete "/api/v4/delivery/{}/price_orders/{}";
    CANCEL_PRICE_ORDERS_DELIVERY: Futures = Delete "/api/v4/delivery/{}/price_orders";

    // Options orders.
    ORDER_OPTIONS: Options = Post "/api/v4/options/orders";
    AMEND_ORDER_OPTIONS: Options = Put "/api/v4/options/orders/{}";
    CANCEL_ORDER_OPTIONS: Options = Delete "/api/v4/options/orders/{}";
    CANCEL_ORDERS_OPTIONS: Options = Delete "/api/v4/options/orders";
    COUNTDOWN_CANCEL_OPTIONS: Options = Post "/api/v4/options/countdown_cancel_all";

    // Settings.
    POSITION_MARGIN: Futures = Post "/api/v4/futures/{}/positions/{}/margin";
    POSITION_LEVERAGE: Futures = Post "/api/v4/futures/{}/positions/{}/leverage";
    POSITION_SET_LEVERAGE: Futures = Post "/api/v4/futures/{}/positions/{}/set_leverage";
    POSITION_RISK_LIMIT: Futures = Post "/api/v4/futures/{}/positions/{}/risk_limit";
    POSITION_CROSS_MODE: Futures = Post "/api/v4/futures/{}/positions/cross_mode";
    DUAL_MODE: Futures = Post "/api/v4/futures/{}/dual_mode";
    SET_POSITION_MODE: Futures = Post "/api/v4/futures/{}/set_position_mode";
    DUAL_CROSS_MODE: Futures = Post "/api/v4/futures/{}/dual_comp/positions/cross_mode";
    DUAL_MARGIN: Futures = Post "/api/v4/futures/{}/dual_comp/positions/{}/margin";
    DUAL_LEVERAGE: Futures = Post "/api/v4/futures/{}/dual_comp/positions/{}/leverage";
    DUAL_RISK_LIMIT: Futures = Post "/api/v4/futures/{}/dual_comp/positions/{}/risk_limit";
    DELIVERY_MARGIN: Futures = Post "/api/v4/delivery/{}/positions/{}/margin";
    DELIVERY_LEVERAGE: Futures = Post "/api/v4/delivery/{}/positions/{}/leverage";
    DELIVERY_RISK_LIMIT: Futures = Post "/api/v4/delivery/{}/positions/{}/risk_limit";
    OPTIONS_MMP: Options = Post "/api/v4/options/mmp";
    OPTIONS_MMP_RESET: Options = Post "/api/v4/options/mmp/reset";
    MARGIN_LEVERAGE: Margin = Post "/api/v4/margin/leverage/user_market_setting";
    UNIFIED_CURRENCY_LEVERAGE: Margin = Post "/api/v4/unified/leverage/user_currency_setting";
    UNIFIED_LEVERAGE: Margin = Post "/api/v4/unified/leverage/user_setting";
    UNIFIED_COLLATERAL: Margin = Post "/api/v4/unified/collateral_currencies";
    // Changes the whole account.
    SET_UNIFIED_MODE: Margin + Futures + Options = Put "/api/v4/unified/unified_mode";
    _: Margin + Futures + Options = Post "/api/v4/unified/account_mode";
    SET_DEBIT_FEE: Spot = Post "/api/v4/account/debit_fee";

    // Loans: borrowing, repaying and their collateral. The older loans under margin lend as well.
    UNIFIED_LOAN: Margin = Post "/api/v4/unified/loans";
    MARGIN_UNI_LOAN: Margin = Post "/api/v4/margin/uni/loans";
    MARGIN_AUTO_REPAY: Margin = Post "/api/v4/margin/auto_repay";
    COLLATERAL_LOAN: Margin = Post "/api/v4/loan/multi_collateral/orders";
    COLLATERAL_LOAN_REPAY: Margin = Post "/api/v4/loan/multi_collateral/repay";
    COLLATERAL_LOAN_MORTGAGE: Margin = Post "/api/v4/loan/multi_collateral/mortgage";
    _: Margin + Futures + Options = Post "/api/v4/unified/*";
    _: Margin = Post "/api/v4/loan/*";
    _: Margin + Earn = Post "/api/v4/margin/*";
    _: Margin + Earn = Patch "/api/v4/margin/*";
    _: Margin + Earn = Delete "/api/v4/margin/*";

    // Conversions. Alpha keeps its tokens in an account of its own.
    FLASH_SWAP_ORDER: Spot = Post "/api/v4/flash_swap/orders";
    _: Spot = Post "/api/v4/flash_swap/*";
    _: Spot + Transfer = Post "/api/v4/alpha/*";

    // Earn.
    UNI_LEND: Earn = Post "/api/v4/earn/uni/lends";
    UNI_LEND_AMEND: Earn = Patch "/api/v4/earn/uni/lends";
    UNI_INTEREST_REINVEST: Earn = Put "/api/v4/earn/uni/interest_reinvest";
    DUAL_ORDER: Earn = Post "/api/v4/earn/dual/orders";
    STAKING_SWAP: Earn = Post "/api/v4/earn/staking/swap";
    _: Earn = Post "/api/v4/earn/*";
    _: Earn = Put "/api/v4/earn/*";
    _: Earn = Patch "/api/v4/earn/*";
    _: Earn = Delete "/api/v4/earn/*";
    LAUNCH_CREATE: Earn = Post "/api/v4/launch/create-order";
    LAUNCH_REDEEM: Earn = Post "/api/v4/launch/redeem";

    // Between own wallets and accounts; trading at other exchanges, which the account pays for.
    TRANSFER: Transfer = Post "/api/v4/wallet/transfers";
    TRANSFER_SUB_ACCOUNT: Transfer = Post "/api/v4/wallet/sub_account_transfers";
    TRANSFER_BETWEEN_SUB_ACCOUNTS: Transfer = Post "/api/v4/wallet/sub_account_to_sub_account";
    CONVERT_SMALL_BALANCE: Transfer = Post "/api/v4/wallet/small_balance";
    // Makes an address where there is none.
    DEPOSIT_ADDRESS: Transfer = Get "/api/v4/wallet/deposit_address" [writes];
    _: Transfer + Spot + Margin + Futures = Post "/api/v4/crossex/*";
    _: Transfer + Spot + Margin + Futures = Put "/api/v4/crossex/*";
    _: Transfer + Spot + Margin + Futures = Delete "/api/v4/crossex/*";
    _: Transfer + Futures = Post "/api/v4/tradfi/*";
    _: Transfer + Futures = Put "/api/v4/tradfi/*";
    _: Transfer + Futures = Delete "/api/v4/tradfi/*";

    // Out, or to another owner: nobody signs these. CrossEx and TradFi move value to and from
    // accounts elsewhere.
    _: Withdraw = Post "/api/v4/crossex/transfers*";
    _: Withdraw = Post "/api/v4/tradfi/transactions*";
    _: Withdraw = Post "/api/v4/custody/*";
    _: Withdraw = Put "/api/v4/custody/*";
    _: Withdraw = Patch "/api/v4/custody/*";
    _: Withdraw = Delete "/api/v4/custody/*";
    WITHDRAWAL: Withdraw = Post "/api/v4/withdrawals";
    _: Withdraw = Post "/api/v4/withdrawals/push";
    _: Withdraw = Post "/api/v4/withdrawals/*";
    _: Withdraw = Put "/api/v4/withdrawals*";
    _: Withdraw = Delete "/api/v4/withdrawals/{}";
    _: Withdraw = Delete "/api/v4/withdrawals*";
    _: Withdraw = Post "/api/v4/wallet/*";
    _: Withdraw = Put "/api/v4/wallet/*";
    _: Withdraw = Delete "/api/v4/wallet/*";
    _: Withdraw = Post "/api/v4/otc/*";
    _: Withdraw = Put "/api/v4/otc/*";
    _: Withdraw = Delete "/api/v4/otc/*";
    _: Withdraw = Post "/api/v4/p2p/*";
    _: Withdraw = Put "/api/v4/p2p/*";
    _: Withdraw = Delete "/api/v4/p2p/*";

    // Keys and accounts: nor these. A group against self-trading takes in other accounts.
    _: Admin = Post "/api/v4/sub_accounts";
    _: Admin = Post "/api/v4/sub_accounts/{}/keys";
    _: Admin = Put "/api/v4/sub_accounts/{}/keys/{}";
    _: Admin = Delete "/api/v4/sub_accounts/{}/keys/{}";
    _: Admin = Post "/api/v4/sub_accounts/{}/lock";
    _: Admin = Post "/api/v4/sub_accounts/{}/unlock";
    _: Admin = Post "/api/v4/sub_accounts/*";
    _: Admin = Put "/api/v4/sub_accounts*";
    _: Admin = Patch "/api/v4/sub_accounts*";
    _: Admin = Delete "/api/v4/sub_accounts*";
    _: Admin = Post "/api/v4/account/stp_groups*";
    _: Admin = Put "/api/v4/account/stp_groups*";
    _: Admin = Delete "/api/v4/account/stp_groups*";
    _: Admin = Post "/api/v4/tradfi/users";
} }
