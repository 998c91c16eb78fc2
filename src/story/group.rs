//! Ties -> groups. The surest tie is looked at first; a group takes in an article, or another group, only where enough of its members
//! are tied to it: a chain in which each resembles the one before is no story.
//!
//! What a reader has taken out of a story is taken out of it afterwards, and changes nothing else: the groups are made as if nobody had
//! said anything. Were it left out before, or only kept from joining, those that it had held off would come together without it.

use std::collections::HashSet;

use super::tie::{Tie, Why};
use crate::index::{Index, Row};
use crate::model::ArticleId;

/// A story found by its words lasts no longer from its first article to its last, in seconds; one that files name may last longer.
const LONGEST: i64 = 10 * DAY;
const LONGEST_NAMED: i64 = 30 * DAY;
const DAY: i64 = 24 * 60 * 60;
/// So many ties between two groups are enough, however large they are: not all pairs have been compared.
const ENOUGH: usize = 4;

/// Groups of two rows or more, each rising, in the order of their first rows. `apart`: rows, and those of whose stories they are not.
pub(super) fn group(index: &Index, ties: &[Tie], apart: &[(Row, Row)]) -> Vec<Vec<Row>> {
    let is_row = |row: Row| (row.0 as usize) < index.len();
    let mut ties: Vec<Tie> = ties.iter().filter(|tie| is_row(tie.newer) && is_row(tie.older)).copied().collect();
    // Before they are sorted: as they were found they lie near each other.
    let mut groups = Groups::new(index, &ties);
    ties.sort_unstable_by_key(Tie::order);
    for tie in &ties {
        groups.join(tie);
    }
    groups.take_out(apart);
    groups.finish()
}

struct Groups<'a> {
    index: &'a Index,
    tied: Tied,
    /// Which group each row is in, or [`NONE`].
    of: Vec<u32>,
    groups: Vec<Group>,
}

/// Of a row that is in no group.
const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
struct Group {
    members: Vec<Row>,
    /// The dates of the first and the last, as far as they have some.
    span: Option<(i64, i64)>,
}

/// A row alone, or a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Alone(Row),
    Group(u32),
}

/// For each row the rows at the other ends of its ties.
struct Tied {
    ends: Vec<u32>,
    all: Vec<Row>,
}

impl Tied {
    fn new(rows: usize, ties: &[Tie]) -> Tied {
        // First how many there are of each, then where its places begin, and, as they are filled, end.
        let mut ends = vec![0u32; rows + 1];
        ties.iter().flat_map(|tie| [tie.newer, tie.older]).for_each(|row| ends[row.0 as usize + 1] += 1);
        (0..rows).for_each(|row| ends[row + 1] += ends[row]);
        let mut all = vec![Row(0); 2 * ties.len()];
        for (row, other) in ties.iter().flat_map(|tie| [(tie.newer, tie.older), (tie.older, tie.newer)]) {
            let end = &mut ends[row.0 as usize];
            all[*end as usize] = other;
            *end += 1;
        }
        Tied { ends, all }
    }

    fn of(&self, row: Row) -> &[Row] {
        let at = row.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }
}

