//! What `redact_uri` keeps and what it hides, with the URLs that every venue is really sent, and
//! which headers of a request are marked as sensitive.

use crate::support::{Fixed, answer, at, key_of};
use keyleash::{
    AnyCredential, AnySigner, KeyError, LoadError, Method, Request, SignedRequest, redact_uri,
    venue::{self, Spec},
};
use proptest::{prelude::*, sample::select};
use std::collections::BTreeSet;

/// Another secret of the kind that most venues hand out: base64 of 64 bytes.
const OTHER_SECRET: &str =
    "y3Ir6nhrEXbYrH8SS5vxr6pfhzVX7b0Yb0s6MZOYTmKQhMEl4bTXJX9EUn6iVJ7bqyVJdUEhbmT5OJcS3eTtHg==";

/// Loads the key, and asks the venue's questions, whose requests are handed back beside the signer.
fn drive(spec: &'static Spec, key: Fixed) -> Option<(AnySigner, Vec<SignedRequest>)> {
    let mut credential = match AnyCredential::load(spec, key) {
        Err(LoadError::Secret(_)) => return None,
        loaded => loaded.unwrap(),
    };
    let path = format!(
        "{}/tests/data/{}/report/good/case.json",
        env!("CARGO_MANIFEST_DIR"),
        spec.id()
    );
    let good: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    if let Some(day) = good.get("created") {
        credential = credential.created_on(serde_json::from_value(day.clone()).unwrap());
    }
    let mut asked = Vec::new();
    let mut inspection = credential.inspection();
    while let Some(request) = inspection.next_request_at(at(0)).unwrap() {
        asked.push(request);
        let number = u32::try_from(asked.len()).unwrap();
        let answer = answer(spec.id(), "good", number);
        inspection.answer_at(&answer, at(0)).unwrap();
    }
    let report = inspection.finish().unwrap();
    let mut policy = good.get("policy").cloned().unwrap_or_default();
    if policy.get("needs").is_none() {
        if policy.is_null() {
            policy = serde_json::json!({});
        }
        policy["needs"] = serde_json::json!(["read", "spot"]);
    }
    let policy: keyleash::AnyPolicy = serde_json::from_value(policy).unwrap();
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    Some((signer, asked))
}

/// Every row that the signer signs, without parameters and with one.
fn signed(signer: &AnySigner) -> Vec<SignedRequest> {
    let mut requests = Vec::new();
    for (method, path, _) in signer.venue().endpoints() {
        let path = path.replace("{}", "x1").replace('*', "x1");
        for target in [path.clone(), format!("{path}?symbol=BTCUSDT&limit=5")] {
            let Ok(request) = Request::new(method, &target) else {
                continue;
            };
            requests.extend(signer.sign_at(&request, at(1)).ok());
        }
    }
    requests
}

/// What every venue is sent, by its own key and by one with another secret: the requests of both in
/// pairs. What differs between the two comes from the secret, whatever it is called.
fn pairs(spec: &'static Spec) -> Option<(Fixed, Vec<(SignedRequest, SignedRequest)>)> {
    let key = key_of(spec.id());
    let (signer, mut ours) = drive(spec, key_of(spec.id()))?;
    let other = Fixed {
        secret: OTHER_SECRET,
        ..key_of(spec.id())
    };
    // Wallets, and key pairs, have no such secret; none of them signs in a URL.
    let (other, mut theirs) = drive(spec, other).or_else(|| drive(spec, key_of(spec.id())))?;
    ours.extend(signed(&signer));
    theirs.extend(signed(&other));
    assert_eq!(ours.len(), theirs.len());
    Some((key, ours.into_iter().zip(theirs).collect()))
}

