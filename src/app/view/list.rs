//! The headlines in sight: date rail, mark, headline, outlet, `+n`. What follows the headline gives way first, but for `+n`: that a story has
//! others is seen however narrow the list is.

use super::model::{ListRow, ListView};
use crate::app::app::App;
use crate::app::front::Between;
use crate::app::marking::Special;
use crate::app::panes::{Focus, Rail};
use crate::app::span::{self, Line, Span};
use crate::index::{Flags, Index, Row, Scope};
use crate::input::Action;
use crate::model::{Timestamp, cells};
use crate::search::{Order, Query, light};
use crate::store::marks::Moment;
use crate::theme::Role;
use ratatui::layout::Rect;

/// Heat from which a headline is hot. In real stores the middle stands at 50; one in nine is over this.
const HOT: i16 = 100;
/// Fewest cells an outlet's name is cut to.
const SHORTEST_OUTLET: usize = 6;
/// In fewer cells a row does not tell which of its outlets are on the web only.
const FEW: usize = 28;

impl App {
    pub(super) fn list_view(&self, area: Rect) -> ListView {
        let rail = self.panes.rail();
        // Bar, rail, blank, two marks, blank before the headline; a blank after it.
        let before = 1 + rail.width() + 1 + 2 + 1;
        let room = usize::from(area.width.saturating_sub(before + 1));
        let rows = self.articles.rows();
        let query = self.lit_query();
        let majority = self.articles.index().majority(self.articles.scope());
        let window = self.articles.cursor.window(rows.len(), usize::from(area.height));
        let first = window.start;
        let unfolding = rows.unfolding();
        let below = |at: usize| unfolding.as_ref().filter(|u| u.contains(&at)).map_or(0, |u| at - u.start);
        let row_at = |at: usize| {
            let Some(row) = rows.get(at) else { return self.said_between(at, room) };
            ListRow {
                date: self.rail_date(at, at == first, rail),
                mark: self.mark_of(row),
                star: self.star_of(row),
                text: match below(at) {
                    0 => self.headline(row, room, &query, majority, unfolding.as_ref().is_some_and(|u| u.start == at)),
                    number => self.told_below(row, number, room, &query),
                },
                selected: at == self.articles.cursor.selected(),
                chosen: self.articles.is_selected(at),
            }
        };
        let lines = window.map(row_at).collect();
        let focused = self.panes.focus == Focus::List;
        let empty = if rows.is_empty() { self.why_empty(area) } else { Vec::new() };
        ListView { rows: lines, empty, rail: rail.width(), focused }
    }

    /// A line of the front page that is no row: the name of a section, or its end.
    fn said_between(&self, at: usize, room: usize) -> ListRow {
        let said = match self.articles.said_at(at) {
            Some(Between::Section(name)) => vec![Span::bold(name.as_str(), Role::Title)],
            Some(Between::End(line)) => vec![Span::quiet(line.as_str())],
            Some(Between::Gap) | None => Line::new(),
        };
        let nothing = || Span::quiet(" ");
        let (mark, star, text) = (nothing(), nothing(), span::cut(said, room));
        ListRow { date: String::new(), mark, star, text, selected: false, chosen: false }
    }

