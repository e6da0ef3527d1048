//! Private files: whose they are, who else could read or replace them, and what each remedy mends.

use crate::{
    sources::{GOOD, file, from_environment, load, mode, refused},
    tools,
};
use keyleash::{AnyCredential, File, SourceError, venue};
use std::{
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, chown, symlink},
        net::UnixListener,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
};
use tempfile::TempDir;

/// A user that owns nothing: `nobody` on Linux.
const NOBODY: u32 = 65_534;

/// Runs the first command that an error names, as its reader would.
pub(crate) fn remedy(error: &str) {
    let (_, command) = error.split_once("run `").expect(error);
    let (command, _) = command.split_once('`').expect(error);
    let status = Command::new("sh")
        .args(["-c", command])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{command}");
}

fn is_root() -> bool {
    let file = tempfile::NamedTempFile::new().unwrap();
    tools::has_else(file.as_file().metadata().unwrap().uid() == 0, "root")
}

/// Whether a user without rights can read it.
fn is_open(path: &Path) -> bool {
    Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "cat"])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

fn run(program: &str, arguments: &[&str], path: &Path) {
    let status = Command::new(program).args(arguments).arg(path).status();
    assert!(status.unwrap().success(), "{program} {arguments:?}");
}

/// A key two directories below the one that is given.
fn deep(directory: &TempDir) -> PathBuf {
    let folder = directory.path().join("outer/inner");
    fs::create_dir_all(&folder).unwrap();
    for folder in [&folder, folder.parent().unwrap()] {
        mode(folder, 0o755);
    }
    let path = folder.join("key");
    fs::write(&path, GOOD).unwrap();
    mode(&path, 0o600);
    path
}

#[test]
fn a_reader_in_an_access_list_is_refused_and_the_remedy_shuts_it_out() {
    if !tools::has(&["setfacl", "setpriv"]) || !is_root() {
        return;
    }
    let directory = TempDir::new().unwrap();
    mode(directory.path(), 0o711);
    let path = file(&directory, GOOD);
    assert!(!is_open(&path));
    run("setfacl", &["-m", "u:65534:r"], &path);
    assert!(is_open(&path), "the list has no effect here");
    let error = refused(&path);
    assert!(error.contains("open to other users"), "{error}");
    remedy(&error);
    load("okx", &path).unwrap();
    assert!(!is_open(&path), "the remedy mends nothing");
}

#[test]
fn a_writer_in_the_access_list_of_a_directory_is_refused() {
    if !tools::has(&["setfacl", "setpriv"]) || !is_root() {
        return;
    }
    let directory = TempDir::new().unwrap();
    mode(directory.path(), 0o711);
    let path = deep(&directory);
    let outer = directory.path().join("outer");
    run("setfacl", &["-m", "u:65534:rwx"], &outer);
    // Such a user can put another directory in the place of the inner one.
    let away = || {
        Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups", "mv"])
            .args([outer.join("free"), outer.join("away")])
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    };
    fs::write(outer.join("free"), "").unwrap();
    assert!(away(), "the list has no effect here");
    let error = refused(&path);
    assert!(error.contains("which other users can write"), "{error}");
    remedy(&error);
    load("okx", &path).unwrap();
    fs::write(outer.join("free"), "").unwrap();
    assert!(!away(), "the remedy mends nothing");
}

#[test]
fn no_directory_above_may_be_open_to_writers() {
    let directory = TempDir::new().unwrap();
    let path = deep(&directory);
    load("okx", &path).unwrap();
    for folder in ["outer/inner", "outer", "."] {
        let folder = directory.path().join(folder).canonicalize().unwrap();
        for bits in [0o775, 0o757, 0o777, 0o720, 0o702] {
            mode(&folder, bits);
            let error = refused(&path);
            assert!(
                error.contains(&format!(
                    "below {}, which other users can write",
                    folder.display()
                )),
                "{error}"
            );
        }
        remedy(&refused(&path));
        load("okx", &path).unwrap();
        for bits in [0o1777, 0o1775, 0o755, 0o711, 0o700] {
            mode(&folder, bits);
            load("okx", &path).unwrap();
        }
    }
}

