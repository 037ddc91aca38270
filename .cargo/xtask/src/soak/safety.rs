//! Takes out the safety lines of the engine and of the gate, one at a time, in a copy of the checkout, and asks the tests for each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::counts::Counts;
use crate::{paths, process};

/// A line that keeps an apply safe, or what is not approved from being applied.
struct Line {
    /// What it does.
    name: &'static str,
    file: &'static str,
    /// The text that stands in the file once.
    with: &'static str,
    /// What stands there when the line is taken out.
    without: &'static str,
    package: &'static str,
    /// The tests of the package's library that have to notice.
    tests: &'static str,
}

const LINES: [Line; 18] = [
    Line {
        name: "the intent is stored before the call",
        file: "backend/src/ops/apply/call.rs",
        with: "self.held.journal(&step.id, JournalState::Intended, attempt, intended.clone(), vec![started]).await?;",
        without: "self.held.say(vec![started]).await?;",
        package: "bayplan",
        tests: "ops::apply",
    },
    Line {
        name: "AWS is looked at before a call is repeated",
        file: "backend/src/ops/apply/call.rs",
        with: "let mut must_look = before.is_some();",
        without: "let mut must_look = false;",
        package: "bayplan",
        tests: "ops::apply",
    },
    Line {
        name: "only what is ours and equal is adopted",
        file: "shared/src/plan/judge.rs",
        with: "of(&has).is_some() && of(&has) == of(&wanted)",
        without: "of(&has).is_some() || of(&wanted).is_some()",
        package: "shared",
        tests: "plan::",
    },
    Line {
        name: "tokens are always the same for the same apply and step",
        file: "shared/src/plan/fill.rs",
        with: "format!(\"{apply}\\n{step}\")",
        without: "format!(\"{apply}\\n{step}{:?}\", std::time::SystemTime::now())",
        package: "shared",
        tests: "plan::",
    },
    Line {
        name: "the fence stands in every write",
        file: "backend/src/store/memory/applies.rs",
        with: "&& apply.meta.fence == claim.fence",
        without: "&& apply.meta.fence >= claim.fence",
        package: "bayplan",
        tests: "store::",
    },
    Line {
        name: "the account is the plan's",
        file: "backend/src/ops/apply/admission.rs",
        with: "if here != plan.account {",
        without: "if here.is_empty() {",
        package: "bayplan",
        tests: "ops::apply",
    },
    Line {
        name: "what the plan relies on is read again before the first change",
        file: "backend/src/ops/apply/admission.rs",
        with: "!sighting.still_holds(fresh.get(&sighting.lookup))",
        without: "!sighting.still_holds(sighting.found.as_ref()) && !fresh.sightings.is_empty()",
        package: "bayplan",
        tests: "ops::apply",
    },
    Line {
        name: "a governed desired count is not sent",
        file: "shared/src/plan/service/change.rs",
        with: "context.observed.get(&governor)",
        without: "context.observed.get(&governor).filter(|found| found.is_null())",
        package: "shared",
        tests: "plan::",
    },
    Line {
        name: "success is told by the deployment's id",
        file: "shared/src/plan/steady.rs",
        with: "find(|deployment| word(deployment, \"id\") == Some(id))",
        without: "find(|deployment| word(deployment, \"status\") == Some(\"PRIMARY\"))",
        package: "shared",
        tests: "plan::",
    },
    Line {
        name: "an event is stored before it is sent",
        file: "backend/src/ops/apply/held.rs",
        with: "self.context.store.record(&self.claim, entry).await?;",
        without: "self.context.news.announce(&self.claim.apply); self.context.store.record(&self.claim, entry).await?;",
        package: "bayplan",
        tests: "ops::apply",
    },
    Line {
        name: "an approval counts for exactly its content",
        file: "shared/src/review/verdict.rs",
        with: "filter(|decision| decision.content == *case.content)",
        without: "filter(|decision| decision.content.version == case.content.version)",
        package: "shared",
        tests: "review::",
    },
    Line {
        name: "who has approved may do so now",
        file: "shared/src/review/verdict.rs",
        with: "if !case.approvers.contains(&by.id) {",
        without: "if case.approvers.is_empty() {",
        package: "shared",
        tests: "review::",
    },
    Line {
        name: "nobody approves their own work",
        file: "shared/src/review/verdict.rs",
        with: "if case.policy.exclude_authors && case.authors.contains(&by.id) {",
        without: "if case.policy.exclude_authors && by.id.is_empty() {",
        package: "shared",
        tests: "review::",
    },
    Line {
        name: "an approval is fresh",
        file: "shared/src/review/verdict.rs",
        with: "expired.then(",
        without: "(expired && by.id.is_empty()).then(",
        package: "shared",
        tests: "review::",
    },
    Line {
        name: "a newer version voids approvals",
        file: "shared/src/review/verdict.rs",
        with: "superseded_by.filter(|_| needed > 0)",
        without: "superseded_by.filter(|_| needed > 99)",
        package: "shared",
        tests: "review::",
    },
    Line {
        name: "the environment is the one that the plan was made for",
        file: "backend/src/ops/gate.rs",
        with: "now.counter == planned.counter &&",
        without: "now.counter >= planned.counter &&",
        package: "bayplan",
        tests: "ops::gate",
    },
    Line {
        name: "who orders an apply has the role",
        file: "backend/src/ops/gate/people.rs",
        with: "if !self.who_may(Permission::Apply, &environment.name).iter().any(|may| may == id) {",
        without: "if id.is_empty() {",
        package: "bayplan",
        tests: "ops::gate",
    },
    Line {
        name: "the gate is asked again right before the first change",
        file: "backend/src/ops/apply/admission.rs",
        with: "let approved = pass(context, ordered, &admitted.stored).await?;",
        without: "let approved = pass(context, ordered, &admitted.stored).await.unwrap_or_else(|_| admitted.approved.clone());",
        package: "bayplan",
        tests: "ops::gate",
    },
];

