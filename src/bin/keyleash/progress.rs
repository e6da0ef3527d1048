//! A line on the error output that says that long work goes on: after a second, on a terminal, and
//! gone when the work is done.

use std::{
    io::{self, IsTerminal as _, Write as _},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

/// Before that, nobody wonders.
const QUIET: Duration = Duration::from_secs(1);
const REDRAWN: Duration = Duration::from_millis(200);

/// Does the work, and shows meanwhile how many `things` it has counted.
pub(crate) fn shown<T>(things: &str, work: impl FnOnce(&Arc<AtomicUsize>) -> T) -> T {
    let count = Arc::new(AtomicUsize::new(0));
    if !io::stderr().is_terminal() {
        return work(&count);
    }
    let (done, ended) = mpsc::channel::<()>();
    let seen = Arc::clone(&count);
    thread::scope(|scope| {
        scope.spawn(move || {
            let begun = Instant::now();
            let mut wait = QUIET;
            while ended.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                let (count, seconds) = (seen.load(Ordering::Relaxed), begun.elapsed().as_secs());
                draw(&format!("{count} {things}, {seconds} s"));
                wait = REDRAWN;
            }
            if wait == REDRAWN {
                draw("");
            }
        });
        let result = work(&count);
        drop(done);
        result
    })
}

/// Puts `text` in the place of the line.
fn draw(text: &str) {
    // A terminal that is gone needs no line.
    let _ = write!(io::stderr().lock(), "\r{text}\x1b[K");
}
