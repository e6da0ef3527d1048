//! A source that a configuration names.
//!
//! A configuration is copied, committed and printed, so it may say where a secret is and never
//! what it is. Parsers make that worse: nearly all of them quote what they could not read. So what
//! stands in the table is taken whatever it is, nothing is kept of what is no reference, and what
//! is wrong is told when the key is loaded, in words of our own.

mod fault;
mod fields;
mod form;
mod place;

use crate::{
    secret::RawCredential,
    shape::{At, ConfigFault, Shape},
    source::{Source, SourceError, Wanted},
};
use core::fmt;
use form::{Form, Named};
use serde::{Deserialize, Deserializer};

/// A source chosen by a configuration, in any format that serde reads.
///
/// ```
/// use keyleash::{AnySource, ApiCredential, venue::binance::Binance};
///
/// #[derive(serde::Deserialize)]
/// struct Config {
///     binance: AnySource,
///     okx: AnySource,
/// }
///
/// let text = r#"
///     [binance]                                  # one place has the whole credential …
///     file = "/etc/bot/binance"
///
///     [okx]                                      # … or each part has a reference of its own
///     key = { env = "OKX_KEY" }
///     secret = { command = ["op", "read", "op://bots/okx/secret"] }
///     passphrase = { file = "/etc/bot/okx.passphrase" }
/// "#;
/// // The parser's own error would print the line, and a secret may stand in it.
/// let config: Config = toml::from_str(text)
///     .map_err(|error| format!("bot.toml is not TOML near its byte {:?}", error.span()))?;
/// let credential = ApiCredential::<Binance>::load(&config.binance);
/// # assert!(matches!(
/// #     credential,
/// #     Err(keyleash::LoadError::Source(keyleash::SourceError::NotConfigured { .. })),
/// # ));
/// # Ok::<(), String>(())
/// ```
///
/// # One place
///
/// | field | names | read as by |
/// |---|---|---|
/// | `file = "/etc/bot/binance"` | a private file with `key = …` and `secret = …` | [`File`](crate::File) |
/// | `env = "DESK2"` | `DESK2_API_KEY`, `DESK2_API_SECRET`, … | [`Env::prefixed`](crate::Env::prefixed) |
/// | `mounted = "/run/secrets/binance"` | a directory with one file a value; `prefix` may say how their names begin | [`Mounted`](crate::Mounted) |
/// | `credentials = "binance_"` | credentials of the service, by how their names begin; may be empty | [`Mounted::credentials`](crate::Mounted::credentials) |
/// | `command = ["pass", "show", "binance"]` | a program that prints all of it; `pass_env = ["VAULT_ADDR"]` and `deadline_seconds = 30` may stand beside it | [`Command`](crate::Command) |
///
/// # One reference for each part
///
/// `key` and `secret`, and `passphrase` where the venue asks for one. Each is a table with one of
///
/// - `env = "OKX_KEY"`: a variable, or the file that `OKX_KEY_FILE` names;
/// - `file = "/etc/bot/okx.secret"`: a private file with the value and nothing else, judged as
///   strictly as a [`File`](crate::File);
/// - `credential = "okx_secret"`: one credential of the service;
/// - `command = ["op", "read", "…"]`: the first line that the program prints, or a PEM block;
///   `pass_env` and `deadline_seconds` as above.
///
/// Parts are read one after the other. Where they change together, one place is better: a key and
/// a secret of two versions do not fit.
///
/// # Beside either
///
/// `created = "2026-10-01"` and `expires = "2026-12-31T00:00:00Z"`, as in a private file. Where the
/// place states them too, the earlier one counts.
///
/// # What is refused
///
/// Reading the configuration never fails for what is in the table, nor where the table is missing.
/// When the key is loaded, one error says all that is wrong: a literal, a field that is not known,
/// two places at once, half a pair, an empty text, a path that does not begin with `/`. A table
/// that is empty or missing is *not configured*.
///
/// A key id is referred to as well, though it is less of a secret: were a literal taken there, a
/// secret pasted into the wrong line would be taken for one, and later shown to the exchange.
///
/// # What is shown
///
/// Nothing out of the table by `Debug`, which says `file` or `command` and no more. An error shows
/// a name out of it only where the system knows that name, such as a path that exists: anything
/// else may be the secret in the wrong place. A field's name that is not known is never shown.
///
/// A literal is wiped here, yet it is in the file, and the parser has had it. A parser's own error
/// about text that is no TOML, JSON or the like prints the line: show its place only, as above.
///
/// RON writes this type as an option: `binance: Some((file: "/etc/bot/binance"))`.
#[derive(Clone)]
#[must_use = "a source does nothing until a credential is loaded from it"]
pub struct AnySource {
    form: Result<Form, Vec<ConfigFault>>,
}

impl<'de> Deserialize<'de> for AnySource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Shape::deserialize(deserializer).map(|shape| Self::of(&shape))
    }
}

impl AnySource {
    pub(super) fn of(shape: &Shape) -> Self {
        Self {
            form: form::read(shape),
        }
    }

    /// All that is wrong with it, by places below `outer`; an empty table names no place.
    pub(super) fn faults(&self, outer: &At) -> Vec<ConfigFault> {
        match &self.form {
            Err(faults) => faults.iter().map(|own| own.clone().under(outer)).collect(),
            Ok(Form { named: Some(_), .. }) => Vec::new(),
            Ok(Form { named: None, .. }) => vec![ConfigFault::new(
                outer,
                "names no place",
                "add `file = \"/path/to/it\"`, or `key` and `secret` with a reference each",
            )],
        }
    }

    /// Whether both refer to the same secret by the same words.
    pub(super) fn is_same_place(&self, other: &Self) -> bool {
        let named = |source: &Self| {
            source
                .form
                .as_ref()
                .ok()
                .and_then(|form| form.named.clone())
        };
        match (named(self), named(other)) {
            (Some(Named::Whole(one)), Some(Named::Whole(other))) => one == other,
            (Some(Named::Parts(one)), Some(Named::Parts(other))) => one.secret == other.secret,
            _ => false,
        }
    }
}

impl Source for AnySource {
    fn read(&self, wanted: &Wanted) -> Result<RawCredential, SourceError> {
        let form = self
            .form
            .as_ref()
            .map_err(|faults| fault::error(faults, wanted))?;
        let mut credential = match &form.named {
            Some(Named::Whole(place)) => place.read(wanted)?,
            Some(Named::Parts(parts)) => parts.read(wanted)?,
            None => {
                return Err(SourceError::NotConfigured {
                    place: fault::source(wanted),
                    remedy: "add a table with `file = \"/path/to/it\"`, or with a reference for each of `key` and `secret`".to_owned(),
                });
            }
        };
        credential.created = earlier(credential.created, form.created);
        credential.expires = earlier(credential.expires, form.expires);
        Ok(credential)
    }
}

fn earlier<T: Ord>(one: Option<T>, other: Option<T>) -> Option<T> {
    one.into_iter().chain(other).min()
}

/// The kind of each place and nothing else: a name may be a secret in the wrong place.
impl fmt::Debug for AnySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("AnySource");
        match &self.form {
            Err(faults) => {
                shown.field("faults", &faults.len());
            }
            Ok(form) => match &form.named {
                None => {}
                Some(Named::Whole(place)) => {
                    shown.field("whole", &format_args!("{}", place.kind()));
                }
                Some(Named::Parts(parts)) => {
                    for (name, part) in parts.all() {
                        shown.field(name, &format_args!("{}", part.kind()));
                    }
                }
            },
        }
        shown.finish()
    }
}