#[test]
fn no_url_of_any_venue_shows_key_or_signature() {
    let mut signs_in_url = BTreeSet::new();
    for spec in venue::ALL {
        let Some((key, pairs)) = pairs(spec) else {
            // Only where the kind of key is not compiled in.
            assert!(matches!(
                AnyCredential::load(spec, key_of(spec.id())),
                Err(LoadError::Secret(KeyError::FeatureMissing { .. }))
            ));
            continue;
        };
        assert!(pairs.len() > 2, "{}: {}", spec.id(), pairs.len());
        for (ours, theirs) in pairs {
            let shown = redact_uri(ours.url()).to_string();
            for own in own(&key) {
                assert!(!shown.contains(own), "{}: {shown}", spec.id());
            }
            assert_eq!(shown, redact_uri(theirs.url()).to_string());
            // Origin, path and what the caller wrote are still there, and the names too.
            let (place, query) = shown.split_once('?').unwrap_or((&shown, ""));
            let (whole, whole_query) = ours.url().split_once('?').unwrap_or((ours.url(), ""));
            assert_eq!(place, whole);
            assert_eq!(names(query), names(whole_query));
            if ours.query().contains("symbol=BTCUSDT") {
                assert!(query.contains("symbol=BTCUSDT"), "{shown}");
                assert!(query.contains("limit=5"), "{shown}");
            }
            if ours.url() != theirs.url() || ours.url().contains(key.key) {
                assert!(shown.contains("=REDACTED"), "{shown}");
                signs_in_url.insert(spec.id());
            }
            // As an `http::Uri` it is the same.
            let uri: http::Uri = ours.url().parse().unwrap();
            assert_eq!(redact_uri(&uri).to_string(), shown);
            assert_eq!(format!("{:?}", redact_uri(&uri)), shown);
            let target = redact_uri(ours.target()).to_string();
            assert!(shown.ends_with(&target));
        }
    }
    let known = ["binance", "binance_us", "bingx", "deribit", "htx", "mexc"];
    assert_eq!(signs_in_url, known.into());
}

/// What of a key stands in its requests as it is.
fn own(key: &Fixed) -> impl Iterator<Item = &'static str> {
    let parts = [key.key, key.passphrase].into_iter();
    parts.filter(|own| !own.is_empty())
}

fn names(query: &str) -> Vec<&str> {
    query
        .split('&')
        .map(|pair| pair.split('=').next().unwrap())
        .collect()
}

/// A new venue whose URL tells something secret would be found by the pairs alone.
#[test]
fn pairs_differ_by_what_is_secret() {
    let (_, pairs) = pairs(venue::find("binance").unwrap()).unwrap();
    for (ours, theirs) in &pairs {
        let (ours, theirs) = (ours.target(), theirs.target());
        let (text, _) = ours.rsplit_once("signature=").unwrap();
        assert!(theirs.starts_with(text) && theirs != ours, "{theirs}");
    }
}

#[test]
fn every_secret_header_is_marked_as_sensitive() {
    for spec in venue::ALL {
        let Some((key, pairs)) = pairs(spec) else {
            continue;
        };
        let mut marked = BTreeSet::new();
        for (ours, theirs) in pairs {
            let ours = http::Request::try_from(ours).unwrap();
            let theirs = http::Request::try_from(theirs).unwrap();
            let shown = format!("{:?}", ours.headers());
            for (name, value) in ours.headers() {
                let text = value.to_str().unwrap();
                let differs = theirs.headers().get(name) != Some(value);
                let quotes = own(&key).any(|own| text.contains(own));
                if differs || quotes {
                    assert!(value.is_sensitive(), "{}: {name}", spec.id());
                }
                if value.is_sensitive() {
                    assert!(!shown.contains(text), "{}: {name}", spec.id());
                    marked.insert(name.to_string());
                }
            }
            // The rest of what it shows is method, version, URL and body.
            assert!(format!("{ours:?}").contains(&shown));
        }
        // Those sign in the body, or in the URL alone.
        let elsewhere = ["crypto_com", "htx", "hyperliquid"].contains(&spec.id());
        assert_eq!(marked.is_empty(), elsewhere, "{}: {marked:?}", spec.id());
    }
}

