//! Who else tells what an article tells: the other articles of its story, in the order of time.

use crate::app::app::App;
use crate::app::marking::Together;
use crate::index::Row;

/// Another article of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Companion {
    pub row: Row,
    pub unread: bool,
}

/// All of them, earliest first; empty for an article that is alone.
pub type Company = Vec<Companion>;

impl App {
    /// The other articles of the story of `row`, earliest first, the undated last.
    pub(in crate::app) fn others_of(&self, row: Row) -> Vec<Row> {
        let index = self.articles.index();
        let Some(stories) = self.telling.of(index) else { return Vec::new() };
        let Some(story) = stories.of(row) else { return Vec::new() };
        let mut others: Vec<Row> = stories.members(story).iter().copied().filter(|&other| other != row).collect();
        others.reverse();
        others.sort_by_key(|&other| index.date(other).is_none());
        others
    }

    /// What is read together with a row of the list: its story, unless it stands below the row that stands for that.
    pub(in crate::app) fn together(&self) -> Together {
        let Some(stories) = self.stories() else { return Together::default() };
        let rows = self.articles.rows();
        let below = rows.unfolding().map_or(0..0, |unfolding| unfolding.start + 1..unfolding.end);
        Together { stories: stories.clone(), alone: below.filter_map(|at| rows.get(at)).collect() }
    }

    /// The company of the selected article.
    pub(in crate::app) fn company(&self) -> Company {
        let Some(row) = self.articles.selected() else { return Vec::new() };
        let is_unread = |row: Row| self.marks().is_some_and(|marks| !marks.is_read(row));
        self.others_of(row).into_iter().map(|row| Companion { row, unread: is_unread(row) }).collect()
    }
}
