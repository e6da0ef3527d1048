//! Walks the signing vectors: `tests/data/<venue>/signing/<case>/`.
//!
//! `case.json` says where the vector is from and what goes in; `text.txt` holds the text that is
//! signed, with bytes outside visible ASCII as `\xNN`; `signed.txt` holds method and URL, the
//! headers, and behind an empty line the body. A case with `"signature"` says what another program
//! than this one computed, and `signed.txt` has to hold it. A case with `"text"` alone pins the
//! signature of a text that no REST request has, and one with `"socket"` the login to a socket.

use super::{ALL, Site, Spec, find};
use crate::{
    report::Environment,
    request::{Method, Request, SignedRequest},
    scheme::{
        self, Carriers, Encoded, Input, Scheme, Unique,
        fields::Rules,
        key::{KeyError, SigningKey},
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
    /// In place of a request: the name of a socket.
    #[serde(default)]
    socket: Option<String>,
    /// What that socket sent first.
    #[serde(default)]
    challenge: String,
    /// What stands for the number that no other request has, as a UUID.
    #[serde(default)]
    unique: String,
}

fn method(name: &str) -> Method {
    [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ]
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

/// What a case says of key and moment, without a request.
fn input_of<'a>(
    key: &'a SigningKey,
    unique: &'a Unique,
    case: &'a Case,
    mark: &'static str,
) -> Input<'a> {
    Input {
        scheme: &Scheme::PLAIN,
        key,
        key_id: case.key.as_bytes(),
        passphrase: case.passphrase.as_bytes(),
        origin: "",
        headers: &[],
        mark,
        method: Method::Get,
        path: "",
        segments: "",
        query: "",
        body: "",
        windowed: false,
        time: case.time,
        unique,
        account: "",
        challenge: &case.challenge,
    }
}

#[expect(clippy::disallowed_methods, reason = "it asks for no secret")]
fn check(spec: &'static Spec, path: &Path, case: &Case) {
    let name = path.display();
    assert!(
        !case.source.is_empty() && case.date.len() >= 7,
        "{name}: no source"
    );
    let key = SigningKey::load(spec.keys, &Secret::copied(&case.secret)).unwrap();
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
    let site = spec
        .site(case.environment.unwrap_or(Environment::Production))
        .unwrap();
    let unique = u128::from_str_radix(&case.unique.replace('-', ""), 16).unwrap_or_default();
    let unique = Unique::from(unique);
    let input = input_of(&key, &unique, case, site.mark);
    let mut out = SignedRequest::new();
    if let Some(socket) = &case.socket {
        let socket = spec.sockets.iter().find(|own| own.name == socket).unwrap();
        let scheme = socket.scheme;
        scheme::sign(&Input { scheme, ..input }, &mut out);
    } else {
        let request = Request::new(method(&case.method), &case.target)
            .unwrap()
            .body(&case.body);
        let (_, service) = spec.service(request.path).unwrap();
        let (_, hosts) = site
            .hosts
            .iter()
            .find(|(own, _)| *own == service.name)
            .unwrap();
        let windowed = Rules::of(service.scheme)
            .check(request.method, request.query, request.body)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let origin = format!("https://{}", hosts[0]);
        let input = Input {
            scheme: service.scheme,
            origin: &origin,
            headers: site.headers,
            method: request.method,
            path: request.path,
            query: request.query,
            windowed,
            body: request.body,
            ..input
        };
        scheme::sign(&input, &mut out);
    }
    let shown = shown(&out);
    // Written anew where that is asked for; the difference is read before it is kept.
    if std::env::var_os("KEYLEASH_WRITE_VECTORS").is_some() {
        fs::write(path.join("text.txt"), visible(out.text.as_bytes()) + "\n").unwrap();
        fs::write(path.join("signed.txt"), shown.trim_end().to_owned() + "\n").unwrap();
    }
    let read = |file| fs::read_to_string(path.join(file)).unwrap();
    assert_eq!(
        visible(out.text.as_bytes()),
        read("text.txt").trim_end(),
        "{name}: text"
    );
    assert_eq!(
        shown.trim_end(),
        read("signed.txt").trim_end(),
        "{name}: signed"
    );
    if let Some(signature) = &case.signature {
        assert!(
            shown.contains(signature.as_str()),
            "{name}: {signature}\n{shown}"
        );
    }
}

/// Whether this build reads the case's key: a case that needs a feature is left out without it.
fn can_load(spec: &Spec, case: &Case) -> bool {
    !matches!(
        SigningKey::load(spec.keys, &Secret::copied(&case.secret)),
        Err(KeyError::FeatureMissing { .. })
    )
}

#[test]
fn every_vector_is_reproduced() {
    for spec in ALL {
        for (path, case) in cases(spec) {
            if can_load(spec, &case) {
                check(spec, &path, &case);
            }
        }
    }
}