/// Each line counts as passed if a test goes red without it.
pub(super) fn safety() -> Result<Counts> {
    let copy = copy()?;
    let mut counts = Counts::default();
    for line in &LINES {
        let noticed = without(&copy, line)?;
        println!("{} {}", if noticed { "noticed   " } else { "UNNOTICED " }, line.name);
        counts += Counts::one(noticed);
    }
    Ok(counts)
}

/// Copies the files that git knows, so that nobody's work is touched.
fn copy() -> Result<PathBuf> {
    let copy = paths::work().join("safety");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    let listed = Command::new("git").current_dir(paths::root()).args(["ls-files", "-z"]).output()?;
    for file in String::from_utf8(listed.stdout)?.split_terminator('\0') {
        let target = copy.join(file);
        fs::create_dir_all(target.parent().unwrap_or(&copy))?;
        fs::copy(paths::root().join(file), target).with_context(|| format!("{file} can't be copied"))?;
    }
    Ok(copy)
}

fn without(copy: &Path, line: &Line) -> Result<bool> {
    let file = copy.join(line.file);
    let text = fs::read_to_string(&file)?;
    if text.matches(line.with).count() != 1 {
        bail!("{} no longer has the line once: {}", line.file, line.with);
    }
    fs::write(&file, text.replace(line.with, line.without))?;
    let noticed = notices(copy, line)?;
    fs::write(&file, text)?;
    Ok(noticed)
}

/// Whether a test fails; code that doesn't compile is no answer.
fn notices(copy: &Path, line: &Line) -> Result<bool> {
    let mut command = Command::new(env!("CARGO"));
    // Not the checkout's own folder: cargo takes what two checkouts built in one for the same.
    command.current_dir(copy).env("CARGO_TARGET_DIR", paths::work().join("safety-target")).args([
        "test",
        "-p",
        line.package,
        "--lib",
        "--",
        line.tests,
    ]);
    let mut counts = Counts::default();
    let passed = process::watch(&mut command, |printed| counts.read(printed))?;
    if !passed && counts.failed == 0 {
        bail!("without \"{}\" the code does not compile", line.name);
    }
    Ok(!passed)
}
