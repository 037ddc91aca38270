//! Counts tests from what their runners print.

use std::fmt;
use std::ops::AddAssign;

/// How many tests passed, failed and were skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Those that Rust's runner calls passed, including the ones that skipped themselves.
    ok: usize,
    pub(crate) failed: usize,
    ignored: usize,
    /// Those that printed that they skipped themselves.
    skipped_themselves: usize,
}

impl Counts {
    pub(crate) const fn new(passed: usize, failed: usize, skipped: usize) -> Self {
        Self { ok: passed, failed, ignored: skipped, skipped_themselves: 0 }
    }

    /// A check that isn't a test runner's.
    pub(crate) const fn one(passed: bool) -> Self {
        if passed { Self::new(1, 0, 0) } else { Self::new(0, 1, 0) }
    }

    /// Adds what one line says: a summary of Rust's test runner, or a test's word that it skipped itself.
    pub(crate) fn read(&mut self, line: &str) {
        if line.starts_with("SKIPPED:") {
            self.skipped_themselves += 1;
        }
        let Some((_, summary)) = line.split_once("test result: ") else { return };
        for part in summary.split([';', '.']) {
            let mut words = part.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<usize>().ok());
            match (number, words.next()) {
                (Some(number), Some("passed")) => self.ok += number,
                (Some(number), Some("failed")) => self.failed += number,
                (Some(number), Some("ignored")) => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.ok += other.ok;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.skipped_themselves += other.skipped_themselves;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let passed = self.ok.saturating_sub(self.skipped_themselves);
        let skipped = self.ignored + self.skipped_themselves;
        write!(f, "{passed} passed, {} failed, {skipped} skipped", self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_runner_and_skips() {
        let mut counts = Counts::default();
        counts.read("SKIPPED: there is no corpus");
        counts.read("test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.19s");
        assert_eq!(counts.to_string(), "11 passed, 1 failed, 3 skipped");
    }
}
