//! Why articles are one story, in sentences.

use crate::app::app::App;
use crate::app::dates::apart;
use crate::app::popup::Said;
use crate::index::{Index, Row};
use crate::story::{Stories, Why};

impl App {
    /// What is to be said of the story of the selected article: a line for the whole, then one for each of its articles.
    pub(in crate::app) fn why_one_story(&self) -> Option<Vec<Said>> {
        let (row, index) = (self.articles.selected()?, self.articles.index());
        let stories = self.telling.of(index)?;
        let story = stories.of(row)?;
        let lead = stories.lead(story)?;
        let mut lines = vec![Said::new(
            index.title(lead),
            format!("{} leads the story: {}", name(index, lead), reasons(index, stories, lead)),
        )];
        let others = stories.members(story).iter().rev().filter(|&&member| member != lead);
        lines.extend(
            others.filter_map(|&member| Some(Said::new(index.title(member), because(index, stories, member)?))),
        );
        Some(lines)
    }
}

fn name(index: &Index, row: Row) -> &str {
    if index.outlet(row).is_empty() { "An unnamed outlet" } else { index.outlet(row) }
}

/// The same, with which of its articles it is, where the story has several of it: `Reuters (2nd of 3)`.
fn name_among(index: &Index, stories: &Stories, row: Row) -> String {
    let name = name(index, row);
    let members = stories.of(row).map_or(&[][..], |story| stories.members(story));
    let is_its = |other: &&Row| !index.outlet(row).is_empty() && index.outlet(**other) == index.outlet(row);
    // Rows stand newest first.
    let its: Vec<Row> = members.iter().rev().filter(is_its).copied().collect();
    match its.iter().position(|other| *other == row) {
        Some(at) if its.len() > 1 => format!("{name} ({} of {})", ordinal(at + 1), its.len()),
        _ => name.to_owned(),
    }
}

/// `1st`, `2nd`, `11th`.
fn ordinal(number: usize) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

/// Why an article leads.
fn reasons(index: &Index, stories: &Stories, lead: Row) -> String {
    let members = stories.of(lead).map_or(&[][..], |story| stories.members(story));
    let is_best = |quality: Option<i16>| quality.is_some() && members.iter().any(|&row| index.quality(row) < quality);
    let is_first = members.iter().all(|&row| index.date(row) >= index.date(lead));
    match () {
        () if is_best(index.quality(lead).filter(|quality| *quality >= 0)) => {
            "of the originals the best by quality".to_owned()
        }
        () if is_first => "it is the earliest".to_owned(),
        () => "of the originals the earliest".to_owned(),
    }
}

/// Why an article is in its story.
fn because(index: &Index, stories: &Stories, row: Row) -> Option<String> {
    let tie = stories.tie(row)?;
    let other = tie.other(row);
    let time = match (index.date(row), index.date(other)) {
        (Some(a), Some(b)) => format!(", {}", apart(a.seconds().abs_diff(b.seconds()))),
        _ => String::new(),
    };
    let with = name_among(index, stories, other);
    Some(match tie.why() {
        Why::Named => format!("{}: a file names it as the same story as that of {with}{time}", name(index, row)),
        Why::Alike => {
            format!("{}: {}% of the rare words of the title, with {with}{time}", name(index, row), tie.percent)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn a_place_has_its_ending() {
        let all = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal);
        assert_eq!(all.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 111th");
    }
}
