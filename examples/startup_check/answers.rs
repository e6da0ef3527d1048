//! What each exchange says about a well-made key, in the shape that it documents.

use jiff::Timestamp;
use serde_json::{Value, json};

/// Where the bot's two servers are.
const SERVERS: [&str; 2] = ["18.181.170.164", "13.212.45.47"];

/// What an exchange says about a key, to be changed for each one.
#[derive(Clone)]
pub(crate) struct Said(Value);

impl Said {
    /// The same with another value at this JSON pointer.
    pub(crate) fn with(mut self, at: &str, value: impl Into<Value>) -> Self {
        if let Some(place) = self.0.pointer_mut(at) {
            *place = value.into();
        }
        self
    }

    /// The same without the member `name`.
    pub(crate) fn without(mut self, name: &str) -> Self {
        if let Some(members) = self.0.as_object_mut() {
            members.remove(name);
        }
        self
    }

    pub(crate) fn into_value(self) -> Value {
        self.0
    }
}

/// The moment `days` ago.
pub(crate) fn ago(days: i64) -> Timestamp {
    let seconds = Timestamp::now().as_second() - days * 86_400;
    Timestamp::from_second(seconds).unwrap_or_default()
}

/// `GET /sapi/v1/account/apiRestrictions`.
pub(crate) fn binance(age: i64) -> Said {
    Said(json!({
        "ipRestrict": true, "createTime": ago(age).as_millisecond(),
        "enableReading": true, "enableWithdrawals": false, "enableInternalTransfer": false,
        "enableMargin": false, "enableFutures": false, "permitsUniversalTransfer": false,
        "enableVanillaOptions": false, "enableFixApiTrade": false, "enableFixReadOnly": true,
        "enableSpotAndMarginTrading": true, "enablePortfolioMarginTrading": false,
    }))
}

/// `GET /api/v3/account`. What it says about withdrawals is about the account, not the key.
pub(crate) fn binance_account() -> Value {
    json!({
        "makerCommission": 15, "takerCommission": 15, "buyerCommission": 0, "sellerCommission": 0,
        "commissionRates": {
            "maker": "0.00150000", "taker": "0.00150000",
            "buyer": "0.00000000", "seller": "0.00000000",
        },
        "canTrade": true, "canWithdraw": true, "canDeposit": true, "brokered": false,
        "requireSelfTradePrevention": false, "preventSor": false,
        "updateTime": ago(1).as_millisecond(), "accountType": "SPOT",
        "balances": [{ "asset": "BTC", "free": "0.42000000", "locked": "0.00000000" }],
        "permissions": ["SPOT"], "uid": 354_937_868,
    })
}

/// The result of `GET /v5/user/query-api`.
pub(crate) fn bybit(id: &str, age: i64) -> Said {
    Said(json!({
        "id": "2208369", "note": "bot", "apiKey": id, "readOnly": 0, "secret": "",
        "permissions": {
            "ContractTrade": [], "Spot": ["SpotTrade"], "Wallet": [], "Options": [],
            "Derivatives": [], "CopyTrading": [], "BlockTrade": [], "Exchange": [], "NFT": [],
            "Affiliate": [], "Earn": [], "FiatP2P": [], "FiatConvertBroker": [],
            "FiatGlobalPay": [], "FiatBitPay": [], "BitCard": [], "ByXPost": [],
        },
        "ips": SERVERS, "type": 1, "deadlineDay": -2, "expiredAt": "1970-01-01T00:00:00Z",
        "createdAt": ago(age).strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "unified": 0, "uta": 1, "userID": 1_448_939, "inviterID": 0, "vipLevel": "No VIP",
        "mktMakerLevel": "0", "affiliateID": 0, "rsaPublicKey": "", "isMaster": false,
        "parentUid": "1448900", "kycLevel": "LEVEL_1", "kycRegion": "MYS",
        "userIDInt64": "1448939", "inviterIDInt64": "0", "affiliateIDInt64": "0",
    }))
}

/// The one row of `GET /api/v5/account/config`. It does not say when the key was made.
pub(crate) fn okx() -> Said {
    Said(json!({
        "acctLv": "2", "acctStpMode": "cancel_maker", "autoLoan": false, "ctIsoMode": "automatic",
        "enableSpotBorrow": false, "feeType": "0", "greeksType": "PA", "ip": SERVERS.join(","),
        "kycLv": "3", "label": "bot", "level": "Lv1", "levelTmp": "", "liquidationGear": "-1",
        "mainUid": "44705892343619584", "mgnIsoMode": "automatic", "opAuth": "1",
        "perm": "read_only,trade", "posMode": "long_short_mode", "roleType": "0",
        "settleCcy": "USDC", "settleCcyList": ["USD", "USDC", "USDG"],
        "spotBorrowAutoRepay": false, "spotOffsetType": "", "spotRoleType": "0",
        "spotTraderInsts": [], "stgyType": "0", "traderInsts": [], "type": "1",
        "uid": "44705892343619585",
    }))
}

/// The result of `POST /0/private/GetApiKeyInfo`.
pub(crate) fn kraken(id: &str, age: i64) -> Said {
    let made = ago(age).as_second().to_string();
    Said(json!({
        "apiKeyName": "bot", "apiKey": id, "nonce": "0", "nonceWindow": 0,
        "permissions": [
            "query-funds", "query-open-trades", "query-closed-trades", "modify-trades",
            "close-trades",
        ],
        "iban": "AA88 N84G WOAK NMOI", "validUntil": "0", "queryFrom": "0", "queryTo": "0",
        "createdTime": made, "modifiedTime": made, "ipAllowlist": SERVERS,
        "lastUsed": ago(1).as_second().to_string(),
    }))
}

/// `GET /api/auth/v1/api-keys/v3/check`.
pub(crate) fn kraken_futures(id: &str, age: i64) -> Said {
    Said(json!({
        "apiKey": id, "accountUid": "3c90c3cc-0d44-4b50-8888-8dd25736052a",
        "iiban": "AA08 N84G CPAR UN7A",
        "createdAt": ago(age).strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "permissions": { "general": "FULL_ACCESS", "transfer": "NO_ACCESS" },
        "allowedCidrBlock": null, "allowedCidrBlocks": SERVERS.map(|server| format!("{server}/32")),
    }))
}
