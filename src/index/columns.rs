//! One article a row, one array a field: as slices, whether a [`super::Batch`] has collected them or a segment holds them. Names
//! are numbers of a dictionary that stands beside them.

use std::ops::Range;

use crate::model::ArticleId;

use super::related::RelatedLists;
use super::segment::{Doubt, Ranges, Section, Segment, Sort, Writer};

/// In `dates`: undated. Below every date, so the undated come last where the newest come first.
pub(crate) const UNDATED: i64 = i64::MIN;
/// In `heat` and `quality`: not known.
pub(crate) const UNKNOWN: i16 = i16::MIN;
/// In `excerpt_numbers`: there is none.
pub(crate) const NO_EXCERPT: u32 = u32::MAX;
/// The dictionaries that have one name a row.
pub(crate) const SINGLE: [Sort; 3] = [Sort::Outlets, Sort::Kinds, Sort::Categories];

/// The arrays, all of one length. A row that is not there has empty values.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Columns<'a> {
    /// Each title followed by its fold, where it has one of its own.
    pub titles: Ranges<'a, u8>,
    /// Bytes of the title alone.
    pub title_lengths: &'a [u16],
    pub paths: Ranges<'a, u8>,
    pub ids: &'a [[u8; 16]],
    pub dates: &'a [i64],
    pub heat: &'a [i16],
    pub quality: &'a [i16],
    pub coverage: &'a [u16],
    pub flags: &'a [u16],
    pub noted: &'a [u8],
    pub images: &'a [u8],
    pub stamps: &'a [u64],
    pub excerpt_numbers: &'a [u32],
    /// Numbers of [`SINGLE`] dictionaries.
    pub names: [&'a [u32]; 3],
    pub topics: Ranges<'a, u32>,
    /// Not in the head.
    pub related: RelatedLists<'a>,
}

impl<'a> Columns<'a> {
    /// The columns of a segment that has `rows` rows, but for what they say of their stories elsewhere.
    pub fn read(segment: &Segment<'a>, rows: usize) -> Result<Columns<'a>, Doubt> {
        let text = |all, ends| -> Result<Ranges<'a, u8>, Doubt> {
            Ok(Ranges { ends: segment.rows(ends, rows)?, all: segment.column(all)? })
        };
        Ok(Columns {
            titles: text(Section::TITLES, Section::TITLE_ENDS)?,
            title_lengths: segment.rows(Section::TITLE_LENGTHS, rows)?,
            paths: text(Section::PATHS, Section::PATH_ENDS)?,
            ids: segment.rows(Section::IDS, rows)?,
            dates: segment.rows(Section::DATES, rows)?,
            heat: segment.rows(Section::HEAT, rows)?,
            quality: segment.rows(Section::QUALITY, rows)?,
            coverage: segment.rows(Section::COVERAGE, rows)?,
            flags: segment.rows(Section::FLAGS, rows)?,
            noted: segment.rows(Section::NOTED, rows)?,
            images: segment.rows(Section::IMAGES, rows)?,
            stamps: segment.rows(Section::STAMPS, rows)?,
            excerpt_numbers: segment.rows(Section::EXCERPT_NUMBERS, rows)?,
            names: [
                segment.rows(name_column(Sort::Outlets), rows)?,
                segment.rows(name_column(Sort::Kinds), rows)?,
                segment.rows(name_column(Sort::Categories), rows)?,
            ],
            topics: Ranges { ends: segment.rows(Section::TOPIC_ENDS, rows)?, all: segment.column(Section::TOPICS)? },
            related: RelatedLists::default(),
        })
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn id(&self, at: usize) -> ArticleId {
        self.ids.get(at).map_or_else(ArticleId::default, |id| ArticleId(*id))
    }

    pub fn title(&self, at: usize) -> &'a [u8] {
        let whole = self.titles.get(at);
        whole.get(..self.title_length(at)).unwrap_or_default()
    }

