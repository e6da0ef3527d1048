//! Deribit's table of endpoints; see [`deribit`](super) for its sources.

use super::Deribit;
use crate::{request::Condition, venue::endpoints};

/// `instrument_name`: names are compared without their `_`.
const MARKET: &str = "instrumentname";
const KIND: &str = "kind";
/// `BTC_USDC`.
const SPOT_ORDER: &[Condition] = &[Condition::dashes(MARKET, 0)];
/// `BTC-PERPETUAL`, `BTC_USDC-30JUN23`.
const FUTURES_ORDER: &[Condition] = &[Condition::dashes(MARKET, 1)];
/// `BTC-FS-31JUL26_17JUL26`.
const FUTURES_SPREAD_ORDER: &[Condition] = &[Condition::dashes(MARKET, 2)];
/// `BTC-30JUN23-20000-C`, and combos of options: `BTC-CS-29APR22-39300_39600`.
const OPTIONS_ORDER: &[Condition] = &[Condition::dashes(MARKET, 3)];
const FUTURES_KIND: &[Condition] = &[Condition::one_of(KIND, &["future", "future_combo"])];
const OPTIONS_KIND: &[Condition] = &[Condition::one_of(KIND, &["option", "option_combo"])];
/// Spot, or every kind.
const ANY_KIND: &[Condition] = &[Condition::absent_or(KIND, &["any", "spot", "combo"])];