impl<'a> Groups<'a> {
    fn new(index: &'a Index, ties: &[Tie]) -> Groups<'a> {
        let tied = Tied::new(index.len(), ties);
        Groups { index, tied, of: vec![NONE; index.len()], groups: Vec::new() }
    }

    fn side(&self, row: Row) -> Side {
        match self.of.get(row.0 as usize) {
            Some(&group) if group != NONE => Side::Group(group),
            _ => Side::Alone(row),
        }
    }

    fn members<'s>(&'s self, side: &'s Side) -> &'s [Row] {
        match side {
            Side::Alone(row) => std::slice::from_ref(row),
            Side::Group(group) => &self.groups[*group as usize].members,
        }
    }

    fn span(&self, side: Side) -> Option<(i64, i64)> {
        match side {
            Side::Alone(row) => self.index.date(row).map(|date| (date.seconds(), date.seconds())),
            Side::Group(group) => self.groups[group as usize].span,
        }
    }

    fn join(&mut self, tie: &Tie) {
        let (a, b) = (self.side(tie.newer), self.side(tie.older));
        if a == b {
            return;
        }
        // The smaller is taken into the larger; which one that is changes nothing in the outcome.
        let (small, large) = if self.members(&a).len() < self.members(&b).len() { (a, b) } else { (b, a) };
        let span = joined(self.span(a), self.span(b));
        let longest = if tie.why() == Why::Named { LONGEST_NAMED } else { LONGEST };
        if span.is_some_and(|(first, last)| last - first > longest) {
            return;
        }
        if tie.why() == Why::Alike && !self.are_tied(small, large, self.enough(small, large)) {
            return;
        }
        let members = match small {
            Side::Alone(row) => vec![row],
            Side::Group(group) => std::mem::take(&mut self.groups[group as usize].members),
        };
        let into = match large {
            Side::Group(group) => group,
            Side::Alone(row) => {
                self.groups.push(Group { members: vec![row], span: None });
                self.of[row.0 as usize] = self.groups.len() as u32 - 1;
                self.groups.len() as u32 - 1
            }
        };
        members.iter().for_each(|row| self.of[row.0 as usize] = into);
        self.groups[into as usize].members.extend(members);
        self.groups[into as usize].span = span;
    }

    fn enough(&self, small: Side, large: Side) -> usize {
        let pairs = self.members(&small).len() * self.members(&large).len();
        pairs.div_ceil(3).clamp(1, ENOUGH)
    }

    /// Whether there are so many ties between two groups; one there is, that which is looked at.
    fn are_tied(&self, small: Side, large: Side, enough: usize) -> bool {
        let ends = self.members(&small).iter().flat_map(|&row| self.tied.of(row));
        enough <= 1 || ends.filter(|&&row| self.side(row) == large).take(enough).count() == enough
    }

    /// Takes rows out of the groups in which there is one that they are apart from. What is left of such a group falls into parts
    /// where nothing but they held it together; more than ties hold is not asked, for all of it was one group before.
    fn take_out(&mut self, apart: &[(Row, Row)]) {
        let is_with = |&&(out, of): &&(Row, Row)| matches!((self.side(out), self.side(of)), (Side::Group(a), Side::Group(b)) if a == b && out != of);
        let out: HashSet<Row> = apart.iter().filter(is_with).map(|&(out, _)| out).collect();
        let mut parted: Vec<u32> = out.iter().map(|row| self.of[row.0 as usize]).collect();
        parted.sort_unstable();
        parted.dedup();
        for row in &out {
            self.of[row.0 as usize] = NONE;
        }
        for group in parted {
            for start in std::mem::take(&mut self.groups[group as usize].members) {
                // Who is in the group still has not been reached from any other.
                if self.of[start.0 as usize] != group {
                    continue;
                }
                let part = self.groups.len() as u32;
                self.of[start.0 as usize] = part;
                let mut members = vec![start];
                let mut next = 0;
                while let Some(&row) = members.get(next) {
                    for &other in self.tied.of(row) {
                        if self.of[other.0 as usize] == group {
                            self.of[other.0 as usize] = part;
                            members.push(other);
                        }
                    }
                    next += 1;
                }
                self.groups.push(Group { members, span: None });
            }
        }
    }

    fn finish(self) -> Vec<Vec<Row>> {
        let mut groups: Vec<Vec<Row>> =
            self.groups.into_iter().map(|group| group.members).filter(|members| members.len() > 1).collect();
        groups.iter_mut().for_each(|members| members.sort_unstable());
        groups.sort_unstable();
        groups
    }
}

fn joined(a: Option<(i64, i64)>, b: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (one, other) => one.or(other),
    }
}

