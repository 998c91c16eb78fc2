//! What sort of article a title betrays: an opinion, a roundup, a review, one part of a series. Found by the words and turns of
//! `assets/stories/cues.txt`, as they stand and unstemmed; an article can be of several sorts, and mostly is of none.

use std::sync::LazyLock;

use super::cut::Cut;
use super::lexicon::{Beginnings, Keyed, follow, hash};
use super::words::Known;

/// The sorts, a bit each.
pub mod sort {
    pub const SENT_AGAIN: u32 = 1;
    pub const WIRE: u32 = 1 << 1;
    pub const OPINION: u32 = 1 << 2;
    pub const EXPLAIN: u32 = 1 << 3;
    pub const ROUNDUP: u32 = 1 << 4;
    pub const REVIEW: u32 = 1 << 5;
    pub const PREVIEW: u32 = 1 << 6;
    pub const LIVE: u32 = 1 << 7;
    pub const SERIES: u32 = 1 << 8;
    pub const AGAIN: u32 = 1 << 9;
    pub const AFTER: u32 = 1 << 10;
    /// Who is named behind the act does it, or what is told is the other half of it: "acquired by", "loses to".
    pub const PASSIVE: u32 = 1 << 11;
    /// What two do to each other, whichever is named first.
    pub const MUTUAL: u32 = 1 << 12;
    /// Says no, or once more than it takes it back.
    pub const NEGATED: u32 = 1 << 13;
    /// Makes another thing of the name before it. Told word by word only.
    pub const VARIANT: u32 = 1 << 14;
    /// What the stock exchange makes of it.
    pub const MARKET: u32 = 1 << 15;
}

const NAMES: [&str; 16] = [
    "sent_again",
    "wire",
    "opinion",
    "explain",
    "roundup",
    "review",
    "preview",
    "live",
    "series",
    "again",
    "after",
    "passive",
    "mutual",
    "negated",
    "variant",
    "market",
];

const CUES: &str = include_str!("../../../assets/stories/cues.txt");
const LONGEST: usize = 6;

#[derive(Debug, Clone, Copy)]
struct Cue {
    sort: u32,
    at_start: bool,
    at_end: bool,
    as_heading: bool,
    after_heading: bool,
    in_excerpt: bool,
}

#[derive(Debug, Default)]
struct Table {
    cues: Keyed<Vec<Cue>>,
    longest: Keyed<usize>,
    beginnings: Beginnings,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::read);

impl Table {
    fn read() -> Table {
        let mut table = Table::default();
        let mut sort = 0;
        for line in CUES.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_suffix(':') {
                sort = NAMES.iter().position(|known| *known == name).map_or(0, |at| 1 << at);
                continue;
            }
            for phrase in line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let cue = Cue {
                    sort,
                    at_start: phrase.starts_with('^'),
                    at_end: phrase.ends_with('$'),
                    as_heading: phrase.ends_with(':'),
                    after_heading: phrase.starts_with(':'),
                    in_excerpt: phrase.starts_with('~'),
                };
                let cut = Cut::new(phrase, LONGEST);
                let key = cut.words.iter().fold(0, |key, word| follow(key, hash(cut.text(word))));
                table.cues.entry(key).or_default().push(cue);
                table.beginnings.learn(cut.words.iter().map(|word| hash(cut.text(word))));
                let longest = table.longest.entry(hash(cut.at(0))).or_default();
                *longest = cut.len().min(LONGEST).max(*longest);
            }
        }
        table
    }
}

/// Whether a title has a day in it as programs write it: 2021-06-02. What is named so comes out every week or month.
fn is_dated(cut: &Cut) -> bool {
    let is =
        |at: usize, digits: usize| cut.words.get(at).is_some_and(|word| word.is_figure) && cut.at(at).len() == digits;
    (0..cut.len())
        .any(|at| is(at, 4) && is(at + 1, 2) && is(at + 2, 2) && cut.words.get(at + 2).is_some_and(|word| word.joined))
}

/// How long the longest phrase of the table is that begins with a word of this hash, in words.
pub fn longest(first: u64) -> usize {
    TABLE.longest.get(&first).copied().unwrap_or(0)
}

