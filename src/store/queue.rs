//! The work that the walking threads share: a stack, and how many are at work. It does not know what the work is.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A stack of tasks that empties: it is over when nothing is left and nobody is at work.
#[derive(Debug)]
pub(super) struct Queue<'a, T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    /// How many tasks there are, to be looked at without the lock.
    waiting: AtomicUsize,
    stop: &'a AtomicBool,
}

#[derive(Debug)]
struct State<T> {
    tasks: VecDeque<T>,
    at_work: usize,
    idle: usize,
}

/// Held while a task is worked on; more tasks may come of it.
#[derive(Debug)]
pub(super) struct AtWork<'q, 'a, T>(&'q Queue<'a, T>);

impl<'a, T> Queue<'a, T> {
    pub(super) fn new(first: T, stop: &'a AtomicBool) -> Queue<'a, T> {
        let state = State { tasks: VecDeque::from([first]), at_work: 0, idle: 0 };
        Queue { state: Mutex::new(state), changed: Condvar::new(), waiting: AtomicUsize::new(1), stop }
    }

    /// The newest task, waiting for one while others may still bring some; `None` when all is done or stopped.
    pub(super) fn take(&self) -> Option<(T, AtWork<'_, 'a, T>)> {
        let mut state = self.lock();
        loop {
            if self.is_stopped() {
                return None;
            }
            if let Some(task) = state.tasks.pop_back() {
                state.at_work += 1;
                self.waiting.store(state.tasks.len(), Ordering::Relaxed);
                return Some((task, AtWork(self)));
            }
            if state.at_work == 0 {
                return None;
            }
            state.idle += 1;
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
    }

    /// Fewer than `most` tasks wait, or did a moment ago.
    pub(super) fn has_room(&self, most: usize) -> bool {
        self.waiting.load(Ordering::Relaxed) < most
    }

    /// Adds a task that is taken before all others.
    pub(super) fn put(&self, task: T) {
        self.add(|tasks| tasks.push_back(task));
    }

    /// Adds a task that is taken after all others.
    pub(super) fn put_behind(&self, task: T) {
        self.add(|tasks| tasks.push_front(task));
    }

    fn add(&self, add: impl FnOnce(&mut VecDeque<T>)) {
        let mut state = self.lock();
        add(&mut state.tasks);
        self.waiting.store(state.tasks.len(), Ordering::Relaxed);
        let somebody_idles = state.idle > 0;
        drop(state);
        if somebody_idles {
            self.changed.notify_one();
        }
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
                                queue.put(task - 1);
                            }
                        }
                    }
                });
            }
        });
        assert_eq!(done.into_inner(), (1 << 11) - 1);
    }

    #[test]
    fn a_queue_tells_its_room_and_a_stopped_one_gives_nothing() {
        let stop = AtomicBool::new(false);
        let queue = Queue::new(1, &stop);
        assert!(!queue.has_room(1) && queue.has_room(2));
        queue.put(2);
        assert!(!queue.has_room(2));
        queue.put_behind(3);
        assert_eq!([(); 3].map(|()| queue.take().map(|(task, _)| task)), [Some(2), Some(1), Some(3)]);
        assert!(queue.has_room(1));
        stop.store(true, Ordering::Relaxed);
        assert!(queue.take().is_none());
    }
}
