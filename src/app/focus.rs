//! Going from pane to pane, and choosing which panes there are. What is in them stays as it is.

use super::app::App;
use super::panes::{Focus, SIDE_BY_SIDE};
use super::splits::Edge;
use super::status::Status;
use super::topics::Fold;

impl App {
    pub(super) fn pane_left(&mut self) {
        let height = self.topics_height();
        match self.panes.focus {
            Focus::Topics => _ = self.topics.set_fold(Fold::Closed, &self.index, height),
            Focus::List => self.panes.focus = Focus::Topics,
            Focus::Article => self.leave_article(),
        }
        self.choose_topic();
    }

    pub(super) fn pane_right(&mut self) {
        let height = self.topics_height();
        match self.panes.focus {
            Focus::Topics if self.topics.set_fold(Fold::Open, &self.index, height) => {}
            Focus::Topics => self.panes.focus = Focus::List,
            Focus::List => self.panes.focus = Focus::Article,
            Focus::Article => {}
        }
    }

    pub(super) fn leave_article(&mut self) {
        self.panes.zoom = false;
        self.panes.focus = Focus::List;
    }

    pub(super) fn cycle(&mut self, by: isize) {
        if self.panes.zoom {
            return;
        }
        let all = [Focus::Topics, Focus::List, Focus::Article];
        let sidebar = self.layout().topics.is_some() || self.panes.one_pane();
        let ring = if sidebar { &all[..] } else { &all[1..] };
        let at = ring.iter().position(|focus| *focus == self.panes.focus).unwrap_or(0);
        self.panes.focus = ring[(at as isize + by).rem_euclid(ring.len() as isize) as usize];
    }

    pub(super) fn enter(&mut self) {
        match self.panes.focus {
            Focus::Topics => {
                let (height, fold) = (self.topics_height(), self.topics.header_fold());
                match fold {
                    Some(Fold::Closed) => _ = self.topics.set_fold(Fold::Open, &self.index, height),
                    Some(Fold::Open) => _ = self.topics.set_fold(Fold::Closed, &self.index, height),
                    None => {
                        if let Some(search) = self.listed_search() {
                            self.history.keep(&search.query.clone());
                        }
                        self.panes.focus = Focus::List;
                    }
                }
            }
            Focus::List if self.articles.selected().is_some() => {
                self.panes.focus = Focus::Article;
                self.note_opened();
            }
            Focus::List => {}
            Focus::Article => self.open_original(),
        }
    }

    pub(super) fn toggle_topics(&mut self) {
        if self.panes.zoom {
            return;
        }
        if self.panes.has_sidebar_room() {
            self.panes.topics_hidden = !self.panes.topics_hidden;
            if self.panes.topics_hidden && self.panes.focus == Focus::Topics {
                self.panes.focus = Focus::List;
            }
        } else {
            self.panes.focus = if self.panes.focus == Focus::Topics { Focus::List } else { Focus::Topics };
        }
    }

    pub(super) fn zoom(&mut self) {
        if self.panes.zoom {
            self.leave_article();
        } else if self.articles.selected().is_some() {
            self.panes.zoom = true;
            self.panes.focus = Focus::Article;
        }
    }

    pub(super) fn side_by_side(&mut self) {
        if self.panes.can_be_side_by_side() {
            self.panes.splits.side_by_side = Some(!self.panes.is_side_by_side());
        } else {
            self.status = Some(Status::plain(format!("Side by side needs {SIDE_BY_SIDE} columns.")));
        }
    }

    pub(super) fn nudge(&mut self, edge: Edge, by: i16) {
        if !self.panes.nudge(edge, by) {
            let what = match edge {
                Edge::Topics => "The topics do not stand beside the headlines here.",
                Edge::List => "There is only one pane here.",
            };
            self.status = Some(Status::plain(what));
        }
    }
}
