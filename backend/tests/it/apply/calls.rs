//! What is called is what was planned.

use serde_json::{Value, json};
use shared::plan::{Action, StepId, token};

use super::designs::everything;
use super::terminal::{Terminal, told};
use crate::support::arrived::arrived_as_given;

/// The reads that a plan without changes may cost.
const READS: usize = 14;

/// Puts in what was known only in the run: tokens, and the ARNs of task definitions.
fn filled(step: &Value, apply: &str, terminal: &Terminal) -> Value {
    let id = StepId(step["id"].as_str().unwrap().to_owned());
    let mut input = step["input"].clone();
    for member in input.as_object_mut().unwrap().values_mut() {
        if member == "${token}" {
            *member = json!(token(apply, &id));
        } else if member == "${taskDefinitions.web}" {
            let state = terminal.world.state();
            *member = state["taskDefinitions"].as_array().unwrap().last().unwrap()["arn"].clone();
        }
    }
    input
}

/// The changes that arrived are the plan's steps, member by member, and nothing else. Gives the actions in order.
fn assert_calls(terminal: &Terminal, plan: &Value, apply: &str) -> Vec<String> {
    let (steps, arrived) = (plan["steps"].as_array().unwrap(), terminal.changes());
    for step in steps {
        let name = step["action"].as_str().unwrap();
        let action = Action::ALL.into_iter().find(|action| action.name() == name).unwrap();
        assert_eq!(step["service"], action.service().word());
        let input = filled(step, apply, terminal);
        let as_planned = arrived.iter().filter(|call| arrived_as_given(call, name, action.service(), &input));
        assert_eq!(as_planned.count(), 1, "{} with {input} is not once in {arrived:#?}", step["id"]);
    }
    assert_eq!(arrived.len(), steps.len(), "{arrived:#?}");
    arrived.into_iter().map(|call| call.action).collect()
}

/// Plans, then applies, and compares; gives the actions.
fn plan_and_apply(terminal: &Terminal, design: &Value) -> Vec<String> {
    let plan = terminal.plan(design);
    assert!(terminal.changes().is_empty(), "planning changed something");
    terminal.world.forget();
    let applied = terminal.apply(design);
    assert!(applied.status.success(), "{}", told(&applied));
    let result: Value = serde_json::from_slice(&applied.stdout).unwrap();
    assert_eq!(result["fingerprint"], plan["fingerprint"]);
    assert_calls(terminal, &plan, result["apply"].as_str().unwrap())
}

#[test]
fn calls_are_the_plan() {
    let Some(terminal) = Terminal::new() else { return };
    let made = plan_and_apply(&terminal, &everything(&terminal.place, "1"));
    assert_eq!(made.len(), 8, "{made:?}");
    let changes = terminal.changes();
    let registered = changes.iter().find(|call| call.action == "RegisterTaskDefinition").unwrap();
    for unknown in [r#""futureMember":{"of":["the","task",1.5]}"#, r#""futureMember":{"of":["the","container",null]}"#]
    {
        assert!(registered.body.contains(unknown), "{}", registered.body);
    }
}

#[test]
fn image_change_is_two_calls() {
    let Some(terminal) = Terminal::new() else { return };
    terminal.applied(&everything(&terminal.place, "1"));
    terminal.world.forget();
    let made = plan_and_apply(&terminal, &everything(&terminal.place, "2"));
    assert_eq!(made, ["RegisterTaskDefinition", "UpdateService"]);
}

#[test]
fn unchanged_design_reads_only() {
    let Some(terminal) = Terminal::new() else { return };
    let design = everything(&terminal.place, "1");
    terminal.applied(&design);
    terminal.world.forget();
    terminal.applied(&design);
    let calls = terminal.world.calls();
    let (changes, reads): (Vec<_>, Vec<_>) = calls.into_iter().partition(|call| call.mutating);
    assert!(changes.is_empty(), "{changes:#?}");
    let names: Vec<_> = reads.into_iter().map(|call| call.action).collect();
    println!("an unchanged design: 0 changes, {} reads: {}", names.len(), names.join(" "));
    assert!(names.len() <= READS, "{names:?}");
}
