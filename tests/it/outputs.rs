//! Nothing that comes out of a process that uses the crate holds a secret (Linux).
//!
//! The test binary runs itself as a child, with random marked secrets in its environment and its
//! files. The child drives the whole API, with good input and with every kind of bad one, and shows
//! all that it gets: by `Debug`, `Display`, serde, errors and what they are from, panics, tracing at
//! every level, `http` types, programs that it starts, and its own end. The parent reads all of it, and
//! finds no six bytes of a secret in any form, and nothing of a signature.
//!
//! - A new part of the API gets a function in the list [`DRIVES`].
//! - A new public type, in whatever public module, that the child did not show fails
//!   `every_public_type_was_shown`.

mod answers;
mod channels;
mod checked;
#[cfg(all(feature = "reqwest-middleware", feature = "tower"))]
mod clients;
mod configured;
mod drive;
#[cfg(feature = "keyring")]
mod entries;
#[cfg(feature = "redis")]
mod fleets;
mod incidents;
mod limited;
mod marks;
mod mistakes;
mod rotated;
#[cfg(feature = "scan")]
mod scanned;
mod signing;
#[cfg(feature = "fixtures")]
mod stand_ins;
mod switches;
mod watched;

use crate::support::key_of;
use channels::{CHANNELS, Shown, careless};
use marks::Marks;
use std::{
    collections::BTreeSet,
    error::Error,
    ffi::{OsStr, OsString},
    fs,
    os::unix::{ffi::OsStringExt, fs::PermissionsExt},
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

/// What the child does, one part of the API after the other.
const DRIVES: &[fn(&Shown)] = &[
    drive::words,
    drive::sources_of_good_values,
    drive::sources_of_bad_values,
    mistakes::values_in_wrong_places,
    mistakes::keys,
    mistakes::configurations,
    configured::good,
    configured::mistakes,
    configured::configurations,
    configured::broken_places,
    #[cfg(feature = "keyring")]
    entries::good,
    #[cfg(feature = "keyring")]
    entries::broken,
    #[cfg(feature = "keyring")]
    entries::failing,
    #[cfg(feature = "keyring")]
    entries::names,
    answers::inspections,
    answers::transports,
    answers::events,
    signing::signatures,
    signing::sockets,
    #[cfg(all(feature = "reqwest-middleware", feature = "tower"))]
    clients::clients,
    switches::switches,
    limited::counts,
    rotated::rotations,
    watched::tags,
    watched::watches,
    incidents::journals,
    incidents::reports,
    checked::checks,
    checked::upkeep,
    #[cfg(feature = "scan")]
    scanned::scans,
    #[cfg(feature = "fixtures")]
    stand_ins::stand_ins,
    #[cfg(feature = "redis")]
    fleets::leases,
    #[cfg(feature = "harden")]
    drive::measures,
    drive::ends,
];

/// A run of the child.
struct Run {
    marks: Marks,
    succeeded: bool,
    /// Everything that came out, by its name.
    outputs: Vec<(String, Vec<u8>)>,
    /// What its signers made, and the types that it showed.
    made: BTreeSet<String>,
    types: BTreeSet<String>,
}

/// Runs the child; with the name of a channel, it is careless there and does nothing else.
fn run(channel: Option<&str>) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let marks = Marks::new(key_of("hyperliquid").secret);
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("out")).unwrap();
    fs::write(at("marks"), serde_json::to_string(&marks).unwrap()).unwrap();
    let path = prepare(folder.path(), &marks);
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "outputs::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .current_dir(folder.path())
        .env("KEYLEASH_TEST_OUTPUTS", folder.path())
        .env("PATH", path)
        // What else a library may print of itself.
        .env("RUST_BACKTRACE", "full")
        .envs(environment(folder.path(), &marks));
    if let Some(channel) = channel {
        child.env("KEYLEASH_TEST_CARELESS", channel);
        if channel == "own arguments" {
            child.arg(&marks.plain);
        }
    }
    let output = child.output().unwrap();
    let mut outputs = vec![
        ("standard output".to_owned(), output.stdout),
        ("error output".to_owned(), output.stderr),
    ];
    collect(&at("out"), &mut outputs);
    let lines = |name: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(at(name)).unwrap_or_else(|_| {
            let panics = fs::read_to_string(at("out/panics")).unwrap_or_default();
            let from = panics.len().saturating_sub(600);
            panic!("the child did not finish:\n{}", &panics[from..])
        });
        text.lines().map(str::to_owned).collect()
    };
    Run {
        succeeded: output.status.success(),
        outputs,
        made: lines("made"),
        types: lines("types"),
        marks,
    }
}

