//! `bayplan apply` and `bayplan rollback`

pub(super) mod approved;
pub(super) mod progress;

use std::io::{self, BufRead, IsTerminal, Write};

use clap::Args;
use serde_json::json;
use shared::api::{ApplyKind, ApplyMeta, ApplyRequest};
use shared::event::Outcome;
use shared::plan::{Plan, Risk};

use super::plan::{make, show, unusable};
use super::remote::Server;
use super::serve::order_to_stop;
use super::target::{Target, Work, block_on};
use super::{Exit, output};
use crate::ops::{self, Actor, Lost, Worked, Worker, start_apply};
use crate::store::StoredPlan;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Apply without asking
    #[arg(long)]
    auto_approve: bool,
    /// With --auto-approve or --approved: also take over what others made, and take back what others rolled out
    #[arg(long)]
    accept_risks: bool,
}

/// `bayplan apply` with a file, or with what a review approved.
#[derive(Debug, Args)]
pub(super) struct ApplyArguments {
    /// Apply what this review on a team's server approved, instead of a file
    #[arg(long, value_name = "REVIEW", requires = "server", conflicts_with_all = ["file", "environment", "auto_approve"])]
    approved: Option<String>,
    #[command(flatten)]
    server: Option<Server>,
    #[command(flatten)]
    file: Arguments,
}

pub(super) fn run_apply(arguments: &ApplyArguments) -> io::Result<Exit> {
    let ApplyArguments { approved, server, file } = arguments;
    match approved.as_ref().zip(server.as_ref()) {
        Some((review, server)) => approved::run(server, review, file.accept_risks, file.target.json),
        None => run(file, ApplyKind::Apply),
    }
}

pub(super) fn run(arguments: &Arguments, kind: ApplyKind) -> io::Result<Exit> {
    block_on(async {
        let work = match arguments.target.open().await {
            Ok(work) => work,
            Err(error) => return Ok(unusable(&error)),
        };
        let interrupted = async {
            order_to_stop().await;
            output::complain("Interrupted. Run the same command again: it goes on where this one stopped.");
            Ok(Exit::Interrupted)
        };
        tokio::select! {
            exit = go(&work, arguments, kind) => {
                work.store.close().await;
                exit
            }
            exit = interrupted => exit,
        }
    })
}

async fn go(work: &Work, arguments: &Arguments, kind: ApplyKind) -> io::Result<Exit> {
    match resume(work, arguments).await {
        // Going back once more would be another rollback than the one that was asked for.
        Ok(Some((apply, outcome))) if (kind, apply.kind) == (ApplyKind::Rollback, ApplyKind::Rollback) => {
            let stored = work.context.store.plan(&apply.plan_id).await.map_err(io::Error::other)?;
            return tell_end(arguments, &apply.id, &stored.plan.fingerprint, &outcome);
        }
        Ok(_) => {}
        Err(exit) => return Ok(exit),
    }
    let stored = match make(work, kind).await {
        Ok(stored) => stored,
        Err(exit) => return Ok(exit),
    };
    let plan = &stored.plan;
    if !arguments.target.json || plan.is_empty() || !plan.blockers.is_empty() {
        show(plan, arguments.target.json)?;
    }
    if !plan.blockers.is_empty() {
        output::complain("The plan can't be applied; what is said above has to be changed first.");
        return Ok(Exit::Refused);
    }
    // A rollback to what is there already is done, too, and has to be on record.
    if plan.is_empty() && kind == ApplyKind::Apply {
        return Ok(Exit::Fine);
    }
    if !approved(arguments, plan)? {
        return Ok(Exit::Refused);
    }
    start(work, arguments, &stored).await
}

