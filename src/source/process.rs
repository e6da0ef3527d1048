//! One child process, bounded in time and output, of which nothing is left running.

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::{
        Pid, Signal, WaitId, WaitIdOptions, WaitOptions, kill_process_group, waitid, waitpgid,
    },
};
use std::{
    io::ErrorKind,
    os::{fd::AsFd, unix::process::CommandExt},
    process::{Child, Command, ExitStatus, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use zeroize::Zeroizing;

/// How long a killed process may take to end. One of another user does not hear us at all.
const GRACE: Duration = Duration::from_secs(1);

/// What mends [`Trouble::Unknown`].
pub(super) const UNKNOWN: &str =
    "see that the bot neither ignores SIGCHLD nor waits for children that it did not start";

/// Why there is no output.
pub(super) enum Trouble {
    /// There is no such program.
    Missing,
    /// It is not one that may be run.
    Denied,
    /// The system did not start it.
    NotStarted,
    /// The deadline has passed.
    Slow,
    /// It printed more than it may.
    Long,
    /// The pipe could not be read.
    Unreadable,
    /// It ended otherwise than with status 0.
    Ended(ExitStatus),
    /// Nobody knows how it ended.
    Unknown,
}

/// Runs `command` to its end, and gives what it printed: all of it, or nothing. Whatever happens,
/// its process group is killed and the child reaped before this returns.
pub(super) fn output(
    command: &mut Command,
    limit: usize,
    time: Duration,
) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let deadline = Instant::now().checked_add(time).ok_or(Trouble::Slow)?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        // Programs put secrets there, too.
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Trouble::Missing,
            ErrorKind::PermissionDenied => Trouble::Denied,
            _ => Trouble::NotStarted,
        })?;
    let pipe = child.stdout.take();
    let mut running = Running {
        child,
        ended: false,
    };
    let bytes = read(&pipe.ok_or(Trouble::Unreadable)?, limit, deadline)?;
    let status = running.end(deadline)?;
    if status.success() {
        Ok(bytes)
    } else {
        Err(Trouble::Ended(status))
    }
}

/// Reads to the end, into one buffer that does not grow.
fn read(pipe: &impl AsFd, limit: usize, deadline: Instant) -> Result<Zeroizing<Vec<u8>>, Trouble> {
    let mut bytes = Zeroizing::new(vec![0; limit.saturating_add(1)]);
    let mut filled = 0;
    while filled <= limit {
        wait_readable(pipe, deadline)?;
        let room = bytes.get_mut(filled..).unwrap_or_default();
        match rustix::io::read(pipe, room) {
            Ok(0) => {
                bytes.truncate(filled);
                return Ok(bytes);
            }
            Ok(count) => filled += count,
            Err(Errno::INTR | Errno::AGAIN) => {}
            Err(_) => return Err(Trouble::Unreadable),
        }
    }
    Err(Trouble::Long)
}

fn wait_readable(pipe: &impl AsFd, deadline: Instant) -> Result<(), Trouble> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::Slow);
        }
        let left = Timespec::try_from(left).map_err(|_| Trouble::Slow)?;
        match poll(&mut [PollFd::new(pipe, PollFlags::IN)], Some(&left)) {
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) => return Ok(()),
            Err(_) => return Err(Trouble::Unreadable),
        }
    }
}

/// A child that leads a process group of its own.
struct Running {
    child: Child,
    /// Whether it was killed and reaped.
    ended: bool,
}

impl Running {
    /// Waits for the child, which has closed its output.
    fn end(&mut self, deadline: Instant) -> Result<ExitStatus, Trouble> {
        let mut pause = Duration::from_millis(1);
        loop {
            // The child stays a zombie: until it is reaped, nobody else's group has its number.
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
            match waitid(WaitId::Pid(Pid::from_child(&self.child)), options) {
                Ok(Some(_)) => return self.stop().ok_or(Trouble::Unknown),
                Ok(None) | Err(Errno::INTR) => {}
                Err(_) => {
                    // Where the bot ignores SIGCHLD, the system has reaped: the number may be
                    // another's by now, so nothing is killed by it.
                    self.ended = true;
                    return Err(Trouble::Unknown);
                }
            }
            if Instant::now() >= deadline {
                return Err(Trouble::Slow);
            }
            sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// Kills what is left of the group, and reaps.
    fn stop(&mut self) -> Option<ExitStatus> {
        self.ended = true;
        let group = Pid::from_child(&self.child);
        // Errors say that nothing is left, or nothing that we may kill.
        let _ = kill_process_group(group, Signal::KILL);
        let _ = self.child.kill();
        let begun = Instant::now();
        let status = loop {
            match self.child.try_wait() {
                Ok(None) if begun.elapsed() < GRACE => sleep(Duration::from_millis(1)),
                outcome => break outcome.ok().flatten(),
            }
        };
        // Where the bot is the first process of a container, orphans of the group become its own.
        while begun.elapsed() < GRACE {
            match waitpgid(group, WaitOptions::NOHANG) {
                Ok(Some(_)) | Err(Errno::INTR) => {}
                Ok(None) => sleep(Duration::from_millis(1)),
                Err(_) => break,
            }
        }
        status
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.ended {
            self.stop();
        }
    }
}
