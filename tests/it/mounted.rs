//! Directories with one file per value, and a service's credentials.
//!
//! Which key, secret and passphrase were read is told from a signed question of OKX, which shows
//! the first and the last, and is signed by the second. What depends on the environment or on the
//! user runs in this test binary once more.

use crate::support::at;
use keyleash::{
    AnyCredential, Env, LoadError, Mounted, RawCredential, Secret, Source, SourceError, Wanted,
    venue,
};
use std::{
    cell::RefCell,
    ffi::OsStr,
    fs,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, symlink},
        net::UnixListener,
        process::CommandExt,
    },
    path::Path,
    process::Command,
};
use tempfile::TempDir;

pub(crate) const NEEDLE: &str = "NEEDLEneedleNEEDLEneedleNEEDLEneedle";
pub(crate) const LIMIT: usize = 65_536;

/// Yields what another source does, and notes what it shows of itself.
struct Noted<S>(S, RefCell<String>);

impl<S: Source> Source for Noted<S> {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let read = self.0.read(wanted);
        *self.1.borrow_mut() = format!("{read:?}");
        read
    }
}

/// The texts themselves.
struct Given<'a>(&'a str, &'a str, &'a str);

impl Source for Given<'_> {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(self.0), secret(self.1)).with_passphrase(secret(self.2)))
    }
}

/// Key id, signature and passphrase as OKX would get them, or the error.
pub(crate) fn outcome(source: impl Source) -> String {
    let noted = Noted(source, RefCell::default());
    let text = match AnyCredential::load(venue::find("okx").unwrap(), &noted) {
        Ok(credential) => {
            let mut inspection = credential.inspection();
            let request = inspection.next_request_at(at(0)).unwrap().unwrap();
            let header = |name| request.header(name).unwrap();
            format!(
                "loaded {} {} {} {}",
                header("OK-ACCESS-KEY"),
                header("OK-ACCESS-SIGN"),
                header("OK-ACCESS-PASSPHRASE"),
                noted.1.borrow(),
            )
        }
        Err(LoadError::Source(error)) => {
            assert!(std::error::Error::source(&error).is_none());
            let kind = match &error {
                SourceError::NotConfigured { .. } => "not configured",
                SourceError::Misconfigured { .. } => "misconfigured",
                SourceError::Failed { .. } => "failed",
                _ => "unknown",
            };
            format!("{kind}: {error} {error:?}")
        }
        Err(error) => format!("unfit: {error} {error:?}"),
    };
    assert!(!text.contains("NEEDLE"), "{text}");
    text
}

/// The outcome of a good load, up to the notes behind it.
pub(crate) fn good(id: &str, secret: &str, passphrase: &str) -> String {
    let all = outcome(Given(id, secret, passphrase));
    all.split_once(" Ok(").unwrap().0.to_owned()
}

#[track_caller]
pub(crate) fn begins(outcome: &str, beginning: &str) {
    assert!(outcome.starts_with(beginning), "{outcome}");
}

/// Files of these names and texts.
pub(crate) fn lay(directory: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        fs::write(directory.join(name), text).unwrap();
    }
}

pub(crate) fn laid(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    lay(directory.path(), files);
    directory
}

pub(crate) fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

pub(crate) fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

const WHOLE: [(&str, &str); 3] = [
    ("key", "id-1\n"),
    ("secret", NEEDLE),
    ("passphrase", "Correct Horse\r\n"),
];

fn mounted(directory: &TempDir) -> String {
    outcome(Mounted::new(directory.path()))
}

