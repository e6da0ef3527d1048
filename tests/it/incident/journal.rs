//! What a journal shows of those who changed it, and what it does with what a crash tore.

use crate::{private_files::remedy, tools};
use keyleash::incident::{Head, Journal, JournalError, Kind, Tampered, verify};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A directory with a journal of a few entries, which nobody has open, and where it ends.
pub(super) fn some(notes: &[&str]) -> (TempDir, PathBuf, Head) {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("journal");
    let journal = Journal::open(&path).unwrap();
    for note in notes {
        journal.note(note).unwrap();
    }
    let head = journal.head();
    (directory, path, head)
}

fn head_of(path: &Path) -> PathBuf {
    path.with_extension("head")
}

fn tampered(result: Result<impl core::fmt::Debug, JournalError>) -> Tampered {
    match result.unwrap_err() {
        JournalError::Tampered { what, .. } => what,
        error => panic!("{error}"),
    }
}

/// Both ways to look at it find it.
fn is_tampered(path: &Path, head: &Head) -> Tampered {
    let found = tampered(verify(path, None));
    assert_eq!(tampered(verify(path, Some(head))), found);
    assert_eq!(tampered(Journal::open(path)), found);
    found
}

#[test]
fn every_entry_follows_the_one_before() {
    let (_directory, path, head) = some(&["one", "two", "three"]);
    let text = fs::read_to_string(&path).unwrap();
    // By hand, as its docs say it.
    let mut before = "0".repeat(64);
    for (at, line) in text.lines().enumerate() {
        let (body, seal) = line.rsplit_once(",\"hash\":").unwrap();
        let mut hash = String::new();
        for byte in Sha256::digest(body) {
            write!(hash, "{byte:02x}").unwrap();
        }
        assert_eq!(seal, format!("\"{hash}\"}}"));
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["before"], before.as_str());
        assert_eq!(entry["n"], at + 1);
        before = hash;
    }
    assert_eq!(text.lines().count(), 4);
    assert_eq!(head.to_string(), format!("4:{before}"));
    assert_eq!(
        fs::read_to_string(head_of(&path)).unwrap(),
        format!("{head}\n")
    );
    for head in [None, Some(&head)] {
        let summary = verify(&path, head).unwrap();
        assert_eq!(summary.head(), *head.unwrap_or(&summary.head()));
        assert_eq!((summary.missed(), summary.torn()), (0, 0));
        let (first, last) = summary.span().unwrap();
        assert!(first <= last);
    }
    for file in [&path, &head_of(&path)] {
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_journal_goes_on_where_it_ended() {
    let (_directory, path, head) = some(&["one"]);
    let journal = Journal::open(&path).unwrap();
    let later = journal.record(Kind::Finding, None, "two").unwrap();
    assert_eq!(later.entries(), head.entries() + 2);
    assert_eq!(later, journal.head());
    // A head of any moment is good for ever.
    verify(&path, Some(&head)).unwrap();
    verify(&path, Some(&later)).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let kinds: Vec<_> = text.lines().map(kind).collect();
    assert_eq!(kinds, ["begun", "note", "opened", "finding"]);
}

fn kind(line: &str) -> String {
    let entry: serde_json::Value = serde_json::from_str(line).unwrap();
    entry["kind"].as_str().unwrap().to_owned()
}

/// Every byte, changed, taken away and added to: each shows, and at its entry.
#[test]
fn a_change_of_any_byte_shows() {
    let (_directory, path, head) = some(&["one", "two", "three"]);
    let good = fs::read(&path).unwrap();
    let entry_of = |at: usize| {
        let before = good[..at].split(|byte| *byte == b'\n').count();
        u64::try_from(before).unwrap()
    };
    for at in 0..good.len() {
        let entry = entry_of(at);
        let is_break = good[at] == b'\n';
        let mut changes = vec![[&good[..at], &good[at + 1..]].concat()];
        for byte in [good[at] ^ 1, b'\n', b' '] {
            if byte != good[at] {
                changes.push([&good[..at], &[byte], &good[at + 1..]].concat());
            }
            changes.push([&good[..at], &[byte], &good[at..]].concat());
        }
        for changed in changes {
            // What stands behind the head is a torn end, of which there is another test.
            if changed.starts_with(&good) {
                continue;
            }
            fs::write(&path, &changed).unwrap();
            for head in [None, Some(&head)] {
                let found = tampered(verify(&path, head));
                let at_entry = match found {
                    Tampered::Edited { entry } => entry,
                    // The last line has no break now: it is cut short, and no other.
                    Tampered::Cut { found, .. } => found + 1,
                    other => panic!("{other} at byte {at}"),
                };
                // A break that is changed spoils the line that it ends, or the next.
                let near = entry..=entry + u64::from(is_break);
                assert!(near.contains(&at_entry), "{found} at byte {at}");
            }
        }
    }
    fs::write(&path, &good).unwrap();
    verify(&path, Some(&head)).unwrap();
    drop(Journal::open(&path).unwrap());
}

/// Lines that are removed, moved, repeated or taken from another journal.
#[test]
fn a_change_of_lines_shows() {
    let notes = ["one", "two", "three", "four"];
    let (_directory, path, head) = some(&notes);
    let (_other, other, _) = some(&notes);
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let foreign = fs::read_to_string(other).unwrap();
    let foreign: Vec<_> = foreign.split_inclusive('\n').collect();
    let mut seen = 0;
    let mut check = |changed: Vec<&str>, wanted: Tampered| {
        fs::write(&path, changed.concat()).unwrap();
        assert_eq!(is_tampered(&path, &head), wanted);
        seen += 1;
    };
    for at in 0..lines.len() {
        let entry = u64::try_from(at + 1).unwrap();
        let mut removed = lines.clone();
        removed.remove(at);
        let (found, known) = (entry - 1, head.entries());
        if at + 1 == lines.len() {
            check(removed, Tampered::Cut { found, known });
        } else {
            check(removed, Tampered::Unchained { entry });
        }
        let mut replaced = lines.clone();
        replaced[at] = foreign[at];
        check(
            replaced,
            match at {
                // The first follows nothing, so it is the next that does not fit.
                0 => Tampered::Unchained { entry: 2 },
                _ => Tampered::Unchained { entry },
            },
        );
        let mut repeated = lines.clone();
        repeated.insert(at, lines[at]);
        let entry = entry + 1;
        check(repeated, Tampered::Unchained { entry });
        if at + 1 < lines.len() {
            let mut moved = lines.clone();
            moved.swap(at, at + 1);
            let entry = entry - 1;
            check(moved, Tampered::Unchained { entry });
        }
    }
    assert_eq!(seen, 4 * lines.len() - 1);
}

#[test]
fn a_cut_shows_wherever_it_is() {
    let (_directory, path, head) = some(&["one", "two"]);
    let good = fs::read(&path).unwrap();
    for end in 0..good.len() {
        fs::write(&path, &good[..end]).unwrap();
        let whole = good[..end].split(|byte| *byte == b'\n').count() - 1;
        let found = u64::try_from(whole).unwrap();
        let known = head.entries();
        let is_between = end == 0 || good[end - 1] == b'\n';
        let wanted = if is_between {
            Tampered::Cut { found, known }
        } else {
            Tampered::Edited { entry: found + 1 }
        };
        assert_eq!(is_tampered(&path, &head), wanted, "{end}");
    }
    fs::remove_file(&path).unwrap();
    let gone = Tampered::Cut {
        found: 0,
        known: head.entries(),
    };
    assert_eq!(tampered(Journal::open(&path)), gone);
    assert!(!path.exists(), "nothing is put in its place");
}

#[test]
fn a_head_that_is_gone_or_edited_shows() {
    let (_directory, path, head) = some(&["one"]);
    let beside = head_of(&path);
    let good = fs::read(&beside).unwrap();
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] ^= 1;
        fs::write(&beside, &changed).unwrap();
        let found = tampered(Journal::open(&path));
        assert_eq!(tampered(verify(&path, None)), found, "{at}");
        // One digit is as good as another, until it is compared.
        let known = matches!(
            found,
            Tampered::HeadEdited | Tampered::Rewritten { .. } | Tampered::Cut { .. }
        );
        assert!(known, "{found}");
    }
    fs::remove_file(&beside).unwrap();
    assert_eq!(tampered(Journal::open(&path)), Tampered::Headless);
    assert_eq!(tampered(verify(&path, None)), Tampered::Headless);
    // Whoever kept the head can still verify.
    verify(&path, Some(&head)).unwrap();
}

