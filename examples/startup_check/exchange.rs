//! A stand-in of an exchange: a small HTTP server on loopback, in a thread of its own.

use crate::{
    asked::{self, Asked},
    dialects,
    keys::Issued,
};
use keyleash::{Environment, venue::Spec};
use serde_json::Value;
use std::{
    collections::HashMap,
    io,
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
    let (status, body) = match Asked::read(stream) {
        Ok(asked) => dialect(desk, &asked).unwrap_or_else(|refusal| refusal),
        Err(_) => (400, Value::Null),
    };
    asked::answer(stream, status, &body)
}
