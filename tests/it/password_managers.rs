//! Commands as sources, by the real password managers: each loads a credential that signs, and one
//! that is locked fails in bounded time, with nobody asked and no process left (Linux).
//!
//! What unlocks a manager stands in variables that the owner passes on, so each case runs this test
//! binary again with an environment of its own, away from any terminal.

use crate::{
    support::{Fixed, ask, at, policy, report_of},
    tools,
};
use keyleash::{AnyCredential, Command, LoadError, Method, Source, SourceError, venue};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{self, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub(crate) const KEY: Fixed = Fixed {
    key: "985d5b66-57ce-40fb-b714-afc0b9787083",
    secret: "NEEDLEneedleNEEDLEneedleNEEDLEneedle",
    passphrase: "Correct-Horse-1",
};

/// What a manager keeps, as the lines that [`Command`] reads.
fn lines() -> String {
    let Fixed {
        key,
        secret,
        passphrase,
    } = KEY;
    format!("key = {key}\nsecret = {secret}\npassphrase = {passphrase}\n")
}

/// A source, as it is handed to a child.
#[derive(Serialize, Deserialize)]
struct Plan {
    venue: String,
    /// One that prints everything, or two with a value each.
    commands: Vec<Vec<String>>,
    passed: Vec<String>,
}

impl Plan {
    fn new(commands: &[&[&str]], passed: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            // The venue of a pair has no passphrase.
            venue: ["okx", "binance"][commands.len() - 1].to_owned(),
            commands: commands.iter().map(|words| owned(words)).collect(),
            passed: owned(passed),
        }
    }

    fn source(&self) -> Box<dyn Source> {
        let mut commands = self.commands.iter().map(|words| {
            let command = words[1..]
                .iter()
                .fold(Command::new(&words[0]), Command::arg);
            self.passed
                .iter()
                .fold(command, Command::pass_env)
                .deadline_seconds(8)
        });
        let first = commands.next().unwrap();
        match commands.next() {
            Some(second) => Box::new(Command::pair(first, second)),
            None => Box::new(first),
        }
    }
}

/// What the credential signs: address and headers of a request of one moment.
fn signed(venue: &str, source: &dyn Source) -> Result<String, LoadError> {
    let spec = venue::find(venue).unwrap();
    let credential =
        AnyCredential::load(spec, source)?.created_on(keyleash::Date::new(2026, 10, 1));
    let report = report_of(&credential);
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let target = match venue {
        "okx" => "/api/v5/account/balance",
        _ => "/api/v3/account",
    };
    let request: http::Request<Vec<u8>> = signer
        .sign_at(&ask(Method::Get, target), at(1))
        .unwrap()
        .try_into()
        .unwrap();
    let headers = request.headers().iter();
    let headers: Vec<_> = headers
        .map(|(name, value)| (name, value.as_bytes()))
        .collect();
    Ok(format!("{} {headers:?}", request.uri()))
}

/// Whether the source has [`KEY`], shown by what it signs; else what was wrong.
pub(crate) fn outcome(venue: &str, source: &dyn Source) -> String {
    match signed(venue, source) {
        Ok(one) if one == signed(venue, &KEY).unwrap() => "signed".to_owned(),
        Ok(_) => "another key".to_owned(),
        Err(LoadError::Source(error)) => {
            let kind = match error {
                SourceError::NotConfigured { .. } => "not configured",
                SourceError::Misconfigured { .. } => "misconfigured",
                _ => "failed",
            };
            format!("{kind} {error} {error:?}")
        }
        Err(error) => format!("unloaded {error}"),
    }
}

/// Not a case by itself: run again by [`Home::load`], it loads, signs and prints the outcome.
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn child() {
    let Some(plan) = std::env::var_os("KEYLEASH_TEST_PLAN") else {
        return;
    };
    let plan: Plan = serde_json::from_str(plan.to_str().unwrap()).unwrap();
    println!("outcome: {}", outcome(&plan.venue, &*plan.source()));
}

