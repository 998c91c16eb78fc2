//! The journal as a whole, in real folders. What one file of it does alone is tested there.

mod appending;
pub(super) mod faults;
mod folding;
mod merging;
mod reading;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::{Entry, Heard, Journal, Machine, Mark, Moment, Positions, Registers, Told, Verb, read, write_line};
use crate::model::{ArticleId, Timestamp};

/// What a reader knows once it has heard all: by article, and by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Known {
    marks: BTreeMap<ArticleId, Registers>,
    baselines: BTreeMap<String, (Moment, Option<Timestamp>)>,
    /// Somebody said the opposite at the same moment.
    tied: bool,
}

impl Known {
    fn take(&mut self, told: Told<'_>) {
        match told.entry {
            Entry::Mark { verb, id } => {
                let registers = self.marks.entry(id).or_default();
                self.tied |= registers.ties(told.at, verb);
                registers.take(told.at, verb);
            }
            Entry::Baseline { place, until } => {
                let (at, stands) = self.baselines.get(&place).copied().unwrap_or_default();
                self.tied |= at == told.at && stands != until;
                if at <= told.at {
                    self.baselines.insert(place, (told.at, until));
                }
            }
            Entry::Undo(_) | Entry::Redo(_) => {}
        }
    }

    /// The same, but for what only the way it was heard says.
    fn stands_as(&self, other: &Known) -> bool {
        (&self.marks, &self.baselines) == (&other.marks, &other.baselines)
    }
}

/// Reads on, and from the beginning where that is asked for.
fn hear(folder: &Path, positions: &mut Positions, known: &mut Known) -> Heard {
    let heard = read(folder, positions, &mut |told| known.take(told)).unwrap();
    if !heard.rewritten {
        return heard;
    }
    *known = Known::default();
    Heard { rewritten: true, ..read(folder, positions, &mut |told| known.take(told)).unwrap() }
}

fn hear_all(folder: &Path) -> (Known, Heard) {
    let mut known = Known::default();
    let heard = hear(folder, &mut Positions::default(), &mut known);
    (known, heard)
}

fn id(n: u8) -> ArticleId {
    ArticleId([n; 16])
}

/// A line, with its end.
fn mark(at: u64, verb: Verb, n: u8) -> Vec<u8> {
    let mut line = Vec::new();
    write_line(&mut line, Moment(at), &Entry::Mark { verb, id: id(n) }, "A title");
    line
}

/// A file's bytes: the first line and those.
fn file(lines: &[Vec<u8>]) -> Vec<u8> {
    [b"dateline marks 1\n".to_vec(), lines.concat()].concat()
}

fn machine(folder: &Path) -> Machine {
    Machine::of(&folder.with_file_name("state")).unwrap()
}

/// A folder for journals, not made yet, and the journal of a reader that has just started.
fn start(dir: &Path) -> (std::path::PathBuf, Journal) {
    let folder = dir.join("marks");
    let machine = machine(&folder);
    (folder.clone(), Journal::new(folder, machine))
}

fn says(known: &Known, n: u8, mark: Mark) -> Option<bool> {
    known.marks.get(&id(n)).and_then(|registers| registers.get(mark))
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}
