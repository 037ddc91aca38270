//! `bayplan explain`

use std::io::{self, Write};

use clap::Args;
use shared::check::{Rule, all, find};

use super::{Exit, output};

/// How many names are offered for one that does not exist.
const OFFERED: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's id, such as TD-CPU-MEM-FARGATE
    rule: String,
}

pub(super) fn run(arguments: &Arguments) -> io::Result<Exit> {
    let wanted = arguments.rule.trim();
    let Some(Rule { id, severity, summary, help, docs, .. }) = find(wanted) else {
        output::complain(&format!("there is no rule {wanted}; near names: {}", near(wanted).join(", ")));
        return Ok(Exit::Unusable);
    };
    let severity = severity.word();
    writeln!(io::stdout().lock(), "{id} ({severity})\n\n{summary}\n\nWhat to do: {help}\nAWS says so at: {docs}")?;
    Ok(Exit::Fine)
}

/// The ids that look most like `wanted`, most alike first.
fn near(wanted: &str) -> Vec<&'static str> {
    let wanted = wanted.to_ascii_uppercase();
    let alike = |id: &str| if id.contains(&wanted) { 1.0 } else { strsim::jaro_winkler(id, &wanted) };
    let mut ids: Vec<_> = all().map(|rule| (alike(rule.id), rule.id)).collect();
    ids.sort_by(|(a, a_id), (b, b_id)| b.total_cmp(a).then_with(|| a_id.cmp(b_id)));
    ids.into_iter().map(|(_, id)| id).take(OFFERED).collect()
}
