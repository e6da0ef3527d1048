//! A Redis of one test, and a line to it that can be cut, slowed down and bent.

use crate::{support, tools};
use keyleash::{Fleet, Lease, Redis, Secret};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// The lease of the tests.
pub(super) const TTL: Duration = Duration::from_secs(1);

/// A server on a socket in a folder of its own. It ends with this, or after five minutes.
pub(super) struct Server {
    folder: tempfile::TempDir,
    child: Child,
}

impl Server {
    /// `None` where there is no Redis on this machine.
    pub(super) fn start() -> Option<Self> {
        Self::with(&[])
    }

    pub(super) fn with(options: &[&str]) -> Option<Self> {
        if !tools::has(&["redis-server", "timeout"]) {
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let child = spawn(&folder, options);
        let server = Self { folder, child };
        server.await_ready();
        Some(server)
    }

    fn await_ready(&self) {
        wait_for("the server", || UnixStream::connect(self.socket()).is_ok());
    }

    pub(super) fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    pub(super) fn url(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    pub(super) fn member(&self) -> Fleet {
        lease(&self.url()).start().unwrap()
    }

    fn pid(&self) -> Pid {
        let text = fs::read_to_string(self.folder.path().join("pid")).unwrap();
        Pid::from_raw(text.trim().parse().unwrap()).unwrap()
    }

    pub(super) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Says one command in the server's inline form, and returns what it says.
    pub(super) fn say(&self, command: &str) -> String {
        let mut line = UnixStream::connect(self.socket()).unwrap();
        line.write_all(format!("{command}\r\n").as_bytes()).unwrap();
        let mut answer = [0; 4096];
        let length = line.read(&mut answer).unwrap();
        String::from_utf8_lossy(&answer[..length]).into_owned()
    }

    /// Ends the server at once.
    pub(super) fn kill(&mut self) {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
        let _ = fs::remove_file(self.socket());
    }

    /// Starts it again, with what it has saved.
    pub(super) fn again(&mut self) {
        self.child = spawn(&self.folder, &[]);
        self.await_ready();
    }

    pub(super) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

fn spawn(folder: &tempfile::TempDir, options: &[&str]) -> Child {
    let at = |name: &str| folder.path().join(name).display().to_string();
    let mut command = Command::new("timeout");
    command.args(["--kill-after=1", "300", "redis-server"]);
    command.args(["--port", "0", "--save", "", "--appendonly", "no"]);
    command.args(["--unixsocket", &at("redis.sock"), "--pidfile", &at("pid")]);
    command.args(["--dir", &folder.path().display().to_string()]);
    command.args(options);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|end| end.is_none()) {
            let _ = kill_process(self.pid(), Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(super) fn lease(url: &str) -> Lease {
    let redis = Redis::at(Secret::new(url.to_owned())).unwrap();
    Lease::new(redis, "desk-1").ttl(TTL)
}

/// Waits for at most ten seconds.
pub(super) fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !is_so() {
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "not within 10 s: {what}"
        );
        thread::sleep(Duration::from_millis(1));
    }
    start.elapsed()
}

/// A line by TCP to the socket of a server.
pub(super) struct Line {
    pub(super) url: String,
    faults: Arc<Faults>,
}

#[derive(Default)]
struct Faults {
    /// Bytes are taken, and go nowhere.
    is_cut: AtomicBool,
    delay: AtomicU64,
    /// Questions wait.
    is_held: AtomicBool,
    held: Mutex<Vec<u8>>,
    /// How much more time passes at the server, of a hundred.
    faster: AtomicU64,
}

impl Line {
    pub(super) fn to(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("redis://{}", listener.local_addr().unwrap());
        let faults = Arc::new(Faults::default());
        let (own, socket) = (Arc::clone(&faults), server.socket());
        // Ends with the process: nothing is left behind but a thread that waits.
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let Ok(far) = UnixStream::connect(&socket) else {
                    let _ = near.shutdown(Shutdown::Both);
                    continue;
                };
                carry(
                    near.try_clone().unwrap(),
                    far.try_clone().unwrap(),
                    &own,
                    false,
                );
                carry(far, near, &own, true);
            }
        });
        Self { url, faults }
    }