/// What the child has written, below its folders too.
fn collect(folder: &Path, outputs: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, outputs);
        } else {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let mut text = fs::read(path).unwrap();
            if name.starts_with("journal-") {
                text = without_chain(&text);
            }
            outputs.push((name, text));
        }
    }
}

/// A journal without the digests of its chain, which are long enough to have a piece of some
/// signature in them by chance. They are made of the entries, which stay.
fn without_chain(journal: &[u8]) -> Vec<u8> {
    let lines = journal.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let Ok(serde_json::Value::Object(mut entry)) = serde_json::from_slice(line) else {
            return line.to_vec();
        };
        for digest in ["before", "hash"] {
            entry.remove(digest);
        }
        serde_json::to_vec(&entry).unwrap()
    });
    lines.collect::<Vec<_>>().concat()
}

/// Files that the child reads, and a `git` that notes what it is given; the path to find it by.
fn prepare(folder: &Path, marks: &Marks) -> OsString {
    let private = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    };
    let lines = |secret: &str| {
        format!(
            "key = {}\nsecret = {secret}\npassphrase = {}\n",
            marks.id, marks.passphrase
        )
    };
    private("good", lines(&marks.plain).as_bytes());
    private("good-base64", lines(&marks.base64).as_bytes());
    private(
        "good.pem",
        format!("key = {}\n{}", marks.id, marks.pem).as_bytes(),
    );
    let document = serde_json::json!({
        "key": marks.id, "secret": marks.plain, "passphrase": marks.passphrase
    });
    private("good.json", document.to_string().as_bytes());
    private("tree/good", lines(&marks.plain).as_bytes());
    fs::create_dir(folder.join("tree/.git")).unwrap();
    for (name, value) in [
        ("key", &marks.id),
        ("secret", &marks.plain),
        ("passphrase", &marks.passphrase),
    ] {
        private(&format!("mounted/{name}"), value.as_bytes());
        private(&format!("prefixed/okx_{name}"), value.as_bytes());
    }
    for (at, text) in drive::broken_files(marks).into_iter().enumerate() {
        private(&format!("broken/{at}"), &text);
        private(&format!("broken-mounts/{at}/key"), &text);
        private(
            &format!("broken-mounts/{at}/secret"),
            marks.plain.as_bytes(),
        );
    }
    private("half/secret", marks.plain.as_bytes());
    let dump = format!(
        "#!/bin/sh\ncat /proc/$$/environ >> '{0}/out/environ'\ncat /proc/$$/cmdline >> '{0}/out/cmdline'\n",
        folder.display()
    );
    private("bin/git", format!("{dump}exit 1\n").as_bytes());
    private(
        "bin/dump",
        format!("{dump}cat '{}/good'\n", folder.display()).as_bytes(),
    );
    for name in ["git", "dump"] {
        fs::set_permissions(
            folder.join("bin").join(name),
            fs::Permissions::from_mode(0o700),
        )
        .unwrap();
    }
    let mut path = folder.join("bin").into_os_string();
    path.push(":");
    path.push(inherited());
    path
}

#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn inherited() -> OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