    /// The date of a row, where it differs from the row above; always on the first line in sight.
    fn rail_date(&self, at: usize, first: bool, rail: Rail) -> String {
        let index = self.articles.index();
        let rows = self.articles.rows();
        let by_when_seen = self.marks().filter(|_| self.articles.order() == Order::Seen);
        let date_of = |row| match by_when_seen {
            Some(marks) => marks.seen(row).map(Moment::timestamp),
            None => index.date(row),
        };
        let date_at = |at| rows.get(at).and_then(date_of);
        let date = date_at(at);
        let above = at.checked_sub(1).map(date_at);
        let year = |date: Option<Timestamp>| date.and_then(|date| self.clock.year(date));
        if self.articles.is_front() || !matches!(self.articles.order(), Order::Newest | Order::Oldest) {
            // That of an edition stands in its title.
            let usual = self.front.made().filter(|_| self.articles.is_front()).map(|made| made.edition.date);
            let usual = usual.and_then(|date| self.clock.year(date)).unwrap_or_else(|| self.clock.this_year());
            let shown = |date| self.clock.rail(date, rail, year(date).is_some_and(|year| year != usual));
            let is_same = !first && above.is_some_and(|above| shown(above) == shown(date));
            return if is_same { String::new() } else { shown(date) };
        }
        if !first && above.is_some_and(|above| self.clock.same_rail(above, date)) {
            return String::new();
        }
        // The heading tells the year of the selection; the rail, where it changes.
        self.clock.rail(date, rail, !first && above.is_some_and(|above| year(above) != year(date)))
    }

    fn mark_of(&self, row: Row) -> Span {
        if self.is_unread(row) { Span::new(self.symbols.unread.clone(), Role::Accent) } else { Span::quiet(" ") }
    }

    fn star_of(&self, row: Row) -> Span {
        match self.marks() {
            Some(marks) if marks.is_starred(row) => Span::new(self.symbols.starred.clone(), Role::Heat),
            Some(marks) if marks.is_later(row) => Span::new(self.symbols.later.clone(), Role::Accent),
            _ if self.articles.index().flags(row).has(Flags::HELD_BACK) => Span::quiet(self.symbols.held_back.clone()),
            _ => Span::quiet(" "),
        }
    }

    /// Where there are no marks nothing is.
    fn is_unread(&self, row: Row) -> bool {
        self.marks().is_some_and(|marks| !marks.is_read(row))
    }

    /// An article of the story that is unfolded, below the one that stands for it: the digit that opens it, who tells it, and then the
    /// headline, which is much the same.
    fn told_below(&self, row: Row, number: usize, room: usize, query: &Query) -> Line {
        let number = if number < 10 { number.to_string() } else { " ".to_owned() };
        let outlet = Some(self.articles.index().outlet(row)).filter(|outlet| !outlet.is_empty());
        let outlet = cells::truncate(outlet.unwrap_or("unnamed outlet"), (room / 3).clamp(SHORTEST_OUTLET, 28)).0;
        let mut line = vec![Span::quiet("  "), Span::new(number, Role::Key), Span::quiet(format!(" {outlet}  "))];
        let before = span::width(&line);
        line.extend(self.title(row, room.saturating_sub(before), query).0);
        span::cut(line, room)
    }

    /// The title in at most `room` cells, lit, and how many it takes.
    fn title(&self, row: Row, room: usize, query: &Query) -> (Line, usize) {
        let index = self.articles.index();
        let role = match () {
            () if index.flags(row).has(Flags::HELD_BACK) => Role::Dimmed,
            () if is_hot(index, row) => Role::Heat,
            () => Role::Headline,
        };
        let title = index.title(row);
        let (shown, used) = cells::truncate(title, room);
        let ranges = if query.is_empty() { Vec::new() } else { light(query, title) };
        let mut line = span::lit(&shown, &ranges, role);
        // Where there are no marks all are as if they were unread.
        let is_bold = self.marks().is_none_or(|marks| !marks.is_read(row));
        line.iter_mut().for_each(|span| span.bold |= is_bold);
        (line, used)
    }

    /// `alone`: it stands for itself only, the others of its story stand below it or above.
    fn headline(&self, row: Row, room: usize, query: &Query, majority: Option<&str>, alone: bool) -> Line {
        let index = self.articles.index();
        let more = if alone { String::new() } else { self.other_outlets(row).told(room) };
        let for_more = if more.is_empty() { 0 } else { more.len() + 2 };
        let (mut line, used) = self.title(row, room.saturating_sub(for_more), query);
        let outlet = Some(index.outlet(row)).filter(|outlet| !outlet.is_empty() && Some(*outlet) != majority);
        let new = if alone { 0 } else { self.joined_since(row) };
        line.extend(tail(outlet, &more, new, room - used.min(room)));
        line
    }
}

