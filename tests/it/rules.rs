//! The manual's page about policies is written from the rules: names, bounds and defaults from what
//! the policy itself answers, severities and examples from what recorded keys are judged for.
//!
//! After a change that is meant: `KEYLEASH_WRITE_DOCS=1 cargo test --all-features --test it rules`.

use crate::{reports::judged, rotation::proof::every_fault};
use keyleash::{AnyPolicy, Code, PermissionSet, Severity, Violation, permission::Read};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

const HEAD: &str = "\
What a key is refused for, what sets each rule off, and which setting changes it.

This page is written from the rules by a test: names, bounds and defaults are what a policy answers, and the
examples are what keys in recorded answers of exchanges are judged for.

A violation refuses, and then there is no signer, or warns, and then it is shown by
[`Signer::warnings`](crate::Signer::warnings) and in the report. All of them come at once, those that refuse first.
";

/// Each setting of a configuration: its name in code, the unit of its default, and a value that it
/// refuses with a line about what it takes.
const SETTINGS: &[(&str, &str, &str, &str)] = &[
    (
        "needs",
        "`S` of [`Policy<S>`](crate::Policy), or [`needing`](crate::Policy::needing)",
        "",
        r#"["x"]"#,
    ),
    (
        "max_age",
        "[`max_age_days`](crate::Policy::max_age_days)",
        "days",
        "true",
    ),
    (
        "warn",
        "[`warn_days`](crate::Policy::warn_days)",
        "days",
        "true",
    ),
    (
        "reverify",
        "[`reverify_hours`](crate::Policy::reverify_hours)",
        "hours",
        "true",
    ),
    (
        "min_prefix_v4",
        "[`min_prefix`](crate::Policy::min_prefix)",
        "bits",
        "true",
    ),
    (
        "min_prefix_v6",
        "[`min_prefix`](crate::Policy::min_prefix)",
        "bits",
        "true",
    ),
    (
        "max_entries",
        "[`max_entries`](crate::Policy::max_entries)",
        "entries",
        "true",
    ),
    (
        "egress",
        "[`egress`](crate::Policy::egress)",
        "",
        r#"["x"]"#,
    ),
    (
        "gaps",
        "[`accept_gap`](crate::Policy::accept_gap)",
        "",
        r#"{"x": ""}"#,
    ),
    (
        "limits",
        "[`limits`](crate::Policy::limits)",
        "",
        r#"{"x": 1}"#,
    ),
    ("markets", "[`markets`](crate::Limits::markets)", "", "true"),
    (
        "endpoints",
        "[`list_endpoints`](crate::Policy::list_endpoints)",
        "",
        r#"[{"x": 1}]"#,
    ),
    (
        "after_trip",
        "[`after_trip`](crate::Policy::after_trip)",
        "",
        r#"["x"]"#,
    ),
    (
        "trip_on",
        "[`trip_on`](crate::Policy::trip_on)",
        "",
        r#"["x"]"#,
    ),
    (
        "account_must",
        "[`two_factor`](crate::Policy::two_factor), [`trade_notices`](crate::Policy::trade_notices), \
         [`address_lock`](crate::Policy::address_lock)",
        "",
        r#"{"x": 1}"#,
    ),
];

const LIMITS: &[(&str, &str)] = &[
    (
        "orders_per_second",
        "[`orders_per_second`](crate::Limits::orders_per_second)",
    ),
    (
        "orders_per_day",
        "[`orders_per_day`](crate::Limits::orders_per_day)",
    ),
    (
        "worth_per_day",
        "[`worth_per_day`](crate::Limits::worth_per_day)",
    ),
    ("beside", "[`beside`](crate::Limits::beside)"),
    ("name", "[`named`](crate::Limits::named)"),
];

