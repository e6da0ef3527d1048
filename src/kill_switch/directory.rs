//! The directory of a switch: what survives a restart, and reaches the other processes of a host.
//!
//! A trip is a file of its own, which nobody has to lock anything for: that it exists is the trip.
//! The file `armed` names the trips that were reset. So a reset cannot put an end to a trip that it
//! does not know of, and a directory that is new, emptied or damaged is tripped.
//!
//! Every look opens the directory anew, by one path without links, and trusts nothing that another
//! user could have put there.

mod files;

use super::{
    armed::{self, Armed, TRIP, is_trip, is_unique},
    fault::Fault,
    steps::step,
    trip::{Reset, Trip, TrippedBy},
};
use files::{list, private, read, remove, write, write_new};
use rustix::{
    fs::{self, AtFlags, CWD, FlockOperation, Mode, OFlags},
    io::Errno,
    process::geteuid,
};
use std::{
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const ARMED: &str = "armed";

/// How the names of files begin that are on their way to be `armed`.
const NEXT: &str = "next-";

/// The most bytes of a trip's file that are read.
const TRIP_LIMIT: usize = 8 * 1024;

/// How many trips are read to be shown; all are counted.
const SHOWN: usize = 64;

/// How long a reset waits for another one.
const PATIENCE: Duration = Duration::from_secs(2);

/// How old a trip is at most that its process is still writing: who resets waits for it, to have on
/// record who tripped and why.
const WRITING: Duration = Duration::from_millis(250);

#[derive(Debug)]
pub(super) struct Directory {
    path: PathBuf,
}

/// A trip with the name of its file, which it keeps however often it is written.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) trip: Trip,
    /// Whether the file is there.
    begun: bool,
}

impl Record {
    pub(super) fn new(trip: Trip) -> Self {
        Self {
            name: format!("{TRIP}{}", armed::unique()),
            trip,
            begun: false,
        }
    }

    /// Whether its file is there.
    pub(super) const fn is_begun(&self) -> bool {
        self.begun
    }
}

/// What a look has found.
#[derive(Debug)]
pub(super) struct Look {
    /// What `armed` says; `None` where it cannot be read.
    pub(super) armed: Option<Armed>,
    /// The names of the trips that it does not name.
    pub(super) open: Vec<String>,
    /// The same as they were recorded, and what is wrong beside.
    pub(super) trips: Vec<Trip>,
    /// The names of those that are being written, as it seems.
    unwritten: Vec<String>,
}

impl Look {
    pub(super) fn is_armed(&self) -> bool {
        self.armed.is_some() && self.open.is_empty()
    }

    /// Those of them that no other trip will ever have.
    pub(super) fn unique(&self) -> impl Iterator<Item = &String> {
        self.open.iter().filter(|name| is_unique(name))
    }

    /// One where the directory itself is not what it has to be.
    pub(super) fn without(fault: &Fault) -> Self {
        Self {
            armed: None,
            open: Vec::new(),
            trips: vec![Trip::new(TrippedBy::Unreadable, &fault.found)],
            unwritten: Vec::new(),
        }
    }
}

impl Directory {
    /// The directory at `path`, made where it is missing.
    pub(super) fn at(path: &Path) -> Result<Self, Fault> {
        let written = std::path::absolute(path).map_err(|_| Fault::nameless())?;
        let (Some(parent), Some(name)) = (written.parent(), written.file_name()) else {
            return Err(Fault::nameless());
        };
        let parent = parent
            .canonicalize()
            .map_err(|_| Fault::parentless(parent))?;
        judge_parents(&parent)?;
        let directory = Self {
            path: parent.join(name),
        };
        directory.make()?;
        directory.open()?;
        Ok(directory)
    }

    fn make(&self) -> Result<(), Fault> {
        step()?;
        match fs::mkdir(&self.path, Mode::RWXU) {
            Ok(()) => {}
            Err(Errno::EXIST) => return Ok(()),
            Err(error) => return Err(Fault::of(error, "the directory could not be made")),
        }
        let Some(parent) = self.path.parent() else {
            return Err(Fault::nameless());
        };
        step()?;
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let synced = fs::open(parent, flags, Mode::empty()).and_then(fs::fsync);
        synced.map_err(|error| Fault::of(error, "the directory could not be made durable"))
    }