/// Nothing that a bot has to see in its log is taken for a secret.
#[test]
fn hosts_and_paths_of_every_table_stay() {
    for spec in venue::ALL {
        for (_, path, _) in spec.endpoints() {
            let path = path.replace("{}", "BTC-USDT").replace('*', "x");
            let url = format!("https://api.example.com{path}?symbol=BTC-USDT&limit=100");
            assert_eq!(redact_uri(&url).to_string(), url);
        }
        for orders in spec.orders() {
            let names = orders.market().into_iter();
            for name in names.chain(orders.client_id().map(|id| id.field())) {
                let url = format!("https://api.example.com/a?{name}=BTC-USD-261225-50000-C");
                assert_eq!(redact_uri(&url).to_string(), url);
            }
        }
    }
}

#[test]
fn urls_are_shown_without_what_is_secret() {
    assert_shown(&[
        ("https://a.example", "https://a.example"),
        ("https://a.example:8443/", "https://a.example:8443/"),
        ("https://[::1]:8443/a?b=1", "https://[::1]:8443/a?b=1"),
        ("/api/v3/order?a=1&b=&&c=2", "/api/v3/order?a=1&b=&&c=2"),
        ("/a?", "/a?"),
        // By name, in any case and however it is written.
        ("/a?signature=c8d", "/a?signature=REDACTED"),
        ("/a?Signature=c8d&x=1", "/a?Signature=REDACTED&x=1"),
        ("/a?%73ignature=c8d", "/a?%73ignature=REDACTED"),
        ("/a?si%67%4E=c8d", "/a?si%67%4E=REDACTED"),
        (
            "/a?API-Key=k&api_key=k",
            "/a?API-Key=REDACTED&api_key=REDACTED",
        ),
        ("/a?AccessKeyId=k", "/a?AccessKeyId=REDACTED"),
        (
            "/a?client_id=k&client_secret=s",
            "/a?client_id=REDACTED&client_secret=REDACTED",
        ),
        (
            "/a?token[0]=t&token1=t",
            "/a?token[0]=REDACTED&token1=REDACTED",
        ),
        (
            "wss://a.example/ws?listenKey=pqia9",
            "wss://a.example/ws?listenKey=REDACTED",
        ),
        (
            "wss://a.example/endpoint?token=t&connectId=7",
            "wss://a.example/endpoint?token=REDACTED&connectId=7",
        ),
        (
            "/a?SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-11-20T01%3A00%3A00",
            "/a?SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=2026-11-20T01%3A00%3A00",
        ),
        // By look, wherever it stands.
        (
            "wss://stream.binance.com:9443/ws/pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1",
            "wss://stream.binance.com:9443/ws/REDACTED",
        ),
        (
            "wss://stream.binance.com:9443/ws/btcusdt@trade",
            "wss://stream.binance.com:9443/ws/btcusdt@trade",
        ),
        (
            "wss://s.example/stream?streams=btcusdt@trade/pqia91ma19a5s61cv6a81va65sdf19v8a",
            "wss://s.example/stream?streams=REDACTED",
        ),
        ("/a?x=985d5b66-57ce-40fb-b714-afc0b9787083", "/a?x=REDACTED"),
        (
            "/orders/985d5b66-57ce-40fb-b714-afc0b9787083",
            "/orders/REDACTED",
        ),
        ("/a/%39%385d5b66-57ce-40fb-b714-afc0b9787083", "/a/REDACTED"),
    ]);
}

