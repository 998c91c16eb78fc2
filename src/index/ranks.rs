//! In which order the titles stand, as a number a row: found once, when an index is made, for a list in this order may be asked for
//! at any key. Equal titles have one number.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::columns::{Columns, Place};

/// For each row of `order` the rank of its title among all, as it is matched and without regard to ASCII case. `known` are the ranks
/// of the first source's own rows, where there are any: then only the titles of the others are compared.
pub(crate) fn ranks(sources: &[Columns<'_>], order: &[Place], known: Option<&[u32]>) -> Vec<u32> {
    let known = known.filter(|known| !known.is_empty());
    let is_known =
        |row: u32| known.is_some_and(|known| order[row as usize].source == 0 && known.len() > order[row as usize].at());
    let title = |row: u32| sources[order[row as usize].source()].folded(order[row as usize].at());
    let (old, fresh): (Vec<u32>, Vec<u32>) = (0..order.len() as u32).partition(|&row| is_known(row));
    let old = by_known_rank(old, |row| known.map_or(0, |known| known[order[row as usize].at()]));
    let mut keyed: Vec<(u128, u32)> = fresh.into_par_iter().map(|row| (first_letters(title(row)), row)).collect();
    keyed.par_sort_unstable_by(|&(x, a), &(y, b)| x.cmp(&y).then_with(|| compare(title(a), title(b))));
    let (mut ranks, mut rank) = (vec![0; order.len()], 0);
    let mut before: Option<(Option<u128>, u32)> = None;
    let mut give = |key: Option<u128>, row: u32| {
        if let Some((other, last)) = before {
            let is_equal = match (other, key, known) {
                // Other first letters are another title, and of two that were ranked before the ranks say it.
                (Some(other), Some(key), _) if other != key => false,
                (None, None, Some(known)) => known[order[last as usize].at()] == known[order[row as usize].at()],
                _ => compare(title(last), title(row)) == Ordering::Equal,
            };
            rank += u32::from(!is_equal);
        }
        ranks[row as usize] = rank;
        before = Some((key, row));
    };
    let mut done = 0;
    for (key, row) in keyed {
        let upto = done + old[done..].partition_point(|&other| compare(title(other), title(row)) == Ordering::Less);
        old[done..upto].iter().for_each(|&other| give(None, other));
        done = upto;
        give(Some(key), row);
    }
    old[done..].iter().for_each(|&other| give(None, other));
    ranks
}

/// The rows by their ranks; in linear time.
fn by_known_rank(rows: Vec<u32>, rank: impl Fn(u32) -> u32) -> Vec<u32> {
    let Some(most) = rows.iter().map(|&row| rank(row)).max() else { return rows };
    let mut ends = vec![0u32; most as usize + 2];
    rows.iter().for_each(|&row| ends[rank(row) as usize + 1] += 1);
    (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
    let mut sorted = vec![0; rows.len()];
    for row in rows {
        let place = &mut ends[rank(row) as usize];
        sorted[*place as usize] = row;
        *place += 1;
    }
    sorted
}

/// The first sixteen bytes: they settle nearly every comparison without a look at the text.
fn first_letters(title: &[u8]) -> u128 {
    let mut first = [0; 16];
    let len = title.len().min(first.len());
    first[..len].copy_from_slice(&title[..len]);
    first.make_ascii_lowercase();
    u128::from_be_bytes(first)
}

fn compare(a: &[u8], b: &[u8]) -> Ordering {
    match a.iter().zip(b).position(|(x, y)| !x.eq_ignore_ascii_case(y)) {
        Some(at) => a[at].to_ascii_lowercase().cmp(&b[at].to_ascii_lowercase()),
        None => a.len().cmp(&b.len()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::filling::Filling;
    use super::*;

    fn filled(titles: &[String]) -> Filling {
        let mut filling = Filling::default();
        for title in titles {
            filling.title(title);
            filling.ids.push([0; 16]);
        }
        filling
    }

    fn all(sources: &[Columns<'_>]) -> Vec<Place> {
        let of = |source: usize| (0..sources[source].len() as u32).map(move |at| Place { source: source as u32, at });
        (0..sources.len()).flat_map(of).collect()
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_a_plain_sort_whatever_was_known_before(
            old in prop::collection::vec("[a-cA-Cé ]{0,10}", 0..20), fresh in prop::collection::vec("[a-cA-Cé ]{0,10}", 0..20)
        ) {
            let (a, b) = (filled(&old), filled(&fresh));
            let known = ranks(&[a.view()], &all(&[a.view()]), None);
            let sources = [a.view(), b.view()];
            let order = all(&sources);
            let found = ranks(&sources, &order, Some(&known));
            let key = |place: &Place| sources[place.source()].folded(place.at()).to_ascii_lowercase();
            let mut sorted: Vec<Vec<u8>> = order.iter().map(key).collect();
            sorted.sort();
            sorted.dedup();
            for (place, rank) in order.iter().zip(&found) {
                prop_assert_eq!(sorted.binary_search(&key(place)), Ok(*rank as usize));
            }
            prop_assert_eq!(ranks(&sources, &order, None), found);
        }
    }
}
