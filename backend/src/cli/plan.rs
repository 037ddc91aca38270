//! `bayplan plan`

mod text;

use std::io::{self, Write};

use clap::Args;
use serde_json::{Value, json};
use shared::api::{ApplyKind, PlanRequest};
use shared::check::Severity;
use shared::plan::{Plan, Step};

pub(super) use text::write as write_text;

use super::target::{Target, TargetError, Work, block_on};
use super::{Exit, output};
use crate::ops::{PlanError, make_plan_for};
use crate::store::StoredPlan;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    block_on(async {
        let work = match arguments.target.open().await {
            Ok(work) => work,
            Err(error) => return Ok(unusable(&error)),
        };
        let exit = match make(&work, ApplyKind::Apply).await {
            Ok(stored) => {
                show(&stored.plan, arguments.target.json)?;
                if stored.plan.blockers.is_empty() { Exit::Fine } else { Exit::Refused }
            }
            Err(exit) => exit,
        };
        work.store.close().await;
        Ok(exit)
    })
}

/// Says why there is nothing to work on.
pub(super) fn unusable(error: &TargetError) -> Exit {
    error.to_string().lines().for_each(output::complain);
    error.exit()
}

/// Makes a plan, or says why there is none.
pub(super) async fn make(work: &Work, kind: ApplyKind) -> Result<StoredPlan, Exit> {
    let version = match kind {
        ApplyKind::Apply => Some(work.version),
        ApplyKind::Rollback => None,
    };
    let request = PlanRequest { environment: work.environment.name.clone(), version, kind };
    let made = make_plan_for(&work.context, &work.design, &request, work.environment.clone()).await;
    made.map_err(|error| {
        let told = error.told();
        match &told {
            Some(told) => {
                output::complain(&told.cause.summary);
                for found in told.diagnostics.iter().filter(|found| found.severity == Severity::Error) {
                    output::complain(&format!("  {} {}: {} {}", found.rule, found.path, found.message, found.help));
                }
                output::complain(&told.cause.next);
            }
            None => output::complain(&error.to_string()),
        }
        match error {
            PlanError::NotChecked(_) => Exit::Unusable,
            PlanError::NothingToRollBackTo | PlanError::NotPermitted => Exit::Refused,
            PlanError::Aws(_) | PlanError::Ops(_) => Exit::Errors,
        }
    })
}

/// Prints a plan.
pub(super) fn show(plan: &Plan, as_json: bool) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    if as_json {
        serde_json::to_writer_pretty(&mut out, &printed(plan))?;
        writeln!(out)?;
    } else {
        write_text(&mut out, plan)?;
    }
    out.flush()
}

/// A plan as programs read it.
fn printed(plan: &Plan) -> Value {
    let step = |step: &Step| {
        json!({
            "id": step.id, "service": step.service, "action": step.action, "input": step.input, "after": step.after,
            "why": step.why, "risk": step.risk,
        })
    };
    json!({
        "fingerprint": plan.fingerprint,
        "account": plan.account,
        "region": plan.region,
        "environment": plan.environment,
        "steps": plan.steps.iter().map(step).collect::<Vec<_>>(),
        "blockers": plan.blockers,
        "unchanged": plan.unchanged,
        "notes": plan.notes,
    })
}
