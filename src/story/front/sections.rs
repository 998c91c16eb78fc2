//! The sections of an edition: the top stories, then what is left by topic. It weighs nothing.

use std::collections::HashMap;

use super::edition::Part;
use super::pick::{Common, pick};
use super::score::Scored;
use crate::index::{Index, Scope};

const TOP: usize = 8;
const EACH: usize = 5;
/// Of what has no topic: in many stores that is all.
const OTHERS: usize = 10;
const ALL: usize = 40;
/// A section is not of one story.
const SEVERAL: usize = 2;

/// Of stories that stand by score.
pub(super) fn sections(index: &Index, common: &Common<'_>, mut ranked: Vec<Scored>) -> Vec<(Part, Vec<Scored>)> {
    let top = pick(&mut ranked, TOP, common, true);
    let mut room = ALL.saturating_sub(top.len());
    let mut sections = vec![(Part::Top, top)];
    for (part, mut stories) in by_part(index, common, ranked) {
        let most = if part == Part::Other { OTHERS } else { EACH };
        let stories = pick(&mut stories, most.min(room), common, false);
        room = room.saturating_sub(stories.len());
        sections.push((part, stories));
    }
    sections.retain(|(_, stories)| !stories.is_empty());
    sections
}

/// Each story under one name: topics by their best story, then what is more general.
fn by_part(index: &Index, common: &Common<'_>, ranked: Vec<Scored>) -> Vec<(Part, Vec<Scored>)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    ranked.iter().flat_map(|one| common.topics_of(one)).for_each(|topic| *counts.entry(topic).or_default() += 1);
    let mut parts = Parts::default();
    let mut others = Vec::new();
    for one in ranked {
        let counted = common.topics_of(&one).map(|topic| (counts.get(topic).copied().unwrap_or_default(), topic));
        // Of equal ones that which its file names first.
        let topic = counted
            .filter(|(count, _)| *count >= SEVERAL)
            .fold(None, |most: Option<(usize, &str)>, topic| most.filter(|most| most.0 >= topic.0).or(Some(topic)));
        match topic {
            Some((_, topic)) => parts.add(Part::Topic(topic.into()), one),
            None => others.push(one),
        }
    }
    // Most of a topic may stand under others.
    let (mut parts, others) = parts.several(others);
    let mut general = Parts::default();
    others.into_iter().for_each(|one| general.add(general_part(index, common, &one), one));
    let (general, others) = general.several(Vec::new());
    parts.extend(general);
    parts.push((Part::Other, others));
    parts
}

/// Where what has no topic to stand under stands.
fn general_part(index: &Index, common: &Common<'_>, one: &Scored) -> Part {
    let row = one.candidate.row;
    // What all of the store is about names nothing.
    let is_general = |topic: &&str| common.topics.contains(topic) && !common.is_all(topic);
    if let Some(topic) = index.topics_of(row).find(is_general) {
        return Part::Topic(topic.into());
    }
    let category = index.category(row);
    let is_most = || index.rows(&Scope::Category(category.into())).len() * 2 > index.totals().articles;
    if category.is_empty() || is_most() { Part::Other } else { Part::Category(category.into()) }
}

/// Stories under names, in the order of their best.
#[derive(Default)]
struct Parts {
    all: Vec<(Part, Vec<Scored>)>,
    at: HashMap<Part, usize>,
}

impl Parts {
    fn add(&mut self, part: Part, one: Scored) {
        let at = *self.at.entry(part.clone()).or_insert(self.all.len());
        match self.all.get_mut(at) {
            Some((_, stories)) => stories.push(one),
            None => self.all.push((part, vec![one])),
        }
    }

    /// Those of several stories; and the stories of the others, with more, by score.
    fn several(self, mut others: Vec<Scored>) -> (Vec<(Part, Vec<Scored>)>, Vec<Scored>) {
        let is_section = |(part, all): &(Part, Vec<Scored>)| *part != Part::Other && all.len() >= SEVERAL;
        let (parts, alone): (Vec<_>, Vec<_>) = self.all.into_iter().partition(is_section);
        others.extend(alone.into_iter().flat_map(|(_, stories)| stories));
        others.sort_by_key(Scored::place);
        (parts, others)
    }
}
