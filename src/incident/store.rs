//! Answers of a venue, as they came, each in a file of its own for its owner alone.

use super::JournalError;
use crate::{secret, source};
use rustix::{
    fs::{self, Mode, OFlags},
    io::Errno,
};
use std::{fs::File, io::Write as _, path::Path};

/// Writes a file that is not there yet, and puts it on the disk.
pub(super) fn keep(path: &Path, bytes: &[u8]) -> Result<(), JournalError> {
    let place = format!("the answer `{}`", secret::veiled_path(path));
    let (directory, name) =
        source::directory(path).map_err(|error| JournalError::directory(&place, error))?;
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = match fs::openat(&directory, &name, flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => file,
        Err(Errno::EXIST) => {
            return Err(JournalError::Misplaced {
                place,
                found: "there already".to_owned(),
                remedy: "give each incident a directory of its own".to_owned(),
            });
        }
        Err(_) => return Err(unwritten(place)),
    };
    let mut file = File::from(file);
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    let written = written.and_then(|()| Ok(fs::fsync(&directory)?));
    written.map_err(|_| unwritten(place))
}

fn unwritten(place: String) -> JournalError {
    JournalError::Failed {
        place,
        found: "it could not be written".to_owned(),
        remedy: "see that the disk has room, and that the directory may be written".to_owned(),
    }
}
