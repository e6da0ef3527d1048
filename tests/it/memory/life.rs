//! The whole life of a key, driven through every source and everything that signs.

use super::sample::Sample;
use crate::support::{answer, at, data, good_policy};
use keyleash::{
    AnyCredential, AnySigner, Command, Env, File, Method, Mounted, RawCredential, Request, Secret,
    SignError, SignedRequest, Source, SourceError, Wanted, venue,
};
use std::{
    fs,
    io::Read,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Where a credential may come from: a new source is one more row here and in [`Place::source`].
pub(crate) const SOURCES: &[&str] = &[
    "pipe", "env", "env file", "file", "mounted", "lines", "document", "pair",
];

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
        write(
            "lines",
            &format!(
                "key = {}\n{begin}{secret}\npassphrase = {}\n",
                sample.id, sample.passphrase
            ),
        );
        let escaped = |text: &str| text.replace('/', r"\/").replace('\n', r"\n");
        write(
            "document",
            &format!(
                r#"{{"key": "{}", "secret": "{}", "passphrase": "{}"}}"#,
                escaped(&sample.id),
                escaped(secret),
                sample.passphrase
            ),
        );
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
            "mounted" => Box::new(Mounted::new(&self.0)),
            "lines" | "document" => Box::new(cat(name)),
            "pair" => Box::new(
                Command::pair(cat("key"), cat("secret")).with_passphrase(cat("passphrase")),
            ),
            name => panic!("no source is called {name}"),
        }
    }
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

/// Loads, verifies, logs in to every socket and signs everything that is recorded for the venue,
/// once to be handed on as a request of `http`, and once for `signed` to look at.
pub(crate) fn live(
    venue: &str,
    source: &dyn Source,
    address: Option<&str>,
    mut signed: impl FnMut(&SignedRequest),
) -> AnySigner {
    let (policy, created) = good_policy(venue, &serde_json::json!([]));
    let mut credential = AnyCredential::load(venue::find(venue).unwrap(), source).unwrap();
    if let Some(day) = created {
        credential = credential.created_on(day);
    }
    let mut inspection = credential.inspection();
    let mut number = 0;
    while let Some(request) = inspection.next_request_at(at(0)).unwrap() {
        number += 1;
        drop(http::Request::try_from(request).unwrap());
        let mut answer = answer(venue, "good", number);
        if let Some(address) = address {
            // The wallet of the recorded answers.
            let recorded = "0x14791697260e4c9a71f18484c9f997b308e59325";
            let text = str::from_utf8(answer.body())
                .unwrap()
                .replace(recorded, address);
            *answer.body_mut() = text.into_bytes();
        }
        inspection.answer_at(&answer, at(0)).unwrap();
    }
    let report = inspection.finish().unwrap();
    let signer = credential.verify_at(&policy, report, at(0)).unwrap();
    let mut second = 0;
    for socket in signer.venue().sockets() {
        second += 1;
        let login = match signer.login_at(socket, at(second)) {
            Err(SignError::Challenge) => {
                signer.answer_at(socket, "c100b894-1729-464d-ace1-52dbce11db42", at(second))
            }
            login => login,
        };
        drop(login);
    }
    let recorded = recorded(venue);
    // The last thing that happens is a signature, so that nothing else overwrites the stack.
    for handed_on in [true, false] {
        for case in &recorded {
            second += 1;
            // Not everything that is recorded lies in the scope of the recorded key.
            if let Ok(request) = signer.sign_at(&request(case), at(second)) {
                if handed_on {
                    drop(http::Request::try_from(request).unwrap());
                } else {
                    signed(&request);
                }
            }
        }
    }
    signer
}

fn request(case: &serde_json::Value) -> Request<'_> {
    let method = [
        Method::Get,
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
    ]
    .into_iter()
    .find(|method| case["method"] == method.as_str())
    .unwrap();
    let request = Request::new(method, case["target"].as_str().unwrap()).unwrap();
    match case["body"].as_str() {
        Some(body) => request.body(body),
        None => request,
    }
}

/// The requests that are recorded for the venue's own environment.
fn recorded(venue: &str) -> Vec<serde_json::Value> {
    let mut paths: Vec<_> = fs::read_dir(data().join(venue).join("signing"))
        .unwrap()
        .map(|entry| entry.unwrap().path().join("case.json"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
        .filter(|case: &serde_json::Value| {
            ["text", "socket", "environment"]
                .iter()
                .all(|name| case.get(name).is_none())
        })
        .collect()
}
