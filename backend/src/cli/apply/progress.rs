//! What happens in an apply, a line each, on standard error.

use std::time::Duration;

use futures::StreamExt;
use shared::event::{ApplyEvent, Cause, Outcome};

use crate::cli::output::complain;
use crate::ops::{Context, follow_apply};

/// Tells every event of an apply until it has ended. With `quiet` only how it ended is told, if it failed.
pub(super) async fn tell(context: &Context, apply: &str, quiet: bool) {
    loop {
        match follow_apply(context.store.clone(), &context.news, apply.to_owned(), 0).await {
            Ok(Some(events)) => {
                let mut events = std::pin::pin!(events);
                while let Some(Ok(record)) = events.next().await {
                    line(&record.event, quiet);
                }
                return;
            }
            Ok(None) => return,
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

pub(in crate::cli) fn line(event: &ApplyEvent, quiet: bool) {
    if let ApplyEvent::Ended { outcome: Outcome::Failed { cause } } = event {
        failed(cause);
        return;
    }
    if quiet {
        return;
    }
    match event {
        ApplyEvent::Queued | ApplyEvent::StepDone { .. } => {}
        ApplyEvent::Started { resumed, .. } => complain(if *resumed { "Going on" } else { "Started" }),
        ApplyEvent::Admitted { account, by, break_glass } => {
            complain(&format!("The account is {account}, and nothing has changed"));
            let names: Vec<_> = by.iter().map(|person| person.name.as_str()).collect();
            match (names.is_empty(), break_glass) {
                (true, _) => {}
                (false, false) => complain(&format!("Approved by {}", names.join(", "))),
                (false, true) => {
                    complain(&format!("Let through in an emergency, without approval, by {}", names.join(" and ")));
                }
            }
        }
        ApplyEvent::StepStarted { step, attempt } => match attempt {
            1 => complain(&format!("  {step}")),
            attempt => complain(&format!("  {step}, attempt {attempt}")),
        },
        ApplyEvent::StepDelayed { step, reason, again_in_ms, .. } => {
            complain(&format!("  {step} waits {again_in_ms} ms: {reason}"));
        }
        ApplyEvent::StepAdopted { step, .. } => complain(&format!("  {step} was done already")),
        ApplyEvent::StepCalled { step, took_ms, .. } => complain(&format!("  {step} done in {took_ms} ms")),
        ApplyEvent::Deployment { status, .. } => {
            complain(&format!(
                "    {} desired, {} running, {} pending, {} failed",
                status.desired, status.running, status.pending, status.failed
            ));
            status.events.iter().for_each(|event| complain(&format!("    {}", event.message)));
        }
        ApplyEvent::StepFailed { step, .. } => complain(&format!("  {step} failed")),
        ApplyEvent::StepSkipped { step } => complain(&format!("  {step} was not tried")),
        ApplyEvent::CancelRequested => complain("Cancelling between steps"),
        ApplyEvent::Ended { outcome } => complain(match outcome {
            Outcome::Done => "Done",
            Outcome::RolledBack => "Rolled back",
            Outcome::Cancelled => "Cancelled",
            Outcome::Failed { .. } => "Failed",
        }),
    }
}

fn failed(cause: &Cause) {
    complain(&format!("Failed: {}", cause.summary));
    if let Some(reason) = &cause.stopped_reason {
        complain(&format!("  ECS says: {reason}"));
    }
    if let (Some(container), Some(code)) = (&cause.container, cause.exit_code) {
        complain(&format!("  Container {container} ended with exit code {code}"));
    }
    cause.log_lines.iter().for_each(|line| complain(&format!("  | {line}")));
    complain(&cause.next);
}
