//! The keys of stories: unfold one in the list, one row for each or for every article, open what another outlet says.

use crate::app::app::App;
use crate::app::popup::{Popup, Said, Why};
use crate::app::status::Status;

impl App {
    /// Unfolds the story under the cursor, or folds it.
    pub(in crate::app) fn unfold(&mut self) {
        let Some(row) = self.articles.selected() else {
            return self.status = Some(Status::plain("No article is selected."));
        };
        if self.layout().list.is_none() {
            let key = self.key_name(crate::input::Action::Back);
            return self.status = Some(Status::plain(format!("Stories unfold in their list; {key} goes there.")));
        }
        let height = self.list_height();
        if self.articles.is_unfolded_here() {
            self.articles.fold(height);
            return;
        }
        let others = self.stories().map(|_| self.others_of(row)).unwrap_or_default();
        if others.is_empty() {
            return self.status = Some(Status::plain(self.why_alone(row)));
        }
        self.articles.fold(height);
        self.articles.unfold(others, height);
    }

    fn why_alone(&self, row: crate::index::Row) -> String {
        let index = self.articles.index();
        if let Some(said) = self.says_apart(row) {
            return format!("{said} {} lists that.", self.key_name(crate::input::Action::Muted));
        }
        if self.telling.plain && !self.articles.is_front() {
            let key = self.key_name(crate::input::Action::ToggleStories);
            return format!("Every article has a row of its own; {key} puts stories together.");
        }
        if self.telling.of(index).is_none() {
            return "What belongs together is still being found.".to_owned();
        }
        match index.coverage(row) {
            0 => "Nobody else tells this story here.".to_owned(),
            _ => "This story has no other article here; where else it is told stands with the article.".to_owned(),
        }
    }

    /// Says why the row under the cursor stands on the front page, and why the articles of its story are one.
    pub(in crate::app) fn why(&mut self) {
        let (here, story, apart) = (self.why_here(), self.why_one_story(), self.why_apart());
        let title = match (&here, &story) {
            (Some(_), _) => "Why it stands here",
            (None, Some(_)) => "Why this is one story",
            (None, None) => "Why this is a story of its own",
        };
        let said: Vec<Said> = here.into_iter().chain(story.into_iter().flatten()).chain(apart).collect();
        match (said.is_empty(), self.articles.selected()) {
            (false, _) => self.popup = Some(Popup::Why(Why::new(title, said))),
            (true, Some(row)) => self.status = Some(Status::plain(self.why_alone(row))),
            (true, None) => self.status = Some(Status::plain("No article is selected.")),
        }
    }

    /// One row for each story, or for each article.
    pub(in crate::app) fn toggle_stories(&mut self) {
        if self.articles.is_front() {
            let says = "The front page has a row for each story; the lists may have one for each article.";
            return self.status = Some(Status::plain(says));
        }
        self.telling.plain = !self.telling.plain;
        self.status = Some(Status::plain(match self.telling.plain {
            true => "Every article has a row of its own.",
            false => "One row for each story.",
        }));
        self.articles.hold_selected();
        self.ask();
    }
}
