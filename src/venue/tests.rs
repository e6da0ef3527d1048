//! Walks the signing vectors: `tests/data/<venue>/signing/<case>/`.
//!
//! `case.json` says where the vector is from and what goes in; `text.txt` holds the text that is
//! signed, with bytes outside visible ASCII as `\xNN`; `signed.txt` holds method and URL, the
//! headers, and behind an empty line the body. A case with `"text"` alone pins the MAC of a text
//! that no REST request has, such as a WebSocket challenge.

use super::{ALL, Spec, find};
use crate::{
    report::Environment,
    request::{Method, Request, SignedRequest},
    scheme::{
        self, Encoded, Input,
        key::{KeyKind, SigningKey},
    },
    secret::Secret,
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// Who published the vector, or which independent program made it.
    source: String,
    /// When it was read or made.
    date: String,
    #[serde(default)]
    environment: Option<Environment>,
    #[serde(default)]
    key: String,
    secret: String,
    #[serde(default)]
    passphrase: String,
    #[serde(default)]
    method: String,
    /// Path, and query as the caller writes it.
    #[serde(default)]
    target: String,
    #[serde(default)]
    body: String,
    /// The time or nonce, in milliseconds.
    #[serde(default)]
    time: u64,
    /// In place of a request: a text, and its signature as the venue writes it.
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    signature: Option<String>,
    /// Whether it is the SHA-256 of that text that is signed.
    #[serde(default)]
    hashed: bool,
}

fn method(name: &str) -> Method {
    [Method::Get, Method::Post, Method::Put, Method::Delete]
        .into_iter()
        .find(|method| method.as_str() == name)
        .unwrap()
}

fn data(spec: &Spec) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(spec.id)
        .join("signing")
}

fn cases(spec: &Spec) -> Vec<(PathBuf, Case)> {
    let mut cases: Vec<_> = fs::read_dir(data(spec))
        .unwrap_or_else(|_| panic!("{} has no signing vectors", spec.id))
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let text = fs::read_to_string(path.join("case.json")).unwrap();
            let case = serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path, case)
        })
        .collect();
    cases.sort_by(|a, b| a.0.cmp(&b.0));
    cases
}

fn visible(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|byte| match byte {
            b' '..=b'~' => char::from(*byte).to_string(),
            byte => format!("\\x{byte:02x}"),
        })
        .collect()
}

fn shown(request: &SignedRequest) -> String {
    let mut text = format!("{} {}\n", request.method(), request.url());
    for (name, value) in request.headers() {
        writeln!(text, "{name}: {value}").unwrap();
    }
    if !request.body().is_empty() {
        writeln!(text, "\n{}", request.body()).unwrap();
    }
    text
}

fn check(spec: &'static Spec, path: &Path, case: &Case) {
    let name = path.display();
    assert!(
        !case.source.is_empty() && case.date.len() >= 7,
        "{name}: no source"
    );
    let key = SigningKey::load(spec.scheme.keys, &Secret::copied(&case.secret)).unwrap();
    if let Some(text) = &case.text {
        let text = text.replace("\\x01", "\x01");
        let mut text = text.into_bytes();
        if case.hashed {
            text = Sha256::digest(&text).to_vec();
        }
        let mut signature = Encoded::default();
        key.sign(&text, &mut signature);
        assert_eq!(
            str::from_utf8(signature.as_bytes()).unwrap(),
            case.signature.as_deref().unwrap(),
            "{name}"
        );
        return;
    }
    let request = Request::new(method(&case.method), &case.target)
        .unwrap()
        .body(&case.body);
    let site = spec
        .site(case.environment.unwrap_or(Environment::Production))
        .unwrap();
    let service = spec.service(request.path).unwrap();
    let (_, hosts) = site
        .hosts
        .iter()
        .find(|(own, _)| *own == service.name)
        .unwrap();
    let mut out = SignedRequest::new();
    scheme::sign(
        &Input {
            scheme: &spec.scheme,
            key: &key,
            key_id: &case.key,
            passphrase: &case.passphrase,
            origin: &format!("https://{}", hosts[0]),
            headers: site.headers,
            method: request.method,
            path: [request.path, "", ""],
            query: request.query,
            body: request.body,
            time: case.time,
        },
        &mut out,
    );
    let read = |file| fs::read_to_string(path.join(file)).unwrap();
    assert_eq!(
        visible(out.text.as_bytes()),
        read("text.txt").trim_end(),
        "{name}: text"
    );
    assert_eq!(
        shown(&out).trim_end(),
        read("signed.txt").trim_end(),
        "{name}: signed"
    );
}

#[test]
fn every_vector_is_reproduced() {
    for spec in ALL {
        for (path, case) in cases(spec) {
            if case.secret.starts_with("-----BEGIN") && !cfg!(feature = "ed25519") {
                continue;
            }
            check(spec, &path, &case);
        }
    }
}

/// A venue has a vector for each place where its parameters may stand, and for each kind of key.
#[test]
fn every_venue_has_a_vector_per_placement() {
    use scheme::Carriers;
    for spec in ALL {
        let cases = cases(spec);
        let placements: BTreeSet<&str> = cases
            .iter()
            .filter(|(_, case)| case.text.is_none())
            .map(|(_, case)| {
                let query = case.target.contains('?');
                match (query, !case.body.is_empty()) {
                    (true, true) => "both",
                    (true, false) => "query",
                    (false, true) => "body",
                    (false, false) => "none",
                }
            })
            .collect();
        let wanted: &[&str] = match spec.scheme.carriers {
            Carriers::Both | Carriers::One | Carriers::ByMethod => &["query", "body"],
            Carriers::Body => &["body", "none"],
        };
        for place in wanted {
            assert!(
                placements.contains(place),
                "{}: no vector with parameters in: {place}",
                spec.id
            );
        }
        let pairs = spec
            .scheme
            .keys
            .iter()
            .any(|form| form.kind == KeyKind::Ed25519);
        let has_pair = cases
            .iter()
            .any(|(_, case)| case.secret.starts_with("-----BEGIN"));
        assert_eq!(pairs, has_pair, "{}: a vector per kind of key", spec.id);
    }
}

#[test]
fn ids_are_unique_and_found() {
    let ids: BTreeSet<_> = ALL.iter().map(|spec| spec.id()).collect();
    assert_eq!(ids.len(), ALL.len());
    for spec in ALL {
        assert_eq!(find(spec.id()).unwrap().id(), spec.id());
    }
}
