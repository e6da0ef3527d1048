//! What is said about every venue: `docs/venues.md` is written from the tables, never by hand.
//!
//! After a change that is meant: `KEYLEASH_WRITE_DOCS=1 cargo test --all-features --test it venues`.

use keyleash::{
    Environment, PermissionSet,
    permission::Read,
    venue::{self, Evidence, Orders, Spec, Telling},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

fn row(text: &mut String, cells: &[String]) {
    writeln!(text, "| {} |", cells.join(" | ")).unwrap();
}

fn head(text: &mut String, title: &str, note: &str, cells: &[&str]) {
    writeln!(text, "\n## {title}\n\n{note}\n").unwrap();
    row(
        text,
        &cells
            .iter()
            .map(|&cell| cell.to_owned())
            .collect::<Vec<_>>(),
    );
    row(text, &vec!["---".to_owned(); cells.len()]);
}

fn telling(telling: Telling) -> String {
    match telling {
        Telling::Yes => "stated",
        Telling::Partly => "only that there is one",
        Telling::No => "not stated",
    }
    .to_owned()
}

fn listed(items: impl IntoIterator<Item = String>) -> String {
    let items: BTreeSet<_> = items.into_iter().collect();
    if items.is_empty() {
        "–".to_owned()
    } else {
        items.into_iter().collect::<Vec<_>>().join("<br>")
    }
}

/// The last day or month on which something was read about the venue.
fn latest(spec: &Spec) -> String {
    spec.sources()
        .map(|(_, read)| read.to_owned())
        .max()
        .unwrap_or_default()
}

fn render() -> String {
    let mut text = String::from(
        "# Venues\n\nWritten from the tables of the crate by `tests/it/venues.rs`; do not edit. \
         Facts that are uncertain are marked in each\nvenue's file, and read the strict way.\n",
    );
    states(&mut text);
    endpoints(&mut text);
    orders(&mut text);
    evidence(&mut text);
    readings(&mut text);
    sources(&mut text);
    text
}

fn states(text: &mut String) {
    head(
        text,
        "What a venue states about a key",
        "What is not stated refuses by default: the owner looks it up, and declares that gap with an end date.",
        &[
            "venue",
            "id",
            "environments",
            "keys",
            "rights",
            "addresses",
            "creation",
            "expiry",
            "read",
        ],
    );
    for spec in venue::ALL {
        let environments = spec
            .environments()
            .map(|environment: Environment| environment.to_string());
        let rights = if spec.states_rights() {
            "stated"
        } else {
            "not stated"
        };
        row(
            text,
            &[
                spec.title().to_owned(),
                format!("`{}`", spec.id()),
                environments.collect::<Vec<_>>().join(", "),
                spec.key_kinds().collect::<Vec<_>>().join(", "),
                rights.to_owned(),
                telling(spec.states_allowlist()),
                telling(spec.states_creation()),
                telling(spec.states_expiry()),
                latest(spec),
            ],
        );
    }
    for closed in venue::CLOSED {
        writeln!(
            text,
            "\n{} closed on {}: its keys are recognised and refused by name.",
            closed.title(),
            closed.day()
        )
        .unwrap();
    }
}

fn endpoints(text: &mut String) {
    head(
        text,
        "Endpoints",
        "Rows of each table, by what they need. What is in no row is not signed, unless the owner lists it.",
        &[
            "venue",
            "rows",
            "read",
            "trade",
            "move between own wallets",
            "refused",
            "sockets with a login",
        ],
    );
    for spec in venue::ALL {
        let (mut reads, mut trades, mut moves, mut refused) = (0, 0, 0, 0);
        for (_, _, needs) in spec.endpoints() {
            if !needs.and(PermissionSet::NEVER).is_empty() {
                refused += 1;
            } else if needs.names().any(|name| name == "transfer") {
                moves += 1;
            } else if needs.minus(PermissionSet::of::<Read>()).is_empty() {
                reads += 1;
            } else {
                trades += 1;
            }
        }
        row(
            text,
            &[
                spec.title().to_owned(),
                (reads + trades + moves + refused).to_string(),
                reads.to_string(),
                trades.to_string(),
                moves.to_string(),
                refused.to_string(),
                listed(spec.sockets().map(str::to_owned)),
            ],
        );
    }
}

fn orders(text: &mut String) {
    head(
        text,
        "Orders",
        "The parameters that name the market and the order, and the calls that stop everything.",
        &[
            "venue",
            "market",
            "client order id",
            "cancel all",
            "dead man's switch",
        ],
    );
    for spec in venue::ALL {
        let ids = spec.orders().filter_map(Orders::client_id);
        row(
            text,
            &[
                spec.title().to_owned(),
                listed(
                    spec.orders()
                        .filter_map(|orders| Some(format!("`{}`", orders.market()?))),
                ),
                listed(ids.map(|id| format!("`{}`: {id}", id.field()))),
                listed(
                    spec.cancel_all()
                        .map(|(method, path)| format!("`{method} {path}`")),
                ),
                listed(
                    spec.dead_man_switch()
                        .map(|(method, path)| format!("`{method} {path}`")),
                ),
            ],
        );
    }
}

fn evidence(text: &mut String) {
    head(
        text,
        "Evidence",
        "Where the traces of trading, and of an intruder, are read.",
        &[
            "venue",
            "fills",
            "orders",
            "positions",
            "ledger",
            "transfers",
            "withdrawals",
            "deposits",
            "addresses",
            "keys",
            "logins",
        ],
    );
    for spec in venue::ALL {
        let mut cells = vec![spec.title().to_owned()];
        for wanted in [
            Evidence::Fills,
            Evidence::Orders,
            Evidence::Positions,
            Evidence::Ledger,
            Evidence::Transfers,
            Evidence::Withdrawals,
            Evidence::Deposits,
            Evidence::Addresses,
            Evidence::Keys,
            Evidence::Logins,
        ] {
            let found = spec.evidence().filter(|(evidence, ..)| *evidence == wanted);
            cells.push(listed(found.map(|(_, _, path)| format!("`{path}`"))));
        }
        row(text, &cells);
    }
}

fn readings(text: &mut String) {
    head(
        text,
        "Readings",
        "What is read of answers, of how many calls, and of which streams.",
        &["venue", "of answers", "of streams"],
    );
    for spec in venue::ALL {
        let mut calls: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        let mut streams: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for reading in spec.readings() {
            let kind = format!("{:?}", reading.evidence()).to_lowercase();
            if let Some(stream) = reading.stream() {
                streams.entry(stream).or_default().insert(kind.clone());
            }
            let paths = reading
                .calls()
                .map(|(method, path)| (method.as_str(), path));
            calls.entry(kind).or_default().extend(paths);
        }
        let calls = calls
            .iter()
            .filter(|(_, paths)| !paths.is_empty())
            .map(|(kind, paths)| format!("{kind} ({})", paths.len()));
        let streams = streams.iter().map(|(stream, kinds)| {
            let kinds: Vec<_> = kinds.iter().map(String::as_str).collect();
            format!("`{stream}`: {}", kinds.join(", "))
        });
        row(
            text,
            &[spec.title().to_owned(), listed(calls), listed(streams)],
        );
    }
}

fn sources(text: &mut String) {
    writeln!(text, "\n## Sources\n").unwrap();
    for spec in venue::ALL {
        let sources: Vec<_> = spec
            .sources()
            .map(|(source, read)| format!("{source} ({read})"))
            .collect();
        writeln!(text, "- {}: {}", spec.title(), sources.join("; ")).unwrap();
    }
}

#[test]
fn the_page_about_venues_is_what_the_tables_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/venues.md");
    let text = render();
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch of the tests, and no secret"
    )]
    let writes = std::env::var_os("KEYLEASH_WRITE_DOCS").is_some();
    if writes {
        fs::write(&path, &text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == text,
        "docs/venues.md is not what the tables say: write it anew with KEYLEASH_WRITE_DOCS=1"
    );
}