    fn open(&self) -> Result<OwnedFd, Fault> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let directory = fs::openat(CWD, &self.path, flags, Mode::empty())
            .map_err(|error| Fault::of_directory(error, &self.path))?;
        let stat = fs::fstat(&directory)
            .map_err(|error| Fault::of(error, "the directory cannot be looked at"))?;
        if stat.st_uid != geteuid().as_raw() {
            return Err(Fault::of_other_owner(&self.path));
        }
        if stat.st_mode & 0o077 != 0 {
            return Err(Fault::open_to_others(&self.path));
        }
        Ok(directory)
    }

    /// What is there now. `armed` is read first: whatever it names was there before, and a trip that
    /// comes meanwhile is in the list.
    pub(super) fn look(&self) -> Result<Look, Fault> {
        match self.open().and_then(|directory| look(directory.as_fd())) {
            Err(fault) if fault.is_definite() => Ok(Look::without(&fault)),
            looked => looked,
        }
    }

    /// Records a trip, which may have been tried before. From the moment that its file is there, the
    /// switch is tripped.
    pub(super) fn record(&self, record: &mut Record) -> Result<(), Fault> {
        let directory = self.open()?;
        write_trip(directory.as_fd(), record)
    }

    /// Takes `armed` away: the last way to trip where nothing can be written.
    pub(super) fn disarm(&self) -> Result<(), Fault> {
        let directory = self.open()?;
        let fault = |error| Fault::of(error, "`armed` could not be removed");
        step()?;
        match fs::unlinkat(&directory, ARMED, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => return Err(fault(error)),
        }
        step()?;
        fs::fsync(&directory).map_err(fault)
    }

    /// Arms the switch, naming every trip that is there. `others` comes when all is written, and
    /// before any of it counts: where either fails, nothing is armed.
    pub(super) fn reset(
        &self,
        who: &str,
        why: &str,
        others: impl FnOnce() -> Result<(), Fault>,
    ) -> Result<Reset, Fault> {
        self.make()?;
        let directory = self.open()?;
        lock(&directory)?;
        let directory = directory.as_fd();
        sweep(directory)?;
        let look = settled(directory)?;
        let mut named = Vec::new();
        // What is still being written nobody knows of yet.
        let known = |name: &&String| !look.unwritten.contains(name);
        for name in look.open.iter().filter(known) {
            if is_unique(name) {
                named.push(name.clone());
                continue;
            }
            // Somebody may make a file of that name again: what is named is a copy.
            let trip = read_trip(directory, name).unwrap_or_else(|| nameless(name));
            let mut record = Record::new(trip);
            write_trip(directory, &mut record)?;
            remove(directory, name)?;
            named.push(record.name);
        }
        let trips = look.trips.into_iter();
        let trips = trips.filter(|trip| trip.by != TrippedBy::Unarmed).collect();
        let reset = Reset::new(who, why, trips);
        let mut armed = look.armed.unwrap_or_default();
        for name in armed.add(&named, &reset) {
            remove(directory, &name)?;
        }
        let text = armed.text().ok_or_else(Fault::too_many)?;
        arm(directory, &text, others)?;
        Ok(reset)
    }
}

fn arm(
    directory: BorrowedFd<'_>,
    text: &[u8],
    others: impl FnOnce() -> Result<(), Fault>,
) -> Result<(), Fault> {
    let next = format!("{NEXT}{}", armed::unique());
    write_new(directory, &next, text)?;
    others()?;
    step()?;
    fs::renameat(directory, &next, directory, ARMED)
        .map_err(|error| Fault::of(error, "`armed` could not be written"))?;
    step()?;
    if let Err(error) = fs::fsync(directory) {
        // Nobody knows what a restart would find, so nobody shall find it armed now.
        let _ = fs::unlinkat(directory, ARMED, AtFlags::empty());
        return Err(Fault::of(error, "`armed` could not be made durable"));
    }
    Ok(())
}

