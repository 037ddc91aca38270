//! The step that tests the local AWS which other tests rest on.

use std::process::Command;

use anyhow::Result;

use crate::counts::Counts;
use crate::process::watch;
use crate::{moto, paths};

pub(super) fn aws() -> Result<Counts> {
    let mut command = Command::new(moto::python()?);
    let arguments = ["-m", "pytest", "--quiet", "--color=no", "-p", "no:cacheprovider", "e2e/aws/test_aws.py"];
    command.current_dir(paths::root()).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1");
    let mut counts = Counts::default();
    let succeeded = watch(&mut command, |line| counts = summary(line).unwrap_or(counts))?;
    if !succeeded && counts.failed == 0 {
        counts += Counts::one(false);
    }
    Ok(counts)
}

/// What pytest's last line says: `1 failed, 19 passed in 26.75s`.
fn summary(line: &str) -> Option<Counts> {
    let (counted, _) = line.split_once(" in ")?;
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for part in counted.split(", ") {
        let (number, word) = part.split_once(' ')?;
        let number: usize = number.parse().ok()?;
        match word {
            "passed" => passed += number,
            "failed" | "error" | "errors" => failed += number,
            "skipped" => skipped += number,
            _ => {}
        }
    }
    Some(Counts::new(passed, failed, skipped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pytests_last_line_is_read() {
        assert_eq!(summary("20 passed in 26.75s"), Some(Counts::new(20, 0, 0)));
        assert_eq!(summary("1 failed, 18 passed, 1 skipped in 3.1s"), Some(Counts::new(18, 1, 1)));
        assert_eq!(summary("2 passed, 1 error in 3.1s"), Some(Counts::new(2, 1, 0)));
        assert_eq!(summary("fails in the middle of a line"), None);
    }
}
