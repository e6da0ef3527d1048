//! Walks the recorded answers and messages about an account: `tests/data/<venue>/events/<case>/`.
//!
//! `case.json` says what is shown, from where it is, and to which call it is the answer, or of which
//! stream it is a message; the body is in `answer.json` or `message.json`, and what has to be read of
//! it in `events.json`. After a change that is meant, `KEYLEASH_WRITE_EVENTS=1` writes these anew:
//! read the difference.

mod faults;

use keyleash::{
    Method,
    event::{Event, MovementKind, Origin},
    venue::{self, Evidence, Reading, Spec, Unread},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    /// What the case shows.
    #[serde(rename = "about")]
    shows: String,
    /// From where the shape is, and when it was read.
    source: String,
    /// The call, such as `GET /api/v3/myTrades`.
    #[serde(default)]
    call: Option<String>,
    /// The stream, as the venue file names it.
    #[serde(default)]
    stream: Option<String>,
}

struct Case {
    spec: &'static Spec,
    folder: PathBuf,
    about: About,
    body: Vec<u8>,
}

impl Case {
    fn open(spec: &'static Spec, folder: PathBuf) -> Self {
        let name = folder.display().to_string();
        let text = fs::read_to_string(folder.join("case.json"))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let about: About =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!about.shows.is_empty(), "{name}: about what?");
        assert!(about.source.contains("202"), "{name}: read when?");
        assert!(
            about.call.is_some() != about.stream.is_some(),
            "{name}: an answer or a message"
        );
        let file = if about.call.is_some() {
            "answer.json"
        } else {
            "message.json"
        };
        let body = fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self {
            spec,
            folder,
            about,
            body,
        }
    }

    fn name(&self) -> String {
        let folder = self.folder.file_name().unwrap().to_str().unwrap();
        format!("{}/{folder}", self.spec.id())
    }

    fn call(&self) -> Option<(Method, &str)> {
        let (method, path) = self.about.call.as_ref()?.split_once(' ').unwrap();
        let method = match method {
            "GET" => Method::Get,
            "POST" => Method::Post,
            other => panic!("{}: {other}", self.name()),
        };
        Some((method, path))
    }

    fn read(&self, body: &[u8]) -> Result<Vec<Event>, Unread> {
        match self.call() {
            Some((method, path)) => self.spec.read_answer(method, path, body),
            None => self.spec.read_message(body),
        }
    }

    /// The readings that it is for, whether or not they find something in it.
    fn readings(&self) -> impl Iterator<Item = &'static Reading> {
        self.spec.readings().filter(|reading| match self.call() {
            Some((method, path)) => reading
                .calls()
                .any(|(own, pattern)| own == method && is_at(pattern, path)),
            None => reading.stream() == self.about.stream.as_deref(),
        })
    }

    /// What has to be read.
    fn expected(&self) -> Vec<Value> {
        let path = self.folder.join("events.json");
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", self.name()));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", self.name()))
    }

    fn gives(&self, evidence: Evidence) -> bool {
        let kind = kind(evidence);
        self.expected()
            .iter()
            .any(|event| event.get(kind).is_some())
    }
}

/// Whether `path` is at `pattern`, of which `{}` is one segment.
fn is_at(pattern: &str, path: &str) -> bool {
    let (own, other) = (pattern.split('/'), path.split('/'));
    own.clone().count() == other.clone().count()
        && own
            .zip(other)
            .all(|(own, other)| own == "{}" || own == other)
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for spec in venue::ALL {
        let data = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(spec.id())
            .join("events");
        let Ok(folders) = fs::read_dir(&data) else {
            continue;
        };
        let mut folders: Vec<_> = folders.map(|entry| entry.unwrap().path()).collect();
        folders.sort();
        cases.extend(folders.into_iter().map(|folder| Case::open(spec, folder)));
    }
    assert!(!cases.is_empty(), "nothing was found");
    cases
}

const fn kind(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Fills => "fill",
        Evidence::Orders => "order",
        Evidence::Transfers => "transfer",
        Evidence::Withdrawals => "withdrawal",
        Evidence::Deposits => "deposit",
        Evidence::Keys => "key",
        Evidence::Logins => "access",
        Evidence::Addresses => "address",
        _ => "nothing",
    }
}