fn is_hot(index: &Index, row: Row) -> bool {
    index.heat(row).is_some_and(|heat| heat >= HOT)
}

impl App {
    /// How many other outlets tell what a row tells.
    fn other_outlets(&self, row: Row) -> Others {
        let index = self.articles.index();
        let Some(stories) = self.stories() else { return Others { all: usize::from(index.coverage(row)), web: 0 } };
        let all = stories.told_by(index, row).saturating_sub(usize::from(!index.outlet(row).is_empty()));
        let web = match stories.of(row) {
            Some(story) => usize::from(stories.outlets(story)[1]),
            None => all,
        };
        Others { all, web: web.min(all) }
    }

    /// How many articles have joined a story since it was read.
    fn joined_since(&self, row: Row) -> usize {
        let (Some(stories), Some(marks)) = (self.stories(), self.marks()) else { return 0 };
        let Some(story) = stories.of(row).filter(|_| marks.is_read(row)) else { return 0 };
        stories.members(story).iter().filter(|&&member| !marks.is_read(member)).count()
    }
}

/// Other outlets, and how many of them have no article here: those do not unfold.
struct Others {
    all: usize,
    web: usize,
}

impl Others {
    /// `+4`, `+4, 1 web`, `+4 web`; nothing where there are none.
    fn told(&self, room: usize) -> String {
        match *self {
            Others { all: 0, .. } => String::new(),
            Others { all, web } if web == 0 || room < FEW => format!("+{all}"),
            Others { all, web } if web == all => format!("+{all} web"),
            Others { all, web } => format!("+{all}, {web} web"),
        }
    }
}

/// Outlet, `+n` and how many of them are new in `room` cells, as much of them as fits.
fn tail(outlet: Option<&str>, more: &str, new: usize, room: usize) -> Line {
    let mut line = outlet_and_more(outlet, more, room);
    let said = format!(" +{new} new");
    if new > 0 && span::width(&line) + said.len() < room {
        let gap = if line.is_empty() { " " } else { "" };
        line.push(Span::new(format!("{gap}{said}"), Role::Accent));
    }
    line
}

fn outlet_and_more(outlet: Option<&str>, more: &str, room: usize) -> Line {
    let for_more = if more.is_empty() { 0 } else { more.len() + 1 };
    let mut text = String::new();
    if let Some(outlet) = outlet {
        let left = room.saturating_sub(2 + for_more);
        if cells::width(outlet) <= left || left >= SHORTEST_OUTLET {
            text = format!("  {}", cells::truncate(outlet, left).0);
        }
    }
    if !more.is_empty() {
        let gap = if text.is_empty() { "  " } else { " " };
        if cells::width(&text) + gap.len() + more.len() <= room {
            text.push_str(gap);
            text.push_str(more);
        }
    }
    if text.is_empty() { Line::new() } else { vec![Span::quiet(text)] }
}

/// What a scope is called in a sentence and in the heading.
pub(in crate::app) fn scope_name<'a>(scope: &'a Scope, store: &'a str) -> &'a str {
    match scope {
        Scope::All => store,
        Scope::Category(name) | Scope::Topic(name) | Scope::Kind(name) | Scope::Outlet(name) => name,
    }
}