const FAMILIES: &[(&str, &[Code])] = &[
    (
        "What the key may do",
        &[
            Code::Withdraw,
            Code::Admin,
            Code::Surplus,
            Code::RidesAlong,
            Code::Missing,
            Code::UnknownRight,
            Code::RightsNotStated,
            Code::NotAsked,
        ],
    ),
    (
        "From where it works",
        &[
            Code::OpenToAll,
            Code::EntryTooWide,
            Code::EntryReserved,
            Code::TooManyEntries,
            Code::WidthNotStated,
            Code::EgressOutside,
            Code::AddressesNotStated,
        ],
    ),
    (
        "Until when",
        &[
            Code::TooOld,
            Code::DeadlineNear,
            Code::Expired,
            Code::Lapsed,
            Code::CreationNotStated,
            Code::CreatedInFuture,
            Code::ClockOff,
        ],
    ),
    (
        "What the owner accepts",
        &[Code::GapDeclared, Code::GapEnded],
    ),
    (
        "How the account is kept",
        &[Code::TwoFactor, Code::TradeNotices, Code::AddressLock],
    ),
    (
        "In the place of another key",
        &[
            Code::SameKey,
            Code::OtherVenue,
            Code::OtherEnvironment,
            Code::OtherHost,
            Code::OtherAccount,
            Code::AccountNotShown,
            Code::MoreRights,
            Code::WiderAllowlist,
            Code::NotYounger,
            Code::OtherReport,
            Code::OldReport,
        ],
    ),
];

/// What changes a rule.
fn lever(code: Code) -> &'static str {
    match code {
        Code::Withdraw | Code::Admin => "none: no policy accepts it",
        Code::Surplus | Code::RidesAlong | Code::Missing => {
            "the scope, or `needs`: what the bot declares"
        }
        Code::UnknownRight => "none: a right that is not known may be any",
        Code::RightsNotStated => "`gaps`: `rights`, with its last day",
        Code::NotAsked => "none: it is about test hosts, where nothing can be lost",
        Code::OpenToAll | Code::EntryReserved => {
            "[`danger::accept_any_address`](crate::danger::accept_any_address)"
        }
        Code::EntryTooWide => {
            "`min_prefix_v4`, `min_prefix_v6`, or [`danger::accept_any_address`](crate::danger::accept_any_address)"
        }
        Code::TooManyEntries => {
            "`max_entries`, or [`danger::accept_any_address`](crate::danger::accept_any_address)"
        }
        Code::WidthNotStated => "none: it is for the owner to look at",
        Code::EgressOutside => "`egress`: what the process states of itself",
        Code::AddressesNotStated => "`gaps`: `allowlist`, with its last day",
        Code::TooOld => "`max_age`",
        Code::DeadlineNear => "`warn`",
        Code::Expired => "`expires` beside the key, where its source ends it; else the venue",
        Code::Lapsed => "none: the venue's own rule; an allowlist mends some of them",
        Code::CreationNotStated => {
            "[`created_on`](crate::ApiCredential::created_on), or `created` beside the key; else `gaps`: `creation`, with its last day"
        }
        Code::CreatedInFuture | Code::NotYounger => {
            "[`created_on`](crate::ApiCredential::created_on), or `created` beside the key"
        }
        Code::ClockOff => "none: 30 seconds, and what the answer itself took",
        Code::GapDeclared | Code::GapEnded => "`gaps`: its last day, a year from now at most",
        Code::TwoFactor => {
            "`two_factor` of `account_must`; by default nothing is demanded of the account"
        }
        Code::TradeNotices => {
            "`trade_notices` of `account_must`; by default nothing is demanded of the account"
        }
        Code::AddressLock => {
            "`address_lock` of `account_must`; by default nothing is demanded of the account"
        }
        Code::AccountNotShown => {
            "[`Rotation::probe`](crate::Rotation::probe), or [`danger::same_account`](crate::danger::same_account)"
        }
        Code::OtherHost => "[`at_host`](crate::ApiCredential::at_host)",
        Code::OldReport => "`reverify`",
        Code::SameKey
        | Code::OtherVenue
        | Code::OtherEnvironment
        | Code::OtherAccount
        | Code::MoreRights
        | Code::WiderAllowlist => "none: a new key is like the old one, and no more than that",
        Code::OtherReport => "none: a report is good for its own key",
        other => panic!("{other} has no line about what changes it"),
    }
}

/// What a policy takes, by its own words about a value that it does not take.
fn takes(setting: &str, value: &str) -> String {
    let value: Value = serde_json::from_str(value).unwrap();
    let mut policy = json!({"needs": ["read"]});
    policy[setting] = value;
    let error = serde_json::from_value::<AnyPolicy>(policy).unwrap_err();
    let text = error.to_string();
    let between = |lead: &str, end: &str| {
        let (_, rest) = text.split_once(lead)?;
        Some(rest.split(end).next().unwrap().to_owned())
    };
    let takes = between("leave only ", " there")
        .or_else(|| {
            let letters = between("write a short one of ", ", in quotes")?;
            Some(format!("a short text of {letters}"))
        })
        .or_else(|| {
            let what = between(" is no ", ":")?;
            let article = if what.starts_with('I') { "an" } else { "a" };
            Some(format!("{article} {what}"))
        })
        .or_else(|| between(": write ", ";"));
    takes.unwrap_or_else(|| panic!("{setting}: {text}"))
}

