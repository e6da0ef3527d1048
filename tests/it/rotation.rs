//! One key takes the place of another: with proof only, without a stop, and until the old one is dead.

mod account;
mod fate;
mod overlap;
pub(crate) mod proof;
mod schedule;
mod threads;

use crate::support::at;
use keyleash::{
    AnyCredential, AnyPolicy, AnySigner, Environment, PermissionSet, RawCredential, Report, Secret,
    Source, SourceError, Wanted,
    permission::{Read, Spot},
    venue,
};
use serde_json::{Value, json};
use std::time::SystemTime;

/// A key by its number, which every part of it carries.
#[derive(Clone)]
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) secret: String,
}

impl Made {
    pub(crate) fn new(number: usize) -> Self {
        Self {
            id: format!("fixture-key-{number:03}"),
            // 64 bytes of base64, for the venues that hand out that.
            secret: format!("{number:04}{}==", "AbCd0123".repeat(10) + "AQ"),
        }
    }
}

impl Source for Made {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(&self.id), secret(&self.secret))
            .with_passphrase(secret("Pass-1")))
    }
}

/// What Bybit says about a key.
#[derive(Clone)]
pub(crate) struct Said {
    account: u64,
    created: String,
    ips: Vec<&'static str>,
    wallet: Vec<&'static str>,
    convert: Vec<&'static str>,
}

impl Said {
    /// A good key, made so many hours after the first of October.
    pub(crate) fn good(hours: usize) -> Self {
        Self {
            account: 1_448_939,
            created: format!("2026-10-{:02}T{:02}:00:00Z", 1 + hours / 24, hours % 24),
            ips: vec!["18.181.170.164", "13.212.45.0/28"],
            wallet: vec![],
            convert: vec![],
        }
    }

    pub(crate) fn answer(&self) -> Value {
        let mut groups =
            json!({"Spot": ["SpotTrade"], "Wallet": self.wallet, "Exchange": self.convert});
        for group in [
            "ContractTrade",
            "Options",
            "Derivatives",
            "CopyTrading",
            "BlockTrade",
            "NFT",
            "Affiliate",
            "Earn",
            "FiatP2P",
            "FiatConvertBroker",
            "FiatGlobalPay",
            "FiatBitPay",
            "BitCard",
            "ByXPost",
        ] {
            groups[group] = json!([]);
        }
        json!({"retCode": 0, "retMsg": "", "result": {
            "readOnly": 0, "permissions": groups, "ips": self.ips, "userID": self.account,
            "expiredAt": "1970-01-01T00:00:00Z", "createdAt": self.created,
        }})
    }
}

pub(crate) fn load(venue: &str, made: &Made) -> AnyCredential {
    AnyCredential::load(venue::find(venue).unwrap(), made).unwrap()
}

fn load_for(venue: &str, environment: Environment, made: &Made) -> AnyCredential {
    AnyCredential::load_for(venue::find(venue).unwrap(), environment, made).unwrap()
}

/// Asks the one question of a key, and hands it this answer.
pub(crate) fn told(credential: &AnyCredential, answer: &Value, now: SystemTime) -> Report {
    let mut inspection = credential.inspection();
    while inspection.next_request_at(now).unwrap().is_some() {
        let response = http::Response::new(answer.to_string());
        inspection.answer_at(&response, now).unwrap();
    }
    inspection.finish().unwrap()
}

pub(crate) fn policy() -> AnyPolicy {
    AnyPolicy::needing(PermissionSet::of::<Read>().with::<Spot>())
}

/// A signer of the first key.
fn signer() -> AnySigner {
    let credential = load("bybit", &Made::new(0));
    let report = told(&credential, &Said::good(0).answer(), at(0));
    credential.verify_at(&policy(), report, at(0)).unwrap()
}

/// A key of that number, which is as many hours younger, and its report.
fn next(number: usize, said: &Said) -> (AnyCredential, Report) {
    let credential = load("bybit", &Made::new(number));
    let report = told(&credential, &said.answer(), at(0));
    (credential, report)
}