/// Variables with the secrets: customary names, and prefixes with every kind of mistake.
fn environment(folder: &Path, marks: &Marks) -> Vec<(String, OsString)> {
    let mut all: Vec<(String, OsString)> = Vec::new();
    let mut set = |name: &str, value: &OsStr| all.push((name.to_owned(), value.to_owned()));
    for venue in [
        "BINANCE",
        "OKX",
        "BYBIT_TESTNET",
        "NOT_TEXT",
        "BOTH",
        "PATHS",
        "DAY",
    ] {
        set(&format!("{venue}_API_KEY"), marks.id.as_ref());
        set(&format!("{venue}_API_SECRET"), marks.plain.as_ref());
        set(
            &format!("{venue}_API_PASSPHRASE"),
            marks.passphrase.as_ref(),
        );
    }
    let mut bytes = marks.plain.clone().into_bytes();
    bytes.insert(32, 0xff);
    set("NOT_TEXT_API_SECRET", &OsString::from_vec(bytes));
    set("BOTH_API_SECRET_FILE", marks.base64.as_ref());
    set("HALF_API_SECRET", marks.plain.as_ref());
    set("OTHER_HALF_API_KEY", marks.id.as_ref());
    set("DAY_API_CREATED", marks.plain.as_ref());
    // Where the name of a variable looks like a key, and holds something wrong.
    set(
        &format!("K{}_API_KEY", marks.id),
        &OsString::from_vec(vec![0xff]),
    );
    set(
        &format!("K{}_API_SECRET", marks.plain),
        marks.plain.as_ref(),
    );
    // A secret where the path of its file should be.
    set("WRONG_FILE_API_KEY_FILE", marks.id.as_ref());
    set("WRONG_FILE_API_SECRET_FILE", marks.plain.as_ref());
    set("FILES_API_KEY_FILE", folder.join("mounted/key").as_ref());
    set(
        "FILES_API_SECRET_FILE",
        folder.join("mounted/secret").as_ref(),
    );
    set("CREDENTIALS_DIRECTORY", folder.join("prefixed").as_ref());
    all
}

/// Not a case by itself: run again by [`run`].
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "switches of the test, and no secrets"
)]
fn child() -> Result<(), Box<dyn Error>> {
    let Some(folder) = std::env::var_os("KEYLEASH_TEST_OUTPUTS") else {
        return Ok(());
    };
    let shown = Shown::new(&PathBuf::from(folder));
    if let Some(channel) = std::env::var_os("KEYLEASH_TEST_CARELESS") {
        let end = careless(&shown, channel.to_str().unwrap());
        shown.finish();
        return end;
    }
    for drive in DRIVES {
        drive(&shown);
    }
    let end = drive::end(&shown);
    shown.finish();
    // As from `main`: what it prints is the last that is looked at.
    Err(end.into())
}

impl Run {
    /// Which outputs hold a piece of what, one find for each.
    fn finds(&self) -> Vec<String> {
        let mut finder = self.marks.finder();
        self.made.iter().for_each(|text| finder.add_made(text));
        let outputs = self.outputs.iter();
        outputs
            .filter_map(|(name, text)| Some(format!("{name}: {}", finder.find(text)?)))
            .collect()
    }
}

/// The one run that drives the whole API.
fn whole() -> &'static Run {
    static RUN: OnceLock<Run> = OnceLock::new();
    RUN.get_or_init(|| run(None))
}

#[test]
fn no_output_holds_a_secret() {
    let run = whole();
    // The run was one: signatures were made, and each channel was used.
    assert!(run.made.len() > 100, "{}", run.made.len());
    let finds = run.finds();
    assert!(finds.is_empty(), "\n{}", finds.join("\n"));
    for (name, text) in &run.outputs {
        assert!(!text.is_empty(), "{name}");
    }
    let (_, end) = &run.outputs[1];
    let end = String::from_utf8_lossy(end);
    assert!(!run.succeeded && end.contains("Error: "), "{end}");
}

/// The same search finds a secret in each channel where somebody was careless.
#[test]
fn a_careless_output_is_found() {
    for channel in CHANNELS {
        let run = run(Some(channel));
        assert!(!run.finds().is_empty(), "{channel}: nothing found");
    }
}

