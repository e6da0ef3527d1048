//! A configuration has the bounds of the code, and echoes nothing.

use crate::{
    permission::{PermissionSet, Read},
    policy::{AnyPolicy, Gap, Listed, Policy},
    report::number::DIGITS,
    request::Method,
    time::Date,
};

#[test]
#[allow(clippy::too_many_lines)] // a table
fn a_configuration_has_the_bounds_of_the_code() {
    let days = "is no time in whole days from `1d` to `365d`: write";
    let hours = "is no time in whole hours from `1h` to `720h`: write";
    for (text, field, expected) in [
        (r#"{"max_age":"90d"}"#, "`needs`", "is missing: add"),
        (
            r#"{"needs":["read","withdraw"]}"#,
            "`needs[1]`",
            "asks for `withdraw` or `admin`, which no bot may hold",
        ),
        (r#"{"needs":"read"}"#, "`needs`", "is no list"),
        (r#"{"needs":null}"#, "`needs`", "is no list"),
        (
            r#"{"needs":["Read"]}"#,
            "`needs[0]`",
            "write one of `read`, `spot`, ",
        ),
        (r#"{"needs":["read"],"max_age":"0d"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":"366d"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":"53w"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":"24h"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":"-1d"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":90}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":"90"}"#, "`max_age`", days),
        (r#"{"needs":["read"],"max_age":null}"#, "`max_age`", days),
        (
            r#"{"needs":["read"],"max_age_days":90}"#,
            "`max_age_days`",
            "is called `max_age` here: write `max_age`",
        ),
        (r#"{"needs":["read"],"warn":"0d"}"#, "`warn`", days),
        (
            r#"{"needs":["read"],"reverify":"721h"}"#,
            "`reverify`",
            hours,
        ),
        (
            r#"{"needs":["read"],"reverify":"31d"}"#,
            "`reverify`",
            hours,
        ),
        (
            r#"{"needs":["read"],"reverify":"90m"}"#,
            "`reverify`",
            hours,
        ),
        (
            r#"{"needs":["read"],"min_prefix_v4":23}"#,
            "`min_prefix_v4`",
            "is no whole number from 24 to 32",
        ),
        (
            r#"{"needs":["read"],"min_prefix_v4":32.5}"#,
            "`min_prefix_v4`",
            "is no whole number from 24 to 32",
        ),
        (
            r#"{"needs":["read"],"min_prefix_v6":47}"#,
            "`min_prefix_v6`",
            "from 48 to 128",
        ),
        (
            r#"{"needs":["read"],"max_entries":101}"#,
            "`max_entries`",
            "from 1 to 100",
        ),
        (
            r#"{"needs":["read"],"max_entries":"4"}"#,
            "`max_entries`",
            "without quotes",
        ),
        (
            r#"{"needs":["read"],"any_address":true}"#,
            "the table",
            "has a field that is not known: leave only `needs`",
        ),
        (
            r#"{"needs":["read"],"egress":["1.2.3"]}"#,
            "`egress[0]`",
            "is no IP address",
        ),
        (
            r#"{"needs":["read"],"gaps":{"age":"2027-03-31"}}"#,
            "`gaps`",
            "leave only `rights`, `allowlist`, `creation`",
        ),
        (
            r#"{"needs":["read"],"gaps":{"allowlist":"2027-02-30"}}"#,
            "`gaps.allowlist`",
            "is no day",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"/a/../b","needs":"read"}]}"#,
            "`endpoints[0].path`",
            "segments",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"/a","needs":"withdraw"}]}"#,
            "`endpoints[0].needs`",
            "asks for `withdraw`",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"POST","path":"/v9/Sub-Account/Api_Key","needs":"read"}]}"#,
            "`endpoints[0].path`",
            "no listing unlocks",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"HEAD","path":"/a","needs":"read"}]}"#,
            "`endpoints[0].method`",
            "`GET`, `POST`",
        ),
        (
            r#"{"needs":["read"],"after_trip":["all"]}"#,
            "`after_trip[0]`",
            "`cancel_all`",
        ),
        (
            r#"{"needs":["read"],"trip_on":"stale"}"#,
            "`trip_on`",
            "is no list",
        ),
        (
            r#"{"needs":["read"],"limits":null}"#,
            "`limits`",
            "is no table",
        ),
        ("[]", "the table", "is no table"),
        ("null", "the table", "is no table"),
    ] {
        let error = serde_json::from_str::<AnyPolicy>(text)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains(field) && error.contains(expected),
            "{text}: {error}"
        );
    }
    let error = serde_json::from_str::<AnyPolicy>(r#"{"needs":["read"],"needs":["spot"]}"#);
    let error = error.unwrap_err().to_string();
    assert!(error.contains("`needs` stands there twice"), "{error}");
    let two = serde_json::from_str::<AnyPolicy>(r#"{"max_age":"1y","needs":["all"]}"#);
    let two = two.unwrap_err().to_string();
    assert!(
        two.contains("(1) `needs[0]` ") && two.contains("(2) `max_age` "),
        "{two}"
    );
}

#[test]
fn a_configuration_reads_every_setting() {
    const LISTED: &[Listed] = &[
        Listed::new::<Read>(Method::Put, "/api/v9/new"),
        Listed::new::<Read>(Method::Patch, "/api/v9/new"),
    ];
    let policy: AnyPolicy = serde_json::from_str(
        r#"{"needs":["read"],"egress":["18.181.170.164","2a01:4f8::1"],"gaps":{"rights":"2027-03-31"},
            "endpoints":[{"method":"PUT","path":"/api/v9/new","needs":"read"},
                         {"method":"PATCH","path":"/api/v9/new","needs":"read"}]}"#,
    )
    .unwrap();
    let code = AnyPolicy::needing(PermissionSet::of::<Read>())
        .egress_from([
            "18.181.170.164".parse().unwrap(),
            "2a01:4f8::1".parse().unwrap(),
        ])
        .accept_gap(Gap::Rights, Date::new(2027, 3, 31))
        .list_endpoints(LISTED);
    assert_eq!(policy, code);
}

