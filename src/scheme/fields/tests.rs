use super::{BodyForm, Rules, Value, Walk, initial, is_name, meet};
use crate::{
    report::number::DIGITS,
    request::{Condition, Malformed, Method},
    scheme::{Part, Place, Scheme},
};
use proptest::prelude::*;
use serde::de::{
    DeserializeSeed,
    value::{Error, MapDeserializer},
};

const CASH: &[Condition] = &[Condition::absent_or("margin_type", &["none"])];
const MEMBERS: Scheme = Scheme {
    text: &[Part::Members],
    owned: &["nonce"],
    ..Scheme::PLAIN
};

fn check(scheme: &Scheme, method: Method, query: &str, body: &str) -> Result<(), Malformed> {
    Rules::of(scheme).check(method, query, body).map(drop)
}

fn members(body: &str) -> Result<(), Malformed> {
    check(&MEMBERS, Method::Post, "", body)
}

#[test]
fn a_name_is_found_in_every_spelling() {
    for field in ["margin_type", "marginType", "margin-type"] {
        for name in ["margin_type", "marginType", "MARGINTYPE", "margin-type"] {
            assert!(is_name(name, field), "{name} is {field}");
        }
        assert!(!is_name("margin_types", field));
        assert!(!is_name("", field));
    }
}

proptest! {
    #[test]
    fn names_that_are_the_same_begin_alike(
        name in "[_-]{0,2}[aAbB1]{0,3}[_b-]{0,2}",
        field in "[aAbB1][aAbB_1]{0,3}",
    ) {
        if is_name(&name, &field) {
            prop_assert!(initial(&name) & initial(&field) != 0);
        }
    }
}

