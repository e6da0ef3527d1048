//! The hash that an Ethereum wallet signs for an action of Hyperliquid.
//!
//! Source: `hyperliquid-python-sdk`, `utils/signing.py`, read 2026-11. An action is packed with its
//! members in their order, hashed with its nonce, and signed as the typed data (EIP-712) of a
//! phantom agent. What moves value out is signed as typed data of its own, which this crate does
//! not have.

use crate::{
    report::number::{self, Name, Opened},
    secret::Buffer,
    time::Millis,
};
use core::{fmt, marker::PhantomData};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use sha3::{Digest, Keccak256};

/// Appends what is hashed and signed: `0x1901`, the domain and the message.
pub(super) fn action(source: &str, body: &str, nonce: Millis, to: &mut Buffer) {
    let Some(action) = number::read(body.as_bytes(), PhantomData::<Packed>) else {
        return;
    };
    let mut bytes = Vec::with_capacity(body.len());
    action.pack(&mut bytes);
    bytes.extend_from_slice(&nonce.to_be_bytes());
    // No vault acts, and nothing but the nonce ends the action.
    bytes.push(0);
    let connection = Keccak256::digest(&bytes);

    let mut chain = [0_u8; 32];
    if let Some(end) = chain.last_chunk_mut::<2>() {
        *end = 1337_u16.to_be_bytes();
    }
    let domain = hash(&[
        &Keccak256::digest(
            "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)",
        ),
        &Keccak256::digest("Exchange"),
        &Keccak256::digest("1"),
        &chain,
        &[0; 32],
    ]);
    let message = hash(&[
        &Keccak256::digest("Agent(string source,bytes32 connectionId)"),
        &Keccak256::digest(source),
        &connection,
    ]);
    to.push(&[0x19, 0x01]);
    to.push(&domain);
    to.push(&message);
}

fn hash(words: &[&[u8]]) -> [u8; 32] {
    let mut hash = Keccak256::new();
    for word in words {
        hash.update(word);
    }
    hash.finalize().into()
}

/// JSON with its members in their order, since the order is hashed.
enum Packed {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Text(String),
    List(Vec<Packed>),
    Map(Vec<(String, Packed)>),
}

impl Packed {
    /// In `MessagePack`, by the shortest form of each value. Writing to a `Vec` does not fail.
    fn pack(&self, to: &mut Vec<u8>) {
        let len = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        let written = match self {
            Self::Null => rmp::encode::write_nil(to).is_ok(),
            Self::Bool(value) => rmp::encode::write_bool(to, *value).is_ok(),
            Self::Unsigned(value) => rmp::encode::write_uint(to, *value).is_ok(),
            Self::Signed(value) => rmp::encode::write_sint(to, *value).is_ok(),
            Self::Text(text) => rmp::encode::write_str(to, text).is_ok(),
            Self::List(list) => {
                let written = rmp::encode::write_array_len(to, len(list.len())).is_ok();
                for value in list {
                    value.pack(to);
                }
                written
            }
            Self::Map(members) => {
                let written = rmp::encode::write_map_len(to, len(members.len())).is_ok();
                for (name, value) in members {
                    Self::Text(name.clone()).pack(to);
                    value.pack(to);
                }
                written
            }
        };
        debug_assert!(written, "a `Vec` takes every write");
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Packed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an action without fractions")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Packed, E> {
        Ok(Packed::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Packed, E> {
        Ok(Packed::Signed(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Packed, E> {
        Ok(Packed::Unsigned(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Packed, E> {
        Ok(Packed::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Packed, E> {
        Ok(Packed::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Packed, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Packed::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Packed, A::Error> {
        let mut next = match Opened::next(&mut map)? {
            Opened::Number(digits) => return number::visit(&digits, self),
            Opened::Members(first) => first,
        };
        let mut members = Vec::new();
        while let Some(Name(name)) = next {
            members.push((name.into_owned(), map.next_value()?));
            next = map.next_key()?;
        }
        Ok(Packed::Map(members))
    }
}

#[cfg(test)]
mod tests {
    use super::action;
    use crate::{
        scheme::{
            Coding, Encoded,
            key::{KeyForm, KeyKind, SigningKey},
        },
        secret::{Buffer, Secret},
    };

    fn text(source: &str, body: &str, nonce: u64) -> Vec<u8> {
        let mut text = Buffer::default();
        action(source, body, nonce, &mut text);
        text.as_bytes().to_vec()
    }

    /// `hyperliquid-python-sdk`, `tests/signing_test.py`, read 2026-11.
    #[test]
    fn an_action_is_signed_as_published() {
        let form = KeyForm {
            kind: KeyKind::Secp256k1,
            secret: Coding::Hex,
            signature: Coding::EthereumJson,
            algorithm: "",
        };
        let secret = format!("0x{}", "0123456789".repeat(7).get(..64).unwrap());
        let key = SigningKey::load(&[form], &Secret::copied(&secret)).unwrap();
        let mut signature = Encoded::default();
        let text = text("a", r#"{"type":"dummy","num":100000000000}"#, 0);
        key.sign(&text, &mut signature);
        assert_eq!(
            str::from_utf8(signature.as_bytes()).unwrap(),
            "{\"r\":\"0x053749d5b30552aeb2fca34b530185976545bb22d0b3ce6f62e31be961a59298\",\
             \"s\":\"0x755c40ba9bf05223521753995abb2f73ab3229be8ec921f350cb447e384d8ed8\",\
             \"v\":27}"
        );
    }

    #[test]
    fn source_order_nonce_and_kind_of_a_value_are_signed() {
        let body = r#"{"a":1,"b":["x",null,true,-1]}"#;
        let one = text("a", body, 1);
        assert_eq!(one.len(), 66);
        assert_eq!(
            one,
            text("a", " {\"a\" : 1, \"b\":[\"x\",null,true,-1]}\n", 1)
        );
        for other in [
            text("b", body, 1),
            text("a", body, 2),
            text("a", r#"{"b":["x",null,true,-1],"a":1}"#, 1),
            text("a", r#"{"a":"1","b":["x",null,true,-1]}"#, 1),
            text("a", r#"{"a":1,"b":["x",null,true,1]}"#, 1),
        ] {
            assert_ne!(one, other);
        }
        // What the checks refuse is not signed as anything else.
        for number in ["0.5", "1.0", "1e2", "-0", "18446744073709551616", "1e400"] {
            let body = format!(r#"{{"a":{number}}}"#);
            assert!(text("a", &body, 1).is_empty(), "{number}");
        }
        let named = r#"{"a":{"$serde_json::private::Number":"1"}}"#;
        assert!(text("a", named, 1).is_empty());
        assert!(text("a", r#"{"a":1"#, 1).is_empty());
    }
}
