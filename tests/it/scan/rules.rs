//! What is found, and what is not.

use super::{
    folder,
    keys::{self, Drawn, Random},
    places, run,
};
use keyleash::scan::{Alarm, Finding, Rule};
use proptest::prelude::*;

/// A way to write a credential down: the file, and its text with `V`, `v`, `{k}`, `{s}`, `{p}` for
/// the venue, the parts, and `{p?…}` for what is left out where there is no passphrase.
const FORMS: &[(&str, &str)] = &[
    (
        "src/keys.rs",
        "//! The {v} bot.\npub const API_KEY: &str = \"{k}\";\nconst API_SECRET: &'static str = \"{s}\";\n{p?const PASSPHRASE: &str = \"{p}\";}\n",
    ),
    (
        "src/main.rs",
        "use {v}::Client;\n\nfn main() {\n    let client = Client::new(\n        \"{k}\",\n        \"{s}\".to_owned(),\n{p?        \"{p}\",}\n    );\n}\n",
    ),
    (
        "src/env.rs",
        "fn main() {\n    let id = env::var(\"{V}_API_KEY\").unwrap_or(\"{k}\".into());\n    set_var(\"{V}_API_SECRET\", \"{s}\");\n{p?    set_var(\"{V}_API_PASSPHRASE\", \"{p}\");}\n}\n",
    ),
    (
        "bot.toml",
        "[{v}]\nkey = \"{k}\"\nsecret = \"{s}\"\n{p?passphrase = \"{p}\"}\n",
    ),
    (
        "compose.yaml",
        "services:\n  bot:\n    environment:\n      {V}_API_KEY: {k}\n      {V}_API_SECRET: {s}\n{p?      {V}_API_PASSPHRASE: {p}}\n",
    ),
    (
        "config.json",
        "{\"exchange\": \"{v}\", \"apiKey\": \"{k}\", \"secret\": \"{s}\"{p?, \"password\": \"{p}\"}}\n",
    ),
    (
        ".env",
        "{V}_API_KEY={k}\n{V}_API_SECRET={s}\n{p?{V}_API_PASSPHRASE={p}}\n",
    ),
    (
        "run.sh",
        "#!/bin/sh\nexport {V}_KEY={k}\nexport {V}_SECRET='{s}'\n{p?export {V}_PASSPHRASE={p}}\n",
    ),
    (
        "bot.py",
        "import ccxt\nexchange = ccxt.{v}({\n    'apiKey': '{k}',\n    'secret': '{s}',\n{p?    'password': '{p}',}\n})\n",
    ),
    (
        "bot.ts",
        "import { Client } from '{v}';\nconst client = new Client({ apiKey: '{k}', apiSecret: '{s}'{p?, passphrase: '{p}'} });\n",
    ),
    (
        "study.ipynb",
        "{\"cells\": [{\"source\": [\n  \"import {v}\\n\",\n  \"api_key = \\\"{k}\\\"\\n\",\n  \"api_secret = \\\"{s}\\\"\\n\",\n{p?  \"passphrase = \\\"{p}\\\"\\n\",}\n  \"\"]}]}\n",
    ),
    (
        "Dockerfile",
        "FROM bot\nENV {V}_API_KEY={k}\nENV {V}_API_SECRET {s}\n{p?ENV {V}_API_PASSPHRASE={p}}\n",
    ),
    (
        "NOTES.md",
        "# {v}\n\nAPI key: `{k}`\nSecret: `{s}`\n{p?Passphrase: `{p}`}\n",
    ),
];

fn filled(form: &str, drawn: &Drawn) -> String {
    let phrase = drawn.passphrase.as_deref();
    let mut text = form.to_owned();
    if let Some(start) = text.find("{p?") {
        // What may be left out ends with the last brace before the line's own.
        let line = start + text[start..].find('\n').unwrap();
        let inner = text[start + 3..line].to_owned();
        let with = inner.contains("{p}");
        assert!(with, "{form}");
        let stop = inner.find("{p}").unwrap() + 3;
        let stop = stop + inner[stop..].find('}').unwrap();
        let kept = phrase.map_or("", |_| &inner[..stop]);
        text = format!(
            "{}{kept}{}{}",
            &text[..start],
            &inner[stop + 1..],
            &text[line..]
        );
    }
    text.replace("{v}", drawn.venue)
        .replace("{V}", &drawn.venue.to_uppercase())
        .replace("{k}", &drawn.id)
        .replace("{s}", &drawn.secret)
        .replace("{p}", phrase.unwrap_or(""))
}

/// Where `value` stands, as a finding says it.
fn place(path: &str, text: &str, value: &str) -> String {
    let at = text.find(value).unwrap();
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[..at].matches('\n').count() + 1;
    format!("{path}:{line}:{}", text[start..at].chars().count() + 1)
}

