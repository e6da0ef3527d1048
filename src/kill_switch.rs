//! Stops signing: for one key, or for every key that shares a switch.
//!
//! What a signature passes is one read of an atomic, and, where the switch has a directory, one of a
//! clock. Records are written and read by other threads, and no signature waits for them: without
//! news in time, the switch is not taken for armed.

#[cfg(unix)]
mod armed;
mod book;
#[cfg(unix)]
mod directory;
mod error;
#[cfg(unix)]
mod fault;
mod flag;
mod gate;
#[cfg(unix)]
mod heard;
#[cfg(unix)]
mod keeper;
#[cfg(all(unix, feature = "redis"))]
mod leased;
mod standing;
#[cfg(unix)]
mod steps;
mod strikes;
mod trigger;
mod trip;

pub use error::{ResetError, SwitchError, Unrecorded};
pub(crate) use gate::Gate;
pub(crate) use standing::Refusal;
pub use standing::SwitchStanding;
pub use strikes::Strikes;
pub use trigger::Trigger;
pub use trip::{Reset, Trip, TrippedBy};

use crate::{
    measure,
    time::{self, Millis},
};
use book::Book;
use core::{
    fmt,
    num::NonZeroU32,
    ops::Deref,
    sync::atomic::{AtomicU64, Ordering},
};
#[cfg(unix)]
use fault::Fault;
use flag::Flag;
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

/// For how long a look at the directory is good, unless the owner says otherwise.
#[cfg(unix)]
const BOUND: Millis = 1_000;

/// There is nothing to look at.
const FOR_EVER: Millis = Millis::MAX;

/// Stops every key that was loaded under it.
///
/// Clones are cheap, and are one switch. One that is made by [`new`](Self::new) is armed, and ends
/// with the process. One in a directory survives restarts and reaches every process of the host that
/// uses the directory:
///
/// ```
/// use keyleash::{KillSwitch, SwitchStanding, TrippedBy};
///
/// # let folder = tempfile::tempdir()?;
/// # let directory = folder.path().join("switch");
/// // The first time, somebody has to arm it: new is tripped, and so is damaged or emptied.
/// let switch = KillSwitch::at(&directory)?;
/// switch.reset("alice", "first start")?;
///
/// switch.trip(TrippedBy::owner("bob"), "orders that nobody placed")?;
/// let SwitchStanding::Tripped(trips) = switch.standing() else { panic!() };
/// assert_eq!(trips[0].why, "orders that nobody placed");
///
/// switch.reset("alice", "they were mine: the key is safe")?;
/// assert_eq!(switch.standing(), SwitchStanding::Armed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # The directory
///
/// - It belongs to the user that runs the bots, with mode `700`, on a disk of this host, below
///   directories that others cannot write. It is not followed through a link.
/// - A trip is a file `trip-…`, and that it exists is the trip: `touch trip-now` trips this host by
///   hand, also where nothing else works. Its content says who, why, when, and which process.
/// - The switch is armed where the file `armed` can be read and names every trip there is. Only
///   [`reset`](Self::reset) writes it, with who, why and when of the last resets. No trip is lost that
///   comes meanwhile: the reset does not name it.
/// - A thread of each process looks at it every 10 milliseconds. If it has not succeeded for a second
///   ([`unsure_after`](Self::unsure_after)), nothing is signed until it does.
/// - A copy or a backup of the directory that is put back brings its old state back with it.
#[derive(Clone)]
#[must_use = "a switch stops the keys that it was handed to"]
pub struct KillSwitch(Arc<Handle>);

/// What the bot holds of a switch, while threads of the crate hold [`Shared`] for a moment. With the
/// last clone what is not recorded yet gets a last chance, on the thread that drops it.
struct Handle(Arc<Shared>);

impl Deref for Handle {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

struct Shared {
    flag: Flag,
    /// How often a trigger was pulled.
    pulls: AtomicU64,
    /// Until when, by [`time::since_boot`], the last look is good.
    valid_until: AtomicU64,
    /// For how long a look is good.
    bound: AtomicU64,
    book: Mutex<Book>,
    /// The keys that the switch stops, as far as they are in use.
    gates: Mutex<Vec<Weak<Gate>>>,
    #[cfg(unix)]
    listeners: Mutex<Vec<heard::Listener>>,
    #[cfg(all(unix, feature = "redis"))]
    fleet: std::sync::OnceLock<crate::fleet::Fleet>,
}

impl KillSwitch {
    /// A switch of this process alone, which is armed.
    pub fn new() -> Self {
        let shared = Shared::new(Book::default(), FOR_EVER);
        Self(Arc::new(Handle(Arc::new(shared))))
    }

