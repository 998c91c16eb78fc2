//! The front page: which stories of a store come first, and why. It ends.
//!
//! # The ranking
//!
//! **What is looked at.** An edition counts from now; or, where the newest article is older than a day, from that one: a store of 2021
//! has an edition of 2021. Looked at are the stories of the three days before, of a week, of two, of a month where those have fewer than
//! a page has room for, and further back only where there are too few to begin one. Who has no date, or one that can't be, comes last,
//! where those with dates are too few. So it costs what it looks at, whatever the store holds; of a flood only the newest are looked at.
//!
//! **Who stands for a story.** Its lead; where that is held back, the earliest of it that is not. What is held back or taken down is never
//! shown, and a story that has nothing else is not.
//!
//! **The score** is up to 1000 points, parted among five signals by their weights, each of which earns a share of its own:
//!
//! - *heat* and *quality*: the value as against the usual one in the store, the median (no scale is known that all stores use). The
//!   usual one earns half, twice that four fifths, half of that one fifth: v²/(v² + u²). What is usual is seen by what is looked at, or,
//!   where that is little, by the newest thousand. Where the two are the same number in nearly all articles that have both, they are one
//!   signal and count once. Not known is not zero, and no merit either: an article without counts as one of the lower quartile, so that
//!   most that are known go before it, and never as so little that it is under the floor for that.
//! - *outlets*: how many tell it, here and on the web; each doubling earns as much, eight are as good as eighty.
//! - *fresh*: halves with every half-life since it was last told. Where news comes slower than that, the half-life is the age of the eighth
//!   newest story: a weekly's page is not flat. A date that is not known counts as one half-life.
//! - *unread*: all or nothing.
//!
//! A signal that nobody has (no heat in the store, no dates, no marks) is left out, and its weight goes to the others as they weigh. So a
//! store with nothing but dates and outlets has a page by those.
//!
//! **Taste.** What a reader says of an outlet, a topic or a word is taken as it is said, and it is never guessed.
//!
//! - A *muted outlet* stands for no story: the lead does, or else the earliest, of what is of another outlet. A story that has nothing
//!   else is left out.
//! - A *muted topic* leaves out the stories whose article, the one that stands for them, is in that topic or one below it. It is meant
//!   by its name; by its label where none is called so.
//! - A *muted word* leaves out those whose title has it, as a whole word; several words are a phrase, one right after the other. Scripts
//!   without blanks between words have no whole ones: there it is any piece of the title.
//! - What is *weighed* gives its points to the stories whose article is of it, or takes them away, down to nothing: each by itself, and
//!   whatever the signals say. It makes no story worth more, and changes nothing of what is usual.
//!
//! Names are as they are called, case and accents aside. What is left out makes no room: as many stories are looked at as without the mute,
//! so that the page gets shorter, nothing older comes in its place, and what a mute hides is one number before and after. In what is usual
//! it counts as ever.
//!
//! **The floor.** What heat, quality and outlets earn is what a story is worth, whatever the hour and whoever has read it. Of less than half
//! of what is usual nothing is shown, however empty the page.
//!
//! **Variety** decides among comparable scores, and only there: of all that stand less than 50 points below the best that is left, next
//! comes the one whose outlet and topics stand there least yet. An outlet or topic that over half of the store has is none to vary, and
//! what names no outlet is not taken for another one. It lifts nothing further, nothing of
//! which neither heat nor quality is known over what has them, and fills no place. Where it put a story before one that has as
//! many points or more, both say so.
//!
//! **The page**: eight top stories; then by topic up to five each, the topic with the best story first, and at last ten of what has none;
//! forty in all. A story stands once, under that of its topics which most of what is left has; no topic has a section for one story, and
//! then it is the topic that over half of the store has, but not all of it, or its category, or none.
//!
//! Equal scores stand newest first. All is whole numbers; nothing depends on the order in which a store was read.

mod edition;
mod gauge;
mod kept;
mod phrase;
mod pick;
mod score;
mod sections;
mod subject;
mod taste;
#[cfg(test)]
mod tests;
mod variety;
mod weights;
mod why;
mod window;

pub use edition::{Edition, Part, Section};
pub use kept::Kept;
pub use score::Signal;
pub use taste::Taste;
pub use weights::Weights;
pub use why::Term;
