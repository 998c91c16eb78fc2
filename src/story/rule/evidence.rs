//! What speaks for and against two articles telling one event, each as one figure. It weighs no figure against another: that is the
//! `model`'s; and it decides nothing: that is `compare`'s.

use super::beside::{Beside, Half};
use super::cues::sort;
use super::features::{Features, is_calendar};

/// What is looked at of a pair: an earlier article and a later one. Most figures lie between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// Of what the earlier title says, how much the later article says somewhere; and the other way round.
    EarlierTold,
    LaterTold,
    /// Of the title that says less, how much the other title says; and of the one that says more.
    Titles,
    TitlesMost,
    /// How much both say in all, titles and excerpts together; how much that is of the one that says less.
    Shared,
    SharedMost,
    /// Names that both have, the less the more hours lie between.
    NamesSoon,
    /// Names that only one side has: as many as both sides have such.
    LoneNames,
    /// Numbers that both have; each title has one that the other article has not.
    SharedNumbers,
    LoneNumbers,
    /// Of the acts of the later title, how much the earlier article has.
    LaterActs,
    /// The less of what either title says alone.
    Lone,
    /// Sets of which each title names another thing: June and July, strike begins and strike ends; the same where the later names a
    /// thing more.
    Exclusive,
    Stages,
    /// The words that follow each other in both titles; these, the more of both is lone.
    Runs,
    RunsOnly,
    /// The longest run of words is a whole title, and the other is hardly longer.
    Whole,
    SameTitle,
    /// How many words the shorter title has.
    Words,
    /// How much the shorter excerpt has in common with the other; whether they are one.
    Excerpts,
    SameExcerpt,
    SameOutlet,
    SentAgain,
    /// One is an opinion, an explanation, a roundup or told by the stock exchange, and the other is not.
    Opinions,
    /// The earlier looks ahead, the later does not.
    Previews,
    /// A part of a series, a live page, a roundup.
    Serial,
    /// The later is "again", or "after" something, and comes hours later.
    Fresh,
}

const TERMS: usize = Term::Fresh as usize + 1;
/// So much more an article says, for [`Term::SharedMost`]: of one of three words, two are not most of it.
const FEW: u32 = 10 * 256;

/// The figure of each term.
#[derive(Debug)]
pub struct Evidence([f32; TERMS]);

impl Evidence {
    pub fn new(beside: &Beside<'_>, earlier: &Features, later: &Features) -> Evidence {
        let mut evidence = Evidence([0.0; TERMS]);
        // A hundred hours are nearly one.
        let hours = (1.0 + later.at().saturating_sub(earlier.at()) as f32 / 3600.0).log2() / 7.0;
        evidence.weigh_words(beside);
        evidence.weigh_names(beside, hours);
        evidence.weigh_lone_words(beside);
        evidence.weigh_runs(beside, earlier, later);
        evidence.see_sorts(earlier, later);
        evidence.see_circumstances(beside, earlier, later);
        evidence
    }

    pub fn of(&self, term: Term) -> f32 {
        self.0.get(term as usize).copied().unwrap_or(0.0)
    }

    pub fn is(&self, term: Term) -> bool {
        self.of(term) > 0.0
    }

    fn put(&mut self, term: Term, figure: f32) {
        if let Some(place) = self.0.get_mut(term as usize) {
            *place = figure;
        }
    }

    fn put_flag(&mut self, term: Term, is_so: bool) {
        self.put(term, f32::from(u8::from(is_so)));
    }

    fn weigh_words(&mut self, Beside { earlier, later, .. }: &Beside<'_>) {
        let (left, right) = (earlier.side.title_weight, later.side.title_weight);
        let both = earlier.titles_weight.min(later.titles_weight);
        self.put(Term::EarlierTold, earlier.title_told());
        self.put(Term::LaterTold, later.title_told());
        self.put(Term::Titles, ratio(both, left.min(right)));
        self.put(Term::TitlesMost, ratio(both, left.max(right)));
        self.put(Term::Shared, grown(earlier.shared_weight.min(later.shared_weight), 20));
        let most = |half: &Half<'_>| ratio(half.shared_weight, half.side.all_weight + FEW);
        self.put(Term::SharedMost, most(earlier).max(most(later)));
        let numbers = |half: &Half<'_>| (half.side.numbers & half.in_all).count_ones();
        let numbers = numbers(earlier).min(numbers(later));
        self.put(Term::SharedNumbers, numbers as f32 / (numbers + 1) as f32);
    }

    fn weigh_names(&mut self, Beside { earlier, later, .. }: &Beside<'_>, hours: f32) {
        let shared = |half: &Half<'_>| half.side.weigh(half.side.names & half.in_all);
        self.put(Term::NamesSoon, grown(shared(earlier).min(shared(later)), 10) * (1.0 - hours));
        let lone = |half: &Half<'_>| half.side.weigh(half.side.names & half.lone());
        self.put(Term::LoneNames, grown(lone(earlier).min(lone(later)), 10));
    }