    /// The switch in this directory, which is made where it is missing.
    ///
    /// # Errors
    ///
    /// [`SwitchError`] where the directory above is missing, others could have put something in its
    /// place, or the system did not do its part. A directory without a good file `armed` is no
    /// error: that switch is tripped.
    #[cfg(unix)]
    pub fn at(directory: impl AsRef<std::path::Path>) -> Result<Self, SwitchError> {
        let path = directory.as_ref();
        let directory = directory::Directory::at(path).map_err(|fault| fault.opening(path))?;
        let shared = Arc::new(Shared::new(Book::at(directory), 0));
        // Tripped until a look has shown that it is not.
        shared.flag.raise();
        shared.look();
        if let Some(fault) = shared
            .book()
            .kept
            .as_ref()
            .and_then(|kept| kept.fault.clone())
        {
            return Err(fault.opening(path));
        }
        keeper::start(&shared, path)?;
        Ok(Self(Arc::new(Handle(shared))))
    }

    /// For how long a look at the directory is good, from 50 milliseconds to a minute: a second,
    /// unless this says otherwise. A process that could not look for that long signs nothing until
    /// it can; so long may another one's trip need to get here at worst.
    pub fn unsure_after(self, bound: Duration) -> Self {
        let millis = Millis::try_from(bound.as_millis()).unwrap_or(Millis::MAX);
        self.0
            .bound
            .store(millis.clamp(50, 60_000), Ordering::SeqCst);
        #[cfg(unix)]
        self.0.look();
        self
    }

    /// Trips: no call of a signer that begins after this one has returned gives a signature.
    ///
    /// That much cannot fail. Then the trip is recorded, where the switch has a directory, before
    /// this returns.
    ///
    /// # Errors
    ///
    /// [`Unrecorded`] where it is not in the directory yet. The switch is tripped all the same, and
    /// the record is tried again.
    pub fn trip(&self, by: TrippedBy, why: &str) -> Result<(), Unrecorded> {
        self.pull();
        self.0.record(by, why)
    }

    /// [`trip`](Self::trip), which returns when no signature of this process is in progress with a
    /// key of this switch, either. It waits for that before it writes the record.
    ///
    /// # Errors
    ///
    /// As for [`trip`](Self::trip).
    pub fn stop_and_wait(&self, by: TrippedBy, why: &str) -> Result<(), Unrecorded> {
        self.pull_and_wait();
        self.0.record(by, why)
    }

    /// What trips the switch and does nothing else, for a signal handler.
    #[must_use = "it trips when it is pulled"]
    pub fn trigger(&self) -> Trigger {
        Trigger(Arc::clone(&self.0))
    }

    /// A count of answers by which a venue refuses a key: `limit` of them in a row trip the switch.
    ///
    /// ```
    /// use keyleash::{KillSwitch, SwitchStanding, venue};
    ///
    /// let switch = KillSwitch::new();
    /// let strikes = switch.strikes(2.try_into()?);
    /// let venue = venue::find("binance").unwrap();
    /// let refusal = br#"{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}"#;
    /// strikes.heard(venue, 401, refusal);
    /// assert_eq!(switch.standing(), SwitchStanding::Armed);
    /// strikes.heard(venue, 401, refusal);
    /// assert!(matches!(switch.standing(), SwitchStanding::Tripped(_)));
    /// # Ok::<(), core::num::TryFromIntError>(())
    /// ```
    #[must_use = "it counts the answers that it is handed"]
    pub fn strikes(&self, limit: NonZeroU32) -> Strikes {
        Strikes::new(self, limit)
    }

