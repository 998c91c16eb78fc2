//! An edition of the front page: what stands on it, in its sections, and why. Made once, it stays as it is; it is good for one index.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::kept::Kept;
use super::pick::Common;
use super::score::{Scale, Scored};
use super::sections::sections;
use super::subject::{Subject, Tastes};
use super::taste::Taste;
use super::variety::{Turn, turns};
use super::weights::Weights;
use super::why::Term;
use super::window::{Window, is_shown, stands};
use crate::index::{Index, Marks, Row};
use crate::model::{Of, Timestamp};
use crate::story::Stories;

/// What a section is of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    Top,
    Topic(Arc<str>),
    Category(Arc<str>),
    /// What has neither, or shares them with over half of the store.
    Other,
}

impl Part {
    /// What a section is called; a topic by its short name.
    pub fn label<'a>(&'a self, index: &'a Index) -> &'a str {
        match self {
            Part::Top => "Top stories",
            Part::Topic(name) => index.topics().iter().find(|node| node.name == *name).map_or(name, |node| &node.label),
            Part::Category(name) => name,
            Part::Other => "More",
        }
    }
}

/// Stories under one name, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub part: Part,
    /// The row that stands for each.
    pub rows: Vec<Row>,
}

/// A front page, to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// What ages are counted from: now, or the newest article where that is older than a day.
    pub date: Timestamp,
    /// It counts from that article.
    pub is_past: bool,
    /// None of them empty; none at all where there is nothing to show.
    pub sections: Vec<Section>,
    /// How many stories were looked at, but for those that are muted.
    pub weighed: usize,
    /// How many more there were.
    pub muted: usize,
    /// All of them, by what stands for each.
    looked: Vec<Row>,
    terms: BTreeMap<Row, Vec<Term>>,
    /// Where variety decided.
    turns: Vec<Turn>,
    /// Rows that stand where another stood.
    instead: BTreeMap<Row, Row>,
}

impl Edition {
    /// See [`crate::story::front`]. Without marks nothing is read or unread. `tastes` are those in force.
    pub fn of(
        index: &Index,
        stories: &Stories,
        marks: Option<&Marks>,
        now: Timestamp,
        weights: &Weights,
        tastes: &[Taste],
    ) -> Edition {
        Edition::with((index, stories, marks, now), weights, tastes, |scale, window, common| {
            let scored = window.candidates.iter().map(|candidate| scale.score(*candidate));
            let mut ranked: Vec<Scored> = scored.filter(|one| scale.is_worth_showing(one)).collect();
            ranked.sort_unstable_by_key(Scored::place);
            sections(index, common, ranked)
        })
    }

    /// The edition that was kept: the same stories in the same order, with what they earn by the marks of now.
    pub fn again(
        kept: &Kept,
        (index, stories, marks): (&Index, &Stories, Option<&Marks>),
        weights: &Weights,
        tastes: &[Taste],
    ) -> Edition {
        let now = kept.at;
        Edition::with((index, stories, marks, now), weights, tastes, |scale, window, _| kept.scored(scale, window))
    }

    fn with(
        (index, stories, marks, now): (&Index, &Stories, Option<&Marks>, Timestamp),
        weights: &Weights,
        tastes: &[Taste],
        choose: impl FnOnce(&Scale<'_>, &Window, &Common<'_>) -> Vec<(Part, Vec<Scored>)>,
    ) -> Edition {
        let ready = Tastes::new(index, tastes);
        let window = Window::of(index, stories, &ready, now);
        let scale = Scale::new(index, stories, marks, weights, &ready, &window);
        let common = Common::of(index, &window.sample);
        let sections = choose(&scale, &window, &common);
        let turns = turns(&sections, &common);
        let shown = sections.iter().flat_map(|(_, stories)| stories);
        let terms = shown.map(|one| (one.candidate.row, scale.terms(&one.candidate))).collect();
        let rows = |stories: Vec<Scored>| stories.iter().map(|one| one.candidate.row).collect();
        let looked: Vec<Row> = window.looked().collect();
        Edition {
            date: Timestamp(window.from),
            is_past: window.is_past,
            sections: sections.into_iter().map(|(part, stories)| Section { part, rows: rows(stories) }).collect(),
            weighed: window.candidates.len(),
            muted: window.muted.len(),
            looked,
            terms,
            turns,
            instead: BTreeMap::new(),
        }
    }

