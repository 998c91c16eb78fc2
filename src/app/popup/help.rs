//! The keys of one pane, as the keymap has them, the few things about the mouse that no key tells, and the language of the box. Words
//! find in them.

use crate::app::input_line::InputLine;
use crate::input::{Context, Keymap};
use crate::model::cells;
use crate::search::{LANGUAGE, fuzzy};

/// The keys of one pane.
#[derive(Debug)]
pub struct Help {
    pub title: &'static str,
    /// Keys, what they do; or something to type with nothing beside it, and below it what it is for.
    lines: Vec<(String, &'static str)>,
    /// Positions in `lines` of what is shown.
    found: Vec<usize>,
    /// What is looked for.
    pub line: InputLine,
    /// The reader is typing what to look for.
    pub typing: bool,
    /// The first line in sight.
    pub top: usize,
}

/// What a user of the mouse must know.
const MOUSE: [(&str, &str); 5] = [
    ("click", "selects; twice: opens the original"),
    ("wheel", "scrolls what is under it"),
    ("drag", "moves the line between two panes"),
    ("Shift", "held, it leaves the mouse to the terminal (Option or Fn in some): to select text"),
    ("mouse", "= false in config.toml leaves it always; the article alone (z) is clean to select"),
];

/// Cells of what is said of the language: beside the keys in a terminal of 80 columns.
const ROOM: usize = 62;

impl Help {
    pub fn new(keymap: &Keymap, context: Context) -> Help {
        let title = match context {
            Context::Topics => "Keys in the topics",
            Context::Article => "Keys in the article",
            _ => "Keys in the headlines",
        };
        let keys = keymap.bindings(context).into_iter().map(|(action, keys)| (keys.join("  "), action.help()));
        let mut lines: Vec<_> = keys.chain(MOUSE.map(|(what, says)| (what.to_owned(), says))).collect();
        // In the article it is the text that is searched.
        if context != Context::Article {
            lines.extend(language());
        }
        let found = (0..lines.len()).collect();
        Help { title, lines, found, line: InputLine::default(), typing: false, top: 0 }
    }

    /// Looks for the typed text: in the order of the keymap where it is empty, else the best first.
    pub fn find(&mut self) {
        self.top = 0;
        let query = self.line.text();
        self.found = if query.trim().is_empty() {
            (0..self.lines.len()).collect()
        } else {
            let texts: Vec<String> = self.lines.iter().map(|(keys, says)| format!("{says} {keys}")).collect();
            fuzzy::choose(query, texts.iter().map(String::as_str)).into_iter().map(|hit| hit.item).collect()
        };
    }

    /// Forgets what was looked for; `false` where there was nothing.
    pub fn clear(&mut self) -> bool {
        let had = self.typing || !self.line.text().is_empty();
        (self.typing, self.line) = (false, InputLine::default());
        self.find();
        had
    }

    /// Lines to show.
    pub fn lines(&self) -> impl Iterator<Item = &(String, &'static str)> {
        self.found.iter().map(|&at| &self.lines[at])
    }

    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// The room the popup is made for: that of all lines, whatever is found.
    pub fn most(&self) -> usize {
        self.lines.len()
    }

    /// Scrolls within what there is to see through `height` lines.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.top = self.top.saturating_add_signed(by).min(self.found.len().saturating_sub(height));
    }
}

/// The language of the box, as lines of the help.
fn language() -> impl Iterator<Item = (String, &'static str)> {
    let line = |(write, says): (&str, &'static str)| {
        let says = cells::wrap(says, ROOM).into_iter().map(|range| (String::new(), &says[range]));
        std::iter::once((write.to_owned(), "")).chain(says).collect::<Vec<_>>()
    };
    std::iter::once(("In the box, words and conditions:".to_owned(), "")).chain(LANGUAGE.into_iter().flat_map(line))
}
