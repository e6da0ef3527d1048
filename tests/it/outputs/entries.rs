//! Entries of a keyring: by a store that hands out credentials, and errors with secrets in them.

use super::{
    channels::Shown,
    drive::{broken_files, each, load, spec},
};
use crate::keyring::store::{SERVICE, entry, holding, other, user};
use keyleash::{AnyCredential, AnySource, Keyring};
use keyring_core::Error;
use serde_json::json;
use std::{thread, time::Duration};

pub(super) fn good(shown: &Shown) {
    // Before any is set.
    shown.result(load(Keyring::new(SERVICE, "0")));
    let marks = &shown.marks;
    let lines = format!(
        "key = {}\nsecret = {}\npassphrase = {}\n",
        marks.id, marks.plain, marks.passphrase
    );
    let document = json!({
        "key": marks.id, "secret": marks.plain, "passphrase": marks.passphrase
    });
    for text in [lines.clone(), document.to_string()] {
        let source = holding(text);
        shown.debug(&source);
        each(shown, source);
    }
    let named = |text: &str| {
        let text = text.to_owned();
        json!({ "keyring": { "service": SERVICE, "user": user(move || Ok(text.clone().into())) } })
    };
    let whole: AnySource = serde_json::from_value(named(&lines)).unwrap();
    each(shown, whole);
    let parts = json!({
        "key": named(&marks.id), "secret": named(&marks.plain),
        "passphrase": named(&marks.passphrase),
    });
    let parts: AnySource = serde_json::from_value(parts).unwrap();
    each(shown, parts);
}

pub(super) fn broken(shown: &Shown) {
    for bytes in broken_files(&shown.marks) {
        for venue in ["okx", "binance", "coinbase", "kraken"] {
            let source = holding(bytes.clone());
            shown.result(AnyCredential::load(spec(venue), source));
        }
        let user = user(move || Ok(bytes.clone()));
        configured(shown, &user);
    }
    let wide = shown.marks.plain.encode_utf16();
    let wide: Vec<u8> = wide.flat_map(u16::to_le_bytes).collect();
    shown.result(load(holding(wide)));
}

/// The entry as a configuration names it.
fn configured(shown: &Shown, user: &str) {
    let entry = json!({ "keyring": { "service": SERVICE, "user": user }, "deadline_seconds": 1 });
    let secret = json!({ "key": { "env": "OKX_API_KEY" }, "secret": entry.clone() });
    for table in [entry, secret] {
        let source: AnySource = serde_json::from_value(table).unwrap();
        shown
            .debug(&source)
            .result(AnyCredential::load(spec("binance"), source));
    }
}

/// A store whose errors quote what it has read, as some do.
pub(super) fn failing(shown: &Shown) {
    for (_, text) in shown.marks.texts() {
        let text: &'static str = text.to_owned().leak();
        let bytes = move || text.as_bytes().to_vec();
        let cause = move || Box::<dyn std::error::Error + Send + Sync>::from(text);
        let errors: [Box<dyn Fn() -> Error + Send + Sync>; 10] = [
            Box::new(move || Error::BadEncoding(bytes())),
            Box::new(move || Error::BadDataFormat(bytes(), cause())),
            Box::new(move || Error::BadStoreFormat(text.to_owned())),
            Box::new(move || Error::PlatformFailure(cause())),
            Box::new(move || Error::NoStorageAccess(cause())),
            Box::new(move || Error::TooLong(text.to_owned(), 9)),
            Box::new(move || Error::Invalid(text.to_owned(), text.to_owned())),
            Box::new(move || Error::Ambiguous(vec![other(text), other(text)])),
            Box::new(move || Error::NotSupportedByStore(text.to_owned())),
            Box::new(move || Error::NoEntry),
        ];
        for error in errors {
            let user = user(move || Err(error()));
            shown.result(load(Keyring::new(SERVICE, &user)));
            configured(shown, &user);
        }
        // Past the hook, which would print it.
        let panicking = entry(move || std::panic::resume_unwind(Box::new(text.to_owned())));
        shown.result(load(panicking));
    }
    // Too late, with the secret and with an error that holds it.
    let (first, second) = (shown.marks.plain.clone(), shown.marks.plain.clone());
    let late = || thread::sleep(Duration::from_millis(1500));
    let slow = user(move || {
        late();
        Ok(first.clone().into_bytes())
    });
    shown.result(load(Keyring::new(SERVICE, &slow).deadline_seconds(1)));
    configured(shown, &slow);
    let slow = entry(move || {
        late();
        Err(Error::BadEncoding(second.clone().into_bytes()))
    });
    shown.result(load(slow.deadline_seconds(1)));
    late();
}

/// A secret in the place of a service or a user.
pub(super) fn names(shown: &Shown) {
    for (_, text) in shown.marks.texts() {
        for name in [
            text.to_owned(),
            format!("/{text}"),
            format!("my bot {text}"),
            format!("my-bot/{text}"),
            format!("{text}@my-bot"),
        ] {
            for source in [
                Keyring::new(&name, "0"),
                Keyring::new(SERVICE, &name),
                Keyring::new(&name, &name),
            ] {
                shown.debug(&source).result(load(source));
            }
            configured(shown, &name);
        }
    }
}
