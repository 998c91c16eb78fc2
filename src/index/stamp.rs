//! What a file is known by when its store is looked at again: its path and its stamp in one number. It says that a file has not
//! changed, not what it is: a changed file is simply not known.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::store::Stamp;

/// Of a file that is to be read again.
pub(crate) const UNKNOWN: u64 = 0;

/// XXH3-64 of path, size, times and inode, even and never [`UNKNOWN`]. Of a million files two with the same number are one chance
/// in five million, and then one changed file is taken for another one that has not.
pub(crate) fn fingerprint(path: &Path, stamp: &Stamp) -> u64 {
    let numbers = [stamp.size, stamp.modified as u64, stamp.changed as u64, stamp.inode].map(u64::to_le);
    let seed = xxh3_64(bytemuck::cast_slice(&numbers));
    (xxh3_64_with_seed(path.as_os_str().as_bytes(), seed) & !1).max(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_part_of_a_stamp_and_the_path_make_another_number() {
        let stamp = Stamp { size: 1, modified: 2, changed: 3, inode: 4 };
        let of = |path: &str, stamp: Stamp| fingerprint(Path::new(path), &stamp);
        let all = [
            of("a", stamp),
            of("b", stamp),
            of("a", Stamp { size: 2, ..stamp }),
            of("a", Stamp { modified: 1, ..stamp }),
            of("a", Stamp { changed: 4, ..stamp }),
            of("a", Stamp { inode: 3, ..stamp }),
        ];
        let unique: std::collections::HashSet<u64> = all.into_iter().collect();
        assert_eq!(unique.len(), all.len());
        assert_eq!(of("a", stamp), all[0]);
    }
}
