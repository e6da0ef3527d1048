//! Whether an old key is dead, asked over TCP of a stand-in.

use super::{Made, Said, load, policy};
use crate::support::{ask, at};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, DeletionError, Fate, Method, Relief, Retired, Rotation,
    Unsure, danger,
};
use serde_json::{Value, json};
use std::{
    io::{self, Read as _, Write as _},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// Status and body of the next answers; the last one stays.
type Answers = Arc<Mutex<(u16, String)>>;

/// A venue that gives one answer, until it is told another one.
fn open() -> (SocketAddr, Answers) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let answers = Answers::default();
    let own = Arc::clone(&answers);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() == 1 {
                head.extend(byte);
            }
            let (status, body) = own.lock().unwrap().clone();
            let answer = format!(
                "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, answers)
}

fn send(request: http::Request<Vec<u8>>) -> io::Result<http::Response<Vec<u8>>> {
    use core::fmt::Write as _;
    let (parts, body) = request.into_parts();
    let authority = parts.uri.authority().unwrap().as_str();
    let mut stream = TcpStream::connect(authority)?;
    let target = parts.uri.path_and_query().unwrap();
    let mut out = format!(
        "{} {target} HTTP/1.1\r\nHost: {authority}\r\n",
        parts.method
    );
    for (name, value) in &parts.headers {
        write!(out, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    write!(out, "Content-Length: {}\r\n\r\n", body.len()).unwrap();
    stream.write_all(out.as_bytes())?;
    stream.write_all(&body)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .ok_or(io::ErrorKind::InvalidData)?;
    let status: u16 = head.split(' ').nth(1).unwrap().parse().unwrap();
    let response = http::Response::builder().status(status);
    Ok(response.body(body.as_bytes().to_vec()).unwrap())
}

fn loaded(number: usize, at: SocketAddr) -> AnyCredential {
    danger::any_loopback(load("bybit", &Made::new(number)), at).unwrap()
}

/// A key that was rotated away at the stand-in, and the one that came in its place.
fn retired(address: SocketAddr, answers: &Answers) -> (Retired, AnySigner) {
    retired_by(&policy(), address, answers)
}

fn retired_by(policy: &AnyPolicy, address: SocketAddr, answers: &Answers) -> (Retired, AnySigner) {
    let tell = |said: &Said| *answers.lock().unwrap() = (200, said.answer().to_string());
    tell(&Said::good(0));
    let credential = loaded(0, address);
    let report = credential.inspect(send).unwrap();
    let signer = credential.verify(policy, report).unwrap();
    tell(&Said::good(1));
    let credential = Rotation::of(&signer)
        .changed(Made::new(1))
        .unwrap()
        .unwrap();
    let report = credential.inspect(send).unwrap();
    let replaced = Rotation::of(&signer).accept(credential, report).unwrap();
    assert!(replaced.settled());
    (replaced.retire_early().unwrap(), signer)
}

#[test]
fn a_key_is_dead_where_the_venue_says_that_it_knows_it_no_more() {
    let (address, answers) = open();
    let refusal =
        |code: i64| json!({"retCode": code, "retMsg": "", "result": {}, "time": 1}).to_string();
    let mut ended = Said::good(0).answer();
    ended["result"]["expiredAt"] = "2026-10-20T00:00:00Z".into();
    for dead in [
        refusal(10003),
        refusal(33004),
        refusal(-2015),
        ended.to_string(),
    ] {
        let (mut old, signer) = retired(address, &answers);
        *answers.lock().unwrap() = (200, dead);
        assert!(old.check_dead(send).is_dead());
        // It was wiped: nobody is asked any more.
        let never = |_| -> Result<http::Response<Vec<u8>>, ()> { panic!("asked") };
        assert!(old.check_dead(never).is_dead());
        assert_eq!(
            format!("{old:?}"),
            format!("Retired(bybit production {}, dead)", old.fingerprint())
        );
        drop(signer.sign(&ask(Method::Get, "/v5/account/info")).unwrap());
    }
}

#[test]
fn a_key_that_is_answered_is_alive() {
    let (address, answers) = open();
    let (mut old, _) = retired(address, &answers);
    *answers.lock().unwrap() = (200, Said::good(0).answer().to_string());
    let fate = old.check_dead(send);
    assert!(matches!(fate, Fate::Alive { .. }), "{fate}");
    assert!(
        fate.to_string()
            .contains("delete it at https://www.bybit.com"),
        "{fate}"
    );
    *answers.lock().unwrap() = (200, json!({"retCode": 10003}).to_string());
    assert!(
        old.check_dead(send).is_dead(),
        "asked again after the deletion"
    );
}

/// The clock of this machine may be ahead: a key that the venue has not ended yet lives.
#[test]
fn a_key_ends_by_the_clock_of_its_venue() {
    let (address, answers) = open();
    let (mut old, _) = retired(address, &answers);
    let day = std::time::Duration::from_secs(86_400);
    let venue = std::time::SystemTime::now() - 3 * day;
    let time = |at| jiff::Timestamp::try_from(at).unwrap().as_second();
    // Ended by this machine's clock, and two days from now by the venue's.
    let ends = jiff::Timestamp::from_second(time(venue + 2 * day)).unwrap();
    let mut answer = Said::good(0).answer();
    answer["result"]["expiredAt"] = ends.to_string().into();
    answer["time"] = (time(venue) * 1000).into();
    *answers.lock().unwrap() = (200, answer.to_string());
    let fate = old.check_dead(send);
    assert!(matches!(fate, Fate::Alive { .. }), "{fate}");
}

#[test]
fn any_other_answer_leaves_it_open() {
    let (address, answers) = open();
    let (mut old, _) = retired(address, &answers);
    let refusal = |code: i64| json!({"retCode": code, "retMsg": ""});
    let mut of_another = Said::good(0).answer();
    of_another["result"]["apiKey"] = "another-key".into();
    let mut cases: Vec<(u16, String, &str)> = [
        10004, 10010, 10002, 10005, 10006, 10016, 10009, 10024, 10008, -999,
    ]
    .map(|code| (200, refusal(code).to_string(), "Refused"))
    .into();
    cases.extend([
        (200, refusal(10007).to_string(), "Ambiguous"),
        // A firewall's page says nothing about keys.
        (401, "<html>".to_owned(), "Ambiguous"),
        (403, "<html>".to_owned(), "Refused"),
        (404, String::new(), "Refused"),
        (429, Value::Null.to_string(), "Refused"),
        (503, String::new(), "Refused"),
        (200, "<html>".to_owned(), "Unreadable"),
        (200, String::new(), "Unreadable"),
        (200, of_another.to_string(), "Unreadable"),
    ]);
    for (status, body, expected) in cases {
        *answers.lock().unwrap() = (status, body.clone());
        let fate = old.check_dead(send);
        let Fate::Unknown { why, .. } = &fate else {
            panic!("{status} {body}: {fate}")
        };
        assert_eq!(format!("{why:?}"), expected, "{status} {body}");
        assert_eq!(why.refusal().is_some(), expected != "Unreadable");
        assert!(
            fate.to_string().starts_with("it is not known whether"),
            "{fate}"
        );
        assert!(!fate.is_dead());
    }
    let fate = old.check_dead(|_| Err::<http::Response<Vec<u8>>, _>(()));
    assert!(
        matches!(
            fate,
            Fate::Unknown {
                why: Unsure::Unreachable,
                ..
            }
        ),
        "{fate}"
    );
    // It is still there to be asked.
    *answers.lock().unwrap() = (200, refusal(10003).to_string());
    assert!(old.check_dead(send).is_dead());
}

#[test]
fn a_key_deletes_itself_where_the_owner_allows_it() {
    let (address, answers) = open();
    let (old, _) = retired(address, &answers);
    assert_eq!(old.deletion().unwrap_err(), DeletionError::NotAllowed);
    let mut old = danger::allow_deletion(old);
    let call = old.deletion_at(at(1)).unwrap();
    assert_eq!(
        (call.method(), call.target(), call.body()),
        (Method::Post, "/v5/user/delete-api", "{}")
    );
    assert_eq!(call.header("X-BAPI-API-KEY"), Some("fixture-key-000"));
    *answers.lock().unwrap() = (200, json!({"retCode": 10003}).to_string());
    assert!(old.check_dead(send).is_dead());
    assert_eq!(old.deletion().unwrap_err(), DeletionError::Gone);
}

#[test]
fn the_policy_allows_it_too() {
    let (address, answers) = open();
    let allowed = policy().after_trip(Relief::Deletion);
    let (old, _) = retired_by(&allowed, address, &answers);
    assert_eq!(old.deletion().unwrap().target(), "/v5/user/delete-api");
}

/// A switch stops signing; it does not keep the owner from seeing that a leaked key is dead.
#[test]
fn a_key_is_seen_dead_after_a_trip() {
    let (address, answers) = open();
    let (mut old, signer) = retired(address, &answers);
    signer.stop();
    *answers.lock().unwrap() = (200, json!({"retCode": 10003}).to_string());
    assert!(old.check_dead(send).is_dead());
}
