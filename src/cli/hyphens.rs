//! The arguments of the process, so that a word of a query may begin with a hyphen: `dateline list waymo -type:video`. What two hyphens
//! begin is an option always, so that a slip in its name is told and not looked for.

use super::{Args, Command};
use clap::{Arg, ArgAction, CommandFactory, Parser};
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

impl Args {
    /// Those this process was started with. Ends it where they are wrong, or ask for help.
    pub fn of_process() -> Args {
        let mut args = Args::parse_from(shielded(std::env::args_os().collect()));
        if let Some(command) = &mut args.command {
            bare(command);
        }
        args
    }
}

/// The arguments with a blank before each word of a query that begins with one hyphen: clap takes it for a value then. Where a command
/// takes no query, and behind `--`, all of it stays.
fn shielded(mut arguments: Vec<OsString>) -> Vec<OsString> {
    // What options there are takes a start longer to find out than most else.
    if !arguments.iter().any(|argument| matches!(argument.as_bytes(), [b'-', other, ..] if *other != b'-')) {
        return arguments;
    }
    let program = Args::command();
    let mut options: Vec<&Arg> = program.get_arguments().collect();
    let (mut is_of_query, mut is_value) = (false, false);
    for argument in arguments.iter_mut().skip(1) {
        let bytes = argument.as_bytes();
        if std::mem::take(&mut is_value) {
            continue;
        }
        match bytes {
            b"--" => break,
            [b'-', b'-', name @ ..] => {
                let is_it = |option: &&Arg| option.get_long().is_some_and(|long| long.as_bytes() == name);
                is_value = options.iter().any(|option| is_it(option) && is_followed(option));
            }
            [b'-', name @ ..] => {
                let is_it =
                    |option: &&Arg| option.get_short().is_some_and(|short| short.to_string().as_bytes() == name);
                if is_of_query && !name.is_empty() && name != b"h" && !options.iter().any(is_it) {
                    *argument = OsString::from_vec([b" ", bytes].concat());
                }
            }
            _ if is_of_query => {}
            _ => match program.find_subcommand(&*argument).filter(|command| command.get_arguments().any(is_words)) {
                Some(command) => {
                    is_of_query = true;
                    options.extend(command.get_arguments());
                }
                None => break,
            },
        }
    }
    arguments
}

/// What stands behind it is its value.
fn is_followed(option: &Arg) -> bool {
    option.get_action().takes_values() && option.get_num_args().is_none_or(|number| number.min_values() > 0)
}

/// It takes any number of words.
fn is_words(arg: &Arg) -> bool {
    arg.is_positional() && matches!(arg.get_action(), ArgAction::Append)
}

/// Takes those blanks away.
fn bare(command: &mut Command) {
    match command {
        Command::List { query, .. }
        | Command::Search { words: query, .. }
        | Command::Stories { query, .. }
        | Command::Mark { query, .. }
        | Command::Count { query, .. } => {
            query.iter_mut().filter(|word| word.starts_with(" -")).for_each(|word| *word = word.split_off(1));
        }
        Command::Show { article: query, .. } | Command::Open { query, .. } => {
            for word in query.iter_mut().filter(|word| word.as_bytes().starts_with(b" -")) {
                *word = OsStr::from_bytes(&word.as_bytes()[1..]).to_owned();
            }
        }
        Command::Check { .. }
        | Command::Front { .. }
        | Command::Topics { .. }
        | Command::Stats { .. }
        | Command::Completions { .. }
        | Command::Man { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> String {
        let arguments = line.split(' ').map(OsString::from).collect();
        let told: Vec<String> = shielded(arguments).into_iter().map(|word| word.into_string().unwrap()).collect();
        told.join("|")
    }

    #[test]
    fn a_word_of_a_query_that_begins_with_a_hyphen_is_shielded_and_an_option_is_not() {
        assert_eq!(of("dateline list waymo -type:video"), "dateline|list|waymo| -type:video");
        assert_eq!(of("dateline list -house or -(a --limit 3"), "dateline|list| -house|or| -(a|--limit|3");
        assert_eq!(of("dateline mark read -x --dry-run"), "dateline|mark|read| -x|--dry-run");
        assert_eq!(of("dateline --config -f --sample list -x"), "dateline|--config|-f|--sample|list| -x");
        for stays in [
            "dateline list -0 x",
            "dateline list -h",
            "dateline search - x",
            "dateline list --limit -3",
            "dateline list --store -x",
            "dateline list --limt 3",
            "dateline list -- -type:video",
            "dateline topics -x",
            "dateline check -x",
            "dateline DIR list -x",
            "dateline -x list",
            "dateline --plain",
            "dateline",
        ] {
            assert_eq!(of(stays), stays.replace(' ', "|"));
        }
    }
}
