//! What makes another story of nearly the same words: a "not", two names that have changed places, one name for another, a word behind
//! a name that makes another thing of it. It looks at titles, and only at those of two articles that would be one story else; it never
//! makes one of two.

use super::cues::sort;
use super::features::{Features, mark};
use super::lexicon::{UNKNOWN, class_of, lexicon};
use super::weighed::Weighed;

/// Words that stand for others where all else is the same are so many at most, on either side.
const FEW: u32 = 3;

/// The title of one of the two. Masks have a bit for each place of it.
struct Title {
    all: u64,
    /// Those that the title of the other has, and where it has them.
    shared: u64,
    places: [u8; 64],
    /// Those that the other article has nowhere.
    lone: u64,
    /// Names: all, and of them those of no known word.
    names: u64,
    own_names: u64,
    numbers: u64,
    /// See [`mark`].
    negated: u64,
    variants: u64,
    acted: u64,
    forms: [u16; 64],
}

/// Whether one title says another thing than the other. `both`: where in [`Features::words`] the words stand that both have.
pub fn is_another(one: &Weighed<'_>, other: &Weighed<'_>, both: &[(u16, u16)]) -> bool {
    let (left, right) = (one.features(), other.features());
    let cues = left.cues | right.cues;
    if cues & sort::SENT_AGAIN != 0 || left.title == right.title {
        return false;
    }
    let places = both.iter().map(|&(left, right)| (usize::from(left), usize::from(right)));
    let (mut one, mut other) = (Title::new(left), Title::new(right));
    places.for_each(|(l, r)| Title::meet((&mut one, left, l), (&mut other, right, r)));
    let is_passive = (left.cues ^ right.cues) & sort::PASSIVE != 0;
    let is_negated = (left.cues ^ right.cues) & sort::NEGATED != 0 && one.is_negated_by(&other);
    is_negated
        || !is_passive && cues & sort::MUTUAL == 0 && one.has_swapped(&other)
        || one.gaps(&other).any(|gap| gap.is_other_name(&one, &other) || gap.is_variant(&one, &other))
}

impl Title {
    fn new(features: &Features) -> Title {
        let mut title = Title {
            all: 0,
            shared: 0,
            places: [0; 64],
            lone: 0,
            names: 0,
            own_names: 0,
            numbers: 0,
            negated: 0,
            variants: 0,
            acted: 0,
            forms: [0; 64],
        };
        for (word, mark) in features.title_words().iter().zip(features.marks()) {
            let bit = |of: u16| u64::from(mark & of != 0) << (mark & mark::PLACE);
            title.all |= 1 << (mark & mark::PLACE);
            title.names |= if lexicon().is_country(*word) { 1 << (mark & mark::PLACE) } else { bit(mark::NAME) };
            title.own_names |= if class_of(*word) == UNKNOWN { bit(mark::NAME) } else { 0 };
            title.numbers |= bit(mark::NUMBER);
            title.negated |= bit(mark::NEGATED);
            title.variants |= bit(mark::VARIANT);
            title.acted |= bit(mark::ACTED);
            if let Some(form) = title.forms.get_mut(usize::from(mark & mark::PLACE)) {
                *form = mark & mark::FORM;
            }
        }
        title.lone = title.all;
        title
    }

    /// A word that both have.
    fn meet((one, left, l): (&mut Title, &Features, usize), (other, right, r): (&mut Title, &Features, usize)) {
        let Some((left_mark, right_mark)) = left.marks().get(l).zip(right.marks().get(r)) else { return };
        // A city is not its country.
        if (left_mark | right_mark) & mark::BROAD != 0 {
            return;
        }
        let (left_place, right_place) = (left_mark & mark::PLACE, right_mark & mark::PLACE);
        let (in_left, in_right) = (l < left.title_words().len(), r < right.title_words().len());
        one.lone &= if in_left { !(1 << left_place) } else { u64::MAX };
        other.lone &= if in_right { !(1 << right_place) } else { u64::MAX };
        if in_left && in_right {
            one.stands(left_place, right_place);
            other.stands(right_place, left_place);
        }
    }

    /// The other has it there; of several meanings the first that is met.
    fn stands(&mut self, here: u16, there: u16) {
        if let Some(place) = self.places.get_mut(usize::from(here)).filter(|_| self.shared >> here & 1 == 0) {
            *place = there as u8;
            self.shared |= 1 << here;
        }
    }

    fn there(&self, here: u32) -> u32 {
        self.places.get(here as usize).copied().map_or(0, u32::from)
    }

    fn form(&self, here: u32) -> u16 {
        self.forms.get(here as usize).copied().unwrap_or(0)
    }

