//! The verdict on a pair: what is never one story, what surely is, and else whether the evidence reaches the mark. It looks at two
//! articles alone; what a third says, and which pairs are worth a comparison, is not its business.

use super::beside::{Beside, meet};
use super::cues::sort;
use super::evidence::{Evidence, Term, is_other_time};
use super::features::Features;
use super::model;
use super::turned::is_another;
use super::weighed::Weighed;

/// Seconds: articles farther apart are never one story. Under a week, so that the parts of what comes every week never meet.
pub const WINDOW: i64 = 5 * 24 * 3600;

/// Seconds within which one outlet tells nothing twice in other words.
const HOUR: u64 = 3600;

/// Seconds within which one outlet does not begin the next part of a series.
const SOON: u64 = 18 * 3600;

/// The score of what needs no weighing.
const SURE: f32 = 12.0;

/// Why two articles are one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Of the rare words of either title, so many the other article has too, by what they say: of the one of which it has more.
    pub percent: u8,
    /// How far apart they are.
    pub seconds: u64,
    /// Greater is surer; of no meaning but that.
    pub score: u16,
}

/// Whether two articles tell one event. The same whichever comes first.
pub fn compare(a: &Weighed<'_>, b: &Weighed<'_>) -> Option<Likeness> {
    let mut both = Vec::new();
    meet(a.features(), b.features(), |left, right| both.push((left as u16, right as u16)));
    compare_met(a, b, &both)
}

/// The same where it is known already which words both have: where they stand in [`Features::words`] of either, in any order.
pub fn compare_met(a: &Weighed<'_>, b: &Weighed<'_>, both: &[(u16, u16)]) -> Option<Likeness> {
    let (one, other) = (a.features(), b.features());
    let seconds = one.at().abs_diff(other.at());
    if seconds > WINDOW.unsigned_abs() || is_barred(one, other) {
        return None;
    }
    let is_turned = order(one) > order(other);
    let (earlier, later) = if is_turned { (b, a) } else { (a, b) };
    let met = both.iter().map(|&(left, right)| if is_turned { (right, left) } else { (left, right) });
    let beside = Beside::new(earlier, later, met.map(|(left, right)| (usize::from(left), usize::from(right))))?;
    let evidence = Evidence::new(&beside, earlier.features(), later.features());
    if is_never(&evidence, seconds) {
        return None;
    }
    let score = if is_surely(&evidence, seconds) { SURE } else { model::score(&evidence) };
    (score >= model::ENOUGH && !is_another(a, b, both)).then_some(Likeness {
        percent: (evidence.of(Term::EarlierTold).max(evidence.of(Term::LaterTold)) * 100.0) as u8,
        seconds,
        score: ((score - model::ENOUGH) * 1000.0) as u16,
    })
}

/// What no likeness makes up for, told before any word is weighed.
fn is_barred(one: &Features, other: &Features) -> bool {
    let either = one.cues | other.cues;
    let is_serial = either & (sort::SERIES | sort::LIVE | sort::ROUNDUP) != 0 && either & sort::SENT_AGAIN == 0;
    let is_item = (one.cues ^ other.cues) & sort::ROUNDUP != 0;
    either & sort::REVIEW != 0 || is_item || is_serial && one.is_of_outlet(other) || is_other_time(one, other)
}

/// The same by the words.
fn is_never(evidence: &Evidence, seconds: u64) -> bool {
    // Two announcements within the hour are two; and what one outlet says in each of its articles says nothing of either.
    let is_soon = seconds < HOUR && evidence.of(Term::TitlesMost) < 0.75 && !evidence.is(Term::SentAgain);
    let is_beside = evidence.is(Term::SameOutlet) && (is_soon || evidence.of(Term::Titles) < 0.4);
    let is_column = evidence.is(Term::SameTitle)
        && evidence.is(Term::SameOutlet)
        && seconds >= SOON
        && !evidence.is(Term::SentAgain)
        && evidence.of(Term::Excerpts) < 0.5;
    is_beside || is_column
}

/// What is one story whatever else differs: the same words again, or with a fault mended.
fn is_surely(evidence: &Evidence, seconds: u64) -> bool {
    // What a desk says of what it has mended reads like an opinion.
    let is_mended = evidence.is(Term::SentAgain) && evidence.of(Term::TitlesMost) > 0.6;
    let is_other_sort = !is_mended && evidence.is(Term::Opinions);
    if is_other_sort || evidence.is(Term::Serial) || evidence.is(Term::Exclusive) {
        return false;
    }
    let is_other_outlet = !evidence.is(Term::SameOutlet);
    let title = evidence.is(Term::SameTitle) && evidence.of(Term::Words) >= 5.0 && (is_other_outlet || seconds < SOON);
    let excerpt =
        evidence.is(Term::SameExcerpt) && evidence.of(Term::TitlesMost) > 0.6 && evidence.of(Term::Lone) < 0.3;
    let whole = evidence.is(Term::Whole) && is_other_outlet && !evidence.is(Term::LoneNumbers);
    let alike = evidence.of(Term::TitlesMost) >= 0.95
        && evidence.of(Term::Words) >= 5.0
        && is_other_outlet
        && !evidence.is(Term::LoneNumbers)
        && !evidence.is(Term::Previews);
    title || excerpt || whole || alike || is_mended
}

/// By time; of the same second, any order that does not depend on who is asked first.
fn order(features: &Features) -> (i64, u32, u32, u32, &[u32]) {
    (features.at(), features.title, features.excerpt, features.outlet, features.words())
}
