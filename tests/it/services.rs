//! Service credentials, handed out by a real systemd (Linux, root).
//!
//! `systemd.sh` starts a user instance in namespaces of its own and runs this test binary as its
//! service.

use crate::{
    password_managers::{KEY, outcome},
    tools,
};
use keyleash::Mounted;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How systemd says that a service did not get its credentials.
const NO_CREDENTIALS: i32 = 243;

/// Not a case by itself: run by [`Service::run`] as a service.
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn child() {
    if std::env::var_os("KEYLEASH_TEST_CHILD").is_some() {
        let source = Mounted::credentials().prefixed("okx_");
        println!("outcome: {}", outcome("okx", &source));
    }
}

struct Service(TempDir);

impl Service {
    /// One with these credentials.
    fn new(credentials: &[(&str, &str)]) -> Self {
        let service = Self(TempDir::new().unwrap());
        fs::create_dir(service.path("credentials")).unwrap();
        for (name, value) in credentials {
            fs::write(service.path("credentials").join(name), value).unwrap();
        }
        service
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Encrypts a credential of the service.
    fn seal(self, name: &str, more: &[&str]) -> Self {
        let plain = self.path("credentials").join(name);
        let sealed = self.path("credentials").join(format!("{name}.sealed"));
        let status = Command::new("systemd-creds")
            .args(["encrypt", "--with-key=host", &format!("--name={name}")])
            .args(more)
            .args([&plain, &sealed])
            .env("SYSTEMD_CREDENTIAL_SECRET", self.path("host.secret"))
            .stderr(Stdio::null())
            .status();
        assert!(status.unwrap().success());
        fs::remove_file(plain).unwrap();
        self
    }

    /// How the service exits, and what it says. Nothing of it is left.
    fn run(&self) -> (i32, String) {
        let mounts = || fs::read_to_string("/proc/self/mounts").unwrap();
        let before = mounts();
        let begun = Instant::now();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/systemd.sh");
        let output = Command::new("sh")
            .arg(script)
            .arg(self.path("credentials"))
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "services::child", "--nocapture"])
            .env("KEYLEASH_TEST_CHILD", self.0.path())
            .env("SYSTEMD_CREDENTIAL_SECRET", self.path("host.secret"))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(begun.elapsed() < Duration::from_secs(70));
        let said = String::from_utf8(output.stderr).unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!format!("{text}{said}").contains("NEEDLE"), "{text}{said}");
        let status = output.status.code().expect("an exit");
        assert!([0, NO_CREDENTIALS].contains(&status), "{status}: {said}");
        assert_eq!(before, mounts());
        assert_eq!(self.processes(), 0);
        let text = text.split_once("outcome: ").unwrap_or_default().1;
        (status, text.lines().next().unwrap_or_default().to_owned())
    }

    /// How many processes there are that were started for it.
    fn processes(&self) -> usize {
        let child = format!("KEYLEASH_TEST_CHILD={}\0", self.0.path().display()).into_bytes();
        let all = fs::read_dir("/proc").unwrap().flatten();
        all.filter(|entry| {
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            environment.windows(child.len()).any(|part| part == child)
        })
        .count()
    }
}

fn can_mount() -> bool {
    let tried = Command::new("unshare")
        .args([
            "--mount",
            "--pid",
            "--fork",
            "--propagation",
            "private",
            "true",
        ])
        .stderr(Stdio::null())
        .status();
    tools::has_else(
        tried.is_ok_and(|status| status.success()),
        "root, with the right to mount",
    )
}

#[test]
fn a_service_gets_its_credentials_from_systemd() {
    let programs = ["unshare", "timeout", "find", "dbus-daemon", "systemctl"];
    let systemd = ["systemd-run", "systemd-creds"];
    if !tools::has(&[&programs[..], &systemd].concat()) || !can_mount() {
        return;
    }
    let key = ("okx_key", KEY.key);
    let whole = [
        key,
        ("okx_secret", KEY.secret),
        ("okx_passphrase", KEY.passphrase),
    ];
    assert_eq!(Service::new(&whole).run(), (0, "signed".to_owned()));
    // Encrypted on disk, as a server should have it.
    let sealed = |more: &[&str]| Service::new(&whole).seal("okx_secret", more).run();
    let lasting = sealed(&["--not-after=2100-01-01"]);
    assert_eq!(lasting, (0, "signed".to_owned()));
    // One whose time has passed: the service does not even start.
    let over = sealed(&["--timestamp=2019-01-01", "--not-after=2020-01-01"]);
    assert_eq!(over, (NO_CREDENTIALS, String::new()));
    let (_, outcome) = Service::new(&[]).run();
    assert!(
        outcome.starts_with("not configured the environment variable `CREDENTIALS_DIRECTORY`"),
        "{outcome}"
    );
    let (_, outcome) = Service::new(&[("binance_key", "a")]).run();
    assert!(outcome.starts_with("not configured"), "{outcome}");
    let (_, outcome) = Service::new(&[key]).run();
    assert!(
        outcome.starts_with("misconfigured") && outcome.contains("missing while `okx_key`"),
        "{outcome}"
    );
}