#[test]
fn keys_of_every_venue_are_found_in_every_file_type() {
    let (mut wanted, mut missed) = (0, Vec::new());
    for seed in 1..=3 {
        for drawn in keys::all(&mut Random::new(seed)) {
            let texts: Vec<_> = FORMS
                .iter()
                .map(|(path, form)| (*path, filled(form, &drawn)))
                .collect();
            let files: Vec<_> = texts
                .iter()
                .map(|(path, text)| (*path, text.as_str()))
                .collect();
            let found = places(&run(&folder(&files)));
            for (path, text) in &files {
                let mut parts = vec![("secret", &drawn.secret)];
                // The address of a wallet is public.
                if drawn.venue != "hyperliquid" {
                    parts.push(("key_id", &drawn.id));
                }
                parts.extend(drawn.passphrase.iter().map(|phrase| ("passphrase", phrase)));
                for (part, value) in parts {
                    wanted += 1;
                    let place = place(path, text, value);
                    let whole = format!("{place} {} {part}", drawn.venue);
                    if !found.contains(&whole) {
                        let other = found.iter().find(|found| found.starts_with(&place));
                        missed.push(format!("{whole}, but {other:?}"));
                    }
                }
            }
        }
    }
    // One text in a hundred is less even than a random text is.
    assert!(
        missed.len() * 100 <= wanted,
        "{wanted}\n{}",
        missed.join("\n")
    );
}

#[test]
fn a_secret_as_the_password_in_a_url_is_found() {
    for (seed, venue) in ["binance", "bybit", "okx", "kucoin", "mexc"]
        .iter()
        .enumerate()
    {
        let drawn = keys::of(venue, seed as u64 + 40);
        let Drawn { secret, venue, .. } = &drawn;
        let upper = venue.to_uppercase();
        for (path, text) in [
            (
                "src/a.rs",
                format!("// {venue}\nlet url = \"https://bot:{secret}@api.example.com/v1\";\n"),
            ),
            (
                "src/b.rs",
                format!("connect(\"wss://{venue}:{secret}@ws.example.com\")?;\n"),
            ),
            (
                "c.py",
                format!("URL = 'https://user:{secret}@api.{venue}.com'\n"),
            ),
            (
                ".env",
                format!("{upper}_REDIS_URL=redis://:{secret}@10.0.0.7:6379/0\n"),
            ),
            (
                "d.yaml",
                format!("{venue}:\n  url: https://bot:{secret}@proxy.internal\n"),
            ),
            (
                "e.sh",
                format!("curl https://bot:{secret}@api.{venue}.com/v5/order\n"),
            ),
        ] {
            let found = places(&run(&folder(&[(path, &text)])));
            let place = place(path, &text, secret);
            assert_eq!(found, [format!("{place} {venue} secret")], "{text}");
        }
    }
}

#[test]
fn what_is_no_password_in_a_url_is_none() {
    let mut random = Random::new(9);
    let hex = random.text("0123456789abcdef", 40);
    let secret = keys::of("binance", 10).secret;
    let text = format!(
        "binance
url: https://user:password@api.binance.com
url: redis://:your-redis-password-goes-here@binance
url: https://user:${{BINANCE_PASSWORD_OF_THE_PROXY}}@api.binance.com
url: https://bot:VeryLongPasswordOfSomebodyElse@api.binance.com
url: git+https://github.com/binance/bot.git@{hex}
url: https://github.com/binance/bot/archive/{hex}.zip
image: registry.example.com:443/binance/bot@sha256:{hex}{hex}
url: https://cdn.example.com/binance/{secret}@2.png
url: https://a.example.com/?next=b:{secret}@c
"
    );
    assert_eq!(places(&run(&folder(&[("bot.yaml", &text)]))), [""; 0]);
}