/// Public names that have no value to show: traits, functions, and names for the compiler.
const WITHOUT_VALUES: &[&str] = &[
    "Scope",
    "Source",
    "Venue",
    "Configured",
    "AnyPolicy",
    "redact_uri",
    "closed",
    "CLOSED",
    "read",
    "verify",
    #[cfg(feature = "fixtures")]
    "Refusal",
    #[cfg(feature = "fixtures")]
    "credential_of",
    #[cfg(feature = "fixtures")]
    "report_at",
    #[cfg(feature = "fixtures")]
    "send",
    #[cfg(feature = "fixtures")]
    "sender",
    #[cfg(feature = "fixtures")]
    "signer_of",
    #[cfg(feature = "fixtures")]
    "unexpected",
    #[cfg(feature = "fixtures")]
    "credential",
    #[cfg(feature = "fixtures")]
    "policy",
    #[cfg(feature = "fixtures")]
    "report",
    #[cfg(feature = "fixtures")]
    "signer",
];

#[test]
fn every_public_type_was_shown() {
    let shown = &whole().types;
    let mut wanted = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    public(&root, &mut wanted);
    assert!(wanted.len() > 40, "{wanted:?}");
    // By `pub use`, in a module, and in a module of a module.
    for name in ["Mounted", "PermissionIter", "Telling"] {
        assert!(wanted.contains(name), "{name}: {wanted:?}");
    }
    assert_eq!(wanted.contains("Keyring"), cfg!(feature = "keyring"));
    assert_eq!(wanted.contains("Outcome"), cfg!(feature = "harden"));
    for name in WITHOUT_VALUES {
        assert!(
            wanted.remove(*name),
            "`{name}` is gone: take it off the list"
        );
    }
    let missing: Vec<_> = wanted.difference(shown).collect();
    assert!(
        missing.is_empty(),
        "public, and not shown by tests/it/outputs/: {missing:?}"
    );
}

/// What the module in this file, and the public ones below it, make public in this build: the names
/// that they re-export, and the types that they define, but for those without a value.
fn public(file: &Path, names: &mut BTreeSet<String>) {
    let source = fs::read_to_string(file).unwrap();
    let below = |module: &str| match file.file_stem().unwrap().to_str() {
        Some("lib") => file.with_file_name(format!("{module}.rs")),
        _ => file.with_extension("").join(format!("{module}.rs")),
    };
    for (at, start) in source.match_indices("\npub ") {
        let item = &source[at + start.len()..];
        let (kind, item) = item.split_once(' ').unwrap();
        let end = item.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let (name, rest) = item.split_at(end.unwrap());
        if !is_built(&source[..at]) {
            continue;
        }
        match kind {
            "use" => {
                let (item, _) = item.split_once(';').unwrap();
                if let Some(module) = item.strip_suffix("::*") {
                    public(&below(module), names);
                    continue;
                }
                let list = item.split_once('{').map_or(item, |(_, list)| list);
                for name in list.split([',', '}']) {
                    let name = name.rsplit("::").next().unwrap().trim();
                    names.extend((!name.is_empty()).then(|| name.to_owned()));
                }
            }
            "mod" if rest.starts_with(';') => public(&below(name), names),
            "mod" => assert!(rest.starts_with(" {}"), "{name} needs a file of its own"),
            "enum" if rest.starts_with(" {}") => {}
            "struct" | "enum" | "union" | "type" => {
                names.insert(name.to_owned());
            }
            _ => {}
        }
    }
}

/// Whether this build has the item that follows.
fn is_built(before: &str) -> bool {
    let lines = before.lines().rev();
    let mut attributes = lines.take_while(|line| line.starts_with("#[") || line.starts_with("//"));
    attributes.all(|line| {
        let feature = line.split_once("feature = \"").map(|(_, name)| name);
        match feature.and_then(|name| name.split('"').next()) {
            None => true,
            Some("fixtures") => cfg!(feature = "fixtures"),
            Some("harden") => cfg!(feature = "harden"),
            Some("keyring") => cfg!(feature = "keyring"),
            Some("metrics") => cfg!(feature = "metrics"),
            Some("reqwest") => cfg!(feature = "reqwest"),
            Some("reqwest-middleware") => cfg!(feature = "reqwest-middleware"),
            Some("tower") => cfg!(feature = "tower"),
            Some("ureq") => cfg!(feature = "ureq"),
            Some("redis") => cfg!(feature = "redis"),
            Some("scan") => cfg!(feature = "scan"),
            Some(other) => panic!("add `{other}` to this list"),
        }
    })
}