/// Works on what an earlier run of this command left unfinished, oldest first; gives the last of it and how that ended.
async fn resume(work: &Work, arguments: &Arguments) -> Result<Option<(ApplyMeta, Outcome)>, Exit> {
    let applies = ops::list_applies(&*work.context.store, &Actor::local(), &work.design).await.map_err(|error| {
        output::complain(&error.to_string());
        Exit::Errors
    })?;
    let mut last = None;
    let here = |apply: &ApplyMeta| apply.environment == work.environment.name;
    for apply in applies.into_iter().rev().filter(here).filter(|apply| apply.outcome.is_none()) {
        output::complain(&format!("Going on with the apply of version {} that was not finished.", apply.version));
        let outcome = follow(work, arguments, &apply.id).await?;
        last = Some((apply, outcome));
    }
    Ok(last)
}

async fn start(work: &Work, arguments: &Arguments, stored: &StoredPlan) -> io::Result<Exit> {
    let request = ApplyRequest { fingerprint: stored.plan.fingerprint.clone(), accept_risks: true };
    let apply = match start_apply(&work.context, &Actor::local(), &stored.id, &request).await {
        Ok(apply) => apply,
        Err(error) => {
            output::complain(&error.message());
            return Ok(Exit::Refused);
        }
    };
    let outcome = match follow(work, arguments, &apply.id).await {
        Ok(outcome) => outcome,
        Err(exit) => return Ok(exit),
    };
    tell_end(arguments, &apply.id, &stored.plan.fingerprint, &outcome)
}

/// Says how an apply ended, to programs, and with the exit code.
fn tell_end(arguments: &Arguments, apply: &str, fingerprint: &str, outcome: &Outcome) -> io::Result<Exit> {
    if arguments.target.json {
        let told = json!({ "apply": apply, "fingerprint": fingerprint, "result": outcome });
        writeln!(io::stdout().lock(), "{told}")?;
    }
    Ok(match outcome {
        Outcome::Done | Outcome::RolledBack => Exit::Fine,
        Outcome::Failed { .. } | Outcome::Cancelled => Exit::Errors,
    })
}

/// Works on an apply, as soon as nobody else does, and tells what happens until it has ended.
async fn follow(work: &Work, arguments: &Arguments, apply: &str) -> Result<Outcome, Exit> {
    let worker = Worker::new(work.context.clone(), format!("command line, process {}", std::process::id()));
    let working = async {
        loop {
            match worker.work(Some(apply)).await {
                Ok(Worked::Ended { outcome, .. }) => return Ok(*outcome),
                // Another process works on it, or did until it was killed: its lease tells when.
                Ok(Worked::Nothing) | Err(Lost::Fenced) => {
                    let meta = work.context.store.apply(apply).await.map_err(Lost::Store)?;
                    if let Some(outcome) = meta.outcome {
                        return Ok(outcome);
                    }
                    tokio::time::sleep(work.context.pace.idle).await;
                }
                Err(lost) => return Err(lost),
            }
        }
    };
    let told = progress::tell(&work.context, apply, arguments.target.json);
    let (outcome, ()) = tokio::join!(working, told);
    outcome.map_err(|lost| {
        output::complain(&format!("The apply stopped: {lost}. Run the same command again: it goes on from there."));
        Exit::Interrupted
    })
}

/// Whether a person approves of the plan, here or beforehand.
fn approved(arguments: &Arguments, plan: &Plan) -> io::Result<bool> {
    if arguments.auto_approve {
        let beyond = plan.steps.iter().find(|step| needs_more(step.risk) && !arguments.accept_risks);
        if let Some(step) = beyond {
            output::complain(&format!(
                "{} {}: {} Nothing was done. Look at the plan; to apply it all the same, add --accept-risks.",
                step.id,
                step.risk.word(),
                step.why
            ));
        }
        return Ok(beyond.is_none());
    }
    if !io::stdin().is_terminal() {
        output::complain("Nothing was done: nobody is there to ask. Add --auto-approve to apply without asking.");
        return Ok(false);
    }
    let mut out = io::stderr().lock();
    write!(out, "Apply this? Only yes does: ")?;
    out.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim() == "yes")
}

/// Whether approving beforehand isn't enough, since what others did is at stake.
fn needs_more(risk: Risk) -> bool {
    match risk {
        Risk::TakesOver | Risk::RevertsDrift => true,
        Risk::None | Risk::RestartsTasks | Risk::Permissions | Risk::Deletes => false,
    }
}
