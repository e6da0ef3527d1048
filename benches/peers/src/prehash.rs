//! The parts of a text, ready, to signature: the text is put together as well.
//!
//! No peer reads the clock here; keyleash does.

use crate::{
    bare::{generator, guarded, published, right, signed},
    case::{Case, Table, Wrong, same},
    finished::Finished,
    vectors, venues,
};
use ccxt_exchanges::{binance::auth::BinanceAuth, bybit::BybitAuth, okx::OkxAuth};
use kraken_api_client::auth::{Credentials, sign_request};
use kraken_async_rs::crypto::signatures::generate_signature;
use serde_json::Value;
use std::{collections::BTreeMap, hint::black_box};

pub fn cases() -> Result<Vec<Case>, Wrong> {
    let mut cases = Vec::new();
    for venue in venues::ALL {
        cases.extend(guarded(Table::Prehash, venue)?);
        match venue {
            "binance" => cases.extend(binance()?),
            "bybit" => cases.push(bybit()?),
            "okx" => cases.push(okx()?),
            _ => cases.extend(kraken()?),
        }
    }
    Ok(cases)
}

/// They take a map, which stands ready, and put it in the order of its names.
fn binance() -> Result<[Case; 2], Wrong> {
    const OF: (Table, &str) = (Table::Prehash, "binance");
    let order = signed("binance");
    let pairs = order.query().split('&').filter_map(|p| p.split_once('='));
    let texts: BTreeMap<String, String> = pairs
        .filter(|(name, _)| *name != "signature")
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let values: BTreeMap<String, Value> = texts
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
        .collect();
    let bytes = order.text("binance").len();
    let sorted = |signature: &str| {
        let pairs: Vec<String> = texts.iter().map(|(n, v)| format!("{n}={v}")).collect();
        Finished {
            url: format!(
                "https://host{}?{}&signature={signature}",
                venues::path("binance"),
                pairs.join("&")
            ),
            ..Finished::default()
        }
    };

    let official = generator(vectors::secret("binance"));
    let answer = official.get_signature(&values, None).unwrap();
    right("binance", "binance-sdk", &sorted(&answer))?;

    let auth = BinanceAuth::new(venues::KEY, vectors::secret("binance"));
    let answer = auth.sign_params(&texts).unwrap();
    right("binance", "ccxt-exchanges", &sorted(&answer["signature"]))?;

    Ok([
        Case::new(
            OF,
            ("binance-sdk", "get_signature, a map ready"),
            bytes,
            move || official.get_signature(black_box(&values), None).unwrap(),
        ),
        Case::new(
            OF,
            ("ccxt-exchanges", "sign_params, a map ready"),
            bytes,
            move || auth.sign_params(black_box(&texts)).unwrap(),
        ),
    ])
}

fn bybit() -> Result<Case, Wrong> {
    let vector = published("bybit");
    let auth = BybitAuth::new(vector.key.clone(), vector.secret.clone());
    let (_, query) = vector.target.split_once('?').unwrap();
    let answer = auth.sign(&vector.time.to_string(), 5000, query);
    same("ccxt-exchanges, BybitAuth", &answer, &vector.signature)?;

    let order = signed("bybit");
    let auth = BybitAuth::new(venues::KEY.to_owned(), vectors::secret("bybit"));
    let time = order.header("X-BAPI-TIMESTAMP").to_owned();
    same(
        "ccxt-exchanges, BybitAuth",
        &auth.sign(&time, 5000, &order.body),
        order.signature(),
    )?;
    let bytes = order.text("bybit").len();
    Ok(Case::new(
        (Table::Prehash, "bybit"),
        ("ccxt-exchanges", "BybitAuth::sign"),
        bytes,
        move || auth.sign(black_box(&time), 5000, black_box(&order.body)),
    ))
}

fn okx() -> Result<Case, Wrong> {
    let vector = published("okx");
    let auth = OkxAuth::new(
        vector.key.clone(),
        vector.secret.clone(),
        vector.passphrase.clone(),
    );
    let time = &vector.text[..24];
    let answer = auth.sign(time, &vector.method, &vector.target, &vector.body);
    same("ccxt-exchanges, OkxAuth", &answer, &vector.signature)?;

    let order = signed("okx");
    let auth = OkxAuth::new(
        venues::KEY.to_owned(),
        vectors::secret("okx"),
        venues::PASSPHRASE.to_owned(),
    );
    let time = order.header("OK-ACCESS-TIMESTAMP").to_owned();
    let path = venues::path("okx");
    let answer = auth.sign(&time, "POST", path, &order.body);
    same("ccxt-exchanges, OkxAuth", &answer, order.signature())?;
    let bytes = order.text("okx").len();
    Ok(Case::new(
        (Table::Prehash, "okx"),
        ("ccxt-exchanges", "OkxAuth::sign"),
        bytes,
        move || {
            auth.sign(
                black_box(&time),
                "POST",
                black_box(path),
                black_box(&order.body),
            )
        },
    ))
}

fn kraken() -> Result<[Case; 2], Wrong> {
    const OF: (Table, &str) = (Table::Prehash, "kraken");
    let vector = published("kraken");
    let (path, nonce) = (vector.target.as_str(), vector.time);
    let credentials = Credentials::new(vector.key.clone(), vector.secret.clone());
    let answer = sign_request(&credentials, path, nonce, &vector.body).unwrap();
    same(
        "kraken-api-client, sign_request",
        &answer,
        &vector.signature,
    )?;
    let answer = generate_signature(nonce, &vector.secret, path, vector.body.clone());
    same(
        "kraken-async-rs, generate_signature",
        &answer.signature,
        &vector.signature,
    )?;

    let order = signed("kraken");
    let (secret, path) = (vectors::secret("kraken"), venues::path("kraken"));
    let bytes = order.text("kraken").len();
    let nonce = order.text("kraken");
    let (nonce, _) = nonce.split_once("nonce=").unwrap();
    let nonce: u64 = nonce.parse().unwrap();
    let credentials = Credentials::new(venues::KEY, secret.clone());
    let body = order.body.clone();
    let answer = sign_request(&credentials, path, nonce, &body).unwrap();
    same(
        "kraken-api-client, sign_request",
        &answer,
        order.signature(),
    )?;
    // It takes the body and gives it back, so that it need not be copied.
    let mut taken = body.clone();
    Ok([
        Case::new(
            OF,
            ("kraken-api-client", "sign_request"),
            bytes,
            move || {
                sign_request(
                    &credentials,
                    black_box(path),
                    black_box(nonce),
                    black_box(&body),
                )
                .unwrap()
            },
        ),
        Case::new(
            OF,
            ("kraken-async-rs", "generate_signature"),
            bytes,
            move || {
                let given = std::mem::take(&mut taken);
                let answer = generate_signature(
                    black_box(nonce),
                    &secret,
                    black_box(path),
                    black_box(given),
                );
                taken = answer.body_data;
                answer.signature
            },
        ),
    ])
}
