//! Muting and weighing from a row: of its outlet, a topic or a word of its title, for how long or by how much, with how many stories that
//! would hide; and the list of all that is muted or weighed. The rules are written outside.

use crate::app::app::App;
use crate::app::popup::{Choice, Does, PickedFor, Picker, Popup};
use crate::app::status::{Status, count};
use crate::app::undo::{Step, Way};
use crate::config::rules::{Change, Taste};
use crate::index::{Row, Scope};
use crate::input::Action;
use crate::model::{Of, Says, Timestamp, cells, fold};
use std::collections::HashSet;

const DAY: i64 = 86_400;
/// What a step more or less is, of a thousand.
const STEP: i16 = 100;
const MOST: i16 = 1_000;
/// Cells of a name in a sentence, of which the end matters more.
const LONGEST: usize = 24;
/// Fewer cells in the list of what is said are few.
const ROOM: usize = 50;
/// Letters of the shortest word of a title that is offered.
const SHORTEST: usize = 3;

impl App {
    /// Asks what is to become of the selected article's outlet, its topics or the words of its title.
    pub(in crate::app) fn mute(&mut self, action: Action) {
        let Some(row) = self.articles.selected() else {
            return self.status = Some(Status::plain("No article is selected."));
        };
        let of = self.subjects(action, row);
        match (&of[..], action) {
            ([], Action::MuteOutlet) => self.status = Some(Status::plain("This article names no outlet.")),
            ([], Action::MuteTopic) => self.status = Some(Status::plain(self.why_no_topic(row))),
            ([one], Action::MuteOutlet | Action::MuteTopic) => self.ask_about(one),
            _ => {
                let (title, none) = match action {
                    Action::MuteTopic => ("Mute or weigh a topic", "It has no such topic."),
                    _ => ("Mute or weigh a word", "Type a word or a phrase."),
                };
                let choices = of.iter().map(|of| self.subject(of)).collect();
                let picker =
                    Picker::of(title, none, choices).to(PickedFor::Muting).noting("stories it hides".to_owned());
                self.popup =
                    Some(Popup::Picker(if action == Action::MuteWord { picker.typing_words() } else { picker }));
            }
        }
    }

    /// Why an article has no topic to mute.
    fn why_no_topic(&self, row: Row) -> String {
        match self.articles.index().topics_of(row).next() {
            Some(name) => {
                let name = cells::truncate(name, LONGEST).0;
                format!("All of this store is in {name}: muting that would leave nothing on the front page.")
            }
            None => "This article is in no topic to mute.".to_owned(),
        }
    }

    /// What an article is of, that can be muted.
    pub(in crate::app) fn subjects(&self, action: Action, row: Row) -> Vec<Of> {
        let index = self.articles.index();
        match action {
            Action::MuteOutlet => Some(index.outlet(row))
                .filter(|name| !name.is_empty())
                .map(|name| Of::Outlet(name.into()))
                .into_iter()
                .collect(),
            Action::MuteTopic => {
                let topics = index.topics_of(row);
                // To mute what everything is in would leave nothing.
                let parts = topics.filter(|name| index.rows(&Scope::Topic((*name).into())).len() < index.len());
                parts.map(|name| Of::Topic(name.into())).collect()
            }
            _ => words(index.title(row)).into_iter().map(Of::Word).collect(),
        }
    }

    fn subject(&self, of: &Of) -> Choice {
        Choice { does: Does::Subject(of.clone()), label: of.name().to_owned(), right: self.hides(of) }
    }

    /// `hides 12 of 412`; nothing where there is no edition to count in.
    fn hides(&self, of: &Of) -> String {
        let Some(made) = self.front.made() else { return String::new() };
        let stories = self.telling.of(&made.index).cloned().unwrap_or_default();
        let hidden = made.edition.would_hide(&made.index, &stories, of);
        of_stories(hidden, made.edition.weighed + made.edition.muted)
    }

    /// What was typed is a word too.
    pub(in crate::app) fn offer_word(&mut self) {
        let Some(Popup::Picker(picker)) = &self.popup else { return };
        let word = picker.typed_word().map(|word| self.subject(&Of::Word(word)));
        if let (Some(Popup::Picker(picker)), Some(word)) = (&mut self.popup, word) {
            picker.offer(word);
        }
    }

