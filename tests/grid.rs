//! What a terminal makes of a frame: every cell that holds a plain letter stands in its column there too, whatever
//! the titles beside it hold.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "all of it is a test")]

mod common;

use common::{Made, Reader};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{TerminalOptions, Viewport};

/// The frame written to a terminal's grid, from blank or over an earlier frame.
fn on_grid(frames: &[Buffer]) -> vt100::Parser {
    let area = frames[0].area;
    let mut grid = common::grid(area.width, area.height);
    let mut bytes = Vec::new();
    let backend = CrosstermBackend::new(&mut bytes);
    let viewport = Viewport::Fixed(Rect::new(0, 0, area.width, area.height));
    let mut terminal = Terminal::with_options(backend, TerminalOptions { viewport }).unwrap();
    for frame in frames {
        let mut frame = frame.clone();
        // This grid drops U+FFFD; terminals show it in one cell.
        frame
            .content
            .iter_mut()
            .filter(|cell| cell.symbol().contains('\u{fffd}'))
            .for_each(|cell| _ = cell.set_symbol("?"));
        terminal.draw(|f| *f.buffer_mut() = frame).unwrap();
    }
    drop(terminal);
    grid.process(&bytes);
    grid
}

/// The first cell where a plain letter of the frame does not stand on the grid.
fn misplaced(frame: &Buffer, grid: &vt100::Parser) -> Option<String> {
    for position in frame.area.positions() {
        let symbol = frame[position].symbol();
        let plain = symbol.len() == 1 && symbol != " ";
        let there =
            grid.screen().cell(position.y, position.x).map(|cell| cell.contents().to_owned()).unwrap_or_default();
        // A mark that the grid hangs on the letter before it moves nothing.
        if plain && !there.starts_with(symbol) {
            return Some(format!("{position:?}: {symbol:?} in the frame, {there:?} on the grid"));
        }
    }
    None
}

fn store(titles: &[String]) -> Made {
    let mut made = Made::new();
    for (n, title) in titles.iter().enumerate() {
        let title = serde_json::to_string(title).unwrap();
        let front = format!(
            "title: {title}\nexcerpt: {title}\npublishedDateTime: 2021-01-{:02}\nprovider: {{name: Outlet {n}}}\ntopics: [{title}]",
            n + 1
        );
        made = made.article(&format!("{n}.md"), &front);
    }
    made
}

fn check(titles: &[String]) -> Result<(), TestCaseError> {
    let made = store(titles);
    let mut reader = Reader::open(made.path(), (120, 30));
    let first = reader.buffer();
    let second = reader.keys("j").buffer();
    prop_assert_eq!(misplaced(&first, &on_grid(std::slice::from_ref(&first))), None);
    prop_assert_eq!(misplaced(&second, &on_grid(&[first, second.clone()])), None);
    // What lies over the panes may cut a wide character in half.
    let help = reader.keys("?").buffer();
    prop_assert_eq!(misplaced(&help, &on_grid(&[second, help.clone()])), None);
    reader.keys("<Esc>").resize(85, 30);
    let narrow = reader.buffer();
    let drawer = reader.keys("T").buffer();
    prop_assert_eq!(misplaced(&drawer, &on_grid(&[narrow, drawer.clone()])), None);
    Ok(())
}

#[test]
fn titles_of_every_script_leave_what_is_right_of_them_in_place() {
    let titles = [
        "日本語の見出しはここ",
        "👨‍👩‍👧‍👦 family and 👍🏽 thumbs ❤️ heart",
        "🇨🇭🇩🇪🇫 flags 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "שלום עולם",
        "e\u{301}\u{301}\u{301} marks",
        "क्षत्रिय देवनागरी",
        "ไทยนี้รักสงบ",
        "한국어 ᄀ ᅡ jamo",
        "①②③ ambiguous ●○",
        "ﷺ ligature ﷽",
        "a\u{200d}b\u{fe0f}c",
    ];
    check(&titles.map(str::to_owned)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_title_leaves_what_is_right_of_it_in_place(titles in proptest::collection::vec("\\PC{1,60}", 1..6)) {
        check(&titles)?;
    }

    #[test]
    fn titles_of_emoji_and_joiners_leave_what_is_right_of_them_in_place(
        titles in proptest::collection::vec("[👍👩🏽🏿\u{200d}\u{fe0f}\u{fe0e}❤☎🇨🇭#1a日\u{301}\u{20e3}🏴\u{e0067}\u{e007f}가각]{1,30}", 1..6)
    ) {
        check(&titles)?;
    }
}
