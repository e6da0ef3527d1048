//! Objects of a git repository, read one after another from one process and searched in parallel.
//! At most a few of them are in memory at a time.

use super::{
    Error, Outcome,
    finding::{LeftOut, Reason},
    git,
    outcome::Watched,
    text,
};
use std::{
    io::{BufRead, BufReader, BufWriter, Read, Write, copy, sink},
    num::NonZero,
    path::Path,
    process::{Child, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// What git calls an object, its path, and its content.
struct Object {
    id: String,
    path: String,
    bytes: Vec<u8>,
}

/// Searches the objects that `list` names, one a line: the id, a space, the path. In the findings
/// the id of the object stands in the place of the commit.
pub(super) fn scan(
    root: &Path,
    watched: &Watched,
    list: impl FnOnce(&mut dyn Write) -> Result<(), Error> + Send,
) -> Result<Outcome, Error> {
    let mut batch = git::command(root);
    batch.args(["cat-file", "--buffer"]);
    batch.arg("--batch=%(objectname) %(objecttype) %(objectsize) %(rest)");
    batch.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = batch.spawn().map_err(|_| Error::GitMissing)?;
    let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed());
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (sender, receiver) = sync_channel::<Object>(threads * 2);
    let receiver = Mutex::new(receiver);
    let outcome = thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let mut input = BufWriter::new(input);
            list(&mut input)?;
            input.flush().map_err(|_| failed())
        });
        let workers: Vec<_> = (0..threads)
            .map(|_| scope.spawn(|| search(&receiver, watched)))
            .collect();
        let mut outcome = Outcome::default();
        let read = read(&mut BufReader::new(output), &sender, &mut outcome);
        drop(sender);
        for worker in workers {
            outcome.join(worker.join().map_err(|_| failed())?);
        }
        writer.join().map_err(|_| failed())??;
        read.map(|()| outcome)
    });
    ended(child).and(outcome)
}

/// Waits for a process, which must have ended well.
pub(super) fn ended(mut child: Child) -> Result<(), Error> {
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        _ => Err(failed()),
    }
}

pub(super) const fn failed() -> Error {
    Error::Git {
        what: "read its objects",
    }
}

fn search(objects: &Mutex<Receiver<Object>>, watched: &Watched) -> Outcome {
    let mut outcome = Outcome::watched(watched);
    loop {
        let next = objects
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok(mut object) = next else {
            return outcome;
        };
        let before = outcome.findings.len();
        outcome.take(&mut object.bytes, &object.path);
        for finding in outcome.findings.iter_mut().skip(before) {
            finding.commit = Some(object.id.clone());
        }
    }
}

/// Hands each object that git prints to the threads that search.
fn read(
    output: &mut impl BufRead,
    sender: &SyncSender<Object>,
    outcome: &mut Outcome,
) -> Result<(), Error> {
    let mut header = Vec::new();
    loop {
        header.clear();
        output
            .read_until(b'\n', &mut header)
            .map_err(|_| failed())?;
        if header.is_empty() {
            return Ok(());
        }
        let line = git::lossy(header.trim_ascii_end());
        let mut fields = line.splitn(4, ' ');
        let (id, kind, size) = (fields.next(), fields.next(), fields.next());
        let (Some(id), Some(kind), Some(size)) = (id, kind, size) else {
            // `<id> missing`
            return Err(failed());
        };
        let size: u64 = size.parse().map_err(|_| failed())?;
        let path = match kind {
            "blob" => fields.next().unwrap_or_default().to_owned(),
            kind => format!("({kind} {})", id.get(..12).unwrap_or(id)),
        };
        let left = if size > text::LIMIT {
            Some(Reason::Large)
        } else {
            text::is_lock(&path).then_some(Reason::LockFile)
        };
        if let Some(reason) = left {
            outcome.left_out.push(LeftOut { path, reason });
            copy(&mut output.by_ref().take(size + 1), &mut sink()).map_err(|_| failed())?;
            continue;
        }
        let length = usize::try_from(size).map_err(|_| failed())?;
        let mut bytes = vec![0; length + 1];
        output.read_exact(&mut bytes).map_err(|_| failed())?;
        // A line end follows the content.
        bytes.truncate(length);
        let id = id.to_owned();
        sender
            .send(Object { id, path, bytes })
            .map_err(|_| failed())?;
    }
}
