//! `bayplan apply --approved`: what a review on a server approved.

use std::io::{self, Write};

use serde_json::json;
use shared::api::{ApplyMeta, ApplyRequest, ReviewCopy};
use shared::event::Outcome;

use crate::cli::remote::{Remote, Server, Stopped, block_on, follow};
use crate::cli::review::load;
use crate::cli::{Exit, output};

/// Has the server apply what the review approved, and follows it.
pub(in crate::cli) fn run(server: &Server, review: &str, accept_risks: bool, json: bool) -> io::Result<Exit> {
    block_on(async {
        let remote = server.open()?;
        let copy = load(&remote, review).await?;
        if copy.standing.approved.is_none() {
            copy.standing.sentences.iter().for_each(|sentence| output::complain(sentence));
            return Ok(Exit::Refused);
        }
        apply(&remote, &copy, accept_risks, json).await
    })
}

/// Has the server apply the review's plan, and follows it to its end.
pub(in crate::cli) async fn apply(
    remote: &Remote,
    review: &ReviewCopy,
    accept_risks: bool,
    json: bool,
) -> Result<Exit, Stopped> {
    let fingerprint = review.plan.plan.fingerprint.clone();
    let request = ApplyRequest { fingerprint: fingerprint.clone(), accept_risks };
    let started: ApplyMeta = remote.post(&format!("/api/plans/{}/apply", review.plan.id), &request).await?;
    output::complain(&format!("Applying: {}", remote.page(&format!("/applies/{}", started.id))));
    let outcome = follow(remote, &started.id, json).await?;
    if json {
        let told = json!({ "apply": started.id, "fingerprint": fingerprint, "result": outcome });
        writeln!(io::stdout().lock(), "{told}")?;
    }
    Ok(match outcome {
        Outcome::Done | Outcome::RolledBack => Exit::Fine,
        Outcome::Failed { .. } | Outcome::Cancelled => Exit::Errors,
    })
}
