//! Hyperliquid: a wallet key per bot, on a chain of its own.
//!
//! Sources, read 2026-11: `hyperliquid-python-sdk` (`signing.py`, `exchange.py`, `info.py`, its
//! tests), the official pages on nonces and API wallets and on the exchange and info endpoints,
//! `nktkas/hyperliquid`.
//!
//! The key id is the address of the account, the secret is the private key of an API wallet
//! ("agent") that the account has approved. An agent trades and cannot withdraw; the account's own
//! key, the master, can do everything, has the same form, and is told apart by asking. Master keys
//! are refused, and so is a key that the chain does not know: it may be a master that was not
//! funded yet.
//!
//! There is one endpoint, and the action's `type` decides. What moves value out is signed by the
//! master in another way, which this crate does not have. An order with a `builder` pays a fee to
//! somebody else, so it is not signed. There is no allowlist of addresses at all, and an agent's
//! day of approval is not stated: the owner declares both. Orders of vaults and sub-accounts
//! (`vaultAddress`) are not signed.

mod readings;

use super::{
    Alphabet, Cause, ClientId, Evidence, Orders, Pattern, Piece, Question, Refusal, Retirement,
    Service, Shape, Site, Spec, States, Telling, Trading, Venue, endpoints,
};
use crate::{
    permission::{Admin, Earn, Futures, PermissionSet, Read, Spot, Transfer, Withdraw},
    report::{
        Console, Environment, Facts, Lapse, Right, Silence, Since, Stated,
        json::{Field, Unreadable},
        printable,
    },
    request::Condition,
    scheme::{
        Clock, Coding, Counter, Part, Scheme,
        key::{KeyForm, KeyKind},
    },
    time::Millis,
};

/// Hyperliquid, as a type.
#[derive(Debug)]
#[allow(clippy::exhaustive_enums)] // uninhabited: there is nothing to add
pub enum Hyperliquid {}

impl Venue for Hyperliquid {
    const SPEC: &'static Spec = &Spec {
        id: "hyperliquid",
        title: "Hyperliquid",
        variables: "HYPERLIQUID",
        words: &["hyperliquid"],
        patterns: &[
            Pattern::key_id(&[Piece::Text("0x"), Piece::Run(Alphabet::Hex, 40, 40)]),
            Pattern::secret(&[Piece::Text("0x"), Piece::Run(Alphabet::Hex, 64, 64)]),
            Pattern::secret(&[Piece::Run(Alphabet::Hex, 64, 64)]),
        ],
        sources: &[
            ("hyperliquid-dex/hyperliquid-python-sdk", "2026-11"),
            (
                "hyperliquid.gitbook.io: nonces and API wallets, exchange, info",
                "2026-11",
            ),
            ("nktkas/hyperliquid", "2026-11"),
        ],
        keys: &[KeyForm {
            kind: KeyKind::Secp256k1,
            secret: Coding::Hex,
            signature: Coding::EthereumJson,
            algorithm: "",
        }],
        counter: Counter::Nonce,
        services: &[
            Service {
                name: "exchange",
                prefixes: &["/exchange"],
                scheme: &Scheme {
                    clock: Clock::Millis,
                    // A body in its envelope already.
                    owned: &["action", "signature"],
                    text: &[Part::Action],
                    sent: &[
                        Part::Lit("{\"action\":"),
                        Part::Body,
                        Part::Lit(",\"nonce\":"),
                        Part::Time,
                        Part::Lit(",\"signature\":"),
                        Part::Signature,
                        Part::Lit("}"),
                    ],
                    ..Scheme::BODY
                },
            },
            // Questions are open to everyone, and not signed.
            Service {
                name: "info",
                prefixes: &["/info"],
                scheme: &Scheme::BODY,
            },
        ],
        sites: &[
            Site {
                environment: Environment::Production,
                hosts: &[
                    ("exchange", &["api.hyperliquid.xyz"]),
                    ("info", &["api.hyperliquid.xyz"]),
                ],
                headers: &[],
                mark: "a",
                questions: QUESTIONS,
                tells_rights: true,
            },
            Site {
                environment: Environment::Testnet,
                hosts: &[
                    ("exchange", &["api.hyperliquid-testnet.xyz"]),
                    ("info", &["api.hyperliquid-testnet.xyz"]),
                ],
                headers: &[],
                mark: "b",
                questions: QUESTIONS,
                tells_rights: true,
            },
        ],
        endpoints: ENDPOINTS,
        trading: Trading {
            orders: &[Orders {
                at: &[ORDER.row(), SPOT_ORDER.row(), ANY_ORDER.row()],
                market: "a",
                client_id: Some(ClientId {
                    field: "c",
                    shape: Shape::Hex128,
                }),
            }],
            cancel_all: &[],
            dead_man: &[SCHEDULE_CANCEL.row()],
        },
        evidence: &[
            (Evidence::Fills, INFO.row()),
            (Evidence::Orders, INFO.row()),
            // `clearinghouseState` has the open positions.
            (Evidence::Positions, INFO.row()),
            // `userNonFundingLedgerUpdates` has what moved, in and out.
            (Evidence::Ledger, INFO.row()),
            (Evidence::Transfers, INFO.row()),
            (Evidence::Withdrawals, INFO.row()),
            (Evidence::Deposits, INFO.row()),
            (Evidence::Keys, INFO.row()),
        ],
        readings: readings::READINGS,
        sockets: &[],
        states: States {
            allowlist: Telling::No,
            created: Telling::No,
            expires: Telling::Yes,
        },
        rights: RIGHTS,
        // Unless it was approved for longer, which the chain then says (SDK, 2026-11).
        lapses: &[Lapse {
            of: PermissionSet::of::<Spot>().with::<Futures>(),
            unbound_only: false,
            days: 90,
            since: Since::Creation,
            what: "ends an API wallet 90 days after its approval, unless that said otherwise",
        }],
        console: Console {
            page: "https://app.hyperliquid.xyz/API",
            edit: "More > API: approve a new API wallet for the bot, and use its private key",
            restrict: "there is no such restriction: keep the wallet small",
            create: "approve a new API wallet at More > API",
            support: None,
        },
        time: None,
        refusal,
        refusals: &[
            Refusal::new(
                "User or API Wallet*",
                &[Cause::UnknownKey, Cause::OtherEnvironment],
            ),
            Refusal::new("Must deposit*", &[Cause::UnknownKey]),
            // Uncertain wording.
            Refusal::new("Invalid nonce*", &[Cause::NonceTooLow]),
            Refusal::new("Too many*", &[Cause::RateLimited]),
        ],
        retirement: Retirement {
            gone: &["missing"],
            ..Retirement::within(60)
        },
    }
    .checked();
}