/// Who can write both files can write any history; a head that was kept elsewhere shows that.
#[test]
fn another_history_shows_by_a_head_that_was_kept() {
    let (_directory, path, kept) = some(&["one", "a trade that is not ours", "three"]);
    let (_other, other, _) = some(&["one", "nothing", "three", "four"]);
    fs::copy(&other, &path).unwrap();
    fs::copy(head_of(&other), head_of(&path)).unwrap();
    verify(&path, None).unwrap();
    let entry = kept.entries();
    assert_eq!(
        tampered(verify(&path, Some(&kept))),
        Tampered::Rewritten { entry }
    );
    let (_short, short, head) = some(&["one"]);
    fs::copy(&short, &path).unwrap();
    let (found, known) = (head.entries(), kept.entries());
    assert_eq!(
        tampered(verify(&path, Some(&kept))),
        Tampered::Cut { found, known }
    );
}

/// An entry that was on its way when the process was killed: every length of it.
#[test]
fn a_torn_end_stays_and_is_noted() {
    let (_directory, path, head) = some(&["one"]);
    let good = fs::read(&path).unwrap();
    let beside = fs::read(head_of(&path)).unwrap();
    let journal = Journal::open(&path).unwrap();
    drop(journal);
    let longer = fs::read(&path).unwrap();
    let mut tails: Vec<Vec<u8>> = (good.len() + 1..longer.len())
        .map(|end| longer[good.len()..end].to_vec())
        .collect();
    // What file systems leave behind when the power goes.
    tails.push(vec![0; 4096]);
    tails.push([vec![0; 100], vec![b'\n'], vec![0; 40_000]].concat());
    tails.push(b"\n\n\n".to_vec());
    tails.push(b"{\"n\":3}\n".to_vec());
    for tail in tails {
        let torn = [&good[..], &tail].concat();
        fs::write(&path, &torn).unwrap();
        fs::write(head_of(&path), &beside).unwrap();
        let summary = verify(&path, None).unwrap();
        assert_eq!(summary.torn(), tail.len() as u64);
        let journal = Journal::open(&path).unwrap();
        let now = fs::read(&path).unwrap();
        assert!(now.starts_with(&torn), "nothing was taken away");
        let rest = String::from_utf8(now[torn.len()..].to_vec()).unwrap();
        let rest = rest.trim_start_matches("~\n");
        let kinds: Vec<_> = rest.lines().map(kind).collect();
        assert_eq!(kinds, ["torn", "opened"]);
        journal.note("on it goes").unwrap();
        let summary = verify(&path, Some(&head)).unwrap();
        let added = 2 * u64::from(tail.last() != Some(&b'\n'));
        assert_eq!(summary.torn(), tail.len() as u64 + added);
        drop(journal);
        // What was noted once is watched from then on.
        let mut spoilt = fs::read(&path).unwrap();
        spoilt[good.len()] ^= 1;
        fs::write(&path, &spoilt).unwrap();
        assert_eq!(is_tampered(&path, &head), Tampered::Edited { entry: 3 });
    }
}