#[test]
fn a_directory_is_read() {
    let directory = laid(&WHOLE);
    // Spaces are part of a passphrase here; whether the venue takes one is judged later.
    begins(&mounted(&directory), "unfit");
    lay(directory.path(), &[("passphrase", "Correct-Horse\r\n")]);
    let expected = good("id-1", NEEDLE, "Correct-Horse");
    for bits in [0o400, 0o444, 0o666] {
        mode(&directory.path().join("secret"), bits);
        begins(&mounted(&directory), &expected);
    }
    assert!(mounted(&directory).contains("created: None"));
    lay(directory.path(), &[("created", "2026-10-01\n")]);
    let whole = mounted(&directory);
    begins(&whole, &expected);
    assert!(whole.contains("created: Some(Date(2026-10-01))"), "{whole}");
    // A link above the files is followed, once.
    let link = directory.path().with_extension("link");
    symlink(directory.path(), &link).unwrap();
    begins(&outcome(Mounted::new(&link)), &expected);
    fs::remove_file(link).unwrap();
    lay(directory.path(), &[("created", "NEEDLE")]);
    begins(&mounted(&directory), "misconfigured");
    assert!(mounted(&directory).contains("created` is configured wrongly, no day"));
    lay(
        directory.path(),
        &[("created", "2026-10-01"), ("expires", "2026-12-31")],
    );
    begins(&mounted(&directory), "misconfigured");
    assert!(mounted(&directory).contains("expires` is configured wrongly, no RFC 3339 time"));
    lay(directory.path(), &[("expires", "2026-12-31T00:00:00Z\n")]);
    let whole = mounted(&directory);
    begins(&whole, &expected);
    assert!(
        whole.contains(r#"expires: Some("2026-12-31T00:00:00Z")"#),
        "{whole}"
    );
}

#[test]
fn a_prefix_stands_before_each_name() {
    let directory = laid(&[
        ("okx_key", "id-2"),
        ("okx_secret", NEEDLE),
        ("okx_passphrase", "Correct-Horse"),
        ("key", "another"),
    ]);
    let prefixed = |prefix: &'static str| outcome(Mounted::new(directory.path()).prefixed(prefix));
    begins(&prefixed("okx_"), &good("id-2", NEEDLE, "Correct-Horse"));
    begins(&prefixed("bybit_"), "not configured");
    assert!(prefixed("bybit_").contains("bybit_key` is not configured"));
    for prefix in ["../", "/", "a/b", "a\0"] {
        begins(&prefixed(prefix), "misconfigured: the directory");
    }
}

#[test]
fn what_is_missing_is_told_from_what_is_wrong() {
    let directory = TempDir::new().unwrap();
    let path = |name: &str| directory.path().join(name);
    begins(&outcome(Mounted::new(path("none"))), "not configured");
    begins(&mounted(&directory), "not configured");
    lay(directory.path(), &[("key", "id")]);
    begins(&outcome(Mounted::new(path("key"))), "misconfigured");
    begins(&outcome(Mounted::new(path("key/deeper"))), "misconfigured");
    let text = mounted(&directory);
    begins(&text, "misconfigured");
    assert!(text.contains("secret` is configured wrongly, missing while `key` is there"));
    lay(directory.path(), &[("secret", NEEDLE)]);
    assert!(mounted(&directory).contains("passphrase` is configured wrongly, missing"));
    fs::remove_file(path("key")).unwrap();
    assert!(mounted(&directory).contains("key` is configured wrongly, missing while `secret`"));
    // A passphrase alone is half a credential, where one is asked for.
    fs::remove_file(path("secret")).unwrap();
    lay(directory.path(), &[("passphrase", "Correct-Horse")]);
    let text = mounted(&directory);
    begins(&text, "misconfigured");
    let words = "key` is configured wrongly, missing while `passphrase` is there: mount `key` and \
                 `secret` too";
    assert!(text.contains(words), "{text}");
    let binance = venue::find("binance").unwrap();
    let error = AnyCredential::load(binance, Mounted::new(directory.path())).unwrap_err();
    assert!(error.to_string().contains("is not configured"), "{error}");

    lay(directory.path(), &WHOLE);
    lay(directory.path(), &[("passphrase", "Correct-Horse")]);
    let secret = path("secret");
    let is = |words: &str| {
        let text = mounted(&directory);
        begins(&text, "misconfigured");
        assert!(text.contains(words), "{words}: {text}");
        fs::remove_file(&secret)
            .or_else(|_| fs::remove_dir(&secret))
            .unwrap();
    };
    for empty in ["", "\n", "\r\n", " \n\n"] {
        fs::write(&secret, empty).unwrap();
        is("an empty file");
    }
    fs::write(&secret, b"NEEDLE\xff").unwrap();
    is("not UTF-8");
    fs::write(&secret, "NEEDLE".repeat(LIMIT)).unwrap();
    is("larger than 65536 bytes");
    fs::write(&secret, vec![b'N'; LIMIT + 1]).unwrap();
    is("larger than 65536 bytes");
    fs::create_dir(&secret).unwrap();
    is("no regular file");
    pipe(&secret);
    is("no regular file");
    let listener = UnixListener::bind(&secret).unwrap();
    is("no regular file");
    drop(listener);
    fs::write(path("elsewhere"), NEEDLE).unwrap();
    symlink("elsewhere", &secret).unwrap();
    is("a symbolic link");
    symlink("/dev/zero", &secret).unwrap();
    is("a symbolic link");
    // As many bytes as may be are read, two line breaks are not one.
    fs::write(&secret, vec![b'N'; LIMIT]).unwrap();
    begins(&mounted(&directory), "loaded");
    fs::write(path("key"), "id\n\n").unwrap();
    begins(&mounted(&directory), "unfit");
}

#[cfg(feature = "ed25519")]
#[test]
fn a_key_pair_is_a_value() {
    let directory = laid(&[
        ("key", "id"),
        (
            "secret",
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\n",
        ),
    ]);
    let binance = venue::find("binance").unwrap();
    drop(AnyCredential::load(binance, Mounted::new(directory.path())).unwrap());
}

/// Not a case by itself: run again by [`child_with`].
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn child() {
    let Some(which) = std::env::var_os("KEYLEASH_TEST_MOUNTED") else {
        return;
    };
    let outcome = match which.to_str().unwrap() {
        "env" => outcome(Env::new()),
        "credentials" => outcome(Mounted::credentials().prefixed("okx_")),
        path => outcome(Mounted::new(path)),
    };
    println!("outcome: {outcome} :end");
}

/// The outcome in a process with these variables.
pub(crate) fn child_with(which: impl AsRef<OsStr>, variables: &[(&str, &Path)]) -> String {
    run(&mut prepared(which, variables))
}

fn prepared(which: impl AsRef<OsStr>, variables: &[(&str, &Path)]) -> Command {
    child_of(&std::env::current_exe().unwrap(), which, variables)
}

fn child_of(bot: &Path, which: impl AsRef<OsStr>, variables: &[(&str, &Path)]) -> Command {
    let mut command = Command::new(bot);
    command
        .args(["--exact", "mounted::child", "--nocapture"])
        .env_clear()
        .env("KEYLEASH_TEST_MOUNTED", which)
        .envs(variables.iter().copied());
    command
}

fn run(command: &mut Command) -> String {
    let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let (_, outcome) = text.split_once("outcome: ").expect("the child's outcome");
    outcome.split_once(" :end").unwrap().0.to_owned()
}

#[test]
fn a_service_reads_its_credentials() {
    let directory = laid(&[
        ("okx_key", "id-3"),
        ("okx_secret", NEEDLE),
        ("okx_passphrase", "Correct-Horse"),
    ]);
    // As systemd lays them out.
    for (name, bits) in [
        ("okx_key", 0o400),
        ("okx_secret", 0o400),
        ("okx_passphrase", 0o400),
        ("", 0o500),
    ] {
        mode(&directory.path().join(name), bits);
    }
    let credentials = |path: &Path| child_with("credentials", &[("CREDENTIALS_DIRECTORY", path)]);
    begins(
        &credentials(directory.path()),
        &good("id-3", NEEDLE, "Correct-Horse"),
    );
    let unset = child_with("credentials", &[]);
    begins(
        &unset,
        "not configured: the environment variable `CREDENTIALS_DIRECTORY`",
    );
    begins(&credentials(Path::new("")), "not configured");
    begins(&credentials(Path::new("relative")), "misconfigured");
    begins(
        &credentials(&directory.path().join("none")),
        "not configured",
    );

    // Another user is not let in: the kernel's refusal is a failure, not a missing key.
    let root = fs::metadata(directory.path()).unwrap().uid() == 0;
    let mut command = prepared(directory.path(), &[]);
    // The other user may have no way to this binary where it lies.
    let outside = TempDir::new().unwrap();
    if root {
        mode(outside.path(), 0o755);
        let bot = outside.path().join("bot");
        fs::copy(std::env::current_exe().unwrap(), &bot).unwrap();
        command = child_of(&bot, directory.path(), &[]);
        command.uid(65_534);
    } else {
        mode(directory.path(), 0);
    }
    begins(&run(&mut command), "failed: the directory");
    mode(directory.path(), 0o700);
}