#[test]
fn urls_are_shown_without_what_no_request_has() {
    assert_shown(&[
        // User and password.
        (
            "https://u:p@a.example/",
            "https://REDACTED:REDACTED@a.example/",
        ),
        ("https://u@a.example/", "https://REDACTED@a.example/"),
        (
            "https://u:p@q@a.example/",
            "https://REDACTED:REDACTED@a.example/",
        ),
        ("/a#access_token=t", "/a#REDACTED"),
        ("/a?b#c", "/a?REDACTED#REDACTED"),
        // A value that is a URL or form itself, or text that says what it is.
        ("/a?to=https%3A%2F%2Fb%3Fsig%3Dx", "/a?to=REDACTED"),
        ("/a?b=c=d", "/a?b=REDACTED"),
        ("/a?b=1;signature=x", "/a?b=REDACTED"),
        ("/a?b=%7B%22signature%22%3A%22x%22%7D", "/a?b=REDACTED"),
        (
            "/a?b=%5B%7B%22symbol%22%3A%22X%22%7D%5D",
            "/a?b=%5B%7B%22symbol%22%3A%22X%22%7D%5D",
        ),
        ("/a;jsessionid=x/b", "/REDACTED/b"),
        // The same in a path, as a proxy has it.
        (
            "https://a.example/via/https://u:word@b.example/c",
            "https://a.example/via/REDACTED",
        ),
        ("/via/https://u:word@b.example/c", "REDACTED"),
        ("/via/https%3A%2F%2Fu:word@b.example/c", "/via/REDACTED/c"),
        ("/a/signature:word/b", "/a/REDACTED/b"),
        ("/a/b,api_key:word", "/a/REDACTED"),
        ("/a/user:word@b/c", "/a/REDACTED/c"),
        ("/v2/account/api-key", "/v2/account/api-key"),
        ("/a/tBTCF0:USTF0/x@trade", "/a/tBTCF0:USTF0/x@trade"),
        // What cannot be understood.
        ("/a?%", "/a?REDACTED"),
        ("/a?b%zz=1&c=2", "/a?REDACTED"),
        ("/a?%2573ignature=x", "/a?REDACTED"),
        ("/a?b c=1", "REDACTED"),
        ("/a?%ff=1", "/a?REDACTED"),
        ("/a?b=%ff&c=1", "/a?b=REDACTED&c=1"),
        ("/a?b=%7", "/a?b=REDACTED"),
        ("/a?token", "/a?REDACTED"),
        ("/a?=x", "/a?=REDACTED"),
        ("/a?signature;b=1", "/a?REDACTED"),
        ("//a.example/b", "REDACTED"),
        ("a.example/b", "REDACTED"),
        ("ftp://a.example/b", "REDACTED"),
        ("https://a b/", "REDACTED"),
        ("https://a.example:p/", "REDACTED"),
        // Neither an address nor a port, though of their characters.
        ("https://[0123456789abcdef0123456789abcdef]/", "REDACTED"),
        ("https://user:1357924680/", "REDACTED"),
        ("https://[2001:db8::7]/", "https://[2001:db8::7]/"),
        ("https://u:p/a@b.example/", "REDACTED"),
        ("https:\\\\a.example", "REDACTED"),
        ("", "REDACTED"),
        ("*", "REDACTED"),
    ]);
}

fn assert_shown(cases: &[(&str, &str)]) {
    for (url, shown) in cases {
        assert_eq!(redact_uri(url).to_string(), *shown, "{url}");
        assert_eq!(redact_uri(shown).to_string(), *shown, "again: {shown}");
    }
}

/// Each under a value that does not look like a key.
#[test]
fn usual_names_hide_their_values() {
    for name in [
        "X-Amz-Signature",
        "signed",
        "auth_sign",
        "sig",
        "hmac",
        "access_key",
        "key_id",
        "keyId",
        "clientId",
        "client_secret",
        "access_token",
        "jwt",
        "passphrase",
        "password",
        "passwd",
        "pwd",
        "api_pass",
        "auth",
        "authorization",
        "bearer",
        "credential",
        "X-Amz-Credentials",
        "session",
        "jsessionid",
        "totp",
        // With a version behind.
        "signature2",
        "signature_v2",
        "api_key_v3",
        "signatureV4",
    ] {
        let shown = redact_uri(&format!("/a?{name}=word&b=1")).to_string();
        assert_eq!(shown, format!("/a?{name}=REDACTED&b=1"));
    }
}

