//! KuCoin Futures: hosts and a table of its own, for keys of [KuCoin](super::kucoin).
//!
//! Keys, signatures, rights and sources are those of KuCoin; what is uncertain there is uncertain
//! here. The question about the key goes to KuCoin's host for spot, and there is no call to amend
//! an order. Futures that the unified account holds are traded by [`kucoin`](super::kucoin).

mod readings;

use super::{
    Alphabet, Evidence, Orders, Pattern, Piece, Probe, Question, Retirement, Service, Site, Spec,
    Step, Trading, Venue, endpoints,
    kucoin::{
        CLIENT_ID, CONSOLE, HOSTS, KEYS, LAPSES, REFUSALS, RIGHTS, SCHEME, SOURCES, STATES, read,
        refusal,
    },
};
use crate::{report::Environment, scheme::Counter};

/// KuCoin Futures, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum KuCoinFutures {}

impl Venue for KuCoinFutures {
    const SPEC: &'static Spec = &Spec {
        id: "kucoin_futures",
        title: "KuCoin Futures",
        variables: "KUCOIN_FUTURES",
        words: &["kucoin_futures", "kucoinfutures", "kucoin futures"],
        patterns: &[
            Pattern::key_id(&[Piece::Run(Alphabet::LowerHex, 24, 24)]),
            Pattern::secret(&[Piece::Uuid]),
        ],
        sources: SOURCES,
        services: &[
            Service {
                name: "futures",
                prefixes: &["/api/"],
                scheme: SCHEME,
            },
            Service {
                name: "account",
                prefixes: &["/api/v1/user/"],
                scheme: SCHEME,
            },
        ],
        sites: &[Site {
            environment: Environment::Production,
            hosts: &[
                (
                    "futures",
                    &["api-futures.kucoin.com", "api-futures.kucoin.eu"],
                ),
                ("account", HOSTS),
            ],
            headers: &[],
            mark: "",
            questions: &[Question {
                row: API_KEY.row(),
                query: &[],
                body: &[],
                read,
                instead: None,
            }],
            tells_rights: true,
        }],
        keys: KEYS,
        counter: Counter::Timestamp,
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[Orders {
                at: &[
                    ORDER.row(),
                    ORDERS_MULTI.row(),
                    ST_ORDER.row(),
                    COPY_ORDER.row(),
                    COPY_ST_ORDER.row(),
                ],
                market: "symbol",
                client_id: CLIENT_ID,
            }],
            cancel_all: &[
                CANCEL_ORDERS.row(),
                CANCEL_ORDERS_V1.row(),
                CANCEL_STOP_ORDERS.row(),
            ],
            dead_man: &[],
        },
        evidence: &[
            (Evidence::Fills, FILLS.row()),
            (Evidence::Fills, RECENT_FILLS.row()),
            (Evidence::Orders, ORDERS.row()),
            (Evidence::Orders, STOP_ORDERS.row()),
            (Evidence::Positions, POSITIONS.row()),
            (Evidence::Ledger, LEDGER.row()),
            (Evidence::Transfers, TRANSFERS.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: STATES,
        rights: RIGHTS,
        lapses: LAPSES,
        console: CONSOLE,
        time: None,
        refusal,
        refusals: REFUSALS,
        retirement: Retirement::within(5).probed(PROBES),
    }
    .checked();
}

/// What only one account has.
const PROBES: &[Probe] = &[Probe::new(
    FILLS.row(),
    &[
        Step::Get("data"),
        Step::Get("items"),
        Step::Each,
        Step::Get("orderId"),
    ],
)];

