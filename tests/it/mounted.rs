//! Values in files of their own: `NAME_FILE` in the environment, mounted directories that are
//! swapped while they are read, and a service's credentials.
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
        fs::{PermissionsExt, symlink},
        net::UnixListener,
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
};
use tempfile::TempDir;

const NEEDLE: &str = "NEEDLEneedleNEEDLEneedleNEEDLEneedle";
const LIMIT: usize = 65_536;

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
fn outcome(source: impl Source) -> String {
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
fn good(id: &str, secret: &str, passphrase: &str) -> String {
    let all = outcome(Given(id, secret, passphrase));
    all.split_once(" Ok(").unwrap().0.to_owned()
}

#[track_caller]
fn begins(outcome: &str, beginning: &str) {
    assert!(outcome.starts_with(beginning), "{outcome}");
}

/// Files of these names and texts.
fn lay(directory: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        fs::write(directory.join(name), text).unwrap();
    }
}

fn laid(files: &[(&str, &str)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    lay(directory.path(), files);
    directory
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn pipe(path: &Path) {
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
    AnyCredential::load(binance, Mounted::new(directory.path())).unwrap();
}

/// A directory as Kubernetes makes it: files are links into `..data`, a link to a version.
struct Volume(TempDir);

impl Volume {
    fn new(versions: usize) -> Self {
        let volume = Self(TempDir::new().unwrap());
        for version in 0..versions {
            volume.write(version);
        }
        volume.swap(0);
        for (name, _) in Self::files(0) {
            symlink(format!("..data/{name}"), volume.path(name)).unwrap();
        }
        volume
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn files(version: usize) -> [(&'static str, String); 4] {
        [
            ("key", format!("id-{version}")),
            ("secret", format!("{NEEDLE}-{version}\n")),
            ("passphrase", format!("Correct-Horse-{version}")),
            ("created", format!("2026-10-{:02}\n", version % 28 + 1)),
        ]
    }

    fn write(&self, version: usize) {
        let directory = self.path(&format!("..2026_{version}"));
        fs::create_dir(&directory).unwrap();
        for (name, text) in Self::files(version) {
            fs::write(directory.join(name), text).unwrap();
        }
    }

    /// Points `..data` at a version, by one rename.
    fn swap(&self, version: usize) {
        let new = self.path("..data_tmp");
        symlink(format!("..2026_{version}"), &new).unwrap();
        fs::rename(new, self.path("..data")).unwrap();
    }

    fn remove(&self, version: usize) {
        fs::remove_dir_all(self.path(&format!("..2026_{version}"))).unwrap();
    }

    fn expected(version: usize) -> String {
        let [key, secret, passphrase, _] = Self::files(version).map(|(_, text)| text);
        good(&key, secret.trim_end(), &passphrase)
    }

    /// Whether a load is of one version, which it names in its key and in its day.
    fn check(loaded: &str) -> usize {
        let after = loaded.strip_prefix("loaded id-").expect(loaded);
        let version = after.split_once(' ').unwrap().0.parse().unwrap();
        begins(loaded, &Self::expected(version));
        let day = format!("Date(2026-10-{:02})", version % 28 + 1);
        assert!(loaded.contains(&day), "{loaded}");
        version
    }
}

#[test]
fn a_version_that_is_swapped_in_is_read() {
    let volume = Volume::new(2);
    for version in [0, 1, 0] {
        volume.swap(version);
        assert_eq!(Volume::check(&mounted(&volume.0)), version);
    }
    // What lies beside `..data` is of no version.
    fs::remove_file(volume.path("key")).unwrap();
    fs::write(volume.path("key"), "another").unwrap();
    assert_eq!(Volume::check(&mounted(&volume.0)), 0);
    // A file of a version is no link.
    let secret = volume.path("..2026_0/secret");
    fs::rename(&secret, volume.path("elsewhere")).unwrap();
    symlink("../elsewhere", &secret).unwrap();
    begins(&mounted(&volume.0), "misconfigured");
    fs::remove_file(&secret).unwrap();
    assert!(mounted(&volume.0).contains("missing while `key` is there"));
    volume.swap(7);
    assert!(mounted(&volume.0).contains("a link that leads nowhere"));
    fs::remove_file(volume.path("..data")).unwrap();
    fs::write(volume.path("..data"), "").unwrap();
    assert!(mounted(&volume.0).contains("..data` is configured wrongly, no directory"));
}

/// Key and secret by their paths from the top, with something in between.
fn naive(volume: &Volume, between: impl FnOnce()) -> bool {
    let key = fs::read_to_string(volume.path("key")).unwrap();
    between();
    let secret = fs::read_to_string(volume.path("secret")).unwrap();
    key.rsplit_once('-').unwrap().1 != secret.trim_end().rsplit_once('-').unwrap().1
}

#[test]
#[allow(clippy::print_stdout)]
fn no_pair_is_torn() {
    const LOADS: usize = 5_000;
    const SWAPS: usize = 5_000;
    let volume = Volume::new(2);
    assert!(naive(&volume, || volume.swap(1)), "a naive reader tears");

    let (done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut torn, mut naive_reads, mut loads, mut of) = (0, 0, 0, [0; 2]);
    let expected = [0, 1].map(Volume::expected);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let swap = swaps.fetch_add(1, Ordering::Relaxed);
                volume.swap(swap % 2);
            }
        });
        // A failure has to end the writer too.
        let _end = Ends(&done);
        while loads < LOADS || swaps.load(Ordering::Relaxed) < SWAPS {
            let loaded = mounted(&volume.0);
            let version = usize::from(loaded.starts_with(&expected[1]));
            begins(&loaded, &expected[version]);
            assert!(loaded.contains(&format!("Date(2026-10-{:02})", version + 1)));
            of[version] += 1;
            loads += 1;
            torn += usize::from(naive(&volume, || ()));
            naive_reads += 1;
        }
    });
    println!(
        "{loads} loads during {} swaps: none torn, {of:?} of each version; \
         {torn} of {naive_reads} naive reads torn",
        swaps.into_inner()
    );
    assert!(of.iter().all(|count| *count > 0), "{of:?}");
}

struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn a_version_that_is_removed_meanwhile_is_given_up() {
    const LOADS: usize = 500;
    let volume = Volume::new(1);
    let (done, versions) = (AtomicBool::new(false), AtomicUsize::new(1));
    let mut last = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let version = versions.load(Ordering::Relaxed);
                volume.write(version);
                volume.swap(version);
                volume.remove(version - 1);
                versions.store(version + 1, Ordering::Relaxed);
            }
        });
        let _end = Ends(&done);
        for _ in 0..LOADS {
            let version = Volume::check(&mounted(&volume.0));
            assert!(version >= last, "{version} after {last}");
            last = version;
        }
    });
    println!(
        "{LOADS} loads during {} removals",
        versions.into_inner() - 1
    );
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
fn child_with(which: impl AsRef<OsStr>, variables: &[(&str, &Path)]) -> String {
    run(&mut prepared(which, variables)).unwrap()
}

fn prepared(which: impl AsRef<OsStr>, variables: &[(&str, &Path)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "mounted::child", "--nocapture"])
        .env_clear()
        .env("KEYLEASH_TEST_MOUNTED", which)
        .envs(variables.iter().copied());
    command
}

fn run(command: &mut Command) -> std::io::Result<String> {
    let text = String::from_utf8(command.output()?.stdout).unwrap();
    let (_, outcome) = text.split_once("outcome: ").expect("the child's outcome");
    Ok(outcome.split_once(" :end").unwrap().0.to_owned())
}

#[test]
#[allow(clippy::print_stdout)]
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
    let which = directory.path();
    let mut command = prepared(which, &[]);
    if !matches!(fs::write(directory.path().join("probe"), ""), Ok(())) {
        println!("not run: a refusal by the kernel, which needs root to become another user");
        return;
    }
    match run(command.uid(65_534)) {
        Ok(outcome) => begins(&outcome, "failed: the directory"),
        Err(error) => println!("not run: this binary as another user: {error}"),
    }
}

