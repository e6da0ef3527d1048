//! A small HTTP client, since the library has none: plain TCP for stand-ins on this machine, the
//! program `curl` for exchanges, since they ask for TLS. A bot uses the client that it has anyway,
//! with redirects switched off: they would carry the key to another host.

use std::{
    fmt::Write as _,
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    process::{Command, Stdio},
    time::Duration,
};

type Request = http::Request<Vec<u8>>;
type Response = http::Response<Vec<u8>>;

/// The largest response that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// How long a stand-in may take for each step.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends a request and gives the response. No error quotes the URL, which may hold a signature.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the library hands its requests over"
)]
pub(crate) fn send(request: Request) -> io::Result<Response> {
    match request.uri().scheme_str() {
        Some("https") => by_curl(&request),
        _ => by_tcp(&request),
    }
}

/// Plain HTTP, to this machine only.
fn by_tcp(request: &Request) -> io::Result<Response> {
    let host = request.uri().authority().map_or("", |host| host.as_str());
    let address: SocketAddr = host
        .parse()
        .map_err(|_| io::Error::other("plain HTTP takes an address and a port"))?;
    if !address.ip().is_loopback() {
        return Err(io::Error::other("plain HTTP goes to this machine only"));
    }
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let target = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let mut bytes = format!(
        "{} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        request.method(),
        request.body().len()
    )
    .into_bytes();
    for (name, value) in request.headers() {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(request.body());
    stream.write_all(&bytes)?;
    read(stream)
}

/// HTTPS by the program `curl`. What is secret goes to its standard input: the arguments of a
/// process can be read by everyone on the machine.
fn by_curl(request: &Request) -> io::Result<Response> {
    let config = config(request)?;
    let mut command = Command::new("curl");
    // `-q` comes first: the user's own `.curlrc` could switch redirects or tracing on. Without
    // `--location` no redirect is followed.
    command
        .args(["-q", "--silent", "--include", "--globoff", "--path-as-is"])
        .args(["--proto", "=https", "--tlsv1.2", "--http1.1"])
        .args(["--suppress-connect-headers", "--max-time", "20"])
        .args(["--max-filesize", &LARGEST.to_string(), "--config", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    // The child is handed its one request and needs no keys.
    #[expect(clippy::disallowed_methods, reason = "names alone are looked at")]
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().contains("_API_") {
            command.env_remove(name);
        }
    }
    let mut curl = command.spawn().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => io::Error::other(
            "the program `curl` was not found: install it, such as by `apt install curl`",
        ),
        kind => io::Error::new(kind, "the program `curl` could not be started"),
    })?;
    // Taken, so that both ends are closed behind the last byte: `curl` ends by itself then.
    let written = match curl.stdin.take() {
        Some(mut input) => input.write_all(config.as_bytes()),
        None => Err(io::Error::other("`curl` has no input")),
    };
    let answer = match curl.stdout.take() {
        Some(output) => read(output),
        None => Err(io::Error::other("`curl` has no output")),
    };
    match curl.wait()?.code() {
        Some(0) => written.and(answer),
        Some(code) => Err(io::Error::other(meaning(code))),
        None => Err(io::Error::other("`curl` was ended by a signal")),
    }
}

/// The request in the format of curl's configuration files.
fn config(request: &Request) -> io::Result<String> {
    let text = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes);
        text.map(quoted)
            .map_err(|_| io::Error::other("the request is not UTF-8"))
    };
    let mut config = format!(
        "url = {}\nrequest = {}\n",
        quoted(&request.uri().to_string()),
        quoted(request.method().as_str())
    );
    for (name, value) in request.headers() {
        let line = [name.as_str().as_bytes(), b": ", value.as_bytes()].concat();
        let _ = writeln!(config, "header = {}", text(&line)?);
    }
    if !request.body().is_empty() {
        // `data` would read a file where the body begins with `@`.
        let _ = writeln!(config, "data-raw = {}", text(request.body())?);
    }
    Ok(config)
}

/// A value in double quotes, in which curl reads backslashes as escapes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '\u{b}' => quoted += "\\v",
            _ => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Curl's exit codes in words of our own: its texts may quote the URL.
fn meaning(code: i32) -> String {
    match code {
        2 | 4 => "this `curl` lacks an option that is needed: update it".to_owned(),
        5 => "the proxy's name could not be resolved".to_owned(),
        6 => "the exchange's name could not be resolved: check the network and DNS".to_owned(),
        7 => "the exchange could not be reached: check the network and the firewall".to_owned(),
        28 => "there was no answer within 20 seconds".to_owned(),
        35 | 51 | 53 | 54 | 58..=60 | 66 | 77 | 80 | 82 | 83 | 90 | 91 => {
            "TLS failed: check the clock and the certificates of this machine".to_owned()
        }
        18 | 52 | 55 | 56 => "the connection broke off".to_owned(),
        23 | 63 => "the answer was too large".to_owned(),
        _ => format!("`curl` ended with code {code}: see EXIT CODES in `man curl`"),
    }
}

/// Reads a response up to its end, within bounds.
fn read(from: impl Read) -> io::Result<Response> {
    let mut bytes = Vec::new();
    from.take(LARGEST).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == LARGEST {
        return Err(io::Error::other("the answer was too large"));
    }
    let mut rest = bytes.as_slice();
    loop {
        let response = parse(rest).ok_or_else(|| io::Error::other("the answer is not HTTP"))?;
        // An interim answer stands before the real one.
        if response.status().is_informational() {
            let skipped = rest.len() - response.body().len();
            rest = rest.get(skipped..).unwrap_or_default();
            continue;
        }
        let stated = response.headers().get(http::header::CONTENT_LENGTH);
        let whole = response.body().len().to_string();
        return if stated.is_none_or(|stated| stated.as_bytes() == whole.as_bytes()) {
            Ok(response)
        } else {
            Err(io::Error::other("the answer was cut short"))
        };
    }
}

/// Status, headers and, behind the empty line, the body.
fn parse(bytes: &[u8]) -> Option<Response> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = bytes.split_at_checked(end)?;
    let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
    let status = lines.next()?.strip_prefix("HTTP/")?;
    let mut response = http::Response::builder().status(status.split(' ').nth(1)?);
    for line in lines {
        let (name, value) = line.split_once(':')?;
        response = response.header(name, value.trim());
    }
    response.body(body.get(4..)?.to_vec()).ok()
}
