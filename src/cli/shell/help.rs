//! What the help of each command says beyond its options: the form of what it writes, how it ends, and examples.

use crate::search::{EXAMPLE, taught};

/// What stands below the options of the program itself.
pub fn program_help() -> String {
    format!(
        "The language of the box (/) and of list, search, stories, show, open, mark and count:\n\n{}\n  All together:\n  {EXAMPLE}\n\n{PROGRAM}",
        taught()
    )
}

const PROGRAM: &str = "\
In the reader, ? shows the keys. Where standard output is no terminal, or TERM is dumb, the headlines are printed as plain \
lines: date, outlet, title, parted by tabs. dateline help COMMAND tells what a command writes and how it ends: with 0; with 1 where nothing is \
found, or a check found what is wrong; with 2 where it was asked wrongly or there is no store. A command's name goes before a folder of that name: dateline ./check opens the folder.";

/// What stands below the options of `dateline list`.
pub fn list_help() -> String {
    format!("{LIST}QUERY, as in the reader's box:\n\n{}\n  All together:\n  '{EXAMPLE}'\n\n{QUERY}", taught())
}

const LIST: &str = "\
For people: date, outlet, title, one below the other; to a pipe the same parted by tabs. Without QUERY everything, newest first \
whatever the configuration says; --sort and --limit go before sort: and limit: in QUERY.