/// Asked in this order: what the wallet is, then until when.
const QUESTIONS: &[Question] = &[
    Question {
        row: INFO.row(),
        query: &[],
        body: &[
            Part::Lit("{\"type\":\"userRole\",\"user\":\""),
            Part::Address,
            Part::Lit("\"}"),
        ],
        read: read_role,
        instead: None,
    },
    Question {
        row: INFO.row(),
        query: &[],
        body: &[
            Part::Lit("{\"type\":\"extraAgents\",\"user\":"),
            Part::Quoted(&[Part::KeyId]),
            Part::Lit("}"),
        ],
        read: read_agents,
        instead: None,
    },
];

/// The roles of an address. What an agent may do is fixed by the protocol.
const RIGHTS: &[Right] = &[
    Right {
        name: "agent",
        label: "API wallet",
        gives: PermissionSet::of::<Read>().with::<Spot>().with::<Futures>(),
        // Between own accounts; that an agent may lend and join vaults is uncertain.
        rides: PermissionSet::of::<Transfer>().with::<Earn>(),
        silence: Silence::No,
    },
    Right::new("user", "the account's own key", EVERYTHING),
    Right::new("subAccount", "a sub-account's address", EVERYTHING),
    Right::new("vault", "a vault's address", EVERYTHING),
];

const EVERYTHING: PermissionSet = PermissionSet::of::<Read>()
    .with::<Spot>()
    .with::<Futures>()
    .with::<Earn>()
    .with::<Transfer>()
    .with::<Withdraw>()
    .with::<Admin>();

fn refusal(answer: &Field<'_>) -> Option<String> {
    let failed = answer.get("status").text() == Ok("err");
    failed.then(|| printable(answer.get("response").text().unwrap_or_default()))
}

/// `userRole`. An address that the chain does not know is `missing`, which no table knows either.
fn read_role(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    let role = answer.get("role").text()?;
    facts.grant(role);
    if role == "agent" {
        let account = answer.get("data").get("user").text()?;
        // Another account's agent is another key.
        if facts.is_account(account) {
            facts.account = Some(account.to_owned());
        } else {
            facts.subject = Some(account.to_owned());
        }
    }
    Ok(())
}

/// `extraAgents`: the named wallets of the account. The one without a name is not in it.
fn read_agents(answer: &Field<'_>, facts: &mut Facts) -> Result<(), Unreadable> {
    for agent in answer.list()? {
        if !facts.is_wallet(agent.get("address").text()?) {
            continue;
        }
        let until = agent.get("validUntil");
        if !until.is_absent() {
            facts.expires = Stated::ByVenue(Some(Millis::from(until.unsigned()?)));
        }
    }
    Ok(())
}

