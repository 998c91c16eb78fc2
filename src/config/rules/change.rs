//! One change of `rules.toml`, and what takes it back. A file with a mistake in it is not touched, and of what is said already nothing
//! is said again.

use super::apart::{self, Parting};
use super::read::{Rules, of_text};
use super::say;
use super::taste::Taste;
use crate::config::{ConfigError, file};
use std::path::Path;

/// What is to be otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// They are not the same story.
    Part(Parting),
    /// That is said no longer.
    Join(Parting),
    /// It is to one's taste, or not, in the place of what that kind of rule said of the same; and the day it is said on, `2026-11-26`.
    Say(Taste, String),
    /// No rule of that kind is there for the same any longer, whatever its points and its end.
    Unsay(Taste),
}

/// One that can be taken back.
pub type Edit = crate::config::Edit<Change>;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// All that is said now.
    pub rules: Rules,
    /// Takes it back; nothing where nothing was to be done.
    pub back: Option<Edit>,
}

/// Changes the file at `path`, and reads it again.
///
/// # Errors
/// There is a mistake in the file, or it can't be written: nothing is changed then.
pub fn change(path: &Path, edit: &Edit) -> Result<Changed, ConfigError> {
    let text = file::read(path)?.unwrap_or_default();
    let (rules, errors) = of_text(path, &text);
    if let Some(error) = errors.into_iter().find(ConfigError::is_error) {
        return Err(error);
    }
    let Some((to_do, back)) = to_do(&rules, &text, &edit.change) else { return Ok(Changed { rules, back: None }) };
    let example = match to_do {
        Change::Part(_) | Change::Join(_) => apart::EXAMPLE,
        Change::Say(..) | Change::Unsay(_) => say::EXAMPLE,
    };
    let (new, back) = edit.write((path, text), back, |text, _| edited(text, &to_do), example)?;
    Ok(Changed { rules: of_text(path, &new).0, back: Some(back) })
}

/// What of a change is not so yet, and its opposite.
fn to_do(rules: &Rules, text: &str, change: &Change) -> Option<(Change, Change)> {
    let is_said = |a, b| rules.apart.iter().any(|pair| *pair == (a, b) || *pair == (b, a));
    let former = |taste: &Taste| rules.tastes.iter().find(|one| one.is_for(taste)).cloned();
    let again = |former: Taste| {
        let said = say::said(text, &former).unwrap_or_default();
        Change::Say(former, said)
    };
    Some(match change {
        Change::Part(parting) => {
            let new = parting.only(|a, b| a != b && !is_said(a, b))?;
            (Change::Part(new.clone()), Change::Join(new))
        }
        Change::Join(parting) => {
            let old = parting.only(is_said)?;
            (Change::Join(old.clone()), Change::Part(old))
        }
        Change::Say(taste, _) => match former(taste) {
            Some(former) if (former.says, former.until) == (taste.says, taste.until) => return None,
            Some(former) => (change.clone(), again(former)),
            None => (change.clone(), Change::Unsay(taste.clone())),
        },
        Change::Unsay(taste) => (change.clone(), again(former(taste)?)),
    })
}

