//! A child process that takes measures, loads a key, and can be looked at from outside.

use super::MARK;
use crate::memory::sample::Sample;
use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::PathBuf,
    process::{Child, ChildStdin, Command, Stdio},
};

/// A child that has done its steps, and waits.
pub(super) struct Running {
    pub(super) child: Child,
    input: Option<ChildStdin>,
    /// What it said: what came of its measures, then where its secrets are.
    pub(super) said: Vec<String>,
    /// Where it runs, and dumps its core.
    folder: tempfile::TempDir,
}

impl Running {
    /// Runs `steps`, of [`child`](super::child), and hands over `key`.
    pub(super) fn start(steps: &str, key: Option<&Sample>) -> Self {
        Self::start_by(
            Command::new(std::env::current_exe().unwrap()),
            tempfile::tempdir().unwrap(),
            steps,
            key,
        )
    }

    /// The same without the rights of root, and without a key.
    pub(super) fn start_as(user: Option<u32>, steps: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut binary = std::env::current_exe().unwrap();
        if user.is_some() {
            // That user may not reach the binary where it is.
            fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
            let copy = folder.path().join("it");
            fs::copy(binary, &copy).unwrap();
            binary = copy;
        }
        let mut command = Command::new(binary);
        become_user(&mut command, user);
        Self::start_by(command, folder, steps, None)
    }

    pub(super) fn start_by(
        mut command: Command,
        folder: tempfile::TempDir,
        steps: &str,
        key: Option<&Sample>,
    ) -> Self {
        let parts = key.map(|key| [&key.id, &key.secret, &key.passphrase].map(String::as_str));
        let parts = parts.unwrap_or_default();
        let task = [
            key.map_or("", |key| &key.venue),
            &key.and_then(Sample::address).unwrap_or_default(),
            &parts.map(|part| part.len().to_string()).join(","),
        ];
        let mut child = command
            .args(["--exact", "hardening::child", "--nocapture"])
            .arg("--test-threads=1")
            .current_dir(folder.path())
            .env("KEYLEASH_TEST_HARDENING", steps)
            .env("KEYLEASH_TEST_KEY", task.join("|"))
            .env("KEYLEASH_TEST_MARK", MARK)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input.write_all(parts.concat().as_bytes()).unwrap();
        let lines = BufReader::new(child.stderr.as_mut().unwrap()).lines();
        let mut said: Vec<_> = lines
            .map(Result::unwrap)
            .take_while(|line| line != "ready")
            .collect();
        let end = said.pop();
        assert!(
            end.as_ref()
                .is_some_and(|line| line.ends_with("in ordinary memory")),
            "the child did not come to its end: {said:?}, {end:?}"
        );
        said.extend(end);
        Self {
            child,
            input: Some(input),
            said,
            folder,
        }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        format!("/proc/{}/{name}", self.child.id()).into()
    }

    /// Lets it go on, and waits until it has ended. Gives the core that the kernel wrote.
    pub(super) fn end(mut self) -> Option<Vec<u8>> {
        drop(self.input.take());
        self.child.wait().unwrap();
        let files = fs::read_dir(self.folder.path()).unwrap();
        let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
        let core = files
            .map(Result::unwrap)
            .find(|entry| name(entry).starts_with("core"));
        core.map(|core| fs::read(core.path()).unwrap())
    }

    /// The core that root's debugger writes, as `gcore` does, without reading symbols first.
    pub(super) fn gcore(&self) -> Vec<u8> {
        let dump = self.folder.path().join("by-gdb");
        let out = Command::new("gdb")
            .args(["-nx", "-batch", "-readnever", "-p"])
            .arg(self.child.id().to_string())
            .arg("-ex")
            .arg(format!("gcore {}", dump.display()))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stderr);
        fs::read(&dump).unwrap_or_else(|_| panic!("gdb wrote no core: {said}"))
    }
}

pub(super) fn become_user(command: &mut Command, user: Option<u32>) {
    if let Some(user) = user {
        // This drops the other groups too, and with the user all of root's rights.
        command.uid(user).gid(user);
    }
}
