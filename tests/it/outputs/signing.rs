//! Signatures and logins, with secrets as parameters too.

use super::{
    answers,
    channels::Shown,
    drive::{Trader, Watcher, given},
};
use crate::support::at;
use keyleash::{
    AnyCredential, AnySigner, ApiCredential, Error, Method, PermissionSet, Policy, Request,
    SignedRequest, Signer, Worth, redact_uri,
    venue::{self, Spec, binance, binance::Binance},
};

/// What came of a signature; what it is made of is searched for from now on.
fn signed(shown: &Shown, request: SignedRequest) {
    shown.debug(&request);
    shown.made(request.query());
    shown.made(request.body());
    shown
        .display(&redact_uri(request.url()))
        .display(&redact_uri(request.target()));
    let request = http::Request::try_from(request).unwrap();
    let secret = request
        .headers()
        .values()
        .filter(|value| value.is_sensitive());
    secret.for_each(|value| shown.made(value.to_str().unwrap()));
    // Of an `http::Request` URL and body are shown as they are, by a crate that is not ours.
    shown
        .debug(request.headers())
        .display(&redact_uri(request.uri()));
    let (parts, _) = request.into_parts();
    let bare = http::Request::builder().uri(parts.uri.path()).body(());
    let mut bare = bare.unwrap();
    *bare.headers_mut() = parts.headers;
    shown.debug(&bare);
}

/// Requests of the bot's own, with secrets where none belongs.
fn parts(shown: &Shown, signer: &Signer<Binance, Trader>) {
    let secret = &shown.marks.plain;
    shown.debug(&Worth::new(5));
    for (name, value, query) in [
        ("x-trace", "1", "symbol=BTCUSDT"),
        ("x-mbx-apikey", secret.as_str(), "symbol=BTCUSDT"),
        ("content-type", secret.as_str(), "symbol=BTCUSDT"),
        ("host", secret.as_str(), "symbol=BTCUSDT"),
        ("x-http-method-override", secret.as_str(), "symbol=BTCUSDT"),
        ("x-trace", "1", secret.as_str()),
    ] {
        let request = http::Request::get(format!("/api/v3/openOrders?{query}"))
            .header(name, value)
            .body(Vec::new());
        let Ok(request) = request else { continue };
        let (mut parts, mut body) = request.into_parts();
        let result = signer.sign_parts_at(&mut parts, &mut body, at(1));
        if shown.result(result).is_some() {
            let secret = parts.headers.values().filter(|value| value.is_sensitive());
            secret.for_each(|value| shown.made(value.to_str().unwrap()));
            shown.made(parts.uri.query().unwrap());
            shown.debug(&parts.headers).display(&redact_uri(&parts.uri));
        }
    }
}

/// Every row that the key of the good answer signs, with secrets as parameters too.
pub(super) fn signatures(shown: &Shown) {
    let secret = &shown.marks.plain;
    for spec in venue::ALL {
        let Some(signer) = answers::good_signer(shown, spec) else {
            continue;
        };
        shown
            .debug(&signer)
            .debug(&signer.standing_at(at(1)))
            .debug(&signer.warnings());
        rows(shown, &signer, spec, secret);
        shown.result(signer.narrow(PermissionSet::NEVER));
        signer.stop();
        shown.debug(&signer.standing_at(at(2)));
        let request = Request::new(Method::Get, "/stopped").unwrap();
        shown.result(signer.sign_at(&request, at(2)));
        shown.result(signer.inspection().next_request_at(at(2)));
        shown.result(signer.login_at("none", at(2)));
    }
    typed(shown);
}

pub(super) fn rows(shown: &Shown, signer: &AnySigner, spec: &Spec, secret: &str) {
    let mut count = 0;
    for (at_row, (method, path, _)) in spec.endpoints().enumerate() {
        let segment = path.replace("{}", secret).replace('*', secret);
        let path = path.replace("{}", "x1").replace('*', "x1");
        let query = format!("{path}?symbol=BTCUSDT");
        let wrong = format!("{path}?{secret}={secret}&b={secret}");
        let json = format!(r#"{{"{secret}": "{secret}", "x": 0.5"#);
        for (target, body) in [
            (&path, ""),
            (&query, ""),
            (&wrong, ""),
            (&segment, ""),
            (&path, &*json),
            (&path, secret),
        ] {
            let Ok(request) = Request::new(method, target) else {
                continue;
            };
            shown.debug(&request);
            match signer.sign_at(&request.body(body), at(1)) {
                // What the caller wrote is the caller's, and some of it is a secret here.
                Ok(done)
                    if ![&wrong, &segment].contains(&target) && body.is_empty() && count < 12 =>
                {
                    count += 1;
                    signed(shown, done);
                }
                Ok(done) => drop(shown.debug(&done)),
                Err(error) if at_row % 8 == 0 => {
                    shown.error(&error).error(&Error::from(error));
                }
                Err(error) => drop(shown.debug(&error)),
            }
        }
    }
}

/// The same with types.
fn typed(shown: &Shown) {
    let credential = ApiCredential::<Binance>::load(given(&shown.marks, "binance")).unwrap();
    shown.debug(&credential);
    let report = answers::report_of_case(shown, "binance", "good").unwrap();
    let signer: Signer<Binance, Trader> = shown
        .result(credential.verify_at(&Policy::new(), report, at(0)))
        .unwrap();
    let secret = &shown.marks.plain;
    let call = binance::NEW_ORDER.query("symbol=BTCUSDT&side=BUY");
    shown
        .debug(&call)
        .debug(&call.body(secret))
        .debug(&binance::NEW_ORDER.query(secret));
    signed(shown, signer.sign_at(call, at(1)).unwrap());
    shown.result(signer.sign_at(binance::NEW_ORDER.query(secret).body(secret), at(1)));
    shown.result(signer.sign_at(binance::ACCOUNT.at(secret), at(1)));
    let mut out = SignedRequest::new();
    signer.sign_into_at(call, at(3), &mut out).unwrap();
    signed(shown, out);
    parts(shown, &signer);
    let watcher = signer.narrow::<Watcher>();
    shown.debug(&watcher).debug(&signer.clone().into_any());
    let stale = signer.sign_at(call, at(48 * 3_600)).unwrap_err();
    shown.error(&stale).error(&Error::from(stale));
    let report = answers::report_of_case(shown, "binance", "can_withdraw");
    if let Some(report) = report {
        shown.result(signer.renew_at(report, at(60)));
    }
    shown.result(signer.sign_at(call, at(61)));
    let wide = answers::report_of_case(shown, "binance", "every_box_ticked").unwrap();
    let other = AnyCredential::load(
        venue::find("binance").unwrap(),
        given(&shown.marks, "binance"),
    )
    .unwrap();
    shown.result(other.verify_at(&crate::support::policy(), wide, at(0)));
}

pub(super) fn sockets(shown: &Shown) {
    for spec in venue::ALL {
        let Some(signer) = answers::good_signer(shown, spec) else {
            continue;
        };
        let secret = &shown.marks.plain;
        let names: Vec<&str> = spec.sockets().collect();
        for name in names.into_iter().chain([secret.as_str()]) {
            for login in [
                signer.login_at(name, at(1)),
                signer.answer_at(name, secret, at(1)),
                signer.answer_at(name, "c094497e-9b5f-40da-a122-3751c39b107f", at(1)),
            ] {
                if let Some(login) = shown.result(login) {
                    shown.made(login.message());
                    shown.display(&redact_uri(login.url()));
                }
            }
        }
    }
}
