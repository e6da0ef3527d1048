//! Secret and text to signature.

use crate::{
    case::{Case, Table, Wrong, same},
    finished::Finished,
    vectors::{self, Vector},
    venues,
};
use keyleash::SignedRequest;
use std::hint::black_box;
use wickra_exchange_core as wickra;

/// Signs any message with a secret that it holds.
type Sign = Box<dyn Fn(&[u8]) -> String>;

pub fn cases() -> Result<Vec<Case>, Wrong> {
    let mut cases = Vec::new();
    for venue in venues::ALL {
        cases.extend(guarded(Table::Bare, venue)?);
        for (who, how, holding) in peers(venue) {
            cases.push(bare(venue, (who, how), holding)?);
        }
    }
    Ok(cases)
}

type Peer = (&'static str, &'static str, fn(String) -> Sign);

fn peers(venue: &str) -> Vec<Peer> {
    let wickra: Peer = match venue {
        "binance" | "bybit" => ("wickra-exchange-core", "hmac_sha256_hex", |secret| {
            Box::new(move |text| wickra::hmac_sha256_hex(secret.as_bytes(), text))
        }),
        "okx" => ("wickra-exchange-core", "hmac_sha256_base64", |secret| {
            Box::new(move |text| wickra::hmac_sha256_base64(secret.as_bytes(), text))
        }),
        _ => (
            "wickra-exchange-core",
            "hmac_sha512_base64_with_b64_secret",
            |secret| {
                Box::new(move |message| {
                    wickra::hmac_sha512_base64_with_b64_secret(&secret, message).unwrap()
                })
            },
        ),
    };
    let bybit: Peer = ("bybit-rust-api", "utils::sign", |secret| {
        Box::new(move |text| bybit_rust_api::utils::sign(&secret, utf8(text)))
    });
    match venue {
        "binance" => vec![
            wickra,
            ("binance", "util::sign_hmac", |secret| {
                Box::new(move |text| binance::util::sign_hmac(&secret, utf8(text)))
            }),
            ("binance-sdk", "get_signature_from_str", |secret| {
                let signing = generator(secret);
                Box::new(move |text| signing.get_signature_from_str(utf8(text)).unwrap())
            }),
            ("ccxt-exchanges", "BinanceAuth::sign", |secret| {
                let auth = ccxt_exchanges::binance::auth::BinanceAuth::new(venues::KEY, secret);
                Box::new(move |text| auth.sign(utf8(text)).unwrap())
            }),
        ],
        "bybit" => vec![wickra, bybit],
        _ => vec![wickra],
    }
}

/// The official SDK's own.
pub fn generator(secret: String) -> binance_sdk::common::utils::SignatureGenerator {
    binance_sdk::common::utils::SignatureGenerator::new(Some(secret), None, None)
}

fn bare(
    venue: &'static str,
    (who, how): (&str, &'static str),
    holding: fn(String) -> Sign,
) -> Result<Case, Wrong> {
    let vector = published(venue);
    let answer = holding(vector.secret.clone())(&recorded(venue, &vector));
    same(&format!("{who}, {how}"), &answer, &vector.signature)?;
    let signed = signed(venue);
    let sign = holding(vectors::secret(venue));
    let bytes = signed.text(venue).len();
    let message = message(venue, signed.path(), &signed.text(venue));
    same(who, &sign(&message), signed.signature())?;
    let run = move || sign(black_box(&message));
    Ok(Case::new((Table::Bare, venue), (who, how), bytes, run))
}

/// What keyleash has for both tables: one call from a ready query or body, by all guards, with the
/// clock read in it.
pub fn guarded(table: Table, venue: &'static str) -> Result<[Case; 2], Wrong> {
    let case = |how: &'static str, sign: venues::Sign| -> Result<Case, Wrong> {
        let (query, body) = venues::order(venue);
        let mut out = SignedRequest::new();
        sign(&query, &body, &mut out);
        let signed = Finished::from(&out);
        right(venue, how, &signed)?;
        let bytes = signed.text(venue).len();
        let run = move || {
            sign(&query, &body, &mut out);
            black_box(out.url());
        };
        Ok(Case::new((table, venue), ("keyleash", how), bytes, run))
    };
    Ok([
        case("Signer::sign_into_at, guarded", venues::typed(venue).0)?,
        case("AnySigner::sign_into_at, guarded", venues::chosen(venue))?,
    ])
}

/// An order of the venue, signed.
pub fn signed(venue: &'static str) -> Finished {
    let (query, body) = venues::order(venue);
    let mut out = SignedRequest::new();
    venues::typed(venue).0(&query, &body, &mut out);
    Finished::from(&out)
}

/// Whether a request that reads the clock itself has the signature that a function gives which
/// gave the published one.
pub fn right(venue: &str, who: &str, request: &Finished) -> Result<(), Wrong> {
    let secret = vectors::secret(venue);
    let (_, _, checked) = peers(venue)[0];
    let text = request.text(venue);
    let message = message(venue, request.path(), &text);
    same(
        &format!("{who}, over {text},"),
        request.signature(),
        &checked(secret)(&message),
    )
}

pub fn published(venue: &str) -> Vector {
    match venue {
        "binance" => vectors::binance(),
        "bybit" => vectors::bybit(),
        "okx" => vectors::okx(),
        _ => vectors::kraken(),
    }
}

fn recorded(venue: &str, vector: &Vector) -> Vec<u8> {
    let text = match venue {
        "kraken" => format!("{}{}", vector.time, vector.body),
        _ => vector.text.clone(),
    };
    message(venue, &vector.target, &text)
}

/// What the secret is put to: the text, or for Kraken the path and the hash of the text.
fn message(venue: &str, path: &str, text: &str) -> Vec<u8> {
    match venue {
        "kraken" => [path.as_bytes(), &wickra::sha256(text.as_bytes())].concat(),
        _ => text.as_bytes().to_vec(),
    }
}

fn utf8(text: &[u8]) -> &str {
    std::str::from_utf8(text).unwrap()
}
