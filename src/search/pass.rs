//! Many rows looked at on all processors, in pieces, until somebody no longer wants to know. What a row is looked at for is the
//! caller's.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Says whether a newer request has come; asked from several threads.
pub type Stale<'a> = dyn Fn() -> bool + Sync + 'a;

/// [`pass_into`] a new list.
pub(super) fn pass<T: Sync, F: Send + Clone, L: FnMut(usize, &[T], &mut Vec<F>)>(
    items: &[T],
    piece: usize,
    stale: &Stale<'_>,
    look: impl Fn() -> L + Sync,
) -> Option<Vec<F>> {
    let mut all = Vec::new();
    pass_into(&mut all, items, piece, stale, look).then_some(all)
}

/// Adds to `all` what each piece of `items` comes to, end to end in their order; `false`, and nothing, if `stale` said so meanwhile.
/// Each thread makes its own `look`, which takes a piece, with the position of its first item, and adds to what it has found.
pub(super) fn pass_into<T: Sync, F: Send + Clone, L: FnMut(usize, &[T], &mut Vec<F>)>(
    all: &mut Vec<F>,
    items: &[T],
    piece: usize,
    stale: &Stale<'_>,
    look: impl Fn() -> L + Sync,
) -> bool {
    let pieces = items.len().div_ceil(piece);
    let next = AtomicUsize::new(0);
    let ended = AtomicBool::new(false);
    // Takes pieces until there are none left: each with its number, since several do.
    let work = || {
        let mut look = look();
        let mut found = Vec::new();
        while !ended.load(Ordering::Relaxed) {
            if stale() {
                ended.store(true, Ordering::Relaxed);
                break;
            }
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(items) = items.chunks(piece).nth(number) else { break };
            let mut of = Vec::new();
            look(number * piece, items, &mut of);
            found.push((number, of));
        }
        found
    };
    let pool = pool().filter(|_| pieces > 1);
    let mut found: Vec<(usize, Vec<F>)> = match pool {
        Some(pool) => {
            pool.install(|| (0..pool.current_num_threads()).into_par_iter().flat_map_iter(|_| work()).collect())
        }
        None => work(),
    };
    if ended.into_inner() {
        return false;
    }
    found.sort_unstable_by_key(|(number, _)| *number);
    all.reserve(found.iter().map(|(_, of)| of.len()).sum());
    found.iter().for_each(|(_, of)| all.extend_from_slice(of));
    true
}

/// Threads that sleep while nothing is searched: starting some for each key would cost as much as matching 10,000 titles.
/// They do nothing else, so no other work stands before a key. `None` if the system gives none: then it goes without.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    POOL.get_or_init(|| ThreadPoolBuilder::new().thread_name(|_| "match".into()).build().ok()).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_pieces_keep_the_order_of_the_items_and_a_stale_pass_gives_nothing() {
        let items: Vec<u32> = (0..10_000).collect();
        let double = || {
            |first: usize, piece: &[u32], found: &mut Vec<u32>| {
                assert_eq!(items[first], piece[0]);
                found.extend(piece.iter().filter(|&&item| item % 3 == 0).map(|item| item * 2));
            }
        };
        let expected: Vec<u32> = (0..10_000).filter(|item| item % 3 == 0).map(|item| item * 2).collect();
        assert_eq!(pass(&items, 7, &|| false, double), Some(expected));
        assert_eq!(pass(&items, 7, &|| true, double), None);
        assert_eq!(pass(&items[..0], 7, &|| false, double), Some(vec![]));
    }
}
