//! The rows of the table: what each figure is called, in which unit, and against which other of the same run its ratio
//! is. Whoever measures knows only the keys.

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Ms,
    MiB,
    Bytes,
    Times,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    pub key: &'static str,
    pub name: &'static str,
    pub unit: Unit,
    /// Keys of other rows, with what they are called in the cell.
    pub against: &'static [(&'static str, &'static str)],
}

type Against = &'static [(&'static str, &'static str)];

const NOTHING: Against = &[];
const BARE: Against = &[("bare.start", "bare")];
const START: Against = &[("bare.start", "bare"), ("start.empty", "empty")];
const KEY: Against = &[("bare.key", "bare")];
const READ: Against = &[("read", "read")];
const STAT: Against = &[("stat", "stat")];
const COLD: Against = &[("read.cold", "cold read")];
const OURS: Against = &[("start", "ours")];

const fn ms(key: &'static str, name: &'static str, against: Against) -> Row {
    Row { key, name, unit: Unit::Ms, against }
}

const fn mib(key: &'static str, name: &'static str) -> Row {
    Row { key, name, unit: Unit::MiB, against: NOTHING }
}

pub const ROWS: &[Row] = &[
    ms("bare.start", "**start**: a bare ratatui program, full screen", NOTHING),
    ms("start.empty", "an empty store", BARE),
    ms("start", "this store, cache there: first full screen", START),
    ms("start.front", "the same, its front page", START),
    ms("start.rest", "and at rest, with the article", START),
    ms("start.cold", "the same, cold disk: first full screen", NOTHING),
    ms("read", "**first open**: a plain read of every file, on every core", NOTHING),
    ms("open", "no cache: first full screen", BARE),
    ms("open.complete", "all headlines there", READ),
    ms("open.written", "cache file there", READ),
    ms("open.stories", "its stories found and kept", READ),
    ms("open.logged", "of that, reading, as it logs it", READ),
    ms("read.cold", "cold disk: a plain read, 64 threads", NOTHING),
    ms("open.cold", "cold disk: all headlines there", COLD),
    ms("rg.count", "`rg --count . STORE`", READ),
    ms("stat", "**refresh**: a stat of every file, on every core", NOTHING),
    ms("refresh", "nothing changed", STAT),
    ms("refresh.changed", "1% changed", STAT),
    ms("bare.key", "**key to screen**: the bare program, `j`", NOTHING),
    ms("key.j", "`j`", KEY),
    ms("key.k", "`k`", KEY),
    ms("key.C-d", "`C-d`", KEY),
    ms("key.PgDn", "PgDn", KEY),
    ms("key.G", "`G`", KEY),
    ms("key.gg", "`g g`", KEY),
    ms("key.T", "`T`, the topics hidden or shown", KEY),
    ms("key.help", "`?`", KEY),
    ms("key.topic", "`j` in the topics: another topic", KEY),
    ms("key.all", "`k` there: All", KEY),
    ms("key.enter", "Enter, to its headlines", KEY),
    ms("key.heat", "`S h`, the order by heat", KEY),
    ms("key.newest", "`S n`, the newest first", KEY),
    ms("key.search", "`/`", KEY),
    ms("key.letter.1.first", "the first letter of a search: first frame", KEY),
    ms("key.letter.1", "the first letter: at rest", KEY),
    ms("key.letter.5.first", "the fifth: first frame", KEY),
    ms("key.letter.5", "the fifth: at rest", KEY),
    ms("rg.word", "`rg -liF crash STORE`", NOTHING),
    Row { key: "bytes.j", name: "bytes written for a `j`", unit: Unit::Bytes, against: NOTHING },
    mib("memory.peak", "**memory**, MiB: peak of the first open"),
    mib("memory.peak.stories", "the same, its stories found"),
    mib("memory.start", "after the start: its own"),
    mib("memory.start.files", "and mapped files"),
    mib("memory.search", "after `/e`, a search over everything: its own"),
    mib("memory.search.files", "and mapped files"),
    Row { key: "idle", name: "**idle**: waits of all threads in 10 s", unit: Unit::Times, against: NOTHING },
    ms("newsboat.start", "**newsboat**, the same headlines: its feeds", OURS),
    ms("newsboat.list", "and from there the headlines, on Enter", NOTHING),
    ms("newsboat.key", "`j` in them", KEY),
    mib("newsboat.memory", "its memory, MiB: peak"),
];