    fn weigh_lone_words(&mut self, Beside { earlier, later, .. }: &Beside<'_>) {
        let numbers = |half: &Half<'_>| half.side.numbers & half.lone() != 0;
        self.put_flag(Term::LoneNumbers, numbers(earlier) && numbers(later));
        let acts = later.side.acts & later.side.title & !later.side.before;
        self.put(Term::LaterActs, if acts == 0 { 0.5 } else { later.told(acts) });
        self.put(Term::Lone, grown(earlier.lone_weight().min(later.lone_weight()), 10));
    }

    fn weigh_runs(&mut self, beside: &Beside<'_>, earlier: &Features, later: &Features) {
        let (left, right) = (earlier.sequence().len(), later.sequence().len());
        let (run, runs) = common_runs(earlier.sequence(), later.sequence());
        let runs = (runs as f32 / left.min(right).max(1) as f32).min(1.0);
        let lone = beside.earlier.lone_weight().min(beside.later.lone_weight());
        self.put(Term::Runs, runs);
        self.put(Term::RunsOnly, runs * grown(lone, 6));
        self.put_flag(Term::Whole, run == left.min(right) && run >= 6 && left.abs_diff(right) <= 2);
        self.put_flag(Term::SameTitle, earlier.title == later.title);
        self.put(Term::Words, left.min(right) as f32);
    }

    fn see_sorts(&mut self, earlier: &Features, later: &Features) {
        let either = earlier.cues | later.cues;
        let sorts = (earlier.cues ^ later.cues) & (sort::OPINION | sort::EXPLAIN | sort::ROUNDUP | sort::MARKET);
        self.put(Term::Opinions, sorts.count_ones().min(2) as f32);
        self.put_flag(Term::Previews, earlier.is(sort::PREVIEW) && !later.is(sort::PREVIEW));
        self.put_flag(Term::Serial, either & (sort::SERIES | sort::LIVE | sort::ROUNDUP) != 0);
        self.put_flag(Term::SentAgain, either & sort::SENT_AGAIN != 0);
        let is_later = later.at().saturating_sub(earlier.at()) >= 6 * 3600;
        self.put_flag(Term::Fresh, later.is(sort::AGAIN | sort::AFTER) && is_later);
    }

    fn see_circumstances(&mut self, beside: &Beside<'_>, earlier: &Features, later: &Features) {
        self.put(Term::Exclusive, exclusive(earlier.only(), later.only(), |_| true).min(3) as f32);
        self.put(Term::Stages, stages(earlier.only(), later.only()).min(3) as f32);
        self.put_flag(Term::SameOutlet, earlier.is_of_outlet(later));
        let (left, right) = (earlier.excerpt_words(), later.excerpt_words());
        self.put(Term::Excerpts, ratio(beside.excerpts, left.len().min(right.len()) as u32));
        self.put_flag(Term::SameExcerpt, earlier.excerpt == later.excerpt && earlier.excerpt != 0);
    }
}

/// Each names a thing of a calendar, a count or a score where the other names none but others.
pub fn is_other_time(one: &Features, other: &Features) -> bool {
    exclusive(one.only(), other.only(), is_calendar) > 0
}

/// In how many sets the one names a thing and the other none but others.
fn exclusive(one: &[u16], other: &[u16], counts: impl Fn(u16) -> bool) -> u32 {
    let (mut count, mut last) = (0, None);
    for set in one.iter().map(|only| only >> 8).filter(|set| counts(*set)) {
        let is_new = last != Some(set) && other.iter().any(|only| only >> 8 == set);
        count += u32::from(is_new && !one.iter().any(|only| only >> 8 == set && other.contains(only)));
        last = Some(set);
    }
    count
}

/// In how many sets both name a thing, and the later one that the earlier does not.
fn stages(earlier: &[u16], later: &[u16]) -> u32 {
    let (mut count, mut last) = (0, None);
    for only in later.iter().filter(|only| !earlier.contains(only)) {
        let set = only >> 8;
        if last != Some(set) && earlier.iter().any(|only| only >> 8 == set) {
            count += 1;
            last = Some(set);
        }
    }
    count
}

/// The longest run of words that stands in both titles, and how many words stand in runs of two or more.
fn common_runs(one: &[u16], other: &[u16]) -> (usize, usize) {
    let (mut longest, mut all, mut from) = (0, 0, 0);
    while let Some(rest) = one.get(from..).filter(|rest| !rest.is_empty()) {
        let starts = other.iter().enumerate().filter(|(_, word)| rest.first() == Some(word));
        let run_at = |(at, _)| rest.iter().zip(other.get(at..).unwrap_or_default()).take_while(|(l, r)| l == r).count();
        let run = starts.map(run_at).max().unwrap_or(0);
        longest = run.max(longest);
        all += if run > 1 { run } else { 0 };
        from += run.max(1);
    }
    (longest, all)
}

fn ratio(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

/// A weight as a figure that grows ever slower, and is a half at so many bits.
fn grown(weight: u32, half: u32) -> f32 {
    weight as f32 / (weight + half * 256) as f32
}