--json writes {\"version\":1,\"articles\":[...]}. An article has id, path (relative to the store, cleaned; path_b64, the bytes in Base64, \
where the file's name is another), title, published (RFC 3339 or null), outlet, topics, type, category, heat, quality, coverage (how many \
other outlets have it), url (null where none may be opened), read, starred, later (true or false), story (the id of the earliest article of its story, its own where it is alone), lead (true where it \
leads its story or is alone), outlets (how many tell it, here and on the web), and, ordered by relevance, rank, and score where there is one. Within version 1 \
keys may be added; what is there keeps its name, its type and its meaning. --jsonl writes the articles alone, one a line. --tsv writes id, \
published, outlet, title, path.

";

const QUERY: &str = "\
In text: title, excerpt and body are looked through. seen:3d is within the last three days, seen:2w..1w between. is:new is what was first seen since the last visit, is:lead what leads its \
story or is alone.

Put QUERY in quotation marks of the shell, '...', or give its words one by one; a word may begin with one -. A shell takes quotation marks away, so an argument that is one field of names \
or texts and a value with blanks is that value as a whole: provider:\"The Verge\" and 'provider:The Verge' \
mean 'provider:\"The Verge\"'. It is not so where it holds a quotation mark, a bracket or a backslash, or where behind a blank stands another field, or, not, or a word that begins with -, ' or ^. \
What is wrong with QUERY is told, all of it, and then nothing is listed.

Of a store that was never visited all but the newest week counts as read, as on a first visit. What is wrong with the journals of marks is \
said on standard error; what they say otherwise counts.

Ends with 0, also where nothing is found, with 2 if there is no store or the arguments or the query are wrong.

  dateline list --limit 10
  dateline list 'provider:reuters heat:>60 since:1w -type:video'
  dateline list provider:\"The Verge\" -type:video
  dateline list is:unread --json
  dateline list is:starred sort:seen
  dateline list tunnel --sort oldest --json | jq -r '.articles[].url // empty'
  dateline list -0 tunnel | xargs -0 wc -w";

pub const SEARCH: &str = "\
As list, the best match first; list --help has the language.

Ends with 0, with 1 if nothing is found, with 2 if there is no word, no store, or the arguments or the query are wrong.

  dateline search waymo crash
  dateline search waymo crash --sort newest --limit 5
  dateline search tunnel --tsv | cut -f 5";

pub const STORIES: &str = "\
A story is what several articles tell of one event, or one article that other outlets have too by what its file says. For people: date, outlet and headline of the article that leads \
it, and +n where n other outlets tell it, here or on the web; to a pipe the same parted by tabs. With QUERY, that of list, it is enough \
that one article of a story matches; where the one that leads it does not, the first that does stands there. The newest first; --limit N shows N stories.

--json writes {\"version\":1,\"stories\":[...]}. A story has id (that of its earliest article, so that it is another once an earlier one comes), title (of the \
article that leads it), first and last (RFC 3339, or null where no date is known), outlets (how many tell it, here and on the web) and articles: all of it that are here, from the earliest on, \
those without a date last. They are the objects of list, and each has why, unless it is the only one: with (the id of the article \
that it is most surely one story with), named (true: files say so), percent (else: of the rare words of the shorter headline, how many the other has too), \
seconds (between the two, or null). Within version 1 keys may be added. --jsonl writes the stories alone, one a line. --tsv writes id, first, last, outlets, how many articles, \
title; -0 the paths of all articles.

Ends with 0, with 1 if there is none, with 2 if there is no store or the arguments or the query are wrong.

  dateline stories since:1w
  dateline stories 'outlets:>3' --sort heat --limit 10
  dateline stories waymo --json | jq -r '.stories[] | .title, (.articles[] | \"  \\(.published) \\(.outlet): \\(.title)\")'";

pub const FRONT: &str = "\
The stories of the last days that matter most, ranked: eight at the top, then by topic up to five each, ten of what has no topic, forty in all; and then it says that \
this was all. Where the newest article of the store is older than a day, days count from that one: it is the edition of that day. What is held \
back is not on it, nor what is worth less than half of what is usual in the store. For people: date, outlet and headline of the article that stands for a story, and +n where n other \
outlets tell it; to a pipe the same parted by tabs.

A story has up to 1000 points: for its heat and its quality as against those of the store (one that is not known counts as a low one, a quarter being lower; where \
both are the same number they count once), for the outlets that tell it, for how lately it was told, and for being unread. --why tells them. [front] in \
config.toml says what each weighs; dateline --print-config shows it. In rules.toml [[mute]] keeps an outlet, a topic or a word in titles from the page, [[weigh]] gives such stories \
points or takes some away; how many are muted is said below the page.

--json writes {\"version\":1,\"edition\":...,\"weighed\":...,\"muted\":...,\"sections\":[...]}: edition is what days count from (RFC 3339), weighed how many stories were looked at, muted how many more \
there were that rules.toml mutes. A section has \
of (top, topic, category or other), name (of the topic or category, or null) and stories; a story has article (the object of list), score, and terms: name (heat, quality, outlets, fresh, unread, weigh), value (in words) and \
points, which sum up to the score; below zero where a [[weigh]] takes some away; and variety: sentences, one where it stands before or after another of about as many points because of its outlet or topic. \
Within version 1 keys may be added.

Ends with 0, with 1 if there is nothing to show, with 2 if there is no store or the arguments are wrong.

  dateline front
  dateline front --why
  dateline front --json | jq -r '.sections[].stories[].article.title'";

pub const SHOW: &str = "\
ARTICLE is an id, a file (relative to the store, or from here; one word that ends as an article's file does is always that), or words, of which the best match is shown; --limit N shows N of them. \
For people it goes through $PAGER (less where there is none), to a pipe it is Markdown. The forms are those of list; in JSON excerpt and \
body stand there too.

Ends with 0, with 1 if nothing is found or the file cannot be read, with 2 if there is no store or the arguments are wrong.

  dateline show waymo crash
  dateline show _news/2021-12-28-one.md | pandoc -o one.html
  dateline show --json cef5d81b1ce3d908f5f45cbaca202e3c | jq -r '.articles[0].body'";

pub const OPEN: &str = "\
QUERY is an id, a file, or words. Where more than one article matches it asks which; where there is nobody to ask it opens none. Only http and https \
addresses are opened.

What was opened is said; --json, --jsonl, --tsv and -0 say it in the forms of list.

Ends with 0, with 1 if nothing is found or nothing could be opened, with 2 if it is not clear which, there is no store, or the arguments are wrong.

  dateline open waymo crash
  dateline open --first --sort newest waymo";

pub const MARK: &str = "\
MARK is read, unread, star, unstar, later, or done (for later no longer); QUERY that of list, or ids. All that it finds and that is not so \
yet is marked in one step, as if by a key of the reader, which shows it within a second where it is open. The store is not written to: marks go to a \
journal of their own, and are on the disk when the command ends. Without QUERY nothing is marked, unless --all says that everything is meant.

To whoever reads: 12 headlines marked read. With --dry-run nothing is marked, and at a terminal the headlines are listed. --json, --jsonl, --tsv and -0 \
tell in the forms of list what was marked, or would be.

Ends with 0; with 1 if nothing is found, or all of it is so already; with 2 if the query is wrong, there is no store, or the marks cannot be saved, and \
then nothing is marked.

  dateline mark read before:2w not is:starred
  dateline mark star --dry-run waymo crash
  dateline mark later cef5d81b1ce3d908f5f45cbaca202e3c
  dateline list is:later -0 | xargs -0 cat && dateline mark done is:later";

pub const COUNT: &str = "\
QUERY is that of list; without it all articles are counted. The number is of the index that was kept when the store was last looked at, by the \
reader or any other command: its files are not looked at. Marks are those of now. To ask for story:, outlets: or is:lead takes longer where the stories of \
that index have yet to be found.

Ends with 0, also where the number is 0; with 2 if there is no store or the query is wrong.

  dateline count is:unread
  dateline count is:new heat:>60";

pub const TOPICS: &str = "\
For people a tree, to a pipe columns parted by tabs: name, label, name of the topic above, articles. --json writes {\"version\":1,\"topics\":[...]} of \
objects with name, label, parent and articles; --jsonl those alone, one a line; -0 the names. Articles below a topic count under it too.

Ends with 0, with 2 if there is no store or the arguments are wrong.

  dateline topics
  dateline topics --sort articles --limit 10";

pub const STATS: &str = "\
Files are articles, removed (taken down), duplicates (another file says the same), not articles, or problems; notes are wrong values, \
bodies articles with a text. To a pipe each line is a name and a value, parted by a tab. --json and --jsonl write one object with version (1) and those names, -0 the path of the store.

With --sort or --limit the outlets are told too, and how many articles each has: to a pipe lines of outlet, name and number, in JSON by_outlet, objects with outlet and articles.

Ends with 0, with 2 if there is no store or the arguments are wrong.

  dateline stats --store ~/news
  dateline stats --limit 10
  dateline stats --json | jq .articles";

pub const COMPLETIONS: &str = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions fish > ~/.config/fish/completions/dateline.fish
  dateline completions zsh > \"${fpath[1]}/_dateline\"";

pub const MAN: &str = "\
Examples:
  dateline man > dateline.1
  dateline man list > dateline-list.1";