/// What was found in a title. Masks have a bit for each of its words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Found {
    pub sorts: u32,
    /// How many of its first words only say of what sort it is ("UPDATE 2-", "Correction:").
    pub skip: usize,
    /// Where the words end that turn what follows into its opposite.
    pub negations: u64,
    /// Words behind a name that make another thing of it.
    pub variants: u64,
}

/// The sorts that a title tells, and the words that turn it.
pub fn of_title(cut: &Cut, known: &[Known]) -> Found {
    let (mut skip, mut cues, mut negations, mut variants) = (0, 0, 0u64, 0u64);
    each(known, |cue, from, of| {
        let bit = |at: usize| if at < 64 { 1 << at } else { 0 };
        if cue.sort == sort::NEGATED {
            // "No 10" is an address.
            let is_figure = cut.words.get(from + of).is_some_and(|word| word.is_figure);
            // And "no more concerts" is the end of what was.
            let is_end = cut.at(from) == "no" && matches!(cut.at(from + of), "more" | "longer");
            negations |= if is_figure || is_end { 0 } else { bit(from + of - 1) };
            return;
        }
        if cue.sort == sort::VARIANT {
            let before = from.checked_sub(1).and_then(|before| cut.words.get(before));
            let is_behind_name =
                before.is_some_and(|word| (word.is_capital || word.is_figure) && !word.is_heading && !word.is_clause);
            variants |= if is_behind_name { bit(from) } else { 0 };
            return;
        }
        let last = cut.words.get(from + of - 1);
        // "After nine hours" says how long, not what came before.
        let is_number = |at: usize| {
            known.get(at).is_some_and(|word| word.is_number) || cut.words.get(at).is_some_and(|word| word.is_figure)
        };
        let is_span = cue.sort == sort::AFTER && is_number(from + of);
        // "'I had no watch': runner wins" is said by the runner.
        let is_quoted = cut.is_quoted && cue.at_start && cue.sort == sort::OPINION;
        let is_there = !is_span
            && !is_quoted
            && (!cue.at_start || from == skip)
            && (!cue.at_end || from + of == cut.len())
            && (!cue.as_heading || last.is_some_and(|word| word.is_heading))
            && (!cue.after_heading || from > 0 && cut.words.get(from - 1).is_some_and(|word| word.is_heading))
            && !cue.in_excerpt;
        if is_there {
            cues |= cue.sort;
            if cue.at_start && cue.sort & (sort::SENT_AGAIN | sort::WIRE) != 0 {
                skip = from + of;
            }
        }
    });
    if is_dated(cut) {
        cues |= sort::SERIES | sort::ROUNDUP;
    }
    if negations.count_ones() % 2 == 1 {
        cues |= sort::NEGATED;
    }
    Found { sorts: cues, skip, negations, variants }
}

/// The sorts that an excerpt tells.
pub fn of_excerpt(cut: &Cut, known: &[Known]) -> u32 {
    // Who begins with himself, and is not quoted, says what he thinks.
    let is_own = !cut.is_quoted && matches!(cut.at(0), "i" | "my" | "i'm" | "i've");
    let mut cues = if is_own { sort::OPINION } else { 0 };
    each(known, |cue, from, of| {
        let is_heading = || cut.words.get(from + of - 1).is_some_and(|word| word.is_heading);
        cues |= if cue.in_excerpt && (!cue.as_heading || is_heading()) { cue.sort } else { 0 };
    });
    cues
}

/// Calls `found` with each phrase of the table, the longest of a place last.
fn each(known: &[Known], mut found: impl FnMut(Cue, usize, usize)) {
    for (from, first) in known.iter().enumerate().filter(|(_, first)| first.cue > 0) {
        let mut key = 0;
        for (of, word) in known.iter().skip(from).take(usize::from(first.cue)).enumerate() {
            key = follow(key, word.text);
            if !TABLE.beginnings.may_begin(key) {
                break;
            }
            for cue in TABLE.cues.get(&key).into_iter().flatten() {
                found(*cue, from, of + 1);
            }
        }
    }
}
