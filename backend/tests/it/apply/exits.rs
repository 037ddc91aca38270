//! How the program ends, and what it says then.

use std::process::{Command, Output};

use serde_json::{Value, json};
use shared::plan::Action;

use super::designs::{MATRIX, everything};
use super::kills::{assert_resumes, effects, undisturbed};
use super::state::state;
use super::terminal::{Terminal, held, told};

fn assert_says(output: &Output, exit: i32, words: &[&str]) {
    assert_eq!(output.status.code(), Some(exit), "{}", told(output));
    let said = String::from_utf8_lossy(&output.stderr);
    for word in words {
        assert!(said.contains(word), "{word} is not said: {}", told(output));
    }
}

#[test]
fn a_design_with_errors_is_unusable() {
    let Some(terminal) = Terminal::new() else { return };
    let mut design = everything(&terminal.place, "1");
    design["taskDefinitions"]["web"]["memory"] = json!("7");
    for verb in [&["plan"][..], &["apply", "--auto-approve"]] {
        let output = terminal.command(verb, &design).output().unwrap();
        assert_says(&output, 2, &["taskDefinitions/web", "memory"]);
    }
    assert!(terminal.changes().is_empty());
}

#[test]
fn nothing_is_done_without_an_approval() {
    let Some(terminal) = Terminal::new() else { return };
    let output = terminal.command(&["apply"], &everything(&terminal.place, "1")).output().unwrap();
    assert_says(&output, 3, &["nobody is there to ask", "--auto-approve"]);
    assert!(terminal.changes().is_empty());
}

#[test]
fn a_protected_environment_refuses() {
    let Some(terminal) = Terminal::new() else { return };
    let environment = terminal.make_environment("protected");
    let design = everything(&terminal.place, "1");
    let planned = terminal.command_in(&environment, &["plan"], &design).output().unwrap();
    assert_says(&planned, 0, &[]);
    let output = terminal.command_in(&environment, &["apply", "--auto-approve"], &design).output().unwrap();
    assert_says(&output, 3, &["protected", "Nothing was done"]);
    assert!(terminal.changes().is_empty());
}

#[test]
fn an_interrupted_apply_goes_on_later() {
    let Some(terminal) = Terminal::new() else { return };
    let wanted = undisturbed(MATRIX[0]);
    let design = everything(&terminal.place, "1");
    let mut command = terminal.command(&["apply", "--auto-approve", "--json"], &design);
    let mut child = held(&mut command, "intent-stored", "CreateService");
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(4));
    assert_resumes(&terminal, &design, &wanted).unwrap();
}

#[test]
fn refusals_are_told() {
    let Some(terminal) = Terminal::new() else { return };
    let design = everything(&terminal.place, "1");
    terminal.world.rules(json!([{"action": "CreateService", "fault": "denied"}]));
    let denied = terminal.apply(&design);
    assert_says(&denied, 1, &["AWS refused CreateService", "may not", "Allow ecs:CreateService"]);
    assert_eq!(effects(&terminal).get("CreateService"), None);
    // What the refusal left is found again.
    terminal.world.rules(json!([]));
    terminal.applied(&design);
    assert_eq!(state(&terminal), undisturbed(MATRIX[0]).state);

    terminal.world.rules(json!([{"action": "DescribeClusters", "fault": "denied"}]));
    let blind = terminal.apply(&everything(&terminal.place, "2"));
    assert_says(&blind, 1, &["AWS could not be asked", "Allow the describe and list calls"]);
}

#[test]
fn expired_credentials_are_told() {
    let Some(terminal) = Terminal::new() else { return };
    let design = everything(&terminal.place, "1");
    terminal.world.rules(json!([{"action": "GetCallerIdentity", "fault": "expired"}]));
    assert_says(&terminal.apply(&design), 1, &["expired", "Renew"]);
    terminal.world.rules(json!([{"action": "CreateService", "fault": "expired"}]));
    assert_says(&terminal.apply(&design), 1, &["does not accept the credentials", "Renew"]);
    terminal.world.rules(json!([]));
    terminal.applied(&design);
    assert_eq!(state(&terminal), undisturbed(MATRIX[0]).state);
}

/// Each fault meets each call once.
#[test]
fn passing_faults_leave_no_trace() {
    if Terminal::new().is_none() {
        return;
    }
    let wanted = undisturbed(MATRIX[0]);
    for fault in ["throttle", "500", "reset", "lost", "delay:300"] {
        let terminal = Terminal::new().unwrap();
        let rule = |action: Action| json!({"action": action.name(), "nth": 1, "fault": fault});
        terminal.world.rules(Action::ALL.into_iter().map(rule).collect::<Value>());
        terminal.applied(&everything(&terminal.place, "1"));
        assert_eq!(state(&terminal), wanted.state, "{fault}");
        assert_eq!(effects(&terminal), wanted.calls, "{fault}");
        let met = terminal.changes().iter().filter(|call| call.fault.is_some()).count();
        assert_eq!(met, wanted.calls.len(), "{fault}");
    }
}
