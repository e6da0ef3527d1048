//! What is not as the venue documents it is an error, never a panic, and never repeated.

use super::{Case, cases};
use keyleash::{
    event::Event,
    venue::{Evidence, Reading, Unread},
};
use serde_json::{Value, json};

fn changes(is_name: bool) -> Vec<Option<Value>> {
    let fraction = is_name.then(|| json!(1.5));
    let wrong = wrong().into_iter().chain(fraction).map(Some);
    std::iter::once(None).chain(wrong).collect()
}

/// Whether everything that was read has a name.
fn are_told(events: &[Event]) -> bool {
    events.iter().all(|event| match event {
        Event::Order(order) => !order.id.is_empty(),
        Event::Fill(fill) => !fill.id.is_empty(),
        Event::Movement(movement) => !movement.id.is_empty() && !movement.asset.is_empty(),
        _ => true,
    })
}

/// What a venue could send in place of a field that has to be there.
fn wrong() -> Vec<Value> {
    vec![json!(true), json!([]), json!({}), json!(null), json!("")]
}

#[test]
fn a_cut_body_is_an_error() {
    for case in cases() {
        let body = case.body.trim_ascii_end();
        for end in (1..body.len()).step_by((body.len() / 17).max(1)) {
            let outcome = case.read(&body[..end]);
            assert!(
                matches!(outcome, Err(Unread::Undocumented { .. })),
                "{}, cut at {end}: {outcome:?}",
                case.name()
            );
        }
    }
}

#[test]
fn a_field_that_lacks_or_has_a_wrong_type_is_named() {
    let mut changed = 0;
    for case in cases() {
        for reading in case
            .readings()
            .filter(|reading| case.gives(reading.evidence()))
        {
            for (at, paths) in reading.needs().enumerate() {
                changed += lacking(&case, reading, &paths, at == 0 && is_named(reading));
            }
        }
    }
    assert!(changed > 0, "no field was looked at");
}

/// Whether the first field that a row needs is its name; a login has none.
fn is_named(reading: &Reading) -> bool {
    reading.evidence() != Evidence::Logins
}

/// How many changes were made. A name is no number with a fraction, of which digits can be lost.
fn lacking(case: &Case, reading: &Reading, paths: &[String], is_name: bool) -> usize {
    let whole: Value = serde_json::from_slice(&case.body).unwrap();
    // A list or an object in its place is a message of another shape, in the same stream.
    if paths.iter().any(|path| is_structure(&whole, path)) {
        return 0;
    }
    let mut changed = 0;
    for replacement in changes(is_name) {
        let mut other = whole.clone();
        let places: usize = paths
            .iter()
            .map(|path| replace(&mut other, path, replacement.as_ref()))
            .sum();
        // Where all of several readings of one list have rows of their own, a field can be another's.
        if places == 0 {
            continue;
        }
        changed += 1;
        let outcome = case.read(&serde_json::to_vec(&other).unwrap());
        let error = match outcome {
            Err(error @ Unread::Undocumented { .. }) => error,
            // What is empty can say that there is nothing, and then nothing is read.
            Ok(events) if replacement == Some(json!("")) && are_told(&events) => continue,
            outcome => panic!(
                "{}, {reading:?}: {paths:?} as {replacement:?}: {outcome:?}",
                case.name()
            ),
        };
        shows_nothing(case, &whole, &error);
    }
    changed
}

/// A list of rows that is gone, or something else, is no empty one.
/// A new kind of move could be a way out.
#[test]
fn a_kind_of_move_that_nobody_knows_is_an_error() {
    let spec = keyleash::venue::find("hyperliquid").unwrap();
    let row = |kind: &str| json!({ "time": 1_681_222_254_710_u64, "hash": "0xa1", "delta": { "type": kind, "usdc": "1" } });
    let answer = |kind: &str| {
        let body = json!([row("deposit"), row(kind)]).to_string();
        let post = keyleash::Method::Post;
        spec.read_answer(post, "/info", body.as_bytes())
            .map(|events| events.len())
    };
    let message = |kind: &str| {
        let updates = json!([row(kind)]);
        let body = json!({
            "channel": "userNonFundingLedgerUpdates",
            "data": { "nonFundingLedgerUpdates": updates },
        });
        let body = body.to_string();
        spec.read_message(body.as_bytes())
            .map(|events| events.len())
    };
    assert_eq!(
        (
            answer("rewardsClaim").unwrap(),
            message("rewardsClaim").unwrap()
        ),
        (1, 0)
    );
    for kind in ["bridgeOut", "", "Withdraw"] {
        assert!(
            matches!(answer(kind), Err(Unread::Undocumented { .. })),
            "{kind}"
        );
        assert!(
            matches!(message(kind), Err(Unread::Undocumented { .. })),
            "{kind}"
        );
    }
}

