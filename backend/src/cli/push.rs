//! `bayplan push`

use std::io::{self, Write};

use clap::Args;
use serde_json::{Value, json};
use shared::api::{ApplyKind, DesignList, DesignMeta, OpenReview, PushVersion, ReviewMeta, Source, VersionMeta};
use shared::import::{open, to_design};

use super::input::{InputError, read};
use super::remote::{Remote, RemoteError, Server, Stopped, block_on};
use super::{Exit, output};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A design, or a task definition and service as AWS takes or prints them; - is standard input
    file: String,
    #[command(flatten)]
    server: Server,
    /// Ask for a review of it for this environment, too
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,
    /// What the review is called
    #[arg(long, value_name = "TEXT", default_value = "")]
    title: String,
    /// What the version is for
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// The GitHub repository that it came from, as owner/name
    #[arg(long, value_name = "NAME", requires = "commit")]
    repository: Option<String>,
    /// The commit that it came from, 40 hexadecimal digits
    #[arg(long, value_name = "SHA", requires = "repository")]
    commit: Option<String>,
    /// The number of the pull request that it came from
    #[arg(long, value_name = "NUMBER", requires = "commit")]
    pull_request: Option<i64>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let document = match document(&arguments.file) {
        Ok(document) => document,
        Err(error) => {
            error.lines(&arguments.file).iter().for_each(|line| output::complain(line));
            return Ok(Exit::Unusable);
        }
    };
    block_on(push(arguments, document))
}

fn document(file: &str) -> Result<Value, InputError> {
    let opened = open(&read(file)?, None)?;
    let imported = to_design(&opened.parsed.value, opened.kind);
    imported.notes.iter().for_each(|note| output::complain(&format!("{file}: note: {note}")));
    Ok(imported.design)
}

async fn push(arguments: &Arguments, document: Value) -> Result<Exit, Stopped> {
    let remote = arguments.server.open()?;
    let Some(design) = design(&remote, &document).await? else {
        output::complain("Several designs on the server have this name. Give the one in the file a name of its own.");
        return Ok(Exit::Unusable);
    };
    let source = arguments.repository.clone().zip(arguments.commit.clone());
    let pull_request = arguments.pull_request;
    let source = source.map(|(repository, commit)| Source { repository, commit, pull_request });
    let push = PushVersion { document, note: arguments.note.clone(), source };
    let version: VersionMeta = remote.post(&format!("/api/designs/{design}/push"), &push).await?;
    let review = match &arguments.environment {
        None => None,
        Some(environment) => {
            let (environment, title) = (environment.clone(), arguments.title.clone());
            let request = OpenReview { environment, version: Some(version.number), kind: ApplyKind::Apply, title };
            let review: ReviewMeta = remote.post(&format!("/api/designs/{design}/reviews"), &request).await?;
            Some(review)
        }
    };
    let page = match &review {
        Some(review) => remote.page(&format!("/reviews/{}", review.id)),
        None => remote.page(&format!("/designs/{design}/history")),
    };
    let mut out = io::stdout().lock();
    if arguments.json {
        let told = json!({
            "design": design, "version": version.number, "fingerprint": version.fingerprint,
            "review": review.map(|review| review.id), "page": page,
        });
        writeln!(out, "{told}")?;
    } else {
        writeln!(out, "v{} is at {page}", version.number)?;
    }
    Ok(Exit::Fine)
}

/// The id of the design of the document's name, made if there is none; nothing where there are several.
async fn design(remote: &Remote, document: &Value) -> Result<Option<String>, RemoteError> {
    let name = document.get("name").and_then(Value::as_str).unwrap_or_default().trim();
    let all: DesignList = remote.get("/api/designs").await?;
    let mut same = all.designs.into_iter().filter(|design| !name.is_empty() && design.name == name);
    match (same.next(), same.next()) {
        (None, _) => {
            let made: DesignMeta = remote.post("/api/designs", document).await?;
            Ok(Some(made.id))
        }
        (Some(design), None) => Ok(Some(design.id)),
        (Some(_), Some(_)) => Ok(None),
    }
}
