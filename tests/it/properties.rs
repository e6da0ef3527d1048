//! What has to hold for any path, any parameters, any addresses and any clock.

use crate::support::{ANY_KEY, any_signer, at, good_signer, policy};
use keyleash::{
    Allowlist, AnyCredential, InspectionError, Method, PermissionSet, Request, SignedRequest,
    Stated, venue,
};
use proptest::{collection::vec, prelude::*, sample::select};
use std::{
    net::IpAddr,
    time::{Duration, SystemTime},
};

/// Pieces from which paths to slip past a table could be made.
fn any_path() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "/",
        "//",
        "..",
        ".",
        "%2e",
        "%2F",
        "sapi",
        "SAPI",
        "v1",
        "capital",
        "withdraw",
        "apply",
        "api",
        "v3",
        "order",
        "account",
        "?",
        "#",
        ";",
        "\\",
        " ",
        "\r\n",
        "ü",
        "0",
        "private",
        "Withdraw",
        "AddOrder",
        "v5",
        "asset",
        "create",
        "user",
        "delete-api",
        "earn",
        "pwm",
    ]);
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn any_body() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[a-zA-Z0-9=&%\\[\\]_;+.-]{0,60}",
        select(vec![
            r#"{"category":"spot"}"#,
            r#"{"category":"linear"}"#,
            r#"{"instId":"BTC-USDT","tdMode":"cash"}"#,
            "pair=XBTUSD&leverage=5",
            "symbol=BTCUSDT",
        ])
        .prop_map(str::to_owned),
    ]
}

/// How a lenient server might read a path.
fn folded(path: &str) -> String {
    path.to_ascii_lowercase()
        .replace("%2e", ".")
        .replace("%2f", "/")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whatever was asked for, what is signed is a row of the table within the scope, at the
    /// venue's own host, and written in one way only.
    #[test]
    fn what_is_signed_is_within_the_scope(
        venue in select(venue::ALL.iter().map(|spec| spec.id()).collect::<Vec<_>>()),
        method in select(vec![Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete]),
        target in any_path(),
        body in any_body(),
    ) {
        let Ok(request) = Request::new(method, &target) else { return Ok(()) };
        let Some(signer) = good_signer(venue) else { return Ok(()) };
        let Ok(signed) = signer.sign_at(&request.body(&body), at(1)) else { return Ok(()) };
        let spec = venue::find(venue).unwrap();
        let path = signed.path();
        prop_assert!(!path.contains("..") && !path.contains("//") && !path.contains('%'));
        prop_assert!(signed.url().bytes().all(|byte| byte.is_ascii_graphic()), "{}", signed.url());
        prop_assert!(signed.headers().all(|(_, value)| value.bytes().all(|byte| (b' '..=b'~').contains(&byte))));
        // Where the parameters decide, one path has several rows.
        let mut rows = spec.endpoints().filter(|(own, row, _)| *own == method && folded(row) == folded(path)).peekable();
        let never = rows.peek().is_some() && rows.all(|(.., needs)| !needs.and(PermissionSet::NEVER).is_empty());
        prop_assert!(!never, "{method} {path}");
        let listed = spec.endpoints().any(|(row_method, row, needs)| {
            let family = row.strip_suffix('*').is_some_and(|above| path.starts_with(above));
            row_method == method && (row == path || family) && signer.scope().contains(needs)
        });
        prop_assert!(listed, "{method} {path}");
    }

    /// Reading any bytes for a path, a URL or parameters ends without a panic.
    #[test]
    fn any_text_is_read_or_refused(target in "\\PC{0,80}", body in "\\PC{0,80}") {
        let signer = any_signer("binance", &policy());
        if let Ok(request) = Request::new(Method::Post, &target) {
            let _ = signer.sign_at(&request.body(&body), at(1));
        }
    }

    /// An allowlist is read as what it says, or not at all.
    #[test]
    fn an_allowlist_is_read_as_it_is_written(
        entries in vec(prop_oneof![
            any::<[u8; 4]>().prop_map(|octets| IpAddr::from(octets).to_string()),
            (any::<[u8; 4]>(), 0_u8..=40).prop_map(|(octets, bits)| format!("{}/{bits}", IpAddr::from(octets))),
            any::<[u8; 16]>().prop_map(|octets| IpAddr::from(octets).to_string()),
            Just(String::new()),
            Just("*".to_owned()),
            "[0-9./:*a-f-]{1,20}",
        ], 0..6),
    ) {
        let credential = AnyCredential::load(venue::find("okx").unwrap(), ANY_KEY).unwrap();
        let body = serde_json::json!({
            "code": "0",
            "data": [{ "perm": "read_only", "ip": entries.join(","), "uid": "1" }],
        });
        let mut inspection = credential.inspection();
        inspection.next_request_at(at(0)).unwrap();
        let answered = inspection.answer_at(&http::Response::new(body.to_string()), at(0));
        if let Err(error) = answered {
            let unreadable = matches!(error, InspectionError::Unreadable { .. });
            prop_assert!(unreadable);
            return Ok(());
        }
        let report = inspection.finish().unwrap();
        let said: Vec<_> = entries.iter().filter(|entry| !entry.is_empty()).collect();
        match report.allowlist() {
            Stated::ByVenue(Allowlist::Open) => {
                prop_assert!(said.is_empty() || said.iter().any(|entry| *entry == "*"));
            }
            Stated::ByVenue(Allowlist::Only(nets)) => {
                prop_assert_eq!(nets.len(), said.len());
                for (net, entry) in nets.iter().zip(said) {
                    let address: IpAddr = entry.split('/').next().unwrap().parse().unwrap();
                    prop_assert!(net.contains(&address), "{net} {entry}");
                }
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    /// However the clock jumps, no time or nonce steps back, and no nonce comes twice.
    #[test]
    fn times_and_nonces_follow_any_clock_forwards(
        venue in select(vec!["binance", "kraken", "bybit", "okx"]),
        clock in vec(0_u64..80_000_000, 2..40),
    ) {
        let signer = any_signer(venue, &policy());
        let (method, target) = match venue {
            "binance" => (Method::Get, "/api/v3/account"),
            "bybit" => (Method::Get, "/v5/user/query-api"),
            "okx" => (Method::Get, "/api/v5/account/config"),
            _ => (Method::Post, "/0/private/Balance"),
        };
        let stamp = |signed: &SignedRequest| match venue {
            "binance" => signed.query().split('&').find(|pair| pair.starts_with("timestamp=")).unwrap().to_owned(),
            "bybit" => signed.header("X-BAPI-TIMESTAMP").unwrap().to_owned(),
            "okx" => signed.header("OK-ACCESS-TIMESTAMP").unwrap().to_owned(),
            _ => signed.body().to_owned(),
        };
        let request = Request::new(method, target).unwrap();
        let stamps: Vec<_> = clock
            .iter()
            .map(|millis| -> SystemTime { at(0) + Duration::from_millis(*millis) })
            .map(|now| stamp(&signer.sign_at(&request, now).unwrap()))
            .collect();
        // All of one length, so that text grows as the numbers do.
        let follows = |pair: &[String]| match venue {
            "kraken" => pair[0] < pair[1],
            _ => pair[0] <= pair[1],
        };
        prop_assert!(stamps.windows(2).all(follows), "{stamps:?}");
    }
}