#[test]
fn a_list_that_lacks_is_an_error() {
    let mut changed = 0;
    for case in cases() {
        let whole: Value = serde_json::from_slice(&case.body).unwrap();
        for reading in case
            .readings()
            .filter(|reading| case.gives(reading.evidence()))
        {
            // Without its envelope, a message is not known.
            let needs: Vec<_> = reading.needs().take(1).flatten().collect();
            let [path] = &needs[..] else {
                continue;
            };
            let Some((list, _)) = path.split_once(".*") else {
                continue;
            };
            for replacement in [None, Some(json!(true)), Some(json!("")), Some(json!(1))] {
                let mut other = whole.clone();
                // Another shape of the same stream.
                if replace(&mut other, list, replacement.as_ref()) == 0 {
                    continue;
                }
                changed += 1;
                let outcome = case.read(&serde_json::to_vec(&other).unwrap());
                assert!(
                    outcome.is_err(),
                    "{}: {list} as {replacement:?}",
                    case.name()
                );
            }
        }
    }
    assert!(changed > 0, "no list was looked at");
}

#[test]
fn nothing_in_a_body_makes_a_reader_panic_or_talk() {
    for case in cases() {
        let whole: Value = serde_json::from_slice(&case.body).unwrap();
        let mut paths = Vec::new();
        leaves(&whole, "", &mut paths);
        let odd = [json!(null), json!({}), json!(-1.5), json!("\u{1b}[31m")];
        for (at, path) in paths.iter().enumerate() {
            let mut other = whole.clone();
            replace(&mut other, path, odd.get(at % odd.len()));
            if let Err(error) = case.read(&serde_json::to_vec(&other).unwrap()) {
                shows_nothing(&case, &whole, &error);
                assert!(!error.to_string().contains('\u{1b}'), "{}", case.name());
            }
        }
    }
}

/// Nothing that a body says stands in the error, be it as a value or as a name that is one.
fn shows_nothing(case: &Case, whole: &Value, error: &Unread) {
    let text = format!("{error} {error:?}");
    let mut words = Vec::new();
    values(whole, &mut words);
    for word in words {
        let tells = word.len() >= 5 && word.bytes().any(|byte| byte.is_ascii_digit());
        assert!(!tells || !text.contains(&word), "{}: {text}", case.name());
    }
}

fn values(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => words.push(number.to_string()),
        Value::String(text) => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| values(item, words)),
        Value::Object(members) => members.iter().for_each(|(name, item)| {
            words.push(name.clone());
            values(item, words);
        }),
    }
}

fn leaves(value: &Value, path: &str, paths: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| {
        let path = if path.is_empty() {
            name.to_owned()
        } else {
            format!("{path}.{name}")
        };
        leaves(value, &path, paths);
    };
    match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, item)| below(&at.to_string(), item)),
        Value::Object(members) => members.iter().for_each(|(name, item)| below(name, item)),
        _ => paths.push(path.to_owned()),
    }
}

/// Whether a list or an object is what `path` leads to.
fn is_structure(value: &Value, path: &str) -> bool {
    let Some((first, rest)) = path.split_once('.') else {
        let field = match value {
            Value::Array(items) => path.parse().ok().and_then(|at: usize| items.get(at)),
            Value::Object(members) => members.get(path),
            _ => None,
        };
        return field.is_some_and(|field| field.is_array() || field.is_object());
    };
    match value {
        Value::Array(items) if first == "*" => items.iter().any(|item| is_structure(item, rest)),
        Value::Object(members) if first == "*" => {
            members.values().any(|item| is_structure(item, rest))
        }
        Value::Array(items) => first
            .parse()
            .ok()
            .and_then(|at: usize| items.get(at))
            .is_some_and(|item| is_structure(item, rest)),
        Value::Object(members) => members
            .get(first)
            .is_some_and(|item| is_structure(item, rest)),
        _ => false,
    }
}

/// Replaces, or takes away, what `path` leads to; tells how often it did.
fn replace(value: &mut Value, path: &str, with: Option<&Value>) -> usize {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(first, rest)| (first, Some(rest)));
    if let Some(rest) = rest {
        return match value {
            Value::Array(items) if first == "*" => {
                items.iter_mut().map(|item| replace(item, rest, with)).sum()
            }
            Value::Object(members) if first == "*" => members
                .values_mut()
                .map(|item| replace(item, rest, with))
                .sum(),
            Value::Array(items) => first
                .parse()
                .ok()
                .and_then(|at: usize| items.get_mut(at))
                .map_or(0, |item| replace(item, rest, with)),
            Value::Object(members) => members
                .get_mut(first)
                .map_or(0, |item| replace(item, rest, with)),
            _ => 0,
        };
    }
    match (value, with) {
        (Value::Object(members), None) => usize::from(members.remove(first).is_some()),
        (Value::Object(members), Some(with)) => members.get_mut(first).map_or(0, |item| {
            *item = with.clone();
            1
        }),
        (Value::Array(items), with) => {
            let Some(at) = first.parse().ok().filter(|at: &usize| *at < items.len()) else {
                return 0;
            };
            // Taking an item away would move those behind it.
            if with.is_none() && at + 1 == items.len() {
                items.pop();
            } else {
                items[at] = with.cloned().unwrap_or_default();
            }
            1
        }
        _ => 0,
    }
}
