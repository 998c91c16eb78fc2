//! The picture in the README: the reader's own buffer as an SVG. This test says whether it is true today;
//! `UPDATE_PICTURE=1 cargo test --test picture` draws it anew.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{NOW, Reader, sample_dir};
use dateline::app::{Memory, Symbols};
use dateline::input::Keymap;
use dateline::model::cells;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const PLACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/picture.svg");
/// Pixels of a cell.
const CELL: (u32, u32) = (9, 19);
const GROUND: &str = "#14161b";
const TEXT: &str = "#d4d4d4";

#[test]
fn the_picture_in_the_readme_is_what_the_program_shows() {
    let memory = Memory { front: true, ..Memory::default() };
    let mut reader = Reader::with(sample_dir(), (132, 36), Symbols::unicode(), Keymap::builtin(), memory);
    reader = reader.with_marks(NOW).telling();
    reader.load();
    reader.keys("jmjsjbj<Esc>");
    let drawn = svg(&reader.buffer());
    if std::env::var_os("UPDATE_PICTURE").is_some() {
        std::fs::write(PLACE, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(PLACE).unwrap_or_default();
    assert!(kept == drawn, "assets/picture.svg is out of date: UPDATE_PICTURE=1 cargo test --test picture");
}

/// A buffer as an SVG: backgrounds as rectangles, runs of one style as texts of a fixed length.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let (width, height) = ((columns + 2) * CELL.0, (rows + 1) * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let from = x;
            let mut text = String::new();
            while x < buffer.area.width {
                let cell = &buffer[(x, y)];
                if (cell.fg, cell.bg, cell.modifier) != style {
                    break;
                }
                text.push_str(cell.symbol());
                x += cells::width(cell.symbol()).max(1) as u16;
            }
            run(&mut out, (from, y), x - from, &text, style);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn run(out: &mut String, at: (u16, u16), cells: u16, text: &str, style: (Color, Color, Modifier)) {
    let (x, y, width) =
        ((u32::from(at.0) + 1) * CELL.0, u32::from(at.1) * CELL.1 + CELL.1 / 2, u32::from(cells) * CELL.0);
    if let Some(ground) = colour(style.1) {
        writeln!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{ground}\"/>", CELL.1).unwrap();
    }
    if text.trim().is_empty() {
        return;
    }
    let fill = colour(style.0).unwrap_or_else(|| TEXT.to_owned());
    let weight = if style.2.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let base = y + CELL.1 - 5;
    writeln!(out, "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fill}\"{weight} xml:space=\"preserve\">{text}</text>").unwrap();
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}