fn write_trip(directory: BorrowedFd<'_>, record: &mut Record) -> Result<(), Fault> {
    let fault = |error| Fault::of(error, "the trip could not be written");
    let mut flags = OFlags::CREATE | OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    flags |= if record.begun {
        OFlags::TRUNC
    } else {
        OFlags::EXCL
    };
    step()?;
    let file = fs::openat(directory, &record.name, flags, private()).map_err(fault)?;
    record.begun = true;
    let text = serde_json::to_vec(&record.trip).unwrap_or_default();
    write(&file, &text)?;
    step()?;
    fs::fsync(&file).map_err(fault)?;
    step()?;
    fs::fsync(directory).map_err(fault)
}

fn look(directory: BorrowedFd<'_>) -> Result<Look, Fault> {
    let mut trips = Vec::new();
    let armed = match read(directory, ARMED, armed::LIMIT) {
        Ok(text) => {
            let armed = Armed::read(&text);
            if armed.is_none() {
                trips.push(unreadable("`armed` is damaged, or of another release"));
            }
            armed
        }
        Err(fault) if fault.is_missing() => {
            trips.push(Trip::new(
                TrippedBy::Unarmed,
                "it was never armed, or `armed` was removed: reset it, naming who and why",
            ));
            None
        }
        Err(fault) if fault.is_definite() => {
            trips.push(unreadable(&format!(
                "`armed` cannot be trusted, {}",
                fault.found
            )));
            None
        }
        Err(fault) => return Err(fault),
    };
    let is_named = |name: &str| {
        let mut armed = armed.iter();
        is_unique(name) && armed.any(|armed| armed.names(name))
    };
    let mut open = list(directory, |name| is_trip(name) && !is_named(name))?;
    open.sort_unstable();
    let mut unwritten = Vec::new();
    for name in open.iter().take(SHOWN) {
        let trip = read_trip(directory, name);
        if trip.is_none() && armed::is_younger(name, WRITING) {
            unwritten.push(name.clone());
        }
        trips.push(trip.unwrap_or_else(|| nameless(name)));
    }
    Ok(Look {
        armed,
        open,
        trips,
        unwritten,
    })
}

/// A look once trips are written out that were begun before it. One whose process died meanwhile
/// is as it is.
fn settled(directory: BorrowedFd<'_>) -> Result<Look, Fault> {
    let begun = Instant::now();
    loop {
        let look = look(directory)?;
        if look.unwritten.is_empty() || begun.elapsed() > PATIENCE {
            return Ok(look);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn read_trip(directory: BorrowedFd<'_>, name: &str) -> Option<Trip> {
    let text = read(directory, name, TRIP_LIMIT).ok()?;
    serde_json::from_slice(&text).ok()
}

fn nameless(name: &str) -> Trip {
    unreadable(&format!("`{name}` does not say who tripped it, or why"))
}

fn unreadable(why: &str) -> Trip {
    Trip::new(TrippedBy::Unreadable, why)
}

/// One reset at a time; the lock ends with the process.
fn lock(directory: &OwnedFd) -> Result<(), Fault> {
    let begun = Instant::now();
    loop {
        step()?;
        match fs::flock(directory, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(Errno::WOULDBLOCK) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            Err(Errno::WOULDBLOCK) => return Err(Fault::busy()),
            Err(error) => return Err(Fault::of(error, "the directory cannot be locked")),
        }
    }
}

/// Removes what a reset left behind that was killed.
fn sweep(directory: BorrowedFd<'_>) -> Result<(), Fault> {
    for name in list(directory, |name| name.starts_with(NEXT))? {
        remove(directory, &name)?;
    }
    Ok(())
}

/// Nobody but this user and root may be able to put another directory in place of ours.
fn judge_parents(parent: &Path) -> Result<(), Fault> {
    let own = geteuid().as_raw();
    for above in parent.ancestors() {
        let stat = fs::stat(above)
            .map_err(|error| Fault::of(error, "a directory above it cannot be looked at"))?;
        let mode = Mode::from_raw_mode(stat.st_mode);
        let is_shared = mode.intersects(Mode::WGRP | Mode::WOTH) && !mode.contains(Mode::SVTX);
        if is_shared || (stat.st_uid != own && stat.st_uid != 0) {
            return Err(Fault::below_others(above));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
