//! Requests that the bot built, signed in the types of `http`.

use crate::support::{ANY_KEY, Trader, any_signer, ask, at, data, good_signer, policy, signer};
use http::{Request, header, request::Parts};
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Limits, Malformed, Method, PermissionSet, Policy,
    SignError, SignedRequest, Worth, danger,
    permission::{Futures, Margin, Read, Spot},
    venue::{self, binance::Binance, bybit::Bybit},
};
use std::{borrow::Cow, collections::BTreeSet, fs};

/// A request of a signing vector.
#[derive(serde::Deserialize)]
struct Case {
    #[serde(default)]
    method: String,
    #[serde(default)]
    target: String,
    #[serde(default)]
    body: String,
}

/// The requests of the venue's vectors.
fn cases(venue: &str) -> Vec<Case> {
    let folders = fs::read_dir(data().join(venue).join("signing")).unwrap();
    let mut paths: Vec<_> = folders.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let cases = paths.iter().map(|path| -> Case {
        serde_json::from_str(&fs::read_to_string(path.join("case.json")).unwrap()).unwrap()
    });
    let unsorted = Case {
        method: "POST".to_owned(),
        target: "/v1/order".to_owned(),
        body: "symbol=SPOT_BTC_USDT&side=BUY&order_type=MARKET&order_amount=9".to_owned(),
    };
    let more = (venue == "woo").then_some(unsorted);
    let cases = cases.filter(|case| !case.target.is_empty());
    cases.chain(more).collect()
}

impl Case {
    fn method(&self) -> Method {
        let all = [
            Method::Get,
            Method::Post,
            Method::Put,
            Method::Patch,
            Method::Delete,
        ];
        all.into_iter()
            .find(|own| own.as_str() == self.method)
            .unwrap()
    }

    /// Signed as a request of the crate.
    fn signed(&self, signer: &AnySigner) -> Result<SignedRequest, SignError> {
        let request = ask(self.method(), &self.target).body(&self.body);
        signer.sign_at(&request, at(1))
    }

    /// As a bot builds it, below this origin.
    fn parts(&self, origin: &str) -> (Parts, Vec<u8>) {
        let request = Request::builder()
            .method(self.method.as_str())
            .uri(format!("{origin}{}", self.target))
            .header("X-Trace", "of the bot")
            .body(self.body.clone().into_bytes());
        request.unwrap().into_parts()
    }
}

/// Everything that is sent, and what is not shown of it.
fn sent(parts: &Parts, body: &[u8]) -> String {
    let headers: BTreeSet<_> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes(), value.is_sensitive()))
        .collect();
    format!(
        "{} {:?} {:?} {headers:?} {body:?}",
        parts.method, parts.uri, parts.version
    )
}

/// Names and lengths, for requests that have a number of their own each.
fn shape(parts: &Parts, body: &[u8]) -> String {
    let headers: BTreeSet<_> = parts
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.is_sensitive()))
        .collect();
    let length = parts.uri.to_string().len();
    format!("{} {length} {headers:?} {}", parts.method, body.len())
}

/// A signer as if it had signed nothing before.
fn fresh(venue: &str) -> Option<AnySigner> {
    if venue != "woo" {
        return good_signer(venue);
    }
    // Its orders need all three.
    let needs = PermissionSet::of::<Read>().with::<Spot>();
    let needs = needs.with::<Margin>().with::<Futures>();
    Some(any_signer(venue, &AnyPolicy::needing(needs)))
}

#[test]
fn a_request_of_the_bot_is_signed_as_one_of_the_crate() {
    let (mut seen, mut changed) = (BTreeSet::new(), BTreeSet::new());
    for spec in venue::ALL {
        let venue = spec.id();
        for case in cases(venue) {
            let Some(signer) = fresh(venue) else {
                seen.insert(venue);
                continue;
            };
            let wanted = case.signed(&signer);
            let origin = wanted.as_ref().map_or("https://example.org", |request| {
                let url = request.url();
                &url[..url.len() - request.target().len()]
            });
            // The whole URL, and the path alone.
            for origin in [origin, ""] {
                let (mut parts, mut body) = case.parts(origin);
                let result = fresh(venue)
                    .unwrap()
                    .sign_parts_at(&mut parts, &mut body, at(1));
                let wanted = match &wanted {
                    Ok(_) => case.signed(&fresh(venue).unwrap()).unwrap(),
                    Err(error) => {
                        // One that is not signed has no host to name.
                        if origin.is_empty() {
                            assert_eq!(result.unwrap_err(), *error, "{venue} {}", case.target);
                        } else {
                            result.unwrap_err();
                        }
                        continue;
                    }
                };
                result.unwrap_or_else(|error| panic!("{venue} {}: {error}", case.target));
                if body != case.body.as_bytes() {
                    changed.insert(venue);
                }
                assert_eq!(parts.headers.remove("x-trace").unwrap(), "of the bot");
                let again = case.signed(&fresh(venue).unwrap()).unwrap();
                let is_unique = again.url() != wanted.url()
                    || again.body() != wanted.body()
                    || !again.headers().eq(wanted.headers());
                let (wanted, wanted_body) = Request::try_from(wanted).unwrap().into_parts();
                if is_unique {
                    assert_eq!(shape(&parts, &body), shape(&wanted, &wanted_body));
                } else {
                    assert_eq!(sent(&parts, &body), sent(&wanted, &wanted_body));
                }
                seen.insert(venue);
            }
        }
    }
    let all: BTreeSet<_> = venue::ALL.iter().map(|spec| spec.id()).collect();
    assert_eq!(seen, all);
    // As the documentation of `sign_parts` has it.
    let mut documented = BTreeSet::from([
        "binance",
        "binance_us",
        "crypto_com",
        "gemini",
        "hyperliquid",
        "kraken",
        "woo",
    ]);
    documented.retain(|venue| fresh(venue).is_some());
    assert_eq!(changed, documented);
}