    pub(super) fn cut(&self, is_cut: bool) {
        self.faults.is_cut.store(is_cut, Ordering::SeqCst);
    }

    pub(super) fn delay(&self, millis: u64) {
        self.faults.delay.store(millis, Ordering::SeqCst);
    }

    pub(super) fn hold(&self, is_held: bool) {
        self.faults.is_held.store(is_held, Ordering::SeqCst);
    }

    /// Whether a question with this in it waits.
    pub(super) fn holds(&self, part: &[u8]) -> bool {
        let held = self.faults.held.lock().unwrap();
        held.windows(part.len()).any(|window| window == part)
    }

    pub(super) fn speed_up(&self, percent: u64) {
        self.faults.faster.store(percent, Ordering::SeqCst);
    }
}

trait End: Read + Write + Send + 'static {
    fn end(&self);
}

impl End for TcpStream {
    fn end(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl End for UnixStream {
    fn end(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

fn carry(mut from: impl End, mut to: impl End, faults: &Arc<Faults>, is_answer: bool) {
    let faults = Arc::clone(faults);
    thread::spawn(move || {
        let mut bytes = vec![0; 65536];
        let start = Instant::now();
        while let Ok(length) = from.read(&mut bytes) {
            if length == 0 {
                break;
            }
            let delay = faults.delay.load(Ordering::SeqCst);
            if !is_answer && delay > 0 {
                thread::sleep(Duration::from_millis(delay));
            }
            if !is_answer && faults.is_held.load(Ordering::SeqCst) {
                faults.held.lock().unwrap().extend(&bytes[..length]);
                while faults.is_held.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(1));
                }
            }
            if faults.is_cut.load(Ordering::SeqCst) {
                continue;
            }
            let percent = faults.faster.load(Ordering::SeqCst);
            if is_answer && percent > 0 {
                let passed = u64::try_from(start.elapsed().as_micros()).unwrap();
                let more = passed * percent / 100;
                bend(&mut bytes[..length], more);
            }
            if to.write_all(&bytes[..length]).is_err() {
                break;
            }
        }
        from.end();
        to.end();
    });
}

/// Sets forward the time with which an answer begins.
fn bend(answer: &mut [u8], micros: u64) {
    let Some(at) = answer.windows(5).position(|part| part == b"$16\r\n") else {
        return;
    };
    let Some(digits) = answer.get_mut(at + 5..at + 21) else {
        return;
    };
    let time: Option<u64> = std::str::from_utf8(digits)
        .ok()
        .and_then(|text| text.parse().ok());
    if let Some(time) = time.filter(|_| at < 6) {
        digits.copy_from_slice(format!("{:016}", time + micros).as_bytes());
    }
}

/// Signs as fast as it can while it may, and notes when it did last.
pub(super) struct Signing {
    last: Arc<AtomicU64>,
    is_over: Arc<AtomicBool>,
}

impl Signing {
    pub(super) fn by(fleet: &Fleet) -> Self {
        let last = Arc::new(AtomicU64::new(0));
        let is_over = Arc::new(AtomicBool::new(false));
        let (fleet, own, over) = (fleet.clone(), Arc::clone(&last), Arc::clone(&is_over));
        let signer = support::any_signer("binance", &support::policy());
        thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                if fleet.may_sign() {
                    let at = now();
                    sign(&signer);
                    if fleet.may_sign() {
                        own.store(at, Ordering::SeqCst);
                    }
                }
                thread::sleep(Duration::from_micros(200));
            }
        });
        Self { last, is_over }
    }

    /// The last signature, in microseconds of [`now`].
    pub(super) fn last(&self) -> u64 {
        self.last.load(Ordering::SeqCst)
    }
}

impl Drop for Signing {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

fn sign(signer: &keyleash::AnySigner) {
    let request = support::ask(keyleash::Method::Get, "/api/v3/account");
    let _ = signer.sign_at(&request, support::at(1)).unwrap();
}

/// Microseconds since the Unix epoch: one clock for all processes of a host.
pub(super) fn now() -> u64 {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    u64::try_from(since.as_micros()).unwrap()
}

/// In microseconds.
pub(super) fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap()
}