    /// The same page for another index of the store: nothing moves, nothing is added. What is gone, or held back now, is left out.
    #[must_use]
    pub fn moved(&self, from: &Index, to: &Index) -> Edition {
        let moved = |row: Row| to.row_of(from.id(row)).filter(|&row| is_shown(to, row));
        let section = |section: &Section| Section {
            part: section.part.clone(),
            rows: section.rows.iter().filter_map(|&row| moved(row)).collect(),
        };
        let sections = self.sections.iter().map(section).filter(|section| !section.rows.is_empty()).collect();
        let terms = self.terms.iter().filter_map(|(&row, terms)| Some((moved(row)?, terms.clone()))).collect();
        let looked = self.looked.iter().filter_map(|&row| moved(row)).collect();
        let instead = self.instead.iter().filter_map(|(&row, &other)| Some((moved(row)?, moved(other)?))).collect();
        let turns = self.turns.iter().filter_map(|turn| turn.moved(moved)).collect();
        Edition { sections, terms, turns, looked, instead, ..*self }
    }

    /// The same page where more is muted than when it was made: what is hidden goes, what an article of a muted outlet stood for is told
    /// by another; nothing else moves. `tastes` are those in force now.
    #[must_use]
    pub fn without(&self, index: &Index, stories: &Stories, tastes: &[Taste]) -> Edition {
        let ready = Tastes::new(index, tastes);
        let mut edition = self.clone();
        let (mut terms, mut instead) = (BTreeMap::new(), BTreeMap::new());
        for section in &mut edition.sections {
            section.rows = std::mem::take(&mut section.rows)
                .into_iter()
                .filter_map(|row| {
                    let may = |row: Row| ready.may_stand(row);
                    let stays = if may(row) { Some(row) } else { stands(index, stories, row, may) };
                    let stays = stays.filter(|&row| !ready.mute(row))?;
                    terms.insert(stays, self.why(row).to_vec());
                    if stays != row {
                        instead.insert(stays, row);
                    }
                    Some(stays)
                })
                .collect();
        }
        edition.sections.retain(|section| !section.rows.is_empty());
        let is_left_out =
            |&&row: &&Row| stands(index, stories, row, |row| ready.may_stand(row)).is_none_or(|row| ready.mute(row));
        edition.muted = self.looked.iter().filter(is_left_out).count();
        edition.weighed = self.looked.len() - edition.muted;
        Edition { terms, instead, ..edition }
    }

    /// What stood there when the edition was made, where it was muted since: the score is its.
    pub fn instead_of(&self, row: Row) -> Option<Row> {
        self.instead.get(&row).copied()
    }

    /// The store has an outlet or a topic of that name.
    pub fn knows(&self, index: &Index, of: &Of) -> bool {
        Subject::new(index, of).is_known(index)
    }

    /// How many of the stories that were looked at are of that.
    pub fn concerned(&self, index: &Index, of: &Of) -> usize {
        let subject = Subject::new(index, of);
        self.looked.iter().filter(|&&row| subject.has(index, row)).count()
    }

    /// How many of the stories that were looked at a mute of that would keep away.
    pub fn would_hide(&self, index: &Index, stories: &Stories, of: &Of) -> usize {
        would_hide(index, stories, &self.looked, of)
    }

    /// All rows, section after section.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.sections.iter().flat_map(|section| section.rows.iter().copied())
    }

    /// The parts of its score, which they sum up to; nothing of a row that is not on the page.
    pub fn why(&self, row: Row) -> &[Term] {
        self.terms.get(&row).map_or(&[], Vec::as_slice)
    }

    /// Where variety decided for it or against it, in plain words: `stands after No. 4: within 50 points, and of another outlet`. Numbers
    /// are those of the page.
    pub fn variety(&self, row: Row) -> Vec<String> {
        let number = |row: Row| Some(self.rows().position(|other| other == row)? + 1);
        // The last one that went before it, and the first that it went before.
        let after =
            self.turns.iter().filter(|turn| turn.then == row).filter_map(|turn| Some((number(turn.first)?, turn)));
        let before =
            self.turns.iter().filter(|turn| turn.first == row).filter_map(|turn| Some((number(turn.then)?, turn)));
        let after =
            after.max_by_key(|(at, _)| *at).map(|(at, turn)| format!("stands after No. {at}: {}", turn.because()));
        let before =
            before.min_by_key(|(at, _)| *at).map(|(at, turn)| format!("stands before No. {at}: {}", turn.because()));
        after.into_iter().chain(before).collect()
    }

    pub fn score(&self, row: Row) -> u32 {
        u32::try_from(self.why(row).iter().map(|term| term.points).sum::<i32>()).unwrap_or_default()
    }

    /// `Edition of 2 June 2021`.
    pub fn title(&self, zone: &TimeZone) -> String {
        match jiff::Timestamp::from_second(self.date.seconds()) {
            Ok(at) => format!("Edition of {}", at.to_zoned_datetime(zone.clone()).strftime("%-d %B %Y")),
            Err(_) => format!("Edition of {}", self.date),
        }
    }
}

/// How many stories, by what stands for each, a mute keeps away.
fn would_hide(index: &Index, stories: &Stories, looked: &[Row], of: &Of) -> usize {
    let subject = Subject::new(index, of);
    looked.iter().filter(|&&row| subject.hides(index, stories, row)).count()
}
