//! The same table by other formats, and types that few formats have.

use super::{Config, expected, private, value, whole};
use crate::mounted::{NEEDLE, begins, outcome};
use figment::{Figment, providers::Serialized};
use keyleash::AnySource;
use serde::{
    Deserialize,
    de::{IntoDeserializer, value::Error},
};
use std::collections::HashMap;
use tempfile::TempDir;

#[test]
fn json_and_layers_say_the_same() {
    let directory = TempDir::new().unwrap();
    let file = private(&directory, "file", &whole());
    let secret = private(&directory, "secret", NEEDLE);
    let places = [
        serde_json::json!({ "file": file, "prefix": null }),
        serde_json::json!({ "command": ["cat", file], "deadline_seconds": 20 }),
        // As `serde_json` hands out numbers where a crate asks it to keep their digits.
        serde_json::json!({ "command": ["cat", file], "deadline_seconds": { "$serde_json::private::Number": "20" } }),
        serde_json::json!({
            "key": { "command": ["echo", "id-1"] },
            "secret": { "file": secret },
            "passphrase": { "command": ["echo", "Correct-Horse"] },
        }),
    ];
    for place in places {
        let whole = serde_json::json!({ "it": place });
        let text: Config = serde_json::from_str(&whole.to_string()).unwrap();
        let bytes: Config = serde_json::from_slice(whole.to_string().as_bytes()).unwrap();
        let owned: Config = serde_json::from_value(whole.clone()).unwrap();
        let layers: Config = Figment::from(Serialized::defaults(whole))
            .extract()
            .unwrap();
        for config in [text, bytes, owned, layers] {
            begins(&outcome(config.it), &expected());
        }
    }
}

/// Behind `flatten` and in untagged enums serde hands out its own copy.
#[test]
fn a_copy_of_serde_says_the_same() {
    #[derive(Deserialize)]
    struct Bot {
        name: String,
        #[serde(flatten)]
        rest: HashMap<String, AnySource>,
    }
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Table(AnySource),
    }
    let directory = TempDir::new().unwrap();
    let file = private(&directory, "file", &whole());
    let bot: Bot = toml::from_str(&format!(
        "name = 'x'\nokx.file = '{file}'\nbad = '{NEEDLE}'"
    ))
    .unwrap();
    assert_eq!(bot.name, "x");
    begins(&outcome(&bot.rest["okx"]), &expected());
    begins(&outcome(&bot.rest["bad"]), "misconfigured");
    let Either::Table(source) = toml::from_str(&format!("file = '{file}'")).unwrap();
    begins(&outcome(source), &expected());
}

#[test]
fn no_type_is_an_error_of_the_parser() {
    fn is<'de>(value: impl IntoDeserializer<'de, Error>, beginning: &str) {
        let source = AnySource::deserialize(value.into_deserializer()).unwrap();
        begins(&outcome(source), beginning);
    }
    const LITERAL: &str =
        "misconfigured: the source of the OKX key is configured wrongly, the table is a literal";
    is((), "not configured");
    is(true, LITERAL);
    is(-1_i8, LITERAL);
    is(1_i128 << 100, LITERAL);
    is(7_u128, LITERAL);
    is(u64::MAX, LITERAL);
    is(0.5_f32, LITERAL);
    is('x', LITERAL);
    is(NEEDLE, LITERAL);
    is(NEEDLE.to_owned(), LITERAL);
    is(vec![1_u8, 2], LITERAL);
    is(
        HashMap::from([(5_u8, NEEDLE)]),
        "misconfigured: the source of the OKX key is configured wrongly, the table has a field",
    );
    let bytes = value::BytesDeserializer::<Error>::new(NEEDLE.as_bytes());
    let source = AnySource::deserialize(bytes).unwrap();
    begins(&outcome(source), LITERAL);
}

#[test]
fn a_variant_is_no_error_either() {
    struct Tagged;
    impl<'de> serde::Deserializer<'de> for Tagged {
        type Error = Error;
        fn deserialize_any<V: serde::de::Visitor<'de>>(
            self,
            visitor: V,
        ) -> Result<V::Value, Error> {
            visitor.visit_enum(NEEDLE.into_deserializer())
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
            unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }
    let source = AnySource::deserialize(Tagged).unwrap();
    begins(&outcome(source), "misconfigured");
}

#[test]
fn depth_is_no_error() {
    // As deep as `serde_json` reads.
    for depth in [3, 8, 9, 100] {
        for (open, close) in [("[", "]"), (r#"{"secret":"#, "}")] {
            let text = format!(
                r#"{{"it": {}"{NEEDLE}"{}}}"#,
                open.repeat(depth),
                close.repeat(depth)
            );
            let config: Config = serde_json::from_str(&text).unwrap();
            begins(&outcome(config.it), "misconfigured");
        }
    }
}
