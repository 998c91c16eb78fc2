//! Whether two articles tell one event, by what they say and when. Text in, a likeness out: no rows, no store, no clock.
//!
//! # The rule
//!
//! **What is read.** The title, without the outlet's name behind it and without "UPDATE 2-" before it, and the first forty words of the
//! excerpt. Words lose case, accents, endings and British or American spelling; glue ("the", "of") is dropped. Words and phrases that
//! say the same in news are one concept (`assets/stories/alike.txt`: "buy", "snap up"), and a city says its country too
//! (`places.txt`). Figures are amounts: "38 million" is "38M", "sixth" is 6; what is measured is turned into one unit: "nine miles" is
//! 14.5 km, "one in five" is 20%. So an article becomes a set of concepts, each with what is known of it: a name, a number, an *act*
//! (what happened), or told as the past ("after").
//!
//! **What is rare weighs more.** A concept weighs by how common it is in English (`common.txt`) and in the store at hand
//! ([`Rarity`]); few articles say little, and then the first decides.
//!
//! **Never one story**, whatever else is alike:
//! - articles more than five days apart ([`WINDOW`]): what comes every week never meets its next part;
//! - that have fewer than two words in common; neither of which says much of what the title of the other says, if they do not share a
//!   great deal all in all; or only what one article in sixteen says of anything, and both thus say by chance;
//! - titles that differ in a month, a weekday, a quarter, a round, a score, or the number behind "part", "week", "stage" or a name
//!   ("part one", "part II", "second leg" too);
//! - a review and anything else: a review is its author's own event; a roundup and what is no roundup;
//! - of one outlet, titles with little in common, or within the hour; parts of a series, roundups, live pages; or the same title 18
//!   hours later above another excerpt, which is a column.
//!
//! **Surely one story**, unless it is a series, a roundup, an opinion, or the titles exclude each other:
//! - one title of five words or more; of one outlet only within 18 hours;
//! - one excerpt under nearly one title;
//! - one title within the other, with two words more at most, or titles that say all but the same, in two outlets;
//! - nearly one title, and either says that it was sent again or corrected.
//!
//! **Else it is weighed.** For it speaks what both say, in title or excerpt, in all and of the one that says less; what the later
//! says of the earlier title; names that both have, the more the sooner; numbers that both have; acts of the later that the earlier
//! has. Against it speak names that only one side has; titles that exclude each other, or of which the later is a step on ("begins",
//! "ends": `alike.txt`); one outlet; an opinion, explanation, roundup, preview or share price on one side only (`cues.txt`); "again",
//! or "after" something, hours later; and *the same words in a row around words that differ*, which is one form filled twice. The
//! figures are listed at `evidence::Term`, what each weighs in `model`; the sum must reach a mark.
//!
//! **And not one story after all**, however sure or well above the mark, where one title turns what the other says. That is asked last,
//! and only of what would be one story; what was sent again is exempt:
//! - of a word that both titles have, one says "not", "denies", "fails to" (`cues.txt`: `negated`), the other does not;
//! - two names have changed places around what the one does to the other, in one form and with nothing else between: "A sues B" and "B
//!   sues A"; not where one title tells it as done *by* somebody, nor what both do alike ("A meets B");
//! - between the same words each title has a name that the other article has nowhere, and little else is lone: "in Columbus, Ohio" and
//!   "in Dayton, Ohio";
//! - right behind a name that both have, one has a word that makes another thing of it ("Pro", "Women", "panel", "II"; `variant`), or a
//!   version of three figures where the other has something else.
//!
//! The mark stands high: a wrong merge hides an article, a missed one shows it twice. The rule knows two articles only. It is the same
//! either way round, and in whatever order a store was read.
//!
//! **What was tried and left out.** Vectors: of words (GloVe, 12,000 stems, drawn together along WordNet's synonyms) and of sentences
//! (all of MiniLM, 90 MB, and its tokens alone). Four hundred and fifty more groups of words that say the same, written without the
//! pairs in view. Lone words weighed one by one, antonyms, clauses, the first words of a title. None gained anything that could be told
//! from noise. Forests, boosting, SVM and products of terms gain two pairs in a hundred, and cannot be explained.

mod beside;
mod compare;
mod cues;
mod cut;
mod ending;
mod evidence;
mod features;
mod lexicon;
mod model;
mod number;
mod rarity;
mod stem;
mod told;
mod turned;
mod weighed;
mod words;

pub use compare::{Likeness, WINDOW, compare, compare_met};
pub use features::{Features, Reader};
pub use rarity::Rarity;
pub use told::Told;
pub use weighed::Weighed;

/// To be raised with any change of the rule: ties that were found by another are not taken over.
pub const VERSION: u64 = 5;

#[cfg(test)]
mod tests;
