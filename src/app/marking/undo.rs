//! Taking marks back and setting them again, and what the answers to all that is asked mean for the screen.

use std::collections::HashMap;

use super::ask::{Answer, Answered, Ask, MarkStep};
use crate::app::app::App;
use crate::app::event::{Effect, Tone};
use crate::app::status::Status;
use crate::app::undo::{Step, Way};
use crate::input::Action;
use crate::store::marks::{self, Moment};

impl App {
    pub(in crate::app) fn take_mark_step(&mut self, step: MarkStep, way: Way) {
        self.marking.asked += 1;
        self.effects.push(Effect::Mark(Ask::Step(way, step)));
    }

    pub(in crate::app) fn take_marks(&mut self, answer: Answer) {
        self.marking.set(answer.marks);
        self.show_specials();
        self.count_by_marks();
        match answer.answered {
            None => return,
            Some(Answered::FirstVisit { unread, back }) => {
                self.undo.taken(Way::Do, Step::Marks(back));
                // What is wrong with a file of the configuration is the more urgent.
                if self.status.as_ref().is_none_or(|status| status.tone == Tone::Plain) {
                    self.status = Some(Status::plain(self.says_first_visit(unread)));
                }
                return;
            }
            Some(Answered::Nothing { aloud }) => {
                if aloud {
                    self.status = Some(Status::plain("All of that is so already."));
                }
            }
            Some(Answered::Done { way, step, back, aloud }) => {
                if aloud {
                    let told = back.as_ref().filter(|_| way == Way::Undo).unwrap_or(&step);
                    let says = self.says_done(way, told);
                    let key = self.key_name(Action::Undo);
                    let undo = if way == Way::Do { format!(" {key} takes it back.") } else { String::new() };
                    self.status = Some(Status::plain(format!("{says}{undo}")));
                }
                if let Some(back) = back {
                    self.undo.taken(way, Step::Marks(back));
                }
            }
        }
        self.marking.asked = self.marking.asked.saturating_sub(1);
        self.undo_on();
    }

    /// Marks are on the disk, or can't be put there; `false` where that is nothing new.
    pub(in crate::app) fn take_marks_kept(&mut self, kept: Result<(), String>) -> bool {
        let before = self.marking.unsaved.take();
        match kept {
            Ok(()) if before.is_some() => self.status = Some(Status::plain("Marks are saved again.")),
            Ok(()) => return false,
            Err(why) => {
                let is_new = before.as_ref() != Some(&why);
                if is_new {
                    self.status = Some(Status::error(format!("Marks are not being saved: {why}")));
                }
                self.marking.unsaved = Some(why);
                return is_new;
            }
        }
        true
    }

    /// What was done earlier today, before the reader was started: it can be undone too.
    pub(in crate::app) fn take_earlier(&mut self, steps: Vec<marks::Step>) {
        // What is here is known once the store is.
        if !self.loaded {
            return self.marking.earlier = steps;
        }
        // The journal is of all stores: what was marked in another is not undone from here.
        let is_here = |step: &marks::Step| {
            step.baseline.is_some() || step.changes.iter().any(|(id, _)| self.index.row_of(*id).is_some())
        };
        let (back, forward) = stacks(steps.into_iter().filter(is_here).collect());
        self.undo.earlier(back.into_iter().map(Step::Marks).collect(), forward.into_iter().map(Step::Marks).collect());
    }
}

/// Steps as they were taken -> what takes those back that stand, and what does those again that were undone. The last is the next.
fn stacks(steps: Vec<marks::Step>) -> (Vec<MarkStep>, Vec<MarkStep>) {
    let mut of: HashMap<Moment, MarkStep> = HashMap::new();
    let (mut back, mut forward): (Vec<Moment>, Vec<Moment>) = Default::default();
    for step in steps {
        match step.of {
            None => {
                if let Some(step) = own(&step) {
                    back.push(step.of);
                    of.insert(step.of, step);
                }
                forward.clear();
            }
            Some((way, at)) => {
                let (from, to) = match way {
                    marks::Way::Undo => (&mut back, &mut forward),
                    marks::Way::Redo => (&mut forward, &mut back),
                };
                if let Some(place) = from.iter().rposition(|step| *step == at) {
                    to.push(from.remove(place));
                }
            }
        }
    }
    // Only a first visit lays a baseline: before it there was none.
    let inverse = |step: &MarkStep| MarkStep {
        of: step.of,
        changes: step.changes.iter().filter_map(|&(id, verb)| Some((id, verb.inverse()?))).collect(),
        baseline: step.baseline.map(|_| None),
    };
    let back = back.iter().filter_map(|at| of.get(at)).map(inverse).collect();
    let forward = forward.iter().filter_map(|at| of.get(at)).cloned().collect();
    (back, forward)
}

/// What a step did, where that can be taken back.
fn own(step: &marks::Step) -> Option<MarkStep> {
    let baseline = step.baseline.as_ref().map(|(_, until)| *until);
    let is_something = baseline.is_some() || step.changes.iter().any(|(_, verb)| verb.inverse().is_some());
    is_something.then(|| MarkStep { of: step.at, changes: step.changes.clone().into(), baseline })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ArticleId;
    use crate::store::marks::Verb;

    fn step(at: u64, verb: Verb, of: Option<(marks::Way, u64)>) -> marks::Step {
        let changes = vec![(ArticleId([at as u8; 16]), verb)];
        marks::Step { at: Moment(at), changes, baseline: None, of: of.map(|(way, at)| (way, Moment(at))) }
    }

    fn said(steps: &[MarkStep]) -> Vec<(u64, Verb)> {
        steps.iter().map(|step| (step.of.0, step.changes[0].1)).collect()
    }

    #[test]
    fn what_was_undone_lies_ahead_and_what_stands_lies_behind() {
        let steps = vec![
            step(1, Verb::Read, None),
            step(2, Verb::Star, None),
            step(3, Verb::Seen, None),
            step(4, Verb::Unstar, Some((marks::Way::Undo, 2))),
        ];
        let (back, forward) = stacks(steps.clone());
        assert_eq!((said(&back), said(&forward)), (vec![(1, Verb::Unread)], vec![(2, Verb::Star)]));
        let again = step(5, Verb::Star, Some((marks::Way::Redo, 2)));
        let (back, forward) = stacks([steps.clone(), vec![again]].concat());
        assert_eq!((said(&back), said(&forward)), (vec![(1, Verb::Unread), (2, Verb::Unstar)], vec![]));
        let other = step(6, Verb::Later, None);
        let (back, forward) = stacks([steps, vec![other]].concat());
        assert_eq!((said(&back), said(&forward)), (vec![(1, Verb::Unread), (6, Verb::Done)], vec![]));
    }
}
