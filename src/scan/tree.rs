//! The files below a folder, read in parallel: all that git would take in, and all that it has.

use super::{
    Error, Outcome,
    finding::{LeftOut, Reason},
    git, text,
};
use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};
use std::{
    collections::BTreeSet,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use zeroize::Zeroize as _;

pub(super) fn scan(root: &Path) -> Result<Outcome, Error> {
    if !root.exists() {
        return Err(Error::Root {
            path: root.to_owned(),
        });
    }
    let all = Mutex::new(Outcome::default());
    let walk = WalkBuilder::new(root)
        // `.env` is hidden, and what is meant for other tools hides nothing from this one.
        .hidden(false)
        .ignore(false)
        .require_git(false)
        .filter_entry(|entry| !is_passed(entry))
        .build_parallel();
    walk.visit(&mut Builder { root, all: &all });
    let mut outcome = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    // What git tracks is in the repository, whatever its rules say by now.
    let seen: BTreeSet<_> = outcome.seen.drain(..).collect();
    let mut reader = Reader::default();
    for path in git::tracked_but_ignored(root)? {
        if !seen.contains(&path) {
            reader.read(&root.join(&path), shown(Path::new(&path)), &mut outcome);
        }
    }
    Ok(outcome)
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
            own: Outcome::default(),
            reader: Reader::default(),
        })
    }
}

impl ParallelVisitor for Visitor<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => {
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    let path = self.relative(entry.path());
                    self.reader.read(entry.path(), path, &mut self.own);
                }
            }
            // The error's own text is dropped: it holds the path in full.
            Err(error) => self.own.left_out.push(LeftOut {
                path: place(&error).map_or_else(|| ".".to_owned(), |path| self.relative(&path)),
                reason: Reason::Unreadable,
            }),
        }
        WalkState::Continue
    }
}

impl Visitor<'_> {
    fn relative(&self, path: &Path) -> String {
        match path.strip_prefix(self.root) {
            Ok(below) if !below.as_os_str().is_empty() => shown(below),
            _ => path
                .file_name()
                .map_or_else(String::new, |name| shown(Path::new(name))),
        }
    }
}

impl Drop for Visitor<'_> {
    fn drop(&mut self) {
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.join(core::mem::take(&mut self.own));
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
