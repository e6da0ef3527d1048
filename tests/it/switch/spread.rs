//! How a switch gets from one process to the others, and what stands in its way.

use super::{child::Running, sign, signer, trips};
use crate::tools;
use keyleash::{KillSwitch, ResetError, SignError, SwitchStanding, TrippedBy};
use rustix::process::{Signal, getuid};
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

fn soon(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_trip_survives_and_reaches_other_processes_and_so_does_a_reset() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    assert_eq!(trips(&switch)[0].by, TrippedBy::Unarmed);
    switch.reset("alice", "first start").unwrap();
    let signer = signer(&KillSwitch::at(&directory).unwrap());
    let mut other = Running::start("signs", &directory);
    other.expect("signing");
    assert_eq!(sign(&signer), Ok(()));
    switch.trip(TrippedBy::owner("bob"), "leak").unwrap();
    other.expect("stopped");
    soon("the trip came here", || {
        sign(&signer) == Err(SignError::Stopped)
    });
    drop(switch);
    let again = KillSwitch::at(&directory).unwrap();
    let trip = &trips(&again)[0];
    assert_eq!((&trip.by, &*trip.why), (&TrippedBy::owner("bob"), "leak"));
    assert!(trip.process.contains(&format!("[{}]", std::process::id())));
    again.reset("alice", "a false alarm").unwrap();
    other.expect("signing");
    soon("the reset came here", || sign(&signer).is_ok());
    let resets = again.resets();
    let whys: Vec<_> = resets.iter().map(|reset| &*reset.why).collect();
    assert_eq!(whys, ["first start", "a false alarm"]);
    // By hand, where nothing else works.
    fs::write(directory.join("trip-now"), "").unwrap();
    other.expect("stopped");
}

#[test]
fn a_directory_that_is_gone_or_opened_to_others_trips() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    let is_tripped = || matches!(switch.standing(), SwitchStanding::Tripped(_));
    let mode = |mode| fs::set_permissions(&directory, Permissions::from_mode(mode)).unwrap();
    switch.reset("alice", "first").unwrap();
    mode(0o707);
    soon("open to others", is_tripped);
    let refused = switch.reset("alice", "again");
    assert!(
        matches!(refused, Err(ResetError::Misconfigured { .. })),
        "{refused:?}"
    );
    mode(0o700);
    // It does not arm itself again.
    thread::sleep(Duration::from_millis(100));
    assert!(is_tripped());
    switch.reset("alice", "closed").unwrap();
    assert_eq!(switch.standing(), SwitchStanding::Armed);
    fs::remove_dir_all(&directory).unwrap();
    soon("gone", is_tripped);
    assert!(switch.trip(TrippedBy::Policy, "late").is_err());
    let refused = switch.reset("alice", "made again");
    assert!(
        matches!(refused, Err(ResetError::Unrecorded(_))),
        "{refused:?}"
    );
    fs::create_dir(&directory).unwrap();
    mode(0o700);
    let reset = switch.reset("alice", "made again").unwrap();
    assert!(reset.trips.iter().any(|trip| trip.why == "late"));
    assert_eq!(switch.standing(), SwitchStanding::Armed);
}

#[test]
fn a_process_that_was_stopped_signs_nothing_before_it_has_looked() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    switch.reset("alice", "first").unwrap();
    let mut child = Running::start("sleeps", &directory);
    child.expect("open");
    for _ in 0..8 {
        thread::sleep(Duration::from_millis(50));
        child.signal(Signal::STOP);
        thread::sleep(Duration::from_millis(700));
        // It cannot know of this when it goes on.
        switch.trip(TrippedBy::Watch, "asleep").unwrap();
        child.signal(Signal::CONT);
        child.expect("refused");
        switch.reset("alice", "again").unwrap();
        child.expect("healed");
    }
}

#[test]
fn a_signal_trips_what_the_bot_wired_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("switch");
    let switch = KillSwitch::at(&directory).unwrap();
    for (signal, ends) in [(Signal::USR1, false), (Signal::TERM, true)] {
        switch.reset("alice", "first").unwrap();
        let mut child = Running::start("heeds signals", &directory);
        child.expect("open");
        child.signal(signal);
        if ends {
            assert!(child.child.wait().unwrap().success());
        } else {
            child.expect("tripped");
        }
        soon("on record", || {
            let trips = trips(&switch);
            trips
                .first()
                .is_some_and(|trip| trip.by == TrippedBy::Signal)
        });
    }
}

#[test]
fn a_full_disk_keeps_nobody_from_tripping() {
    let script = "mount -t tmpfs -o size=64k,nr_inodes=12,mode=700 none \"$0\" && exec \"$@\"";
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private", "sh", "-c"]);
    command.args([script.as_ref(), folder.path()]);
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
    command.arg(std::env::current_exe().unwrap());
    let mut child = Running::start_by(command, "fills its disk", &folder.path().join("switch"));
    assert!(child.child.wait().unwrap().success());
}

/// In a process with a small disk of its own.
pub(super) fn fills_its_disk(directory: &Path) {
    let disk = directory.parent().unwrap();
    let anew = || KillSwitch::at(directory).unwrap();
    let whys = |switch: &KillSwitch| -> Vec<_> {
        trips(switch).into_iter().map(|trip| trip.why).collect()
    };
    let switch = anew();
    switch.reset("alice", "first").unwrap();
    // No room for another file, then none for a byte in one.
    let fill_names = || {
        let paths = (0..).map(|number: u32| disk.join(number.to_string()));
        let made = paths.take_while(|path| fs::write(path, "").is_ok());
        made.collect::<Vec<_>>()
    };
    let fill_bytes = || {
        let path = disk.join("large");
        for size in [4096, 1] {
            let mut text = fs::read(&path).unwrap_or_default();
            while fs::write(&path, &text).is_ok() {
                text.extend(vec![b'x'; size]);
            }
            text.truncate(text.len().saturating_sub(size));
            let _ = fs::write(&path, &text);
        }
        vec![path]
    };
    let fillings: [&dyn Fn() -> Vec<std::path::PathBuf>; 2] = [&fill_names, &fill_bytes];
    for (way, fill) in fillings.iter().enumerate() {
        let beside = anew();
        assert_eq!(beside.standing(), SwitchStanding::Armed);
        let made = fill();
        let reason = format!("disk {way}");
        // A name finds room in the place of `armed`.
        let unrecorded = switch.trip(TrippedBy::Policy, &reason).err();
        assert_eq!(unrecorded.is_none(), way == 0);
        if let Some(error) = unrecorded {
            assert!(error.to_string().contains("the disk is full"), "{error}");
        }
        assert!(whys(&switch).contains(&reason), "{:?}", whys(&switch));
        // The others know that something is the matter, also after a restart.
        assert!(!whys(&anew()).is_empty(), "{way}");
        soon("it is known", || !whys(&beside).is_empty());
        let refused = switch.reset("alice", "early").unwrap_err();
        let waits = matches!(refused, ResetError::Unrecorded(_));
        assert_eq!(waits, way == 1, "{refused}");
        for path in &made {
            fs::remove_file(path).unwrap();
        }
        // Once there is room, the record is written.
        soon("it is on record", || whys(&anew()).contains(&reason));
        let made = fill();
        switch.reset("alice", "no room").unwrap_err();
        assert!(!whys(&anew()).is_empty());
        for path in &made {
            fs::remove_file(path).unwrap();
        }
        switch.reset("alice", "room again").unwrap();
        soon("armed again", || whys(&beside).is_empty());
        assert_eq!(anew().standing(), SwitchStanding::Armed);
    }
}
