//! The program is killed at any moment, several times in a row, until it is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::designs::{SOAK, Story};
use super::kills::{Undisturbed, assert_resumes, prepared, side_by_side, undisturbed};
use super::terminal::Terminal;
use crate::support::{Random, print_figure};

/// For how many seconds it goes on; without it each design has one turn, and the kill matrix has two designs.
const SECONDS: &str = "BAYPLAN_SOAK_SECONDS";
/// The longest that a run lives before it is killed, in milliseconds: about as long as it takes undisturbed, the lease
/// of the run before included.
const LONGEST: u64 = 3500;
/// How many kills one apply meets.
const KILLS: usize = 3;

/// The moments at which one apply is killed, in milliseconds from the start of each run.
type Moments = [u64; KILLS];

/// Gives how often the apply was taken up.
fn killed(story: Story, moments: Moments, wanted: &Undisturbed) -> Result<usize, String> {
    let (terminal, last) = prepared(story);
    for moment in moments {
        let end = Instant::now() + Duration::from_millis(moment);
        let mut child = terminal.command(&["apply", "--auto-approve", "--json"], &last).spawn().unwrap();
        // A program that has ended waits to be buried; there is nothing to look for before the moment.
        std::thread::sleep(end.saturating_duration_since(Instant::now()));
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert_resumes(&terminal, &last, wanted).map_err(|failure| format!("{}, {moments:?}: {failure}", story.name))?;
    Ok(terminal.records().starts())
}

pub(super) fn soak_seconds() -> Option<Duration> {
    std::env::var(SECONDS).ok()?.parse().ok().map(Duration::from_secs)
}

#[test]
fn any_moment_is_survived() {
    if Terminal::new().is_none() {
        return;
    }
    let started = Instant::now();
    let until = started + soak_seconds().unwrap_or_default();
    let stories: Vec<_> = SOAK.into_iter().map(|story| (story, undisturbed(story))).collect();
    let mut random = Random::seeded("any_moment_is_survived");
    let (mut cases, mut failures, starts) = (0, Vec::new(), AtomicUsize::new(0));
    loop {
        let round: Vec<_> = stories
            .iter()
            .map(|(story, wanted)| (*story, wanted, [(); KILLS].map(|()| random.below(LONGEST))))
            .collect();
        failures.extend(side_by_side(&round, |(story, wanted, moments)| {
            starts.fetch_add(killed(*story, *moments, wanted)?, Ordering::Relaxed);
            Ok(())
        }));
        cases += round.len();
        if Instant::now() >= until || !failures.is_empty() {
            break;
        }
    }
    let (kills, mid, failed) = (cases * KILLS, starts.into_inner().saturating_sub(cases), failures.len());
    print_figure(
        &format!("random kills: {cases} applies, {kills} kills, {mid} in mid-apply, {failed} failed"),
        started,
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
