use super::Plain;
use crate::{
    limits::{
        listed::Listed,
        reading::{Question, Reading},
    },
    policy::Names,
    scheme::BodyForm::{self, Form, Json},
};
use proptest::{prelude::*, sample::select};

const MARKETS: &[&str] = &["BTCUSDT", "BTC-USDT", "1"];
const FIELDS: &[&str] = &["symbol", "instId", "currency_pair", "pair", ""];

/// Both readings of one request, for every field, with and without markets.
fn agree(form: BodyForm, query: &str, body: &str) -> Result<usize, TestCaseError> {
    let listed = Listed::from(&Names::Fixed(MARKETS));
    let mut plain = 0;
    for field in FIELDS {
        for markets in [None, Some(&listed)] {
            for in_path in [None, Some("BTCUSDT"), Some("DOGEUSDT")] {
                let question = Question {
                    field,
                    markets,
                    in_path: in_path.filter(|_| field.is_empty() && markets.is_some()),
                };
                let mut reading = Reading::new(query, body);
                let answer = reading.answer(&question, || form);
                let strict = question.read(form, query, body);
                prop_assert_eq!(answer, strict, "{} {} {}", field, query, body);
                plain += usize::from(Plain::read(field, form, query, body).is_some());
            }
        }
    }
    Ok(plain)
}

