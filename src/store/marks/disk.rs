//! The calls that change something on the disk, one by one, so that a test can make any of them fail. It decides nothing.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

/// For the reader alone.
const MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

#[derive(Debug, Clone, Default)]
pub(super) struct Disk {
    #[cfg(test)]
    pub faults: Option<std::sync::Arc<super::tests::faults::Faults>>,
}

impl Disk {
    #[cfg(not(test))]
    fn pass(&self) -> io::Result<()> {
        Ok(())
    }

    #[cfg(test)]
    fn pass(&self) -> io::Result<()> {
        self.faults.as_ref().map_or(Ok(()), |faults| faults.pass())
    }

    /// Makes a folder and those above it.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(path)
    }

    /// Makes a file that was not there, to be read and appended to.
    pub fn create(&self, path: &Path) -> io::Result<File> {
        self.pass()?;
        File::options().read(true).append(true).create_new(true).mode(MODE).open(path)
    }

    /// One write; it may be a short one.
    pub fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(test)]
        if let Some(half) = self.faults.as_ref().and_then(|faults| faults.half(bytes)) {
            return file.write_all(half).and_then(|()| self.pass()).map(|()| half.len());
        }
        self.pass()?;
        file.write(bytes)
    }

    /// All of it. What a short write leaves over is written again, which either does it or says why not.
    pub fn write_all(&self, file: &File, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match self.write(file, bytes) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(len) => bytes = &bytes[len..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Waits until the contents are on the disk.
    pub fn sync(&self, file: &File) -> io::Result<()> {
        self.pass()?;
        file.sync_data()
    }

    pub fn set_len(&self, file: &File, len: u64) -> io::Result<()> {
        self.pass()?;
        file.set_len(len)
    }

    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.pass()?;
        fs::rename(from, to)
    }

    pub fn remove(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        fs::remove_file(path)
    }

    /// Waits until the names in a folder are on the disk.
    pub fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.pass()?;
        File::open(path)?.sync_all()
    }

    /// Whether the file is ours now; `None` where the file system has no locks.
    pub fn lock(&self, file: &File) -> Option<bool> {
        #[cfg(test)]
        if self.faults.as_ref().is_some_and(|faults| faults.has_no_locks) {
            return None;
        }
        match file.try_lock() {
            Ok(()) => Some(true),
            Err(TryLockError::WouldBlock) => Some(false),
            Err(TryLockError::Error(_)) => None,
        }
    }
}

/// Opens a journal of this machine's, to be read and appended to. A link is none of ours, and nothing is made.
pub(super) fn open_own(path: &Path) -> io::Result<File> {
    let flags = (OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW).bits();
    let file = File::options().read(true).append(true).custom_flags(flags.cast_signed()).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}