/// As a parser's number comes that keeps its digits, and a table of the same look.
#[test]
fn a_configuration_reads_a_number_from_its_digits() {
    let policy = |most: &str| {
        let text = format!(r#"{{"needs":["read"],"max_entries":{most}}}"#);
        serde_json::from_str::<AnyPolicy>(&text).map_err(|error| error.to_string())
    };
    let digits = |digits: &str| policy(&format!(r#"{{"{DIGITS}":"{digits}"}}"#));
    assert_eq!(digits("30").unwrap(), policy("30").unwrap());
    for out in ["0", "-0", "366", "30.0", "3e1", "18446744073709551616"] {
        let (one, other) = (digits(out).unwrap_err(), policy(out).unwrap_err());
        let told = "`max_entries` is no whole number from 1 to 100";
        assert!(one.contains(told) && other.contains(told), "{one}; {other}");
    }
    let error = digits("NEEDLE").unwrap_err();
    assert!(!error.contains("NEEDLE"), "{error}");
}

#[test]
fn a_configuration_does_not_echo_what_it_cannot_read() {
    for text in [
        r#"{"needs":["NEEDLE"]}"#,
        r#"{"needs":"NEEDLE"}"#,
        r#"{"needs":["read"],"max_age":"NEEDLE"}"#,
        r#"{"needs":["read"],"NEEDLE":1}"#,
        r#"{"needs":["read"],"egress":["NEEDLE"]}"#,
        r#"{"needs":["read"],"egress":"NEEDLE"}"#,
        r#"{"needs":["read"],"gaps":{"NEEDLE":"2027-03-31"}}"#,
        r#"{"needs":["read"],"gaps":{"rights":"NEEDLE"}}"#,
        r#"{"needs":["read"],"endpoints":[{"method":"NEEDLE","path":"/a","needs":"read"}]}"#,
        r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"NEEDLE","needs":"read"}]}"#,
        r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"/a","NEEDLE":"read"}]}"#,
        r#"{"needs":["read"],"endpoints":["NEEDLE"]}"#,
        r#""NEEDLE""#,
    ] {
        let error = serde_json::from_str::<AnyPolicy>(text).unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("NEEDLE"),
            "{text}: {error}"
        );
    }
    for text in [r#""NEEDLE""#, r#"["NEEDLE"]"#] {
        let error = serde_json::from_str::<PermissionSet>(text).unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("NEEDLE"),
            "{text}: {error}"
        );
    }
}

#[test]
fn a_scope_in_code_must_be_the_one_in_the_configuration() {
    crate::scope! { Trader = Read | Spot }
    let same = serde_json::from_str::<Policy<Trader>>(r#"{"needs":["spot","read"]}"#).unwrap();
    assert_eq!(same, Policy::new());
    let left_out = serde_json::from_str::<Policy<Trader>>("{}").unwrap();
    assert_eq!(left_out, Policy::new());
    let error = serde_json::from_str::<Policy<Trader>>(r#"{"needs":["read"]}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`needs` is not what the scope in the code grants"),
        "{error}"
    );
}
