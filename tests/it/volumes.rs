//! Volumes that are swapped while they are read: no key with another version's secret.

use crate::mounted::{NEEDLE, begins, good, outcome};
use keyleash::Mounted;
use std::{
    fs,
    os::unix::fs::symlink,
    path::PathBuf,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// A directory as Kubernetes makes it: files are links into `..data`, a link to a version.
struct Volume(TempDir);

impl Volume {
    fn new(versions: usize) -> Self {
        let volume = Self(TempDir::new().unwrap());
        for version in 0..versions {
            volume.write(version);
        }
        volume.swap(0);
        for (name, _) in Self::files(0) {
            symlink(format!("..data/{name}"), volume.path(name)).unwrap();
        }
        volume
    }

    fn load(&self) -> String {
        outcome(Mounted::new(self.0.path()))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn files(version: usize) -> [(&'static str, String); 5] {
        [
            ("key", format!("id-{version}")),
            ("secret", format!("{NEEDLE}-{version}\n")),
            ("passphrase", format!("Correct-Horse-{version}")),
            ("created", format!("2026-10-{:02}\n", version % 28 + 1)),
            ("expires", "2027-01-01T00:00:00Z\n".to_owned()),
        ]
    }

    fn write(&self, version: usize) {
        let directory = self.path(&format!("..2026_{version}"));
        fs::create_dir(&directory).unwrap();
        for (name, text) in Self::files(version) {
            fs::write(directory.join(name), text).unwrap();
        }
    }

    /// Points `..data` at a version, by one rename.
    fn swap(&self, version: usize) {
        let new = self.path("..data_tmp");
        symlink(format!("..2026_{version}"), &new).unwrap();
        fs::rename(new, self.path("..data")).unwrap();
    }

    fn remove(&self, version: usize) {
        fs::remove_dir_all(self.path(&format!("..2026_{version}"))).unwrap();
    }

    fn expected(version: usize) -> String {
        let [key, secret, passphrase, ..] = Self::files(version).map(|(_, text)| text);
        good(&key, secret.trim_end(), &passphrase)
    }

    /// Whether a load is of one version, which it names in its key and in its day.
    fn check(loaded: &str) -> usize {
        let after = loaded.strip_prefix("loaded id-").expect(loaded);
        let version = after.split_once(' ').unwrap().0.parse().unwrap();
        begins(loaded, &Self::expected(version));
        let day = format!("Date(2026-10-{:02})", version % 28 + 1);
        assert!(loaded.contains(&day), "{loaded}");
        version
    }
}

#[test]
fn a_version_that_is_swapped_in_is_read() {
    let volume = Volume::new(2);
    for version in [0, 1, 0] {
        volume.swap(version);
        assert_eq!(Volume::check(&volume.load()), version);
    }
    // What lies beside `..data` is of no version.
    fs::remove_file(volume.path("key")).unwrap();
    fs::write(volume.path("key"), "another").unwrap();
    assert_eq!(Volume::check(&volume.load()), 0);
    // A file of a version is no link.
    let secret = volume.path("..2026_0/secret");
    fs::rename(&secret, volume.path("elsewhere")).unwrap();
    symlink("../elsewhere", &secret).unwrap();
    begins(&volume.load(), "misconfigured");
    fs::remove_file(&secret).unwrap();
    assert!(volume.load().contains("missing while `key` is there"));
    volume.swap(7);
    assert!(volume.load().contains("a link that leads nowhere"));
    fs::remove_file(volume.path("..data")).unwrap();
    fs::write(volume.path("..data"), "").unwrap();
    assert!(
        volume
            .load()
            .contains("..data` is configured wrongly, no directory")
    );
}

/// Key and secret by their paths from the top, with something in between.
fn naive(volume: &Volume, between: impl FnOnce()) -> bool {
    let key = fs::read_to_string(volume.path("key")).unwrap();
    between();
    let secret = fs::read_to_string(volume.path("secret")).unwrap();
    key.rsplit_once('-').unwrap().1 != secret.trim_end().rsplit_once('-').unwrap().1
}

#[test]
#[allow(clippy::print_stdout)]
fn no_pair_is_torn() {
    const LOADS: usize = 5_000;
    const SWAPS: usize = 5_000;
    let volume = Volume::new(2);
    assert!(naive(&volume, || volume.swap(1)), "a naive reader tears");

    let (done, swaps) = (AtomicBool::new(false), AtomicUsize::new(0));
    let (mut torn, mut naive_reads, mut loads, mut of) = (0, 0, 0, [0; 2]);
    let expected = [0, 1].map(Volume::expected);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let swap = swaps.fetch_add(1, Ordering::Relaxed);
                volume.swap(swap % 2);
            }
        });
        // A failure has to end the writer too.
        let _end = Ends(&done);
        while loads < LOADS || swaps.load(Ordering::Relaxed) < SWAPS {
            let loaded = volume.load();
            let version = usize::from(loaded.starts_with(&expected[1]));
            begins(&loaded, &expected[version]);
            assert!(loaded.contains(&format!("Date(2026-10-{:02})", version + 1)));
            of[version] += 1;
            loads += 1;
            torn += usize::from(naive(&volume, || ()));
            naive_reads += 1;
        }
        // The loads are nothing to be proud of where nothing could tear. On a single processor the
        // writer seldom comes between two reads.
        let begun = Instant::now();
        while torn == 0 && begun.elapsed() < Duration::from_secs(60) {
            torn += usize::from(naive(&volume, || ()));
            naive_reads += 1;
        }
    });
    println!(
        "{loads} loads during {} swaps: none torn, {of:?} of each version; \
         {torn} of {naive_reads} naive reads torn",
        swaps.into_inner()
    );
    assert!(of.iter().all(|count| *count > 0), "{of:?}");
    assert!(torn > 0, "none of {naive_reads} naive reads tore");
}

struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
#[allow(clippy::print_stdout)]
fn a_version_that_is_removed_meanwhile_is_given_up() {
    const LOADS: usize = 500;
    let volume = Volume::new(1);
    let (done, versions) = (AtomicBool::new(false), AtomicUsize::new(1));
    let mut last = 0;
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let version = versions.load(Ordering::Relaxed);
                volume.write(version);
                volume.swap(version);
                volume.remove(version - 1);
                versions.store(version + 1, Ordering::Relaxed);
            }
        });
        let _end = Ends(&done);
        for _ in 0..LOADS {
            let version = Volume::check(&volume.load());
            assert!(version >= last, "{version} after {last}");
            last = version;
        }
    });
    println!(
        "{LOADS} loads during {} removals",
        versions.into_inner() - 1
    );
}
