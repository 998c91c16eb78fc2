//! Reads `_data/topics`: one YAML file for each topic, in the order of the files' names. Topics that only articles name are not
//! here, and neither are counts.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fs::Dir;
use rustix::io::Errno;
use serde::Deserialize;

use super::found::ReadLimit;
use super::{Store, names, reach};
use crate::model::{Code, Note, Topic, TopicTree, text};

const FOLDER: &str = "_data/topics";
const MAX_FILE: u64 = 64 << 10;
const MAX_FILES: usize = 10_000;

/// A topic file; its other keys are not needed.
#[derive(Debug, Deserialize)]
struct File {
    name: Option<Word>,
    shortname: Option<Word>,
    parent: Option<Word>,
}

/// Text, or what reads as a number or a truth value but is meant as text.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Word {
    Text(String),
    Number(serde_yaml::Number),
    Truth(bool),
}

impl Word {
    /// Cleaned; `None` where nothing is left.
    fn clean(self) -> Option<String> {
        let raw = match self {
            Word::Text(raw) => raw,
            Word::Number(number) => number.to_string(),
            Word::Truth(truth) => truth.to_string(),
        };
        let cleaned = text::line(&raw);
        (!cleaned.is_empty()).then_some(cleaned)
    }
}

impl Store {
    /// The topics that the store describes, and a note for each file that does not: its path relative to the store.
    /// A store that describes none has an empty tree.
    pub fn topics(&self) -> (TopicTree, Vec<(PathBuf, Note)>) {
        let mut notes = Vec::new();
        let mut topics = Vec::new();
        let mut buffer = Vec::new();
        let names = match self.topic_files() {
            Ok(names) => names,
            Err(Errno::NOENT) => Vec::new(),
            Err(error) => {
                notes.push((PathBuf::from(FOLDER), reach::io_note(error)));
                Vec::new()
            }
        };
        if names.len() > MAX_FILES {
            notes.push((
                PathBuf::from(FOLDER),
                Note::new(Code::Limit, 0, "more than 10,000 topics; the rest is left out"),
            ));
        }
        for name in names.into_iter().take(MAX_FILES) {
            let path = Path::new(FOLDER).join(name);
            match self.topic(&path, &mut buffer) {
                Ok(topic) => topics.push(topic),
                Err(note) => notes.push((path, note)),
            }
        }
        (TopicTree::new(topics), notes)
    }

    /// The names of the topic files, in byte order.
    fn topic_files(&self) -> Result<Vec<OsString>, Errno> {
        let folder = reach::descend(self.folder(), Path::new(FOLDER))?;
        let mut files = Vec::new();
        for entry in Dir::read_from(&folder)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            let is_yaml = [&b".yaml"[..], b".yml"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
            if is_yaml && !names::is_hidden(name) && files.len() <= MAX_FILES {
                files.push(OsString::from_vec(name.to_vec()));
            }
        }
        files.sort_unstable_by(|a, b| a.as_bytes().cmp(b.as_bytes()));
        Ok(files)
    }

    fn topic(&self, path: &Path, buffer: &mut Vec<u8>) -> Result<Topic, Note> {
        let stamp = self.read(path, buffer, ReadLimit::Headline)?;
        if stamp.size > MAX_FILE || buffer.len() as u64 > MAX_FILE {
            return Err(Note::new(Code::Limit, 0, "the topic file is longer than 64 KiB"));
        }
        parse(buffer)
    }
}

fn parse(bytes: &[u8]) -> Result<Topic, Note> {
    let yaml = String::from_utf8_lossy(bytes);
    let file: File = serde_yaml::from_str(&yaml).map_err(|error| {
        let line = error.location().map_or(0, |place| u32::try_from(place.line()).unwrap_or(u32::MAX));
        Note::new(Code::Yaml, line, text::safe_line(&format!("not a topic: {error}")))
    })?;
    let Some(name) = file.name.and_then(Word::clean) else {
        return Err(Note::new(Code::NoTitle, 0, "the topic has no name"));
    };
    Ok(Topic { name, short: file.shortname.and_then(Word::clean), parent: file.parent.and_then(Word::clean) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topics(files: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(dir.path().join(FOLDER)).unwrap();
        for (name, contents) in files {
            std::fs::write(dir.path().join(FOLDER).join(name), contents).unwrap();
        }
        let (tree, notes) = Store::open(dir.path()).unwrap().topics();
        let names =
            tree.iter().map(|(topic, parent)| format!("{}{}", topic.label(), parent.map_or("", |_| "<"))).collect();
        let notes = notes.iter().map(|(path, note)| format!("{} {}", path.display(), note.code)).collect();
        (names, notes)
    }

    #[test]
    fn topics_stand_in_the_order_of_their_files() {
        let (names, notes) = topics(&[
            ("06-autos.yaml", "name: AI in Autos\nshortname: Autos\nparent: AI\nkeywords: [waymo]\n"),
            ("00-ai.yml", "name: AI\n_id: ai\n"),
            ("02-year.yaml", "name: 2026\n"),
            ("notes.txt", "not a topic"),
        ]);
        assert_eq!(names, ["AI", "Autos<", "2026"]);
        assert!(notes.is_empty());
    }

    #[test]
    fn a_broken_file_costs_only_itself() {
        let long = format!("name: L\nkeywords: {}\n", "x".repeat(70_000));
        let (names, notes) = topics(&[
            ("a.yaml", "name: [x"),
            ("b.yaml", "- a\n"),
            ("c.yaml", "shortname: S\n"),
            ("d.yaml", &long),
            ("e.yaml", "name: \"E\\e[2J\"\n"),
            ("f.yaml", "name: F\n"),
        ]);
        assert_eq!(names, ["E\u{fffd}[2J", "F"]);
        let expected = ["a.yaml E-YAML", "b.yaml E-YAML", "c.yaml N-NOTITLE", "d.yaml E-LIMIT"];
        assert_eq!(notes, expected.map(|note| format!("{FOLDER}/{note}")));
    }

    #[test]
    fn a_store_without_topics_has_none() {
        let dir = tempfile::tempdir().unwrap();
        let (tree, notes) = Store::open(dir.path()).unwrap().topics();
        assert!(tree.is_empty() && notes.is_empty());
    }
}