/// The names in a line such as "one of `a`, `b`".
fn names(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The default of a setting, as `Debug` of the policy shows it.
fn default_of(setting: &str) -> String {
    let policy = AnyPolicy::needing(PermissionSet::of::<Read>());
    let shown = format!("{policy:?}");
    let (field, part) = match setting {
        "min_prefix_v4" => ("min_prefix: (", 0),
        "min_prefix_v6" => ("min_prefix: (", 1),
        "endpoints" => ("listed: ", 0),
        "after_trip" => ("reliefs: ", 0),
        "trip_on" => ("alarms: ", 0),
        "max_age" => ("max_age_days: ", 0),
        "warn" => ("warn_days: ", 0),
        "reverify" => ("reverify_hours: ", 0),
        _ => ("", 0),
    };
    let field = match field {
        "" => format!("{setting}: "),
        field => field.to_owned(),
    };
    let (_, value) = shown.split_once(&format!(" {field}")).unwrap();
    let value = value
        .split([',', ')', ' '])
        .filter(|part| !part.is_empty())
        .nth(part);
    match value.unwrap() {
        "[]" | "None" | "[None" => "none".to_owned(),
        number => number.parse::<u32>().unwrap().to_string(),
    }
}

fn settings(text: &mut String) {
    let every = takes("x", "1");
    let known: Vec<_> = SETTINGS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names(&every), known, "the settings of a policy");
    text.push_str(
        "\n# Settings\n\n\
         One type, [`Policy`](crate::Policy), built in code or read by serde. Values out of their bounds do not \
         compile in a `const`, and are an error in a configuration.\n\n\
         | in a configuration | in code | default | takes |\n|---|---|---|---|\n",
    );
    for (name, code, unit, wrong) in SETTINGS {
        let default = match *name {
            "needs" => "has to be there".to_owned(),
            "markets" | "account_must" => "none".to_owned(),
            name => format!("{} {unit}", default_of(name)),
        };
        let lead = match *name {
            "needs" | "egress" | "after_trip" | "trip_on" => "a list, each ",
            "endpoints" => "a list, each a table of ",
            "gaps" | "limits" | "account_must" => "a table of ",
            _ => "",
        };
        // It is known there for a line that says where it belongs.
        let takes = takes(name, wrong).replace(", `markets`", "");
        let takes = format!("{lead}{takes}");
        writeln!(text, "| `{name}` | {code} | {} | {takes} |", default.trim()).unwrap();
    }
    let every = takes("limits", r#"{"x": 1}"#);
    let known: Vec<_> = LIMITS.iter().map(|(name, _)| *name).collect();
    let own = names(&every).into_iter();
    let own: Vec<_> = own.filter(|name| *name != "markets").collect();
    assert_eq!(own, known, "the settings of limits");
    text.push_str(
        "\nBelow `limits`, each of them none by default. They refuse calls, not keys, by \
         [`SignError`](crate::SignError):\n\n\
         | in a configuration | in code | takes |\n|---|---|---|\n",
    );
    for (name, code) in LIMITS {
        let takes = takes("limits", &format!("{{\"{name}\": true}}"));
        writeln!(text, "| `{name}` | {code} | {takes} |").unwrap();
    }
    text.push_str(
        "\n`gaps` names what the venue does not state and the owner has looked up, with the last day of that. \
         `endpoints` is a list of tables, such as `{ method = \"GET\", path = \"/v5/new\", needs = \"read\" }`.\n\
         \n```\n\
         let policy: keyleash::AnyPolicy = toml::from_str(r#\"\n    \
             needs = [\"read\", \"spot\"]\n    \
             max_age = \"60d\"\n    \
             egress = [\"203.0.113.7\", \"2001:db8::7\"]\n    \
             gaps = { allowlist = \"2027-03-31\" }\n    \
             limits = { orders_per_day = 5000 }\n    \
             markets = [\"BTCUSDT\"]\n    \
             after_trip = [\"cancel_all\", \"evidence\"]\n    \
             trip_on = [\"renewal_refused\"]\n\
         \"#)?;\n\
         # Ok::<(), toml::de::Error>(())\n\
         ```\n",
    );
}

/// What was seen of a rule.
#[derive(Default)]
struct Seen {
    refuses: bool,
    warns: bool,
    warns_in_danger: bool,
    /// Out of the judgement with the fewest others beside it: how many, the venue, and what it says.
    example: Option<(usize, &'static str, Violation)>,
}

impl Seen {
    fn shows(&mut self, beside: usize, venue: &'static str, violation: Violation) {
        if self
            .example
            .as_ref()
            .is_none_or(|(fewest, ..)| beside < *fewest)
        {
            self.example = Some((beside, venue, violation));
        }
    }
}

fn seen() -> BTreeMap<Code, Seen> {
    let mut all: BTreeMap<Code, Seen> = BTreeMap::new();
    for key in judged() {
        let beside = key.violations.len();
        for violation in key.violations {
            let seen = all.entry(violation.code()).or_default();
            match (violation.severity(), key.in_danger) {
                (Severity::Refuse, _) => seen.refuses = true,
                (Severity::Warn, false) => seen.warns = true,
                (Severity::Warn, true) => seen.warns_in_danger = true,
            }
            seen.shows(beside, key.venue, violation);
        }
    }
    let faults = every_fault().into_iter();
    for violation in faults.filter(|fault| fault.severity() == Severity::Refuse) {
        let seen = all.entry(violation.code()).or_default();
        seen.refuses = true;
        seen.shows(1, "", violation);
    }
    all
}

fn rules(text: &mut String) {
    let seen = seen();
    text.push_str("\n# Rules\n\nA code stays as it is for ever; texts may change.\n");
    for (title, codes) in FAMILIES {
        writeln!(text, "\n# {title}").unwrap();
        for code in *codes {
            let seen = seen
                .get(code)
                .unwrap_or_else(|| panic!("{code} is never shown"));
            let severity = match (code.severity(), seen.refuses, seen.warns) {
                (Severity::Refuse, true, false) if seen.warns_in_danger => {
                    "refuses; in `danger` it warns"
                }
                (Severity::Refuse, true, false) => "refuses",
                (Severity::Warn, false, true) => "warns",
                _ => panic!("{code} is not what it says of itself"),
            };
            let (_, venue, example) = seen.example.as_ref().unwrap();
            let (meaning, reason) = (code.meaning(), code.reason());
            writeln!(text, "\n## `{code}`\n\n{meaning} {reason}\n").unwrap();
            writeln!(text, "- *Severity*: {severity}.").unwrap();
            writeln!(text, "- *What changes it*: {}.", lever(*code)).unwrap();
            let place = match *venue {
                "" => "In a rotation".to_owned(),
                venue => format!("At {venue}"),
            };
            writeln!(text, "- *{place}*: {}.", linked(example.found())).unwrap();
            writeln!(text, "- *To mend it there*: {}.", linked(example.remedy())).unwrap();
            if let [usual, other] = &code.remedies()[..] {
                let other = if example.remedy() == other {
                    usual
                } else {
                    other
                };
                writeln!(text, "- *Or, in other cases*: {other}.").unwrap();
            }
        }
    }
}

/// Addresses of pages, as links.
fn linked(text: &str) -> String {
    let words = text
        .split(' ')
        .map(|word| match word.trim_end_matches([';', ',', '.']) {
            url if url.starts_with("https://") => word.replacen(url, &format!("<{url}>"), 1),
            _ => word.to_owned(),
        });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_about_policies_is_what_the_rules_say() {
    let mut listed: Vec<_> = FAMILIES
        .iter()
        .flat_map(|(_, codes)| *codes)
        .copied()
        .collect();
    listed.sort_unstable();
    assert_eq!(listed, Code::ALL, "each code has its place on the page");
    let mut text = HEAD.to_owned();
    settings(&mut text);
    rules(&mut text);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/policy_reference.md");
    #[expect(
        clippy::disallowed_methods,
        reason = "a switch of the tests, and no secret"
    )]
    let writes = std::env::var_os("KEYLEASH_WRITE_DOCS").is_some();
    if writes {
        fs::write(&path, &text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == text,
        "src/manual/policy_reference.md is not what the rules say: write it anew with KEYLEASH_WRITE_DOCS=1"
    );
}
