//! What a stand-in of an exchange reads and writes: one request and one answer for each connection.

use jiff::Timestamp;
use serde_json::Value;
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

const LARGEST_HEAD: u64 = 16 << 10;
const LARGEST_BODY: u64 = 64 << 10;
const PATIENCE: Duration = Duration::from_secs(5);

/// A request as it came in.
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Without its `?`.
    pub(crate) query: String,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Asked {
    pub(crate) fn read(stream: &TcpStream) -> io::Result<Self> {
        let bad = || io::Error::other("not HTTP");
        stream.set_read_timeout(Some(PATIENCE))?;
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

/// Answers a request by this status and body.
pub(crate) fn answer(mut stream: &TcpStream, status: u16, body: &Value) -> io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let body = body.to_string();
    let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    let reason = http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or_default();
    stream.write_all(
        format!(
            "HTTP/1.1 {status} {reason}\r\nDate: {date}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .as_bytes(),
    )
}