#[test]
fn a_condition_sees_names_with_an_underscore() {
    let json = |body| meet(CASH, BodyForm::Json, "", body);
    assert_eq!(json(r#"{"size":"1"}"#), Ok(true));
    assert_eq!(json(r#"{"margin_type":"none"}"#), Ok(true));
    assert_eq!(json(r#"{"margin_type":null}"#), Ok(true));
    assert_eq!(json(r#"{"margin_type":"CROSS"}"#), Ok(false));
    assert_eq!(json(r#"{"marginType":"CROSS"}"#), Ok(false));
    assert_eq!(json(r#"{"a":[{"margin_type":2.5}]}"#), Ok(false));
    assert_eq!(
        json(r#"{"margin_type":"none","margin_type":"CROSS"}"#),
        Ok(false)
    );
    let form = |body| meet(CASH, BodyForm::Form, "", body);
    assert_eq!(form("margin_type=none"), Ok(true));
    assert_eq!(form("orders[0][margin_type]=CROSS"), Ok(false));
    assert_eq!(form("orders%5B0%5D%5Bmargin_type%5D=CROSS"), Ok(false));
    assert_eq!(form("margin_type=n%6Fne"), Err(Malformed::Encoded));
    assert_eq!(form("orders=%7b%22x%22%7d"), Err(Malformed::Encoded));
}

/// A word list may have the empty word for what venues write as nothing.
#[test]
fn a_number_that_is_not_whole_and_a_structure_meet_no_condition() {
    const PLAIN: &[Condition] = &[Condition::absent_or("leverage", &["", "1"])];
    const OTHER: &[Condition] = &[Condition::not("leverage", &["1"])];
    for (value, plain, other) in [
        ("null", true, false),
        (r#""""#, true, true),
        ("1", true, false),
        ("5", false, true),
        ("5.0", false, false),
        ("1e1", false, false),
        ("1.0", false, false),
        ("-0", false, false),
        ("18446744073709551615", false, false),
        ("18446744073709551616", false, false),
        ("-9223372036854775809", false, false),
        (r#"{"x":1}"#, false, false),
        ("[]", false, false),
        ("[1]", false, false),
    ] {
        let body = format!(r#"{{"leverage":{value}}}"#);
        let json = |conditions| meet(conditions, BodyForm::Json, "", &body);
        assert_eq!(json(PLAIN), Ok(plain), "{value}");
        assert_eq!(json(OTHER), Ok(other), "{value}");
    }
}

/// As `serde_json` hands it out where it keeps the digits.
#[test]
fn a_number_that_comes_as_digits_is_one() {
    let visited = |digits: &str| {
        let (mut seen, mut refused) = (Vec::new(), None);
        let read = Walk {
            name: "leverage",
            visit: &mut |name, value| {
                assert_eq!(name, "leverage");
                seen.push(match value {
                    Value::Integer(number) => Some(number),
                    Value::Other => None,
                    _ => panic!("not a number"),
                });
                Ok(())
            },
            refused: &mut refused,
        }
        .deserialize(MapDeserializer::<_, Error>::new(
            [(DIGITS, digits)].into_iter(),
        ));
        read.map(|()| seen).ok()
    };
    for (digits, seen) in [
        ("5", Some(vec![Some(5)])),
        ("-5", Some(vec![Some(-5)])),
        ("-0", Some(vec![None])),
        ("1.0", Some(vec![None])),
        ("1e2", Some(vec![None])),
        ("18446744073709551616", Some(vec![None])),
        ("1e400", None),
        ("five", None),
    ] {
        assert_eq!(visited(digits), seen, "{digits}");
    }
}

/// The venue sees an object there, and our reader would see a number.
#[test]
fn a_body_with_the_private_name_of_numbers_is_refused() {
    const PLAIN: &[Condition] = &[Condition::absent_or("leverage", &["1"])];
    for name in [DIGITS, &DIGITS.replace('$', r"\u0024")] {
        for body in [
            format!(r#"{{"leverage":{{"{name}":"1"}}}}"#),
            format!(r#"{{"orders":[{{"{name}":"1"}}]}}"#),
            format!(r#"{{"a":1,"{name}":"1"}}"#),
            format!(r#"{{"{name}":"1"}}"#),
        ] {
            let plain = check(&Scheme::PLAIN, Method::Post, "", &body);
            assert_eq!(plain, Err(Malformed::Name), "{body}");
            assert_eq!(members(&body), Err(Malformed::Name), "{body}");
            let met = meet(PLAIN, BodyForm::Json, "", &body);
            assert_eq!(met, Err(Malformed::Name), "{body}");
        }
    }
}

/// Behind a path, such a body would be the end of another path.
#[test]
fn a_body_that_is_no_object_or_list_is_refused() {
    let plain = |body| check(&Scheme::PLAIN, Method::Post, "", body);
    for body in ["", "{}", "[]", " \n{\"a\":1}"] {
        assert_eq!(plain(body), Ok(()), "{body}");
    }
    for body in ["-algo{}", "s", "1", "\"a\"", "null", "\u{feff}{}", " "] {
        assert_eq!(plain(body), Err(Malformed::Json), "{body}");
    }
}

#[test]
fn what_pairs_cannot_write_is_refused() {
    const PAIRS: Scheme = Scheme {
        text: &[Part::Pairs],
        ..Scheme::PLAIN
    };
    let pairs = |body| check(&PAIRS, Method::Post, "", body);
    assert_eq!(pairs(r#"{"a":1,"b":["x",2]}"#), Ok(()));
    for body in [
        r#"{"a":{"b":1}}"#,
        r#"{"a":{}}"#,
        r#"{"a":[{"b":1}]}"#,
        r#"{"a":[[]]}"#,
    ] {
        assert_eq!(pairs(body), Err(Malformed::Deep), "{body}");
    }
    // Members as they are written may be nested.
    assert_eq!(members(r#"{"a":{"b":1}}"#), Ok(()));
}

#[test]
fn what_is_signed_decoded_hides_no_parameter() {
    const DECODED: Scheme = Scheme {
        text: &[Part::Sha512Hex(&[Part::DecodedQuery])],
        ..Scheme::PLAIN
    };
    let refused = Err(Malformed::Encoded);
    assert_eq!(check(&DECODED, Method::Get, "a=1%26b=2", ""), refused);
    assert_eq!(check(&DECODED, Method::Get, "a=1%2cb", ""), Ok(()));
    assert_eq!(check(&Scheme::PLAIN, Method::Get, "a=1%26b=2", ""), Ok(()));
}

#[test]
fn a_market_that_is_not_named_is_no_pair() {
    const PAIR: &[Condition] = &[Condition::dashes("market", 0)];
    let json = |body| meet(PAIR, BodyForm::Json, "", body);
    assert_eq!(json(r#"{"market":"BTC_USDT"}"#), Ok(true));
    assert_eq!(json(r#"{"market":"BTCUSD-PERP"}"#), Ok(false));
    for body in [
        "{}",
        r#"{"market":null}"#,
        r#"{"market":""}"#,
        r#"{"market":1.5}"#,
        r#"{"market":{"name":"BTCUSD-PERP"}}"#,
        r#"{"market":["BTC_USDT"]}"#,
    ] {
        assert_eq!(json(body), Ok(false), "{body}");
    }
    assert_eq!(meet(PAIR, BodyForm::Form, "market=", ""), Ok(false));
}

#[test]
fn members_that_are_signed_one_by_one_are_plain() {
    assert_eq!(members(""), Ok(()));
    assert_eq!(members(r#"{"a":"1","b":[true,null,-2]}"#), Ok(()));
    assert_eq!(members(r#"{"a":0.1}"#), Err(Malformed::Deep));
    assert_eq!(members(r#"{"a":1e3}"#), Err(Malformed::Deep));
    assert_eq!(members(r#"{"a":-0}"#), Err(Malformed::Deep));
    assert_eq!(members(r#"{"a":1e400}"#), Err(Malformed::Json));
    assert_eq!(
        members(r#"{"a":18446744073709551615}"#),
        Err(Malformed::Deep)
    );
    assert_eq!(members(r#"{"Nonce":1}"#), Err(Malformed::Reserved));
    assert_eq!(members(r#"{"a":1,"a":2}"#), Err(Malformed::Json));
    assert_eq!(members(r#"{"a":1,"\u0061":2}"#), Err(Malformed::Json));
    assert_eq!(members(r#"{"a b":1}"#), Err(Malformed::Name));
    assert_eq!(members(r#"{"":1}"#), Err(Malformed::Name));
    assert_eq!(members("[1]"), Err(Malformed::Json));
    assert_eq!(members(r#"{"a":1}}"#), Err(Malformed::Json));
}

#[test]
fn members_are_checked_where_only_the_sent_body_has_them() {
    const SENT: Scheme = Scheme {
        text: &[Part::Body],
        sent: &[Part::Lit("{\"id\":1"), Part::Members, Part::Lit("}")],
        ..MEMBERS
    };
    assert_eq!(
        check(&SENT, Method::Post, "", r#"{"nonce":1}"#),
        Err(Malformed::Reserved)
    );
    assert_eq!(check(&SENT, Method::Post, "", "[]"), Err(Malformed::Json));
    assert_eq!(Scheme::PLAIN.depth(), None);
}

#[test]
fn a_window_that_the_caller_states_is_told() {
    const OWN: Scheme = Scheme {
        body: BodyForm::Form,
        stamp: &[(Place::LastParameter("window"), Part::Window)],
        ..Scheme::PLAIN
    };
    for (query, body, stated) in [
        ("a=1", "b=2", false),
        ("window=5", "", true),
        ("", "a=1&window=5", true),
        ("a=%41&window=5", "", true),
        ("WINDOW=5&windows=1&a=window", "", false),
    ] {
        let told = Rules::of(&OWN).check(Method::Post, query, body);
        assert_eq!(told, Ok(stated), "{query} {body}");
    }
}
