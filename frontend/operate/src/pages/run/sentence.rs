//! Events in words.

use parts::announcer::Announcer;
use parts::time::span;
use shared::event::{ApplyEvent, Outcome, ServiceEvent};
use shared::plan::StepId;

/// An event as a line of the log, or as several; nothing for what only the live panels show.
pub(super) fn sentence(event: &ApplyEvent, number: impl Fn(&StepId) -> usize) -> Option<String> {
    Some(match event {
        ApplyEvent::Queued => "Waits for a worker".to_owned(),
        ApplyEvent::Started { resumed: false, .. } => "Started".to_owned(),
        ApplyEvent::Started { resumed: true, .. } => "Taken up again where it stopped".to_owned(),
        ApplyEvent::Admitted { account, by, break_glass } => {
            let names: Vec<_> = by.iter().map(|person| person.name.as_str()).collect();
            let approved = match (names.is_empty(), break_glass) {
                (true, _) => String::new(),
                (false, false) => format!("; approved by {}", names.join(", ")),
                (false, true) => format!("; let through in an emergency, without approval, by {}", names.join(" and ")),
            };
            format!("AWS says that this is account {account}; nothing changed since the plan{approved}")
        }
        ApplyEvent::StepStarted { step, attempt: 1 } => format!("Step {}: calling AWS", number(step)),
        ApplyEvent::StepStarted { step, attempt } => format!("Step {}: calling AWS, attempt {attempt}", number(step)),
        ApplyEvent::StepDelayed { step, reason, again_in_ms, .. } => {
            format!("Step {}: again in {}: {reason}", number(step), span(*again_in_ms))
        }
        ApplyEvent::StepAdopted { step, .. } => {
            format!("Step {}: an earlier attempt had taken effect, so it was not called again", number(step))
        }
        ApplyEvent::StepCalled { step, took_ms, .. } => {
            format!("Step {}: AWS answered after {}", number(step), span(*took_ms))
        }
        ApplyEvent::Deployment { step, status } => {
            if status.events.is_empty() {
                return None;
            }
            let line = |event: &ServiceEvent| format!("Step {}: {}", number(step), event.message);
            status.events.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        ApplyEvent::StepDone { step } => format!("Step {}: done", number(step)),
        ApplyEvent::StepFailed { step, cause } => format!("Step {}: failed. {}", number(step), cause.summary),
        ApplyEvent::StepSkipped { step } => format!("Step {}: not tried", number(step)),
        ApplyEvent::CancelRequested => "Cancelling: stops after the current call".to_owned(),
        ApplyEvent::Ended { outcome } => ended(outcome).to_owned(),
    })
}

fn ended(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "Done: AWS is as the plan says",
        Outcome::RolledBack => "Rolled back: AWS is as the earlier version says",
        Outcome::Cancelled => "Cancelled",
        Outcome::Failed { .. } => "Failed",
    }
}

/// Tells screen readers what matters: step changes in a pause, failures at once.
pub(super) fn announcement(announcer: Announcer, event: &ApplyEvent, number: impl Fn(&StepId) -> usize) {
    let words = sentence(event, number).unwrap_or_default();
    match event {
        ApplyEvent::StepFailed { .. } | ApplyEvent::Ended { outcome: Outcome::Failed { .. } } => announcer.fail(words),
        ApplyEvent::Started { .. }
        | ApplyEvent::StepStarted { .. }
        | ApplyEvent::StepDelayed { .. }
        | ApplyEvent::StepDone { .. }
        | ApplyEvent::CancelRequested
        | ApplyEvent::Ended { outcome: Outcome::Done | Outcome::RolledBack | Outcome::Cancelled } => {
            announcer.say(words);
        }
        ApplyEvent::Queued
        | ApplyEvent::Admitted { .. }
        | ApplyEvent::StepAdopted { .. }
        | ApplyEvent::StepCalled { .. }
        | ApplyEvent::Deployment { .. }
        | ApplyEvent::StepSkipped { .. } => {}
    }
}
