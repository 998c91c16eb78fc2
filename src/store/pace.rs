//! Whether the walk waits for the disk: one thread's files, timed now and then. It decides nothing; the walk does.

use std::fs::File;
use std::io::Read;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// Files that are judged together.
const WINDOW: u32 = 64;
/// One in so many is timed.
const EVERY: u32 = 8;
/// So many of a window's timed files must have been waited for.
const MOST: u32 = 7;
/// A warm cache does not let a file wait at all, a good solid-state disk some 80 µs.
const SLOW: Duration = Duration::from_micros(30);

/// How one thread gets on. What it waits is what passes without a processor working for it, or being waited for: neither hard work
/// nor a busy machine is a slow disk. A window is slow only where nearly all of its files were.
#[derive(Debug, Default)]
pub(super) struct Pace {
    files: u32,
    waited: u32,
    /// The last timed file took long, so of the next it is asked whether it was waited for: to ask costs as much as a file.
    suspects: bool,
}

impl Pace {
    /// Does the `work` for one file. Now and then it has a verdict: whether the files since the last one were waited for.
    pub(super) fn file(&mut self, work: impl FnOnce()) -> Option<bool> {
        self.files += 1;
        if !self.files.is_multiple_of(EVERY) {
            work();
            return None;
        }
        let worked = self.suspects.then(busy);
        let begun = Instant::now();
        work();
        let passed = begun.elapsed();
        self.suspects = passed >= SLOW;
        if let Some(worked) = worked
            && self.suspects
            && passed.saturating_sub(busy().saturating_sub(worked)) >= SLOW
        {
            self.waited += 1;
        }
        if self.files < WINDOW {
            return None;
        }
        let slow = self.waited >= MOST;
        (self.files, self.waited) = (0, 0);
        Some(slow)
    }
}

/// How long this thread worked, or could have if a processor had been free.
fn busy() -> Duration {
    processor_time() + queued()
}

/// What this thread had of the processors.
fn processor_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// How long this thread waited for a processor; nothing where the system does not tell.
fn queued() -> Duration {
    let mut buffer = [0; 64];
    let text = File::open("/proc/thread-self/schedstat").and_then(|mut file| file.read(&mut buffer));
    let text = text.ok().and_then(|length| str::from_utf8(&buffer[..length]).ok());
    let nanoseconds = text.and_then(|text| text.split(' ').nth(1)?.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts(files: u32, mut work: impl FnMut(u32)) -> Vec<bool> {
        let mut pace = Pace::default();
        (1..=files).filter_map(|number| pace.file(|| work(number))).collect()
    }

    fn wait(_file: u32) {
        std::thread::park_timeout(Duration::from_millis(1));
    }

    /// Works until the thread itself, not the clock, had more than would be a wait.
    fn work(_file: u32) {
        let begun = processor_time();
        while processor_time() - begun < SLOW * 2 {}
    }

    #[test]
    fn files_that_are_waited_for_are_slow_and_files_that_are_worked_on_are_not() {
        assert_eq!(verdicts(WINDOW * 2 + 1, wait), [true, true]);
        assert_eq!(verdicts(WINDOW * 2, work), [false, false]);
    }

    #[test]
    fn one_long_wait_among_many_files_is_no_slow_disk() {
        assert_eq!(
            verdicts(WINDOW, |file| if file == EVERY {
                wait(file)
            }),
            [false]
        );
    }

    #[test]
    fn a_slow_window_says_nothing_of_the_next() {
        assert_eq!(
            verdicts(WINDOW * 2, |file| if file <= WINDOW {
                wait(file)
            }),
            [true, false]
        );
    }
}
