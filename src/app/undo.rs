//! What was done last, and can be undone. A change is carried out outside, and tells what takes it back; this only keeps those, in
//! their order.

use super::app::App;
use super::event::Effect;
use super::marking::MarkStep;
use super::status::Status;
use crate::config::{rules, searches};

/// So many steps are kept.
const MOST: usize = 100;

/// Something that can be done, undone and done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// One of the searches that are kept.
    Searches(searches::Edit),
    /// What is said in the rules.
    Rules(rules::Edit),
    /// What is said of articles.
    Marks(MarkStep),
}

/// Why a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Do,
    Undo,
    Redo,
}

/// Steps back and steps forward.
#[derive(Debug, Default)]
pub struct Undo {
    back: Vec<Step>,
    forward: Vec<Step>,
    /// Changes of files that were asked for and not answered.
    asked: usize,
    /// Wanted meanwhile: what is undone is what was done last.
    waiting: Vec<Way>,
}

impl Undo {
    /// A step has been taken that way, and `back` takes it back. Something new ends what could be done again.
    pub fn taken(&mut self, way: Way, back: Step) {
        let to = match way {
            Way::Undo => &mut self.forward,
            Way::Redo => &mut self.back,
            Way::Do => {
                self.forward.clear();
                &mut self.back
            }
        };
        to.push(back);
        if to.len() > MOST {
            to.remove(0);
        }
    }

    /// Steps of an earlier run: before all that was done since.
    pub fn earlier(&mut self, back: Vec<Step>, forward: Vec<Step>) {
        let is_first = self.back.is_empty() && self.forward.is_empty();
        self.back.splice(..0, back);
        let surplus = self.back.len().saturating_sub(MOST);
        self.back.drain(..surplus);
        if is_first {
            self.forward = forward;
        }
    }

    /// A step could not be taken: it can be tried again. Who wanted it undone meanwhile has nothing to undo.
    pub fn failed(&mut self, way: Way, step: Step) {
        self.waiting.clear();
        match way {
            Way::Do => {}
            Way::Undo => self.back.push(step),
            Way::Redo => self.forward.push(step),
        }
    }

    fn next(&mut self, way: Way) -> Option<Step> {
        if way == Way::Redo { self.forward.pop() } else { self.back.pop() }
    }
}

impl App {
    pub(super) fn undo(&mut self, way: Way) {
        // What is on its way can be undone once it is done.
        if self.marking.asked + self.undo.asked > 0 {
            return self.undo.waiting.push(way);
        }
        match self.undo.next(way) {
            Some(step) => self.take_step(step, way),
            None if way == Way::Redo => self.status = Some(Status::plain("There is nothing to do again.")),
            None => self.status = Some(Status::plain("There is nothing to undo.")),
        }
    }

    pub(super) fn take_step(&mut self, step: Step, way: Way) {
        match step {
            Step::Searches(edit) => self.change_file(Effect::Keep(edit, way)),
            Step::Rules(edit) => self.change_file(Effect::Rule(edit, way)),
            Step::Marks(step) => self.take_mark_step(step, way),
        }
    }

    fn change_file(&mut self, effect: Effect) {
        self.undo.asked += 1;
        self.effects.push(effect);
    }

    /// One of the user's files has been changed, or could not be.
    pub(super) fn file_changed(&mut self) {
        self.undo.asked = self.undo.asked.saturating_sub(1);
        self.undo_on();
    }

    /// Something has been answered: on with what was wanted meanwhile, one after the other, as each may have to be waited for.
    pub(super) fn undo_on(&mut self) {
        if self.marking.asked + self.undo.asked == 0 && !self.undo.waiting.is_empty() {
            let way = self.undo.waiting.remove(0);
            self.undo(way);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::searches::Change;

    fn step(name: &str) -> Step {
        Step::Searches(Change::Remove(name.to_owned()).into())
    }

    #[test]
    fn steps_go_back_and_forward_and_a_new_one_ends_what_lay_ahead() {
        let mut undo = Undo::default();
        undo.taken(Way::Do, step("a"));
        undo.taken(Way::Do, step("b"));
        assert_eq!(undo.next(Way::Undo), Some(step("b")));
        undo.taken(Way::Undo, step("b again"));
        assert_eq!(undo.next(Way::Redo), Some(step("b again")));
        undo.failed(Way::Redo, step("b again"));
        assert_eq!(undo.next(Way::Redo), Some(step("b again")));
        undo.taken(Way::Redo, step("b"));
        undo.taken(Way::Undo, step("x"));
        undo.taken(Way::Do, step("c"));
        assert_eq!(undo.next(Way::Redo), None);
        let back: Vec<_> = std::iter::from_fn(|| undo.next(Way::Undo)).collect();
        assert_eq!(back, [step("c"), step("b"), step("a")]);
    }
}
