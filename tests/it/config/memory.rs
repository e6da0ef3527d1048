//! Nothing of a literal is kept: a child reads a configuration, and its memory is looked through.

use super::Config;
use std::{
    collections::HashSet,
    fs::{self, File},
    hint::black_box,
    io::{Read, Write},
    os::unix::fs::FileExt,
    process::{Child, Command, Stdio},
};
use zeroize::Zeroize;

/// Not a case by itself: run again by [`left_behind`].
#[test]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn reader() {
    let Some(careless) = std::env::var_os("KEYLEASH_TEST_CONFIG_MEMORY") else {
        return;
    };
    // Not `std::io::stdin`, which keeps a buffer.
    let mut input = File::open("/dev/stdin").unwrap();
    let mut length = [0; 2];
    input.read_exact(&mut length).unwrap();
    let mut text = [0_u8; 512];
    let text = &mut text[..usize::from(u16::from_le_bytes(length))];
    input.read_exact(text).unwrap();
    let kept: Option<serde_json::Value> =
        (careless == "yes").then(|| serde_json::from_slice(text).unwrap());
    let config: Config = serde_json::from_slice(text).unwrap();
    text.zeroize();
    println!("read");
    let _ = input.read(&mut length);
    black_box((kept, config));
}

/// How many of the needles the child's writable memory holds.
fn found(child: &Child, needles: &HashSet<[u8; 8]>) -> usize {
    let maps = fs::read_to_string(format!("/proc/{}/maps", child.id())).unwrap();
    let memory = File::open(format!("/proc/{}/mem", child.id())).unwrap();
    let mut hits = HashSet::new();
    for line in maps.lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        if !rest.starts_with("rw") {
            continue;
        }
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|at| u64::from_str_radix(at, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        memory.read_exact_at(&mut bytes, start).unwrap();
        hits.extend(bytes.windows(8).filter_map(|window| {
            // Nearly all of it is told by two bytes: the needles are small letters.
            if !window[0].is_ascii_lowercase() || !window[7].is_ascii_lowercase() {
                return None;
            }
            let window = <[u8; 8]>::try_from(window).unwrap();
            needles.contains(&window).then_some(window)
        }));
    }
    hits.len()
}

/// How many windows of a literal in this JSON are in the memory of a process that has read it, and
/// still holds what it read.
fn left_behind(json: &str, careless: &str) -> usize {
    // Long enough that an allocator writes over a part of it only, where it was freed.
    let mut random = [0_u8; 64];
    let mut urandom = File::open("/dev/urandom").unwrap();
    urandom.read_exact(&mut random).unwrap();
    let secret: String = random
        .iter()
        .map(|byte| char::from(b'a' + byte % 26))
        .collect();
    let needles: HashSet<[u8; 8]> = secret
        .as_bytes()
        .windows(8)
        .map(|window| window.try_into().unwrap())
        .collect();
    let json = json.replace("SECRET", &secret);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "config::memory::reader", "--nocapture"])
        .env("KEYLEASH_TEST_CONFIG_MEMORY", careless)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let length = u16::try_from(json.len()).unwrap();
    input.write_all(&length.to_le_bytes()).unwrap();
    input.write_all(json.as_bytes()).unwrap();
    let mut output = child.stdout.take().unwrap();
    let mut said = String::new();
    while !said.contains("read\n") {
        let mut byte = [0];
        output.read_exact(&mut byte).unwrap();
        said.push(char::from(byte[0]));
    }
    let count = found(&child, &needles);
    drop(input);
    assert!(child.wait().unwrap().success());
    count
}

#[test]
fn nothing_of_a_literal_is_kept() {
    for json in [
        r#"{"it": "SECRET"}"#,
        r#"{"it": {"secret": "SECRET", "key": {"env": "A"}}}"#,
        r#"{"it": {"secret": ["a", ["SECRET"]], "key": {"env": {"SECRET": 1}}}}"#,
        r#"{"it": {"SECRET": "SECRET", "file": "/a"}}"#,
        // Where it passes for a name, it is wiped with what it stands in.
        r#"{"it": {"file": "/SECRET", "env": "SECRET", "prefix": "SECRET"}}"#,
        r#"{"it": {"command": ["SECRET", "SECRET"], "pass_env": ["SECRET"], "file": "/a"}}"#,
        r#"{"it": {"secret": {"credential": "SECRET"}}}"#,
        // Where it is looked at, whether it is like a key.
        r#"{"it": {"env": "SECRET-"}}"#,
        r#"{"it": {"secret": {"env": "SECRET-"}, "key": {"env": "A"}}}"#,
        r#"{"it": {"secret": {"keyring": {"service": "SECRET", "user": "SECRET"}}}}"#,
    ] {
        assert_eq!(left_behind(json, "no"), 0, "{json}");
    }
    // The same scan finds what a careless reader keeps.
    assert!(left_behind(r#"{"it": "SECRET"}"#, "yes") > 0);
}
