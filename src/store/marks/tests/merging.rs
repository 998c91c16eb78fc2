//! The same lines give the same marks, however they lie in files and whenever those arrive.

use proptest::prelude::*;

use super::*;
use crate::store::marks::fold;

/// Lines of few moments, words and articles: ties are many.
fn any_lines(most: usize) -> impl Strategy<Value = Vec<Vec<u8>>> {
    let line = prop_oneof![
        8 => (1_u64..12, 0_usize..7, 0_u8..3).prop_map(|(at, verb, n)| mark(at, Verb::ALL[verb], n)),
        1 => (1_u64..12, prop::option::of(0_i64..3), 0_usize..2).prop_map(|(at, until, place)| {
            let mut line = Vec::new();
            let entry = Entry::Baseline { place: ["~/news", "/x"][place].into(), until: until.map(Timestamp) };
            write_line(&mut line, Moment(at), &entry, "");
            line
        }),
        1 => (1_u64..12).prop_map(|at| {
            let mut line = Vec::new();
            write_line(&mut line, Moment(at), &Entry::Undo(Moment(1)), "");
            line
        }),
        1 => Just(b"damage\n".to_vec()),
    ];
    prop::collection::vec(line, 0..most)
}

/// The same, where no two lines are of one moment.
fn lines_without_ties() -> impl Strategy<Value = Vec<Vec<u8>>> {
    prop::collection::btree_map(1_u64..200, (0_usize..7, 0_u8..4), 0..30)
        .prop_map(|lines| lines.into_iter().map(|(at, (verb, n))| mark(at, Verb::ALL[verb], n)).collect())
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_split_over_files_and_any_copies_of_them_give_the_same(
        lines in lines_without_ties().prop_shuffle(),
        places in prop::collection::vec(0_usize..4, 30),
        copies in prop::collection::vec(0_usize..4, 0..3),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (one, many) = (dir.path().join("one"), dir.path().join("many"));
        put(&one, "a.marks", &file(&lines));
        for name in 0..4 {
            let of = |(line, place): (&Vec<u8>, &usize)| (*place == name).then(|| line.clone());
            let of: Vec<Vec<u8>> = lines.iter().zip(&places).filter_map(of).collect();
            put(&many, &format!("{name}.marks"), &file(&of));
        }
        for (n, copied) in copies.iter().enumerate() {
            let copy = many.join(format!("{copied}.sync-conflict-{n}.marks"));
            fs::copy(many.join(format!("{copied}.marks")), copy).unwrap();
        }
        prop_assert_eq!(hear_all(&one).0, hear_all(&many).0);
    }

    #[test]
    fn files_that_arrive_in_any_order_and_in_pieces_give_the_same(
        files in prop::collection::vec(any_lines(8), 3),
        order in Just(vec![0_usize, 0, 0, 1, 1, 1, 2, 2, 2]).prop_shuffle(),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 9),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("marks");
        let files: Vec<Vec<u8>> = files.iter().map(|lines| file(lines)).collect();
        let (mut ends, mut positions, mut known) = ([0; 3], Positions::default(), Known::default());
        for (step, &n) in order.iter().enumerate() {
            // The last piece of a file is all that is left of it.
            let is_last = !order[step + 1..].contains(&n);
            let end = if is_last { files[n].len() } else { cuts[step].index(files[n].len() + 1) };
            ends[n] = ends[n].max(end);
            put(&folder, &format!("{n}.marks"), &files[n][..ends[n]]);
            let heard = hear(&folder, &mut positions, &mut known);
            prop_assert!(!heard.rewritten);
            // Whose word stands in a tie is only known from the beginning.
            if known.tied {
                (positions, known) = (Positions::default(), Known::default());
                hear(&folder, &mut positions, &mut known);
            }
        }
        prop_assert!(known.stands_as(&hear_all(&folder).0));
    }

    #[test]
    fn folding_at_any_point_changes_nothing_that_is_heard(
        files in prop::collection::vec(any_lines(12), 6),
        names in Just(vec!["X-1", "X-2", "X-3", "X-10", "X-2.copy", "X-12", "a", "X-7"]).prop_shuffle(),
        keep_from in prop::collection::vec(0_u64..14, 3),
        more in any_lines(6),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let (folder, mut journal) = start(dir.path());
        let machine = machine(&folder);
        for (lines, name) in files.iter().zip(names) {
            put(&folder, &format!("{}.marks", name.replace('X', &machine.to_string())), &file(lines));
        }
        let same = |keep_from: u64| {
            let (before, heard) = hear_all(&folder);
            let folded = fold(&folder, &machine, Moment(keep_from)).unwrap();
            let (after, again) = hear_all(&folder);
            prop_assert!(before.stands_as(&after));
            prop_assert!(again.damaged <= heard.damaged && (again.damaged == 0) == (heard.damaged == 0));
            prop_assert!(folded.is_none_or(|folded| folded.files >= 2));
            Ok(())
        };
        same(keep_from[0])?;
        journal.open().unwrap();
        same(keep_from[1])?;
        journal.append(&more.concat()).unwrap();
        drop(journal);
        same(keep_from[2])?;
        prop_assert_eq!(fold(&folder, &machine, Moment(20)).unwrap(), None);
    }
}
