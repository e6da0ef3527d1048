//! The quick reader of parameters as nearly all are: pairs that are not nested, or one JSON object
//! of texts, whole numbers, words and such objects.
//!
//! It knows less than the readers beside it, and makes nothing out that they would not: a property
//! test compares them.

use super::{
    BodyForm, Malformed, Value, Visit,
    members::{Member, Members, Scalar},
};
use crate::{lanes, request::pairs};

/// Goes through every named value; `false` where it does not know what stands there, after some of
/// them.
pub(super) fn each(
    form: BodyForm,
    query: &str,
    body: &str,
    visit: Visit<'_>,
) -> Result<bool, Malformed> {
    if !each_pair(query, visit)? {
        return Ok(false);
    }
    match form {
        BodyForm::Form => each_pair(body, visit),
        BodyForm::Json if body.is_empty() => Ok(true),
        BodyForm::Json => each_member(body, visit),
    }
}

fn each_pair(text: &str, visit: Visit<'_>) -> Result<bool, Malformed> {
    let is_nested = |byte: u8| u8::from((byte == b'[') | (byte == b']') | (byte == b'%'));
    if lanes::any(text.as_bytes(), is_nested) {
        return Ok(false);
    }
    for (name, value) in pairs(text) {
        if !name.is_empty() {
            visit(name, Value::Form(value))?;
        }
    }
    Ok(true)
}

fn each_member(text: &str, visit: Visit<'_>) -> Result<bool, Malformed> {
    let mut members = Members::of(text);
    for Member { name, value } in &mut members {
        let Some(value) = told(value) else {
            return Ok(false);
        };
        // As the strict reader has it: an object is told where it has a name.
        if !(matches!(value, Value::Other) && name.is_empty()) {
            visit(name, value)?;
        }
    }
    Ok(members.is_whole)
}

fn told(scalar: Scalar<'_>) -> Option<Value<'_>> {
    Some(match scalar {
        Scalar::Text(text) => Value::Text(text),
        Scalar::Word("true") => Value::Bool(true),
        Scalar::Word("false") => Value::Bool(false),
        Scalar::Word("null") => Value::Null,
        Scalar::Word(word) => Value::Integer(whole(word)?),
        Scalar::Object => Value::Other,
    })
}

/// A whole number as JSON has it, with few digits.
fn whole(word: &str) -> Option<i64> {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let fits = (1..=18).contains(&digits.len())
        && digits.bytes().all(|digit| digit.is_ascii_digit())
        && (!digits.starts_with('0') || word == "0");
    fits.then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{BodyForm, Malformed, Value, each};
    use crate::scheme::fields;
    use proptest::{collection::vec, prelude::*, sample::select};

    /// What a reader tells, one line a value.
    fn told(read: impl FnOnce(super::Visit<'_>) -> Result<bool, Malformed>) -> Option<Vec<String>> {
        let mut told = Vec::new();
        let read = read(&mut |name, value| {
            let (kind, text) = match value {
                Value::Form(text) => ("form", text.to_owned()),
                Value::Text(text) => ("text", text.to_owned()),
                Value::Integer(number) => ("integer", number.to_string()),
                Value::Bool(bool) => ("bool", bool.to_string()),
                Value::Null => ("null", String::new()),
                Value::Other => ("other", String::new()),
            };
            told.push(format!("{name} {kind} {text}"));
            Ok(())
        });
        (read == Ok(true)).then_some(told)
    }

    fn assert_agrees(form: BodyForm, query: &str, body: &str) -> bool {
        let quick = told(|visit| each(form, query, body, visit));
        let strict = told(|visit| fields::each(form, query, body, visit).map(|()| true));
        if quick.is_some() {
            assert_eq!(quick, strict, "{query:?} {body:?}");
        }
        quick.is_some()
    }

    #[test]
    fn what_is_usual_is_read() {
        for (form, body) in [
            (BodyForm::Json, ""),
            (BodyForm::Json, "{}"),
            (
                BodyForm::Json,
                r#" { "a" : "b" , "c":12,"d":true,"e":null,"f":-1,"g":0 } "#,
            ),
            (BodyForm::Json, r#"{"a":"","a":"é"}"#),
            (
                BodyForm::Json,
                r#"{"a":{"b":{"c":1,"":{}},"d":"e"},"f":{ } , "g":2}"#,
            ),
            (BodyForm::Form, "a=1&b=&c&&=d"),
        ] {
            assert!(assert_agrees(form, "x=1&y=2", body), "{body}");
        }
    }

    #[test]
    fn what_is_not_is_left_to_the_strict_reader() {
        for body in [
            "{",
            "[]",
            "null",
            "{}x",
            r#"{"a":1.5}"#,
            r#"{"a":1e3}"#,
            r#"{"a":-0}"#,
            r#"{"a":01}"#,
            r#"{"a":{}"#,
            r#"{"a":{}}}"#,
            r#"{"a":{,}}"#,
            r#"{"a":{}"b":1}"#,
            "{{}}",
            r#"{"a":{"b":[]}}"#,
            r#"{"a":[1]}"#,
            r#"{"\u0061":1}"#,
            r#"{"a":"\n"}"#,
            "{\"a\":\"\n\"}",
            r#"{"a":1234567890123456789}"#,
            r#"{"a":1,}"#,
            r#"{"a" "b"}"#,
            r#"{"a":truee}"#,
            r#"{"$serde_json::private::Number":"1"}"#,
            r#"{"a":"$serde_json::private::Number"}"#,
        ] {
            assert!(!assert_agrees(BodyForm::Json, "", body), "{body}");
        }
    }

    proptest! {
        #[test]
        fn both_readers_tell_the_same(
            pieces in vec(
                select(vec![
                    "{", "}", "[", "]", ":", ",", " ", "\t", "\"", "\"a\"", "\"b\":", "\"c\":\"d\"",
                    "12", "-3", "0", "1.5", "1e2", "true", "false", "null", "\\", "\\u0061", "é",
                    "{\"a\":", "\"x\"}", "999999999999999999", "9223372036854775807", "_", "+",
                    "\"$serde_json::private::Number\"",
                ]),
                0..14,
            ),
        ) {
            assert_agrees(BodyForm::Json, "", &pieces.concat());
        }

        #[test]
        fn both_tell_the_same_of_pairs(text in "[ab=&%\\[\\]1é.]{0,16}") {
            assert_agrees(BodyForm::Form, &text, &text);
        }
    }
}