#[test]
fn what_stands_for_a_key_is_none() {
    let mut files = Vec::new();
    for (number, (id, secret)) in [
        ("your-api-key-goes-here", "your-api-secret-goes-here"),
        ("<API_KEY>", "<API_SECRET>"),
        ("${API_KEY}", "${API_SECRET}"),
        (
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        ),
        (
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz012345",
        ),
        (
            "00000000-0000-0000-0000-000000000000",
            "deadbeefdeadbeefdeadbeefdeadbeef",
        ),
        (
            "BinanceSpotTestnetClientV3Key",
            "loadTheSecretFromKeyringOrVault2",
        ),
        (
            "test_key_for_the_unit_tests_01",
            "my-very-own-secret-name-number-7",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        for venue in [
            "binance", "bybit", "okx", "kucoin", "mexc", "gate", "deribit",
        ] {
            let drawn = Drawn {
                venue,
                id: id.to_owned(),
                secret: secret.to_owned(),
                passphrase: Some("<your passphrase>".to_owned()),
            };
            for (path, form) in FORMS {
                files.push((format!("{number}/{venue}/{path}"), filled(form, &drawn)));
            }
        }
    }
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    assert_eq!(places(&run(&folder(&files))), [""; 0]);
}

#[test]
fn hashes_ids_and_names_are_no_keys() {
    let mut random = Random::new(5);
    let hex = "0123456789abcdef";
    let (hash, commit) = (random.text(hex, 64), random.text(hex, 40));
    let wide = random.text(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        64,
    );
    let uuid = keys::of("okx", 6).id;
    let text = format!(
        "use binance::{{okx, kucoin, gate}};
let signature = \"{hash}\";
let sha256 = \"{hash}\";
let api_key_hash = \"{hash}\";
let client_order_id = \"{uuid}\";
assert_eq!(sign(secret, body), \"{hash}\");
let tx_hash = \"0x{hash}\";
let commit = \"{commit}\";
let listen_key = \"{wide}\";
let public_key = \"{hash}\";
let address = \"0x{commit}\";
impl From<Rsa2048PrivateKeyDer> for Pkcs8PrivateKeyDer {{}}
let api_key = kucoin.api_key_of_account_2.clone();
let secret = std::env::var(\"BINANCE_API_SECRET_OF_ACCOUNT_2\");
",
    );
    assert_eq!(places(&run(&folder(&[("src/orders.rs", &text)]))), [""; 0]);
}

#[test]
fn private_keys_are_found_in_every_spelling_and_without_a_name() {
    let base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for kind in [
        "PRIVATE KEY",
        "EC PRIVATE KEY",
        "RSA PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
    ] {
        let body = Random::new(7).text(base64, 64);
        let (first, second) = body.split_at(40);
        let lines = format!("-----BEGIN {kind}-----\n{first}\n{second}\n-----END {kind}-----\n");
        let escaped = format!("{{\"privateKey\": {lines:?}}}");
        let literal = format!(
            "const KEY: &str = \"-----BEGIN {kind}-----\\n\\\n    {first}\\n\\\n    {second}\\n\";"
        );
        let files = [
            ("a.pem", lines.as_str()),
            ("b.json", escaped.as_str()),
            ("c.rs", literal.as_str()),
            (
                "d.md",
                &format!("begins with `-----BEGIN {kind}-----` and so on"),
            ),
            (
                "e.rs",
                &format!("text.starts_with(\"-----BEGIN {kind}-----\")"),
            ),
            ("f.pem", &lines.replace("PRIVATE", "PUBLIC")),
        ];
        let findings = run(&folder(&files));
        let found: Vec<_> = findings.iter().collect();
        assert_eq!(found.len(), 3, "{kind}: {findings}");
        for finding in &found {
            assert_eq!(
                (finding.rule(), finding.severity()),
                (Rule::PrivateKey, Alarm::Error)
            );
            assert_eq!(finding.excerpt(), kind);
            // One key, however it is written.
            assert_eq!(finding.fingerprint(), found[0].fingerprint());
        }
    }
}

#[test]
fn a_lone_key_id_is_a_warning_and_a_pair_an_error() {
    let drawn = keys::of("binance", 8);
    let lone = format!("BINANCE_API_KEY={}\n", drawn.id);
    let pair = format!("{lone}BINANCE_API_SECRET={}\n", drawn.secret);
    let findings = run(&folder(&[("a.env", &lone), ("b.env", &pair)]));
    let alarms: Vec<_> = findings.iter().map(Finding::severity).collect();
    assert_eq!(alarms, [Alarm::Warning, Alarm::Error, Alarm::Error]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a file holds: no panic, and each place is one of the file.
    #[test]
    fn any_text_can_be_scanned(
        pieces in prop::collection::vec(prop_oneof![
            "[a-zA-Z0-9_/+=-]{1,90}",
            "[ \"'`=:,(){}\\\\|<>\n\r\t;.#&*]{1,6}",
            Just("api_secret".to_owned()),
            Just("passphrase: ".to_owned()),
            Just("deribit ".to_owned()),
            Just("-----BEGIN PRIVATE KEY-----".to_owned()),
            "\\PC{1,8}",
        ], 0..40),
        name in prop_oneof![Just("a.rs"), Just("a.env"), Just("a.md"), Just("a.ipynb")],
    ) {
        let text = pieces.concat();
        let findings = run(&folder(&[(name, &text)]));
        for finding in findings.iter() {
            let line = text.split('\n').nth(finding.line() - 1).unwrap();
            let start: String = line.chars().skip(finding.column() - 1).collect();
            let shown = finding.excerpt().trim_end_matches('*');
            let shown = if finding.rule() == Rule::PrivateKey { "-----BEGIN " } else { shown };
            prop_assert!(start.starts_with(shown), "{finding} in {line:?}");
        }
    }
}
