//! Geometry: which panes there are on a screen of some size, and where. A pure function of size and state; it holds no
//! contents and paints nothing.

use ratatui::layout::Rect;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    Topics,
    #[default]
    List,
    Article,
}

/// How wide the date rail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rail {
    /// Six cells: `31 May`.
    Long,
    /// Three cells: `31M`.
    Short,
}

impl Rail {
    pub fn width(self) -> u16 {
        match self {
            Rail::Long => 6,
            Rail::Short => 3,
        }
    }
}

/// What geometry depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    pub width: u16,
    pub height: u16,
    pub focus: Focus,
    /// The article alone.
    pub zoom: bool,
    /// The reader hid the topics where there is room for them.
    pub topics_hidden: bool,
    /// Headlines of the whole store: a list that needs less than its room leaves the rest to the article. Of the store
    /// and not of what is listed now, so that nothing moves while one searches.
    pub headlines: usize,
}

/// The shortest list over an article, in lines.
const SHORTEST_LIST: u16 = 6;

/// Where everything stands. A pane that is not there has no area.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Nothing can be shown on this screen.
    pub too_small: bool,
    pub topics: Option<Rect>,
    /// The topics lie over the list instead of beside it.
    pub drawer: bool,
    /// The line of state above the list; the search box takes its place.
    pub heading: Option<Rect>,
    pub list: Option<Rect>,
    /// The line between list and article.
    pub rule: Option<Rect>,
    /// The line between topics and the rest.
    pub divider: Option<Rect>,
    pub article: Option<Rect>,
    /// Width of the article's second column; 0 where it has none.
    pub aside: u16,
    pub last: Rect,
}

/// The smallest screen that shows anything.
pub const SMALLEST: (u16, u16) = (30, 8);
/// Columns from which topics stand beside the list.
const WITH_TOPICS: u16 = 110;
/// Columns from which the article has two columns.
const WITH_ASIDE: u16 = 124;
/// Below either, one pane at a time.
const STACKED: (u16, u16) = (60, 16);
/// Columns from which the date rail is long.
const LONG_RAIL: u16 = 90;
/// The widest line of text.
pub const MEASURE: u16 = 72;

impl Panes {
    pub fn new(width: u16, height: u16) -> Panes {
        Panes { width, height, focus: Focus::List, zoom: false, topics_hidden: false, headlines: usize::MAX }
    }

    pub fn too_small(&self) -> bool {
        self.width < SMALLEST.0 || self.height < SMALLEST.1
    }

    /// One pane at a time, drilled into.
    pub fn one_pane(&self) -> bool {
        self.width < STACKED.0 || self.height < STACKED.1
    }

    /// There is room for topics beside the list.
    pub fn has_sidebar_room(&self) -> bool {
        self.width >= WITH_TOPICS && !self.one_pane()
    }

    pub fn rail(&self) -> Rail {
        if self.width >= LONG_RAIL { Rail::Long } else { Rail::Short }
    }

    pub fn layout(&self) -> Layout {
        let (width, height) = (self.width, self.height);
        if self.too_small() {
            return Layout { too_small: true, ..Layout::default() };
        }
        let last = Rect::new(0, height - 1, width, 1);
        let body = Rect::new(0, 0, width, height - 1);
        if self.zoom {
            return Layout { article: Some(middle(body)), last, ..Layout::default() };
        }
        if self.one_pane() {
            return self.drilled(body, last);
        }
        self.stacked(body, last)
    }

    fn drilled(&self, body: Rect, last: Rect) -> Layout {
        let heading = Rect { height: 1, ..body };
        let rest = Rect { y: body.y + 1, height: body.height - 1, ..body };
        let mut layout = Layout { last, ..Layout::default() };
        match self.focus {
            Focus::Topics => layout.topics = Some(body),
            Focus::List => (layout.heading, layout.list) = (Some(heading), Some(rest)),
            Focus::Article => (layout.heading, layout.article) = (Some(heading), Some(inset(rest))),
        }
        layout
    }

