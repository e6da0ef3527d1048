//! What happens to a key from its first order to the one after its replacement, as its journal has it.

use crate::{
    rotation::{Made, Said, load, policy, told},
    support::{ask, at},
};
use keyleash::{
    AnyCredential, Fate, KillSwitch, Method, OrderTag, Rotation, Secret, SignError, SwitchStanding,
    TradeWatch,
    event::{Event, Order},
    incident::{Journal, verify},
    venue,
};
use serde_json::{Value, json};
use std::{fs, path::Path, process::Command, thread, time::Duration};
use tempfile::TempDir;

/// Kind and fields of the entries from the second on. What differs from run to run is cut: of a trip and a reset the
/// time and the process.
fn entries(text: &str) -> Vec<(String, Value)> {
    let entries = text.lines().skip(1).map(|line| {
        let entry: Value = serde_json::from_str(line).unwrap();
        let kind = entry["kind"].as_str().unwrap().to_owned();
        let mut fields = entry["fields"].clone();
        if ["tripped", "reset"].contains(&&*kind) {
            let said = fields["text"].as_str().unwrap();
            fields["text"] = said.split(" (").next().unwrap().into();
        }
        (kind, fields)
    });
    entries.collect()
}

/// A trip as another process of the host leaves it: as a whole, at once.
fn trip_elsewhere(switch: &Path) {
    let text = json!({
        "by": "owner", "who": "bob", "why": "trades that nobody made",
        "at": 1_795_136_403_000_u64, "process": "another[7] on this host",
    });
    let script = r#"umask 077 && printf %s "$1" > "$0/draft" && mv "$0/draft" "$0/trip-now""#;
    let mut run = Command::new("sh");
    run.args(["-c", script]).arg(switch).arg(text.to_string());
    assert!(run.status().unwrap().success());
}

fn wait_for_trip(switch: &KillSwitch) {
    for _ in 0..1000 {
        if matches!(switch.standing(), SwitchStanding::Tripped(_)) {
            return;
        }
        thread::sleep(Duration::from_millis(5));
    }
    panic!("the trip never came");
}

