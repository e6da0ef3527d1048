use super::{DIGITS, is_named};
use crate::report::json::Json;
use serde::{
    Deserialize,
    de::value::{Error, MapDeserializer},
};

/// How `serde_json` hands out a number whose digits it keeps; older versions do so with every one.
fn from_digits(digits: &str) -> Option<Json> {
    let map = MapDeserializer::<_, Error>::new([(DIGITS, digits)].into_iter());
    Json::deserialize(map).ok()
}

fn from_text(text: &str) -> Option<Json> {
    Json::parse(text.as_bytes()).ok()
}

fn from_value(text: &str) -> Option<Json> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    Json::deserialize(value).ok()
}

/// The nearest that the standard library comes to it.
fn number(text: &str) -> Json {
    Json::Number(text.parse().unwrap())
}

/// This has to hold with `serde_json/arbitrary_precision` too, with which it runs in `.ci/run`.
#[test]
fn every_number_is_read_alike() {
    let (long, endless) = ("9".repeat(300), "9".repeat(400));
    for (text, expected) in [
        ("0", Some(Json::Integer(0))),
        ("-1", Some(Json::Integer(-1))),
        ("9223372036854775807", Some(Json::Integer(i64::MAX))),
        ("-9223372036854775808", Some(Json::Integer(i64::MIN))),
        ("9223372036854775808", Some(number("9223372036854775808"))),
        ("-9223372036854775809", Some(number("-9223372036854775809"))),
        ("18446744073709551615", Some(number("18446744073709551615"))),
        ("18446744073709551616", Some(number("18446744073709551616"))),
        ("-0.0", Some(number("-0.0"))),
        ("1.0", Some(number("1.0"))),
        ("1.50", Some(number("1.50"))),
        ("1e2", Some(number("1e2"))),
        ("1E+2", Some(number("1E+2"))),
        ("-1.5e-3", Some(number("-1.5e-3"))),
        ("0e400", Some(number("0e400"))),
        ("1e-400", Some(number("1e-400"))),
        ("1e308", Some(number("1e308"))),
        (long.as_str(), Some(number(&long))),
        (endless.as_str(), None),
        ("1e309", None),
        ("-1e400", None),
        ("1e99999999999", None),
        ("01", None),
        ("1.", None),
        ("1e", None),
        (".5", None),
        ("+1", None),
        ("-", None),
        ("1 2", None),
        ("NaN", None),
    ] {
        assert!(from_text(text) == expected, "{text}");
        assert!(from_digits(text) == expected, "{text} as digits");
        assert!(from_value(text) == expected, "{text} as a value");
        let list = expected.map(|number| Json::List(vec![number]));
        assert!(from_text(&format!("[{text}]")) == list, "[{text}]");
    }
    // A value of `serde_json` makes 0 of it where it keeps digits.
    assert!(from_text("-0") == Some(Json::Number(-0.0)));
    assert!(from_digits("-0") == Some(Json::Number(-0.0)));
}

#[test]
fn digits_are_those_of_one_number() {
    for digits in ["\"1\"", "[1]", "{}", "null", "true", "1,2"] {
        assert!(from_digits(digits).is_none(), "{digits}");
    }
    let two = [(DIGITS, "1"), ("more", "2")];
    assert!(Json::deserialize(MapDeserializer::<_, Error>::new(two.into_iter())).is_err());
    // Behind another name it is a name as any.
    let two = [("more", "2"), (DIGITS, "1")];
    let map = Json::deserialize(MapDeserializer::<_, Error>::new(two.into_iter()));
    assert!(matches!(map, Ok(Json::Object(members)) if members.len() == 2));
}

#[test]
fn no_text_with_the_private_name_is_read() {
    let code = |c: u32| format!("\\u{c:04x}");
    let codes: String = DIGITS.chars().map(|c| code(c.into())).collect();
    let mixed = DIGITS.replace('s', "\\u0073").replace('_', "\\u005F");
    for name in [DIGITS, &codes, &codes.replace('f', "F"), &mixed] {
        let is_it: String = serde_json::from_str(&format!("\"{name}\"")).unwrap();
        assert_eq!(is_it, DIGITS, "{name}");
        for text in [
            format!("{{\"{name}\":\"1\"}}"),
            format!("{{\"{name}\":1}}"),
            format!("{{\"a\":1,\"{name}\":\"1\"}}"),
            format!("[[{{\"a\":{{\"{name}\":\"1.5\"}}}}]]"),
        ] {
            assert!(is_named(text.as_bytes()), "{text}");
            assert!(from_text(&text).is_none(), "{text}");
        }
    }
    for other in [
        "$serde_json::private::Numbe",
        "$serde_json::private::RawValue",
        "$Serde_json::private::Number",
        r"\u0025serde_json::private::Number",
        r"\u1024serde_json::private::Number",
        "$$",
        "",
    ] {
        let text = format!("{{\"{other}\":\"1\"}}");
        assert!(!is_named(text.as_bytes()), "{text}");
        assert!(matches!(from_text(&text), Some(Json::Object(_))), "{text}");
    }
    assert!(!is_named(br"$serde_json::private::Numbe\u007"));
}