/// Pairs of one file's word for another, each once: an article and one that it names, and two that name the same third.
pub(super) fn named(index: &Index) -> Vec<Tie> {
    let names = |row: Row| index.related(row).filter_map(move |elsewhere| elsewhere.id.map(|id| (id, row)));
    let mut names: Vec<(ArticleId, Row)> = index.rows_with_related().iter().flat_map(|&row| names(row)).collect();
    // By what they name, so that each is looked up once, and near the one before.
    names.sort_unstable();
    let mut pairs: Vec<(Row, Row)> = Vec::new();
    for of_one in names.chunk_by(|(one, _), (other, _)| one == other) {
        match of_one.first().and_then(|(id, _)| index.row_of(*id)) {
            Some(other) => pairs.extend(of_one.iter().map(|&(_, row)| (row.min(other), row.max(other)))),
            // Rows rise, so the one before is the nearest that named it.
            None => pairs.extend(of_one.iter().zip(of_one.iter().skip(1)).map(|(before, each)| (before.1, each.1))),
        }
    }
    pairs.retain(|&(newer, older)| newer != older && is_near(index, newer, older));
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(newer, older)| Tie::named(newer, older)).collect()
}

/// Both are listed, and what one says of the other is not of another year.
fn is_near(index: &Index, a: Row, b: Row) -> bool {
    use crate::index::Flags;
    let is_listed = |row: Row| (row.0 as usize) < index.len() && !index.flags(row).has(Flags::REMOVED);
    let dates = index.date(a).zip(index.date(b));
    is_listed(a)
        && is_listed(b)
        && dates.is_none_or(|(a, b)| a.seconds().saturating_sub(b.seconds()).abs() <= LONGEST_NAMED)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::index::{Batch, Builder};
    use crate::model::{Article, Timestamp};

    /// Articles published on these days; row n is the nth of them, newest first.
    fn on_days(days: &[i64]) -> Index {
        assert!(days.is_sorted_by(|a, b| a >= b));
        let mut batch = Batch::default();
        for (n, day) in days.iter().enumerate() {
            let id = ArticleId((n as u128).to_be_bytes());
            let article = Article { id, published: Some(Timestamp(day * DAY)), ..Article::default() };
            batch.push(&article, false, format!("{n}.md").as_ref());
        }
        let mut builder = Builder::default();
        builder.add(batch);
        builder.finish()
    }

    fn groups(days: &[i64], ties: &[(u32, u32, u16)], apart: &[(u32, u32)]) -> Vec<Vec<u32>> {
        let ties: Vec<Tie> = ties
            .iter()
            .map(|&(a, b, score)| match score {
                u16::MAX => Tie::named(Row(a), Row(b)),
                score => Tie::alike(Row(a), Row(b), score, 50),
            })
            .collect();
        let apart: Vec<(Row, Row)> = apart.iter().map(|&(a, b)| (Row(a), Row(b))).collect();
        let groups = group(&on_days(days), &ties, &apart);
        groups.into_iter().map(|members| members.into_iter().map(|row| row.0).collect()).collect()
    }

    #[test]
    fn two_that_are_tied_are_a_story_and_one_alone_is_none() {
        assert_eq!(groups(&[1, 1, 1], &[(0, 2, 9)], &[]), [[0, 2]]);
        assert_eq!(groups(&[1, 1], &[], &[]), [[0u32; 0]; 0]);
    }

    #[test]
    fn a_chain_in_which_each_is_like_the_one_before_is_cut_where_it_is_weakest() {
        let chain = [(0, 1, 9), (1, 2, 5), (2, 3, 8), (3, 4, 4), (4, 5, 7)];
        assert_eq!(groups(&[6, 5, 4, 3, 2, 1], &chain, &[]), [[0, 1], [2, 3], [4, 5]]);
    }

    #[test]
    fn a_group_takes_in_what_enough_of_it_is_tied_to() {
        let four = [(0, 1, 9), (0, 2, 9), (1, 2, 9), (0, 3, 9), (1, 3, 9), (2, 3, 9)];
        let days = [1; 6];
        assert_eq!(groups(&days, &[&four[..], &[(3, 4, 5)]].concat(), &[]), [[0, 1, 2, 3]]);
        assert_eq!(groups(&days, &[&four[..], &[(3, 4, 5), (1, 4, 4)]].concat(), &[]), [[0, 1, 2, 3, 4]]);
    }

    #[test]
    fn a_story_is_no_longer_than_ten_days_unless_files_name_it() {
        assert_eq!(groups(&[12, 1], &[(0, 1, 9)], &[]).len(), 0);
        assert_eq!(groups(&[11, 1], &[(0, 1, 9)], &[]), [[0, 1]]);
        assert_eq!(groups(&[30, 1], &[(0, 1, u16::MAX)], &[]), [[0, 1]]);
        assert_eq!(groups(&[32, 1], &[(0, 1, u16::MAX)], &[]).len(), 0);
    }

    #[test]
    fn what_is_taken_out_of_a_story_is_alone_and_the_rest_stays_as_far_as_ties_hold_it() {
        let ties = [(0, 1, 9), (1, 2, 8), (0, 2, 7)];
        assert_eq!(groups(&[1, 1, 1], &ties, &[(0, 2)]), [[1, 2]]);
        assert_eq!(groups(&[1, 1, 1], &ties, &[(2, 0), (2, 1)]), [[0, 1]]);
        assert_eq!(groups(&[1, 1, 1], &ties, &[(0, 1), (2, 1)]).len(), 0);
        assert_eq!(groups(&[1, 1], &[(0, 1, u16::MAX)], &[(0, 1)]).len(), 0);
        let bridge = [(0, 2, u16::MAX), (1, 2, u16::MAX)];
        assert_eq!(groups(&[1, 1, 1], &bridge, &[]), [[0, 1, 2]]);
        assert_eq!(groups(&[1, 1, 1], &bridge, &[(2, 0)]).len(), 0);
    }

    #[test]
    fn two_stories_that_an_article_held_apart_stay_two_when_it_is_taken_out_of_one_of_them() {
        // Between four and two articles two ties are not enough; between three and two they would be.
        let ties = [(0, 1, 9), (0, 2, 9), (1, 2, 9), (0, 3, 9), (1, 3, 9), (2, 3, 9), (4, 5, 8), (0, 4, 5), (1, 5, 5)];
        assert_eq!(groups(&[1; 6], &ties, &[]), [&[0, 1, 2, 3][..], &[4, 5]]);
        assert_eq!(groups(&[1; 6], &ties, &[(3, 0), (3, 1), (3, 2)]), [&[0, 1, 2][..], &[4, 5]]);
    }

    #[test]
    fn the_order_of_the_ties_changes_nothing() {
        let mut ties = vec![(0, 1, 9), (1, 2, 5), (2, 3, 5), (0, 2, 5), (1, 3, 6), (3, 4, 5), (2, 4, 4)];
        let whole = groups(&[5, 4, 4, 3, 2], &ties, &[]);
        for _ in 0..ties.len() {
            ties.rotate_left(1);
            assert_eq!(groups(&[5, 4, 4, 3, 2], &ties, &[]), whole);
        }
    }

    /// Of each row the number of the group it is in, or its own beyond all groups where it is alone.
    fn places(rows: u32, groups: &[Vec<u32>]) -> Vec<usize> {
        let of = |row| groups.iter().position(|members| members.contains(&row));
        (0..rows).map(|row| of(row).unwrap_or(100 + row as usize)).collect()
    }

    proptest! {
        #[test]
        fn taking_an_article_out_brings_no_two_together_whatever_was_taken_out_before(
            ties in proptest::collection::vec((0..9u32, 0..9u32, prop_oneof![3 => 1..99u16, 1 => Just(u16::MAX)]), 0..30),
            apart in proptest::collection::vec((0..9u32, 0..9u32), 0..6),
            days in proptest::collection::vec(0..12i64, 9),
        ) {
            let mut days = days;
            days.sort_unstable_by_key(|day| -day);
            let mut ties: Vec<_> = ties.iter().filter(|(a, b, _)| a != b).map(|&(a, b, s)| (a.min(b), a.max(b), s)).collect();
            ties.sort_unstable();
            ties.dedup_by_key(|(a, b, _)| (*a, *b));
            for said in 0..apart.len() {
                let before = places(9, &groups(&days, &ties, &apart[..said]));
                let after = places(9, &groups(&days, &ties, &apart[..=said]));
                for (a, b) in (0..9).flat_map(|a| (0..a).map(move |b| (a, b))) {
                    prop_assert!(after[a] != after[b] || before[a] == before[b], "{a} and {b} have come together");
                }
                let (out, of) = apart[said];
                prop_assert!(out == of || after[out as usize] != after[of as usize]);
            }
        }
    }
}