#[test]
fn what_the_signer_writes_may_not_be_there_before() {
    for spec in venue::ALL {
        let venue = spec.id();
        let mut looked = 0;
        for case in cases(venue) {
            let Some(signer) = fresh(venue) else {
                looked += 1;
                continue;
            };
            let (mut parts, mut body) = case.parts("");
            if signer.sign_parts_at(&mut parts, &mut body, at(1)).is_err() {
                continue;
            }
            looked += 1;
            for (name, value) in &parts.headers {
                let (mut again, mut body) = case.parts("");
                again.headers.insert(name, value.clone());
                let result = signer.sign_parts_at(&mut again, &mut body, at(2));
                match (name.as_str(), result) {
                    ("x-trace", done) => done.unwrap(),
                    ("content-type", done) => {
                        done.unwrap_or_else(|error| panic!("{venue}: {value:?}: {error}"));
                        let (mut other, mut body) = case.parts("");
                        other
                            .headers
                            .insert(name, "application/xml".parse().unwrap());
                        let refused = signer.sign_parts_at(&mut other, &mut body, at(3));
                        let name = "Content-Type";
                        assert_eq!(refused.unwrap_err(), SignError::Header { name });
                    }
                    (name, Err(SignError::Header { name: own })) => {
                        assert!(own.eq_ignore_ascii_case(name), "{venue}: {own}, {name}");
                    }
                    (name, other) => panic!("{venue}: {name}: {other:?}"),
                }
            }
            // And as a whole, as by a retry inside of the signer.
            let again = signer.sign_parts_at(&mut parts, &mut body, at(4));
            again.expect_err(venue);
        }
        assert!(looked > 0, "{venue}");
    }
}

const SPOT: &str = r#"{"category":"spot","symbol":"BTCUSDT","side":"Buy","qty":"1"}"#;

/// An order on Bybit.
fn order() -> (Parts, Vec<u8>) {
    let request = Request::post("https://api.bybit.com/v5/order/create")
        .extension(Worth::new(7))
        .body(SPOT.as_bytes().to_vec());
    request.unwrap().into_parts()
}

type Spoil = fn(&mut Parts, &mut Vec<u8>);