#[test]
fn the_usual_requests_are_plain() {
    const MEMBERS: &str = r#"{"category":"spot","symbol":"BTCUSDT","qty":"0.001","price":61234.56,"a":-0,"b":true,"c":null}"#;
    for (form, query, body) in [
        (
            Form,
            "symbol=BTCUSDT&side=BUY&price=61234.56&quantity=0.1&timestamp=1",
            "",
        ),
        (Form, "", "pair=XBTUSD&volume=1.25&oflags=fciq,post&x"),
        (Form, "", ""),
        (Json, "", ""),
        (Json, "", "{}"),
        (Json, "", MEMBERS),
        (
            Json,
            "",
            " {\n \"symbol\" : \"BTCUSDT\" , \"qty\" : 1 } \r\n",
        ),
        (Json, "a=1", r#"{"instId":"BTC-USDT","sz":"1"}"#),
    ] {
        let plain = agree(form, query, body).unwrap();
        assert_eq!(plain, 30, "{query} {body}");
    }
}

#[test]
fn what_could_be_read_in_two_ways_is_left_to_the_strict_reading() {
    for (form, query, body) in [
        (Form, "symbol[]=BTCUSDT", ""),
        (Form, "order.symbol=BTCUSDT", ""),
        (Form, "a%5Bsymbol%5D=BTCUSDT", ""),
        (Form, "a=%7B%7D", ""),
        (Form, "=1", ""),
        (Form, "s\u{fd}mbol=BTCUSDT", ""),
        (Json, "", r#"{"symbol":"\u0042TCUSDT"}"#),
        (Json, "", r#"{"s\u0079mbol":"BTCUSDT"}"#),
        (Json, "", r#"{"$serde_json::private::Number":"1"}"#),
        (Json, "", r#"{"a":"$serde_json::private::Number"}"#),
        (Json, "", r#"{"a":{"symbol":"BTCUSDT"}}"#),
        (Json, "", r#"[{"symbol":"BTCUSDT"}]"#),
        (Json, "", r#"{"a":1e9}"#),
        (Json, "", r#"{"a":1e999}"#),
        (Json, "", r#"{"a":01}"#),
        (Json, "", r#"{"a":1.}"#),
        (Json, "", r#"{"a":-}"#),
        (Json, "", r#"{"a":1,}"#),
        (Json, "", r#"{"a":1"#),
        (Json, "", r#"{"a":1}}"#),
        (Json, "", r#"{"a" 1}"#),
        (Json, "", r#"{"a":"1}"#),
        (Json, "", r#"{"a":tru}"#),
        (Json, "", "{\u{b}}"),
        (Json, "", " "),
        (Json, "", r#"{"ä":"1"}"#),
        (Json, "", "{\"a\":\"\u{1}\"}"),
    ] {
        let plain = agree(form, query, body).unwrap();
        assert_eq!(plain, 0, "{query} {body}");
    }
    // Of these it depends on what the market is called.
    for (form, query, body) in [
        (Form, "Symbol=BTCUSDT&Pair=1", ""),
        (Form, "symbol=BTC+USDT", ""),
        (Form, "symbol=BTCUSDT&symbol=BTCUSDT", ""),
        (Form, "symbol=BTCUSDT", "symbol=BTCUSDT"),
        (Json, "symbol=BTCUSDT", r#"{"symbol":"BTCUSDT"}"#),
        (Json, "", r#"{"symbol":1}"#),
        (Json, "", r#"{"symbol":null}"#),
        (Json, "", r#"{"inst_id":"BTC-USDT"}"#),
    ] {
        let plain = agree(form, query, body).unwrap();
        assert!((12..30).contains(&plain), "{plain} {query} {body}");
    }
}

/// Pieces of requests, put together without regard to what they mean.
fn pieces() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "symbol",
        "Symbol",
        "sym_bol",
        "instId",
        "pair",
        "currency_pair",
        "BTCUSDT",
        "BTC-USDT",
        "DOGE",
        "=",
        "=",
        "=",
        "&",
        "&",
        "&",
        "[",
        "]",
        "[0]",
        ".",
        "%5B",
        "%5d",
        "%7B",
        "%",
        "+",
        " ",
        "\n",
        "-",
        "{",
        "}",
        "[{",
        "}]",
        "\"",
        "\"",
        "\"",
        ":",
        ":",
        ",",
        ",",
        "\\",
        "\\u0073",
        "$",
        "1",
        "0",
        "0.5",
        "1e9",
        "1e999",
        "true",
        "null",
        "nul",
        "é",
        "\u{17f}",
        "\u{0}",
        "$serde_json::private::Number",
    ]);
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Flat requests, some with a flaw.
fn flat(json: bool) -> impl Strategy<Value = String> {
    let name = select(vec![
        "symbol",
        "SYMBOL",
        "instId",
        "pair",
        "a",
        "b_c",
        "x.y",
        "o[0][symbol]",
        "",
    ]);
    let value = select(vec![
        "BTCUSDT", "BTC-USDT", "DOGE", "1", "0.5", "-1", "00", "1e5", "null", "true", "", "%42",
        "a b", "{}", "[]",
    ]);
    let quoted = select(vec![true, true, true, false]);
    let members = proptest::collection::vec((name, value, quoted), 0..5);
    members.prop_map(move |members| {
        let one = |(name, value, quoted): &(&str, &str, bool)| match (json, quoted) {
            (false, _) => format!("{name}={value}"),
            (true, true) => format!("\"{name}\":\"{value}\""),
            (true, false) => format!("\"{name}\": {value}"),
        };
        let all: Vec<_> = members.iter().map(one).collect();
        if json {
            format!("{{{}}}", all.join(","))
        } else {
            all.join("&")
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]
    #[test]
    fn both_readings_agree_on_anything(query in pieces(), body in pieces(), is_form: bool) {
        agree(if is_form { Form } else { Json }, &query, &body)?;
        agree(if is_form { Form } else { Json }, "", &body)?;
    }

    #[test]
    fn both_readings_agree_on_flat_requests(query in flat(false), form in flat(false), json in flat(true)) {
        agree(Form, &query, &form)?;
        agree(Json, &query, &json)?;
        agree(Json, "", &json)?;
    }

    #[test]
    fn both_readings_agree_on_any_text(query in "\\PC{0,60}", body in "\\PC{0,60}", is_form: bool) {
        agree(if is_form { Form } else { Json }, &query, &body)?;
    }
}