    /// How the switch stands in this process, as signers see it.
    #[must_use]
    pub fn standing(&self) -> SwitchStanding {
        let mut book = self.0.book();
        book.note(self.0.pulls.load(Ordering::SeqCst));
        #[cfg(unix)]
        self.0.tell_journals(&book);
        let refusal = self.refuses();
        measure::switch(refusal == Some(Refusal::Tripped));
        match refusal {
            None => SwitchStanding::Armed,
            Some(Refusal::Tripped) => SwitchStanding::Tripped(self.0.trips(&book)),
            Some(Refusal::Unsure) => SwitchStanding::Unsure {
                why: self.0.unsure(&book),
            },
        }
    }

    /// Arms the switch again, and puts on record who did it, and why. It puts an end to every trip
    /// that is in the directory at that moment; one that comes later stands, so look at
    /// [`standing`](Self::standing) afterwards.
    ///
    /// The other processes that use the directory sign again within the time of a look or two.
    ///
    /// # Errors
    ///
    /// [`ResetError`] where a name or a reason is missing, or the directory could not be written.
    pub fn reset(&self, who: &str, why: &str) -> Result<Reset, ResetError> {
        if who.trim().is_empty() || why.trim().is_empty() {
            return Err(ResetError::Unnamed);
        }
        let mut book = self.0.book();
        let seen = self.0.flag.seen();
        book.note(self.0.pulls.load(Ordering::SeqCst));
        #[cfg(unix)]
        if book.kept.is_some() {
            let reset = book.reset_directory(who, why, || self.0.reset_fleet(who, why));
            self.0.look_by(&mut book);
            drop(book);
            if let Ok(reset) = &reset {
                log(reset);
            }
            return reset;
        }
        #[cfg(unix)]
        self.0.tell_journals(&book);
        #[cfg(unix)]
        self.0.reset_fleet(who, why).map_err(Fault::resetting)?;
        let reset = book.reset(&self.0.flag, seen, who, why);
        #[cfg(unix)]
        self.0.tell_journals(&book);
        drop(book);
        log(&reset);
        Ok(reset)
    }

    /// The last resets, the last one last: at most 32, as this process saw them.
    #[must_use]
    pub fn resets(&self) -> Vec<Reset> {
        self.0.book().resets().to_vec()
    }

    /// Why no key may sign now.
    pub(crate) fn refuses(&self) -> Option<Refusal> {
        let shared: &Shared = &self.0;
        if shared.flag.is_tripped() {
            return Some(Refusal::Tripped);
        }
        #[cfg(all(unix, feature = "redis"))]
        if let Some(refusal) = shared.fleet.get().and_then(leased::refusal) {
            return Some(refusal);
        }
        let until = shared.valid_until.load(Ordering::SeqCst);
        (until != FOR_EVER && time::since_boot() >= until).then_some(Refusal::Unsure)
    }

    /// Trips, and tells nobody why.
    pub(crate) fn pull(&self) {
        self.0.flag.pull();
    }

    pub(crate) fn pull_and_wait(&self) {
        self.pull();
        for gate in self.0.gates().iter().filter_map(Weak::upgrade) {
            gate.wait();
        }
    }

    /// Counts the signatures of a key among those that [`stop_and_wait`](Self::stop_and_wait)
    /// waits for.
    pub(crate) fn watch(&self, gate: &Arc<Gate>) {
        let mut gates = self.0.gates();
        let new = Arc::downgrade(gate);
        gates.retain(|known| known.strong_count() > 0 && !known.ptr_eq(&new));
        gates.push(new);
    }

    pub(crate) fn is_tripped(&self) -> bool {
        self.0.flag.is_tripped()
    }
}

impl Shared {
    fn new(book: Book, valid_until: Millis) -> Self {
        Self {
            flag: Flag::default(),
            pulls: AtomicU64::new(0),
            valid_until: AtomicU64::new(valid_until),
            #[cfg(unix)]
            bound: AtomicU64::new(BOUND),
            #[cfg(not(unix))]
            bound: AtomicU64::new(0),
            book: Mutex::new(book),
            gates: Mutex::default(),
            #[cfg(unix)]
            listeners: Mutex::default(),
            #[cfg(all(unix, feature = "redis"))]
            fleet: std::sync::OnceLock::new(),
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Nothing panics while it holds the lock; what is in a poisoned one still holds.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn gates(&self) -> MutexGuard<'_, Vec<Weak<Gate>>> {
        self.gates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes down who tripped the flag and why.
    #[cfg_attr(
        not(unix),
        expect(clippy::unnecessary_wraps, reason = "it has no directory")
    )]
    fn record(&self, by: TrippedBy, why: &str) -> Result<(), Unrecorded> {
        tracing::error!(target: "keyleash::kill_switch", by = by.word(), "kill switch tripped");
        measure::trip(by.word());
        let trip = Trip::made(by, why);
        // On its way to other hosts before anything here waits for a disk.
        #[cfg(all(unix, feature = "redis"))]
        let telling = self
            .fleet
            .get()
            .map(|fleet| fleet.tell(leased::tripped(&trip)));
        let mut book = self.book();
        book.tell(trip);
        #[cfg(unix)]
        self.tell_journals(&book);
        #[cfg(unix)]
        book.record()?;
        drop(book);
        #[cfg(all(unix, feature = "redis"))]
        if let Some(telling) = telling {
            telling.wait().map_err(leased::unrecorded)?;
        }
        Ok(())
    }

