//! The files below a folder, read in parallel: all that git would take in, and all that it has.

use super::{
    Error, Outcome,
    finding::{LeftOut, Reason},
    git,
    outcome::Watched,
    text,
};
use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroize as _;

/// The name of the files with git's rules.
const RULES: &str = ".gitignore";

pub(super) fn scan(root: &Path, watched: &Watched) -> Result<Outcome, Error> {
    if !root.exists() {
        return Err(Error::Root {
            path: root.to_owned(),
        });
    }
    let all = Mutex::new(Outcome::watched(watched));
    let odd = Arc::new(Mutex::new(Vec::new()));
    if has_odd_rules(root) {
        locked(&odd).push(root.to_owned());
    } else {
        walk(root, &all, &odd);
    }
    let mut outcome = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    for folder in locked(&odd).drain(..) {
        outcome.left_out.push(LeftOut {
            path: relative(root, &folder.join(RULES)),
            reason: Reason::Unreadable,
        });
    }
    // What git tracks is in the repository, whatever the rules and the marks of caches say.
    let seen: BTreeSet<_> = outcome.seen.drain(..).collect();
    let mut reader = Reader::default();
    for path in git::tracked(root)? {
        let (name, file) = (shown(&path), root.join(&path));
        // A link, a submodule, and what was deleted without git is no file to read.
        let is_file = || fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
        if !seen.contains(&name) && is_file() {
            reader.read(&file, name, &mut outcome);
        }
    }
    Ok(outcome)
}

fn walk(root: &Path, all: &Mutex<Outcome>, odd: &Arc<Mutex<Vec<PathBuf>>>) {
    let full = root.canonicalize().unwrap_or_default();
    // Without git the rules of folders above are about something else.
    let above = git::has_work_tree(root) && !full.ancestors().skip(1).any(has_odd_rules);
    let odd = Arc::clone(odd);
    let walk = WalkBuilder::new(root)
        .parents(above)
        // `.env` is hidden, and what is meant for other tools hides nothing from this one.
        .hidden(false)
        .ignore(false)
        .require_git(false)
        .filter_entry(move |entry| {
            if is_passed(entry) {
                return false;
            }
            let is_odd = has_odd_rules(entry.path());
            if is_odd {
                locked(&odd).push(entry.path().to_owned());
            }
            !is_odd
        })
        .build_parallel();
    walk.visit(&mut Builder { root, all });
}

/// Whether the rules of this folder are no plain file. Git passes over them, and the walk would
/// follow them: to rules of something else, or into a device without an end.
fn has_odd_rules(folder: &Path) -> bool {
    let rules = fs::symlink_metadata(folder.join(RULES));
    rules.is_ok_and(|found| !found.is_file())
}

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Git's own folder, and folders of caches, which build tools mark.
fn is_passed(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    if !is_folder || entry.depth() == 0 {
        return entry.file_name() == ".git" && entry.depth() > 0;
    }
    entry.file_name() == ".git" || entry.path().join("CACHEDIR.TAG").exists()
}

struct Builder<'a> {
    root: &'a Path,
    all: &'a Mutex<Outcome>,
}

struct Visitor<'a> {
    root: &'a Path,
    all: &'a Mutex<Outcome>,
    own: Outcome,
    reader: Reader,
}

impl<'s> ParallelVisitorBuilder<'s> for Builder<'s> {
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        Box::new(Visitor {
            root: self.root,
            all: self.all,
            own: Outcome::watched(&locked(self.all).watched),
            reader: Reader::default(),
        })
    }
}

impl ParallelVisitor for Visitor<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    let path = relative(self.root, entry.path());
                    self.reader.read(entry.path(), path, &mut self.own);
                }
            }
            // The error's own text is dropped: it holds the path in full.
            Err(error) => self.own.left_out.push(LeftOut {
                path: place(&error)
                    .map_or_else(|| ".".to_owned(), |path| relative(self.root, &path)),
                reason: Reason::Unreadable,
            }),
        }
        WalkState::Continue
    }
}

impl Drop for Visitor<'_> {
    fn drop(&mut self) {
        locked(self.all).join(core::mem::take(&mut self.own));
    }
}

/// The path below `root`.
fn relative(root: &Path, path: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(below) if !below.as_os_str().is_empty() => shown(below),
        _ => path
            .file_name()
            .map_or_else(String::new, |name| shown(Path::new(name))),
    }
}

/// A path with `/` between its parts.
fn shown(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn place(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            place(err)
        }
        _ => None,
    }
}

/// Reads one file after another into the same buffer.
#[derive(Default)]
struct Reader {
    bytes: Vec<u8>,
}

impl Reader {
    fn read(&mut self, file: &Path, path: String, out: &mut Outcome) {
        out.seen.push(path.clone());
        let reason = if text::is_lock(&path) {
            Some(Reason::LockFile)
        } else {
            self.load(file).err()
        };
        match reason {
            Some(reason) => out.left_out.push(LeftOut { path, reason }),
            None => out.take(&mut self.bytes, &path),
        }
    }

    fn load(&mut self, file: &Path) -> Result<(), Reason> {
        self.bytes.clear();
        let unreadable = |_| Reason::Unreadable;
        let mut file = File::open(file).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        if size > text::LIMIT {
            return Err(Reason::Large);
        }
        // The head tells whether there is text to read.
        let mut head = file.by_ref().take(text::HEAD);
        head.read_to_end(&mut self.bytes).map_err(unreadable)?;
        text::decoded(&self.bytes)?;
        if size > text::HEAD {
            self.bytes
                .reserve(usize::try_from(size - text::HEAD).unwrap_or(0) + 1);
            // It may grow while it is read.
            let mut rest = file.take(text::LIMIT);
            rest.read_to_end(&mut self.bytes).map_err(unreadable)?;
        }
        Ok(())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.bytes.zeroize();
    }
}
