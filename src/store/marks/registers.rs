//! What stands of one article's marks once every journal was heard: of each mark, the latest word. It keeps no history and
//! not whose word it was.

use super::{Mark, Moment, Verb};

/// One article's marks, each with the moment that set it or took it away: 32 bytes. By default nothing was ever said.
///
/// Any order, interleaving or repetition of the same lines gives the same, but for a tie: two words of one moment. There the
/// last that is taken stands, and [`read`](super::read()) takes files by rising names. Whoever takes what came later into what was
/// taken before has to begin anew where it [`ties`](Registers::ties); two people never press a key in one microsecond.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Registers {
    /// By [`Mark`]: the moment, then a bit that says whether it was set. Nought where nothing was said: no line is of that moment.
    marks: [u64; 4],
}

impl Registers {
    /// Takes a word where none of its mark is later. Says whether anything is another than before, if only the moment.
    pub fn take(&mut self, at: Moment, verb: Verb) -> bool {
        let (new, old) = (word(at, verb), &mut self.marks[verb.mark() as usize]);
        let changes = new >> 1 >= *old >> 1 && new != *old;
        if changes {
            *old = new;
        }
        changes
    }

    /// The opposite was said at this very moment: the files' names decide, not who is heard last.
    pub fn ties(&self, at: Moment, verb: Verb) -> bool {
        self.marks[verb.mark() as usize] ^ word(at, verb) == 1
    }

    /// Whether a mark is set, or was taken away; `None` where neither was ever said.
    pub fn get(&self, mark: Mark) -> Option<bool> {
        let register = self.marks[mark as usize];
        (register != 0).then_some(register & 1 == 1)
    }

    /// When the word that stands was said; [`Moment`]'s nought where there is none.
    pub fn at(&self, mark: Mark) -> Moment {
        Moment(self.marks[mark as usize] >> 1)
    }

    /// When the article was last on the screen.
    pub fn seen(&self) -> Option<Moment> {
        self.get(Mark::Seen).map(|_| self.at(Mark::Seen))
    }
}

fn word(at: Moment, verb: Verb) -> u64 {
    at.min(Moment::MAX).0 << 1 | u64::from(verb.sets())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(words: &[(u64, Verb)]) -> Registers {
        let mut registers = Registers::default();
        words.iter().for_each(|&(at, verb)| _ = registers.take(Moment(at), verb));
        registers
    }

    #[test]
    fn registers_are_32_bytes_and_say_nothing_at_first() {
        assert_eq!(size_of::<Registers>(), 32);
        assert_eq!((of(&[]).get(Mark::Read), of(&[]).at(Mark::Read), of(&[]).seen()), (None, Moment(0), None));
    }

    #[test]
    fn the_latest_word_stands_and_an_older_one_changes_nothing() {
        let mut registers = of(&[(5, Verb::Star), (7, Verb::Read)]);
        assert!(!registers.take(Moment(4), Verb::Unstar));
        assert!(!registers.take(Moment(5), Verb::Star));
        assert_eq!(registers.get(Mark::Star), Some(true));
        assert!(registers.take(Moment(6), Verb::Unstar));
        assert_eq!((registers.get(Mark::Star), registers.at(Mark::Star)), (Some(false), Moment(6)));
        assert_eq!((registers.get(Mark::Read), registers.get(Mark::Later)), (Some(true), None));
        assert_eq!(of(&[(9, Verb::Seen), (3, Verb::Seen)]).seen(), Some(Moment(9)));
    }

    #[test]
    fn in_a_tie_the_last_word_stands_and_it_is_known_to_be_one() {
        assert_eq!(of(&[(5, Verb::Star), (5, Verb::Unstar)]).get(Mark::Star), Some(false));
        assert_eq!(of(&[(5, Verb::Unstar), (5, Verb::Star)]).get(Mark::Star), Some(true));
        let registers = of(&[(5, Verb::Star)]);
        assert!(registers.ties(Moment(5), Verb::Unstar));
        assert!(!registers.ties(Moment(5), Verb::Star) && !registers.ties(Moment(6), Verb::Unstar));
    }

    proptest! {
        #[test]
        fn any_order_and_repetition_of_the_same_words_gives_the_same(
            words in prop::collection::hash_map(1_u64..1_000, 0_usize..7, 0..40),
            again in prop::collection::vec(any::<prop::sample::Index>(), 0..20),
            seed in any::<u64>(),
        ) {
            let words: Vec<(u64, Verb)> = words.into_iter().map(|(at, verb)| (at, Verb::ALL[verb])).collect();
            let mut other = words.clone();
            if !words.is_empty() {
                other.extend(again.iter().map(|index| words[index.index(words.len())]));
            }
            other.sort_by_key(|(at, _)| xxhash_rust::xxh3::xxh3_64_with_seed(&at.to_le_bytes(), seed));
            prop_assert_eq!(of(&words), of(&other));
        }
    }
}
