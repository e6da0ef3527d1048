use super::{super::steps::counted, Directory, Record, Reset, Trip, TrippedBy, fs};
use std::{
    fs::Permissions,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
};
use tempfile::TempDir;

/// More steps than any change takes.
const MANY: u32 = 60;

fn folder() -> (TempDir, Directory) {
    let folder = tempfile::tempdir().unwrap();
    let directory = Directory::at(&folder.path().join("switch")).unwrap();
    (folder, directory)
}

fn armed() -> (TempDir, Directory) {
    let (folder, directory) = folder();
    directory.reset("alice", "first", || Ok(())).unwrap();
    assert!(is_armed(&directory));
    (folder, directory)
}

fn trip(why: &str) -> Record {
    Record::new(Trip::new(TrippedBy::owner("bob"), why))
}

/// As a process sees it that has just been started.
fn is_armed(directory: &Directory) -> bool {
    Directory::at(&directory.path)
        .unwrap()
        .look()
        .unwrap()
        .is_armed()
}

fn last_reset(directory: &Directory) -> Option<Reset> {
    directory.look().unwrap().armed?.resets().last()
}

#[test]
fn a_new_or_emptied_directory_is_tripped() {
    let (_folder, directory) = folder();
    assert!(!is_armed(&directory));
    directory.reset("alice", "first", || Ok(())).unwrap();
    assert!(is_armed(&directory));
    std::fs::remove_file(directory.path.join("armed")).unwrap();
    assert!(!is_armed(&directory));
    directory.reset("alice", "again", || Ok(())).unwrap();
    std::fs::remove_dir_all(&directory.path).unwrap();
    assert!(!directory.look().unwrap().is_armed());
    directory.reset("alice", "once more", || Ok(())).unwrap();
    assert!(is_armed(&directory));
}

#[test]
fn a_trip_that_ends_at_any_step_is_written_by_the_next_attempt() {
    let mut stopped = 0;
    for steps in 0..MANY {
        let (_folder, directory) = armed();
        let mut record = trip("leak");
        counted::stop_after(Some(steps));
        let done = directory.record(&mut record).is_ok();
        counted::stop_after(None);
        stopped += u32::from(!done);
        // Who was told that it is written finds it; and once the file is there, so does everybody.
        assert_eq!(!is_armed(&directory), done || record.is_begun(), "{steps}");
        directory.record(&mut record).unwrap();
        let look = directory.look().unwrap();
        assert_eq!(look.open, [record.name.clone()], "{steps}");
        assert_eq!(look.trips, [record.trip], "{steps}");
        if done {
            break;
        }
    }
    assert_eq!(stopped, 4);
}

#[test]
fn a_reset_that_ends_at_any_step_arms_wholly_or_not() {
    let mut stopped = 0;
    for steps in 0..MANY {
        let (_folder, directory) = armed();
        directory.record(&mut trip("one")).unwrap();
        directory.record(&mut trip("two")).unwrap();
        std::fs::write(directory.path.join("trip-by-hand"), "").unwrap();
        counted::stop_after(Some(steps));
        let done = directory.reset("carol", "known", || Ok(())).is_ok();
        counted::stop_after(None);
        stopped += u32::from(!done);
        if done {
            assert!(is_armed(&directory));
        }
        // Armed by this reset, or not at all.
        let by = last_reset(&directory).unwrap();
        assert_eq!(by.who == "carol", is_armed(&directory), "{steps}: {by}");
        // Whatever is left behind does not keep the next one from its work.
        directory.reset("dave", "again", || Ok(())).unwrap();
        assert!(is_armed(&directory));
        let left: Vec<_> = names(&directory.path);
        assert!(
            left.iter()
                .all(|name| name == "armed" || super::is_unique(name)),
            "{left:?}"
        );
        if done {
            break;
        }
    }
    assert!(stopped > 8, "{stopped}");
}

#[test]
fn a_reset_does_not_eat_a_trip_that_comes_at_any_step() {
    let mut steps = 0;
    loop {
        let (_folder, directory) = armed();
        directory.record(&mut trip("one")).unwrap();
        let path = directory.path.clone();
        let came = counted::at_step(steps, move || {
            let other = Directory { path };
            other.record(&mut trip("meanwhile")).unwrap();
        });
        let reset = directory.reset("carol", "known", || Ok(())).unwrap();
        let came = came();
        let is_named = reset.trips.iter().any(|trip| trip.why == "meanwhile");
        assert_eq!(is_armed(&directory), is_named || !came, "{steps}");
        if !came {
            break;
        }
        steps += 1;
    }
    assert!(steps > 5, "{steps}");
}

#[test]
fn a_look_at_any_step_of_a_reset_sees_a_trip_until_all_are_named() {
    let mut steps = 0;
    loop {
        let (_folder, directory) = armed();
        directory.record(&mut trip("one")).unwrap();
        std::fs::write(directory.path.join("trip-by-hand"), "").unwrap();
        let path = directory.path.clone();
        let came = counted::at_step(steps, move || {
            let other = Directory { path };
            let by = last_reset(&other).unwrap();
            assert_eq!(other.look().unwrap().is_armed(), by.who == "carol");
        });
        directory.reset("carol", "known", || Ok(())).unwrap();
        if !came() {
            break;
        }
        steps += 1;
    }
    assert!(steps > 10, "{steps}");
}

