//! The program is killed at any moment, several times in a row, until it is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::designs::{SOAK, Story};
use super::kills::{Undisturbed, assert_resumes, prepared, side_by_side, undisturbed};
use super::terminal::{Terminal, until};
use crate::support::{Random, print_figure};

/// For how many seconds it goes on; without it each design has one turn, and the kill matrix has two designs.
const SECONDS: &str = "BAYPLAN_SOAK_SECONDS";
/// How many kills one apply meets.
const KILLS: usize = 3;
/// The longest that a kill comes after the call that it is counted from, in milliseconds.
const LONGEST: u64 = 60;

/// When one run is killed: after so many calls, and so many milliseconds later.
#[derive(Clone, Copy, Debug)]
struct Moment {
    calls: usize,
    later: u64,
}

/// Gives how often the apply was taken up.
fn killed(story: Story, moments: &[Moment], wanted: &Undisturbed) -> Result<usize, String> {
    let (terminal, last) = prepared(story);
    let mut calls = 0;
    for moment in moments {
        calls += moment.calls;
        let mut child = terminal.command(&["apply", "--auto-approve", "--json"], &last).spawn().unwrap();
        until("the moment to kill", || {
            let ended = child.try_wait().unwrap().is_some();
            (ended || terminal.world.calls().len() >= calls).then_some(())
        });
        std::thread::sleep(Duration::from_millis(moment.later));
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
        let mut round = Vec::new();
        for (story, wanted) in &stories {
            let calls = u64::try_from(wanted.all).unwrap();
            let moments = [(); KILLS].map(|()| Moment {
                calls: usize::try_from(1 + random.below(calls)).unwrap(),
                later: random.below(LONGEST),
            });
            round.push((*story, wanted, moments));
        }
        failures.extend(side_by_side(&round, |(story, wanted, moments)| {
            starts.fetch_add(killed(*story, moments, wanted)?, Ordering::Relaxed);
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
