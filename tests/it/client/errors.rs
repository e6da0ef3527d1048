//! What fails, and that no error quotes what was signed.

use super::{
    HOST,
    bot::signer,
    clients::{block_on, our_reqwest, reqwest, ureq},
    server::{Deed, Server, answer},
};
use keyleash::{
    Method,
    client::{self, LONGEST_ANSWER, TransportError, middleware::SignMiddleware},
};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    thread,
    time::Duration,
};

/// Signed in the query, so that a URL gives it away.
fn signed() -> http::Request<Vec<u8>> {
    let target = "/api/v3/openOrders?symbol=BTCUSDT";
    let request = keyleash::Request::new(Method::Get, target).unwrap();
    signer("binance")
        .sign(&request)
        .unwrap()
        .try_into()
        .unwrap()
}

fn clean(text: &str) {
    for piece in ["signature", "BTCUSDT", "openOrders", "timestamp"] {
        assert!(!text.contains(piece), "{piece} in {text}");
    }
}

/// Sends to this address by both clients, and both fail alike.
fn both_fail(address: SocketAddr, wanted: TransportError) {
    both_fail_with(address, signed, wanted);
}

fn both_fail_with(
    address: SocketAddr,
    request: fn() -> http::Request<Vec<u8>>,
    wanted: TransportError,
) {
    let names = [(HOST, address)];
    let short = Duration::from_millis(if wanted == TransportError::Timeout {
        700
    } else {
        9_000
    });
    let http = reqwest(client::reqwest::builder().timeout(short), &names);
    let by_reqwest = block_on(client::reqwest::send(&http, request())).unwrap_err();
    let http = ureq(client::ureq::config().timeout_global(Some(short)), &names);
    let by_ureq = client::ureq::send(&http, request()).unwrap_err();
    for (client, error) in [("reqwest", by_reqwest), ("ureq", by_ureq)] {
        assert_eq!(error, wanted, "{client}");
        clean(&format!("{error} {error:?} {error:#?}"));
        assert!(std::error::Error::source(&error).is_none());
    }
}

#[test]
fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    both_fail(address, TransportError::Connect);
    // What the clients' own errors say, without which this would prove nothing.
    let http = our_reqwest(&[(HOST, address)]);
    let request = ::reqwest::Request::try_from(signed()).unwrap();
    let own = block_on(async { http.execute(request).await });
    let own = own.unwrap_err().to_string();
    assert!(own.contains("&signature="), "{own}");
    // A middleware gives the client's error, without the URL.
    let http = reqwest_middleware::ClientBuilder::new(http)
        .with(SignMiddleware::new(&signer("binance")))
        .build();
    let orders = http.get("https://api.binance.com/api/v3/openOrders?symbol=BTCUSDT");
    let error = block_on(orders.send()).unwrap_err();
    assert!(error.is_connect() && error.url().is_none());
    clean(&format!("{error} {error:?} {error:#?}"));
}

#[test]
fn nobody_vouches_for_the_certificate() {
    both_fail(Server::untrusted(HOST).address, TransportError::Tls);
}

#[test]
fn the_certificate_is_of_another_name() {
    let server = Server::new("elsewhere.example", |_| answer("200 OK", "", "{}"));
    both_fail(server.address, TransportError::Tls);
    assert_eq!(server.seen().len(), 0);
}

#[test]
fn it_is_not_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let thread = thread::spawn(move || {
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().unwrap();
            stream
                .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                .unwrap();
            let _ = stream.read(&mut [0; 1024]);
        }
    });
    both_fail(address, TransportError::Tls);
    thread.join().unwrap();
}

#[test]
fn no_answer_comes() {
    let server = Server::new(HOST, |_| Deed::Nothing);
    both_fail(server.address, TransportError::Timeout);
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn the_answer_is_cut_short_or_none() {
    for bytes in [
        &b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}"[..],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsignature\r\n",
        b"signature=BTCUSDT\r\n\r\n",
        b"",
    ] {
        let server = Server::new(HOST, move |_| Deed::Send(bytes.to_vec()));
        both_fail(server.address, TransportError::Broken);
    }
}

#[test]
fn the_answer_is_too_long() {
    for head in [
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n",
            LONGEST_ANSWER + 1
        ),
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_owned(),
    ] {
        let server = Server::new(HOST, move |_| {
            let mut bytes = head.clone().into_bytes();
            bytes.resize(bytes.len() + LONGEST_ANSWER + 1, b' ');
            Deed::Send(bytes)
        });
        both_fail(server.address, TransportError::TooLong);
    }
    let server = Server::new(HOST, move |_| {
        answer("200 OK", "", &" ".repeat(LONGEST_ANSWER))
    });
    let names = [(HOST, server.address)];
    let http = our_reqwest(&names);
    let whole = block_on(client::reqwest::send(&http, signed())).unwrap();
    assert_eq!(whole.body().len(), LONGEST_ANSWER);
    let http = super::our_ureq(&names);
    let whole = client::ureq::send(&http, signed()).unwrap();
    assert_eq!(whole.body().len(), LONGEST_ANSWER);
}

#[test]
fn what_is_not_https_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let in_clear: fn() -> http::Request<Vec<u8>> = || {
        let mut request = signed();
        let clear = request.uri().to_string().replace("https://", "http://");
        *request.uri_mut() = clear.parse().unwrap();
        request
    };
    let path_alone: fn() -> http::Request<Vec<u8>> = || {
        let mut request = signed();
        let path = request.uri().path_and_query().unwrap().as_str().parse();
        *request.uri_mut() = path.unwrap();
        request
    };
    for request in [in_clear, path_alone] {
        let address = listener.local_addr().unwrap();
        both_fail_with(address, request, TransportError::Unsendable);
    }
    listener.set_nonblocking(true).unwrap();
    let connection = listener.accept().map(drop).unwrap_err();
    assert_eq!(connection.kind(), std::io::ErrorKind::WouldBlock);
}
