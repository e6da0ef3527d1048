//! The bot's own name for an order, as it stands in a request that was signed.
//!
//! It is read on the signing path, without an allocation. Whether it may be shown is judged by the
//! thread that writes, since a bot can put anything there.

use super::record::Word;
use crate::{
    request::Row,
    scheme::fields::{self, Value as Found},
    secret,
    venue::{Orders, Spec},
};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// The longest name that is kept whole.
const MOST: usize = 64;

/// The names of the orders in a request: the first, and how many there are.
#[derive(Clone, Copy)]
pub(crate) struct Tag {
    first: Name,
    count: u32,
}

#[derive(Clone, Copy)]
enum Name {
    None,
    Whole(Word<MOST>),
    /// Of one that is longer, or holds what is no printable ASCII.
    Hash([u8; 32]),
}

impl Tag {
    pub(crate) const NONE: Self = Self {
        first: Name::None,
        count: 0,
    };

    /// Reads query and body of a call to `row` as the guards do. A list that a form carries in
    /// one value, as JSON, is not looked into.
    pub(crate) fn read(spec: &Spec, row: &Row, query: &str, body: &str) -> Self {
        let mut tag = Self::NONE;
        let (_, family) = spec.count(row);
        let Some(field) = family.and_then(Orders::client_id) else {
            return tag;
        };
        let field = field.field();
        // What cannot be read has no name; it was signed all the same.
        let _ = fields::each(spec.body_form(row.path), query, body, &mut |name, value| {
            if fields::is_name(name, field) {
                match value {
                    Found::Form(text) | Found::Text(text) => tag.add(text),
                    Found::Integer(number) => tag.add(itoa::Buffer::new().format(number)),
                    Found::Null | Found::Bool(_) | Found::Other => {}
                }
            }
            Ok(())
        });
        tag
    }

    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.count == 0 {
            let fits = text.len() <= MOST && text.bytes().all(|byte| byte.is_ascii_graphic());
            self.first = if fits {
                Name::Whole(Word::of(text))
            } else {
                Name::Hash(Sha256::digest(text).into())
            };
        }
        self.count = self.count.saturating_add(1);
    }

    /// The fields of its entry. A name that looks like a key is told by its hash, so that the order
    /// can still be found by it.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let first = match &self.first {
            Name::None => None,
            Name::Whole(name) if secret::has_key(name.as_str()) => {
                Some(hashed(&Sha256::digest(name.as_str())))
            }
            Name::Whole(name) => Some(("tag", Value::from(name.as_str()))),
            Name::Hash(hash) => Some(hashed(hash)),
        };
        let count = (self.count > 1).then(|| ("tags", Value::from(self.count)));
        first.into_iter().chain(count)
    }
}

fn hashed(hash: &[u8]) -> (&'static str, Value) {
    ("tag_sha256", Value::from(secret::hex(hash)))
}

#[cfg(test)]
mod tests {
    use super::Tag;
    use crate::{
        request::{Method, Row},
        venue,
    };
    use serde_json::{Map, Value, json};

    fn row(venue: &str, path: &str) -> (&'static venue::Spec, &'static Row) {
        let spec = venue::find(venue).unwrap();
        let mut rows = spec.endpoints.iter();
        let row = rows.find(|row| {
            (row.method, row.path) == (Method::Post, path) && spec.count(row).1.is_some()
        });
        (spec, row.unwrap())
    }

    fn read(venue: &str, path: &str, query: &str, body: &str) -> Value {
        let (spec, row) = row(venue, path);
        let tag = Tag::read(spec, row, query, body);
        let fields = tag.fields().map(|(name, value)| (name.to_owned(), value));
        fields.collect::<Map<_, _>>().into()
    }

    const BYBIT: &str = "/v5/order/create";
    const BINANCE: &str = "/api/v3/order";

    #[test]
    fn names_are_read_from_query_form_and_json() {
        let named = json!({"tag": "kl-1a2"});
        let form = "symbol=BTCUSDT&newClientOrderId=kl-1a2&side=BUY";
        assert_eq!(read("binance", BINANCE, form, ""), named);
        assert_eq!(read("binance", BINANCE, "", form), named);
        let body = r#"{"symbol":"BTCUSDT","orderLinkId":"kl-1a2","qty":"1"}"#;
        assert_eq!(read("bybit", BYBIT, "", body), named);
        // As another client of the venue may write it.
        let escaped = body.replace("kl-1a2", r"kl-\u0031a2");
        assert_eq!(read("bybit", BYBIT, "", &escaped), named);
        let number = r#"{"symbol":"tBTCUSD","cid":12345}"#;
        let bitfinex = read("bitfinex", "/v2/auth/w/order/submit", "", number);
        assert_eq!(bitfinex, json!({"tag": "12345"}));
    }

    #[test]
    fn a_batch_is_told_by_its_first_name_and_their_number() {
        let body = r#"{"category":"spot","request":[{"orderLinkId":"a"},{"orderLinkId":"b"},{"orderLinkId":""}]}"#;
        let batch = read("bybit", "/v5/order/create-batch", "", body);
        assert_eq!(batch, json!({"tag": "a", "tags": 2}));
    }

    #[test]
    fn what_has_no_name_has_none() {
        for body in [
            "",
            "{}",
            r#"{"orderLinkId":null}"#,
            r#"{"orderLinkId":""}"#,
            r#"{"orderLinkId":{}}"#,
            r#"{"orderLink":"a"}"#,
            r#"{"orderLinkId""#,
        ] {
            assert_eq!(read("bybit", BYBIT, "", body), json!({}), "{body}");
        }
    }

    #[test]
    fn what_is_long_or_odd_or_like_a_key_is_told_by_its_hash() {
        let hash = |id: &str| {
            let body = json!({"orderLinkId": id}).to_string();
            let mut all = read("bybit", BYBIT, "", &body);
            let hash = all["tag_sha256"].take();
            assert_eq!(all, json!({"tag_sha256": null}), "{id}");
            hash.as_str().unwrap().to_owned()
        };
        // By `printf %s … | sha256sum`.
        assert_eq!(
            hash("985d5b66-57ce-40fb-b714-afc0b9787083"),
            "1a37968c2c4a51ca080b7b6de16b59bff34ab6e1fde0e4e1b40ae7bcbe0d0386"
        );
        let odd = [&*"a".repeat(65), "two words", "ü", "a\nb"];
        for (at, id) in odd.iter().enumerate() {
            assert!(odd.iter().skip(at + 1).all(|other| hash(other) != hash(id)));
        }
    }

    #[test]
    fn reading_allocates_nothing() {
        let odd = "x".repeat(65);
        let long = format!(r#"{{"symbol":"BTCUSDT","orderLinkId":"{odd}"}}"#);
        let bybit = row("bybit", BYBIT);
        let binance = row("binance", BINANCE);
        // Without numbers: where `serde_json` was told to keep their digits, it copies them.
        let body = r#"{"symbol":"BTCUSDT","orderLinkId":"kl-1","qty":"1.5","reduceOnly":true}"#;
        let form = "symbol=BTCUSDT&newClientOrderId=kl-1";
        let measured = allocation_counter::measure(|| {
            for ((spec, row), query, body) in [
                (bybit, "", body),
                (bybit, "", &*long),
                (binance, "", form),
                (binance, form, ""),
            ] {
                assert_eq!(Tag::read(spec, row, query, body).count, 1);
            }
        });
        assert_eq!(measured.count_total, 0);
    }
}
