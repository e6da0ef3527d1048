//! Every way by which something gets out of a process, and a careless use of each.

use super::marks::Marks;
use core::fmt::{self, Debug, Display, Write as _};
use std::{
    cell::RefCell,
    collections::{BTreeSet, HashSet},
    error::Error,
    fs::{self, File},
    io::Write,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span,
};

/// What the child shows, and of which types.
pub(super) struct Shown {
    /// Where its files are: all that stands below `out` is searched.
    pub(super) folder: PathBuf,
    pub(super) marks: Marks,
    types: RefCell<BTreeSet<String>>,
    made: RefCell<BTreeSet<String>>,
    seen: RefCell<HashSet<String>>,
}

impl Shown {
    pub(super) fn new(folder: &Path) -> Self {
        let marks = fs::read_to_string(folder.join("marks")).unwrap();
        let out = folder.join("out");
        let panics = File::create(out.join("panics")).unwrap();
        panic::set_hook(Box::new(move |panic| {
            writeln!(&panics, "{panic}").unwrap();
        }));
        let log = Mutex::new(File::create(out.join("log")).unwrap());
        let next = AtomicU64::new(1);
        tracing::subscriber::set_global_default(Log { log, next }).unwrap();
        Self {
            folder: folder.to_owned(),
            marks: serde_json::from_str(&marks).unwrap(),
            types: RefCell::default(),
            made: RefCell::default(),
            seen: RefCell::default(),
        }
    }

    pub(super) fn text(text: &str) {
        // Not by `print!`, which the test harness would keep to itself.
        let mut out = std::io::stdout().lock();
        writeln!(out, "{text}").unwrap();
    }

    /// Notes the types by their own names and those of the types that they are made of.
    fn note<T: ?Sized>(&self) {
        let name = std::any::type_name::<T>();
        let paths = name.split(|c: char| !c.is_ascii_alphanumeric() && !"_:".contains(c));
        for path in paths.filter(|path| path.starts_with("keyleash::")) {
            let last = path.rsplit("::").next().unwrap();
            self.types.borrow_mut().insert(last.to_owned());
        }
    }

    /// Whether this was not shown before: most answers give the same errors.
    fn is_new<T: ?Sized>(&self, how: &str, text: &str) -> bool {
        let shown = format!("{how} {} {text}", std::any::type_name::<T>());
        self.seen.borrow_mut().insert(shown)
    }

    /// `Debug`, short and long.
    pub(super) fn debug<T: Debug + ?Sized>(&self, value: &T) -> &Self {
        self.note::<T>();
        let text = format!("{value:?}\n{value:#?}");
        if self.is_new::<T>("debug", &text) {
            Self::text(&text);
            tracing::trace!(?value, "shown");
        }
        self
    }

    pub(super) fn display<T: Debug + Display + ?Sized>(&self, value: &T) -> &Self {
        self.debug(value);
        let text = format!("{value} {value:#} {value:>300}");
        if self.is_new::<T>("display", &text) {
            Self::text(&text);
            tracing::info!(%value, "shown");
        }
        self
    }

    /// What serde makes of it.
    pub(super) fn json<T: Debug + serde::Serialize + ?Sized>(&self, value: &T) -> &Self {
        self.debug(value);
        let text = serde_json::to_string(value).unwrap();
        if self.is_new::<T>("json", &text) {
            Self::text(&text);
            Self::text(&serde_json::to_string_pretty(value).unwrap());
        }
        self
    }

    /// An error with all that it is from, and as it ends a program.
    pub(super) fn error<E: Error>(&self, error: &E) -> &Self {
        self.display(error);
        let mut text = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(error) = source {
            write!(text, " from {error} {error:?} {error:#?}").unwrap();
            source = error.source();
        }
        if !self.is_new::<E>("error", &text) {
            return self;
        }
        Self::text(&text);
        let span = tracing::error_span!("failed", %error, later = tracing::field::Empty);
        span.record("later", tracing::field::debug(error));
        let _entered = span.enter();
        tracing::error!(%error, whole = ?error, "failed");
        self.panics(error)
    }

    /// What a panic says, by `unwrap`.
    pub(super) fn panics<E: Debug>(&self, error: &E) -> &Self {
        let unwound = panic::catch_unwind(AssertUnwindSafe(|| fail(error).unwrap()));
        let payload = unwound.unwrap_err();
        Self::text(payload.downcast_ref::<String>().unwrap());
        self
    }

    /// What came of something that may fail.
    pub(super) fn result<T: Debug, E: Error>(&self, result: Result<T, E>) -> Option<T> {
        match result {
            Ok(value) => {
                self.debug(&value);
                Some(value)
            }
            Err(error) => {
                self.error(&error);
                None
            }
        }
    }

