//! Geometry: which panes there are on a screen of some size, and where. A pure function of size and state; it holds no
//! contents and paints nothing.

use super::splits::{Edge, Splits, part, thousandths};
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
    /// Most articles have a text of their own: worth the height of the screen.
    pub bodies: bool,
    pub splits: Splits,
}

/// The shortest list over an article, in lines, where the reader has not made it shorter.
const SHORTEST_LIST: u16 = 6;
/// The fewest lines of list and article over each other, and columns beside each other and of the topics.
const FEWEST_LINES: u16 = 3;
const FEWEST_COLUMNS: u16 = 36;
const FEWEST_TOPICS: u16 = 14;

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
    /// The line between list and article: one row of cells, or, side by side, one column.
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
/// Columns from which the article has two columns; beside the list, of its own.
const WITH_ASIDE: u16 = 124;
const WITH_ASIDE_BESIDE: u16 = 112;
/// Columns from which headlines and article may stand side by side.
pub const SIDE_BY_SIDE: u16 = 150;
/// Below either, one pane at a time.
const STACKED: (u16, u16) = (60, 16);
/// Columns from which the date rail is long.
const LONG_RAIL: u16 = 90;
/// The widest line of text.
pub const MEASURE: u16 = 72;

impl Panes {
    pub fn new(width: u16, height: u16) -> Panes {
        Panes {
            width,
            height,
            focus: Focus::List,
            zoom: false,
            topics_hidden: false,
            headlines: usize::MAX,
            bodies: false,
            splits: Splits::default(),
        }
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
            let side = self.topics_width();
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
        layout.heading = Some(Rect { height: 1, ..right });
        if self.is_side_by_side() {
            self.beside(Rect { y: 1 + air, height: right.height - 1 - air, ..right }, &mut layout);
            return layout;
        }
        let both = right.height - 1 - air - 1;
        let list = self.list_lines(both, right.height);
        let article = both - list;
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

    /// Headlines and article side by side in `room`.
    fn beside(&self, room: Rect, layout: &mut Layout) {
        let both = room.width - 1;
        let wanted = self.splits.side.map_or(both * 48 / 100, |side| part(side, both));
        let list = wanted.clamp(FEWEST_COLUMNS, both - FEWEST_COLUMNS);
        let article = Rect { x: room.x + list + 1, width: both - list, ..room };
        layout.list = Some(Rect { width: list, ..room });
        layout.rule = Some(Rect { x: room.x + list, width: 1, ..room });
        let inner = inset(article);
        if inner.width >= WITH_ASIDE_BESIDE {
            layout.aside = inner.width - MEASURE - 4;
        }
        layout.article = Some(inner);
    }

    /// Whether headlines and article stand side by side: as the reader chose, else where there is text to read.
    pub fn is_side_by_side(&self) -> bool {
        self.can_be_side_by_side() && self.splits.side_by_side.unwrap_or(self.bodies)
    }

    pub fn can_be_side_by_side(&self) -> bool {
        self.width >= SIDE_BY_SIDE && !self.one_pane()
    }

    fn topics_width(&self) -> u16 {
        let wanted = self.splits.topics.unwrap_or(if self.width >= 160 { 30 } else { 26 });
        wanted.clamp(FEWEST_TOPICS, (self.width - 2 * FEWEST_COLUMNS - 2).min(self.width / 2))
    }

    /// Lines of the list, of those it shares with the article, in a pane of `height`.
    fn list_lines(&self, both: u16, height: u16) -> u16 {
        if let Some(list) = self.splits.list {
            return part(list, both).clamp(FEWEST_LINES, both - FEWEST_LINES);
        }
        let needed = u16::try_from(self.headlines.saturating_add(1)).unwrap_or(u16::MAX).max(SHORTEST_LIST);
        (both - (height * 36 / 100).clamp(6, 18)).min(needed)
    }

    /// Moves an edge to stand at this column and row, as far as it goes.
    pub fn move_edge(&mut self, edge: Edge, x: u16, y: u16) {
        let layout = self.layout();
        match (edge, layout.list, layout.rule, layout.article) {
            (Edge::Topics, ..) => {
                if let Some(topics) = layout.topics.filter(|_| !layout.drawer) {
                    self.splits.topics = Some(x.saturating_sub(topics.x));
                    self.splits.topics = Some(self.topics_width());
                }
            }
            (Edge::List, Some(list), Some(rule), _) if rule.height > 1 => {
                let both = self.width - list.x - 1;
                let cells = x.saturating_sub(list.x).clamp(FEWEST_COLUMNS, both - FEWEST_COLUMNS);
                self.splits.side = Some(thousandths(cells, both));
            }
            (Edge::List, Some(list), Some(rule), Some(article)) => {
                let both = list.height + (article.bottom() - rule.bottom());
                let cells = y.saturating_sub(list.y).clamp(FEWEST_LINES, both - FEWEST_LINES);
                self.splits.list = Some(thousandths(cells, both));
            }
            _ => {}
        }
    }

    /// Moves an edge by so many steps of a key; `false` where there is none.
    pub fn nudge(&mut self, edge: Edge, by: i16) -> bool {
        let layout = self.layout();
        let step = |at: u16, by: i16| at.saturating_add_signed(by);
        match (edge, layout.divider, layout.rule) {
            (Edge::Topics, Some(line), _) if !layout.drawer => self.move_edge(edge, step(line.x, by * 2), 0),
            (Edge::List, _, Some(line)) if line.height > 1 => self.move_edge(edge, step(line.x, by * 2), 0),
            (Edge::List, _, Some(line)) => self.move_edge(edge, 0, step(line.y, by)),
            _ => return false,
        }
        true
    }

    /// The edge at this place, if one is.
    pub fn edge_at(&self, x: u16, y: u16) -> Option<Edge> {
        let layout = self.layout();
        let at = |line: Option<Rect>| line.is_some_and(|line| line.contains((x, y).into()));
        match () {
            () if at(layout.divider) && !layout.drawer => Some(Edge::Topics),
            () if at(layout.rule) => Some(Edge::List),
            () => None,
        }
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
    use proptest::{option, prelude::*};

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
    fn side_by_side_is_the_default_from_150_columns_where_most_articles_have_bodies() {
        let at = |width, bodies| Panes { bodies, ..Panes::new(width, 40) }.is_side_by_side();
        assert!(at(150, true) && !at(149, true) && !at(200, false));
    }

    #[test]
    fn an_edge_goes_where_it_is_put_and_stays_there_on_a_larger_screen_in_proportion() {
        let mut panes = Panes::new(120, 40);
        panes.move_edge(Edge::List, 0, 12);
        assert_eq!(panes.layout().rule.unwrap().y, 12);
        panes.move_edge(Edge::Topics, 40, 0);
        assert_eq!(panes.layout().divider.unwrap().x, 40);
        panes.height = 80;
        assert!((22..=28).contains(&panes.layout().rule.unwrap().y), "{:?}", panes.layout().rule);
        for y in [0, 200] {
            panes.move_edge(Edge::List, 0, y);
            let layout = panes.layout();
            assert!(layout.list.unwrap().height >= 3 && layout.article.unwrap().height >= 3);
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
            width in 0u16..300, height in 0u16..100, focus in 0usize..3, flags in any::<[bool; 3]>(), headlines in 0usize..60,
            topics in option::of(any::<u16>()), list in option::of(0u16..1001), side in option::of(0u16..1001),
        ) {
            let focus = [Focus::Topics, Focus::List, Focus::Article][focus];
            let [zoom, topics_hidden, bodies] = flags;
            let splits = Splits { topics, list, side, side_by_side: None };
            let layout = Panes { width, height, focus, zoom, topics_hidden, headlines, bodies, splits }.layout();
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
