//! A stand-in of an exchange: a small HTTP server on loopback, in a thread of its own.

use crate::{dialects, keys::Issued};
use jiff::Timestamp;
use keyleash::{Environment, venue::Spec};
use serde_json::Value;
use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// After so many requests the stand-in ends by itself.
const MOST_REQUESTS: usize = 1000;
const LARGEST_HEAD: u64 = 16 << 10;
const LARGEST_BODY: u64 = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(5);

/// A running stand-in; it ends when this is dropped.
pub(crate) struct Exchange {
    spec: &'static Spec,
    environment: Environment,
    address: SocketAddr,
    closed: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What the exchange has at hand when a request comes in.
pub(crate) struct Desk {
    pub(crate) environment: Environment,
    pub(crate) keys: Vec<Issued>,
    /// The largest nonce of each key so far.
    pub(crate) nonces: HashMap<String, u64>,
}

/// A request as it came in.
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Without its `?`.
    pub(crate) query: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

/// Status and body.
pub(crate) type Answer = (u16, Value);

impl Exchange {
    /// Opens the exchange of this environment, which has given out `keys`.
    pub(crate) fn open(
        spec: &'static Spec,
        environment: Environment,
        keys: Vec<Issued>,
    ) -> io::Result<Self> {
        let dialect = dialects::of(spec.id())
            .ok_or_else(|| io::Error::other(format!("there is none of {}", spec.title())))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let closed = Arc::new(AtomicBool::new(false));
        let is_closed = Arc::clone(&closed);
        let mut desk = Desk {
            environment,
            keys,
            nonces: HashMap::new(),
        };
        let thread = thread::Builder::new()
            .name(spec.id().to_owned())
            .spawn(move || {
                for stream in listener.incoming().take(MOST_REQUESTS) {
                    if is_closed.load(Ordering::Acquire) {
                        break;
                    }
                    // A client that breaks off must not close the exchange for the next one.
                    let _ = stream.and_then(|stream| serve(&stream, &mut desk, dialect));
                }
            })?;
        Ok(Self {
            spec,
            environment,
            address,
            closed,
            thread: Some(thread),
        })
    }

    pub(crate) fn is(&self, spec: &Spec, environment: Environment) -> bool {
        self.spec.id() == spec.id() && self.environment == environment
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Release);
        // The thread waits for a connection; this one lets it look up.
        let woken = TcpStream::connect_timeout(&self.address, PATIENCE);
        if let (Ok(_), Some(thread)) = (woken, self.thread.take()) {
            let _ = thread.join();
        }
    }
}

/// Reads one request and answers it.
fn serve(stream: &TcpStream, desk: &mut Desk, dialect: dialects::Dialect) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let (status, body) = match Asked::read(stream) {
        Ok(asked) => dialect(desk, &asked).unwrap_or_else(|refusal| refusal),
        Err(_) => (400, Value::Null),
    };
    let body = body.to_string();
    let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    let reason = http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or_default();
    let mut out = stream;
    out.write_all(
        format!(
            "HTTP/1.1 {status} {reason}\r\nDate: {date}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .as_bytes(),
    )
}

impl Asked {
    fn read(stream: &TcpStream) -> io::Result<Self> {
        let bad = || io::Error::other("not HTTP");
        let mut reader = BufReader::new(stream);
        let mut head = (&mut reader).take(LARGEST_HEAD);
        let mut line = String::new();
        head.read_line(&mut line)?;
        let mut words = line.split_ascii_whitespace();
        let (method, target) = words.next().zip(words.next()).ok_or_else(bad)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut asked = Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            headers: Vec::new(),
            body: String::new(),
        };
        loop {
            let mut line = String::new();
            head.read_line(&mut line)?;
            // A head that ends without its empty line was cut short.
            match line.strip_suffix("\r\n").ok_or_else(bad)? {
                "" => break,
                line => {
                    let (name, value) = line.split_once(':').ok_or_else(bad)?;
                    let header = (name.to_ascii_lowercase(), value.trim().to_owned());
                    asked.headers.push(header);
                }
            }
        }
        let length = asked.header("content-length").unwrap_or("0");
        let length: u64 = length.parse().map_err(|_| bad())?;
        if length > LARGEST_BODY {
            return Err(bad());
        }
        reader.take(length).read_to_string(&mut asked.body)?;
        (asked.body.len() as u64 == length)
            .then_some(asked)
            .ok_or_else(bad)
    }

    /// A header, by its name in lower case; one that is empty or there twice counts as missing.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(own, _)| own == name);
        match (values.next(), values.next()) {
            (Some((_, value)), None) if !value.is_empty() => Some(value),
            _ => None,
        }
    }
}
