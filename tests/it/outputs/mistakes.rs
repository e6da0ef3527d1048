//! What an owner writes by mistake: a secret where something else belongs.

use super::{
    answers,
    channels::Shown,
    drive::{Given, Trader, given, load, spec},
};
use crate::support::at;
use keyleash::{
    AnyCredential, AnyPolicy, ApiCredential, Command, Date, Env, Environment, Error, File, Gap,
    LoadError, Method, Mounted, PermissionSet, Policy, Request, danger,
    venue::{self, binance::Binance},
};

/// In the place of a path, a name, a program or a host.
pub(super) fn values_in_wrong_places(shown: &Shown) {
    for (name, text) in shown.marks.texts() {
        let text: &'static str = text.to_owned().leak();
        for path in [
            text.to_owned(),
            format!("/{text}"),
            format!("keys/{text}"),
            format!("./{text}.key"),
        ] {
            let file = File::new(&path);
            shown.debug(&file).result(load(file));
            let mounted = Mounted::new(&path);
            shown.debug(&mounted).result(load(mounted));
        }
        let prefixed = Mounted::credentials().prefixed(text);
        shown.debug(&prefixed).result(load(prefixed));
        shown
            .debug(&Env::prefixed(text))
            .result(load(Env::prefixed(text)));
        let program = Command::new(text);
        shown.debug(&program).result(load(program));
        let passed = Command::new("cat").arg("good").pass_env(text).arg("--");
        shown.debug(&passed).result(load(passed));
        let assigned = Command::new("cat").pass_env(format!("KEY={text}"));
        shown.debug(&assigned).result(load(assigned));
        shown.debug(&venue::find(text)).debug(&venue::closed(text));
        shown.debug(&PermissionSet::from_name(text));
        let credential = load(given(&shown.marks, "okx")).unwrap();
        shown.result(credential.at_host(text));
        let target = format!("/api/v5/{text}");
        let query = format!("/api/v5/account/balance?ccy={text}");
        let url = format!("https://{text}.example/api/v5/account/balance");
        for target in [text, &target, &query, &url] {
            if let Some(request) = shown.result(Request::new(Method::Get, target)) {
                shown.result(answers::signer(shown, "okx").sign_at(&request.body(text), at(1)));
            }
        }
        assert!(!name.is_empty());
    }
}

/// Each marked text as each part of each venue's key.
pub(super) fn keys(shown: &Shown) {
    for spec in venue::ALL {
        let texts: Vec<_> = shown.marks.texts().map(|(_, text)| text.to_owned()).into();
        for text in &texts {
            let half = text[..text.len() / 2].to_owned();
            for wrong in [
                text.clone(),
                half,
                format!("{text}="),
                format!(" {text}\n"),
                format!("{text}\u{e9}"),
            ] {
                let good = given(&shown.marks, spec.id());
                for source in [
                    Given {
                        secret: wrong.clone(),
                        ..good.clone()
                    },
                    Given {
                        id: wrong.clone(),
                        ..good.clone()
                    },
                    Given {
                        passphrase: wrong.clone(),
                        ..good
                    },
                ] {
                    if let Err(error) = AnyCredential::load(spec, source) {
                        if let LoadError::Secret(error) = &error {
                            shown.error(error);
                        }
                        shown.error(&error).error(&Error::from(error));
                    }
                }
            }
        }
    }
    let credential = || AnyCredential::load(spec("okx"), given(&shown.marks, "okx")).unwrap();
    let address = "127.0.0.1:9".parse().unwrap();
    shown.result(danger::any_loopback(credential(), address));
    shown.result(danger::any_loopback(
        credential(),
        "10.0.0.1:9".parse().unwrap(),
    ));
    let typed = ApiCredential::<Binance>::load(given(&shown.marks, "binance")).unwrap();
    shown.result(danger::loopback(typed, address));
    shown.debug(&danger::accept_any_address(Policy::<Trader>::new()));
}

/// A secret in the place of each word of a configuration. What the reader of TOML says of its own
/// text is not ours to keep in, so of its errors the message alone is shown.
pub(super) fn configurations(shown: &Shown) {
    fn words<T: serde::de::DeserializeOwned + core::fmt::Debug>(shown: &Shown, text: &str) {
        let quoted = serde_json::to_string(text).unwrap();
        for json in [
            quoted.clone(),
            format!("[{quoted}]"),
            format!("{{{quoted}: {quoted}}}"),
            format!("{{{quoted}: 1}}"),
        ] {
            shown.result(serde_json::from_str::<T>(&json));
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            shown.result(serde_json::from_value::<T>(value));
            if let Err(error) =
                toml::from_str::<std::collections::BTreeMap<String, T>>(&format!("x = {quoted}"))
            {
                shown.debug(error.message());
            }
        }
    }
    for (_, text) in shown.marks.texts() {
        words::<AnyPolicy>(shown, text);
        words::<Policy<Trader>>(shown, text);
        words::<PermissionSet>(shown, text);
        words::<Environment>(shown, text);
        words::<Gap>(shown, text);
        words::<Date>(shown, text);
        let whole = serde_json::json!({
            "needs": ["read"], "max_age": "30d", "warn": "9d", "reverify": "8h",
            "min_prefix_v4": 32, "min_prefix_v6": 64, "max_entries": 3, "egress": ["127.0.0.1"],
            "gaps": {"creation": "2027-03-31"},
            "endpoints": [{"method": "GET", "path": "/api/v9/new", "needs": "read"}],
            "limits": {"orders_per_day": 9, "beside": ["/api/v9/new"], "name": "a"},
            "markets": ["BTCUSDT"], "after_trip": ["evidence"], "trip_on": ["stale"],
        });
        answers::each_place(&whole, text, |wrong| {
            shown.result(serde_json::from_value::<AnyPolicy>(wrong.clone()));
            if let Err(error) =
                toml::from_str::<AnyPolicy>(&toml::to_string(&wrong).unwrap_or_default())
            {
                shown.debug(error.message());
            }
        });
    }
}
