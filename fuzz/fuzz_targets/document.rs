//! Any text that a program prints: no panic, no text shows what was in it, and what is taken for a
//! JSON document is one, by another reader too.
//!
//! Each `$` becomes the needle. The program is `cat`: a process for each input, so this is slow.
#![no_main]

use keyleash::{AnyCredential, Command, RawCredential, Secret, Source, SourceError, Wanted, venue};
use keyleash_fuzz::{NEEDLE, with_needles};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value};
use std::{fs, path::PathBuf, sync::LazyLock};

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the file"));
static FILE: LazyLock<PathBuf> = LazyLock::new(|| FOLDER.path().join("printed"));

/// What another reader found in the same text.
struct Other(Map<String, Value>);

impl Other {
    fn value(&self, names: [&str; 2]) -> Secret {
        let value = names.iter().find_map(|name| self.0.get(*name)?.as_str());
        Secret::new(value.expect("a document that both readers take").to_owned())
    }
}

impl Source for Other {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        Ok(RawCredential::new(
            self.value(["key", "AccessKeyId"]),
            self.value(["secret", "SecretAccessKey"]),
        ))
    }
}

fuzz_target!(|input: &[u8]| {
    let printed = with_needles(input);
    fs::write(&*FILE, &printed).expect("room on the disk");
    let binance = venue::find("binance").expect("a venue");
    let credential = match AnyCredential::load(binance, Command::new("cat").arg(&*FILE)) {
        Ok(credential) => credential,
        Err(error) => {
            let shown = format!("{error} {error:?} {error:#?}");
            assert!(!shown.contains(NEEDLE), "{shown}");
            return;
        }
    };
    assert!(!format!("{credential:?}").contains(NEEDLE));
    let text = String::from_utf8(printed).expect("only text is a credential");
    if text.trim().starts_with('{') {
        let other = Other(serde_json::from_str(text.trim()).expect("JSON"));
        let other = AnyCredential::load(binance, other).expect("the same credential");
        assert_eq!(credential.fingerprint(), other.fingerprint());
    }
});
