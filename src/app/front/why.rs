//! Why a row stands where it does on the front page: its place, and the parts of its score.

use crate::app::app::App;
use crate::app::popup::Said;
use crate::app::status::{count, named, plural};

impl App {
    /// What is to be said of the selected row; nothing where it does not stand on the page.
    pub(in crate::app) fn why_here(&self) -> Option<Said> {
        let made = self.front.made().filter(|_| self.articles.is_front())?;
        let row = self.articles.selected()?;
        let stories = self.telling.of(&made.index)?;
        // Below the row that stands for its story: it stands there for that.
        let row = if made.edition.why(row).is_empty() { stories.lead_of(row) } else { row };
        let place = made.edition.rows().position(|other| other == row)?;
        let terms = made.edition.why(row).iter().map(|term| (format!("{:+}", term.points), term.value.clone()));
        let (of, looked) = (made.edition.rows().count(), plural(made.edition.weighed, "story", "stories"));
        let instead = made.edition.instead_of(row).map_or(String::new(), |other| {
            let whose = match made.index.outlet(other) {
                "" => named(made.index.title(other)),
                outlet => format!("the article of {outlet}"),
            };
            format!(" They are those of {whose}, which stood here and is muted.")
        });
        let variety: Vec<String> = made.edition.variety(row).iter().map(|turn| format!(" It {turn}.")).collect();
        Some(Said {
            headline: made.index.title(row).to_owned(),
            because: format!(
                "Number {} of {} in this edition, of {looked}: {} points.{}{instead}",
                place + 1,
                count(of),
                count(made.edition.score(row) as usize),
                variety.concat(),
            ),
            terms: terms.collect(),
        })
    }
}