/// A piece that is too long to be a name says nothing to a reader of a log, and may be anything.
#[test]
fn long_pieces_of_a_path_are_hidden() {
    let (short, long) = ("a".repeat(48), "a".repeat(49));
    assert_eq!(
        redact_uri(&format!("/{short}/b")).to_string(),
        format!("/{short}/b")
    );
    assert_eq!(redact_uri(&format!("/{long}/b")).to_string(), "/REDACTED/b");
}

#[test]
fn a_host_that_looks_like_a_key_is_hidden() {
    let url = "https://985d5b66-57ce-40fb-b714-afc0b9787083.example/a";
    assert_eq!(redact_uri(url).to_string(), "REDACTED");
}

/// Names as venues have them, and as people write them.
fn any_name() -> impl Strategy<Value = String> {
    let names = select(vec![
        "signature",
        "Signature",
        "AccessKeyId",
        "accessKey",
        "sign",
        "sig",
        "api_key",
        "apiKey",
        "api-key",
        "client_id",
        "client_secret",
        "token",
        "access_token",
        "listenKey",
        "passphrase",
        "password",
        "X-Amz-Signature",
        "jwt",
    ]);
    // The case of each letter, and whether it is percent-encoded.
    (names, any::<u32>(), any::<u32>()).prop_map(|(name, cases, codes)| {
        let letters = name.bytes().enumerate().map(|(at, byte)| {
            let byte = match (cases >> at & 1, byte) {
                (1, byte) if byte.is_ascii_lowercase() => byte.to_ascii_uppercase(),
                (_, byte) => byte,
            };
            match codes >> at & 1 {
                1 => format!("%{byte:02x}"),
                _ => char::from(byte).to_string(),
            }
        });
        letters.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_secret_parameter_is_never_shown(
        name in any_name(),
        // Short ones too, and none that looks like a key.
        value in "[QXZ]{6,12}",
        before in "([a-z]{1,6}=[a-z0-9]{0,9}&){0,3}",
        after in "(&[a-z]{1,6}=[a-z0-9%]{0,9}){0,3}",
        place in select(vec!["", "https://a.example", "wss://a.example:8443", "https://u:p@a.example"]),
    ) {
        let url = format!("{place}/a/b?{before}{name}={value}{after}");
        let shown = redact_uri(&url).to_string();
        prop_assert!(!shown.contains(&value), "{} {}", url, shown);
        prop_assert!(shown.contains("/a/b?"));
        prop_assert_eq!(redact_uri(&shown).to_string(), shown);
    }

    #[test]
    fn user_and_password_are_never_shown(
        user in "[QXZ@:%!-]{6,12}",
        rest in "(/[a-z]{0,5}){0,3}(\\?[a-z=&]{0,9})?",
    ) {
        let shown = redact_uri(&format!("https://{user}@a.example{rest}")).to_string();
        prop_assert!(!shown.contains(&user), "{}", shown);
    }

    /// Whatever it is given, it answers, and its answer may be given again.
    #[test]
    fn any_text_is_taken(text in "\\PC{0,60}", url in "(https?://)?[a-zA-Z0-9/?&=%#@:;\\[\\].-]{0,60}") {
        for text in [text, url] {
            let shown = redact_uri(&text).to_string();
            prop_assert_eq!(redact_uri(&shown).to_string(), shown);
        }
    }
}

/// A request that was never signed keeps its method out of this: only the URL is looked at.
#[test]
fn an_http_request_is_logged_by_its_uri() {
    let (signer, _) = drive(venue::find("binance").unwrap(), key_of("binance")).unwrap();
    let asked = Request::new(Method::Get, "/api/v3/account").unwrap();
    let request = http::Request::try_from(signer.sign_at(&asked, at(1)).unwrap()).unwrap();
    assert_eq!(
        redact_uri(request.uri()).to_string(),
        "https://api.binance.com/api/v3/account?recvWindow=5000&timestamp=1795136401000&signature=REDACTED"
    );
}
