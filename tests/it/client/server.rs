//! Servers over TLS on this machine, under the names of exchanges, and clients that find them there.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{
    ServerConfig, ServerConnection, StreamOwned,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer},
};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// How long a server waits for each step of a client.
const PATIENCE: Duration = Duration::from_secs(10);

/// Who signs the certificates, for this process alone.
struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

fn authority() -> &'static Authority {
    static AUTHORITY: OnceLock<Authority> = OnceLock::new();
    AUTHORITY.get_or_init(|| {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Authority {
            certificate,
            issuer: Issuer::new(params, key),
        }
    })
}

/// The one that the clients here trust.
pub(super) fn trusted() -> &'static [u8] {
    // Both clients ask for the process's own.
    static PROVIDER: OnceLock<()> = OnceLock::new();
    PROVIDER.get_or_init(|| {
        CryptoProvider::install_default(ring::default_provider()).unwrap();
    });
    &authority().certificate
}

/// A request as a server has read it.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Seen {
    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The path, and the query behind it.
    pub(super) fn parted(&self) -> (&str, &str) {
        self.target.split_once('?').unwrap_or((&self.target, ""))
    }
}

/// What a server does with a request.
pub(super) enum Deed {
    /// It sends these bytes, and closes.
    Send(Vec<u8>),
    /// It waits until the client gives up.
    Nothing,
}

/// An answer with this status line and body.
pub(super) fn answer(status: &str, more: &str, body: &str) -> Deed {
    let length = body.len();
    Deed::Send(
        format!(
            "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{more}\r\n{body}"
        )
        .into_bytes(),
    )
}

/// A server of one name, until it is dropped.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// One with a certificate for `name` that the clients here trust.
    pub(super) fn new(name: &str, deed: impl FnMut(&Seen) -> Deed + Send + 'static) -> Self {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &authority().issuer).unwrap();
        Self::with(certificate.der().clone(), &key, deed)
    }

    /// One with a certificate that it made up itself.
    pub(super) fn untrusted(name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        Self::with(certificate.der().clone(), &key, |_| {
            answer("200 OK", "", "{}")
        })
    }

    fn with(
        certificate: CertificateDer<'static>,
        key: &KeyPair,
        mut deed: impl FnMut(&Seen) -> Deed + Send + 'static,
    ) -> Self {
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (seen_here, stopped_here) = (Arc::clone(&seen), Arc::clone(&stopped));
        let thread = thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped_here.load(Ordering::SeqCst) {
                    return;
                }
                // A client that breaks off is none of the server's business.
                let _ = serve(stream.unwrap(), &config, &seen_here, &mut deed);
            }
        });
        Self {
            address,
            seen,
            stopped,
            thread: Some(thread),
        }
    }

    /// What has come so far.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // It waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || thread::panicking(), "the server panicked");
        }
    }
}

fn serve(
    stream: TcpStream,
    config: &Arc<ServerConfig>,
    seen: &Mutex<Vec<Seen>>,
    deed: &mut impl FnMut(&Seen) -> Deed,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let connection = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut stream = StreamOwned::new(connection, stream);
    let request = read(&mut stream)?;
    seen.lock().unwrap().push(request.clone());
    match deed(&request) {
        Deed::Send(bytes) => {
            stream.write_all(&bytes)?;
            stream.conn.send_close_notify();
            stream.flush()?;
        }
        Deed::Nothing => drop(stream.read(&mut [0])),
    }
    Ok(())
}

fn read(stream: &mut impl Read) -> std::io::Result<Seen> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
        assert!(head.len() < 1 << 16, "a head without an end");
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let first = lines.next().unwrap();
    let headers = lines.filter_map(|line| line.split_once(": "));
    let mut seen = Seen {
        target: first.split(' ').nth(1).unwrap().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: String::new(),
    };
    assert_eq!(
        seen.header("transfer-encoding"),
        None,
        "nothing streams here"
    );
    let length = seen
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    seen.body = String::from_utf8(body).unwrap();
    Ok(seen)
}
