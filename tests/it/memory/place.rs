//! Every source, over one directory.

use super::sample::Sample;
use keyleash::{
    AnySource, Command, Env, File, Mounted, RawCredential, Secret, Source, SourceError, Wanted,
    venue,
};
use serde_json::json;
use std::{
    fs,
    io::Read,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Where a credential may come from: a new source is one more row here and in [`Place::source`].
pub(crate) const SOURCES: &[&str] = &[
    "pipe",
    "env",
    "env file",
    "file",
    "mounted",
    "service",
    "lines",
    "document",
    "pair",
    "any file",
    "any parts",
];

/// Where one fails to come from, with its secret read: twice in a file, in a document that is cut
/// off, from a program that fails or prints without an end, and out of a mount that lacks its
/// passphrase, or where none is asked for, has no day.
pub(crate) const FAILING: &[&str] = &["twice", "cut", "exit 3", "over", "half"];

/// A directory in which each file-like source finds the credential.
pub(crate) struct Place(PathBuf);

impl Place {
    /// Lays the credential out for every source.
    pub(crate) fn lay(path: &Path, sample: &Sample) {
        let secret = &sample.secret;
        let write = |name: &str, text: &str| {
            let path = path.join(name);
            fs::write(&path, text).unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        };
        write("key", &sample.id);
        write("secret", &format!("{secret}\n"));
        write("passphrase", &sample.passphrase);
        let begin = if secret.starts_with("-----") {
            ""
        } else {
            "secret = "
        };
        let lines = format!(
            "key = {}\n{begin}{secret}\npassphrase = {}\n",
            sample.id, sample.passphrase
        );
        write("lines", &lines);
        let escaped = |text: &str| text.replace('/', r"\/").replace('\n', r"\n");
        let document = format!(
            r#"{{"key": "{}", "secret": "{}", "passphrase": "{}"}}"#,
            escaped(&sample.id),
            escaped(secret),
            sample.passphrase
        );
        write("document", &document);
        write("twice", &format!("{lines}{begin}{secret}\n"));
        write("cut", &document[..document.len() - 4]);
        write("over", &lines.repeat(64 * 1024 / lines.len() + 1));
        write("half_key", &sample.id);
        write("half_secret", secret);
        write("half_created", "never");
    }

    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The variables of the process that reads a credential by [`Env`].
    pub(crate) fn variables(&self, sample: &Sample, source: &str) -> Vec<(String, String)> {
        let venue = venue::find(&sample.venue).unwrap();
        let name = |part: &str| format!("{}_API_{part}", venue.id().to_uppercase());
        let parts = [
            ("KEY", &sample.id),
            ("SECRET", &sample.secret),
            ("PASSPHRASE", &sample.passphrase),
        ];
        let path = |part: &str| self.0.join(part.to_lowercase()).display().to_string();
        match source {
            "env" => parts
                .map(|(part, value)| (name(part), value.clone()))
                .into(),
            "env file" => parts
                .map(|(part, _)| (name(part) + "_FILE", path(part)))
                .into(),
            "service" | "any parts" => {
                let name = "CREDENTIALS_DIRECTORY".to_owned();
                vec![(name, self.0.display().to_string())]
            }
            _ => Vec::new(),
        }
    }

    /// The source of this name; `lengths` are those of what comes over the pipe.
    pub(crate) fn source(&self, name: &str, lengths: [usize; 3]) -> Box<dyn Source> {
        let cat = |file: &str| Command::new("cat").arg(self.0.join(file));
        match name {
            "pipe" => Box::new(Pipe(lengths)),
            "env" | "env file" => Box::new(Env::new()),
            "file" => Box::new(File::new(self.0.join("lines"))),
            "twice" => Box::new(File::new(self.0.join(name))),
            "mounted" => Box::new(Mounted::new(&self.0)),
            "half" => Box::new(Mounted::new(&self.0).prefixed("half_")),
            "service" => Box::new(Mounted::credentials()),
            "lines" | "document" | "cut" | "over" => Box::new(cat(name)),
            "exit 3" => {
                let failing = Command::new("sh").arg("-c").arg("cat \"$0\"; exit 3");
                Box::new(failing.arg(self.0.join("lines")))
            }
            "any file" => any(&json!({ "file": self.0.join("lines") })),
            "any parts" => any(&json!({
                "key": { "file": self.0.join("key") },
                "secret": { "command": ["cat", self.0.join("secret")] },
                "passphrase": { "credential": "passphrase" },
            })),
            "pair" => Box::new(
                Command::pair(cat("key"), cat("secret")).with_passphrase(cat("passphrase")),
            ),
            name => panic!("no source is called {name}"),
        }
    }
}

/// A source that a configuration names.
fn any(table: &serde_json::Value) -> Box<dyn Source> {
    Box::new(serde_json::from_str::<AnySource>(&table.to_string()).unwrap())
}

/// Reads each part into one buffer that does not grow, from the standard input.
struct Pipe([usize; 3]);

impl Source for Pipe {
    fn read(&self, _: &Wanted) -> Result<RawCredential, SourceError> {
        // Not `std::io::stdin`, which keeps a buffer for ever.
        let mut input = fs::File::open("/dev/stdin").unwrap();
        let [id, secret, passphrase] = self.0.map(|length| {
            let mut text = String::with_capacity(length);
            let mut part = (&mut input).take(length as u64);
            part.read_to_string(&mut text).unwrap();
            Secret::new(text)
        });
        Ok(RawCredential::new(id, secret).with_passphrase(passphrase))
    }
}