    /// One says of a word what the other says the opposite of.
    fn is_negated_by(&self, other: &Title) -> bool {
        bits(self.shared).any(|here| (self.negated >> here ^ other.negated >> self.there(here)) & 1 == 1)
    }

    /// Two names stand the other way round, and between them what the one does to the other, in the same form and nothing else.
    fn has_swapped(&self, other: &Title) -> bool {
        let names =
            || bits(self.shared).filter(|&here| (self.names >> here | other.names >> self.there(here)) & 1 == 1);
        let pairs = names().flat_map(|first| names().filter(move |last| *last > first).map(move |last| (first, last)));
        pairs.filter(|&(first, last)| self.there(first) > self.there(last)).any(|(first, last)| {
            let (first_there, last_there) = (self.there(first), self.there(last));
            let here = self.all & between(Some(first), Some(last));
            let there = other.all & between(Some(last_there), Some(first_there));
            // Of names of several words some may stand between.
            let (of_last, of_first) = (self.goes_with(here, last), other.goes_with(there, first_there));
            let here = here & !of_last & !self.goes_with(here, first);
            let there = there & !of_first & !other.goes_with(there, last_there);
            if here | there == 0 {
                return self.acted & (of_last | 1 << last) != 0 && other.acted & (of_first | 1 << first_there) != 0;
            }
            let moved = bits(here & self.shared).fold(0u64, |moved, here| moved | 1 << self.there(here));
            let mut acts = bits(here & !self.numbers).peekable();
            here & !self.shared == 0
                && moved == there
                && acts.peek().is_some()
                && acts.all(|here| self.form(here) == other.form(self.there(here)))
        })
    }

    /// Those of some words that stand as far from a word here as there.
    fn goes_with(&self, words: u64, word: u32) -> u64 {
        let far = |here: u32, there: u32| i64::from(here) - i64::from(there);
        let is_with = |here: &u32| far(*here, word) == far(self.there(*here), self.there(word));
        bits(words & self.shared).filter(is_with).fold(0, |with, here| with | 1 << here)
    }

    /// Between each two neighbours that both titles have, and before the first and behind the last, what only the one has and what
    /// only the other.
    fn gaps<'a>(&'a self, other: &'a Title) -> impl Iterator<Item = Gap> + 'a {
        let ends = bits(self.shared).map(Some).chain([None]);
        ends.scan(None, |before, next| Some((std::mem::replace(before, next), next))).filter_map(|(from, to)| {
            let there = (from.map(|from| self.there(from)), to.map(|to| self.there(to)));
            if matches!(there, (Some(from), Some(to)) if from > to) {
                return None;
            }
            let here = self.all & between(from, to);
            let beside = other.all & between(there.0, there.1);
            let gap = Gap { here, there: beside, from: from.zip(there.0) };
            (beside & other.shared == 0 && here | beside != 0).then_some(gap)
        })
    }
}

/// What stands between the same words in either title.
struct Gap {
    here: u64,
    there: u64,
    /// The places before it.
    from: Option<(u32, u32)>,
}

impl Gap {
    /// One form filled twice: a name of the same sort on either side, and the rest is the same.
    fn is_other_name(&self, one: &Title, other: &Title) -> bool {
        let is_few = |title: &Title| (title.all & !title.shared).count_ones() <= FEW;
        let (here, there) = (self.here & one.lone & one.names, self.there & other.lone & other.names);
        let are_both = |here: u64, there: u64| here != 0 && there != 0;
        is_few(one)
            && is_few(other)
            && (are_both(here & one.own_names, there & other.own_names)
                || are_both(here & !one.own_names, there & !other.own_names))
    }

    /// Behind a name the one has a word that makes another thing of it; a version only where the other has something else there.
    fn is_variant(&self, one: &Title, other: &Title) -> bool {
        let Some((left, right)) = self.from else { return false };
        let is = |title: &Title, run: u64, before: u32| run & title.lone & title.variants & (2 << before) != 0;
        let is_number = |title: &Title, before: u32| title.numbers & (2 << before) != 0;
        let is_one = is(one, self.here, left) && (!is_number(one, left) || self.there != 0);
        let is_other = is(other, self.there, right) && (!is_number(other, right) || self.here != 0);
        is_one || is_other
    }
}

/// The places of a mask, rising.
fn bits(mask: u64) -> impl Iterator<Item = u32> {
    let mut rest = mask;
    std::iter::from_fn(move || {
        let place = (rest != 0).then(|| rest.trailing_zeros())?;
        rest &= rest - 1;
        Some(place)
    })
}

/// The places behind one and before another.
fn between(from: Option<u32>, to: Option<u32>) -> u64 {
    let behind = from.map_or(u64::MAX, |from| (u64::MAX << from) << 1);
    behind & to.map_or(u64::MAX, |to| !(u64::MAX << to))
}
