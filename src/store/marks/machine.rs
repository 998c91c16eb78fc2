//! Which machine this is: a random number kept in the state folder, which nobody carries about, so that no two machines write to one
//! journal. It says nothing of the machine itself.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Write};
use std::path::Path;
use std::{fmt, fs};

const FILE: &str = "machine";
const DIGITS: usize = 16;

/// 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    id: String,
}

impl Machine {
    /// What stands in the file `machine` of the state folder; both are made where they are not there, and whoever of two is second has
    /// the first one's. A file with anything else in it is replaced: the journals of the old name are still read.
    pub fn of(state: &Path) -> io::Result<Machine> {
        let path = state.join(FILE);
        let damaged = match fs::read(&path) {
            Ok(bytes) => match Machine::parse(&bytes) {
                Some(machine) => return Ok(machine),
                None => true,
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error),
        };
        fs::create_dir_all(state)?;
        let mut draft = tempfile::Builder::new().prefix(".machine").tempfile_in(state)?;
        writeln!(draft, "{}", random())?;
        draft.as_file().sync_all()?;
        let kept = if damaged { draft.persist(&path) } else { draft.persist_noclobber(&path) };
        match kept {
            Err(error) if error.error.kind() != io::ErrorKind::AlreadyExists => return Err(error.error),
            _ => fs::File::open(state)?.sync_all()?,
        }
        let invalid = || io::Error::new(io::ErrorKind::InvalidData, "the file of this machine’s name is damaged");
        Machine::parse(&fs::read(&path)?).ok_or_else(invalid)
    }

    fn parse(bytes: &[u8]) -> Option<Machine> {
        let digits = bytes.trim_ascii();
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        let known = digits.len() == DIGITS && digits.iter().all(is_digit);
        known.then(|| Machine { id: digits.iter().map(|&digit| char::from(digit)).collect() })
    }
}

/// The 16 digits.
impl fmt::Display for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)
    }
}

/// 16 digits nobody else has: the keys of a hash table are from the system's randomness.
pub(super) fn random() -> String {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    format!("{:0DIGITS$x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_machine_keeps_the_name_it_was_given_at_first() {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("below/state");
        let machine = Machine::of(&state).unwrap();
        assert_eq!(Machine::of(&state).unwrap(), machine);
        assert_eq!(fs::read(state.join(FILE)).unwrap(), format!("{machine}\n").as_bytes());
        assert_eq!(fs::metadata(state.join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
        assert_ne!(Machine::of(&dir.path().join("other")).unwrap(), machine);
        assert_eq!(fs::read_dir(&state).unwrap().count(), 1, "no draft is left");
    }

    #[test]
    fn two_first_starts_agree() {
        for _ in 0..20 {
            let dir = tempfile::tempdir().unwrap();
            let machines = std::thread::scope(|scope| {
                let starts: Vec<_> = (0..4).map(|_| scope.spawn(|| Machine::of(dir.path()).unwrap())).collect();
                starts.into_iter().map(|start| start.join().unwrap()).collect::<Vec<_>>()
            });
            assert!(machines.iter().all(|machine| *machine == machines[0]), "{machines:?}");
        }
    }

    #[test]
    fn a_damaged_name_is_replaced() {
        for bytes in [&b""[..], b"0123", b"0123456789ABCDEF\n", b"0123456789abcdef0", b"\xff"] {
            let dir = tempfile::tempdir().unwrap();
            fs::write(dir.path().join(FILE), bytes).unwrap();
            let machine = Machine::of(dir.path()).unwrap();
            assert_eq!(Machine::of(dir.path()).unwrap(), machine);
        }
    }
}