const TYPE: &str = "type";
const ASSET: &str = "a";
/// A fee for somebody else.
const NO_BUILDER: Condition = Condition::absent_or("builder", &[]);
/// Perpetuals are counted from nothing, pairs from 10,000, perpetuals of others from 100,000.
const PERP: Condition = Condition::within(ASSET, 0, 9_999);
const PAIR: Condition = Condition::within(ASSET, 10_000, 99_999);
const ORDERS: Condition = Condition::one_of(TYPE, &["order", "modify", "batchModify", "twapOrder"]);
const PERP_ORDER: &[Condition] = &[ORDERS, PERP, NO_BUILDER];
const PAIR_ORDER: &[Condition] = &[ORDERS, PAIR, NO_BUILDER];
const EITHER_ORDER: &[Condition] = &[ORDERS, NO_BUILDER];
const CANCEL_TYPES: Condition = Condition::one_of(TYPE, &["cancel", "twapCancel"]);
const CLOID_TYPE: Condition = Condition::one_of(TYPE, &["cancelByCloid"]);
const PERP_CANCEL: &[Condition] = &[CANCEL_TYPES, PERP];
const PAIR_CANCEL: &[Condition] = &[CANCEL_TYPES, PAIR];
/// By the bot's own name for the order, the market is spelled out.
const PERP_CLOID: &[Condition] = &[CLOID_TYPE, Condition::within("asset", 0, 9_999)];
const PAIR_CLOID: &[Condition] = &[CLOID_TYPE, Condition::within("asset", 10_000, 99_999)];
const CANCELS: &[Condition] = &[Condition::one_of(
    TYPE,
    &["cancel", "cancelByCloid", "twapCancel"],
)];
const SCHEDULE: &[Condition] = &[Condition::one_of(TYPE, &["scheduleCancel"])];
const LEVERAGE: &[Condition] = &[Condition::one_of(
    TYPE,
    &[
        "updateLeverage",
        "updateIsolatedMargin",
        "topUpIsolatedOnlyMargin",
    ],
)];
const TO_OWN: &[Condition] = &[Condition::one_of(TYPE, &["agentSendAsset"])];
const LENDING: &[Condition] = &[Condition::one_of(TYPE, &["borrowLend"])];
/// A vault can be led by anyone.
const OUT: &[Condition] = &[Condition::one_of(
    TYPE,
    &[
        "withdraw3",
        "usdSend",
        "spotSend",
        "sendAsset",
        "sendToEvmWithData",
        "usdClassTransfer",
        "vaultTransfer",
        "cDeposit",
        "cWithdraw",
        "tokenDelegate",
        "approveBuilderFee",
        "subAccountTransfer",
        "subAccountSpotTransfer",
        "hip3LiquidatorTransfer",
        "createVault",
        "vaultDistribute",
        "vaultModify",
    ],
)];
const KEYS: &[Condition] = &[Condition::one_of(
    TYPE,
    &[
        "approveAgent",
        "convertToMultiSigUser",
        "createSubAccount",
        "subAccountModify",
        "linkStakingUser",
        "stakingLinkDisableTradingUser",
        "userSetAbstraction",
        "userDexAbstraction",
        "userPortfolioMargin",
        "agentSetAbstraction",
        "agentEnableDexAbstraction",
        "multiSig",
    ],
)];

endpoints! { Hyperliquid {
    // Every question, of whatever `type`.
    INFO: Read = Post "/info" [reads];

    // By the first row that fits: one product, or several at once.
    ORDER: Futures = Post "/exchange" (PERP_ORDER);
    SPOT_ORDER: Spot = Post "/exchange" (PAIR_ORDER);
    ANY_ORDER: Spot + Futures = Post "/exchange" (EITHER_ORDER);
    CANCEL_PERP: Futures = Post "/exchange" (PERP_CANCEL);
    CANCEL_PERP_BY_CLOID: Futures = Post "/exchange" (PERP_CLOID);
    CANCEL_PAIR: Spot = Post "/exchange" (PAIR_CANCEL);
    CANCEL_PAIR_BY_CLOID: Spot = Post "/exchange" (PAIR_CLOID);
    // Of several products at once, or of a market that is neither.
    CANCEL: Spot + Futures = Post "/exchange" (CANCELS);
    SCHEDULE_CANCEL: Spot + Futures = Post "/exchange" (SCHEDULE);
    LEVERAGE_OR_MARGIN: Futures = Post "/exchange" (LEVERAGE);
    SEND_TO_OWN: Transfer = Post "/exchange" (TO_OWN);
    BORROW_OR_LEND: Earn = Post "/exchange" (LENDING);

    // Nobody signs these.
    _: Withdraw = Post "/exchange" (OUT);
    _: Admin = Post "/exchange" (KEYS);
} }
