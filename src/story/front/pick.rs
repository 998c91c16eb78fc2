//! Who comes next: the best, or of what is comparable to it the one that is told most unlike what stands there. It lifts nothing over
//! what is better by more than that.

use std::collections::{HashMap, HashSet};

use super::score::Scored;
use crate::index::{Index, Row, Scope};

/// Points that make no difference worth speaking of.
pub(super) const BAND: u32 = 50;
/// Of very many that are comparable the first are choice enough.
const CHOICE: usize = 64;

/// What over half of a store has, and what is thus no variety.
pub(super) struct Common<'a> {
    index: &'a Index,
    outlets: Vec<&'a str>,
    pub topics: HashSet<&'a str>,
}

impl<'a> Common<'a> {
    /// `sample` is what tells what is usual: a store may have one main outlet, and much besides that names none.
    pub fn of(index: &'a Index, sample: &[Row]) -> Common<'a> {
        let all = index.totals().articles;
        let topics = index.topics().iter().filter(|topic| topic.count * 2 > all).map(|topic| &*topic.name).collect();
        let named: Vec<&str> =
            sample.iter().map(|&row| index.outlet(row)).filter(|outlet| !outlet.is_empty()).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        named.iter().for_each(|outlet| *counts.entry(outlet).or_default() += 1);
        let main = counts.into_iter().find(|(_, count)| count * 2 > named.len()).map(|(outlet, _)| outlet);
        Common { index, outlets: index.majority(&Scope::All).into_iter().chain(main).collect(), topics }
    }

    /// All of the store is in that topic.
    pub fn is_all(&self, topic: &str) -> bool {
        self.index.topics().iter().any(|node| *node.name == *topic && node.count == self.index.len())
    }

    /// Empty where the file names none.
    fn outlet(&self, scored: &Scored) -> Option<&'a str> {
        Some(self.index.outlet(scored.candidate.row)).filter(|outlet| !self.outlets.contains(outlet))
    }

    /// Its topics that are not most of the store's, as its file has them.
    pub fn topics_of(&self, scored: &Scored) -> impl Iterator<Item = &'a str> {
        self.index.topics_of(scored.candidate.row).filter(|topic| !self.topics.contains(topic))
    }
}

/// How often the outlets and topics of what has been picked stand there.
#[derive(Default)]
pub(super) struct Counts<'a> {
    outlets: HashMap<&'a str, usize>,
    topics: HashMap<&'a str, usize>,
}

impl<'a> Counts<'a> {
    /// How often its outlet stands there already, and that of its topics which does so most; `by_topic`: these count.
    pub fn of(&self, common: &Common<'a>, one: &Scored, by_topic: bool) -> [usize; 2] {
        let of_outlet = match common.outlet(one) {
            // Who says nothing of it is not known to be another.
            Some("") => self.outlets.values().max(),
            Some(outlet) => self.outlets.get(outlet),
            None => None,
        };
        let of_topic = common.topics_of(one).filter(|_| by_topic).filter_map(|topic| self.topics.get(topic)).max();
        [of_outlet, of_topic].map(|count| count.copied().unwrap_or_default())
    }

    pub fn add(&mut self, common: &Common<'a>, one: &Scored) {
        if let Some(outlet) = common.outlet(one) {
            *self.outlets.entry(outlet).or_default() += 1;
        }
        common.topics_of(one).for_each(|topic| *self.topics.entry(topic).or_default() += 1);
    }
}

/// What stands that little below the best is as good; but what is only taken to be so is not, beside what is known.
pub(super) fn is_comparable(best: &Scored, one: &Scored) -> bool {
    is_near(best, one) && (one.is_known || !best.is_known)
}

fn is_near(best: &Scored, one: &Scored) -> bool {
    best.score.saturating_sub(one.score) < BAND
}

/// Takes up to `most` out of `ranked`, which stands by score, and leaves the rest as it stood. `by_topic`: the topics are to vary too.
pub(super) fn pick(ranked: &mut Vec<Scored>, most: usize, common: &Common<'_>, by_topic: bool) -> Vec<Scored> {
    let mut picked = Vec::new();
    let mut counts = Counts::default();
    while let Some(best) = ranked.first().filter(|_| picked.len() < most) {
        let near = ranked.iter().take(CHOICE).take_while(|one| is_near(best, one));
        // It stands before all that it is taken before: these too must be comparable to it, not the best alone.
        let comparable = near.enumerate().scan(false, |is_known, (at, one)| {
            let may_pass = one.is_known || !*is_known;
            *is_known |= one.is_known;
            Some((at, one, may_pass))
        });
        let told = |(at, one, _): (usize, &Scored, bool)| (counts.of(common, one, by_topic).iter().sum::<usize>(), at);
        let Some((_, at)) = comparable.filter(|(_, _, may_pass)| *may_pass).map(told).min() else { break };
        let next = ranked.remove(at);
        counts.add(common, &next);
        picked.push(next);
    }
    picked
}