/// What may be wrong about a request, and why it is then refused.
const SPOILT: &[(SignError, Spoil)] = &[
    (SignError::Malformed(Malformed::Method), |parts, _| {
        parts.method = http::Method::OPTIONS;
    }),
    (SignError::Malformed(Malformed::Method), |parts, _| {
        parts.method = http::Method::from_bytes(b"post").unwrap();
    }),
    (SignError::Malformed(Malformed::Url), |parts, _| {
        parts.uri = "api.bybit.com:443".parse().unwrap();
    }),
    (SignError::Malformed(Malformed::Url), |parts, _| {
        parts.uri = "ftp://api.bybit.com/v5/order/create".parse().unwrap();
    }),
    (SignError::Malformed(Malformed::Path), |parts, _| {
        parts.uri = "https://api.bybit.com/v5/./order/create".parse().unwrap();
    }),
    (SignError::Malformed(Malformed::Path), |parts, _| {
        parts.uri = "https://api.bybit.com".parse().unwrap();
    }),
    (SignError::Malformed(Malformed::Carrier), |parts, _| {
        parts.uri = "/v5/order/create?category=spot".parse().unwrap();
    }),
    (SignError::Malformed(Malformed::Text), |_, body| {
        body[2] = 0xff;
    }),
    (SignError::Malformed(Malformed::Json), |_, body| {
        body.truncate(8);
    }),
    (SignError::NotTls, |parts, _| {
        parts.uri = "http://api.bybit.com/v5/order/create".parse().unwrap();
    }),
    (SignError::OtherHost, |parts, _| {
        parts.uri = "https://evil.example/v5/order/create".parse().unwrap();
    }),
    (SignError::OtherHost, |parts, _| {
        parts.uri = "https://api.bybit.com:444/v5/order/create".parse().unwrap();
    }),
    (SignError::OtherHost, |parts, _| {
        let host = "evil.example".parse().unwrap();
        parts.headers.insert(header::HOST, host);
    }),
    (SignError::OtherHost, |parts, _| {
        parts.uri = "/v5/order/create".parse().unwrap();
        let host = "evil.example".parse().unwrap();
        parts.headers.insert(header::HOST, host);
    }),
    (SignError::OtherHost, |parts, _| {
        parts.uri = "/v5/order/create".parse().unwrap();
        for host in ["api.bybit.com", "evil.example"] {
            parts.headers.append(header::HOST, host.parse().unwrap());
        }
    }),
    (SignError::Unlisted { venue: "Bybit" }, |parts, _| {
        parts.uri = "/v5/order/create-nothing".parse().unwrap();
    }),
    (SignError::Undecided, |_, body| {
        *body = br#"{"symbol":"BTCUSDT"}"#.to_vec();
    }),
    (
        SignError::Header {
            name: "Content-Type",
        },
        |parts, _| {
            let form = "application/x-www-form-urlencoded".parse().unwrap();
            parts.headers.insert(header::CONTENT_TYPE, form);
        },
    ),
    (
        SignError::Header {
            name: "Content-Length",
        },
        |parts, _| {
            parts.headers.insert(header::CONTENT_LENGTH, 5.into());
        },
    ),
    (
        SignError::Header {
            name: "X-HTTP-Method-Override",
        },
        |parts, _| {
            let name = "x-http-method-override";
            parts.headers.insert(name, "DELETE".parse().unwrap());
        },
    ),
    (
        SignError::Header {
            name: "X-Original-URL",
        },
        |parts, _| {
            let name = "x-original-url";
            let path = "/v5/asset/withdraw/create".parse().unwrap();
            parts.headers.insert(name, path);
        },
    ),
    (
        SignError::Header {
            name: "X-BAPI-SIGN",
        },
        |parts, _| {
            parts.headers.insert("x-bapi-sign", "0".parse().unwrap());
        },
    ),
    (
        SignError::Header {
            name: "X-BAPI-API-KEY",
        },
        |parts, _| {
            parts.headers.insert("x-bapi-api-key", "0".parse().unwrap());
        },
    ),
];

#[test]
fn after_an_error_a_request_is_as_it_was() {
    let signer = any_signer("bybit", &policy());
    let typed = crate::support::signer::<Bybit, Trader>(&Policy::new());
    for (wanted, spoil) in SPOILT {
        let (mut parts, mut body) = order();
        spoil(&mut parts, &mut body);
        let (before, body_before) = (parts.clone(), body.clone());
        let error = signer.sign_parts_at(&mut parts, &mut body, at(1));
        assert_eq!(error.unwrap_err(), *wanted);
        let error = typed.sign_parts_at(&mut parts, &mut body, at(1));
        assert_eq!(error.unwrap_err(), *wanted);
        assert_eq!(sent(&parts, &body), sent(&before, &body_before), "{wanted}");
        assert_eq!(parts.extensions.get(), Some(&Worth::new(7)));
    }
    // Nothing of it is wrong by itself.
    let (mut parts, mut body) = order();
    signer.sign_parts_at(&mut parts, &mut body, at(1)).unwrap();
    // What becomes too large by being signed.
    let binance = any_signer("binance", &policy());
    let target = "https://api.binance.com/api/v3/openOrders?symbol=";
    let long = format!("{target}{}", "A".repeat(65_534 - target.len()));
    let (mut parts, mut body) = Request::get(long).body(Vec::new()).unwrap().into_parts();
    let before = parts.clone();
    let error = binance.sign_parts_at(&mut parts, &mut body, at(1));
    assert_eq!(error.unwrap_err(), Malformed::Size.into());
    assert_eq!(sent(&parts, &body), sent(&before, b""));
    // The guards about the key come before those about the request.
    signer.stop();
    let (mut parts, mut body) = order();
    let before = parts.clone();
    let error = signer.sign_parts_at(&mut parts, &mut body, at(2));
    assert_eq!(error.unwrap_err(), SignError::Stopped);
    assert_eq!(sent(&parts, &body), sent(&before, SPOT.as_bytes()));
}

