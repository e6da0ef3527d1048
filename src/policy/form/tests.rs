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
    let days = "a whole number from 1 to 365";
    for (text, field, expected) in [
        (r#"{"max_age_days":90}"#, "`needs`", "a list of permissions"),
        (
            r#"{"needs":["read","withdraw"]}"#,
            "`needs`",
            "never `withdraw`",
        ),
        (r#"{"needs":"read"}"#, "`needs`", "a list of permissions"),
        (
            r#"{"needs":["read"],"max_age_days":0}"#,
            "`max_age_days`",
            days,
        ),
        (
            r#"{"needs":["read"],"max_age_days":366}"#,
            "`max_age_days`",
            days,
        ),
        (
            r#"{"needs":["read"],"max_age_days":-1}"#,
            "`max_age_days`",
            days,
        ),
        (
            r#"{"needs":["read"],"max_age_days":90.5}"#,
            "`max_age_days`",
            days,
        ),
        (
            r#"{"needs":["read"],"max_age_days":"90"}"#,
            "`max_age_days`",
            days,
        ),
        (r#"{"needs":["read"],"warn_days":0}"#, "`warn_days`", days),
        (
            r#"{"needs":["read"],"reverify_hours":721}"#,
            "`reverify_hours`",
            "1 to 720",
        ),
        (
            r#"{"needs":["read"],"min_prefix_v4":23}"#,
            "`min_prefix_v4`",
            "24 to 32",
        ),
        (
            r#"{"needs":["read"],"min_prefix_v6":47}"#,
            "`min_prefix_v6`",
            "48 to 128",
        ),
        (
            r#"{"needs":["read"],"max_entries":101}"#,
            "`max_entries`",
            "1 to 100",
        ),
        (
            r#"{"needs":["read"],"any_address":true}"#,
            "`a setting`",
            "one of `needs`",
        ),
        (
            r#"{"needs":["read"],"egress":["1.2.3"]}"#,
            "`egress[0]`",
            "an IP address",
        ),
        (
            r#"{"needs":["read"],"gaps":{"age":"2027-03-31"}}"#,
            "`a name in `gaps``",
            "one of `rights`",
        ),
        (
            r#"{"needs":["read"],"gaps":{"allowlist":"2027-02-30"}}"#,
            "`gaps.allowlist`",
            "a day",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"/a/../b","needs":"read"}]}"#,
            "`endpoints[0].path`",
            "segments",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"GET","path":"/a","needs":"withdraw"}]}"#,
            "`endpoints[0].needs`",
            "not `withdraw`",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"POST","path":"/v9/Sub-Account/Api_Key","needs":"read"}]}"#,
            "`endpoints[0].path`",
            "no listing unlocks",
        ),
        (
            r#"{"needs":["read"],"endpoints":[{"method":"HEAD","path":"/a","needs":"read"}]}"#,
            "`endpoints[0].method`",
            "GET, POST",
        ),
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
    assert!(error.is_err());
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
    let policy = |days: &str| {
        let text = format!(r#"{{"needs":["read"],"max_age_days":{days}}}"#);
        serde_json::from_str::<AnyPolicy>(&text).map_err(|error| error.to_string())
    };
    let digits = |digits: &str| policy(&format!(r#"{{"{DIGITS}":"{digits}"}}"#));
    assert_eq!(digits("30").unwrap(), policy("30").unwrap());
    for out in ["0", "-0", "366", "30.0", "3e1", "18446744073709551616"] {
        let (one, other) = (digits(out).unwrap_err(), policy(out).unwrap_err());
        let told = "`max_age_days` should be a whole number from 1 to 365";
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
        r#"{"needs":["read"],"max_age_days":"NEEDLE"}"#,
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
            .contains("what the scope in the code grants"),
        "{error}"
    );
}
