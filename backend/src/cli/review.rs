//! `bayplan review`

use std::io::{self, Write};
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use shared::api::ReviewCopy;
use shared::review::Lack;

use super::remote::{Remote, RemoteError, Server, Stopped, block_on};
use super::{Exit, output};

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_secs(5);

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The review's id, as `push` prints it
    review: String,
    #[command(flatten)]
    server: Server,
    /// Wait until it is approved, or changes are requested
    #[arg(long)]
    wait: bool,
    /// How long to wait, in minutes
    #[arg(long, value_name = "MINUTES", default_value_t = 60, requires = "wait")]
    timeout: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    block_on(look(arguments))
}

async fn look(arguments: &Arguments) -> Result<Exit, Stopped> {
    let remote = arguments.server.open()?;
    let until = Instant::now() + Duration::from_secs(arguments.timeout.saturating_mul(60));
    let mut told = Vec::new();
    loop {
        let review = load(&remote, &arguments.review).await?;
        let standing = &review.standing;
        let refused = standing.lacks.iter().any(|lack| matches!(lack, Lack::ChangesRequested { .. }));
        if standing.approved.is_some() || refused || !arguments.wait {
            tell(arguments, &review)?;
            return Ok(if standing.approved.is_some() { Exit::Fine } else { Exit::Refused });
        }
        if standing.sentences != told {
            standing.sentences.iter().for_each(|sentence| output::complain(sentence));
            told.clone_from(&standing.sentences);
        }
        if Instant::now() >= until {
            output::complain("It is not approved yet. Run the same command again to go on waiting.");
            return Ok(Exit::Interrupted);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// A review as it is now.
pub(super) async fn load(remote: &Remote, review: &str) -> Result<ReviewCopy, RemoteError> {
    remote.get(&format!("/api/reviews/{review}")).await
}

fn tell(arguments: &Arguments, review: &ReviewCopy) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let standing = &review.standing;
    if arguments.json {
        let approved = standing.approved.is_some();
        let told = json!({
            "approved": approved, "by": standing.approved.as_ref().map(|approved| &approved.by),
            "lacks": standing.lacks, "plan": review.plan.id, "fingerprint": review.plan.plan.fingerprint,
        });
        return writeln!(out, "{told}");
    }
    match &standing.approved {
        Some(approved) => {
            let names: Vec<_> = approved.by.iter().map(|person| person.name.as_str()).collect();
            let by = if names.is_empty() { "nobody has to".to_owned() } else { names.join(", ") };
            writeln!(out, "Approved: {}", output::Plain(&by))
        }
        None => standing.sentences.iter().try_for_each(|sentence| writeln!(out, "{}", output::Plain(sentence))),
    }
}
