//! A keymap's text into bindings: tables by context, `"g g" = "top"`. What is wrong is told by its place and left out; it
//! reads no file.

use super::keymap::written;
use super::trie::{LONGEST, Trie};
use super::{Action, Context, Key, Keymap, UnknownKey};
use crate::written::{Document, Entry, Place, Value, nearest};

/// What is wrong in one line of a keymap, and what to write instead.
pub use crate::written::Mistake as KeymapError;

/// One binding as written, with the place of its keys.
struct Binding {
    at: Place,
    keys: Vec<Key>,
    action: Action,
}

/// Lays a text over the keymap.
pub(super) fn apply(keymap: &mut Keymap, text: &str) -> Vec<KeymapError> {
    let document = Document::read(text);
    let mut errors = document.mistakes;
    for table in &document.entries {
        match tables(keymap, &table.key) {
            Some((trie, context)) => apply_table(trie, context, table, &mut errors),
            None => errors.push(unknown_table(table)),
        }
    }
    errors.sort_by_key(|error| error.at.line);
    errors
}

fn tables<'k>(keymap: &'k mut Keymap, name: &str) -> Option<(&'k mut Trie, Option<Context>)> {
    if name == "global" {
        return Some((&mut keymap.global, None));
    }
    let context = Context::ALL.into_iter().find(|context| context.name() == name)?;
    Some((&mut keymap.contexts[context as usize], Some(context)))
}

fn unknown_table(entry: &Entry) -> KeymapError {
    let names = || ["global"].into_iter().chain(Context::ALL.map(Context::name));
    let all = names().collect::<Vec<_>>().join(", ");
    match entry.value {
        Value::Table(_) => KeymapError::warning(&entry.key_at, format!("no table is called [{}]", entry.key))
            .did_you_mean(nearest(&entry.key, names()), format!("the tables are {all}")),
        _ => KeymapError::warning(&entry.key_at, format!("{:?} stands in no table", entry.key))
            .hint("write [global] above it, or the part of the screen it is for, as [list]"),
    }
}

/// What is unbound goes first: it makes room for what is bound, wherever it stands.
fn apply_table(trie: &mut Trie, context: Option<Context>, table: &Entry, errors: &mut Vec<KeymapError>) {
    let Value::Table(entries) = &table.value else {
        let message = format!("{} is {}, not a table", table.key, table.value.kind());
        errors.push(
            KeymapError::error(&table.value_at, message).hint(format!("write [{}] and the keys under it", table.key)),
        );
        return;
    };
    let mut bindings: Vec<Binding> = Vec::new();
    for entry in entries {
        match binding(entry, context) {
            Err(error) => errors.push(error),
            Ok(new) => match bindings.iter().find(|old| old.keys == new.keys) {
                Some(old) => {
                    let message = format!("{} is bound twice in [{}]", written(&new.keys), table.key);
                    errors.push(KeymapError::error(&new.at, message).hint(format!("first in line {}", old.at.line)));
                }
                None => bindings.push(new),
            },
        }
    }
    bindings.sort_by_key(|binding| binding.action != Action::Nothing);
    for Binding { at, keys, action } in bindings {
        if let Err(other) = trie.bind(&keys, action) {
            let (keys, other) = (written(&keys), written(&other));
            let (short, long) = if keys.len() < other.len() { (&keys, &other) } else { (&other, &keys) };
            let message = format!("{short} cannot be bound and begin {long} in [{}]", table.key);
            errors.push(KeymapError::error(&at, message).hint(format!("free the other with {other:?} = \"nothing\"")));
        }
    }
}

fn binding(entry: &Entry, context: Option<Context>) -> Result<Binding, KeymapError> {
    let wrong_key = |message: String| KeymapError::error(&entry.key_at, message);
    let keys = sequence(&entry.key).map_err(|unknown| wrong_key(unknown.to_string()).hint(UnknownKey::HINT))?;
    if keys.is_empty() || keys.len() > LONGEST {
        // Of something endless its beginning is enough to find it.
        let beginning: String = entry.key.chars().take(40).collect();
        return Err(wrong_key(format!("{beginning:?} is not 1 to {LONGEST} keys")).hint(UnknownKey::HINT));
    }
    if let (Some(context), Some(letter)) = (context.filter(|context| context.is_text()), keys[0].typed()) {
        let message =
            format!("{} cannot be bound in [{}]: text is typed there", Key::to_string(&keys[0]), context.name());
        return Err(wrong_key(message).hint(format!("C-{letter} or A-{letter} can")));
    }
    let wrong = |message: String| KeymapError::error(&entry.value_at, message);
    let Value::Text(name) = &entry.value else {
        let message = format!("{:?} is given {}, not an action", entry.key, entry.value.kind());
        return Err(wrong(message).hint("write the action's name in quotes, as \"down\""));
    };
    let action = Action::from_name(name).ok_or_else(|| {
        wrong(format!("no action is called {name:?}"))
            .did_you_mean(nearest(name, Action::all().map(Action::name)), "the help screen (?) shows what there is")
    })?;
    Ok(Binding { at: entry.key_at.clone(), keys, action })
}