/// A bot that watches and stops needs these of every venue.
#[test]
fn every_venue_knows_its_orders_and_its_evidence() {
    for spec in venue::ALL {
        let id = spec.id();
        assert!(spec.orders().next().is_some(), "{id}: no orders");
        for orders in spec.orders() {
            assert!(orders.endpoints().next().is_some(), "{id}: orders nowhere");
        }
        assert!(
            spec.orders().any(|orders| orders.market().is_some()),
            "{id}: orders without a market"
        );
        for wanted in [Evidence::Fills, Evidence::Orders] {
            assert!(
                spec.evidence().any(|(evidence, ..)| evidence == wanted),
                "{id}: no evidence of {wanted:?}"
            );
        }
        let table: BTreeSet<_> = spec
            .endpoints()
            .map(|(method, path, _)| (method.as_str(), path))
            .collect();
        for (_, method, path) in spec.evidence() {
            assert!(table.contains(&(method.as_str(), path)), "{id}: {path}");
        }
        for (method, path) in spec.cancel_all().chain(spec.dead_man_switch()) {
            assert!(table.contains(&(method.as_str(), path)), "{id}: {path}");
        }
        assert!(spec.sources().next().is_some(), "{id}: no source");
        for (_, read) in spec.sources() {
            let (year, month) = read.split_at(4);
            assert!(
                year.parse::<u16>().is_ok() && month.starts_with('-') && read.len() >= 7,
                "{id}: {read}"
            );
        }
    }
}

/// Every parameter name that a bot would look up is one that the signer does not write itself, and
/// a client order id accepts what the venue takes, and nothing else.
#[test]
fn client_order_ids_are_read_strictly() {
    for spec in venue::ALL {
        for id in spec.orders().filter_map(Orders::client_id) {
            for wrong in ["", " ", "a b", "ä", "a\n", &"a".repeat(256)] {
                assert!(!id.accepts(wrong), "{}: {wrong:?}", spec.id());
            }
        }
    }
    let of = |venue: &str| {
        let spec = venue::find(venue).unwrap();
        spec.orders().find_map(Orders::client_id).unwrap()
    };
    let hyperliquid = of("hyperliquid");
    assert!(hyperliquid.accepts("0x00000000000000000000000000000001"));
    assert!(!hyperliquid.accepts("0x1"));
}

#[test]
fn a_venue_that_closed_is_known_by_name_and_by_its_keys() {
    let bitmex = venue::closed("bitmex").unwrap();
    assert!(venue::find("bitmex").is_none());
    // The example in BitMEX's own docs.
    let (id, secret) = (
        "LAqUlngMIQkIUjXMUreyu3qn",
        "chNOOS4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO",
    );
    assert!(bitmex.recognises(id, secret));
    assert!(!bitmex.recognises(secret, id));
    assert!(!bitmex.recognises(id, &secret[1..]));
    assert!(!bitmex.recognises(id, &secret.replace('_', "=")));
}
