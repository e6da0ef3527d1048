//! What a configuration looks like, for editors that complete it.
//!
//! As strict as the reader wherever a schema can be: what it accepts is read, but for a day that no
//! calendar has, a text that looks like a key, and what more than one key says together.

use super::{AnySource, Config, UncheckedConfig};
use crate::{
    permission::PermissionSet,
    policy::{Alarm, AnyPolicy, Gap, Listed, Relief},
    report::{Environment, TwoFactor},
    venue::{self, Spec},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

type Members = Map<String, Value>;

const DAYS: &str = "^(([1-9][0-9]?|[12][0-9]{2}|3[0-5][0-9]|36[0-5])d|([1-9]|[1-4][0-9]|5[0-2])w)$";
const HOURS: &str = "^(([1-9][0-9]?|[1-6][0-9]{2}|7[01][0-9]|720)h|([1-9]|[12][0-9]|30)d|[1-4]w)$";
const DAY: &str = "^(19[7-9][0-9]|[2-9][0-9]{3})-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$";
const VARIABLE: &str = "^[A-Za-z_][A-Za-z0-9_]*$";
const PATH: &str = "^/[^\\x00-\\x1f\\x7f]*$";
const FILE_NAME: &str = "^[^/\\x00-\\x1f\\x7f]+$";

macro_rules! described {
    ($($type:ty, $name:literal, $describe:expr;)+) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn schema_id() -> Cow<'static, str> {
                concat!("keyleash::", $name).into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let describe: fn(&mut SchemaGenerator) -> Members = $describe;
                describe(generator).into()
            }
        }
    )+};
}

described! {
    Config, "Config", config;
    UncheckedConfig, "Config", config;
    AnySource, "AnySource", |_| source();
    AnyPolicy, "AnyPolicy", |_| {
        let mut members = settings();
        members.insert("needs".to_owned(), needs());
        table("What is demanded of a key.", members, &["needs"])
    };
}

fn config(generator: &mut SchemaGenerator) -> Members {
    let mut keys = members(json!({
        "description": "The keys, by names of small letters, digits, `-` and `_`.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": { "pattern": "^[a-z][a-z0-9_-]{0,31}$" },
    }));
    keys.insert("additionalProperties".to_owned(), key(generator).into());
    let policy = table(
        "What is demanded of every key, unless the key says otherwise.",
        settings(),
        &[],
    );
    let all = members(json!({ "policy": policy, "keys": keys }));
    table(
        "The keys of a bot, and what is demanded of them.",
        all,
        &["keys"],
    )
}

fn key(generator: &mut SchemaGenerator) -> Members {
    let mut ids: Vec<_> = venue::ALL.iter().map(|spec| spec.id()).collect();
    ids.sort_unstable();
    let mut all = settings();
    let source = generator.subschema_for::<AnySource>();
    all.extend(members(json!({
        "venue": { "description": "The venue's short name.", "enum": ids },
        "environment": {
            "description": "Where the key lives.", "default": "production",
            "enum": Environment::ALL.map(Environment::name),
        },
        "host": { "description": "Another host of the venue than its first.", "type": "string" },
        "source": source,
        "needs": needs(),
        "account": account(
            "What the owner declares about the account.", &TwoFactor::ALL,
        ),
    })));
    let mut key = table(
        "A key, and what is demanded of it.",
        all,
        &["venue", "source", "needs"],
    );
    let of_venues: Vec<_> = venue::ALL.iter().flat_map(|spec| of_venue(spec)).collect();
    key.insert("allOf".to_owned(), of_venues.into());
    key
}

/// Which environments a venue has, and which hosts each of these.
fn of_venue(spec: &Spec) -> Vec<Value> {
    let venue = json!({ "const": spec.id() });
    let names: Vec<_> = spec.environments().map(Environment::name).collect();
    let mut rules = vec![json!({
        "if": { "properties": { "venue": venue }, "required": ["venue"] },
        "then": { "properties": { "environment": { "enum": names } } },
    })];
    for environment in spec.environments() {
        let hosts = spec.site(environment).into_iter().flat_map(|site| {
            let of_services = site.hosts.iter();
            of_services.flat_map(|(_, hosts)| hosts.iter().copied())
        });
        let hosts: Vec<_> = hosts.collect();
        // Where none is named, it is production.
        let required = match environment {
            Environment::Production => json!(["venue"]),
            _ => json!(["venue", "environment"]),
        };
        rules.push(json!({
            "if": {
                "properties": { "venue": venue, "environment": { "const": environment.name() } },
                "required": required,
            },
            "then": { "properties": { "host": { "enum": hosts } } },
        }));
    }
    rules
}

