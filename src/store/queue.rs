//! The work that the walking threads share: a stack, and how many are at work. It does not know what the work is.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A stack of tasks that empties: it is over when nothing is left and nobody is at work.
#[derive(Debug)]
pub(super) struct Queue<'a, T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    stop: &'a AtomicBool,
}

#[derive(Debug)]
struct State<T> {
    tasks: Vec<T>,
    at_work: usize,
}

/// Held while a task is worked on; more tasks may come of it.
#[derive(Debug)]
pub(super) struct AtWork<'q, 'a, T>(&'q Queue<'a, T>);

impl<'a, T> Queue<'a, T> {
    pub(super) fn new(first: T, stop: &'a AtomicBool) -> Queue<'a, T> {
        Queue { state: Mutex::new(State { tasks: vec![first], at_work: 0 }), changed: Condvar::new(), stop }
    }

    /// The newest task, waiting for one while others may still bring some; `None` when all is done or stopped.
    pub(super) fn take(&self) -> Option<(T, AtWork<'_, 'a, T>)> {
        let mut state = self.lock();
        loop {
            if self.is_stopped() {
                return None;
            }
            if let Some(task) = state.tasks.pop() {
                state.at_work += 1;
                return Some((task, AtWork(self)));
            }
            if state.at_work == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Adds a task unless `most` wait already; then it is handed back.
    pub(super) fn offer(&self, task: T, most: usize) -> Result<(), T> {
        let mut state = self.lock();
        if state.tasks.len() >= most {
            return Err(task);
        }
        state.tasks.push(task);
        drop(state);
        self.changed.notify_one();
        Ok(())
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Drop for AtWork<'_, '_, T> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.at_work -= 1;
        if state.at_work == 0 || self.0.is_stopped() {
            drop(state);
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn every_task_is_taken_once_by_one_of_many() {
        let stop = AtomicBool::new(false);
        let queue = Queue::new(10u32, &stop);
        let done = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Some((task, _at_work)) = queue.take() {
                        done.fetch_add(1, Ordering::Relaxed);
                        for _ in 0..2 {
                            if task > 0 {
                                queue.offer(task - 1, usize::MAX).unwrap();
                            }
                        }
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), (1 << 11) - 1);
    }

    #[test]
    fn a_full_queue_hands_the_task_back_and_a_stopped_one_gives_none() {
        let stop = AtomicBool::new(false);
        let queue = Queue::new(1, &stop);
        assert_eq!(queue.offer(2, 1), Err(2));
        stop.store(true, Ordering::Relaxed);
        assert!(queue.take().is_none());
    }
}
