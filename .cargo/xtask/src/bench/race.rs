//! The race: each contestant in turn, a few rounds, three things to do in each.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::contestants::{Contestant, Place};
use super::local_aws::LocalAws;
use super::{ROUNDS, design, state};
use crate::paths;

/// What is to be done, with the tag of the image that it leads to.
pub(super) const TASKS: [(&str, &str); 3] = [("New", "1"), ("Unchanged", "1"), ("New image", "2")];

/// One run of one task.
#[derive(Clone, Default)]
pub(super) struct Run {
    pub(super) wall: Duration,
    pub(super) calls: Vec<(String, bool)>,
}

/// What one contestant did.
pub(super) struct Results {
    pub(super) name: String,
    /// By task, then by round.
    pub(super) runs: [Vec<Run>; TASKS.len()],
    /// Where its end differs from Bayplan's.
    pub(super) differs: Vec<String>,
}

/// What all did.
pub(super) struct Race {
    pub(super) results: Vec<Results>,
    pub(super) critical_path_ms: Option<u64>,
}

impl Race {
    pub(super) fn equal_ends(&self) -> bool {
        self.results.iter().all(|results| results.differs.is_empty())
    }
}

impl Results {
    /// The run of a task that took the median time.
    pub(super) fn median(&self, task: usize) -> Run {
        let mut runs = self.runs[task].clone();
        runs.sort_by_key(|run| run.wall);
        let middle = runs.len() / 2;
        runs.into_iter().nth(middle).unwrap_or_default()
    }
}

pub(super) fn race(
    aws: &LocalAws,
    contestants: &[Contestant],
    mut after_round: impl FnMut(&Race) -> Result<()>,
) -> Result<Race> {
    let start = |each: &Contestant| Results { name: each.name(), runs: Default::default(), differs: Vec::new() };
    let mut race = Race { results: contestants.iter().map(start).collect(), critical_path_ms: None };
    let mut ends: [Option<Value>; TASKS.len()] = Default::default();
    let work = paths::work().join("bench");
    for round in 1..=ROUNDS {
        for (index, contestant) in contestants.iter().enumerate() {
            let region = format!("xx-bench-{}", round * 10 + index);
            let target_group = aws.begin(&region)?;
            let place = Place { aws, folder: work.join(&region), region, target_group };
            if place.folder.exists() {
                std::fs::remove_dir_all(&place.folder)?;
            }
            contestant.prepare(&place)?;
            if let Some(plan) = contestant.plan(&place)? {
                race.critical_path_ms = design::critical_path(&plan);
            }
            let results = &mut race.results[index];
            for (task, (word, tag)) in TASKS.iter().enumerate() {
                let run = time(contestant, &place, tag)?;
                let (wall, calls) = (run.wall.as_secs_f64(), run.calls.len());
                println!("round {round}: {}: {word}: {wall:.2} s, {calls} calls", results.name);
                results.runs[task].push(run);
                let end = state::settled(&aws.state(&place.region)?);
                let expected = ends[task].get_or_insert_with(|| end.clone());
                let differs = state::differences(word, expected, &end);
                results.differs.extend(differs.into_iter().filter(|_| round == 1));
            }
        }
        after_round(&race)?;
    }
    Ok(race)
}

fn time(contestant: &Contestant, place: &Place<'_>, tag: &str) -> Result<Run> {
    let mut command = contestant.command(place, tag)?;
    place.aws.take_calls()?;
    let from = Instant::now();
    let output = command.output()?;
    let wall = from.elapsed();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let said = text(&output.stdout) + &text(&output.stderr);
    ensure!(output.status.success(), "{} failed: {said}", contestant.name());
    Ok(Run { wall, calls: place.aws.take_calls()? })
}
