//! What tells whether a file has changed without reading it. It opens nothing and compares no contents.

use rustix::fs::{FileType, Stat};

use super::reach;
use crate::model::Note;

/// Size, times and number of a file: the same stamp means not changed. The time of change cannot be set back as that of
/// modification can, and another file moved over this one has another number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// In bytes.
    pub size: u64,
    /// Last modification of the contents (mtime) in nanoseconds since 1970, before it negative.
    pub modified: i64,
    /// Last change of the contents, the name, the owner or the rights (ctime), likewise.
    pub changed: i64,
    /// The file's number in its file system.
    pub inode: u64,
}

/// A file that changed so short a time ago may change again without another stamp: clocks of file systems are coarse.
const UNSETTLED: i64 = 2_000_000_000;

impl Stamp {
    /// What time it is for a file system: nanoseconds since 1970.
    pub fn clock() -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
    }

    /// Whether any later change will change the stamp, if it was taken at `clock` or after it: the file changed over two
    /// seconds before, and not in time to come.
    pub fn is_settled(&self, clock: i64) -> bool {
        self.modified.max(self.changed).saturating_add(UNSETTLED) < clock
    }

    /// E-NOTFILE where it is no regular file.
    pub(super) fn of_file(stat: &Stat) -> Result<Stamp, Note> {
        match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Ok(Stamp::of(stat)),
            _ => Err(reach::not_a_file()),
        }
    }

    #[allow(clippy::useless_conversion, clippy::unnecessary_cast, reason = "the field types differ between systems")]
    pub(super) fn of(stat: &Stat) -> Stamp {
        Stamp {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            modified: nanoseconds(stat.st_mtime as i64, i64::try_from(stat.st_mtime_nsec).unwrap_or(0)),
            changed: nanoseconds(stat.st_ctime as i64, i64::try_from(stat.st_ctime_nsec).unwrap_or(0)),
            inode: stat.st_ino as u64,
        }
    }
}

fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Code;
    use std::fs::{File, FileTimes};
    use std::path::Path;

    fn stamp(path: &Path) -> Result<Stamp, Note> {
        Stamp::of_file(&rustix::fs::stat(path).unwrap())
    }

    #[test]
    fn a_file_replaced_by_one_of_the_same_size_and_time_has_another_stamp() {
        let dir = tempfile::tempdir().unwrap();
        let (file, other) = (dir.path().join("a.md"), dir.path().join("b.md"));
        std::fs::write(&file, "one").unwrap();
        std::fs::write(&other, "two").unwrap();
        let before = stamp(&file).unwrap();
        assert_eq!(before, stamp(&file).unwrap());
        let times = FileTimes::new().set_modified(file.metadata().unwrap().modified().unwrap());
        File::options().write(true).open(&other).unwrap().set_times(times).unwrap();
        std::fs::rename(&other, &file).unwrap();
        let after = stamp(&file).unwrap();
        assert_eq!((after.size, after.modified), (before.size, before.modified));
        assert_ne!(after.inode, before.inode);
        assert!(after.changed >= before.changed);
        assert_ne!(after, before);
    }

    #[test]
    fn what_is_no_regular_file_has_none() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(stamp(dir.path()).unwrap_err().code, Code::NotFile);
    }

    #[test]
    fn times_before_1970_are_negative_and_far_ones_are_no_overflow() {
        assert_eq!(nanoseconds(-1, 999_999_999), -1);
        assert_eq!(nanoseconds(i64::MAX, 1), i64::MAX);
        assert_eq!(nanoseconds(1, 2), 1_000_000_002);
    }
}
