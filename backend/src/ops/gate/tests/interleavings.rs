//! Short histories of a team, each made by a seed, in virtual time: people edit, save, override, plan, approve, ask for
//! changes, withdraw, break the glass, get and lose roles, change the environment and its policy, while something else
//! changes AWS, time passes, applies are ordered, overtaken, killed and resumed. An oracle keeps its own books and says at each
//! admission whether exactly that was approved.
//!
//! `BAYPLAN_SEED=7 BAYPLAN_HISTORIES=1` runs the one of the seed 7 and tells all that happened in it.

mod acts;
mod applying;
mod aws;
mod oracle;
mod random;
mod shape;
mod team;

use std::collections::BTreeMap;
use std::time::Instant;

use team::Team;

/// How many histories `cargo xtask test` runs.
const HISTORIES: u64 = 20_000;
/// After this many histories with something wrong no more are run.
const MOST_WRONG: usize = 3;

/// Runs a part of the histories: every `parts`-th from `part` on.
#[expect(clippy::print_stderr, reason = "says how to run a history again, and how long all took")]
fn histories(part: u64, parts: u64) {
    let given = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, count) = (given("BAYPLAN_SEED").unwrap_or(1), given("BAYPLAN_HISTORIES").unwrap_or(HISTORIES));
    let (from, mut ran) = (Instant::now(), 0_u64);
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<&'static str, u64>::new());
    for seed in (first..first + count).filter(|seed| seed % parts == part) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        let team = runtime.block_on(async {
            let mut team = Team::new(seed).await;
            team.go_on().await;
            team
        });
        ran += 1;
        for (what, count) in &team.counts {
            *counts.entry(what).or_default() += count;
        }
        if !team.violations.is_empty() || count == 1 {
            team.trace.iter().for_each(|line| eprintln!("{line}"));
        }
        if !team.violations.is_empty() {
            eprintln!("BAYPLAN_SEED={seed} BAYPLAN_HISTORIES=1 runs it again");
            wrong.push((seed, team.violations));
        }
        assert!(wrong.len() < MOST_WRONG, "{wrong:#?}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    eprintln!("{ran} histories from BAYPLAN_SEED={first}, {:?}: {counts:?}", from.elapsed());
    // Histories in which nothing comes to pass would show nothing.
    if count >= HISTORIES {
        for what in ["applied", "let through in an emergency", "refused at the last moment", "refused", "resumed"] {
            assert!(counts.get(what).is_some_and(|times| *times > 50), "{what}: {counts:?}");
        }
    }
}

#[test]
fn approvals_in_twenty_thousand_histories_1() {
    histories(0, 4);
}

#[test]
fn approvals_in_twenty_thousand_histories_2() {
    histories(1, 4);
}

#[test]
fn approvals_in_twenty_thousand_histories_3() {
    histories(2, 4);
}

#[test]
fn approvals_in_twenty_thousand_histories_4() {
    histories(3, 4);
}