endpoints! { Deribit {
    // The key and the account.
    LIST_API_KEYS: Read = Get "/api/v2/private/list_api_keys";
    ACCOUNT_SUMMARY: Read = Get "/api/v2/private/get_account_summary";
    ACCOUNT_SUMMARIES: Read = Get "/api/v2/private/get_account_summaries";
    SUBACCOUNTS: Read = Get "/api/v2/private/get_subaccounts";
    SUBACCOUNTS_DETAILS: Read = Get "/api/v2/private/get_subaccounts_details";
    POSITIONS: Read = Get "/api/v2/private/get_positions";
    POSITION: Read = Get "/api/v2/private/get_position";
    ACCESS_LOG: Read = Get "/api/v2/private/get_access_log";
    AFFILIATE_PROGRAM_INFO: Read = Get "/api/v2/private/get_affiliate_program_info";
    USER_LOCKS: Read = Get "/api/v2/private/get_user_locks";
    NEW_ANNOUNCEMENTS: Read = Get "/api/v2/private/get_new_announcements";
    EMAIL_LANGUAGE: Read = Get "/api/v2/private/get_email_language";
    TRANSACTION_LOG: Read = Get "/api/v2/private/get_transaction_log";
    CANCEL_ON_DISCONNECT: Read = Get "/api/v2/private/get_cancel_on_disconnect";
    MARGINS: Read = Get "/api/v2/private/get_margins";
    REWARD_ELIGIBILITY: Read = Get "/api/v2/private/get_reward_eligibility";
    LIST_CUSTODY_ACCOUNTS: Read = Get "/api/v2/private/list_custody_accounts";
    SIMULATE_PORTFOLIO: Read = Get "/api/v2/private/simulate_portfolio";
    PME_SIMULATE: Read = Get "/api/v2/private/pme/simulate";

    // Orders, fills and settlements.
    SETTLEMENT_HISTORY_BY_CURRENCY: Read = Get "/api/v2/private/get_settlement_history_by_currency";
    SETTLEMENT_HISTORY_BY_INSTRUMENT: Read =
        Get "/api/v2/private/get_settlement_history_by_instrument";
    ORDER_HISTORY_BY_INSTRUMENT: Read = Get "/api/v2/private/get_order_history_by_instrument";
    ORDER_HISTORY_BY_CURRENCY: Read = Get "/api/v2/private/get_order_history_by_currency";
    ORDER_STATE: Read = Get "/api/v2/private/get_order_state";
    ORDER_STATE_BY_LABEL: Read = Get "/api/v2/private/get_order_state_by_label";
    OPEN_ORDERS: Read = Get "/api/v2/private/get_open_orders";
    OPEN_ORDERS_BY_INSTRUMENT: Read = Get "/api/v2/private/get_open_orders_by_instrument";
    OPEN_ORDERS_BY_CURRENCY: Read = Get "/api/v2/private/get_open_orders_by_currency";
    OPEN_ORDERS_BY_LABEL: Read = Get "/api/v2/private/get_open_orders_by_label";
    ORDER_MARGIN_BY_IDS: Read = Get "/api/v2/private/get_order_margin_by_ids";
    TRIGGER_ORDER_HISTORY: Read = Get "/api/v2/private/get_trigger_order_history";
    USER_TRADES_BY_INSTRUMENT: Read = Get "/api/v2/private/get_user_trades_by_instrument";
    USER_TRADES_BY_INSTRUMENT_AND_TIME: Read =
        Get "/api/v2/private/get_user_trades_by_instrument_and_time";
    USER_TRADES_BY_CURRENCY: Read = Get "/api/v2/private/get_user_trades_by_currency";
    USER_TRADES_BY_CURRENCY_AND_TIME: Read =
        Get "/api/v2/private/get_user_trades_by_currency_and_time";
    USER_TRADES_BY_ORDER: Read = Get "/api/v2/private/get_user_trades_by_order";
    MMP_CONFIG: Read = Get "/api/v2/private/get_mmp_config";
    MMP_STATUS: Read = Get "/api/v2/private/get_mmp_status";

    // Block trades, requests for quotes and combos.
    BLOCK_RFQS: Read = Get "/api/v2/private/get_block_rfqs";
    BLOCK_RFQ_QUOTES: Read = Get "/api/v2/private/get_block_rfq_quotes";
    BLOCK_RFQ_MAKERS: Read = Get "/api/v2/private/get_block_rfq_makers";
    BLOCK_RFQ_USER_INFO: Read = Get "/api/v2/private/get_block_rfq_user_info";
    BLOCK_TRADE: Read = Get "/api/v2/private/get_block_trade";
    BLOCK_TRADES: Read = Get "/api/v2/private/get_block_trades";
    BLOCK_TRADE_REQUESTS: Read = Get "/api/v2/private/get_block_trade_requests";
    BROKER_TRADES: Read = Get "/api/v2/private/get_broker_trades";
    BROKER_TRADE_REQUESTS: Read = Get "/api/v2/private/get_broker_trade_requests";
    LEG_PRICES: Read = Get "/api/v2/private/get_leg_prices";
    SIMULATE_BLOCK_TRADE: Read = Get "/api/v2/private/simulate_block_trade";

    // Funds, and what tells of moves that the bot did not make.
    WITHDRAWALS: Read = Get "/api/v2/private/get_withdrawals";
    DEPOSITS: Read = Get "/api/v2/private/get_deposits";
    TRANSFERS: Read = Get "/api/v2/private/get_transfers";
    ADDRESS_BOOK: Read = Get "/api/v2/private/get_address_book";
    ADDRESS_BENEFICIARY: Read = Get "/api/v2/private/get_address_beneficiary";
    LIST_ADDRESS_BENEFICIARIES: Read = Get "/api/v2/private/list_address_beneficiaries";
    CURRENT_DEPOSIT_ADDRESS: Read = Get "/api/v2/private/get_current_deposit_address";

    // Market data, which is not signed.
    ANNOUNCEMENTS: Read = Get "/api/v2/public/get_announcements";
    BLOCK_RFQ_TRADES: Read = Get "/api/v2/public/get_block_rfq_trades";
    COMBOS: Read = Get "/api/v2/public/get_combos";
    COMBO_IDS: Read = Get "/api/v2/public/get_combo_ids";
    COMBO_DETAILS: Read = Get "/api/v2/public/get_combo_details";
    ORDER_BOOK: Read = Get "/api/v2/public/get_order_book";
    ORDER_BOOK_BY_INSTRUMENT_ID: Read = Get "/api/v2/public/get_order_book_by_instrument_id";
    LAST_SETTLEMENTS_BY_CURRENCY: Read = Get "/api/v2/public/get_last_settlements_by_currency";
    BOOK_SUMMARY_BY_CURRENCY: Read = Get "/api/v2/public/get_book_summary_by_currency";
    BOOK_SUMMARY_BY_INSTRUMENT: Read = Get "/api/v2/public/get_book_summary_by_instrument";
    LAST_SETTLEMENTS_BY_INSTRUMENT: Read = Get "/api/v2/public/get_last_settlements_by_instrument";
    CONTRACT_SIZE: Read = Get "/api/v2/public/get_contract_size";
    TRADE_VOLUMES: Read = Get "/api/v2/public/get_trade_volumes";
    INDEX_PRICE: Read = Get "/api/v2/public/get_index_price";
    INDEX_PRICE_NAMES: Read = Get "/api/v2/public/get_index_price_names";
    SUPPORTED_INDEX_NAMES: Read = Get "/api/v2/public/get_supported_index_names";
    INSTRUMENTS: Read = Get "/api/v2/public/get_instruments";
    INSTRUMENT: Read = Get "/api/v2/public/get_instrument";
    HISTORICAL_VOLATILITY: Read = Get "/api/v2/public/get_historical_volatility";
    FUNDING_RATE_HISTORY: Read = Get "/api/v2/public/get_funding_rate_history";
    FUNDING_RATE_VALUE: Read = Get "/api/v2/public/get_funding_rate_value";
    INDEX_CHART_DATA: Read = Get "/api/v2/public/get_index_chart_data";
    MARK_PRICE_HISTORY: Read = Get "/api/v2/public/get_mark_price_history";
    EXPIRATIONS: Read = Get "/api/v2/public/get_expirations";
    APR_HISTORY: Read = Get "/api/v2/public/get_apr_history";
    LAST_TRADES_BY_INSTRUMENT: Read = Get "/api/v2/public/get_last_trades_by_instrument";
    LAST_TRADES_BY_INSTRUMENT_AND_TIME: Read =
        Get "/api/v2/public/get_last_trades_by_instrument_and_time";
    LAST_TRADES_BY_CURRENCY: Read = Get "/api/v2/public/get_last_trades_by_currency";
    LAST_TRADES_BY_CURRENCY_AND_TIME: Read =
        Get "/api/v2/public/get_last_trades_by_currency_and_time";
    CURRENCIES: Read = Get "/api/v2/public/get_currencies";
    FUNDING_CHART_DATA: Read = Get "/api/v2/public/get_funding_chart_data";
    TRADINGVIEW_CHART_DATA: Read = Get "/api/v2/public/get_tradingview_chart_data";
    VOLATILITY_INDEX_DATA: Read = Get "/api/v2/public/get_volatility_index_data";
    TICKER: Read = Get "/api/v2/public/ticker";
    DELIVERY_PRICES: Read = Get "/api/v2/public/get_delivery_prices";
    PLATFORM_STATUS: Read = Get "/api/v2/public/status";
    TEST_CALL: Read = Get "/api/v2/public/test";
    TIME: Read = Get "/api/v2/public/get_time";

    // Orders: the shape of `instrument_name` tells the product.
    BUY_SPOT: Spot = Get "/api/v2/private/buy" [writes] (SPOT_ORDER);
    BUY_FUTURES: Futures = Get "/api/v2/private/buy" [writes] (FUTURES_ORDER);
    BUY_FUTURES_SPREAD: Futures = Get "/api/v2/private/buy" [writes] (FUTURES_SPREAD_ORDER);
    BUY_OPTIONS: Options = Get "/api/v2/private/buy" [writes] (OPTIONS_ORDER);
    SELL_SPOT: Spot = Get "/api/v2/private/sell" [writes] (SPOT_ORDER);
    SELL_FUTURES: Futures = Get "/api/v2/private/sell" [writes] (FUTURES_ORDER);
    SELL_FUTURES_SPREAD: Futures = Get "/api/v2/private/sell" [writes] (FUTURES_SPREAD_ORDER);
    SELL_OPTIONS: Options = Get "/api/v2/private/sell" [writes] (OPTIONS_ORDER);
    EDIT_BY_LABEL_SPOT: Spot = Get "/api/v2/private/edit_by_label" [writes] (SPOT_ORDER);
    EDIT_BY_LABEL_FUTURES: Futures = Get "/api/v2/private/edit_by_label" [writes] (FUTURES_ORDER);
    EDIT_BY_LABEL_FUTURES_SPREAD: Futures =
        Get "/api/v2/private/edit_by_label" [writes] (FUTURES_SPREAD_ORDER);
    EDIT_BY_LABEL_OPTIONS: Options = Get "/api/v2/private/edit_by_label" [writes] (OPTIONS_ORDER);
    CLOSE_POSITION_FUTURES: Futures = Get "/api/v2/private/close_position" [writes] (FUTURES_ORDER);
    CLOSE_POSITION_FUTURES_SPREAD: Futures =
        Get "/api/v2/private/close_position" [writes] (FUTURES_SPREAD_ORDER);
    CLOSE_POSITION_OPTIONS: Options = Get "/api/v2/private/close_position" [writes] (OPTIONS_ORDER);
    // An order id tells no product, and quotes are a list that is encoded.
    EDIT: Spot + Futures + Options = Get "/api/v2/private/edit" [writes];
    MASS_QUOTE: Spot + Futures + Options = Get "/api/v2/private/mass_quote" [writes];
    SET_MMP_CONFIG: Spot + Futures + Options = Get "/api/v2/private/set_mmp_config" [writes];
    RESET_MMP: Spot + Futures + Options = Get "/api/v2/private/reset_mmp" [writes];
    CREATE_COMBO: Spot + Futures + Options = Get "/api/v2/private/create_combo" [writes];

    // Cancelling. What names no product harms nothing, yet is not for a reader: it takes the
    // smallest right to trade.
    CANCEL: Spot = Get "/api/v2/private/cancel" [writes];
    CANCEL_BY_LABEL: Spot = Get "/api/v2/private/cancel_by_label" [writes];
    CANCEL_ALL: Spot = Get "/api/v2/private/cancel_all" [writes];
    CANCEL_QUOTES: Spot = Get "/api/v2/private/cancel_quotes" [writes];
    CANCEL_ALL_BY_INSTRUMENT_SPOT: Spot =
        Get "/api/v2/private/cancel_all_by_instrument" [writes] (SPOT_ORDER);
    CANCEL_ALL_BY_INSTRUMENT_FUTURES: Futures =
        Get "/api/v2/private/cancel_all_by_instrument" [writes] (FUTURES_ORDER);
    CANCEL_ALL_BY_INSTRUMENT_FUTURES_SPREAD: Futures =
        Get "/api/v2/private/cancel_all_by_instrument" [writes] (FUTURES_SPREAD_ORDER);
    CANCEL_ALL_BY_INSTRUMENT_OPTIONS: Options =
        Get "/api/v2/private/cancel_all_by_instrument" [writes] (OPTIONS_ORDER);
    CANCEL_ALL_BY_CURRENCY: Spot = Get "/api/v2/private/cancel_all_by_currency" [writes] (ANY_KIND);
    CANCEL_ALL_BY_CURRENCY_FUTURES: Futures =
        Get "/api/v2/private/cancel_all_by_currency" [writes] (FUTURES_KIND);
    CANCEL_ALL_BY_CURRENCY_OPTIONS: Options =
        Get "/api/v2/private/cancel_all_by_currency" [writes] (OPTIONS_KIND);
    CANCEL_ALL_BY_CURRENCY_PAIR: Spot =
        Get "/api/v2/private/cancel_all_by_currency_pair" [writes] (ANY_KIND);
    CANCEL_ALL_BY_CURRENCY_PAIR_FUTURES: Futures =
        Get "/api/v2/private/cancel_all_by_currency_pair" [writes] (FUTURES_KIND);
    CANCEL_ALL_BY_CURRENCY_PAIR_OPTIONS: Options =
        Get "/api/v2/private/cancel_all_by_currency_pair" [writes] (OPTIONS_KIND);
    CANCEL_ALL_BY_KIND_OR_TYPE: Spot =
        Get "/api/v2/private/cancel_all_by_kind_or_type" [writes] (ANY_KIND);
    CANCEL_ALL_BY_KIND_OR_TYPE_FUTURES: Futures =
        Get "/api/v2/private/cancel_all_by_kind_or_type" [writes] (FUTURES_KIND);
    CANCEL_ALL_BY_KIND_OR_TYPE_OPTIONS: Options =
        Get "/api/v2/private/cancel_all_by_kind_or_type" [writes] (OPTIONS_KIND);

    // Block trades, at a price agreed with somebody. The first of them gives the signature by
    // which the other side executes.
    VERIFY_BLOCK_TRADE: Futures + Spot + Options =
        Get "/api/v2/private/verify_block_trade" [writes];
    EXECUTE_BLOCK_TRADE: Futures + Spot + Options =
        Get "/api/v2/private/execute_block_trade" [writes];
    INVALIDATE_BLOCK_TRADE_SIGNATURE: Futures + Spot + Options =
        Get "/api/v2/private/invalidate_block_trade_signature" [writes];
    APPROVE_BLOCK_TRADE: Futures + Spot + Options =
        Get "/api/v2/private/approve_block_trade" [writes];
    REJECT_BLOCK_TRADE: Futures + Spot + Options =
        Get "/api/v2/private/reject_block_trade" [writes];
    CREATE_BLOCK_RFQ: Futures + Spot + Options = Get "/api/v2/private/create_block_rfq" [writes];
    ACCEPT_BLOCK_RFQ: Futures + Spot + Options = Get "/api/v2/private/accept_block_rfq" [writes];
    ADD_BLOCK_RFQ_QUOTE: Futures + Spot + Options =
        Get "/api/v2/private/add_block_rfq_quote" [writes];
    EDIT_BLOCK_RFQ_QUOTE: Futures + Spot + Options =
        Get "/api/v2/private/edit_block_rfq_quote" [writes];
    CANCEL_BLOCK_RFQ: Futures + Spot + Options = Get "/api/v2/private/cancel_block_rfq" [writes];
    CANCEL_BLOCK_RFQ_TRIGGER: Futures + Spot + Options =
        Get "/api/v2/private/cancel_block_rfq_trigger" [writes];
    CANCEL_BLOCK_RFQ_QUOTE: Futures + Spot + Options =
        Get "/api/v2/private/cancel_block_rfq_quote" [writes];
    CANCEL_ALL_BLOCK_RFQ_QUOTES: Futures + Spot + Options =
        Get "/api/v2/private/cancel_all_block_rfq_quotes" [writes];

    // Between own accounts. All but the last need a scope that withdraws, which no bot key has.
    SUBMIT_TRANSFER_TO_SUBACCOUNT: Transfer =
        Get "/api/v2/private/submit_transfer_to_subaccount" [writes];
    SUBMIT_TRANSFER_BETWEEN_SUBACCOUNTS: Transfer =
        Get "/api/v2/private/submit_transfer_between_subaccounts" [writes];
    CANCEL_TRANSFER_BY_ID: Transfer = Get "/api/v2/private/cancel_transfer_by_id" [writes];
    MOVE_POSITIONS: Transfer = Get "/api/v2/private/move_positions" [writes];

    // Out, to another owner, or into the lists of addresses: nobody signs these.
    WITHDRAW: Withdraw = Get "/api/v2/private/withdraw" [writes];
    _: Withdraw = Get "/api/v2/private/submit_transfer_to_user" [writes];
    _: Withdraw = Get "/api/v2/private/cancel_withdrawal" [writes];
    _: Withdraw = Get "/api/v2/private/add_to_address_book" [writes];
    _: Withdraw = Get "/api/v2/private/update_in_address_book" [writes];
    _: Withdraw = Get "/api/v2/private/remove_from_address_book" [writes];
    _: Withdraw = Get "/api/v2/private/save_address_beneficiary" [writes];
    _: Withdraw = Get "/api/v2/private/delete_address_beneficiary" [writes];
    _: Withdraw = Get "/api/v2/private/set_clearance_originator" [writes];
    _: Withdraw = Get "/api/v2/private/create_deposit_address" [writes];

    // Keys, sub-accounts and the account itself, all by `account:read_write`: nor these.
    _: Admin = Get "/api/v2/private/create_api_key" [writes];
    _: Admin = Get "/api/v2/private/edit_api_key" [writes];
    _: Admin = Get "/api/v2/private/change_api_key_name" [writes];
    _: Admin = Get "/api/v2/private/change_scope_in_api_key" [writes];
    _: Admin = Get "/api/v2/private/enable_api_key" [writes];
    _: Admin = Get "/api/v2/private/disable_api_key" [writes];
    _: Admin = Get "/api/v2/private/reset_api_key" [writes];
    _: Admin = Get "/api/v2/private/remove_api_key" [writes];
    _: Admin = Get "/api/v2/private/create_subaccount" [writes];
    _: Admin = Get "/api/v2/private/remove_subaccount" [writes];
    _: Admin = Get "/api/v2/private/change_subaccount_name" [writes];
    _: Admin = Get "/api/v2/private/set_email_for_subaccount" [writes];
    _: Admin = Get "/api/v2/private/toggle_subaccount_login" [writes];
    _: Admin = Get "/api/v2/private/toggle_notifications_from_subaccount" [writes];
    _: Admin = Get "/api/v2/private/change_margin_model" [writes];
    _: Admin = Get "/api/v2/private/set_disabled_trading_products" [writes];
    _: Admin = Get "/api/v2/private/set_self_trading_config" [writes];
    _: Admin = Get "/api/v2/private/enable_affiliate_program" [writes];
    _: Admin = Get "/api/v2/private/set_email_language" [writes];
    _: Admin = Get "/api/v2/private/set_announcement_as_read" [writes];
    _: Admin = Get "/api/v2/private/enable_cancel_on_disconnect" [writes];
    _: Admin = Get "/api/v2/private/disable_cancel_on_disconnect" [writes];
    // Tokens, which no guard would see again.
    _: Admin = Get "/api/v2/public/auth" [writes];
    _: Admin = Get "/api/v2/public/exchange_token" [writes];
    _: Admin = Get "/api/v2/public/fork_token" [writes];
    // Where a method is named in the body, or the query, and not in the path.
    _: Admin = Post "/api/v2";
} }
