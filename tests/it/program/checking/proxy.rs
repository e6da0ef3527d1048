//! A proxy on this machine that takes itself for an exchange: what is sent to that over TLS it hands to a
//! stand-in. Whoever does not trust its certificate sends nothing.

use base64ct::{Base64, Encoding as _};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{ServerConfig, ServerConnection, StreamOwned, crypto::ring, pki_types::PrivateKeyDer};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(5);

/// One that runs until it is dropped.
pub(super) struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    /// What signed its certificate, as PEM.
    pub(super) authority: String,
}

struct Shared {
    host: &'static str,
    stand_in: SocketAddr,
    tls: Arc<ServerConfig>,
    handed_on: AtomicUsize,
    stopped: AtomicBool,
}

impl Proxy {
    /// To this stand-in, under the name of the exchange.
    pub(super) fn new(host: &'static str, stand_in: SocketAddr) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let own = KeyPair::generate().unwrap();
        let authority = pem(params.self_signed(&own).unwrap().der());
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![host.to_owned()])
            .unwrap()
            .signed_by(&key, &Issuer::new(params, own))
            .unwrap();
        let secret = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let tls = ServerConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], secret)
            .unwrap();
        let shared = Arc::new(Shared {
            host,
            stand_in,
            tls: Arc::new(tls),
            handed_on: AtomicUsize::new(0),
            stopped: AtomicBool::new(false),
        });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if own.stopped.load(Ordering::Acquire) {
                    break;
                }
                let (own, stream) = (Arc::clone(&own), stream.unwrap());
                // A client that goes is no fault of the proxy's.
                thread::spawn(move || drop(own.serve(stream)));
            }
        });
        Self {
            address,
            shared,
            thread: Some(thread),
            authority,
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests the stand-in got.
    pub(super) fn handed_on(&self) -> usize {
        self.shared.handed_on.load(Ordering::Acquire)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Release);
        let _ = TcpStream::connect_timeout(&self.address, PATIENCE);
        let _ = self.thread.take().unwrap().join();
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let asked = head(&mut stream)?;
        if !asked.starts_with(&format!("CONNECT {}:443 ", self.host)) {
            return stream.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
        }
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        let server = ServerConnection::new(Arc::clone(&self.tls)).map_err(io::Error::other)?;
        let mut client = StreamOwned::new(server, stream);
        // A question about a key has no body.
        let asked = head(&mut client)?;
        self.handed_on.fetch_add(1, Ordering::AcqRel);
        let mut stand_in = TcpStream::connect_timeout(&self.stand_in, PATIENCE)?;
        stand_in.set_read_timeout(Some(PATIENCE))?;
        stand_in.write_all(asked.as_bytes())?;
        let mut told = Vec::new();
        stand_in.read_to_end(&mut told)?;
        client.write_all(&told)?;
        client.conn.send_close_notify();
        client.flush()
    }
}

/// A request up to the empty line.
fn head(from: &mut impl Read) -> io::Result<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        from.read_exact(&mut byte)?;
        head.extend(byte);
    }
    String::from_utf8(head).map_err(io::Error::other)
}

fn pem(certificate: &[u8]) -> String {
    let text = Base64::encode_string(certificate);
    let lines = text
        .as_bytes()
        .chunks(64)
        .map(|line| str::from_utf8(line).unwrap());
    let lines = lines.collect::<Vec<_>>().join("\n");
    format!("-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")
}