#[test]
fn by_hand_it_is_tripped_as_often_as_somebody_wants() {
    let (_folder, directory) = armed();
    for what in 0..6 {
        let path = directory.path.join("trip-now");
        match what {
            0 | 1 => std::fs::write(&path, "").unwrap(),
            2 => std::fs::create_dir(&path).unwrap(),
            3 => symlink("/nowhere", &path).unwrap(),
            4 => std::fs::write(&path, "x".repeat(1 << 20)).unwrap(),
            _ => fs::mknodat(fs::CWD, &path, fs::FileType::Fifo, fs::Mode::RUSR, 0).unwrap(),
        }
        let look = directory.look().unwrap();
        assert!(!look.is_armed(), "{what}");
        assert_eq!(look.trips[0].by, TrippedBy::Unreadable);
        let reset = directory.reset("alice", "seen", || Ok(())).unwrap();
        assert_eq!(reset.trips.len(), 1);
        assert!(is_armed(&directory), "{what}: {:?}", directory.look());
    }
}

#[test]
fn what_cannot_be_trusted_is_tripped() {
    let (_folder, directory) = armed();
    let path = directory.path.join("armed");
    let good = std::fs::read(&path).unwrap();
    let cases: &[(&str, &dyn Fn())] = &[
        ("empty", &|| std::fs::write(&path, "").unwrap()),
        ("half", &|| {
            std::fs::write(&path, &good[..good.len() / 2]).unwrap();
        }),
        ("with more behind", &|| {
            std::fs::write(&path, [&*good, b"x"].concat()).unwrap();
        }),
        ("no text", &|| std::fs::write(&path, [0xff; 64]).unwrap()),
        ("huge", &|| {
            std::fs::write(&path, vec![b' '; 2 << 20]).unwrap();
        }),
        ("a directory", &|| {
            std::fs::remove_file(&path).unwrap();
            std::fs::create_dir(&path).unwrap();
        }),
        ("a link to a good one", &|| {
            let beside = directory.path.join("beside");
            std::fs::rename(&path, &beside).unwrap();
            symlink(&beside, &path).unwrap();
        }),
        ("a pipe", &|| {
            std::fs::remove_file(&path).unwrap();
            fs::mknodat(fs::CWD, &path, fs::FileType::Fifo, fs::Mode::RUSR, 0).unwrap();
        }),
        ("writable by others", &|| {
            std::fs::set_permissions(&path, Permissions::from_mode(0o622)).unwrap();
        }),
    ];
    for (name, spoil) in cases {
        let _ = std::fs::remove_dir(&path);
        let _ = std::fs::remove_file(&path);
        std::fs::write(&path, &good).unwrap();
        std::fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
        assert!(is_armed(&directory), "{name}");
        spoil();
        let look = directory.look().unwrap();
        assert!(!look.is_armed(), "{name}");
        assert_eq!(look.trips[0].by, TrippedBy::Unreadable, "{name}");
    }
}

#[test]
fn a_directory_that_others_could_have_made_is_refused() {
    let (folder, directory) = armed();
    let link = folder.path().join("link");
    symlink(&directory.path, &link).unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    for (path, said) in [
        (link, "symbolic link"),
        (file, "no directory"),
        (folder.path().join("no/switch"), "missing"),
        ("/".into(), "no name"),
    ] {
        let fault = Directory::at(&path).unwrap_err().opening(&path);
        assert!(fault.to_string().contains(said), "{fault}");
    }
    let mode = |mode| {
        std::fs::set_permissions(&directory.path, Permissions::from_mode(mode)).unwrap();
    };
    mode(0o750);
    assert!(Directory::at(&directory.path).is_err());
    assert!(!directory.look().unwrap().is_armed());
    mode(0o700);
    assert!(is_armed(&directory));
    // Whoever can write above could put another one there.
    std::fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
    let error = Directory::at(&directory.path)
        .unwrap_err()
        .opening(&directory.path);
    assert!(error.to_string().contains("others"), "{error}");
    if rustix::process::geteuid().is_root() {
        std::fs::set_permissions(folder.path(), Permissions::from_mode(0o700)).unwrap();
        std::os::unix::fs::chown(&directory.path, Some(65_534), None).unwrap();
        assert!(Directory::at(&directory.path).is_err());
        assert!(!directory.look().unwrap().is_armed());
        std::os::unix::fs::chown(&directory.path, Some(0), None).unwrap();
        assert!(is_armed(&directory));
        std::os::unix::fs::chown(directory.path.join("armed"), Some(65_534), None).unwrap();
        assert!(!is_armed(&directory));
    }
}

#[test]
fn too_many_files_are_tripped_and_told() {
    let (_folder, directory) = armed();
    for at in 0..=super::files::FILES {
        std::fs::write(directory.path.join(at.to_string()), "").unwrap();
    }
    assert!(!directory.look().unwrap().is_armed());
    let error = directory
        .reset("alice", "try", || Ok(()))
        .unwrap_err()
        .resetting();
    assert!(error.to_string().contains("too many"), "{error}");
}

fn names(path: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(path).unwrap();
    let name = |entry: std::io::Result<std::fs::DirEntry>| entry.unwrap().file_name();
    entries
        .map(|entry| name(entry).into_string().unwrap())
        .collect()
}
