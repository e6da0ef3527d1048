//! A file of counts that the processes of one machine share.
//!
//! The directory is locked, the file is read anew, and a new one takes its place: written, synced,
//! renamed, and the directory synced, before a grant is handed out. So a crash at any step loses a
//! grant and never gives one twice. A file that is not there, not whole, or open to others is an
//! error: nothing here begins to count anew by itself.

use super::{
    CountersError,
    budget::Day,
    store::{Counts, Grant, What, Wish},
};
use crate::secret::{hex, veiled_path};
use rustix::{
    fs::{self, AtFlags, CWD, FileType, FlockOperation, Mode, OFlags},
    io::{self, Errno},
    process::geteuid,
};
use sha2::{Digest as _, Sha256};
use std::{
    ffi::OsString,
    fmt::Write as _,
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

/// The most bytes of a file: a day and the next of some hundred names.
const LIMIT: usize = 64 * 1024;
/// How long another process may hold the lock.
const PATIENCE: Duration = Duration::from_secs(2);
const HEAD: &str = "keyleash counts 1";

/// The file at a path.
pub(crate) struct Ledger {
    path: PathBuf,
    directory: PathBuf,
    name: OsString,
}

impl Ledger {
    /// The file at `path`, which has to be there.
    pub(crate) fn open(path: &Path) -> Result<Self, CountersError> {
        let ledger = Self::of(path)?;
        let directory = ledger.lock()?;
        ledger.read(&directory)?;
        Ok(ledger)
    }

    /// A new file at `path`, where there must be none.
    pub(crate) fn create(path: &Path) -> Result<Self, CountersError> {
        let ledger = Self::of(path)?;
        let directory = ledger.lock()?;
        match fs::statat(&directory, &ledger.name, AtFlags::SYMLINK_NOFOLLOW) {
            Err(Errno::NOENT) => {}
            Err(_) => return Err(ledger.failed("looked at")),
            Ok(_) => {
                return Err(CountersError::Existing {
                    place: ledger.place(),
                });
            }
        }
        ledger.write(&directory, &Counts::default())?;
        Ok(ledger)
    }

    pub(crate) fn take(&self, wish: &Wish<'_>) -> Result<Grant, CountersError> {
        self.change(|counts| counts.take(wish))
    }

    pub(crate) fn give(
        &self,
        name: &str,
        what: What,
        day: Day,
        amount: u64,
    ) -> Result<(), CountersError> {
        self.change(|counts| counts.give(name, what, day, amount))
    }

    /// As an error names it.
    pub(crate) fn place(&self) -> String {
        format!("the file of counts `{}`", veiled_path(&self.path))
    }

    fn of(path: &Path) -> Result<Self, CountersError> {
        let absolute = std::path::absolute(path).ok();
        let parts = absolute
            .as_ref()
            .and_then(|path| Some((path.parent()?.to_owned(), path.file_name()?.to_owned())));
        let Some((directory, name)) = parts else {
            return Err(CountersError::Wrong {
                place: format!("the file of counts `{}`", veiled_path(path)),
                found: "no path of a file",
                remedy: "name a file in a directory of the bot's own",
            });
        };
        Ok(Self {
            path: path.to_owned(),
            directory,
            name,
        })
    }

    fn change<T>(&self, change: impl FnOnce(&mut Counts) -> T) -> Result<T, CountersError> {
        let directory = self.lock()?;
        let before = self.read(&directory)?;
        let mut counts = before.clone();
        let answer = change(&mut counts);
        if counts != before {
            self.write(&directory, &counts)?;
        }
        Ok(answer)
    }

    /// The directory, open and locked until it is dropped. Anew each time: it may be another one.
    fn lock(&self) -> Result<OwnedFd, CountersError> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let directory = match fs::openat(CWD, &self.directory, flags, Mode::empty()) {
            Ok(directory) => directory,
            Err(Errno::NOENT) => return Err(self.missing()),
            Err(Errno::LOOP | Errno::NOTDIR) => {
                return Err(self.wrong(
                    "not below a directory of its own",
                    "name the directory itself, and no link to it",
                ));
            }
            Err(_) => return Err(self.failed("opened")),
        };
        let stat = fs::fstat(&directory).map_err(|_| self.failed("looked at"))?;
        if stat.st_uid != geteuid().as_raw() || stat.st_mode & 0o022 != 0 {
            return Err(self.wrong(
                "in a directory that others can write",
                "put it into one that only the bot's user can, by `chmod 700`",
            ));
        }
        let begun = Instant::now();
        loop {
            match fs::flock(&directory, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(directory),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(1));
                }
                Err(_) => {
                    return Err(CountersError::Failed {
                        place: self.place(),
                        step: "locked",
                        remedy: "look for a process that holds its directory, such as a stopped bot",
                    });
                }
            }
        }
    }

    fn read(&self, directory: &OwnedFd) -> Result<Counts, CountersError> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let file = match fs::openat(directory, &self.name, flags, Mode::empty()) {
            Ok(file) => file,
            Err(Errno::NOENT) => return Err(self.missing()),
            Err(Errno::LOOP) => {
                return Err(self.wrong("a symbolic link", "name the file itself"));
            }
            Err(_) => return Err(self.failed("opened")),
        };
        let stat = fs::fstat(&file).map_err(|_| self.failed("looked at"))?;
        if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
            return Err(self.wrong("no regular file", "name a file"));
        }
        if stat.st_uid != geteuid().as_raw() || stat.st_mode & 0o077 != 0 || stat.st_nlink > 1 {
            return Err(self.wrong(
                "open to other users, or known under another name",
                "find out who could have changed it, and run `chmod 600` on it",
            ));
        }
        let mut bytes = vec![0; LIMIT + 1];
        let mut filled = 0;
        loop {
            match io::read(&file, bytes.get_mut(filled..).unwrap_or_default()) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(Errno::INTR) => {}
                Err(_) => return Err(self.failed("read")),
            }
        }
        let text = bytes.get(..filled.min(LIMIT)).unwrap_or_default();
        core::str::from_utf8(text)
            .ok()
            .and_then(parse)
            .filter(|_| filled <= LIMIT)
            .ok_or_else(|| CountersError::Damaged {
                place: self.place(),
            })
    }

    /// Puts a new file in place of the old one.
    fn write(&self, directory: &OwnedFd, counts: &Counts) -> Result<(), CountersError> {
        let text = render(counts);
        if text.len() > LIMIT {
            return Err(self.wrong(
                "full",
                "give the limits fewer names, or some of the keys a file of their own",
            ));
        }
        let mut new = self.name.clone();
        new.push(".new");
        // What a crash left. Whoever holds the lock is the only one to write it.
        match fs::unlinkat(directory, &new, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(_) => return Err(self.failed("written")),
        }
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let written = || -> io::Result<()> {
            let file = fs::openat(directory, &new, flags, Mode::RUSR | Mode::WUSR)?;
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                match io::write(&file, rest) {
                    Ok(count) => rest = rest.get(count..).unwrap_or_default(),
                    Err(Errno::INTR) => {}
                    Err(error) => return Err(error),
                }
            }
            fs::fsync(&file)?;
            fs::renameat(directory, &new, directory, &self.name)?;
            fs::fsync(directory)
        };
        written().map_err(|_| self.failed("written"))
    }

    fn missing(&self) -> CountersError {
        CountersError::Missing {
            place: self.place(),
        }
    }

    fn wrong(&self, found: &'static str, remedy: &'static str) -> CountersError {
        CountersError::Wrong {
            place: self.place(),
            found,
            remedy,
        }
    }

    fn failed(&self, step: &'static str) -> CountersError {
        CountersError::Failed {
            place: self.place(),
            step,
            remedy: "look at the rights, the room and the health of its file system",
        }
    }
}

