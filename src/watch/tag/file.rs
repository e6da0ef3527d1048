//! The private file of a tag key.

use super::{KEY, OrderTag, TagError};
use crate::source::File;
use std::{
    fs::{self, OpenOptions},
    io::{self, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

impl OrderTag {
    /// Reads the tag key from its file, which has to be as private as one with an API key: see
    /// [`File`](crate::File).
    pub fn at(path: impl Into<PathBuf>) -> Result<Self, TagError> {
        Self::new(&File::new(path).value()?)
    }

    /// Makes a tag key, by the operating system's random numbers, and writes it to a new file that only
    /// its owner can read. Done once, by the owner; every host of a fleet gets a copy of the file.
    ///
    /// ```no_run
    /// use keyleash::OrderTag;
    ///
    /// let tag = OrderTag::create("/etc/bot/tag")?; // once; afterwards
    /// let tag = OrderTag::at("/etc/bot/tag")?;
    /// # Ok::<(), keyleash::watch::TagError>(())
    /// ```
    pub fn create(path: impl Into<PathBuf>) -> Result<Self, TagError> {
        let path = path.into();
        match written(&path) {
            Ok(()) => Self::at(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(TagError::Exists),
            Err(error) => Err(TagError::Unwritten(error.kind())),
        }
    }
}

fn written(path: &Path) -> io::Result<()> {
    let mut key = Zeroizing::new([0_u8; KEY]);
    fs::File::open("/dev/urandom")?.read_exact(key.as_mut())?;
    let mut text = Zeroizing::new([b'\n'; 2 * KEY + 1]);
    for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(key.iter()) {
        *pair = [byte >> 4, byte & 15].map(|digit| match digit {
            0..=9 => b'0' + digit,
            _ => b'a' + digit - 10,
        });
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    let end = file.write_all(text.as_ref()).and_then(|()| file.sync_all());
    if end.is_err() {
        // Half a key is of no use to anybody.
        let _ = fs::remove_file(path);
        return end;
    }
    match path.parent() {
        Some(parent) if parent != Path::new("") => fs::File::open(parent)?.sync_all(),
        _ => fs::File::open(".")?.sync_all(),
    }
}
