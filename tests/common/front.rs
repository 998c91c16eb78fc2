//! A reader on the front page of a made store, and what stands on its screen.

use super::{Made, NOW, Reader};
use dateline::app::{Event, Memory, Symbols};
use dateline::index::Touched;
use dateline::input::Keymap;
use std::path::Path;

pub const SIZE: (u16, u16) = (130, 48);

pub fn on_front() -> Memory {
    Memory { front: true, ..Memory::default() }
}

pub fn begun(dir: &Path, size: (u16, u16), memory: Memory) -> Reader {
    Reader::with(dir, size, Symbols::unicode(), Keymap::builtin(), memory).with_marks(NOW)
}

/// One who begins on the front page, with nothing read.
pub fn reader_of(made: &Made, size: (u16, u16)) -> Reader {
    let mut reader = begun(made.path(), size, on_front()).telling();
    reader.load();
    // The marks of a first visit are taken back, and there is another edition without them.
    reader.keys("ur");
    reader
}

pub fn reader(made: &Made) -> Reader {
    reader_of(made, SIZE)
}

pub fn front_matter(n: u32) -> String {
    let topic = ["Rail", "Harbours", "Chess"][n as usize % 3];
    let titles = ["Tram", "Ferry", "Gambit", "Tunnel", "Quay", "Endgame", "Viaduct", "Crane", "Rook"];
    format!(
        "title: \"{} {n} in the news\"\nexcerpt: What is said of it.\npublishedDateTime: 2026-11-{:02}T{:02}:00:00Z\nheat: {}\n\
         originalUrl: https://site{n}.example/{n}\nprovider: {{name: Paper {}}}\ntopics: [{topic}]",
        titles[n as usize % 9],
        22 - n % 3,
        n % 24,
        30 + n * 7 % 40,
        n % 5,
    )
}

/// Thirty articles of three topics, each a story of its own.
pub fn store() -> Made {
    (0..30).fold(Made::new(), |made, n| made.article(&format!("_news/{n:02}.md"), &front_matter(n)))
}

pub fn write(made: &Made, path: &str, front: &str) {
    std::fs::write(made.path().join(path), format!("---\n{front}\n---\n")).unwrap();
}

pub fn touched(reader: &mut Reader, path: &str) {
    reader.send(Event::StoreTouched(Touched::Files(vec![path.into()])));
}

pub fn heading(reader: &Reader) -> String {
    let screen = reader.screen();
    let line = screen.lines().next().unwrap();
    line.split_once('│').map_or(line, |(_, list)| list).trim().to_owned()
}

/// The list's lines, without what moves with the cursor.
pub fn list(reader: &Reader) -> Vec<String> {
    let screen = reader.screen();
    let lines = screen.lines().skip(2).filter_map(|line| Some(line.split_once('│')?.1.to_owned()));
    lines.take_while(|line| !line.starts_with('─')).map(|line| line.trim_start_matches('▌').trim().to_owned()).collect()
}

pub fn screen(reader: &Reader) -> String {
    let screen = reader.screen();
    let Some(at) = screen.find(".tmp") else { return screen };
    screen.replace(&screen[at..at + 10], "some-store")
}