/// What a key and `[policy]` can set.
fn settings() -> Members {
    let gaps = Gap::ALL.map(|gap| (gap.name().to_owned(), day()));
    let name = json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,64}$" });
    let beside = json!({ "type": "string", "pattern": "^/[A-Za-z0-9/_.{}*-]{0,255}$" });
    let market = json!({ "type": "string", "pattern": "^[A-Za-z0-9_./:@-]{1,64}$" });
    let limits = members(json!({
        "orders_per_second": whole(1, 10_000),
        "orders_per_day": whole(1, 1_000_000_000),
        "worth_per_day": whole(1, 100_000_000_000_000),
        "beside": list(&beside, 0, Some(10_000)),
        "name": name,
    }));
    let mut limits = table("What the key may do in a second and in a day.", limits, &[]);
    limits.insert("minProperties".to_owned(), 1.into());
    let address = json!({
        "type": "string", "pattern": "^[0-9A-Fa-f.:]+$",
        "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }],
    });
    let must = &TwoFactor::ALL[1..];
    members(json!({
        "max_age": text("The age at which a key is refused, in days or weeks.", DAYS),
        "warn": text("How long before its end a key is warned of, in days or weeks.", DAYS),
        "reverify": text("How long a verification holds, in hours, days or weeks.", HOURS),
        "min_prefix_v4": whole(24, 32),
        "min_prefix_v6": whole(48, 128),
        "max_entries": whole(1, 100),
        "egress": list(&address, 0, None),
        "gaps": table("Facts that the venue does not state, each with the last day on which that is accepted.", gaps.into_iter().collect(), &[]),
        "limits": limits,
        "markets": list(&market, 1, Some(1_000_000)),
        "endpoints": list(&Value::Object(endpoint()), 0, None),
        "after_trip": list(&json!({ "enum": Relief::ALL.map(Relief::name) }), 0, None),
        "trip_on": list(&json!({ "enum": Alarm::ALL.map(Alarm::name) }), 0, None),
        "account_must": account("What the owner has to declare about the account.", must),
    }))
}

fn endpoint() -> Members {
    let grantable: Vec<_> = PermissionSet::grantable().names().collect();
    // As `Listed` reads them: whatever stands between the letters, in any case.
    let letters = |word: &&str| {
        let letters = word
            .chars()
            .map(|c| format!("[{c}{}]", c.to_ascii_uppercase()));
        letters.collect::<Vec<_>>().join("[^A-Za-z0-9]*")
    };
    let forbidden: Vec<_> = Listed::FORBIDDEN.iter().map(letters).collect();
    let all = members(json!({
        "method": { "enum": ["GET", "POST", "PUT", "PATCH", "DELETE"] },
        "path": {
            "type": "string", "maxLength": 256, "pattern": "^(/[A-Za-z0-9_-]+)+/?$",
            "not": { "pattern": forbidden.join("|") },
        },
        "needs": { "enum": grantable },
    }));
    table(
        "An endpoint that the venue's table does not have.",
        all,
        &["method", "path", "needs"],
    )
}

fn account(description: &str, kinds: &[TwoFactor]) -> Value {
    let kinds: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
    let all = members(json!({
        "two_factor": { "description": "The second factor of the login.", "enum": kinds },
        "trade_notices": { "description": "The venue tells the owner of each trade.", "type": "boolean" },
        "address_lock": { "description": "Withdrawals go to listed addresses only.", "type": "boolean" },
    }));
    table(description, all, &[]).into()
}

fn needs() -> Value {
    let grantable: Vec<_> = PermissionSet::grantable().names().collect();
    let mut needs = members(list(&json!({ "enum": grantable }), 0, None));
    let said = "The permissions that the bot needs, and nothing beyond.";
    needs.insert("description".to_owned(), said.into());
    needs.into()
}