    /// Notes what a signer made, so that it is searched for.
    pub(super) fn made(&self, text: &str) {
        let is_between = |c: char| !c.is_ascii_alphanumeric() && !"+/_-%".contains(c);
        let runs = text.split(is_between).filter(|run| run.len() >= 40);
        self.made.borrow_mut().extend(runs.map(str::to_owned));
    }

    /// Leaves behind what the parent reads.
    pub(super) fn finish(self) {
        let list = |set: RefCell<BTreeSet<String>>| -> String {
            set.into_inner()
                .into_iter()
                .map(|line| line + "\n")
                .collect()
        };
        let out = self.folder.join("out");
        fs::copy("/proc/self/cmdline", out.join("own-cmdline")).unwrap();
        fs::write(self.folder.join("made"), list(self.made)).unwrap();
        fs::write(self.folder.join("types"), list(self.types)).unwrap();
    }
}

/// Writes down all that is traced, spans and what is recorded in them later too.
struct Log {
    log: Mutex<File>,
    next: AtomicU64,
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Log {
    fn write(&self, what: &str, fields: impl FnOnce(&mut Line)) {
        let mut line = Line(what.to_owned());
        fields(&mut line);
        writeln!(self.log.lock().unwrap(), "{}", line.0).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        self.write(span.metadata().name(), |line| span.record(line));
        span::Id::from_u64(self.next.fetch_add(1, Ordering::Relaxed))
    }

    fn record(&self, _: &span::Id, values: &span::Record<'_>) {
        self.write("recorded", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        let what = format!("{} {}", metadata.level(), metadata.target());
        self.write(&what, |line| event.record(line));
    }

    fn enter(&self, _: &span::Id) {}

    fn exit(&self, _: &span::Id) {}
}

/// What a careless crate would have: a secret in a derived `Debug`, in serde, and in an error.
#[derive(Debug, serde::Serialize)]
struct Careless(String);

impl Display for Careless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Careless {}

/// An error that hides its secret and is from one that does not.
struct Wrapped(Careless);

impl Debug for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Display for Wrapped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl Error for Wrapped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

/// Debug alone, so that no other channel has it.
struct Silent<'a>(&'a str);

impl Debug for Silent<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only what a panic says of it, which is the short form.
        if f.alternate() {
            return f.write_str("silent");
        }
        f.write_str(self.0)
    }
}

/// Fails, out of the sight of the compiler and its lints.
fn fail<E>(error: E) -> Result<(), E> {
    Err(error)
}

/// The channels, each of which [`careless`] uses once.
pub(super) const CHANNELS: &[&str] = &[
    "debug",
    "long debug",
    "display",
    "serde",
    "source of an error",
    "panic",
    "event",
    "span",
    "recorded in a span",
    "header",
    "error output",
    "environment of a program",
    "arguments of a program",
    "own arguments",
    "exit",
];

/// Puts a secret into one channel. The error ends the child.
pub(super) fn careless(shown: &Shown, channel: &str) -> Result<(), Box<dyn Error>> {
    let secret = &*shown.marks.plain;
    match channel {
        "debug" => Shown::text(&format!("{:?}", secret.as_bytes())),
        "long debug" => Shown::text(&format!("{:#?}", secret.as_bytes())),
        "display" => Shown::text(&Careless(secret.to_owned()).to_string()),
        "serde" => Shown::text(&serde_json::to_string(&Careless(secret.to_owned())).unwrap()),
        "source of an error" => drop(shown.error(&Wrapped(Careless(secret.to_owned())))),
        "panic" => {
            let unwound = panic::catch_unwind(|| fail(Silent(secret)).unwrap());
            drop(unwound.unwrap_err());
        }
        "event" => tracing::trace!(secret),
        "span" => drop(tracing::trace_span!("span", ?secret)),
        "recorded in a span" => {
            let span = tracing::trace_span!("span", secret = tracing::field::Empty);
            span.record("secret", secret);
        }
        "header" => {
            let mut request = http::Request::new(());
            let value = secret.parse().unwrap();
            request.headers_mut().insert("x-api-key", value);
            Shown::text(&format!("{request:?}"));
        }
        "error output" => std::io::stderr().write_all(secret.as_bytes()).unwrap(),
        "environment of a program" => {
            let dump = super::drive::dumping(shown).pass_env("BINANCE_API_SECRET");
            let _ = super::drive::load(dump).unwrap();
        }
        "arguments of a program" => {
            let _ = super::drive::load(super::drive::dumping(shown).arg(secret)).unwrap();
        }
        // The parent did it.
        "own arguments" => {}
        "exit" => return Err(Careless(secret.to_owned()).into()),
        other => panic!("no channel is called {other}"),
    }
    Ok(())
}
