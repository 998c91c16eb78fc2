//! How a segment file is laid out, and the numbers of its sections.
//!
//! # Version 5
//!
//! All numbers are little-endian. Every section begins at a multiple of 64 bytes, so that it can be read in place as an
//! array of its numbers; between sections stand zeros. The file is a cache: there is no other way to migrate a version
//! than to read the store again.
//!
//! ```text
//! 0     8  magic "DATELINE"
//! 8     4  version (6)
//! 12    4  sections in the table, at most 126
//! 16    8  length of the file in bytes
//! 24    8  XXH3-64 of these 4,096 bytes, with this field zero
//! 32   32  zeros
//! 64       the table: a section's number (4), zeros (4), offset (8), length in bytes (8), XXH3-64 of its bytes (8)
//! 4096     the sections, in any order
//! ```
//!
//! Rows stand newest first as written, the undated last, of one date the hotter first, ties by id: a date ahead of now is moved
//! when it is viewed, never here. The columns have a row's value at its number. A list of texts or of lists is two sections: all of them end to end,
//! and where each ends (8 bytes each), so that the next begins there.
//!
//! | section | holds |
//! |---|---|
//! | [`Section::STORE`] | the absolute path of the store's folder, in bytes |
//! | [`Section::COUNTS`] | [`super::super::Totals`] and some more, 8 bytes each: see `counts.rs` |
//! | [`Section::TITLES`], ..`_ENDS`, ..`_LENGTHS` | titles, each followed by its fold where that is another text; the title's own length (2) |
//! | [`Section::PATHS`], ..`_ENDS` | relative to the store, as the file system spells them |
//! | [`Section::IDS`] | [`crate::model::ArticleId`], 16 bytes |
//! | [`Section::DATES`] | seconds since 1970 (8, signed), the least value for undated |
//! | [`Section::HEAT`], [`Section::QUALITY`] | 2, signed, the least value for not known |
//! | [`Section::COVERAGE`] | other outlets with the story (2) |
//! | [`Section::FLAGS`] | [`super::super::Flags`] (2) |
//! | [`Section::NOTED`] | wrong values in the file (1) |
//! | [`Section::IMAGES`] | pictures (1), 255 for as many or more |
//! | [`Section::STAMPS`] | what the file was when it was read ([`super::super::stamp::fingerprint`], 8), 0 where it must be read again |
//! | [`Section::EXCERPT_NUMBERS`] | which details are the row's (4), the greatest value for none |
//! | [`Section::EXCERPTS`], ..`_ENDS` | details ([`super::super::details::Details`]: excerpt, address and the like) by their numbers, in the order in which they were read. No start touches it. In the head: those of its rows, by row |
//! | [`Section::TOPICS`], ..`_ENDS` | the topics the file names, by number (4) |
//! | [`Section::RELATED_ROWS`], ..`_ENDS` | the rows (4), rising, whose files name their story elsewhere ([`super::super::Flags::RELATED`]), most have none; and where the entries of each end (8) |
//! | [`Section::RELATED_IDS`], ..`_OUTLETS` | the entries: the [`crate::model::ArticleId`] that its address makes, 16 bytes, zeros where none does; the number of its outlet (4), the greatest value for none. An entry by the id of its own row is left out, and one that has neither |
//! | [`Section::BY_ID`] | the rows (4) in the order of their ids |
//! | [`Section::ADDED`] | when each article was first seen, in seconds since 1970 (4); 0 for those that were there when the store was first read |
//! | [`Section::TITLE_RANKS`] | the place of each title among all (4), equal ones with one number; empty where that was not worth finding |
//! | [`Section::ALL`] | the rows (4) that were not taken down |
//! | [`Section::HEAD`] | a segment within: the columns of the first rows, excerpts too, so that a first screen lies in a few neighbouring pages |
//! | [`Section::of_names`], one set for each [`Sort`] | names by number, most articles first, then those of articles taken down only, then outlets that only related entries name; their numbers in the order of the names (4); the rows under each (4); the outlet that over half of those have (4); how many of those are dated (4) |
//! | [`Section::TREE`], .. | the described topics: label, position of the topic above (4), and a hash of all of it |
//! | [`Section::OTHER_PATHS`], .. | files that say what another file says, and files that are no articles: path, stamp, id (zeros for none), wrong values (1) |
//! | [`Section::of_told`], for problems and for notes | path, code (1), line (4), message, and the stamp of the file, 0 where it has none |

/// The first bytes of every segment file.
pub(super) const MAGIC: [u8; 8] = *b"DATELINE";
/// To be raised with any change of the format, and with any change of what parsing makes of a file.
pub(super) const VERSION: u32 = 6;
/// Bytes of the header, the table among them.
pub(super) const HEADER: usize = 4096;
pub(super) const TABLE: usize = 64;
pub(super) const ENTRY: usize = 32;
pub(super) const MAX_SECTIONS: usize = (HEADER - TABLE) / ENTRY;
/// What every section begins at a multiple of.
pub(super) const ALIGN: u64 = 64;

// Numbers are read in place.
#[cfg(target_endian = "big")]
compile_error!("segment files are little-endian, and so must be the machine");

/// The number of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Section(pub u32);

impl Section {
    pub const STORE: Section = Section(1);
    pub const COUNTS: Section = Section(2);
    pub const TITLES: Section = Section(3);
    pub const TITLE_ENDS: Section = Section(4);
    pub const TITLE_LENGTHS: Section = Section(5);
    pub const PATHS: Section = Section(6);
    pub const PATH_ENDS: Section = Section(7);
    pub const IDS: Section = Section(8);
    pub const DATES: Section = Section(9);
    pub const HEAT: Section = Section(10);
    pub const QUALITY: Section = Section(11);
    pub const COVERAGE: Section = Section(12);
    pub const FLAGS: Section = Section(13);
    pub const NOTED: Section = Section(14);
    pub const STAMPS: Section = Section(15);
    pub const EXCERPT_NUMBERS: Section = Section(16);
    pub const EXCERPTS: Section = Section(17);
    pub const EXCERPT_ENDS: Section = Section(18);
    pub const TOPICS: Section = Section(19);
    pub const TOPIC_ENDS: Section = Section(20);
    pub const BY_ID: Section = Section(21);
    pub const ALL: Section = Section(22);
    pub const HEAD: Section = Section(23);
    pub const TREE: Section = Section(24);
    pub const TREE_ENDS: Section = Section(25);
    pub const TREE_PARENTS: Section = Section(26);
    pub const OTHER_PATHS: Section = Section(27);
    pub const OTHER_PATH_ENDS: Section = Section(28);
    pub const OTHER_STAMPS: Section = Section(29);
    pub const OTHER_IDS: Section = Section(30);
    pub const OTHER_NOTED: Section = Section(31);
    pub const TITLE_RANKS: Section = Section(32);
    pub const IMAGES: Section = Section(33);
    pub const ADDED: Section = Section(34);
    pub const RELATED_ROWS: Section = Section(35);
    pub const RELATED_ENDS: Section = Section(36);
    pub const RELATED_IDS: Section = Section(37);
    pub const RELATED_OUTLETS: Section = Section(38);

    /// Part `part` (0 to 7) of a dictionary.
    pub const fn of_names(sort: Sort, part: u32) -> Section {
        Section(64 + sort as u32 * 8 + part)
    }

    /// Part `part` (0 to 7) of what is wrong: problems, or else notes.
    pub const fn of_told(problems: bool, part: u32) -> Section {
        Section(if problems { 40 } else { 48 } + part)
    }
}

/// The dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Outlets,
    Kinds,
    Categories,
    Topics,
}