    /// What is to become of it.
    pub(in crate::app) fn ask_about(&mut self, of: &Of) {
        self.make_edition();
        let said = |is_it: fn(&Says) -> bool| {
            self.front
                .tastes
                .iter()
                .find(|taste| taste.of.is(of) && is_it(&taste.says) && taste.is_in_force(self.clock.now))
        };
        let (muted, weighed) = (said(|says| *says == Says::Mute), said(|says| *says != Says::Mute));
        let choice = |label: &str, right: String, does: Change| Choice {
            does: Does::Change(does),
            label: label.to_owned(),
            right,
        };
        let said_on = self.clock.iso_day(Some(self.clock.now));
        let say = |says, until| Change::Say(Taste { of: of.clone(), says, until }, said_on.clone());
        let mut choices = Vec::new();
        if let Some(muted) = muted {
            choices.push(choice("No longer mute it", self.until(muted.until), Change::Unsay(muted.clone())));
        }
        for (label, days) in
            [("Mute it for a day", Some(1)), ("Mute it for a week", Some(7)), ("Mute it for ever", None)]
        {
            let until = days.map(|days| Timestamp(self.clock.now.seconds() + days * DAY));
            choices.push(choice(label, self.until(until), say(Says::Mute, until)));
        }
        let now = match weighed.map(|taste| taste.says) {
            Some(Says::Weigh(points)) => points,
            _ => 0,
        };
        for (label, step) in [("More of it", STEP), ("Less of it", -STEP)] {
            let points = (now + step).clamp(-MOST, MOST);
            if points != 0 {
                choices.push(choice(label, format!("{points:+} points"), say(Says::Weigh(points), None)));
            }
        }
        if let Some(weighed) = weighed {
            choices.push(choice("No longer weigh it", format!("{now:+} points now"), Change::Unsay(weighed.clone())));
        }
        let title = format!("{} {}", capital(of.key()), of.name());
        let hides = self.hides(of);
        let note = if hides.is_empty() { hides } else { format!("hides {hides} stories") };
        self.popup = Some(Popup::Picker(
            Picker::of(title, "Nothing is called so here.", choices).to(PickedFor::Muting).noting(note),
        ));
    }

    fn until(&self, until: Option<Timestamp>) -> String {
        until.map_or("no end".to_owned(), |until| format!("until {}", self.date(until)))
    }

    /// A moment of this year, or the day of another one.
    fn date(&self, time: Timestamp) -> String {
        match self.clock.year(time) == Some(self.clock.this_year()) {
            true => self.clock.moment(time),
            false => self.clock.day(time),
        }
    }

    /// Carries out what was chosen.
    pub(in crate::app) fn change_rules(&mut self, change: Change) {
        self.take_step(Step::Rules(change.into()), Way::Do);
    }

    /// Lists all that is said, with what it does.
    pub(in crate::app) fn show_muted(&mut self) {
        self.make_edition();
        let choice = |taste: &Taste| {
            let (label, right) = self.told_of(taste, Picker::room(self.panes.width));
            Choice { does: Does::Change(Change::Unsay(taste.clone())), label, right }
        };
        let mut choices: Vec<Choice> = self.front.tastes.iter().map(choice).collect();
        let apart = self.apart_choices();
        let title = if apart.is_empty() { "Muted and weighed" } else { "Muted, weighed, apart" };
        choices.extend(apart);
        if choices.is_empty() {
            let keys = [Action::MuteOutlet, Action::MuteTopic, Action::MuteWord].map(|action| self.key_name(action));
            let says = format!("Nothing is muted or weighed; {} on a headline does that.", keys.join(", "));
            return self.status = Some(Status::plain(says));
        }
        let picker = Picker::of(title, "Nothing like that is.", choices);
        self.popup = Some(Popup::Picker(picker.to(PickedFor::TakingBack)));
    }

