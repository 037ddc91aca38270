//! Histories of applies with everything that may come in between, each made by a seed, in virtual time.
//!
//! `BAYPLAN_SEED=7 BAYPLAN_HISTORIES=1` runs the one of the seed 7 and tells all that happened in it.

mod drift;
mod faults;
mod history;
mod judgement;
mod kept;
mod oracle;
mod process;
mod random;
mod shape;
mod trace;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use history::History;

use shape::CANARY;
use trace::Seen;

/// After this many histories with something wrong no more are run.
const MOST_WRONG: usize = 3;

/// Runs the history of `seed`; gives what happened.
fn history(seed: u64) -> Seen {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).finish();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    tracing::subscriber::with_default(subscriber, || {
        runtime.block_on(async {
            let mut history = History::new(seed);
            let oracle = Arc::clone(&history.oracle);
            let went = {
                let whole = AssertUnwindSafe(history.go_on());
                futures::FutureExt::catch_unwind(whole).await
            };
            if went.is_err() {
                oracle.violation("something panicked; see above");
            }
            if log.text().contains(CANARY) {
                oracle.violation("a secret is in the log");
            }
            std::mem::take(&mut *oracle.seen())
        })
    })
}

/// Runs a part of the histories: every `parts`-th from `part` on.
fn histories(part: u64, parts: u64) {
    let given = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, count) = (given("BAYPLAN_SEED").unwrap_or(1), given("BAYPLAN_HISTORIES").unwrap_or(2000));
    let (from, mut ran, mut lines) = (Instant::now(), 0, 0);
    let (mut wrong, mut counts) = (Vec::new(), BTreeMap::<String, u64>::new());
    for seed in (first..first + count).filter(|seed| seed % parts == part) {
        let Seen { trace, violations, counts: more, .. } =
            catch_unwind(|| history(seed)).unwrap_or_else(|_| panic!("BAYPLAN_SEED={seed}"));
        ran += 1;
        lines += trace.len();
        more.into_iter().for_each(|(what, count)| *counts.entry(what).or_default() += count);
        if !violations.is_empty() {
            let trace = trace.iter().map(|line| format!("{line}\n")).collect::<String>();
            eprintln!("{trace}\nBAYPLAN_SEED={seed} BAYPLAN_HISTORIES=1 runs it again");
            wrong.push((seed, violations));
        }
        assert!(wrong.len() < MOST_WRONG, "{wrong:#?}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    eprintln!("{ran} histories from BAYPLAN_SEED={first}, {lines} things happened, {:?}: {counts:?}", from.elapsed());
}

#[test]
fn two_thousand_histories_1() {
    histories(0, 4);
}

#[test]
fn two_thousand_histories_2() {
    histories(1, 4);
}

#[test]
fn two_thousand_histories_3() {
    histories(2, 4);
}

#[test]
fn two_thousand_histories_4() {
    histories(3, 4);
}

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl tracing_subscriber::fmt::MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