    fn stacked(&self, body: Rect, last: Rect) -> Layout {
        let mut layout = Layout { last, ..Layout::default() };
        let mut right = body;
        let beside = self.has_sidebar_room() && !self.topics_hidden;
        if beside {
            let side = if self.width >= 160 { 30 } else { 26 };
            layout.topics = Some(Rect { width: side, ..body });
            layout.divider = Some(Rect { x: side, width: 1, ..body });
            right = Rect { x: side + 1, width: self.width - side - 1, ..body };
        } else if self.focus == Focus::Topics {
            layout.drawer = true;
            let side = 30.min(self.width - 8);
            layout.topics = Some(Rect { width: side, ..body });
            layout.divider = Some(Rect { x: side, width: 1, ..body });
        }
        let air = u16::from(self.height >= 30);
        let both = right.height - 1 - air - 1;
        let needed = u16::try_from(self.headlines.saturating_add(1)).unwrap_or(u16::MAX).max(SHORTEST_LIST);
        let list = (both - (right.height * 36 / 100).clamp(6, 18)).min(needed);
        let article = both - list;
        layout.heading = Some(Rect { height: 1, ..right });
        layout.list = Some(Rect { y: 1 + air, height: list, ..right });
        layout.rule = Some(Rect { y: 1 + air + list, height: 1, ..right });
        let article = Rect { y: right.height - article, height: article, ..right };
        if self.width >= WITH_ASIDE {
            let inner = inset(article);
            let text = MEASURE.min(inner.width * 62 / 100);
            layout.aside = inner.width - text - 4;
        }
        layout.article = Some(inset(article));
        layout
    }
}

/// One blank cell left and right.
fn inset(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}

/// Text alone on the screen stands in its middle.
fn middle(area: Rect) -> Rect {
    let width = MEASURE.min(area.width.saturating_sub(2));
    Rect { x: (area.width - width) / 2, width, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn areas(layout: &Layout) -> Vec<Rect> {
        [layout.topics, layout.heading, layout.list, layout.rule, layout.divider, layout.article, Some(layout.last)]
            .into_iter()
            .flatten()
            .collect()
    }

    #[test]
    fn topics_stand_beside_the_list_from_110_columns_and_two_columns_from_124() {
        let at = |width| Panes::new(width, 36).layout();
        assert!(at(109).topics.is_none());
        assert!(at(110).topics.is_some());
        assert_eq!(at(123).aside, 0);
        assert!(at(124).aside >= 28);
    }

    #[test]
    fn below_60_columns_or_16_rows_one_pane_is_shown() {
        for (width, height) in [(59, 24), (120, 15)] {
            let layout = Panes::new(width, height).layout();
            assert!(layout.list.is_some() && layout.article.is_none(), "{width}x{height}");
        }
    }

    #[test]
    fn below_30x8_nothing_is_laid_out() {
        assert!(Panes::new(29, 24).layout().too_small);
        assert!(Panes::new(80, 7).layout().too_small);
        assert!(!Panes::new(30, 8).layout().too_small);
    }

    proptest! {
        #[test]
        fn no_pane_leaves_the_screen_and_only_a_drawer_lies_over_another(
            width in 0u16..300, height in 0u16..100, focus in 0usize..3, zoom: bool, hidden: bool, headlines in 0usize..60
        ) {
            let focus = [Focus::Topics, Focus::List, Focus::Article][focus];
            let layout = Panes { width, height, focus, zoom, topics_hidden: hidden, headlines }.layout();
            if layout.too_small { return Ok(()); }
            let screen = Rect::new(0, 0, width, height);
            let areas = areas(&layout);
            for (i, a) in areas.iter().enumerate() {
                prop_assert_eq!(a.intersection(screen), *a);
                prop_assert!(a.width > 0 && a.height > 0);
                for b in &areas[i + 1..] {
                    prop_assert!(layout.drawer || !a.intersects(*b), "{:?} over {:?}", a, b);
                }
            }
        }
    }
}