endpoints! { KuCoinFutures {
    // The key and the account.
    API_KEY: Read = Get "/api/v1/user/api-key";
    ACCOUNT_OVERVIEW: Read = Get "/api/v1/account-overview";
    ACCOUNT_OVERVIEW_ALL: Read = Get "/api/v1/account-overview-all";
    LEDGER: Read = Get "/api/v1/transaction-history";
    TRANSFERS: Read = Get "/api/v1/transfer-list";
    TRADE_FEES: Read = Get "/api/v1/trade-fees";
    DEPOSITS: Read = Get "/api/v1/deposit-list";
    WITHDRAWALS: Read = Get "/api/v1/withdrawal-list";
    WITHDRAWAL_QUOTAS: Read = Get "/api/v1/withdrawals/quotas";
    SUB_API_KEYS: Read = Get "/api/v1/sub/api-key";
    BROKER_REBATE: Read = Get "/api/v1/broker/api/rebase/download";

    // Orders, fills and positions.
    ORDERS: Read = Get "/api/v1/orders";
    ORDER_STATUS: Read = Get "/api/v1/orders/{}";
    ORDER_BY_CLIENT: Read = Get "/api/v1/orders/byClientOid";
    STOP_ORDERS: Read = Get "/api/v1/stopOrders";
    RECENT_DONE_ORDERS: Read = Get "/api/v1/recentDoneOrders";
    OPEN_ORDER_STATISTICS: Read = Get "/api/v1/openOrderStatistics";
    FILLS: Read = Get "/api/v1/fills";
    RECENT_FILLS: Read = Get "/api/v1/recentFills";
    POSITION: Read = Get "/api/v1/position";
    POSITIONS: Read = Get "/api/v1/positions";
    POSITION_V2: Read = Get "/api/v2/position";
    HISTORY_POSITIONS: Read = Get "/api/v1/history-positions";
    FUNDING_HISTORY: Read = Get "/api/v1/funding-history";
    MARGIN_MODE: Read = Get "/api/v2/position/getMarginMode";
    POSITION_MODE: Read = Get "/api/v2/position/getPositionMode";
    MAX_OPEN_SIZE: Read = Get "/api/v2/getMaxOpenSize";
    CROSS_LEVERAGE: Read = Get "/api/v2/getCrossUserLeverage";
    MAX_WITHDRAW_MARGIN: Read = Get "/api/v1/margin/maxWithdrawMargin";
    RISK_LIMIT: Read = Get "/api/v1/contracts/risk-limit/{}";
    BATCH_MARGIN_REQUIREMENT: Read = Get "/api/v2/batchGetCrossOrderLimit";
    _: Read = Get "/api/v1/copy-trade/*";

    // Market data.
    SERVER_TIME: Read = Get "/api/v1/timestamp";
    SERVICE_STATUS: Read = Get "/api/v1/status";
    CONTRACTS: Read = Get "/api/v1/contracts/active";
    CONTRACT: Read = Get "/api/v1/contracts/{}";
    TICKER: Read = Get "/api/v1/ticker";
    TICKERS: Read = Get "/api/v1/allTickers";
    ORDERBOOK: Read = Get "/api/v1/level2/snapshot";
    ORDERBOOK_20: Read = Get "/api/v1/level2/depth20";
    ORDERBOOK_100: Read = Get "/api/v1/level2/depth100";
    MARKET_TRADES: Read = Get "/api/v1/trade/history";
    CANDLES: Read = Get "/api/v1/kline/query";
    MARK_PRICE: Read = Get "/api/v1/mark-price/{}/current";
    INDEX: Read = Get "/api/v1/index/query";
    INTEREST: Read = Get "/api/v1/interest/query";
    PREMIUM: Read = Get "/api/v1/premium/query";
    TRADE_STATISTICS: Read = Get "/api/v1/trade-statistics";
    FUNDING_RATE: Read = Get "/api/v1/funding-rate/{}/current";
    FUNDING_RATES: Read = Get "/api/v1/contract/funding-rates";

    // Tokens for streams, which read.
    BULLET_PRIVATE: Read = Post "/api/v1/bullet-private" [reads];
    BULLET_PUBLIC: Read = Post "/api/v1/bullet-public" [reads];

    // Orders.
    ORDER: Futures = Post "/api/v1/orders";
    ORDER_TEST: Futures = Post "/api/v1/orders/test";
    ORDERS_MULTI: Futures = Post "/api/v1/orders/multi";
    ST_ORDER: Futures = Post "/api/v1/st-orders";
    CANCEL: Futures = Delete "/api/v1/orders/{}";
    CANCEL_BY_CLIENT: Futures = Delete "/api/v1/orders/client-order/{}";
    CANCEL_MULTI: Futures = Delete "/api/v1/orders/multi-cancel";
    CANCEL_ORDERS: Futures = Delete "/api/v3/orders";
    CANCEL_ORDERS_V1: Futures = Delete "/api/v1/orders";
    CANCEL_STOP_ORDERS: Futures = Delete "/api/v1/stopOrders";
    COPY_ORDER: Futures = Post "/api/v1/copy-trade/futures/orders";
    COPY_ORDER_TEST: Futures = Post "/api/v1/copy-trade/futures/orders/test";
    COPY_ST_ORDER: Futures = Post "/api/v1/copy-trade/futures/st-orders";
    COPY_CANCEL: Futures = Delete "/api/v1/copy-trade/futures/orders";
    COPY_CANCEL_BY_CLIENT: Futures = Delete "/api/v1/copy-trade/futures/orders/client-order";
    _: Futures = Post "/api/v1/copy-trade/*";
    _: Futures = Delete "/api/v1/copy-trade/*";

    // Settings; margin moves between a position and its own wallet.
    SET_CROSS_LEVERAGE: Futures = Post "/api/v2/changeCrossUserLeverage";
    SET_MARGIN_MODE: Futures = Post "/api/v2/position/changeMarginMode";
    SET_MARGIN_MODES: Futures = Post "/api/v2/position/batchChangeMarginMode";
    SET_POSITION_MODE: Futures = Post "/api/v2/position/switchPositionMode";
    SET_RISK_LIMIT: Futures = Post "/api/v1/position/risk-limit-level/change";
    SET_AUTO_DEPOSIT: Futures = Post "/api/v1/position/margin/auto-deposit-status";
    DEPOSIT_MARGIN: Futures = Post "/api/v1/position/margin/deposit-margin";
    WITHDRAW_MARGIN: Futures = Post "/api/v1/margin/withdrawMargin";
    _: Futures = Post "/api/v1/position/*";
    _: Futures = Post "/api/v2/position/*";

    // Between own wallets.
    TRANSFER_OUT: Transfer = Post "/api/v3/transfer-out";
    TRANSFER_OUT_V2: Transfer = Post "/api/v2/transfer-out";
    TRANSFER_OUT_V1: Transfer = Post "/api/v1/transfer-out";
    TRANSFER_IN: Transfer = Post "/api/v1/transfer-in";
    CANCEL_TRANSFER_OUT: Transfer = Delete "/api/v1/cancel/transfer-out";
    // Whether it makes an address where there is none is not documented.
    DEPOSIT_ADDRESS: Transfer = Get "/api/v1/deposit-address" [writes];
    // Of the host for spot: no listing relabels them here.
    _: Transfer = Post "/api/v3/accounts/universal-transfer";
    _: Transfer = Post "/api/v2/accounts/inner-transfer";
    _: Transfer = Post "/api/v2/accounts/sub-transfer";
    _: Transfer = Post "/api/v1/accounts/*";
    _: Transfer = Post "/api/v2/accounts/*";
    _: Transfer = Post "/api/v3/accounts/*";
    _: Transfer = Post "/api/ua/v1/account/transfer";

    // Out: nobody signs these. KuCoin no longer documents them at this host.
    _: Withdraw = Post "/api/v1/withdrawals";
    _: Withdraw = Post "/api/v1/withdrawals*";
    _: Withdraw = Delete "/api/v1/withdrawals/{}";
    _: Withdraw = Delete "/api/v1/withdrawals*";
    _: Withdraw = Post "/api/v3/withdrawals*";
    _: Withdraw = Post "/api/v1/deposit-address*";
    _: Withdraw = Post "/api/v3/deposit-address*";
    _: Withdraw = Delete "/api/v3/withdrawals*";
    _: Withdraw = Post "/api/ua/v1/withdrawal*";
    _: Withdraw = Delete "/api/ua/v1/withdrawal*";
    _: Withdraw = Post "/api/ua/v1/asset/*";

    // Keys and accounts: nor these.
    _: Admin = Post "/api/v1/sub/api-key";
    _: Admin = Post "/api/v1/sub/api-key/update";
    _: Admin = Delete "/api/v1/sub/api-key";
    _: Admin = Post "/api/v1/sub/*";
    _: Admin = Delete "/api/v1/sub/*";
    _: Admin = Post "/api/v2/sub/*";
    _: Admin = Post "/api/v3/sub/*";
    _: Admin = Post "/api/v1/user/*";
    _: Admin = Delete "/api/v1/user/*";
    _: Admin = Post "/api/ua/v1/user/*";
    _: Admin = Post "/api/ua/v1/sub*";
    _: Admin = Post "/api/v1/broker/*";
    _: Admin = Delete "/api/v1/broker/*";
    _: Admin = Post "/api/v2/broker/*";
    _: Admin = Delete "/api/v2/broker/*";
    _: Admin = Post "/api/kyc/*";
} }
