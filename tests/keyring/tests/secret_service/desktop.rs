//! A desktop of one's own: a private bus with a keyring daemon on it, and a home that goes with it.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::mpsc,
    thread::{self, sleep},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

const PASSWORD: &str = "a password of this test";
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether the programs are here; `KEYLEASH_TEST_TOOLS=all` promises that they are.
pub(crate) fn here() -> bool {
    let missing: Vec<_> = ["dbus-daemon", "gnome-keyring-daemon", "secret-tool"]
        .into_iter()
        .filter(|tool| {
            let path = std::env::var_os("PATH").unwrap_or_default();
            !std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
        })
        .collect();
    if missing.is_empty() {
        return true;
    }
    let missing = missing.join(" and ");
    assert!(
        std::env::var_os("KEYLEASH_TEST_TOOLS").is_none_or(|tools| tools != "all"),
        "missing: {missing}"
    );
    let name = thread::current().name().unwrap_or("a test").to_owned();
    // Not by a macro, whose output is kept back where a test passes.
    let said = writeln!(std::io::stderr(), "not run: `{name}` needs {missing}");
    said.unwrap();
    false
}

/// A process that ends with its owner.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What kind of keyring there is.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Keyring {
    Unlocked,
    Locked,
}

// In the order in which they end.
pub(crate) struct Desktop {
    daemon: Option<Running>,
    bus: Option<Running>,
    home: TempDir,
}

impl Desktop {
    /// A bus with nobody on it.
    pub(crate) fn empty() -> Self {
        let mut desktop = Self {
            daemon: None,
            bus: None,
            home: TempDir::new().unwrap(),
        };
        // Without the system's own description, by which the bus would start a daemon by itself.
        let description = format!(
            r#"<busconfig><type>session</type><listen>{}</listen><auth>EXTERNAL</auth>
            <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#,
            desktop.address()
        );
        let path = desktop.home.path().join("bus.conf");
        fs::write(&path, description).unwrap();
        let mut bus = desktop.command("dbus-daemon");
        bus.arg("--nofork").arg("--config-file").arg(path);
        desktop.bus = Some(Running(bus.spawn().unwrap()));
        until("the bus", || desktop.connection().is_some());
        desktop
    }

    /// A bus with a keyring that is unlocked.
    pub(crate) fn new() -> Self {
        let mut desktop = Self::empty();
        desktop.restart(Keyring::Unlocked);
        desktop
    }

    /// Starts the daemon again, with what the keyring holds.
    pub(crate) fn restart(&mut self, keyring: Keyring) {
        self.daemon = None;
        until("the end of the daemon", || {
            !self.has("org.freedesktop.secrets")
        });
        let mut daemon = self.command("gnome-keyring-daemon");
        daemon.args(["--foreground", "--components=secrets"]);
        if keyring == Keyring::Unlocked {
            daemon.arg("--unlock").stdin(Stdio::piped());
        }
        let mut daemon = daemon.spawn().unwrap();
        if let Some(mut input) = daemon.stdin.take() {
            input.write_all(PASSWORD.as_bytes()).unwrap();
        }
        self.daemon = Some(Running(daemon));
        until("the daemon", || self.has("org.freedesktop.secrets"));
    }

    /// Unlocks the keyring of the daemon that runs, by the interface that GNOME has for tests.
    pub(crate) fn unlock(&self) {
        let connection = self.connection().unwrap();
        let service = |interface| {
            let (name, path) = ("org.freedesktop.secrets", "/org/freedesktop/secrets");
            zbus::blocking::Proxy::new(&connection, name, path, interface).unwrap()
        };
        let (_, session): (OwnedValue, OwnedObjectPath) = service("org.freedesktop.Secret.Service")
            .call("OpenSession", &("plain", Value::from("")))
            .unwrap();
        let login = ObjectPath::from_static_str("/org/freedesktop/secrets/collection/login");
        let password = (session, Vec::<u8>::new(), PASSWORD.as_bytes(), "text/plain");
        service("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
            .call::<_, _, ()>("UnlockWithMasterPassword", &(login.unwrap(), password))
            .unwrap();
    }

    /// Ends the bus under everybody.
    pub(crate) fn cut(&mut self) {
        self.bus = None;
    }

    pub(crate) fn path(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn address(&self) -> String {
        format!("unix:path={}", self.home.path().join("bus").display())
    }

    pub(crate) fn connection(&self) -> Option<zbus::blocking::Connection> {
        let address = self.address();
        let builder = zbus::blocking::connection::Builder::address(address.as_str()).ok()?;
        builder.build().ok()
    }

    fn has(&self, name: &'static str) -> bool {
        let connection = self.connection().unwrap();
        let bus = zbus::blocking::fdo::DBusProxy::new(&connection).unwrap();
        bus.name_has_owner(name.try_into().unwrap()).unwrap()
    }

    /// A program of this desktop, silent, that knows of no other.
    pub(crate) fn command(&self, program: &str) -> Command {
        let home = self.home.path();
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("DBUS_SESSION_BUS_ADDRESS", self.address())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    /// Runs a line of shell with `text` as its input.
    pub(crate) fn run(&self, line: &str, text: &str) {
        let mut shell = self.command("sh");
        shell.args(["-c", line]).stdin(Stdio::piped());
        let mut shell = shell.spawn().unwrap();
        let mut input = shell.stdin.take().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        drop(input);
        assert!(shell.wait().unwrap().success(), "{line}");
    }

    /// A bot on this desktop, with this deadline in seconds.
    pub(crate) fn bot(&self, seconds: u32) -> Bot {
        let mut command = self.command(env!("CARGO_BIN_EXE_bot"));
        command
            .args(["my-bot", "binance", &seconds.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut errors = child.stderr.take().unwrap();
        let (sender, log) = mpsc::channel();
        thread::spawn(move || {
            let mut text = Vec::new();
            errors.read_to_end(&mut text).unwrap();
            let _ = sender.send(String::from_utf8_lossy(&text).into_owned());
        });
        Bot {
            input: child.stdin.take(),
            output: BufReader::new(child.stdout.take().unwrap()),
            child: Running(child),
            log,
        }
    }
}

pub(crate) struct Bot {
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    child: Running,
    log: mpsc::Receiver<String>,
}

impl Bot {
    /// What comes of one attempt to load.
    pub(crate) fn load(&mut self) -> String {
        self.input.as_mut().unwrap().write_all(b"\n").unwrap();
        self.line()
    }

    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.0.id()
    }

    /// Ends the bot, and gives all that was logged in it.
    pub(crate) fn log(mut self) -> String {
        drop(self.input.take());
        let _ = self.child.0.wait();
        self.log.recv_timeout(PATIENCE).unwrap()
    }
}

pub(crate) fn until(what: &str, mut there: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !there() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain for {what}");
        sleep(Duration::from_millis(20));
    }
}
