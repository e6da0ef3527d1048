//! The API, driven part by part with marked secrets; all that comes of it is shown.

use super::{channels::Shown, marks::Marks};
use crate::support::key_of;
use keyleash::{
    AnyCredential, ApiCredential, Code, Command, Date, Env, Environment, Error, File, Gap, Listed,
    LoadError, Method, Mounted, PermissionSet, Policy, RawCredential, Secret, Severity, SignError,
    Source, SourceError, Wanted,
    permission::Read,
    redact_uri,
    venue::{self, Evidence, Spec, binance, binance::Binance},
};
use std::path::Path;

keyleash::scope! { pub(super) Trader = Read | Spot }
keyleash::scope! { pub(super) Watcher = Read }

/// Hands out what it is given.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) passphrase: String,
}

impl Source for Given {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        let secret = |text: &str| Secret::new(text.to_owned());
        Ok(RawCredential::new(secret(&self.id), secret(&self.secret))
            .with_passphrase(secret(&self.passphrase)))
    }
}

/// The marked credential that a venue takes.
pub(super) fn given(marks: &Marks, venue: &str) -> Given {
    Given {
        id: match venue {
            "hyperliquid" => key_of("hyperliquid").key.to_owned(),
            _ => marks.id.clone(),
        },
        secret: match venue {
            "hyperliquid" => &marks.known_wallet,
            "coinbase" => &marks.seed,
            _ => &marks.base64,
        }
        .clone(),
        passphrase: marks.passphrase.clone(),
    }
}

pub(super) fn spec(venue: &str) -> &'static Spec {
    venue::find(venue).unwrap()
}

pub(super) fn load(source: impl Source) -> Result<AnyCredential, LoadError> {
    AnyCredential::load(spec("okx"), source)
}

/// A program that leaves behind what it was given, and prints the credential.
pub(super) fn dumping(shown: &Shown) -> Command {
    Command::new(shown.folder.join("bin/dump"))
}

/// The vocabulary.
pub(super) fn words(shown: &Shown) {
    for spec in venue::ALL {
        shown.debug(*spec).debug(spec.console());
        spec.orders().for_each(|orders| {
            shown.debug(orders).debug(&orders.client_id());
        });
        spec.evidence().for_each(|row| {
            shown.debug(&row);
        });
        spec.patterns().for_each(|pattern| {
            shown.display(pattern).debug(&pattern.part());
        });
        for telling in [
            spec.states_allowlist(),
            spec.states_creation(),
            spec.states_expiry(),
        ] {
            shown.debug(&telling);
        }
    }
    for closed in venue::CLOSED {
        let _ = closed.recognises(&shown.marks.id, &shown.marks.plain);
        shown.debug(closed);
    }
    for code in Code::ALL {
        shown.json(code).display(code);
    }
    for environment in [
        Environment::Production,
        Environment::Testnet,
        Environment::Demo,
    ] {
        shown.json(&environment).display(&environment);
    }
    for method in [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ] {
        shown.display(&method);
    }
    shown
        .json(&Severity::Refuse)
        .json(&Gap::Creation)
        .json(&Date::new(2026, 10, 1))
        .json(&PermissionSet::of::<Read>())
        .debug(&PermissionSet::of::<Read>().into_iter())
        .debug(&Evidence::Fills)
        .debug(&Listed::new::<Read>(Method::Get, "/api/v9/new"))
        .debug(&binance::NEW_ORDER)
        .debug(&Policy::<Trader>::new());
    for (_, text) in shown.marks.texts() {
        // A URL is shown by a type of ours too.
        for url in [
            format!("https://api.binance.com/api/v3/order?symbol=BTCUSDT&signature={text}"),
            format!("wss://stream.binance.com:9443/ws/{}", &shown.marks.plain),
            format!("https://{}@api.binance.com/", &shown.marks.plain),
            text.to_owned(),
        ] {
            shown.display(&redact_uri(&url));
        }
    }
}

