//! The hash that an Ethereum wallet signs for an action of Hyperliquid.
//!
//! Source: `hyperliquid-python-sdk`, `utils/signing.py`, read 2026-11. An action is packed with its
//! members in their order, hashed with its nonce, and signed as the typed data (EIP-712) of a
//! phantom agent. What moves value out is signed as typed data of its own, which this crate does
//! not have.

use crate::{secret::Buffer, time::Millis};
use core::fmt;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use sha3::{Digest, Keccak256};

/// Appends what is hashed and signed: `0x1901`, the domain and the message.
pub(super) fn action(source: &str, body: &str, nonce: Millis, to: &mut Buffer) {
    let Ok(action) = serde_json::from_str::<Packed>(body) else {
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
    /// In MessagePack, by the shortest form of each value. Writing to a `Vec` does not fail.
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
                list.iter().for_each(|value| value.pack(to));
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
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Packed::Map(members))
    }
}