#[test]
#[expect(clippy::too_many_lines, reason = "one story")]
fn a_keys_story_is_its_journal() {
    let folder = TempDir::new().unwrap();
    let (path, place) = (folder.path().join("journal"), folder.path().join("switch"));
    let journal = Journal::open(&path).unwrap();
    let switch = KillSwitch::at(&place).unwrap();
    switch.reset("alice", "before the story").unwrap();
    let tied = |made: &Made| -> AnyCredential {
        load("bybit", made)
            .stopped_by(&switch)
            .recorded_by(&journal)
    };
    let made = [Made::new(0), Made::new(1)];
    let first = tied(&made[0]);
    let report = told(&first, &Said::good(0).answer(), at(0));
    let signer = first.verify_at(&policy(), report, at(0)).unwrap();
    let old = signer.fingerprint().to_string();

    let body = r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","orderLinkId":"story-1"}"#;
    let order = ask(Method::Post, "/v5/order/create").body(body);
    let mut signatures = vec![signer.sign_at(&order, at(1)).unwrap()];
    let never = ask(Method::Post, "/v5/asset/withdraw/create").body("{}");
    signer.sign_at(&never, at(2)).unwrap_err();

    trip_elsewhere(&place);
    wait_for_trip(&switch);
    let stopped = signer.sign_at(&order, at(3)).unwrap_err();
    assert_eq!(stopped, SignError::Stopped);

    let words = "6f1d3a92c4b75e08d1f2a3b4c5968778695a4b3c2d1e0f00112a3b4c5d6e7f80";
    let tag = OrderTag::new(&Secret::new(words.to_owned())).unwrap();
    let mut watch = TradeWatch::new(tag.into()).recorded_by(&journal);
    let mut foreign = Order::new("1795136400", "BTCUSDT");
    foreign.client_id = Some("web_8812".to_owned());
    let bybit = venue::find("bybit").unwrap();
    let found = watch.see(bybit, &Event::Order(foreign), at(4));

    // A key that is loaded while the switch is tripped asks nothing: it is tied by the rotation.
    let second = load("bybit", &made[1]).recorded_by(&journal);
    let said = Said::good(1).answer();
    let report = told(&second, &said, at(5));
    let replaced = {
        let rotation = Rotation::of(&signer);
        let replaced = rotation.accept_at(second, report, at(5)).unwrap();
        let back = replaced.roll_back_at(at(5)).unwrap();
        back.roll_back_at(at(5)).unwrap()
    };
    let new = signer.fingerprint().to_string();
    let mut retired = replaced.retire_early().unwrap();
    let mut fate = |answer: &Value| {
        let answer = answer.to_string().into_bytes();
        retired.check_dead(|_| Ok::<_, std::io::Error>(http::Response::new(answer.clone())))
    };
    assert!(matches!(fate(&Said::good(0).answer()), Fate::Alive { .. }));
    assert!(fate(&json!({"retCode": 10003})).is_dead());

    switch.reset("alice", "the old key is dead").unwrap();
    signatures.push(signer.sign_at(&order, at(6)).unwrap());
    drop((signer, watch, retired, switch, journal));

    let key = |key: &str, mut fields: Value| {
        fields["key"] = key.into();
        fields
    };
    let asked = |own: &str| {
        let fields = json!({"method": "GET", "path": "/v5/user/query-api"});
        ("signed", key(own, fields))
    };
    let placed = |own: &str| {
        let fields = json!({"method": "POST", "path": "/v5/order/create", "tag": "story-1"});
        ("signed", key(own, fields))
    };
    let refused = |code: &str| ("refused", key(&old, json!({"code": code})));
    let rotated = |own: &str, text: String| ("rotated", key(own, json!({"text": text})));
    let text = |text: &str| json!({"text": text});
    let wanted = [
        asked(&old),
        ("verified", key(&old, text("accepted"))),
        placed(&old),
        refused("never"),
        ("tripped", text("owner bob: trades that nobody made")),
        refused("stopped"),
        ("finding", text(&found[0].to_string())),
        asked(&new),
        ("verified", key(&new, text("accepted"))),
        rotated(&new, format!("accepted: in the place of {old}")),
        rotated(&old, format!("rolled back: in the place of {new} again")),
        rotated(&new, format!("rolled back: in the place of {old} again")),
        rotated(&old, "retired: it is to be deleted".to_owned()),
        asked(&old),
        rotated(&old, "asked: it is alive".to_owned()),
        asked(&old),
        rotated(&old, "asked: it is dead".to_owned()),
        ("reset", text("reset by alice: the old key is dead")),
        placed(&new),
    ];
    verify(&path, None).unwrap();
    let written = fs::read_to_string(&path).unwrap();
    let story = entries(&written);
    let story: Vec<_> = story
        .iter()
        .map(|(kind, fields)| (kind.as_str(), fields.clone()))
        .collect();
    assert_eq!(story, wanted);
    let sealed = signatures.into_iter().map(|request| {
        let request = http::Request::try_from(request).unwrap();
        request.headers()["X-BAPI-SIGN"]
            .to_str()
            .unwrap()
            .to_owned()
    });
    let keys = made.into_iter().flat_map(|made| [made.id, made.secret]);
    for hidden in sealed.chain(keys).chain([words.to_owned()]) {
        assert!(!written.contains(&hidden), "{hidden}");
    }
}

/// Trips come from this process, too, and a client id may be anything.
#[test]
fn a_journal_hears_of_a_switch_in_memory_and_shows_no_name_that_looks_like_a_key() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    let switch = KillSwitch::new();
    let credential = load("bybit", &Made::new(0))
        .stopped_by(&switch)
        .recorded_by(&journal);
    let report = told(&credential, &Said::good(0).answer(), at(0));
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let secret = Made::new(0).secret;
    let body = json!({"category": "spot", "symbol": "BTCUSDT", "orderLinkId": secret}).to_string();
    let order = ask(Method::Post, "/v5/order/create").body(&body);
    drop(signer.sign_at(&order, at(1)).unwrap());
    switch
        .trip(keyleash::TrippedBy::owner("alice"), &secret)
        .unwrap();
    switch.trigger().pull();
    switch.reset("alice", "again").unwrap();
    drop((signer, switch, journal));
    verify(&path, None).unwrap();
    let written = fs::read_to_string(&path).unwrap();
    assert!(!written.contains(&secret) && written.contains("tag_sha256"));
    let story = entries(&written);
    let texts = story.iter().filter_map(|(kind, fields)| {
        let text = fields["text"].as_str()?;
        Some(format!("{kind}: {text}"))
    });
    assert_eq!(
        texts.collect::<Vec<_>>(),
        [
            "verified: accepted",
            "tripped: owner alice: [redacted]",
            "tripped: signal: a trigger was pulled",
            "reset: reset by alice: again",
        ]
    );
}