pub(super) fn sources_of_good_values(shown: &Shown) {
    let at = |name: &str| shown.folder.join(name);
    let marks = &shown.marks;
    let secret = |text: &str| Secret::new(text.to_owned());
    let raw = RawCredential::new(secret(&marks.id), secret(&marks.plain))
        .with_passphrase(secret(&marks.passphrase))
        .created_on(Date::new(2026, 10, 1))
        .expires_at(crate::support::at(0));
    shown.debug(&raw).debug(&secret(&marks.plain));
    let env = Env::new();
    let files = Env::prefixed("FILES");
    let file = File::new(at("good"));
    let command = Command::new("cat").arg(at("good"));
    let document = Command::new("cat").arg(at("good.json"));
    let part = |name: &str| Command::new("cat").arg(at("mounted").join(name));
    let pair = Command::pair(part("key"), part("secret")).with_passphrase(part("passphrase"));
    let mounted = Mounted::new(at("mounted"));
    let credentials = Mounted::credentials().prefixed("okx_");
    let dump = dumping(shown).pass_env("LC_ALL");
    shown
        .debug(&env)
        .debug(&file)
        .debug(&command)
        .debug(&pair)
        .debug(&mounted);
    each(shown, env);
    each(shown, file);
    each(shown, command);
    each(shown, document);
    each(shown, pair);
    each(shown, mounted);
    each(shown, credentials);
    each(shown, dump);
    shown.result(AnyCredential::load(spec("okx"), files));
    let files = shown.result(AnyCredential::load(spec("binance"), files));
    assert!(files.is_some());
    let pem = AnyCredential::load(spec("binance"), File::new(at("good.pem")));
    shown.result(pem);
    // `git` is asked whether it ignores the file, and is no place for a secret.
    shown.result(load(File::new(at("tree/good"))));
}

/// One source, for venues with a passphrase and without.
pub(super) fn each(shown: &Shown, source: impl Source + Clone) {
    let any = shown.result(load(source.clone())).unwrap();
    shown.debug(&any.inspection()).display(&any.fingerprint());
    shown.json(&any.fingerprint());
    shown.result(AnyCredential::load(spec("binance"), source.clone()));
    let typed = shown.result(ApiCredential::<Binance>::load(source));
    assert!(typed.is_some());
}

