//! Stand-ins that took marked secrets for made-up ones, and how they answer.

use super::{channels::Shown, drive::spec};
use keyleash::{
    Method, RawCredential, Request, Secret, Source, SourceError, Wanted,
    fixtures::{self, Exchange, Fault, FixtureError, Rights},
    venue::Spec,
};
use std::io::ErrorKind;

/// A made-up id with a marked secret.
struct Marked<'a>(&'a str);

impl Source for Marked<'_> {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        let raw = RawCredential::new(secret("fixture-key-id"), secret(self.0));
        Ok(raw.with_passphrase(secret(self.0)))
    }
}

pub(super) fn stand_ins(shown: &Shown) {
    // One of each way in which keys are shown and answers are written.
    for (name, secret) in [
        ("okx", &shown.marks.plain),
        ("kraken", &shown.marks.base64),
        ("upbit", &shown.marks.uuid),
        ("crypto_com", &shown.marks.plain),
    ] {
        asked(shown, spec(name), secret);
    }
    for error in [
        FixtureError::NoVenue,
        FixtureError::OtherVenue { venue: "OKX" },
        FixtureError::NotLoopback,
        FixtureError::NotOpened(ErrorKind::PermissionDenied),
    ] {
        shown.error(&error);
    }
}

fn asked(shown: &Shown, spec: &'static Spec, secret: &str) {
    let exchange = Exchange::of(spec).unwrap();
    shown.debug(&exchange);
    let rights = Rights::good();
    shown
        .debug(&rights)
        .debug(&Rights::answering([secret.len().to_string()]));
    let key = shown
        .result(exchange.adopt(Marked(secret), rights))
        .unwrap();
    shown.debug(&key).debug(&key.mistyped());
    for source in [&key, &key.mistyped()] {
        let Some(credential) = shown.result(exchange.credential(source)) else {
            continue;
        };
        let report = shown.result(credential.inspect(fixtures::send));
        let Some(report) = report else { continue };
        let signer = shown.result(credential.verify(&fixtures::policy(spec), report));
        let (Some(signer), "okx") = (signer, spec.id()) else {
            continue;
        };
        let order =
            r#"{"instId":"BTC-USDT","tdMode":"cash","side":"buy","ordType":"market","sz":"1"}"#;
        let request = Request::new(Method::Post, "/api/v5/trade/order").unwrap();
        let request = signer.sign(&request.body(order)).unwrap();
        fixtures::send(request.try_into().unwrap()).unwrap();
        let placed = exchange.orders();
        shown.debug(&placed[0]);
    }
    for fault in [
        Fault::BrokenAnswer,
        Fault::Redirect,
        Fault::RightsChanged(Rights::withdrawing()),
    ] {
        shown.debug(&fault);
        exchange.misbehave(fault);
        let Ok(credential) = exchange.credential(&key) else {
            continue;
        };
        let _ = shown.result(credential.inspect(fixtures::send));
    }
}
