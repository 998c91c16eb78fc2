//! What is looked up for a row: numbers, dates, names and texts, each against what was asked for. Where it looks has been found out
//! before, once for all rows.

use std::os::unix::ffi::OsStrExt;

use super::needle::Needle;
use super::query::{Flag, Marked, Numbers};
use crate::index::{Flags, Index, Marks, Row, Sort};
use crate::store::marks::{Mark, Moment};
use crate::story::Stories;

/// What is looked up for a row. In the order of what that costs.
#[derive(Debug)]
pub(super) enum Check {
    /// By the number of the row's name.
    Name(Sort, Vec<bool>),
    Number(Numbers, i32, i32),
    /// Articles of its story, or outlets that tell it.
    Story(Numbers, i32, i32, Stories),
    Lead(Stories),
    /// From this second to before that.
    Date(i64, i64),
    Flag(Flag),
    /// Where one row stands for a story, read or unread is what its lead is.
    Mark(Marked, Marks, Stories),
    /// Seen from this moment to before that.
    Seen(Moment, Moment, Marks),
    /// By the numbers of the row's topics.
    Topics(Vec<bool>),
    /// By the number of the row's details.
    Details(Vec<bool>),
    Title(Needle),
    Path(Needle),
}

/// A piece of text in the title, the excerpt, or the text below them.
#[derive(Debug)]
pub(super) struct Text {
    pub needle: Needle,
    /// By the number of the row's details.
    pub details: Vec<bool>,
}

/// What is known of the text of a row's article.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'b> {
    /// As if there were none.
    Without,
    /// As if it had whatever is looked for.
    Assumed,
    Read(&'b [u8]),
}

impl Text {
    pub fn is_in(&self, index: &Index, row: Row, body: Body<'_>) -> bool {
        index.details_number(row).is_some_and(|number| self.details.get(number) == Some(&true))
            || self.needle.is_in_title(|| index.title(row), index.folded_bytes(row))
            || match body {
                Body::Without => false,
                Body::Assumed => true,
                Body::Read(text) => self.needle.is_in(text),
            }
    }
}

impl Check {
    pub fn holds(&self, index: &Index, row: Row) -> bool {
        let chosen = |chosen: &[bool], number: usize| chosen.get(number).copied().unwrap_or_default();
        match self {
            Check::Name(sort, names) => chosen(names, index.number_of(*sort, row) as usize),
            Check::Topics(topics) => index.topic_numbers(row).iter().any(|&topic| chosen(topics, topic as usize)),
            Check::Number(of, from, to) => number(index, *of, row).is_some_and(|number| (from..=to).contains(&&number)),
            Check::Story(of, from, to, stories) => (from..=to).contains(&&told_by(index, stories, *of, row)),
            Check::Lead(stories) => stories.is_lead(row),
            Check::Date(from, to) => index.date(row).is_some_and(|date| (*from..*to).contains(&date.seconds())),
            Check::Flag(flag) => is(index, *flag, row),
            Check::Mark(mark, marks, stories) => is_marked(marks, stories, *mark, row),
            Check::Seen(from, to, marks) => marks.seen(row).is_some_and(|at| (*from..*to).contains(&at)),
            Check::Details(details) => index.details_number(row).is_some_and(|number| chosen(details, number)),
            Check::Title(needle) => needle.is_in_title(|| index.title(row), index.folded_bytes(row)),
            Check::Path(needle) => needle.is_in(index.path(row).as_os_str().as_bytes()),
        }
    }
}

fn number(index: &Index, of: Numbers, row: Row) -> Option<i32> {
    match of {
        Numbers::Heat => index.heat(row).map(i32::from),
        Numbers::Quality => index.quality(row).map(i32::from),
        Numbers::Coverage => Some(i32::from(index.coverage(row))),
        Numbers::Images => Some(i32::from(index.images(row))),
        // Asked of the stories.
        Numbers::Story | Numbers::Outlets => None,
    }
}

/// How many articles or outlets tell what a row tells.
fn told_by(index: &Index, stories: &Stories, of: Numbers, row: Row) -> i32 {
    let count = if of == Numbers::Story { stories.size_of(row) } else { stories.told_by(index, row) };
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn is(index: &Index, flag: Flag, row: Row) -> bool {
    let has = |flags: Flags| index.flags(row).has(flags);
    match flag {
        Flag::Published => !has(Flags::HELD_BACK),
        Flag::Removed => has(Flags::REMOVED),
        Flag::Estimated => has(Flags::ESTIMATED),
        Flag::Problem => index.is_noted(row),
        Flag::Coverage => index.coverage(row) > 0,
        Flag::Image => index.images(row) > 0,
        Flag::Body => has(Flags::BODY),
        Flag::Video => has(Flags::VIDEO) || has(Flags::PLAYER),
        Flag::Original => has(Flags::ORIGINAL),
        // Asked of the marks, and of the stories.
        Flag::Mark(_) | Flag::Lead => false,
    }
}

fn is_marked(marks: &Marks, stories: &Stories, mark: Marked, row: Row) -> bool {
    let is_read = || marks.is_read(stories.lead_of(row));
    match mark {
        Marked::Unread => !is_read(),
        Marked::Read => is_read(),
        Marked::Starred => marks.is_starred(row),
        Marked::Later => marks.is_later(row),
        Marked::New => marks.is_new(row),
        Marked::Seen => marks.has(row, Mark::Seen),
    }
}