#[test]
fn a_link_above_the_file_is_judged_by_where_it_leads() {
    let (directory, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = deep(&directory);
    let link = outside.path().join("into");
    symlink(path.parent().unwrap(), &link).unwrap();
    load("okx", &link.join("key")).unwrap();
    mode(&directory.path().join("outer"), 0o777);
    let error = refused(&link.join("key"));
    assert!(error.contains("/outer, which other users can"), "{error}");
    // By the way back from where the link leads, too.
    let error = refused(&link.join("../inner/key"));
    assert!(error.contains("/outer, which other users can"), "{error}");
}

#[test]
fn the_file_and_what_is_above_it_belong_to_this_user() {
    if !is_root() {
        return;
    }
    let directory = TempDir::new().unwrap();
    let path = deep(&directory);
    for what in ["outer/inner/key", "outer/inner", "outer", "."] {
        let what = directory.path().join(what).canonicalize().unwrap();
        chown(&what, Some(NOBODY), None).unwrap();
        let error = refused(&path);
        let words = if what == path.canonicalize().unwrap() {
            "owned by another user"
        } else {
            "which is another user's"
        };
        assert!(error.contains(words), "{what:?}: {error}");
        // What lies higher may be somebody's home: taking that away mends nothing.
        if path
            .canonicalize()
            .unwrap()
            .parent()
            .unwrap()
            .starts_with(&what)
            && !what.ends_with("inner")
        {
            assert!(!error.contains("chown"), "{error}");
            chown(&what, Some(0), None).unwrap();
        } else {
            remedy(&error);
        }
        load("okx", &path).unwrap();
    }
    // A group alone is no owner: what counts is what it may do.
    chown(&path, None, Some(NOBODY)).unwrap();
    load("okx", &path).unwrap();
}

#[test]
fn a_file_that_this_user_cannot_open_is_told_with_what_opens_it() {
    if !tools::has(&["setpriv"]) || !is_root() {
        return;
    }
    let directory = TempDir::new().unwrap();
    mode(directory.path(), 0o711);
    let bot = directory.path().join("bot");
    fs::copy(std::env::current_exe().unwrap(), &bot).unwrap();
    mode(&bot, 0o755);
    let path = deep(&directory);
    let outcome = || {
        let output = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(&bot)
            .args(["--exact", "sources::child", "--nocapture"])
            .env_clear()
            .env("KEYLEASH_TEST_CHILD", "okx/production")
            .env("KEYLEASH_TEST_FILE", &path)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!text.contains("NEEDLE"), "{text}");
        text.split_once("outcome: ").expect(&text).1.to_owned()
    };
    // Root's, although root is trusted with everything: this user cannot read it.
    let error = outcome();
    assert!(error.contains("permission denied: run `chown 65534"));
    remedy(&error);
    assert!(outcome().starts_with("loaded"));
    mode(&path, 0o000);
    let error = outcome();
    assert!(error.contains("permission denied: run `chmod 600"));
    remedy(&error);
    assert!(outcome().starts_with("loaded"));
    // A directory that can be gone through and not be listed is enough.
    mode(&directory.path().join("outer"), 0o711);
    assert!(outcome().starts_with("loaded"));
    mode(&directory.path().join("outer"), 0o700);
    let error = outcome();
    assert!(error.contains("a directory above it is closed to this user"));
    let outer = directory.path().join("outer").canonicalize().unwrap();
    assert!(
        error.contains(&format!("`namei -l {}`", outer.display())),
        "{error}"
    );
}

#[test]
fn a_secret_in_place_of_a_path_is_not_shown_where_the_working_directory_is_closed() {
    if !tools::has(&["setpriv"]) || !is_root() {
        return;
    }
    let directory = TempDir::new().unwrap();
    mode(directory.path(), 0o711);
    let bot = directory.path().join("bot");
    fs::copy(std::env::current_exe().unwrap(), &bot).unwrap();
    mode(&bot, 0o755);
    let closed = directory.path().join("closed");
    fs::create_dir(&closed).unwrap();
    mode(&closed, 0o700);
    let secret = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    let output = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&bot)
        .args(["--exact", "sources::child", "--nocapture"])
        .env_clear()
        .env("KEYLEASH_TEST_CHILD", "okx/production")
        .env("KEYLEASH_TEST_FILE", secret)
        .current_dir(&closed)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("a directory above it is closed"), "{text}");
    assert!(!text.contains(&secret[..16]), "{text}");
}