/// Others write into it while the bot runs.
#[test]
fn a_change_while_it_is_open_is_noted_or_shows() {
    let (_directory, path, _) = some(&[]);
    let journal = Journal::open(&path).unwrap();
    let kept = journal.note("one").unwrap();
    let mut text = fs::read(&path).unwrap();
    text.extend(b"somebody was here\n");
    fs::write(&path, &text).unwrap();
    journal.note("two").unwrap();
    let summary = verify(&path, Some(&kept)).unwrap();
    assert_eq!(summary.torn(), 18);
    // A cut stays visible, whatever comes behind it.
    let text = fs::read_to_string(&path).unwrap();
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    fs::write(&path, lines[..2].concat()).unwrap();
    journal.note("three").unwrap();
    assert_eq!(
        tampered(verify(&path, Some(&kept))),
        Tampered::Unchained { entry: 3 }
    );
    fs::remove_file(&path).unwrap();
    let error = journal.note("four").unwrap_err().to_string();
    assert!(
        error.contains("it was removed while the bot ran"),
        "{error}"
    );
    assert_eq!(journal.missed(), 0);
}

#[test]
fn one_journal_writes_a_file() {
    let (_directory, path, _) = some(&[]);
    let journal = Journal::open(&path).unwrap();
    let clone = journal.clone();
    drop(journal);
    let error = Journal::open(&path).unwrap_err();
    assert!(matches!(error, JournalError::InUse { .. }), "{error}");
    clone.note("the clone writes").unwrap();
    // A journal that is being written can be looked at.
    verify(&path, None).unwrap();
    drop(clone);
    drop(Journal::open(&path).unwrap());
}