#[test]
fn a_variable_names_a_file() {
    let directory = laid(&WHOLE);
    lay(
        directory.path(),
        &[
            ("passphrase", "Correct-Horse\r\n"),
            ("created", "2026-10-01\n"),
        ],
    );
    let path = |name: &str| directory.path().join(name);
    let (key, secret) = (path("key"), path("secret"));
    let (passphrase, created) = (path("passphrase"), path("created"));
    mode(&secret, 0o444);
    symlink("secret", path("link")).unwrap();
    symlink("link", path("links")).unwrap();
    let expected = good("id-1", NEEDLE, "Correct-Horse");
    for secret in [&secret, &path("link"), &path("links")] {
        let whole = child_with(
            "env",
            &[
                ("OKX_API_KEY_FILE", &key),
                // One that is empty is unset.
                ("OKX_API_KEY", Path::new("")),
                ("OKX_API_SECRET_FILE", secret),
                ("OKX_API_PASSPHRASE_FILE", &passphrase),
                ("OKX_API_CREATED_FILE", &created),
            ],
        );
        begins(&whole, &expected);
        assert!(whole.contains("created: Some(Date(2026-10-01))"), "{whole}");
    }
    let mixed = |secret: &[(&'static str, &Path)]| {
        let mut variables = vec![
            ("OKX_API_KEY", Path::new("id-1")),
            ("OKX_API_PASSPHRASE", Path::new("Correct-Horse")),
        ];
        variables.extend(secret);
        child_with("env", &variables)
    };
    begins(&mixed(&[("OKX_API_SECRET_FILE", &secret)]), &expected);
    let both = mixed(&[
        ("OKX_API_SECRET_FILE", &secret),
        ("OKX_API_SECRET", Path::new(NEEDLE)),
    ]);
    begins(
        &both,
        "misconfigured: the environment variable `OKX_API_SECRET` is configured wrongly, set beside `OKX_API_SECRET_FILE`",
    );
    begins(
        &mixed(&[("OKX_API_SECRET_FILE", Path::new(" "))]),
        "misconfigured",
    );
    let half = child_with("env", &[("OKX_API_SECRET_FILE", &secret)]);
    assert!(
        half.contains("`OKX_API_KEY` is configured wrongly, unset while `OKX_API_SECRET_FILE`"),
        "{half}"
    );
    // A day that is none is named with the variable it came from.
    let day = mixed(&[
        ("OKX_API_SECRET_FILE", &secret),
        ("OKX_API_CREATED_FILE", &key),
    ]);
    assert!(
        day.contains("`OKX_API_CREATED_FILE` is configured wrongly, no day"),
        "{day}"
    );
}

#[test]
fn a_file_that_a_variable_names_is_judged() {
    let directory = laid(&[("empty", "\n"), ("binary", "")]);
    let path = |name: &str| directory.path().join(name);
    fs::write(path("binary"), b"NEEDLE\xff").unwrap();
    fs::write(path("large"), vec![b'N'; LIMIT + 1]).unwrap();
    fs::write(path("largest"), vec![b'N'; LIMIT]).unwrap();
    pipe(&path("pipe"));
    symlink("pipe", path("to_pipe")).unwrap();
    symlink("circle", path("circle")).unwrap();
    let named = |path: &Path| {
        child_with(
            "env",
            &[
                ("OKX_API_KEY", Path::new("id")),
                ("OKX_API_SECRET_FILE", path),
                ("OKX_API_PASSPHRASE", Path::new("Correct-Horse")),
            ],
        )
    };
    begins(&named(&path("largest")), "loaded");
    for (path, words) in [
        (path("empty"), "an empty file"),
        (path("binary"), "not UTF-8"),
        (path("large"), "larger than 65536 bytes"),
        (path("pipe"), "no regular file"),
        (path("to_pipe"), "no regular file"),
        (path("circle"), "links lead in a circle"),
        (path(""), "no regular file"),
        ("/dev/zero".into(), "no regular file"),
        (path("none"), "no path of a file"),
        // The secret itself, under the wrong name, is not shown.
        (NEEDLE.into(), "no path of a file"),
        (format!("/{NEEDLE}").into(), "no path of a file"),
        (NEEDLE.repeat(500).into(), "no path of a file"),
    ] {
        let outcome = named(&path);
        begins(&outcome, "misconfigured: ");
        assert!(
            outcome.contains(words) && outcome.contains("`OKX_API_SECRET_FILE`"),
            "{outcome}"
        );
    }
}