/// An event as it stands in `events.json`; what was not stated is left out.
fn shown(event: &Event) -> Value {
    let mut fields = Map::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value.into());
        }
    };
    let kind = match event {
        Event::Order(order) => {
            add("id", Some(order.id.clone()));
            add("client_id", order.client_id.clone());
            add("market", Some(order.market.clone()));
            add("origin", origin(order.origin));
            add("at", moment(order.at));
            "order"
        }
        Event::Fill(fill) => {
            add("id", Some(fill.id.clone()));
            add("order_id", fill.order_id.clone());
            add("client_id", fill.client_id.clone());
            add("market", Some(fill.market.clone()));
            add("origin", origin(fill.origin));
            add("at", moment(fill.at));
            "fill"
        }
        Event::Movement(movement) => {
            add("id", Some(movement.id.clone()));
            add("asset", Some(movement.asset.clone()));
            add("amount", Some(movement.amount.clone()));
            add("to", movement.to.clone());
            add("at", moment(movement.at));
            match movement.kind {
                MovementKind::Withdrawal => "withdrawal",
                MovementKind::Deposit => "deposit",
                MovementKind::Transfer => "transfer",
                _ => unreachable!(),
            }
        }
        Event::Access(access) => {
            add("from", access.from.map(|from| from.to_string()));
            add("key", access.key.map(|key| key.to_string()));
            add("at", moment(access.at));
            "access"
        }
        Event::Key(entry) => {
            add("key", Some(entry.key.to_string()));
            add("created", moment(entry.created));
            add("used", moment(entry.used));
            "key"
        }
        Event::Address(entry) => {
            add("address", Some(entry.address.clone()));
            add("asset", Some(entry.asset.clone()));
            add("added", moment(entry.added));
            "address"
        }
        _ => unreachable!(),
    };
    json!({ kind: fields })
}

/// Nothing where a client made it, as most are.
fn origin(origin: Origin) -> Option<String> {
    match origin {
        Origin::Client => None,
        other => Some(format!("{other:?}").to_lowercase()),
    }
}

/// Seconds since 1970, with as many digits as it takes, and three at least.
fn moment(at: Option<SystemTime>) -> Option<String> {
    let since = at?.duration_since(UNIX_EPOCH).unwrap();
    let mut text = format!("{}.{:09}", since.as_secs(), since.subsec_nanos());
    while text.ends_with('0') && !text[..text.len() - 3].ends_with('.') {
        text.pop();
    }
    Some(text)
}

#[test]
fn every_recorded_body_gives_its_events() {
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch of the tests, and no secret"
    )]
    let writes = std::env::var_os("KEYLEASH_WRITE_EVENTS").is_some();
    let mut failed = Vec::new();
    for case in cases() {
        let events = match case.read(&case.body) {
            Ok(events) => events.iter().map(shown).collect::<Vec<_>>(),
            Err(error) => {
                failed.push(format!("{}: {error}", case.name()));
                continue;
            }
        };
        if writes {
            let mut text = serde_json::to_string_pretty(&events).unwrap();
            text.push('\n');
            fs::write(case.folder.join("events.json"), text).unwrap();
        }
        let expected = case.expected();
        if events != expected {
            failed.push(format!("{}: {events:#?}, not {expected:#?}", case.name()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn every_reading_has_a_recorded_body() {
    let cases = cases();
    let mut bare = Vec::new();
    for spec in venue::ALL {
        for reading in spec.readings() {
            let shown = cases.iter().any(|case| {
                case.spec.id() == spec.id()
                    && case.readings().any(|own| std::ptr::eq(own, reading))
                    && case.gives(reading.evidence())
            });
            if !shown {
                bare.push(format!("{}: {reading:?}", spec.id()));
            }
        }
    }
    assert!(bare.is_empty(), "no recorded body:\n{}", bare.join("\n"));
}

/// A fill that nobody reads is a theft that nobody sees.
#[test]
fn every_venue_has_its_fills_and_orders_read() {
    let mut missing = Vec::new();
    for spec in venue::ALL {
        for wanted in [Evidence::Fills, Evidence::Orders] {
            if !spec.readings().any(|reading| reading.evidence() == wanted) {
                missing.push(format!("{}: {wanted:?}", spec.id()));
            }
        }
    }
    assert!(missing.is_empty(), "not read:\n{}", missing.join("\n"));
}

#[test]
fn messages_about_something_else_have_no_events() {
    for spec in venue::ALL {
        for message in [
            "",
            "ping",
            "pong",
            "{}",
            "[]",
            "0",
            "null",
            r#"{"op":"pong"}"#,
            r#"{"event":"heartbeat"}"#,
            r#"[1,"hb"]"#,
            r#"{"e":"aggTrade","s":"BTCUSDT","p":"1","t":5}"#,
            r#"{"topic":"publicTrade.BTCUSDT","data":[{"i":"1","p":"1"}]}"#,
        ] {
            let events = spec.read_message(message.as_bytes()).unwrap();
            assert!(events.is_empty(), "{}: {message}", spec.id());
        }
    }
}

#[test]
fn what_no_reading_is_for_is_an_error() {
    for spec in venue::ALL {
        let outcome = spec.read_answer(Method::Delete, "/no/such/path", b"[]");
        assert!(
            matches!(outcome, Err(Unread::Unlisted { .. })),
            "{}",
            spec.id()
        );
        for message in ["pon", "{", "[1", "\u{feff}{}", "{\"a\":1,\"a\":2}"] {
            let outcome = spec.read_message(message.as_bytes());
            assert!(
                matches!(outcome, Err(Unread::Undocumented { .. })),
                "{}: {message}",
                spec.id()
            );
        }
    }
}
