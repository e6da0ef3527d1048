//! Key pairs: a guarded request, next to the bare signature of the same text by a key that is kept.

use crate::{
    calls::{self, Run, signing},
    venues::{self, Fixed, Trader},
};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use keyleash::{
    Call, Date, Gap, Policy, SignedRequest, Signer, Venue,
    permission::Permission,
    scope::GrantedTo,
    venue::{
        binance::{self, Binance},
        coinbase::{self, Coinbase},
    },
};
use std::hint::black_box;

pub const COINBASE: &str = r#"{"client_order_id":"5f0c8d4e-1f7a-4a9e-9d7e-3b1a2c4d5e6f","product_id":"BTC-USD","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.001","limit_price":"61234.56"}}}"#;
/// As it is on record; it stands in the token twice.
const COINBASE_KEY: &str = "organizations/test-organization/apiKeys/test-api-key";
/// The private half of each.
const SEED: [u8; 32] = [7; 32];

/// A request that a key pair signs.
pub struct Pair {
    pub what: &'static str,
    pub bare: Run,
    pub guarded: Run,
}

pub fn all() -> Vec<Pair> {
    let order = binance::NEW_ORDER.query(calls::BINANCE);
    let token = coinbase::NEW_ORDER_SPOT.body(COINBASE);
    let own = venues::typed::<Binance>("binance", Fixed::ed25519(&SEED));
    let ed25519 = coinbase_signer(Fixed::ed25519(&SEED));
    let es256 = coinbase_signer(Fixed::p256(&SEED));
    vec![
        pair("Binance, Ed25519", own, order, in_query, dalek_key()),
        pair("Coinbase, Ed25519", ed25519, token, in_token, dalek_key()),
        pair("Coinbase, ES256", es256, token, in_token, p256_key()),
    ]
}

/// Coinbase does not state the allowlist of a key.
fn coinbase_signer(source: Fixed) -> Signer<Coinbase, Trader> {
    let policy = Policy::new().accept_gap(Gap::Allowlist, Date::new(2027, 3, 31));
    venues::typed_under(&policy, "coinbase", source.named(COINBASE_KEY))
}

/// `signed` gives the text and the signature of a request.
fn pair<V: Venue, P: Permission + GrantedTo<Trader> + 'static>(
    what: &'static str,
    signer: Signer<V, Trader>,
    call: Call<'static, V, P>,
    signed: impl Fn(&SignedRequest) -> (String, Vec<u8>),
    bare: impl Fn(&[u8]) -> [u8; 64] + Send + 'static,
) -> Pair {
    let one = signer.sign_at(call, venues::recorded()).unwrap();
    let (text, signature) = signed(&one);
    // Both schemes are deterministic.
    assert_eq!(bare(text.as_bytes()), *signature, "{what}");
    Pair {
        what,
        bare: Box::new(move || {
            black_box(bare(black_box(text.as_bytes())));
        }),
        guarded: signing(signer, call),
    }
}

fn in_query(request: &SignedRequest) -> (String, Vec<u8>) {
    let (text, signature) = request.query().split_once("&signature=").unwrap();
    let base64 = [("%2B", "+"), ("%2F", "/"), ("%3D", "=")]
        .into_iter()
        .fold(signature.to_owned(), |text, (code, plain)| {
            text.replace(code, plain)
        });
    (text.to_owned(), Base64::decode_vec(&base64).unwrap())
}

fn in_token(request: &SignedRequest) -> (String, Vec<u8>) {
    let value = request.header("Authorization").unwrap();
    let token = value.strip_prefix("Bearer ").unwrap();
    let (text, signature) = token.rsplit_once('.').unwrap();
    let signature = Base64UrlUnpadded::decode_vec(signature).unwrap();
    (text.to_owned(), signature)
}

fn dalek_key() -> impl Fn(&[u8]) -> [u8; 64] {
    use ed25519_dalek::{Signer as _, SigningKey};
    let key = SigningKey::from_bytes(&SEED);
    move |text| key.sign(text).to_bytes()
}

fn p256_key() -> impl Fn(&[u8]) -> [u8; 64] {
    use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
    let key = SigningKey::from_slice(&SEED).unwrap();
    move |text| {
        let signature: Signature = key.sign(text);
        signature.to_bytes().into()
    }
}