/// A venue has a vector for each place where its parameters may stand, for each way of signing,
/// each kind of key, and each socket.
#[test]
fn every_venue_has_a_vector_per_placement() {
    for spec in ALL {
        let cases = cases(spec);
        for service in spec.services {
            let own = cases.iter().filter(|(_, case)| {
                let path = case.target.split('?').next().unwrap_or_default();
                spec.service(path)
                    .is_some_and(|(_, other)| core::ptr::eq(other.scheme, service.scheme))
            });
            let placements: BTreeSet<&str> = own
                .map(
                    |(_, case)| match (case.target.contains('?'), case.body.is_empty()) {
                        (true, false) => "both",
                        (true, true) => "query",
                        (false, false) => "body",
                        (false, true) => "none",
                    },
                )
                .collect();
            let wanted: &[&str] = match service.scheme.carriers {
                _ if service.scheme.text.is_empty() => &[],
                Carriers::Both | Carriers::One | Carriers::ByMethod => &["query", "body"],
                Carriers::Query => &["query", "none"],
                Carriers::Body if service.scheme.is_action() => &["body"],
                Carriers::Body => &["body", "none"],
            };
            for place in wanted {
                assert!(
                    placements.contains(place),
                    "{} {}: no vector with parameters in: {place}",
                    spec.id,
                    service.name
                );
            }
        }
        for form in spec.keys {
            let has = cases.iter().any(|(_, case)| {
                match SigningKey::load(spec.keys, &Secret::copied(&case.secret)) {
                    Ok(key) => key.kind() == form.kind,
                    Err(KeyError::FeatureMissing { kind, .. }) => kind == form.kind.name(),
                    Err(error) => panic!("{}: {error}", spec.id),
                }
            });
            assert!(
                has,
                "{}: no vector with a key of {}",
                spec.id,
                form.kind.name()
            );
        }
        for socket in spec.sockets {
            let has = |(_, case): &(PathBuf, Case)| case.socket.as_deref() == Some(socket.name);
            assert!(
                cases.iter().any(has),
                "{}: no vector for {}",
                spec.id,
                socket.name
            );
        }
    }
}

/// A row with `{}` takes whatever fits it, typed calls too. So what another row names there needs
/// the same, or a call with the right segment would be signed for less than the path needs.
#[test]
fn no_pattern_takes_a_path_that_needs_something_else() {
    for spec in ALL {
        for pattern in spec.endpoints.iter().filter(|row| row.path.contains("{}")) {
            for row in spec.endpoints {
                let path = row.path.replace("{}", "x");
                let fits = row.method == pattern.method
                    && row.path != pattern.path
                    && !row.path.ends_with('*')
                    && pattern.is_at(&path);
                assert!(
                    !fits || row.needs == pattern.needs,
                    "{}: {} {} takes {}",
                    spec.id,
                    row.method,
                    pattern.path,
                    row.path
                );
            }
        }
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

/// Where two sockets sign the same text, the login to one opens the other: both do what either can.
#[test]
fn a_login_that_opens_two_sockets_asks_for_both() {
    for spec in ALL {
        let key = cases(spec)
            .into_iter()
            .find(|(_, case)| case.socket.is_some() && can_load(spec, case))
            .map(|(_, case)| {
                (
                    SigningKey::load(spec.keys, &Secret::copied(&case.secret)).unwrap(),
                    case,
                )
            });
        let Some((key, case)) = key else { continue };
        let text = |scheme| {
            let mut out = SignedRequest::new();
            scheme::sign(
                &Input {
                    scheme,
                    ..input_of(&key, &Unique::from(0), &case, "")
                },
                &mut out,
            );
            visible(out.text.as_bytes())
        };
        for (at, socket) in spec.sockets.iter().enumerate() {
            for other in spec.sockets.iter().skip(at + 1) {
                assert!(
                    text(socket.scheme) != text(other.scheme) || socket.does == other.does,
                    "{}: {} opens {}",
                    spec.id,
                    socket.name,
                    other.name
                );
            }
        }
    }
}

/// What cannot be asked is exempt from every demand outside of production, so no such environment
/// may reach production's hosts; one that does is told apart by what is sent or signed.
#[test]
fn no_exempt_environment_reaches_production() {
    for spec in ALL {
        let production = spec.site(Environment::Production).unwrap();
        let hosts = |site: &Site| -> BTreeSet<&str> {
            let hosts = site.hosts.iter();
            hosts.flat_map(|(_, hosts)| hosts.iter().copied()).collect()
        };
        let others = spec.sites.iter();
        for site in others.filter(|site| site.environment != Environment::Production) {
            let shares = !hosts(site).is_disjoint(&hosts(production));
            let marked = site.headers != production.headers || site.mark != production.mark;
            assert!(
                !shares || (site.tells_rights && marked),
                "{}: {}",
                spec.id,
                site.environment
            );
        }
    }
}