fn render(counts: &Counts) -> String {
    let mut text = format!("{HEAD}\ntoday {}\n", counts.today);
    for ((day, name, what), granted) in &counts.granted {
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "{day} {name} {} {granted}", what.name());
    }
    let sum = hex(&Sha256::digest(&text));
    let _ = writeln!(text, "sum {sum}");
    text
}

/// Reads what [`render`] wrote, and nothing else: whatever is not it, letter by letter, is damaged.
fn parse(text: &str) -> Option<Counts> {
    let body = text.strip_suffix('\n')?;
    let (body, last) = body.rsplit_once('\n')?;
    let sum = last.strip_prefix("sum ")?;
    let mut lines = body.split('\n');
    (lines.next()? == HEAD).then_some(())?;
    let mut counts = Counts {
        today: lines.next()?.strip_prefix("today ")?.parse().ok()?,
        ..Counts::default()
    };
    for line in lines {
        let mut words = line.split(' ');
        let day = words.next()?.parse().ok()?;
        let name = words.next()?.to_owned();
        let what = match words.next()? {
            "orders" => What::Orders,
            "worth" => What::Worth,
            _ => return None,
        };
        let granted = words.next()?.parse().ok()?;
        counts.granted.insert((day, name, what), granted);
    }
    (sum.len() == 64 && render(&counts) == text).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::{parse, render};
    use crate::limits::store::{Counts, What};

    #[test]
    fn every_changed_byte_is_damage() {
        let mut counts = Counts {
            today: 20_779,
            ..Counts::default()
        };
        let place = |day, what| (day, "binance/production/Maker".to_owned(), what);
        counts.granted.insert(place(20_779, What::Orders), 40);
        counts.granted.insert(place(20_780, What::Worth), u64::MAX);
        let text = render(&counts);
        assert_eq!(parse(&text), Some(counts));
        for at in 0..text.len() {
            let mut other = text.clone().into_bytes();
            for change in [1, 2, 4, 8, 16, 32, 64] {
                other[at] ^= change;
                let read = core::str::from_utf8(&other).ok().and_then(parse);
                assert_eq!(read, None, "byte {at}, by {change}");
                other[at] ^= change;
            }
            assert_eq!(
                parse(text.get(..at).unwrap_or_default()),
                None,
                "cut at {at}"
            );
        }
        assert_eq!(parse(&format!("{text}\n")), None);
    }
}