/// The text with the change in it; all else in it stays as it was written.
fn edited(text: &str, change: &Change) -> Option<String> {
    match change {
        Change::Part(parting) => apart::part(text, parting),
        Change::Join(parting) => apart::join(text, parting),
        Change::Say(taste, said) => say::say(text, taste, said),
        Change::Unsay(taste) => say::unsay(text, taste),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{FILE, pairs, parting};
    use super::*;
    use crate::model::Timestamp;
    use crate::model::{Of, Says};
    use std::fs;
    use std::path::PathBuf;

    const UNTIL: Option<Timestamp> = Some(Timestamp(1_796_299_200));

    fn say(says: Says, until: Option<Timestamp>) -> Change {
        Change::Say(Taste { of: Of::Topic("Rail".into()), says, until }, "2026-11-26".into())
    }

    fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rules.toml");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn taking_back_gives_the_very_file_again_and_again() {
        let weighed = "# long ago\n[[weigh]]\npoints = 3\ntopic = \"rail\" # all\nsaid = 1999-01-01\n";
        let changes = [
            Change::Part(parting(7, &[8, 9])),
            Change::Part(parting(3, &[2, 4])),
            say(Says::Mute, UNTIL),
            say(Says::Weigh(-20), None),
        ];
        for text_before in ["", FILE, weighed] {
            for first in changes.clone() {
                let (_folder, path) = file(text_before);
                let done = change(&path, &first.into()).unwrap();
                let after = text(&path);
                let undone = change(&path, &done.back.unwrap()).unwrap();
                assert_eq!(text(&path), text_before);
                let again = change(&path, &undone.back.unwrap()).unwrap();
                assert_eq!((text(&path), again.rules), (after, done.rules));
            }
        }
    }

    #[test]
    fn what_was_written_meanwhile_stays_when_something_is_taken_back() {
        let (_folder, path) = file(FILE);
        let done = change(&path, &Change::Part(parting(7, &[8, 9])).into()).unwrap();
        let mine = "\n[[apart]]\narticle = \"00000000000000000000000000000005\"\nfrom = [\"00000000000000000000000000000006\"]\n";
        fs::write(&path, text(&path) + mine).unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        assert_eq!(pairs(&undone.rules), [(1, 2), (1, 3), (5, 6)]);
        assert_eq!(text(&path), FILE.to_owned() + mine);
        let again = change(&path, &undone.back.unwrap()).unwrap();
        assert_eq!(pairs(&again.rules).len(), 5);
    }

    #[test]
    fn what_is_said_already_is_not_said_again_and_not_taken_back_either() {
        let (_folder, path) = file(FILE);
        let same = change(&path, &Change::Part(parting(2, &[1])).into()).unwrap();
        assert_eq!((same.back, text(&path)), (None, FILE.to_owned()));
        let done = change(&path, &Change::Part(parting(1, &[3, 4])).into()).unwrap();
        assert_eq!(pairs(&done.rules), [(1, 2), (1, 3), (1, 4)]);
        fs::write(&path, text(&path) + "# touched\n").unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        assert_eq!(pairs(&undone.rules), [(1, 2), (1, 3)]);
        let nothing = change(&path, &Change::Join(parting(1, &[4])).into()).unwrap();
        assert_eq!(nothing.back, None);
    }

    #[test]
    fn a_file_with_a_mistake_is_told_with_its_line_and_not_touched() {
        let (_folder, path) = file("[[apart]]\narticle = 3\n");
        let error = change(&path, &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().ends_with("rules.toml:2:11: article cannot be a number"), "{error}");
        assert_eq!(text(&path), "[[apart]]\narticle = 3\n");
        let error = change(&path.join("rules.toml"), &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().contains("rules.toml/rules.toml: cannot be written: "), "{error}");
    }

    #[test]
    fn a_file_that_could_not_be_read_again_is_not_written() {
        let full = format!("#{}\n", "x".repeat(file::LARGEST as usize - 100));
        let (_folder, path) = file(&full);
        let error = change(&path, &Change::Part(parting(7, &[8])).into()).unwrap_err();
        assert!(error.to_string().ends_with("would become larger than a megabyte"), "{error}");
        assert_eq!(text(&path).len(), full.len());
    }

    #[test]
    fn a_rule_that_took_the_place_of_another_gives_it_back_whatever_was_written_meanwhile() {
        let before = "[[mute]]\ntopic = \"rail\" # all\nuntil = 2026-12-01 # or so\nsaid = 1999-01-01\n";
        let (_folder, path) = file(before);
        let done = change(&path, &say(Says::Mute, None).into()).unwrap();
        assert_eq!(done.rules.tastes[0].until, None);
        fs::write(&path, text(&path) + "# touched\n").unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        let told = "[[mute]]\ntopic = \"rail\" # all\nsaid = 1999-01-01\nuntil = 2026-12-01T00:00:00Z\n# touched\n";
        assert_eq!(text(&path), told);
        let again = change(&path, &undone.back.unwrap()).unwrap();
        assert_eq!(again.rules, done.rules);
    }

    #[test]
    fn a_new_rule_goes_and_one_taken_out_comes_back_whatever_was_written_meanwhile() {
        let (_folder, path) = file(FILE);
        let done = change(&path, &say(Says::Weigh(7), UNTIL).into()).unwrap();
        fs::write(&path, text(&path) + "# touched\n").unwrap();
        let undone = change(&path, &done.back.unwrap()).unwrap();
        assert_eq!((undone.rules.tastes.len(), text(&path)), (0, FILE.to_owned() + "# touched\n"));
        fs::write(&path, text(&path) + "# touched again\n").unwrap();
        let again = change(&path, &undone.back.unwrap()).unwrap();
        assert_eq!(again.rules, done.rules);
        assert!(text(&path).contains("said = 2026-11-26\n"));
    }

    #[test]
    fn a_mute_and_a_weight_of_one_thing_stand_beside_each_other() {
        let (_folder, path) = file("");
        change(&path, &say(Says::Mute, None).into()).unwrap();
        let both = change(&path, &say(Says::Weigh(7), UNTIL).into()).unwrap().rules.tastes;
        assert_eq!(both.iter().map(|taste| taste.says).collect::<Vec<_>>(), [Says::Mute, Says::Weigh(7)]);
        let one = change(&path, &Change::Unsay(both[0].clone()).into()).unwrap();
        assert_eq!(one.rules.tastes, [both[1].clone()]);
    }

    #[test]
    fn a_rule_that_stands_there_already_is_not_written_and_one_that_does_not_can_not_go() {
        let (_folder, path) = file("");
        change(&path, &say(Says::Mute, UNTIL).into()).unwrap();
        let before = text(&path);
        let later =
            Change::Say(Taste { of: Of::Topic("RAIL".into()), says: Says::Mute, until: UNTIL }, "2027-01-01".into());
        assert_eq!(change(&path, &later.into()).unwrap().back, None);
        let other = Change::Unsay(Taste { of: Of::Word("Rail".into()), says: Says::Mute, until: None });
        assert_eq!((change(&path, &other.into()).unwrap().back, text(&path)), (None, before));
    }

    #[test]
    fn a_rule_that_says_nothing_is_an_error_with_what_to_write() {
        let (_folder, path) = file(FILE);
        let error = change(&path, &say(Says::Weigh(0), None).into()).unwrap_err();
        assert!(error.to_string().ends_with("cannot be changed as it is written"), "{error}");
        assert!(error.hint.unwrap().starts_with("write [[mute]] or [[weigh]]") && text(&path) == FILE);
    }
}