#[test]
fn a_name_that_is_like_an_option_is_mended_too() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("-key");
    fs::write(&path, GOOD).unwrap();
    mode(&path, 0o644);
    let outcome = || {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sources::child", "--nocapture"])
            .env("KEYLEASH_TEST_CHILD", "okx/production")
            .env("KEYLEASH_TEST_FILE", "-key")
            .current_dir(directory.path())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let error = outcome();
    let (_, command) = error.split_once("run `").expect(&error);
    let (command, _) = command.split_once('`').unwrap();
    let status = Command::new("sh")
        .args(["-c", command])
        .current_dir(directory.path())
        .status()
        .unwrap();
    assert!(status.success(), "{command}");
    assert!(outcome().contains("outcome: loaded"));
}

#[test]
fn only_a_regular_file_is_a_credential() {
    let directory = TempDir::new().unwrap();
    let socket = directory.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    for path in [socket.as_path(), Path::new("/dev/null"), Path::new("/")] {
        assert!(refused(path).contains("no regular file"), "{path:?}");
    }
    let nowhere = directory.path().join("nowhere");
    symlink(directory.path().join("missing"), &nowhere).unwrap();
    assert!(refused(&nowhere).contains("a symbolic link"));
    let circle = directory.path().join("circle");
    symlink(&circle, &circle).unwrap();
    assert!(refused(&circle).contains("a symbolic link"));
    let below = file(&directory, GOOD).join("key");
    for path in [directory.path().join("missing/key"), below] {
        let error = load("okx", &path).unwrap_err();
        assert!(
            matches!(error, SourceError::NotConfigured { .. }),
            "{error}"
        );
    }
    // A second name, and the remedy for it.
    let path = file(&directory, GOOD);
    fs::hard_link(&path, directory.path().join("hard")).unwrap();
    remedy(&refused(&path));
    load("okx", &path).unwrap();
}

#[test]
fn a_relative_path_is_seen_from_the_working_directory() {
    let directory = TempDir::new().unwrap();
    file(&directory, GOOD);
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sources::child", "--nocapture"])
        .env("KEYLEASH_TEST_CHILD", "okx/production")
        .env("KEYLEASH_TEST_FILE", "key")
        .current_dir(directory.path())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("outcome: loaded"), "{text}");
    let absent = from_environment(
        "okx/production",
        &[("KEYLEASH_TEST_FILE", Path::new("").as_os_str().as_bytes())],
    );
    assert!(!absent.starts_with("loaded"), "{absent}");
}

#[test]
fn what_is_read_is_what_was_judged() {
    const LOADS: usize = 400;
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("key");
    let put = |name: &str, bits: u32| {
        let new = directory.path().join("new");
        fs::write(&new, GOOD.replace("985d5b66-57ce", name)).unwrap();
        mode(&new, bits);
        fs::rename(&new, &path).unwrap();
    };
    put("private", 0o600);
    let okx = || AnyCredential::load(venue::find("okx").unwrap(), File::new(&path));
    let private = okx().unwrap().fingerprint();
    let done = AtomicBool::new(false);
    let (mut loaded, mut refused) = (0, 0);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                put("public", 0o644);
                put("private", 0o600);
            }
        });
        while loaded + refused < LOADS || loaded == 0 || refused == 0 {
            match okx() {
                Ok(credential) if credential.fingerprint() == private => loaded += 1,
                Ok(_) => {
                    done.store(true, Ordering::Relaxed);
                    panic!("a file that others can read was taken");
                }
                Err(_) => refused += 1,
            }
        }
        done.store(true, Ordering::Relaxed);
    });
}
