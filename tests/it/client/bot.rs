//! Keys that are verified now, and what their exchanges say.

use super::server::{Deed, Seen, answer};
use crate::support::{ANY_KEY, policy};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{Timestamp, tz::TimeZone};
use keyleash::{AnyCredential, AnySigner, Date, venue};
use serde_json::{Value, json};
use sha2::Sha256;
use std::{collections::BTreeSet, convert::Infallible, fmt::Write as _};

/// The host of each.
pub(super) const HOSTS: [(&str, &str); 3] = [
    ("binance", "api.binance.com"),
    ("bybit", "api.bybit.com"),
    ("okx", "www.okx.com"),
];

/// A key of this exchange, not verified.
pub(super) fn credential(venue: &str) -> AnyCredential {
    let day = ten_days_ago().to_zoned(TimeZone::UTC).date();
    let day = Date::new(day.year(), day.month(), day.day());
    let credential = AnyCredential::load(venue::find(venue).unwrap(), ANY_KEY).unwrap();
    // What the exchange says counts more.
    credential.created_on(day)
}

/// A signer of this exchange, by the clock of this machine.
pub(super) fn signer(venue: &str) -> AnySigner {
    let credential = credential(venue);
    let report = credential.inspect(|request| {
        let said = said(request.uri().path()).unwrap().to_string();
        Ok::<_, Infallible>(http::Response::new(said))
    });
    credential.verify(&policy(), report.unwrap()).unwrap()
}

fn ten_days_ago() -> Timestamp {
    Timestamp::from_second(Timestamp::now().as_second() - 10 * 86_400).unwrap()
}

/// What an exchange says of a well-made key, asked by this path.
fn said(path: &str) -> Option<Value> {
    let made = ten_days_ago();
    let address = "18.181.170.164";
    Some(match path {
        "/sapi/v1/account/apiRestrictions" => json!({
            "ipRestrict": true, "createTime": made.as_millisecond(), "enableReading": true,
            "enableWithdrawals": false, "enableInternalTransfer": false, "enableMargin": false,
            "enableFutures": false, "permitsUniversalTransfer": false,
            "enableVanillaOptions": false, "enableSpotAndMarginTrading": true,
            "enablePortfolioMarginTrading": false,
        }),
        "/api/v3/account" => json!({
            "canTrade": true, "canWithdraw": true, "uid": 354_937_868, "permissions": ["SPOT"],
        }),
        "/v5/user/query-api" => json!({ "retCode": 0, "result": {
            "apiKey": ANY_KEY.key, "readOnly": 0, "ips": [address], "type": 1,
            "deadlineDay": -2, "expiredAt": "1970-01-01T00:00:00Z",
            "createdAt": made.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(), "userID": 1_448_939,
            "uta": 1, "isMaster": false, "parentUid": "1448900",
            "permissions": {
                "ContractTrade": [], "Spot": ["SpotTrade"], "Wallet": [], "Options": [],
                "Derivatives": [], "CopyTrading": [], "BlockTrade": [], "Exchange": [], "NFT": [],
                "Affiliate": [], "Earn": [], "FiatP2P": [], "FiatConvertBroker": [],
                "FiatGlobalPay": [], "FiatBitPay": [], "BitCard": [], "ByXPost": [],
            },
        } }),
        "/api/v5/account/config" => json!({ "code": "0", "msg": "", "data": [{
            "acctLv": "2", "ip": address, "label": "bot", "perm": "read_only,trade",
            "type": "1", "uid": "44705892343619585", "mainUid": "44705892343619584",
        }] }),
        _ => return None,
    })
}

/// Binance, as far as one bot needs it: it says what its key may do, takes what is signed by it, and is
/// asked nothing twice.
pub(super) fn binance() -> impl FnMut(&Seen) -> Deed + Send + 'static {
    let mut signatures = BTreeSet::new();
    move |seen| {
        let (path, query) = seen.parted();
        let text = if seen.body.is_empty() {
            query
        } else {
            &seen.body
        };
        let Some((signed, signature)) = text.split_once("&signature=") else {
            return answer("400 Bad Request", "", r#"{"code":-1102}"#);
        };
        let is_ours = seen.header("x-mbx-apikey") == Some(ANY_KEY.key);
        if !is_ours || signature != mac(signed) {
            return answer("401 Unauthorized", "", r#"{"code":-1022}"#);
        }
        if !signatures.insert(signature.to_owned()) {
            return answer("400 Bad Request", "", r#"{"code":-1021}"#);
        }
        let said = said(path).unwrap_or_else(|| json!([]));
        answer("200 OK", "", &said.to_string())
    }
}

/// The signature of a text, by other code than the crate's.
pub(super) fn mac(text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(ANY_KEY.secret.as_bytes()).unwrap();
    mac.update(text.as_bytes());
    let bytes = mac.finalize().into_bytes();
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}