    /// What is said, and what it does, in about `room` cells: where that is short, the moment goes before the day, and the day before the
    /// name.
    fn told_of(&self, taste: &Taste, room: usize) -> (String, String) {
        let is_short = room < ROOM;
        let known = self.front.made().is_none_or(|made| made.edition.knows(&made.index, &taste.of));
        let right = match (taste.says, taste.is_in_force(self.clock.now), known) {
            (_, false, _) => "over".to_owned(),
            (_, true, false) if is_short => format!("no {} here", taste.of.key()),
            (_, true, false) => format!("no {} here is called so", taste.of.key()),
            (Says::Mute, true, true) if is_short => self.hides(&taste.of),
            (Says::Mute, true, true) => format!("hides {}", self.hides(&taste.of)),
            (Says::Weigh(points), true, true) if is_short => format!("{points:+}"),
            (Says::Weigh(points), true, true) => format!("{points:+} points{}", self.concerns(&taste.of)),
        };
        let does = if taste.says == Says::Mute { "muted" } else { "weighed" };
        let of = format!("{} {}", taste.of.key(), taste.of.name());
        let Some(until) = taste.until else { return (format!("{does}  {of}"), right) };
        let day = self.clock.day(until);
        let year = format!(" {}", self.clock.this_year());
        let short = day.strip_suffix(&year).unwrap_or(&day);
        let labels = [format!("{does} until {}  {of}", self.date(until)), format!("until {short}  {of}"), of];
        let fits = |label: &String| !is_short || cells::width(label) + 2 + cells::width(&right) <= room;
        let label = labels.iter().find(|label| fits(label)).or(labels.last()).cloned().unwrap_or_default();
        (label, right)
    }

    /// `, 4 of 61 stories`.
    fn concerns(&self, of: &Of) -> String {
        let Some(made) = self.front.made() else { return String::new() };
        let those = made.edition.concerned(&made.index, of);
        format!(", {}", of_stories(those, made.edition.weighed + made.edition.muted))
    }

    /// What is said of a change of what is muted or weighed.
    pub(in crate::app) fn says_taste(&self, change: &Change) -> String {
        let undo = self.key_name(Action::Undo);
        let next = self.key_name(Action::Refresh);
        match change {
            Change::Say(Taste { of, says: Says::Mute, until }, _) => {
                let until = until.map_or(String::new(), |until| format!(" until {}", self.date(until)));
                format!("{} is muted on the front page{until}. {undo} takes it back.", called(of))
            }
            Change::Say(Taste { of, says: Says::Weigh(points), .. }, _) => {
                format!("{} counts {points:+} points from the next edition on; {next} makes it.", called(of))
            }
            Change::Unsay(Taste { of, says: Says::Mute, .. }) => {
                let is_away = self.front.was_made_without(of);
                let again = if is_away { format!("; {next} makes an edition with it") } else { String::new() };
                format!("{} is muted no longer{again}.", called(of))
            }
            Change::Unsay(Taste { of, .. }) => {
                format!("{} is weighed no longer from the next edition on; {next} makes it.", called(of))
            }
            Change::Part(_) | Change::Join(_) => String::new(),
        }
    }
}

/// `12 of 412`: of the stories that were looked at.
fn of_stories(some: usize, all: usize) -> String {
    format!("{} of {}", count(some), count(all))
}

fn called(of: &Of) -> String {
    match of {
        Of::Word(word) => format!("“{}”", cells::truncate(word, LONGEST).0),
        Of::Outlet(name) | Of::Topic(name) => cells::truncate(name, LONGEST).0.into_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The words of a title, each once, without very short ones.
fn words(title: &str) -> Vec<String> {
    let is_sign = |c: char| !c.is_alphanumeric();
    let mut seen = HashSet::new();
    let words = title.split_whitespace().map(|word| word.trim_matches(is_sign));
    let words = words.filter(|word| word.chars().count() >= SHORTEST && seen.insert(fold(word)));
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn the_words_of_a_title_stand_once_and_without_the_signs_around_them() {
        assert_eq!(words("“Ferries” to Oslo: the ferries' don't-stop C++"), ["Ferries", "Oslo", "the", "don't-stop"]);
        assert_eq!(words("東京の渋谷で"), ["東京の渋谷で"]);
        assert_eq!(words(" — "), Vec::<String>::new());
    }
}