    /// Arms the fleet, where there is one.
    #[cfg(unix)]
    #[cfg_attr(
        not(feature = "redis"),
        expect(
            clippy::unused_self,
            clippy::unnecessary_wraps,
            reason = "it has no fleet"
        )
    )]
    fn reset_fleet(&self, who: &str, why: &str) -> Result<(), Fault> {
        #[cfg(feature = "redis")]
        if let Some(fleet) = self.fleet.get() {
            fleet.reset(who, why).map_err(leased::unreset)?;
        }
        let _ = (who, why);
        Ok(())
    }

    #[cfg_attr(
        not(all(unix, feature = "redis")),
        expect(clippy::unused_self, reason = "it has no fleet")
    )]
    fn trips(&self, book: &Book) -> Vec<Trip> {
        let trips = book.trips();
        #[cfg(all(unix, feature = "redis"))]
        if let Some(fleet) = self.fleet.get() {
            let more = leased::trips(fleet, &trips);
            return trips.into_iter().chain(more).collect();
        }
        trips
    }

    #[cfg_attr(
        not(all(unix, feature = "redis")),
        expect(clippy::unused_self, reason = "it has no fleet")
    )]
    fn unsure(&self, book: &Book) -> String {
        #[cfg(all(unix, feature = "redis"))]
        if let Some(why) = self.fleet.get().and_then(leased::unsure) {
            return why;
        }
        unsure(book)
    }

    #[cfg(unix)]
    fn look(&self) {
        self.look_by(&mut self.book());
    }

    #[cfg(unix)]
    fn look_by(&self, book: &mut Book) {
        // What is found is as old as the beginning of the look.
        let now = time::since_boot();
        let seen = self.flag.seen();
        book.note(self.pulls.load(Ordering::SeqCst));
        if book.look(&self.flag, seen, now) {
            let until = now.saturating_add(self.bound.load(Ordering::SeqCst));
            // Not so far that it means for ever, or is past a clock that fails.
            self.valid_until
                .store(until.min(Millis::MAX - 2), Ordering::SeqCst);
        }
        self.tell_journals(book);
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let mut book = self.0.book();
        book.note(self.0.pulls.load(Ordering::SeqCst));
        #[cfg(unix)]
        if book.record().is_err() {
            tracing::error!(target: "keyleash::kill_switch", "the record of a trip was not written");
        }
        #[cfg(all(unix, feature = "redis"))]
        if let Some(fleet) = self.0.fleet.get().filter(|_| self.0.flag.is_tripped()) {
            leased::tell_last(fleet, &book.trips());
        }
    }
}

impl Default for KillSwitch {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for KillSwitch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.refuses() {
            None => "KillSwitch(armed)",
            Some(Refusal::Tripped) => "KillSwitch(tripped)",
            Some(Refusal::Unsure) => "KillSwitch(unsure)",
        })
    }
}

fn log(reset: &Reset) {
    tracing::warn!(target: "keyleash::kill_switch", who = reset.who, why = reset.why, "kill switch reset");
    measure::switch(false);
}

fn unsure(book: &Book) -> String {
    #[cfg(unix)]
    if let Some(fault) = book.kept.as_ref().and_then(|kept| kept.fault.as_ref()) {
        return fault.found.clone();
    }
    #[cfg(not(unix))]
    let _ = book;
    "nobody has looked at it in time: this process was stopped, or is a fork, or gets no time"
        .to_owned()
}