fn sequence(text: &str) -> Result<Vec<Key>, UnknownKey> {
    text.split_ascii_whitespace().take(LONGEST + 1).map(str::parse).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Lookup};
    use super::*;
    use crate::written::Severity;
    use proptest::prelude::*;

    fn errors(text: &str) -> Vec<String> {
        Keymap::with_user(text).1.iter().map(ToString::to_string).collect()
    }

    /// Keys bound twice in one context of a keymap's text, or in a pane and in `[global]`.
    fn bound_twice(text: &str) -> Vec<String> {
        let document = Document::read(text);
        let keys = |name: &str| -> Vec<Vec<Key>> {
            match document.get(name).map(|entry| &entry.value) {
                Some(Value::Table(rows)) => rows.iter().map(|row| sequence(&row.key).unwrap()).collect(),
                _ => Vec::new(),
            }
        };
        let mut twice = Vec::new();
        for context in Context::ALL {
            let mut all = keys(context.name());
            if context.is_pane() {
                all.extend(keys("global"));
            }
            all.sort();
            for pair in all.windows(2).filter(|pair| pair[1].starts_with(&pair[0])) {
                twice.push(format!("{} in {}", written(&pair[1]), context.name()));
            }
        }
        twice
    }

    #[test]
    fn the_defaults_have_no_mistake() {
        let mut keymap = Keymap::builtin();
        assert_eq!(apply(&mut keymap, Keymap::DEFAULTS), []);
        assert_eq!(keymap, Keymap::builtin());
    }

    #[test]
    fn no_key_of_the_defaults_means_two_things_in_one_context() {
        assert_eq!(bound_twice(Keymap::DEFAULTS), Vec::<String>::new());
        assert_eq!(bound_twice("[list]\nj = \"up\"\n[global]\nj = \"down\"\n"), ["j in list"]);
        assert_eq!(bound_twice("[box]\nEnter = \"accept\"\nReturn = \"accept\"\n"), ["Enter in box"]);
        assert_eq!(bound_twice("[list]\ng = \"up\"\n[global]\n\"g g\" = \"down\"\n"), ["g g in list"]);
    }

    #[test]
    fn every_key_the_reader_promises_is_bound() {
        let keymap = Keymap::builtin();
        let everywhere = "j=down Down=down k=up Up=up g_g=top Home=top G=bottom End=bottom C-d=half-down C-u=half-up \
            C-f=page-down PgDn=page-down C-b=page-up PgUp=page-up h=pane-left Left=pane-left l=pane-right \
            Right=pane-right Tab=next-pane S-Tab=previous-pane Enter=enter Esc=back q=close Q=quit C-c=interrupt \
            Space=read-on Backspace=read-back J=next-article K=previous-article /=search S_n=order-newest \
            S_o=order-oldest S_h=order-heat S_q=order-quality S_t=order-title S_u=order-outlet o=open-original ;=links \
            y=copy-address Y=copy-title e=edit n=next-match N=previous-match t=go-to T=toggle-topics z=zoom \\=side-by-side \
            +=list-larger -=list-smaller >=topics-wider <=topics-narrower ==reset-splits H=place-back C-o=place-back \
            L=place-forward :=palette !=problems r=refresh ?=help C-z=suspend C-l=redraw";
        let article =
            "1=open-1 2=open-2 3=open-3 4=open-4 5=open-5 6=open-6 7=open-7 8=open-8 9=open-9 x_s=not-same-story";
        let typing =
            "Down=result-down C-n=result-down Up=result-up C-p=result-up Enter=accept Esc=cancel C-c=interrupt";
        let recalling = "C-Up=older-search C-Down=newer-search";
        let links = "o=open-original w=open-web a=open-amp A=open-cached-amp v=open-player d=open-download Esc=cancel";
        let help = "j=down k=up g_g=top G=bottom PgDn=page-down /=search Esc=back q=close ?=help C-c=interrupt";
        let problems = "j=down k=up g_g=top G=bottom e=edit y=copy-address Esc=back q=close !=problems C-c=interrupt";
        let promised = [
            (Context::Topics, everywhere),
            (Context::List, everywhere),
            (Context::Article, everywhere),
            (Context::Article, article),
            (Context::List, "x_s=not-same-story"),
            (Context::Box, typing),
            (Context::Picker, typing),
            (Context::Box, recalling),
            (Context::Links, links),
            (Context::Help, help),
            (Context::Problems, problems),
            (Context::Address, "y=copy-address Esc=back q=close"),
        ];
        for (context, rows) in promised {
            for row in rows.split_whitespace() {
                let (keys, action) = row.rsplit_once('=').unwrap();
                let keys = sequence(&keys.replace('_', " ")).unwrap();
                let action = Action::from_name(action).unwrap();
                assert_eq!(keymap.lookup(context, &keys), Lookup::Action(action), "{row} in {context:?}");
            }
        }
    }

    #[test]
    fn keys_of_later_features_are_free() {
        let keymap = Keymap::builtin();
        for c in "|".chars() {
            let key = Key::new(Code::Char(c), false, false, false).unwrap();
            assert_eq!(keymap.lookup(Context::List, &[key]), Lookup::NotBound, "{c}");
        }
    }

    #[test]
    fn an_unknown_action_is_told_with_the_one_meant() {
        let told = errors("[list]\n\nj = \"dwon\"\nk = \"frobnicate\"\n");
        assert_eq!(told[0], "line 3: no action is called \"dwon\" (did you mean down?)");
        assert_eq!(told[1], "line 4: no action is called \"frobnicate\" (the help screen (?) shows what there is)");
    }

    #[test]
    fn an_unknown_key_is_told_with_how_keys_are_written() {
        let told = errors("[list]\n\"Ctrl-j\" = \"down\"\n");
        assert!(
            told[0].starts_with("line 2: no key is called \"Ctrl-j\" (keys are written like j, G, C-d"),
            "{told:?}"
        );
        assert!(errors("[list]\n\"\" = \"down\"\n")[0].contains("not 1 to 8 keys"));
        assert!(errors(&format!("[list]\n\"{}\" = \"down\"\n", "a ".repeat(50_000)))[0].contains("not 1 to 8 keys"));
    }

    #[test]
    fn an_unknown_table_is_told_with_the_one_meant() {
        assert_eq!(errors("[lists]\nj = \"down\"\n"), ["line 1: no table is called [lists] (did you mean list?)"]);
        assert!(errors("[xyzzy]\n")[0].contains("the tables are global, topics, list"));
        assert!(errors("j = \"down\"\n")[0].starts_with("line 1: \"j\" stands in no table"));
        assert!(errors("list = \"down\"\n")[0].starts_with("line 1: list is a text, not a table"));
    }

    #[test]
    fn a_key_that_begins_another_is_told_and_the_default_stays() {
        let (keymap, told) = Keymap::with_user("[global]\ng = \"up\"\n\"j k\" = \"up\"\na = \"down\"\n");
        assert_eq!(
            told[0].to_string(),
            "line 2: g cannot be bound and begin g g in [global] (free the other with \"g g\" = \"nothing\")"
        );
        assert_eq!(
            told[1].to_string(),
            "line 3: j cannot be bound and begin j k in [global] (free the other with \"j\" = \"nothing\")"
        );
        assert_eq!(keymap.keys_of(Context::List, Action::Top), ["g g", "Home"]);
        assert_eq!(keymap.keys_of(Context::List, Action::Down), ["j", "Down", "a"]);
        let freed = "[global]\ng = \"up\"\n\"g g\" = \"nothing\"\n\"g f\" = \"nothing\"\n";
        assert_eq!(errors(freed), Vec::<String>::new());
    }

    #[test]
    fn one_key_written_two_ways_is_bound_twice() {
        let told = errors("[list]\nReturn = \"enter\"\n\"C-m\" = \"up\"\n");
        assert_eq!(told, ["line 3: Enter is bound twice in [list] (first in line 2)"]);
    }

    #[test]
    fn an_unknown_table_only_warns_and_everything_else_is_an_error() {
        let severities = |text: &str| Keymap::with_user(text).1.iter().map(|told| told.severity).collect::<Vec<_>>();
        assert_eq!(severities("[lists]\n"), [Severity::Warning]);
        for text in ["[list]\nj = \"dwon\"\n", "[list]\n\"j k\" = \"up\"\nCtrl-x = \"up\"\n", "list = 1\n", "[list"] {
            assert!(severities(text).iter().all(|told| *told == Severity::Error), "{text}");
        }
    }

    #[test]
    fn a_letter_cannot_be_bound_where_text_is_typed() {
        let told = errors("[box]\nx = \"accept\"\n\"C-x\" = \"accept\"\n");
        assert_eq!(told, ["line 2: x cannot be bound in [box]: text is typed there (C-x or A-x can)"]);
    }

    #[test]
    fn a_value_that_is_no_action_is_told() {
        assert!(errors("[list]\nj = 5\n")[0].starts_with("line 2: \"j\" is given a number, not an action"));
    }

    #[test]
    fn a_line_that_is_not_toml_costs_only_itself() {
        let (keymap, told) = Keymap::with_user("[list]\na = \"down\"\ny = = \"up\"\nv = \"up\"\n");
        assert_eq!(told.iter().map(|error| error.at.line).collect::<Vec<_>>(), [3]);
        assert!(keymap.keys_of(Context::List, Action::Down).contains(&"a".to_owned()));
        assert!(keymap.keys_of(Context::List, Action::Up).contains(&"v".to_owned()));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_keymap(rows in prop::collection::vec(
            "\\[(list|global|box)\\]|\"([gjC]-?)( [gj]){0,3}\" = \"(down|up|nothing|x)\"",
            0..12,
        )) {
            let (keymap, _) = Keymap::with_user(&rows.join("\n"));
            for context in Context::ALL {
                for (action, keys) in keymap.bindings(context) {
                    for keys in keys {
                        prop_assert_eq!(keymap.lookup(context, &sequence(&keys).unwrap()), Lookup::Action(action));
                    }
                }
            }
        }
    }
}