    /// The title as it is matched: folded but for ASCII case, which the matcher ignores.
    pub fn folded(&self, at: usize) -> &'a [u8] {
        self.titles.all.get(self.folded_place(at)).unwrap_or_default()
    }

    /// Where that lies among the bytes of all titles; outside of them where there is none.
    #[inline]
    pub fn folded_place(&self, at: usize) -> Range<usize> {
        let Some(&end) = self.titles.ends.get(at) else { return usize::MAX..usize::MAX };
        let (start, end) = (self.titles.start(at), end as usize);
        let fold = start.saturating_add(self.title_length(at));
        if fold < end { fold..end } else { start..end }
    }

    fn title_length(&self, at: usize) -> usize {
        self.title_lengths.get(at).copied().map_or(0, usize::from)
    }

    pub fn name(&self, sort: Sort, at: usize) -> Option<u32> {
        self.names[sort as usize].get(at).copied()
    }
}

/// The section that has each row's number in a dictionary.
pub(crate) const fn name_column(sort: Sort) -> Section {
    Section::of_names(sort, 7)
}

/// Where a row of a new index comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Position of what it comes from among the sources.
    pub source: u32,
    pub at: u32,
}

impl Place {
    pub fn source(self) -> usize {
        self.source as usize
    }

    pub fn at(self) -> usize {
        self.at as usize
    }
}

/// What is numbered anew in a new index, by row.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers<'a> {
    /// Of [`SINGLE`] dictionaries.
    pub names: [&'a [u32]; 3],
    pub topics: Ranges<'a, u32>,
    pub excerpts: &'a [u32],
}

impl<'a> Numbers<'a> {
    /// Of the first rows only.
    pub fn first(self, rows: usize) -> Numbers<'a> {
        let ends = &self.topics.ends[..rows];
        let all = &self.topics.all[..ends.last().map_or(0, |&end| end as usize)];
        Numbers {
            names: self.names.map(|column| &column[..rows]),
            topics: Ranges { ends, all },
            excerpts: &self.excerpts[..rows],
        }
    }
}

/// Writes the columns of `order`, taken from `sources`.
pub(crate) fn write(
    out: &mut Writer,
    sources: &[Columns<'_>],
    order: &[Place],
    numbers: Numbers<'_>,
) -> std::io::Result<()> {
    let titles = order.iter().map(|p| sources[p.source()].titles.get(p.at()));
    let ends = out.parts(Section::TITLES, titles)?;
    out.section(Section::TITLE_ENDS, &ends)?;
    let paths = order.iter().map(|p| sources[p.source()].paths.get(p.at()));
    let ends = out.parts(Section::PATHS, paths)?;
    out.section(Section::PATH_ENDS, &ends)?;
    let each = Each { sources, order };
    each.put(out, Section::TITLE_LENGTHS, |c, at| c.title_lengths[at])?;
    each.put(out, Section::IDS, |c, at| c.ids[at])?;
    each.put(out, Section::DATES, |c, at| c.dates[at])?;
    each.put(out, Section::HEAT, |c, at| c.heat[at])?;
    each.put(out, Section::QUALITY, |c, at| c.quality[at])?;
    each.put(out, Section::COVERAGE, |c, at| c.coverage[at])?;
    each.put(out, Section::FLAGS, |c, at| c.flags[at])?;
    each.put(out, Section::NOTED, |c, at| c.noted[at])?;
    each.put(out, Section::IMAGES, |c, at| c.images[at])?;
    each.put(out, Section::STAMPS, |c, at| c.stamps[at])?;
    out.section(Section::EXCERPT_NUMBERS, numbers.excerpts)?;
    for sort in SINGLE {
        out.section(name_column(sort), numbers.names[sort as usize])?;
    }
    out.section(Section::TOPICS, numbers.topics.all)?;
    out.section(Section::TOPIC_ENDS, numbers.topics.ends)
}

/// One value a row.
struct Each<'s, 'a> {
    sources: &'s [Columns<'a>],
    order: &'s [Place],
}

impl Each<'_, '_> {
    fn put<T: bytemuck::NoUninit>(
        &self,
        out: &mut Writer,
        section: Section,
        pick: impl Fn(&Columns<'_>, usize) -> T,
    ) -> std::io::Result<()> {
        let values: Vec<T> = self.order.iter().map(|p| pick(&self.sources[p.source()], p.at())).collect();
        out.section(section, &values)
    }
}