/// A user's folder, and the variables that lead programs into it.
struct Home {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Home {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            variables: Vec::new(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    fn variable(mut self, name: &'static str, value: String) -> Self {
        self.variables.push((name, value));
        self
    }

    /// A program with this environment and no terminal.
    #[expect(clippy::disallowed_methods, reason = "a path is no secret")]
    fn command(&self, program: impl AsRef<Path>) -> process::Command {
        let path = std::env::var_os("PATH").unwrap();
        let mut command = process::Command::new("setsid");
        command
            .args(["--wait".as_ref(), program.as_ref()])
            .env_clear()
            .env("PATH", path)
            .env("HOME", self.folder.path())
            .envs(self.variables.iter().map(|(name, value)| (*name, value)));
        command
    }

    /// Runs a program that sets something up, with this typed into it.
    fn run(&self, arguments: &[&str], input: &str) {
        let mut child = self
            .command(arguments[0])
            .args(&arguments[1..])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {said}");
    }

    /// What loading by this plan gives: within the deadline, and with no process left but agents.
    fn load(&self, plan: &Plan) -> String {
        let begun = Instant::now();
        let mut command = self.command(std::env::current_exe().unwrap());
        let output = command
            .args(["--exact", "password_managers::child", "--nocapture"])
            .env("KEYLEASH_TEST_PLAN", serde_json::to_string(plan).unwrap())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(begun.elapsed() < Duration::from_secs(30));
        let text = String::from_utf8(output.stdout).unwrap();
        let outcome = text.split_once("outcome: ").expect(&text).1;
        assert!(!text.contains("NEEDLE"), "{text}");
        let left = self.processes();
        assert!(left.iter().all(|name| name == "gpg-agent"), "{left:?}");
        outcome.lines().next().unwrap_or_default().to_owned()
    }

    /// The programs that run with this home.
    fn processes(&self) -> Vec<String> {
        let home = format!("HOME={}\0", self.folder.path().display()).into_bytes();
        let all = fs::read_dir("/proc").unwrap().flatten();
        all.filter(|entry| {
            let environment = fs::read(entry.path().join("environ")).unwrap_or_default();
            environment.windows(home.len()).any(|part| part == home)
        })
        .filter_map(|entry| fs::read_to_string(entry.path().join("comm")).ok())
        .map(|name| name.trim().to_owned())
        .collect()
    }
}

impl Drop for Home {
    /// Agents leave their group on purpose, so they are ended by their own program.
    fn drop(&mut self) {
        let is_gnupg = |(name, _): &(&str, String)| *name == "GNUPGHOME";
        if self.variables.iter().any(is_gnupg) {
            let ended = self.command("gpgconf").args(["--kill", "all"]).status();
            let begun = Instant::now();
            while !self.processes().is_empty() && begun.elapsed() < Duration::from_secs(5) {
                std::thread::sleep(Duration::from_millis(10));
            }
            if !std::thread::panicking() {
                assert!(ended.unwrap().success());
                assert_eq!(self.processes(), [""; 0]);
            }
        }
    }
}

/// A failure of the program, which names how it ended.
fn failed(outcome: &str) {
    assert!(
        outcome.starts_with("failed") && outcome.contains("it exited with status"),
        "{outcome}"
    );
}

/// A home with a key of gpg, locked by this.
fn gnupg(lock: &str) -> Home {
    let home = Home::new();
    let folder = home.path("gnupg");
    let store = home.path("store");
    fs::create_dir(&folder).unwrap();
    run("chmod", &["700", &folder]);
    let home = home
        .variable("GNUPGHOME", folder)
        .variable("PASSWORD_STORE_DIR", store);
    let key = ["default", "default", "never"];
    let words = ["gpg", "--batch", "--quiet", "--pinentry-mode", "loopback"];
    let make = ["--passphrase", lock, "--quick-gen-key", "bot@bot.invalid"];
    home.run(&[&words[..], &make, &key].concat(), "");
    home.run(&["pass", "init", "bot@bot.invalid"], "");
    home.run(&["pass", "insert", "-m", "okx"], &lines());
    let value = |value: &str| format!("{value}\nurl: https://www.binance.com\n");
    home.run(&["pass", "insert", "-m", "binance/key"], &value(KEY.key));
    home.run(
        &["pass", "insert", "-m", "binance/secret"],
        &value(KEY.secret),
    );
    // What it holds unlocked is forgotten.
    home.run(&["gpgconf", "--kill", "all"], "");
    home
}

fn run(program: &str, arguments: &[&str]) {
    let status = process::Command::new(program).args(arguments).status();
    assert!(status.unwrap().success());
}

const STORE: &[&str] = &["PASSWORD_STORE_DIR"];

#[test]
fn pass_gives_a_whole_entry_or_a_pair() {
    if !tools::has(&["pass", "gpg", "gpgconf", "setsid"]) {
        return;
    }
    let home = gnupg("");
    let whole = Plan::new(&[&["pass", "show", "okx"]], STORE);
    assert_eq!(home.load(&whole), "signed");
    let key: &[&str] = &["pass", "show", "binance/key"];
    let pair = [key, &["pass", "show", "binance/secret"]];
    assert_eq!(home.load(&Plan::new(&pair, STORE)), "signed");
    failed(&home.load(&Plan::new(&[&["pass", "show", "nothing"]], STORE)));
    // Without the variable, the store is not found.
    failed(&home.load(&Plan::new(&[&["pass", "show", "okx"]], &[])));
}

#[test]
fn a_locked_key_of_gnupg_asks_nobody() {
    if !tools::has(&["pass", "gpg", "gpgconf", "setsid"]) {
        return;
    }
    let home = gnupg("locked");
    failed(&home.load(&Plan::new(&[&["pass", "show", "okx"]], STORE)));
}

#[test]
fn age_decrypts_by_an_identity() {
    if !tools::has(&["age", "age-keygen", "setsid"]) {
        return;
    }
    let home = Home::new();
    let [own, other, sealed] = ["own.txt", "other.txt", "okx.age"].map(|name| home.path(name));
    home.run(&["age-keygen", "-o", &own], "");
    home.run(&["age-keygen", "-o", &other], "");
    home.run(&["age", "-e", "-i", &own, "-o", &sealed], &lines());
    let by =
        |identity: &str| home.load(&Plan::new(&[&["age", "-d", "-i", identity, &sealed]], &[]));
    assert_eq!(by(&own), "signed");
    failed(&by(&other));
}

#[test]
fn a_passphrase_of_age_is_asked_of_nobody() {
    if !tools::has(&["age", "script", "setsid"]) {
        return;
    }
    let home = Home::new();
    let (open, sealed) = (home.write("open", &lines()), home.path("okx.age"));
    let sealing = format!("age -p -o {sealed} {open}");
    let typed = "Correct-Horse-2\nCorrect-Horse-2\n";
    home.run(&["script", "-qec", &sealing, "/dev/null"], typed);
    assert!(PathBuf::from(&sealed).is_file());
    let plan = Plan::new(&[&["age", "-d", &sealed]], &[]);
    failed(&home.load(&plan));
    // With a terminal there is somebody to ask, but not from a group in the background: that is
    // stopped by the system, and then killed.
    let child = format!(
        "{} --exact password_managers::child --nocapture",
        std::env::current_exe().unwrap().display()
    );
    let begun = Instant::now();
    let output = home
        .command("script")
        .args(["-qec", &child, "/dev/null"])
        .env("KEYLEASH_TEST_PLAN", serde_json::to_string(&plan).unwrap())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("no end of it within 8 seconds"), "{text}");
    assert!(!text.contains("NEEDLE"), "{text}");
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(home.processes(), [""; 0]);
}

#[test]
fn keepassxc_gives_a_pair() {
    if !tools::has(&["keepassxc-cli", "setsid"]) {
        return;
    }
    let home = Home::new().variable("QT_QPA_PLATFORM", "offscreen".to_owned());
    let [open, key, locked] = ["open.kdbx", "open.key", "locked.kdbx"].map(|name| home.path(name));
    home.run(
        &["keepassxc-cli", "db-create", "--set-key-file", &key, &open],
        "",
    );
    let entry = ["-u", KEY.key, "-p", &open, "binance"];
    let add = ["keepassxc-cli", "add", "-q", "--no-password", "-k", &key];
    home.run(&[&add[..], &entry].concat(), &format!("{}\n", KEY.secret));
    let passed = &["QT_QPA_PLATFORM"];
    let show = |unlock: &[&str], database: &str| {
        let field = |name| {
            let show = ["keepassxc-cli", "show", "-q"];
            [&show[..], unlock, &["-s", "-a", name, database, "binance"]].concat()
        };
        let (user, password) = (field("UserName"), field("Password"));
        home.load(&Plan::new(&[&user, &password], passed))
    };
    assert_eq!(show(&["--no-password", "-k", &key], &open), "signed");
    failed(&show(&["--no-password", "-k", &locked], &open));
    // One with a password, which nobody types.
    let typed = "Correct-Horse-3\nCorrect-Horse-3\n";
    home.run(
        &["keepassxc-cli", "db-create", "--set-password", &locked],
        typed,
    );
    failed(&show(&[], &locked));
}

/// Where the secret of the machine is, in place of the one in `/var/lib`.
const SECRET: &str = "SYSTEMD_CREDENTIAL_SECRET";

#[test]
fn systemd_credentials_end_and_keep_their_name() {
    if !tools::has(&["systemd-creds", "setsid"]) {
        return;
    }
    let home = Home::new();
    let (host, plain) = (home.path("host.secret"), home.write("plain", &lines()));
    let home = home.variable(SECRET, host);
    let seal = |name: &str, more: &[&str]| {
        let sealed = home.path(name);
        let words = ["systemd-creds", "encrypt", "--with-key=host", "--name=okx"];
        home.run(&[&words[..], more, &[&plain, &sealed]].concat(), "");
        sealed
    };
    let open = |name: &str, sealed: &str| {
        let name = format!("--name={name}");
        let words: &[&str] = &["systemd-creds", "decrypt", &name, sealed, "-"];
        home.load(&Plan::new(&[words], &[SECRET]))
    };
    let lasting = seal("lasting", &["--not-after=2100-01-01"]);
    assert_eq!(open("okx", &lasting), "signed");
    failed(&open("binance", &lasting));
    let over = seal(
        "over",
        &["--timestamp=2019-01-01", "--not-after=2020-01-01"],
    );
    failed(&open("okx", &over));
}
