//! A venue on loopback that answers as told and counts, and a client for it.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, SystemTime},
};

/// What the venue does with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    Json(u16, String),
    /// The same with `Retry-After`, in seconds.
    Later(u16, u64, String),
    /// It breaks off.
    Cut,
    /// It answers nothing for so long, and then breaks off.
    Hang(Duration),
}

/// It ends when this is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
    closed: Arc<AtomicBool>,
}

impl Server {
    /// `reply` is given the path, and the number of the request, from 0 on.
    pub(crate) fn open(reply: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, closed) = <(Arc<AtomicUsize>, Arc<AtomicBool>)>::default();
        let (count, is_closed, reply) = (Arc::clone(&asked), Arc::clone(&closed), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming().take(1_000) {
                if is_closed.load(Ordering::Acquire) {
                    return;
                }
                let (count, reply) = (Arc::clone(&count), Arc::clone(&reply));
                thread::spawn(move || stream.and_then(|stream| serve(&stream, &count, &*reply)));
            }
        });
        Self {
            address,
            asked,
            closed,
        }
    }

    /// A Binance whose key is good, made ten days before the day of this test.
    pub(crate) fn good() -> Self {
        Self::open(|path, _| good(path))
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// How often it was asked.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Acquire)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Release);
        // It looks up at the next connection.
        let _ = TcpStream::connect(self.address);
    }
}

/// What Binance says of a good key that was made ten days ago.
pub(crate) fn good(path: &str) -> Reply {
    let made = SystemTime::now() - Duration::from_secs(10 * 86_400);
    let made = made.duration_since(SystemTime::UNIX_EPOCH).unwrap();
    Reply::Json(200, good_made(path, made.as_millis()))
}

/// The same of one that was made then.
pub(crate) fn good_made(path: &str, made: u128) -> String {
    let folder = crate::support::data().join("binance/report/good");
    let first = path.contains("apiRestrictions");
    let file = folder.join(if first { "1.json" } else { "2.json" });
    let answer = std::fs::read_to_string(file).unwrap();
    let dated = format!("\"createTime\":{made}");
    if first {
        assert!(answer.contains("\"createTime\":1790812800000"), "{answer}");
    }
    answer.replace("\"createTime\":1790812800000", &dated)
}

fn serve(
    mut stream: &TcpStream,
    count: &AtomicUsize,
    reply: &dyn Fn(&str, usize) -> Reply,
) -> io::Result<()> {
    let mut lines = BufReader::new(stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut line = String::new();
    while lines.read_line(&mut line)? > 2 {
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let (status, later, body) = match reply(path, count.fetch_add(1, Ordering::AcqRel)) {
        Reply::Json(status, body) => (status, String::new(), body),
        Reply::Later(status, seconds, body) => {
            (status, format!("Retry-After: {seconds}\r\n"), body)
        }
        Reply::Cut => return Ok(()),
        Reply::Hang(time) => {
            thread::sleep(time);
            return Ok(());
        }
    };
    write!(
        stream,
        "HTTP/1.1 {status} x\r\n{later}Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Any client would do. Its errors quote the URL, as those of others do.
pub(crate) fn send(request: http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>> {
    let (parts, body) = request.into_parts();
    let quoted = |error: io::Error| io::Error::new(error.kind(), format!("{}", parts.uri));
    exchange(&parts, &body).map_err(quoted)
}

fn exchange(parts: &http::request::Parts, body: &[u8]) -> io::Result<http::Response<Vec<u8>>> {
    let host = parts.uri.authority().unwrap().as_str();
    assert!(host.starts_with("127.0.0.1:"), "{host}");
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let target = parts.uri.path_and_query().unwrap();
    let mut head = format!("{} {target} HTTP/1.1\r\nHost: {host}\r\n", parts.method);
    for (name, value) in &parts.headers {
        head.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
    }
    write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8(answer).unwrap();
    let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut)?;
    let mut response = http::Response::builder().status(&head[9..12]);
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    Ok(response.body(body.as_bytes().to_vec()).unwrap())
}
