//! A journal on a disk that is full.

use crate::{
    support::{ANY_KEY, ask, at, policy, report_of},
    tools,
};
use keyleash::{
    AnyCredential, Method,
    incident::{Journal, verify},
    venue,
};
use rustix::process::getuid;
use std::{fs, path::PathBuf, process::Command, thread, time::Duration};
use tempfile::TempDir;

#[test]
fn a_full_disk_stops_no_bot_and_what_is_missing_is_counted() {
    let script = "mount -t tmpfs -o size=128k,mode=700 none \"$0\" && exec \"$@\"";
    let folder = TempDir::new().unwrap();
    let mut probe = Command::new("unshare");
    let may_mount = tools::has(&["unshare", "mount"])
        && probe
            .args(["--mount", "--propagation", "private", "true"])
            .output()
            .is_ok_and(|output| output.status.success());
    if !tools::has_else(
        getuid().is_root() && may_mount,
        "root, with the right to mount",
    ) {
        return;
    }
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private", "sh", "-c"]);
    command.args([script.as_ref(), folder.path()]);
    command.arg(std::env::current_exe().unwrap());
    command.args(["--exact", "incident::full::child"]);
    command.env("KEYLEASH_TEST_DISK", folder.path());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

/// In a process with a small disk of its own.
#[test]
#[expect(clippy::disallowed_methods, reason = "a path is no secret")]
fn child() {
    let Some(disk) = std::env::var_os("KEYLEASH_TEST_DISK").map(PathBuf::from) else {
        return;
    };
    let (path, filler) = (disk.join("journal"), disk.join("filler"));
    fs::write(&filler, vec![0; 60_000]).unwrap();
    let journal = Journal::open(&path).unwrap();
    let credential = AnyCredential::load(venue::find("bybit").unwrap(), ANY_KEY)
        .unwrap()
        .recorded_by(&journal);
    let report = report_of(&credential);
    let signer = credential.verify_at(&policy(), report, at(0)).unwrap();
    let reads = ask(Method::Get, "/v5/execution/list?category=spot");
    let mut count = 0;
    while journal.missed() < 500 {
        drop(signer.sign_at(&reads, at(1)).unwrap());
        count += 1;
        if count % 100 == 0 {
            thread::sleep(Duration::from_millis(5));
        }
        assert!(count < 1_000_000, "the disk was never full");
    }
    // Whoever waits for the disk is told.
    let error = journal.note("no room").unwrap_err().to_string();
    assert!(error.contains("could not be written"), "{error}");
    fs::remove_file(filler).unwrap();
    thread::sleep(Duration::from_millis(50));
    journal.note("room again").unwrap();
    let missed = journal.missed();
    drop((signer, journal));
    let summary = verify(&path, None).unwrap();
    assert_eq!(summary.missed(), missed);
    let text = fs::read_to_string(&path).unwrap();
    let noted = text.matches("/v5/execution/list").count() as u64;
    assert!(noted > 100 && noted < count && noted + missed >= count);
}
