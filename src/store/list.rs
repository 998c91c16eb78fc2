//! Lists an open folder: each name with its type, where the system tells it with the name. It asks for nothing else and opens nothing.

use std::ffi::CStr;
use std::ops::ControlFlow;
use std::os::fd::OwnedFd;

use rustix::fs::FileType;
use rustix::io::Errno;

/// Shows the names in `folder`, which was opened for this, until `each` breaks off. `buffer` only saves making another one.
#[cfg(target_os = "linux")]
pub(super) fn list(
    folder: &OwnedFd,
    buffer: &mut Vec<u8>,
    mut each: impl FnMut(&CStr, FileType) -> ControlFlow<()>,
) -> Result<(), Errno> {
    // The system fills it as far as whole entries fit: some 400 of them a call.
    const ROOM: usize = 32 << 10;
    buffer.clear();
    buffer.reserve_exact(ROOM);
    let mut entries = rustix::fs::RawDir::new(folder, buffer.spare_capacity_mut());
    loop {
        match entries.next() {
            Some(Ok(entry)) => {
                if each(entry.file_name(), entry.file_type()).is_break() {
                    return Ok(());
                }
            }
            Some(Err(Errno::INTR)) => {}
            // Removed meanwhile: nothing is in it.
            None | Some(Err(Errno::NOENT)) => return Ok(()),
            Some(Err(error)) => return Err(error),
        }
    }
}

/// Shows the names in `folder` until `each` breaks off.
#[cfg(not(target_os = "linux"))]
pub(super) fn list(
    folder: &OwnedFd,
    _buffer: &mut Vec<u8>,
    mut each: impl FnMut(&CStr, FileType) -> ControlFlow<()>,
) -> Result<(), Errno> {
    for entry in rustix::fs::Dir::read_from(folder)? {
        let entry = entry?;
        if each(entry.file_name(), entry.file_type()).is_break() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::reach;
    use std::collections::BTreeMap;

    #[test]
    fn every_name_is_listed_once_with_its_type_and_a_break_ends_it() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..2_000 {
            std::fs::write(dir.path().join(format!("a-name-of-some-length-{number}.md")), "").unwrap();
        }
        std::fs::create_dir(dir.path().join("folder")).unwrap();
        let mut buffer = Vec::new();
        let mut seen: BTreeMap<Vec<u8>, FileType> = BTreeMap::new();
        let folder = reach::descend(std::fs::File::open(dir.path()).unwrap(), "".as_ref()).unwrap();
        list(&folder, &mut buffer, |name, kind| {
            assert!(seen.insert(name.to_bytes().to_owned(), kind).is_none());
            ControlFlow::Continue(())
        })
        .unwrap();
        // With `.` and `..`.
        assert_eq!(seen.len(), 2_003);
        let kind = seen[b"folder".as_slice()];
        assert!(kind == FileType::Directory || kind == FileType::Unknown);
        let mut count = 0;
        let folder = reach::descend(std::fs::File::open(dir.path()).unwrap(), "".as_ref()).unwrap();
        list(&folder, &mut buffer, |_, _| {
            count += 1;
            if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
        assert_eq!(count, 3);
    }
}
