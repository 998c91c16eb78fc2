//! Not the same story: an article is taken out of its story, and put back. The rules are written outside, and the stories that follow
//! from them are made there.

use crate::app::app::App;
use crate::app::panes::Focus;
use crate::app::status::{Status, named};
use crate::app::undo::{Step, Way};
use crate::config::rules::{Change, Changed, Edit, Named, Parting};
use crate::input::{Action, Context};

impl App {
    /// Says that the article under the cursor, or the one that is being read, is not the same story as the others of it.
    pub(in crate::app) fn not_same_story(&mut self) {
        match self.parting() {
            Ok(parting) => self.take_step(Step::Rules(Change::Part(parting).into()), Way::Do),
            Err(why) => self.status = Some(Status::plain(why)),
        }
    }

    /// What is to be said, or why that can't be known.
    fn parting(&self) -> Result<Parting, String> {
        let row = self.articles.selected().ok_or("No article is selected.")?;
        if self.articles.selection().is_some() {
            let back = self.key_name(Action::Back);
            return Err(format!(
                "One article at a time is taken out of its story; {back} lets go of the selected ones."
            ));
        }
        let index = self.articles.index();
        if self.telling.of(index).is_none() {
            return Err("What belongs together is still being found.".to_owned());
        }
        let others = self.others_of(row);
        match others.len() {
            0 => return Err("This article is a story of its own already.".to_owned()),
            1 => {}
            // Which of them is meant, a row that stands for all of them does not say.
            others if self.stands_for_others() => {
                let key = |action| self.keymap.keys_of(Context::List, action).into_iter().next();
                let [unfold, part] =
                    [Action::Unfold, Action::NotSameStory].map(|action| key(action).unwrap_or_else(|| "-".to_owned()));
                return Err(format!(
                    "This row stands for {} articles. {unfold} unfolds it; then {part} on the one that does not belong.",
                    others + 1
                ));
            }
            _ => {}
        }
        let named =
            |row| Named { id: index.id(row), title: index.title(row).to_owned(), outlet: index.outlet(row).to_owned() };
        let from = others.into_iter().map(named).collect();
        Ok(Parting { article: named(row), from, said: self.clock.iso_day(Some(self.clock.now)) })
    }

    /// The cursor is on a row of the list that stands for a whole story, folded.
    fn stands_for_others(&self) -> bool {
        self.panes.focus != Focus::Article && self.stories().is_some() && !self.articles.is_unfolded_here()
    }

    /// The rules have been changed, or could not be.
    pub(in crate::app) fn take_ruled(&mut self, edit: Edit, way: Way, outcome: Result<Changed, String>) {
        let Changed { back, rules } = match outcome {
            Ok(changed) => changed,
            Err(why) => {
                self.undo.failed(way, Step::Rules(edit));
                return self.status = Some(Status::error(why));
            }
        };
        self.status = Some(Status::plain(match (&edit.change, &back) {
            (Change::Part(parting), Some(_)) => {
                let key = self.key_name(Action::Undo);
                format!("{} is a story of its own now. {key} puts it back.", named(&parting.article.title))
            }
            (Change::Join(parting), Some(_)) if parting.article.title.is_empty() => "It is put back.".to_owned(),
            (Change::Join(parting), Some(_)) => format!("{} is put back.", named(&parting.article.title)),
            (Change::Say(..) | Change::Unsay(_), Some(_)) => self.says_taste(&edit.change),
            (_, None) => "The rules say so already.".to_owned(),
        }));
        if let Some(back) = back {
            self.undo.taken(way, Step::Rules(back));
        }
        self.take_rules(rules);
    }
}
