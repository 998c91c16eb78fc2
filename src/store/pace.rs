//! Whether the walk waits for the disk: one thread's files, a few of them timed. It decides nothing; the walk does.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// Files that are judged together.
const WINDOW: u32 = 64;
/// One in so many is timed.
const EVERY: u32 = 8;
/// So many of a window's timed files must have been slow.
const MOST: u32 = 7;
/// From a warm cache a file takes some 3 µs, from a good solid-state disk some 80.
pub(super) const SLOW: Duration = Duration::from_micros(30);
/// What a warm cache copies in a nanosecond, at least.
const BYTES_A_NANOSECOND: u64 = 2;

/// How one thread gets on. Only the system's calls for a file are timed, never what is done with it: a visitor may work hard or wait
/// for something else. They are not compared with the processor's time: where the disk is a virtual one, waiting for it may be
/// counted as work. To be put aside for another thread in the midst of a call is rare, so a window is slow only where
/// nearly all of its files were.
#[derive(Debug)]
pub(super) struct Pace {
    from: Duration,
    files: u32,
    slow: u32,
    timer: Timer,
}

/// Takes the time of one file's system calls, where it is one that is timed.
#[derive(Debug, Default)]
pub(super) struct Timer {
    wanted: Cell<bool>,
    /// Longer than it should.
    over: Cell<Duration>,
}

impl Timer {
    /// Does the `work`, which says how many bytes it copied.
    pub(super) fn time<T>(&self, work: impl FnOnce() -> T, bytes: impl FnOnce(&T) -> usize) -> T {
        if !self.wanted.get() {
            return work();
        }
        let begun = Instant::now();
        let done = work();
        let copying = Duration::from_nanos(bytes(&done) as u64 / BYTES_A_NANOSECOND);
        self.over.set(self.over.get() + begun.elapsed().saturating_sub(copying));
        done
    }
}

impl Pace {
    /// Takes a file for slow `from` so long on.
    pub(super) fn new(from: Duration) -> Pace {
        Pace { from, files: 0, slow: 0, timer: Timer::default() }
    }

    /// Does the `work` for one file, system calls by the timer. Now and then it has a verdict: whether the files since the last
    /// one were slow.
    pub(super) fn file(&mut self, work: impl FnOnce(&Timer)) -> Option<bool> {
        self.files += 1;
        let is_timed = self.files.is_multiple_of(EVERY);
        self.timer.wanted.set(is_timed);
        work(&self.timer);
        if !is_timed {
            return None;
        }
        self.slow += u32::from(self.timer.over.take() >= self.from);
        if self.files < WINDOW {
            return None;
        }
        let verdict = self.slow >= MOST;
        (self.files, self.slow) = (0, 0);
        Some(verdict)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(files: u32, bytes: usize, waits: impl Fn(u32) -> bool) -> Vec<bool> {
        let mut pace = Pace::new(Duration::from_millis(1));
        let wait = |file| {
            if waits(file) {
                std::thread::park_timeout(Duration::from_millis(2));
            }
        };
        (1..=files).filter_map(|file| pace.file(|timer| timer.time(|| wait(file), |()| bytes))).collect()
    }

    #[test]
    fn files_that_are_waited_for_are_slow_window_by_window() {
        assert_eq!(verdicts(WINDOW * 3 + 1, 0, |file| file <= WINDOW || file > WINDOW * 2), [true, false, true]);
    }

    #[test]
    fn a_few_long_waits_among_many_files_are_no_slow_disk() {
        assert_eq!(verdicts(WINDOW, 0, |file| file <= EVERY * (MOST - 1)), [false]);
    }

    #[test]
    fn what_it_takes_to_copy_much_is_no_wait() {
        assert_eq!(verdicts(WINDOW, 1 << 30, |_| true), [false]);
    }

    #[test]
    fn what_is_done_beside_the_systems_calls_is_not_timed() {
        let mut pace = Pace::new(Duration::from_millis(1));
        let verdicts: Vec<bool> =
            (0..WINDOW).filter_map(|_| pace.file(|_| std::thread::park_timeout(Duration::from_millis(2)))).collect();
        assert_eq!(verdicts, [false]);
    }
}
