//! Images that do not run: the cause in words, and the way back.

use serde_json::Value;

use super::designs::everything;
use super::state::state;
use super::terminal::{Terminal, held, told, until};

/// Applies a good image, then one that fails, then goes back; `words` are said of the failure.
fn fails_and_goes_back(tag: &str, words: &[&str]) {
    let Some(terminal) = Terminal::new() else { return };
    let good = everything(&terminal.place, "1");
    terminal.applied(&good);
    let before = state(&terminal);
    let bad = everything(&terminal.place, tag);
    let failed = terminal.command(&["apply", "--auto-approve"], &bad).output().unwrap();
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert_eq!(failed.status.code(), Some(1), "{}", told(&failed));
    for word in words {
        assert!(said.contains(word), "{tag}: {word} is not said: {}", told(&failed));
    }
    let cause = said.lines().skip_while(|line| !line.starts_with("Failed")).collect::<Vec<_>>().join("\n");
    println!("{tag}:\n{cause}\n");

    let back = terminal.command(&["rollback", "--auto-approve", "--json"], &bad).output().unwrap();
    assert_eq!(back.status.code(), Some(0), "{tag}: {}", told(&back));
    assert_same_services(&before, &terminal);
    let nothing = terminal.plan(&good);
    assert_eq!(nothing["steps"].as_array().map(Vec::len), Some(0), "{tag}: {nothing:#}");
}

/// Revisions stay, and an equal one may be registered again; all else is as it was, as soon as ECS has done what it
/// does by itself.
fn assert_same_services(before: &Value, terminal: &Terminal) {
    let but_revisions = |mut state: Value| {
        let all = state.as_object_mut().unwrap().remove("taskDefinitions").unwrap();
        let arns = all.as_array().unwrap().iter().filter_map(|each| each["arn"].as_str());
        arns.fold(state.to_string(), |text, arn| text.replace(arn, arn.rsplit_once(':').unwrap().0))
    };
    let before = but_revisions(before.clone());
    until(&before, || (but_revisions(state(terminal)) == before).then_some(()));
}

#[test]
fn a_container_that_crashes() {
    fails_and_goes_back(
        "crash",
        &["Failed: ", "Essential container in task exited", "app ended with exit code 1", "| "],
    );
}

#[test]
fn a_container_without_memory() {
    fails_and_goes_back("oom", &["Failed: ", "memory", "exit code 137"]);
}

#[test]
fn an_image_that_is_not_there() {
    fails_and_goes_back("nopull", &["Failed: ", "CannotPullContainerError", "example/web:nopull"]);
}

#[test]
fn a_target_that_is_never_healthy() {
    fails_and_goes_back("unhealthy", &["Failed: ", "Task failed ELB health checks"]);
}

#[test]
fn a_task_without_capacity() {
    fails_and_goes_back("nocapacity", &["Failed: ", "Capacity is unavailable"]);
}

/// The same command again ends the rollback that was begun; it does not go back a second time.
#[test]
fn a_rollback_that_was_killed_goes_back_once() {
    let Some(terminal) = Terminal::new() else { return };
    let (first, second) = (everything(&terminal.place, "1"), everything(&terminal.place, "2"));
    terminal.applied(&first);
    let before = state(&terminal);
    terminal.applied(&second);
    for point in ["intent-stored", "reply-received"] {
        let rollback = ["rollback", "--auto-approve", "--json"];
        let mut child = held(&mut terminal.command(&rollback, &second), point, "UpdateService");
        child.kill().unwrap();
        child.wait().unwrap();
        let again = terminal.command(&rollback, &second).output().unwrap();
        assert_eq!(again.status.code(), Some(0), "{}", told(&again));
        let result: Value = serde_json::from_slice(&again.stdout).unwrap();
        assert_eq!(result["result"]["outcome"], "rolledBack");
        assert_same_services(&before, &terminal);
        assert_eq!(terminal.plan(&first)["steps"], Value::Array(Vec::new()));
        terminal.applied(&second);
    }
}
