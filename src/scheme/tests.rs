use super::{
    BodyForm, Clock, Coding, Input, Part, Place, Scheme, Sequence, Unique,
    fields::Rules,
    key::{KeyForm, KeyKind, SigningKey},
    sign,
};
use crate::{
    request::{Method, SignedRequest},
    secret::Secret,
};

const FORM: KeyForm = KeyForm {
    kind: KeyKind::HmacSha256,
    secret: Coding::Text,
    signature: Coding::Hex,
    algorithm: "",
};

fn signed(scheme: &Scheme, query: &str, body: &str) -> SignedRequest {
    let key = SigningKey::load(&[FORM], &Secret::copied("secret")).unwrap();
    let mut out = SignedRequest::new();
    let input = Input {
        scheme,
        key: &key,
        key_id: b"id",
        passphrase: b"a\"b\\c\x01",
        origin: "https://example.org:8443",
        headers: &[],
        mark: "",
        method: Method::Post,
        path: "/p",
        segments: "",
        query,
        body,
        windowed: Rules::of(scheme)
            .check(Method::Post, query, body)
            .unwrap_or_default(),
        time: 1_700_000_000_123,
        unique: &Unique::from(7),
        account: "",
        challenge: "",
    };
    sign(&input, &mut out);
    out
}

fn text(scheme: &Scheme, query: &str, body: &str) -> String {
    signed(scheme, query, body).text.as_str().to_owned()
}

#[test]
fn what_is_quoted_is_a_string_of_json() {
    const QUOTED: Scheme = Scheme {
        text: &[
            Part::Lit("x"),
            Part::Quoted(&[Part::KeyId, Part::Passphrase]),
            Part::Quoted(&[]),
        ],
        ..Scheme::PLAIN
    };
    assert_eq!(text(&QUOTED, "", ""), r#"x"ida\"b\\c\u0001""""#);
}

#[test]
fn a_passphrase_is_found_at_any_depth() {
    const IN_STAMP: Scheme = Scheme {
        stamp: &[(Place::Header("P"), Part::Passphrase)],
        ..Scheme::PLAIN
    };
    const IN_SENT: Scheme = Scheme {
        sent: &[Part::Lit("{"), Part::Quoted(&[Part::Passphrase])],
        ..Scheme::PLAIN
    };
    const NESTED: Scheme = Scheme {
        seal: &[(
            Place::Header("P"),
            Part::Base64(&[
                Part::Lit(":"),
                Part::Signed(&[Part::Time, Part::Passphrase]),
            ]),
        )],
        ..Scheme::PLAIN
    };
    for scheme in [IN_STAMP, IN_SENT, NESTED] {
        assert!(scheme.has_passphrase());
    }
    assert!(!Scheme::PLAIN.has_passphrase());
}

#[test]
fn the_shallowest_reader_of_members_decides() {
    const MIXED: Scheme = Scheme {
        text: &[Part::Join(&[Part::Members, Part::Pairs])],
        sent: &[Part::Concatenated],
        ..Scheme::PLAIN
    };
    assert_eq!(MIXED.depth(), Some(2));
    assert_eq!(Scheme::PLAIN.depth(), None);
}

#[test]
fn the_callers_own_window_stands_alone() {
    const LAST: Scheme = Scheme {
        window: "5000",
        stamp: &[
            (Place::LastInQuery("window"), Part::Window),
            (Place::LastInQuery("t"), Part::Time),
        ],
        text: &[Part::Query],
        seal: &[(Place::LastInQuery("sig"), Part::Signature)],
        ..Scheme::PLAIN
    };
    assert_eq!(text(&LAST, "a=1", ""), "a=1&window=5000&t=1700000000123");
    assert_eq!(text(&LAST, "window=9", ""), "window=9&t=1700000000123");
}

#[test]
fn sorted_parameters_are_sent_as_they_are_signed() {
    const SORTED: Scheme = Scheme {
        clock: Clock::Seconds,
        body: BodyForm::Form,
        sequence: Sequence::Sorted,
        stamp: &[(Place::LastParameter("m"), Part::Time)],
        text: &[Part::Payload],
        seal: &[(Place::LastParameter("a_sig"), Part::Signature)],
        ..Scheme::PLAIN
    };
    let sorted = "b=2&m=1700000000&z=1";
    assert_eq!(text(&SORTED, "z=1&b=2", ""), sorted);
    let out = signed(&SORTED, "", "z=1&b=2");
    assert_eq!(out.text.as_str(), sorted);
    assert!(out.body().starts_with(&format!("{sorted}&a_sig=")));
}

#[test]
fn parts_see_what_is_sent() {
    const PARTS: Scheme = Scheme {
        text: &[
            Part::Method,
            Part::Host,
            Part::PathAfter("/p"),
            Part::PathAfter("/q"),
            Part::Target,
            Part::ContentType,
            Part::Later(30),
            Part::Parametered(&[Part::Lit("!")]),
            Part::Base64Url(&[Part::Lit("??>")]),
        ],
        seal: &[(Place::Header("S"), Part::Signature)],
        ..Scheme::PLAIN
    };
    assert_eq!(
        text(&PARTS, "", ""),
        "POSTexample.org:8443/p/p1700000030123Pz8-"
    );
    assert_eq!(
        text(&PARTS, "a=1", "{}"),
        "POSTexample.org:8443/p/p?a=1application/json1700000030123!Pz8-"
    );
}

#[test]
fn a_type_is_named_once() {
    const TYPED: Scheme = Scheme {
        text: &[Part::Body],
        seal: &[
            (Place::Header("S"), Part::Signature),
            (Place::Header("Content-Type"), Part::Lit("application/json")),
        ],
        ..Scheme::PLAIN
    };
    for body in ["", "{}"] {
        let out = signed(&TYPED, "", body);
        let types = out.headers().filter(|(name, _)| *name == "Content-Type");
        assert_eq!(types.count(), 1, "{body:?}");
    }
}

#[test]
fn an_envelope_is_sent_in_place_of_the_body() {
    const ENVELOPE: Scheme = Scheme {
        text: &[Part::Body],
        sent: &[
            Part::Lit("{\"sig\":\""),
            Part::Signature,
            Part::Lit("\""),
            Part::Members,
            Part::Lit("}"),
        ],
        ..Scheme::PLAIN
    };
    let out = signed(&ENVELOPE, "", r#"{"a":1}"#);
    assert_eq!(out.text.as_str(), r#"{"a":1}"#);
    assert!(out.body().starts_with("{\"sig\":\""));
    assert!(out.body().ends_with("\",\"a\":1}"));
    assert_eq!(out.header("Content-Type"), Some("application/json"));
}