/// Texts that are no credential, with a secret where it is not read as one.
pub(super) fn broken_files(marks: &Marks) -> Vec<Vec<u8>> {
    let (id, secret, pass) = (&marks.id, &marks.plain, &marks.passphrase);
    let half = |text: &str| text[..text.len() * 2 / 3].to_owned();
    let mut all: Vec<Vec<u8>> = [
        secret.clone(),
        format!("key = {id}\n{secret}\n"),
        format!("{secret} = {id}\n"),
        format!("key = {id}\nsecret = {secret}\nsecret = {secret}\n"),
        format!("key = {id}\nsecret: {secret}\n"),
        format!("key = {id}\nsecret = {secret}\nexpires = {pass}\n"),
        format!("key = {id}\nsecret = {secret}\ncreated = {secret}\n"),
        format!("key = {id}\nsecret = {secret}\n"),
        format!("passphrase = {pass}\n"),
        format!("key = {id}\nsecret =\npassphrase = {pass}\n"),
        format!("key = {id} {secret}\nsecret = {secret} {pass}\npassphrase = {pass} x\n"),
        half(&marks.pem),
        format!("key = {id}\n{}", half(&marks.pem)),
        format!(
            "key = {id}\n{}passphrase = {pass}\n",
            marks.pem.replace("BEGIN", "BEGIN RSA")
        ),
        format!(
            "key = {id}\n{}passphrase = {pass}\n",
            marks
                .pem
                .replace('=', "")
                .replace("\n-----END", "!!\n-----END")
        ),
        format!("key = {id}\n{}passphrase = {pass}\n", marks.ec_pem),
        format!(r#"{{"key": "{id}", "secret": "{secret}"}} {secret}"#),
        format!(r#"{{"key": "{id}", "secret": "{secret}", "#),
        format!(r#"{{"key": "{id}", "secret": "{}"#, half(secret)),
        format!(r#"{{"{secret}": "{id}"}}"#),
        format!(r#"{{"key": {{"{secret}": 1}}}}"#),
        format!(r#"{{"key": "{id}", "secret": "{secret}\u12"}}"#),
        format!(r#"{{"key": "{id}", "secret": "{secret}\x"}}"#),
        format!(r#"{{"Version": "{secret}", "AccessKeyId": "{id}"}}"#),
        format!(r#"{{"key": "{id}", "secret": "{secret}", "expires": "{secret}"}}"#),
        format!(r#"["{id}", "{secret}"]"#),
        format!("secret = \"{secret}\"\nkey = '{id}'\npassphrase = {pass}"),
        format!("export KEY={id} SECRET={secret}"),
        format!(
            "key = {id}\nsecret = {}\npassphrase = {pass}",
            format!("{secret}\t").repeat(200)
        ),
        format!(
            "key = {}\nsecret = {secret}\npassphrase = {pass}",
            id.repeat(20)
        ),
        secret.repeat(2_000),
    ]
    .map(String::into_bytes)
    .into();
    let mut bytes = format!("key = {id}\nsecret = {secret}").into_bytes();
    bytes.push(0xff);
    all.push(bytes.clone());
    bytes.insert(3, 0);
    all.push(bytes);
    all
}

pub(super) fn sources_of_bad_values(shown: &Shown) {
    let folder = &shown.folder;
    for number in 0..broken_files(&shown.marks).len() {
        let path = folder.join(format!("broken/{number}"));
        for venue in ["okx", "binance", "coinbase", "kraken"] {
            let spec = venue::find(venue).unwrap();
            shown.result(AnyCredential::load(spec, File::new(&path)));
            shown.result(AnyCredential::load(spec, Command::new("cat").arg(&path)));
            let pair = Command::pair(
                Command::new("cat").arg(&path),
                Command::new("cat").arg(&path),
            );
            shown.result(AnyCredential::load(spec, pair));
            let mounted = Mounted::new(folder.join(format!("broken-mounts/{number}")));
            shown.result(AnyCredential::load(spec, mounted));
        }
    }
    shown.result(load(Mounted::new(folder.join("half"))));
    shown.result(load(Mounted::new(folder.join("good"))));
    shown.result(load(File::new(folder.join("mounted"))));
    for prefix in [
        "NOT_TEXT",
        "BOTH",
        "HALF",
        "OTHER_HALF",
        "DAY",
        "WRONG_FILE",
        "PATHS",
        "NOTHING",
    ] {
        shown.result(load(Env::prefixed(prefix)));
    }
    for environment in [Environment::Testnet, Environment::Demo] {
        for spec in venue::ALL {
            shown.result(AnyCredential::load_for(spec, environment, Env::new()));
        }
    }
    let good = folder.join("good");
    let shell = |script: &str| {
        Command::new("sh")
            .arg("-c")
            .arg(script)
            .arg("sh")
            .arg(&good)
    };
    for script in [
        "cat \"$1\" >&2; exit 3",
        "cat \"$1\"; exit 3",
        "cat \"$1\"; kill -9 $$",
        "cat \"$1\"; sleep 5",
        "cat \"$1\" \"$1\"",
        "head -c 60 \"$1\"",
        "cat \"$1\" | tr -d '\\n'",
        "while :; do cat \"$1\"; done",
    ] {
        shown.result(load(shell(script).deadline_seconds(1)));
    }
    let pair = Command::pair(shell("cat \"$1\""), shell("exit 1"));
    shown.result(load(pair));
}

/// The measures of the process, with secrets in ordinary memory and in locked pages. What was
/// started before may not be looked at any more, so they come late.
#[cfg(feature = "harden")]
pub(super) fn measures(shown: &Shown) {
    use keyleash::hardening;
    let kept = load(given(&shown.marks, "okx")).unwrap();
    shown.display(&hardening::secrets());
    let applied = hardening::apply();
    shown.display(&applied);
    for outcome in [
        applied.not_dumpable(),
        applied.no_core(),
        applied.lock_keys(),
    ] {
        shown.display(outcome);
    }
    each(shown, given(&shown.marks, "okx"));
    shown.debug(&kept).display(&hardening::secrets());
    shown.display(&hardening::lock_keys());
}

/// Every error that has not come yet.
pub(super) fn ends(shown: &Shown) {
    for error in [
        SignError::NotTls,
        SignError::OtherHost,
        SignError::Relabelled,
    ] {
        shown.error(&error).error(&Error::from(error));
    }
    let secret = &shown.marks.plain;
    // Nothing of a path that does not exist is known to be no secret.
    let missing = File::new(Path::new("/").join(secret)).read(&wanted());
    shown.result(missing);
    shown.debug(&wanted());
}

/// The error that ends the child.
pub(super) fn end(shown: &Shown) -> Error {
    let path = shown.folder.join("broken/1");
    load(File::new(path)).unwrap_err().into()
}

/// What a source is asked for.
fn wanted() -> Wanted {
    struct Asked(std::cell::Cell<Option<Wanted>>);
    impl Source for Asked {
        fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
            self.0.set(Some(*wanted));
            Err(SourceError::NotConfigured {
                place: String::new(),
                remedy: String::new(),
            })
        }
    }
    let asked = Asked(std::cell::Cell::new(None));
    drop(load(&asked));
    asked.0.get().unwrap()
}