#[test]
fn another_environments_header_is_not_the_bots_to_set() {
    let okx = any_signer("okx", &policy());
    let request = Request::get("https://www.okx.com/api/v5/account/balance")
        .header("x-simulated-trading", "1")
        .body(Vec::new());
    let (mut parts, mut body) = request.unwrap().into_parts();
    let error = okx.sign_parts_at(&mut parts, &mut body, at(1)).unwrap_err();
    let name = "x-simulated-trading";
    assert_eq!(error, SignError::Header { name });
}

#[test]
fn a_signed_type_needs_a_body() {
    let bitstamp = good_signer("bitstamp").unwrap();
    let form = "application/x-www-form-urlencoded";
    for (text, is_signed) in [("", false), ("offset=1", true)] {
        let request = Request::post("https://www.bitstamp.net/api/v2/user_transactions/")
            .header("content-type", form)
            .body(text.as_bytes().to_vec());
        let (mut parts, mut body) = request.unwrap().into_parts();
        let result = bitstamp.sign_parts_at(&mut parts, &mut body, at(1));
        assert_eq!(result.is_ok(), is_signed, "{text}: {result:?}");
    }
}

#[test]
fn a_body_that_is_replaced_keeps_its_length_true() {
    let binance = signer::<Binance, Trader>(&Policy::new());
    let form = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1";
    for stated in [true, false] {
        let (mut parts, ()) = Request::post("/api/v3/order")
            .body(())
            .unwrap()
            .into_parts();
        if stated {
            parts.headers.insert("content-length", form.len().into());
        }
        let mut body = Cow::Borrowed(form.as_bytes());
        binance.sign_parts_at(&mut parts, &mut body, at(1)).unwrap();
        assert_eq!(parts.uri.host(), Some("api.binance.com"));
        assert_eq!(parts.uri.query(), None);
        let text = str::from_utf8(&body).unwrap();
        assert!(
            text.starts_with(form) && text.contains("&signature="),
            "{text}"
        );
        let length = parts.headers.get("content-length");
        let length = length.map(|length| length.to_str().unwrap().to_owned());
        assert_eq!(length, stated.then(|| body.len().to_string()));
    }
    // One that is not replaced is not even copied.
    let bybit = signer::<Bybit, Trader>(&Policy::new());
    let (mut parts, _) = order();
    let mut body = Cow::Borrowed(SPOT.as_bytes());
    bybit.sign_parts_at(&mut parts, &mut body, at(1)).unwrap();
    assert!(matches!(body, Cow::Borrowed(_)));
    let mut body = bytes::Bytes::from_static(SPOT.as_bytes());
    let (mut parts, _) = order();
    bybit.sign_parts_at(&mut parts, &mut body, at(1)).unwrap();
    assert_eq!(body.as_ptr(), SPOT.as_ptr());
}

#[test]
fn the_limits_are_the_same_and_worth_is_an_extension() {
    let needs = PermissionSet::of::<Read>().with::<Spot>();
    let limits = Limits::new().worth_per_day(10).orders_per_day(5);
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), ANY_KEY)
        .unwrap()
        .counted_by(&danger::counters_in_memory());
    let report = crate::support::report_of(&credential);
    let policy = AnyPolicy::needing(needs).limits(limits);
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let sign = |worth: Option<Worth>| {
        let (mut parts, mut body) = order();
        parts.extensions.clear();
        worth.map(|worth| parts.extensions.insert(worth));
        signer.sign_parts_at(&mut parts, &mut body, at(1))
    };
    assert_eq!(sign(None).unwrap_err(), SignError::WorthUnstated);
    sign(Some(Worth::new(6))).unwrap();
    let full = sign(Some(Worth::new(6))).unwrap_err();
    assert!(matches!(full, SignError::LimitReached { .. }), "{full}");
    sign(Some(Worth::new(4))).unwrap();
}

#[test]
fn a_stand_in_is_reached_by_its_own_address() {
    let load = AnyCredential::load(venue::find("binance").unwrap(), ANY_KEY).unwrap();
    let stand_in = danger::any_loopback(load, "127.0.0.1:9".parse().unwrap()).unwrap();
    let report = crate::support::report_of(&stand_in);
    let signer = stand_in.verify_at(&policy(), report, at(0)).unwrap();
    for uri in ["/api/v3/account", "http://127.0.0.1:9/api/v3/account"] {
        let (mut parts, mut body) = Request::get(uri).body(Vec::new()).unwrap().into_parts();
        signer.sign_parts_at(&mut parts, &mut body, at(1)).unwrap();
        let shown = parts.uri.to_string();
        assert!(
            shown.starts_with("http://127.0.0.1:9/api/v3/account?"),
            "{shown}"
        );
    }
    let (mut parts, mut body) = Request::get("https://api.binance.com/api/v3/account")
        .body(Vec::new())
        .unwrap()
        .into_parts();
    let error = signer.sign_parts_at(&mut parts, &mut body, at(1));
    assert_eq!(error.unwrap_err(), SignError::OtherHost);
}
