//! Every kind of step meets every kind of crash: the program is killed, and the same command again finishes the work.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use serde_json::{Value, json};
use shared::plan::Action;

use super::designs::{MATRIX, SOAK, Story};
use super::random_kills::soak_seconds;
use super::state::{counts, state};
use super::terminal::{Terminal, held, told, until};
use crate::support::print_figure;

/// How many cases go side by side.
pub(super) const SIDE_BY_SIDE: usize = 3;
/// How often a case is tried again whose kill came too late on a busy machine.
const TRIES: usize = 5;

/// When the program is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// The intent is stored, and AWS knows nothing.
    IntentStored,
    /// AWS has done it, and the answer never comes.
    ReplyLost,
    /// The answer is there, and nothing of it is stored.
    ReplyReceived,
}

const MOMENTS: [Moment; 3] = [Moment::IntentStored, Moment::ReplyLost, Moment::ReplyReceived];

/// What a story comes to when nobody disturbs it.
pub(super) struct Undisturbed {
    pub(super) state: Value,
    /// How often each action was called in the last version.
    pub(super) calls: BTreeMap<String, usize>,
    /// How many calls it was altogether, with those that only read.
    pub(super) all: usize,
}

/// Calls that AWS has carried out, by action.
pub(super) fn effects(terminal: &Terminal) -> BTreeMap<String, usize> {
    let mut effects = BTreeMap::new();
    for call in terminal.changes().into_iter().filter(|call| call.status == Some(200)) {
        *effects.entry(call.action).or_default() += 1;
    }
    effects
}

/// Applies all versions but the last; gives that one.
pub(super) fn prepared(story: Story) -> (Terminal, Value) {
    let terminal = Terminal::new().unwrap();
    let mut versions = (story.versions)(&terminal.place);
    let last = versions.pop().unwrap();
    for version in &versions {
        terminal.applied(version);
    }
    terminal.world.forget();
    (terminal, last)
}

pub(super) fn undisturbed(story: Story) -> Undisturbed {
    let (terminal, last) = prepared(story);
    terminal.applied(&last);
    Undisturbed { state: state(&terminal), calls: effects(&terminal), all: terminal.world.calls().len() }
}

/// The same command again: it goes on by itself, to the same end, without a second effect of anything.
pub(super) fn assert_resumes(terminal: &Terminal, design: &Value, wanted: &Undisturbed) -> Result<(), String> {
    let again = terminal.apply(design);
    if !again.status.success() {
        return Err(format!("run again: {}", told(&again)));
    }
    let is = state(terminal);
    if is != wanted.state {
        let lists =
            wanted.state.as_object().into_iter().flatten().filter(|(list, wanted)| is[list.as_str()] != **wanted);
        let lists: Vec<_> =
            lists.map(|(list, wanted)| format!("{list} {}\nand not {wanted}", is[list.as_str()])).collect();
        return Err(format!("it ends with {}\n{}", lists.join("\n"), told(&again)));
    }
    let made = effects(terminal);
    if made != wanted.calls {
        return Err(format!("AWS has done {made:?} and not {:?}", wanted.calls));
    }
    Ok(())
}

/// One kill; nothing where it came too late, after the step had gone on.
fn killed(story: Story, action: &str, moment: Moment, wanted: &Undisturbed) -> Result<bool, String> {
    let (terminal, last) = prepared(story);
    let mut command = terminal.command(&["apply", "--auto-approve", "--json"], &last);
    let mut child = match moment {
        Moment::IntentStored => held(&mut command, "intent-stored", action),
        Moment::ReplyReceived => held(&mut command, "reply-received", action),
        Moment::ReplyLost => {
            terminal.world.rules(json!([{"action": action, "nth": 1, "fault": "unanswered"}]));
            let child = command.spawn().unwrap();
            until(action, || {
                let changes = terminal.changes();
                changes.into_iter().find(|call| call.fault.is_some() && call.status == Some(200))
            });
            child
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    let called = effects(&terminal).get(action).copied().unwrap_or_default();
    if (called > 0) != (moment != Moment::IntentStored) {
        return Err(format!("it was to be killed at {moment:?}, and AWS has done the step {called} times"));
    }
    if !terminal.records().intends(action) {
        return Ok(false);
    }
    assert_resumes(&terminal, &last, wanted)?;
    // More often where the machine is so busy that the second run's own lease ran out.
    let starts = terminal.records().starts();
    if starts < 2 {
        return Err(format!("it was taken up {starts} times"));
    }
    Ok(true)
}

/// Runs `cases` side by side; gives what went wrong.
pub(super) fn side_by_side<C: Sync>(cases: &[C], run: impl Fn(&C) -> Result<(), String> + Sync) -> Vec<String> {
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..SIDE_BY_SIDE {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(failure) = run(case) {
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    failures.into_inner().unwrap()
}

#[test]
fn every_step_survives_every_crash() {
    if Terminal::new().is_none() {
        return;
    }
    let started = Instant::now();
    let stories = if soak_seconds().is_some() { &SOAK[..] } else { &MATRIX };
    let stories: Vec<_> = stories.iter().map(|story| (*story, undisturbed(*story))).collect();
    let mut cases = Vec::new();
    for (story, wanted) in &stories {
        println!("{}: {}; {:?}", story.name, counts(&wanted.state), wanted.calls);
        let calls = wanted.calls.keys().flat_map(|action| MOMENTS.map(|moment| (action, moment)));
        cases.extend(calls.map(|(action, moment)| (*story, wanted, action, moment)));
    }
    let covered = |action: &Action| cases.iter().any(|(_, _, covered, _)| *covered == action.name());
    assert_eq!(Action::ALL.iter().filter(|action| !covered(action)).collect::<Vec<_>>(), Vec::<&Action>::new());

    let late = AtomicUsize::new(0);
    let failures = side_by_side(&cases, |(story, wanted, action, moment)| {
        let told = |failure| format!("{}, {action}, {moment:?}: {failure}", story.name);
        for _ in 0..TRIES {
            if killed(*story, action, *moment, wanted).map_err(told)? {
                return Ok(());
            }
            late.fetch_add(1, Ordering::Relaxed);
        }
        Err(told("every kill came too late".to_owned()))
    });
    let (all, late) = (cases.len(), late.into_inner());
    print_figure(
        &format!("kill matrix: {all} kills, {} failed, {late} came late and were repeated", failures.len()),
        started,
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