#[test]
fn many_threads_write_one_journal() {
    let (_directory, path, _) = some(&[]);
    let journal = Journal::open(&path).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let journal = journal.clone();
            scope.spawn(move || {
                let mut last = 0;
                for note in 0..50 {
                    let head = journal.note(&format!("{thread} {note}")).unwrap();
                    assert!(head.entries() > last);
                    last = head.entries();
                }
            });
        }
    });
    assert_eq!(verify(&path, None).unwrap().head().entries(), 402);
    let text = fs::read_to_string(&path).unwrap();
    assert!((0..8).all(|thread| text.contains(&format!("\"{thread} 49\""))));
}

#[test]
fn a_place_that_is_not_private_is_refused() {
    let (directory, path, _) = some(&["one"]);
    for file in [path.clone(), head_of(&path)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let error = Journal::open(&path).unwrap_err().to_string();
        assert!(error.contains("open to other users"), "{error}");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }
    let link = directory.path().join("link");
    symlink(&path, &link).unwrap();
    let error = Journal::open(&link).unwrap_err().to_string();
    assert!(error.contains("a symbolic link"), "{error}");
    let other = directory.path().join("other");
    fs::hard_link(&path, &other).unwrap();
    let error = Journal::open(&path).unwrap_err().to_string();
    assert!(error.contains("more than one name"), "{error}");
    fs::remove_file(&other).unwrap();
    fs::create_dir(&other).unwrap();
    let error = Journal::open(&other).unwrap_err().to_string();
    assert!(error.contains("no regular file"), "{error}");
    let error = Journal::open(directory.path().join("none/journal"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("without a directory"), "{error}");
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let error = Journal::open(&path).unwrap_err().to_string();
    assert!(error.contains("which other users can write"), "{error}");
    remedy(&error);
    drop(Journal::open(&path).unwrap());
    let error = verify(directory.path().join("none"), None).unwrap_err();
    assert_eq!(
        tampered_or_text(&error),
        "its head, the file beside it that ends in `.head`, is missing"
    );
}

fn tampered_or_text(error: &JournalError) -> String {
    match error {
        JournalError::Tampered { what, .. } => what.to_string(),
        error => error.to_string(),
    }
}

/// Nobody but its owner: a file of another user is refused even where it could be opened.
#[test]
fn a_journal_of_another_user_is_refused() {
    use std::os::unix::fs::{MetadataExt, chown};
    let (_directory, path, _) = some(&[]);
    if !tools::has_else(fs::metadata(&path).unwrap().uid() == 0, "root") {
        return;
    }
    chown(&path, Some(65_534), None).unwrap();
    let error = Journal::open(&path).unwrap_err().to_string();
    assert!(error.contains("owned by another user"), "{error}");
}

#[test]
fn texts_are_one_line_without_keys() {
    let (_directory, path, _) = some(&[
        "a line\nand \u{202e}another\u{0}",
        "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
        &"long ".repeat(5000),
    ]);
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert!(text.contains("\"a line and  another \""), "{text}");
    assert!(text.contains("[redacted]") && !text.contains("vmPUZE6mv9SD"));
    assert!(text.lines().all(|line| line.len() < 1400));
    verify(&path, None).unwrap();
}

#[test]
fn a_head_is_read_in_one_spelling() {
    let (_directory, _, head) = some(&[]);
    let text = head.to_string();
    assert_eq!(text.parse::<Head>().unwrap(), head);
    for wrong in [
        String::new(),
        "1".to_owned(),
        text.to_uppercase(),
        format!("0{text}"),
        format!("+{text}"),
        format!("{text} "),
        text[..text.len() - 1].to_owned(),
    ] {
        // Hashes of digits alone have one case.
        assert!(wrong == text || wrong.parse::<Head>().is_err(), "{wrong}");
    }
}