/// One place for all parts, or a reference for each.
fn source() -> Members {
    let mut all = members(json!({
        "env": text("How the names of its variables begin.", VARIABLE),
        "file": text("A private file with `key = …` and `secret = …`.", PATH),
        "mounted": text("A directory with one file a value.", PATH),
        "prefix": text("How the names of these files begin.", FILE_NAME),
        "credentials": text("How the names of the service's credentials begin.", "^[^/\\x00-\\x1f\\x7f]*$"),
        "key": part(),
        "secret": part(),
        "passphrase": part(),
        "created": day(),
        "expires": { "type": "string", "format": "date-time" },
    }));
    all.extend(programs());
    let mut source = table(
        "Where the key is: references, and never a secret.",
        all,
        &[],
    );
    let places = [
        "env",
        "file",
        "mounted",
        "credentials",
        "command",
        "keyring",
    ];
    let places = places.map(|place| json!({ "required": [place] }));
    let parts = json!({ "required": ["key", "secret"] });
    source.insert(
        "oneOf".to_owned(),
        places.into_iter().chain([parts]).collect(),
    );
    let beside = json!({
        "key": ["secret"], "secret": ["key"], "passphrase": ["key"], "prefix": ["mounted"],
        "pass_env": ["command"],
    });
    source.insert("dependentRequired".to_owned(), beside);
    source.insert("dependentSchemas".to_owned(), deadline());
    source
}

/// Where one value is.
fn part() -> Value {
    let mut all = members(json!({
        "env": text("A variable.", VARIABLE),
        "file": text("A private file with the value and nothing else.", PATH),
        "credential": text("A credential of the service.", FILE_NAME),
    }));
    all.extend(programs());
    let mut part = table("A reference, and never the value.", all, &[]);
    let places = ["env", "file", "credential", "command", "keyring"];
    let places = places.map(|place| json!({ "required": [place] }));
    part.insert("oneOf".to_owned(), places.into_iter().collect());
    part.insert(
        "dependentRequired".to_owned(),
        json!({ "pass_env": ["command"] }),
    );
    part.insert("dependentSchemas".to_owned(), deadline());
    part.into()
}

fn deadline() -> Value {
    let places = [
        json!({ "required": ["command"] }),
        json!({ "required": ["keyring"] }),
    ];
    json!({ "deadline_seconds": { "anyOf": places } })
}

fn programs() -> Members {
    let entry = members(json!({
        "service": text("As the entry was stored.", "[^\\s]"),
        "user": text("As the entry was stored.", "[^\\s]"),
    }));
    let words = json!({ "type": "string" });
    members(json!({
        "command": {
            "description": "A program and its arguments; no shell takes them apart.",
            "type": "array", "items": words, "minItems": 1,
        },
        "pass_env": list(&json!({ "type": "string", "pattern": VARIABLE }), 0, None),
        "deadline_seconds": whole(1, 600),
        "keyring": table("An entry of the system's keyring (feature `keyring`).", entry, &["service", "user"]),
    }))
}

fn table(description: &str, properties: Members, required: &[&str]) -> Members {
    let mut table = members(json!({
        "description": description, "type": "object", "additionalProperties": false,
    }));
    table.insert("properties".to_owned(), properties.into());
    if !required.is_empty() {
        table.insert("required".to_owned(), required.into());
    }
    table
}

fn list(items: &Value, least: u32, most: Option<u32>) -> Value {
    let mut list = members(json!({ "type": "array", "items": items }));
    if least > 0 {
        list.insert("minItems".to_owned(), least.into());
    }
    if let Some(most) = most {
        list.insert("maxItems".to_owned(), most.into());
    }
    list.into()
}

fn text(description: &str, pattern: &str) -> Value {
    json!({ "description": description, "type": "string", "pattern": pattern })
}

fn day() -> Value {
    json!({ "type": "string", "format": "date", "pattern": DAY })
}

fn whole(least: u64, most: u64) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

fn members(value: Value) -> Members {
    match value {
        Value::Object(members) => members,
        _ => Members::new(),
    }
}
