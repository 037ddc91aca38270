//! A plan for a person at a terminal.

use std::io::{self, Write};

use shared::plan::{Plan, Remark, Risk, Step};

use crate::cli::output::Plain;

/// Writes what would be done, why, and what would not.
pub(in crate::cli) fn write(out: &mut impl Write, plan: &Plan) -> io::Result<()> {
    let Plan { account, region, environment, steps, blockers, unchanged, notes, .. } = plan;
    writeln!(out, "Environment {environment}: account {account}, Region {region}")?;
    for (number, step) in steps.iter().enumerate() {
        write_step(out, number + 1, step)?;
    }
    remarks(out, "As it is:", unchanged)?;
    remarks(out, "Note:", notes)?;
    remarks(out, "Can't be applied:", blockers)?;
    match (steps.len(), blockers.is_empty()) {
        (_, false) => writeln!(out, "\nThe plan can't be applied."),
        (0, true) => writeln!(out, "\nNothing to do."),
        (1, true) => writeln!(out, "\n1 call. Fingerprint {}", plan.fingerprint),
        (calls, true) => writeln!(out, "\n{calls} calls. Fingerprint {}", plan.fingerprint),
    }
}

fn write_step(out: &mut impl Write, number: usize, step: &Step) -> io::Result<()> {
    let risk = if step.risk == Risk::None { String::new() } else { format!("  [{}]", step.risk.word()) };
    writeln!(out, "\n{number:>3}. {} {}  {}{risk}", step.service, step.action, Plain(&step.element))?;
    writeln!(out, "     {}", Plain(&step.why))?;
    let input = serde_json::to_string_pretty(&step.input)?;
    for line in input.lines() {
        writeln!(out, "     {}", Plain(line))?;
    }
    Ok(())
}

fn remarks(out: &mut impl Write, title: &str, remarks: &[Remark]) -> io::Result<()> {
    if !remarks.is_empty() {
        writeln!(out, "\n{title}")?;
    }
    for Remark { element, message } in remarks {
        writeln!(out, "  {}  {}", Plain(element), Plain(message))?;
    }
    Ok(())
}
