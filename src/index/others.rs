//! Files of a store that have no row: those that say what another file says, and those that are no articles, which is no error.
//! They are known so that they need not be read again.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::segment::{Doubt, Ranges, Section, Segment, Writer};
use crate::model::ArticleId;

/// One such file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Other {
    pub path: PathBuf,
    /// 0 where it is to be read again.
    pub stamp: u64,
    /// Of the article that another file is shown for; nothing where this is no article.
    pub id: Option<ArticleId>,
    /// Wrong values in it.
    pub noted: u8,
}

/// All of them, by path.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Others<'a> {
    paths: Ranges<'a, u8>,
    pub stamps: &'a [u64],
    ids: &'a [[u8; 16]],
    noted: &'a [u8],
}

impl<'a> Others<'a> {
    pub fn read(segment: &Segment<'a>) -> Result<Others<'a>, Doubt> {
        let stamps: &[u64] = segment.column(Section::OTHER_STAMPS)?;
        let len = stamps.len();
        let ends = segment.rows(Section::OTHER_PATH_ENDS, len)?;
        Ok(Others {
            paths: Ranges { ends, all: segment.column(Section::OTHER_PATHS)? },
            stamps,
            ids: segment.rows(Section::OTHER_IDS, len)?,
            noted: segment.rows(Section::OTHER_NOTED, len)?,
        })
    }

    pub fn len(&self) -> usize {
        self.stamps.len()
    }

    pub fn path(&self, at: usize) -> &'a Path {
        Path::new(OsStr::from_bytes(self.paths.get(at)))
    }

    /// Of the article it is a second file of.
    pub fn id(&self, at: usize) -> Option<ArticleId> {
        self.ids.get(at).map(|id| ArticleId(*id)).filter(|id| *id != ArticleId::default())
    }

    pub fn iter(&self) -> impl Iterator<Item = Other> {
        (0..self.len()).map(|at| Other {
            path: self.path(at).to_owned(),
            stamp: self.stamps[at],
            id: self.id(at),
            noted: self.noted[at],
        })
    }
}

/// Writes `others`, which stand by path.
pub(crate) fn write(out: &mut Writer, others: &[Other]) -> std::io::Result<()> {
    let ends = out.parts(Section::OTHER_PATHS, others.iter().map(|other| other.path.as_os_str().as_bytes()))?;
    out.section(Section::OTHER_PATH_ENDS, &ends)?;
    out.section(Section::OTHER_STAMPS, &others.iter().map(|other| other.stamp).collect::<Vec<u64>>())?;
    let ids = others.iter().map(|other| other.id.unwrap_or_default().0);
    out.section(Section::OTHER_IDS, &ids.collect::<Vec<[u8; 16]>>())?;
    out.section(Section::OTHER_NOTED, &others.iter().map(|other| other.noted).collect::<Vec<u8>>())
}
