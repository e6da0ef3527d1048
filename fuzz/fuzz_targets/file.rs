//! Any bytes in a private file: no panic, and no text shows what was in it.
//!
//! Each `$` becomes the needle.
#![no_main]

use keyleash::{AnyCredential, File, venue};
use keyleash_fuzz::{NEEDLE, with_needles};
use libfuzzer_sys::fuzz_target;
use std::{io::Write as _, sync::LazyLock};

static FOLDER: LazyLock<tempfile::TempDir> =
    LazyLock::new(|| tempfile::tempdir().expect("a folder for the file"));

fuzz_target!(|input: &[u8]| {
    // Made anew each time, for its mode and its single name; only the owner can read it.
    let mut file = tempfile::NamedTempFile::new_in(FOLDER.path()).expect("a file");
    file.write_all(&with_needles(input))
        .expect("room on the disk");
    for id in ["okx", "binance", "kraken"] {
        let spec = venue::find(id).expect("a venue");
        match AnyCredential::load(spec, File::new(file.path())) {
            Ok(credential) => assert!(!format!("{credential:?}").contains(NEEDLE)),
            Err(error) => {
                let shown = format!("{error} {error:?} {error:#?}");
                assert!(!shown.contains(NEEDLE), "{shown}");
            }
        }
    }
});