impl App {
    /// An empty list says why it is empty and what to press.
    fn why_empty(&self, area: Rect) -> Vec<Line> {
        let room = usize::from(area.width.saturating_sub(4)).max(1);
        let mut lines = Vec::new();
        let mut say = |text: &str, role| lines.extend(span::wrap(text, room, role));
        if let Some(why) = &self.failed {
            say(why, Role::Error);
        } else if self.reading.is_some() && !self.loaded {
            say("Reading the store …", Role::Quiet);
        } else if self.articles.waiting() {
        } else if let Some(special) = self.listed_search().and_then(Special::of) {
            say(special.why_empty(), Role::Body);
            if let Some(key) = special.fills() {
                say(&format!("{} on a headline puts it here.", self.key_name(key)), Role::Quiet);
            }
        } else if self.articles.is_front() && !self.index.is_empty() {
            self.why_no_page(&mut say);
        } else if self.articles.query().trim().is_empty() && self.articles.hides_read_here() && self.articles.of() > 0 {
            say("All of it is read.", Role::Body);
            say(&format!("{} shows it.", self.key_name(Action::ToggleRead)), Role::Quiet);
        } else if !self.articles.query().trim().is_empty() {
            let everywhere = *self.articles.scope() == Scope::All;
            let place = scope_name(self.articles.scope(), &self.store);
            say(&format!("No headline in {place} matches “{}”.", self.articles.query().trim()), Role::Body);
            match (self.bar.is_some(), everywhere) {
                (true, false) => say("Enter searches everywhere; Esc goes back.", Role::Quiet),
                (true, true) => say("Esc goes back.", Role::Quiet),
                (false, _) => say("Esc shows all headlines.", Role::Quiet),
            }
        } else if self.index.is_empty() {
            let totals = self.index.totals();
            say(&format!("There are no articles in {}.", self.store), Role::Body);
            if totals.problems > 0 {
                say(&format!("{} could not be read.", files(totals.problems)), Role::Warning);
            }
            say(
                "An article is a .md or .html file that begins with front matter between two lines of ---.",
                Role::Quiet,
            );
            say("q quits; dateline DIR opens another store.", Role::Quiet);
        } else {
            say("Nothing stands here any more.", Role::Quiet);
        }
        lines
    }
}

impl App {
    /// Why nothing stands on the front page.
    fn why_no_page(&self, say: &mut dyn FnMut(&str, Role)) {
        let made = self.front.made();
        let is_read = made.is_some_and(|made| made.edition.rows().next().is_some());
        let is_muted = made.is_some_and(|made| made.edition.weighed == 0 && made.edition.muted > 0);
        if is_muted {
            say("All that would stand on the front page is muted.", Role::Body);
        } else if is_read {
            say("You are up to date: all of the front page is read.", Role::Body);
            say(&format!("{} shows it.", self.key_name(Action::ToggleRead)), Role::Quiet);
        } else {
            say("Nothing here is for the front page.", Role::Body);
            say("What is not published, or worth little as the store has it, does not stand on it.", Role::Quiet);
        }
        if let Some(muted) = self.says_muted() {
            say(&muted, Role::Quiet);
        }
        say(&format!("The rest is under All; {} goes there.", self.key_name(Action::GoTo)), Role::Quiet);
    }
}

fn files(number: usize) -> String {
    crate::app::status::plural(number, "file", "files")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(outlet: Option<&str>, more: &str, room: usize) -> String {
        tail(outlet, more, 0, room).into_iter().map(|span| span.text).collect()
    }

    #[test]
    fn the_outlet_gives_way_before_the_number_of_others() {
        assert_eq!(shown(Some("Business Insider"), "+2", 30), "  Business Insider +2");
        assert_eq!(shown(Some("Business Insider"), "+2", 14), "  Business… +2");
        assert_eq!(shown(Some("Business Insider"), "+2", 8), "  +2");
        assert_eq!(shown(Some("Business Insider"), "+2", 3), "");
        assert_eq!(shown(None, "", 30), "");
    }

    #[test]
    fn of_other_outlets_it_is_told_how_many_only_the_web_has() {
        let told = |all, web, room| Others { all, web }.told(room);
        assert_eq!([told(0, 0, 80), told(4, 0, 80), told(4, 1, 80), told(4, 4, 80)], ["", "+4", "+4, 1 web", "+4 web"]);
        assert_eq!(told(4, 4, 20), "+4");
    }
}
