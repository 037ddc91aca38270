//! The results as a page.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use super::ROUNDS;
use super::local_aws::{LATENCY_MS, STEADY_MS};
use super::race::{Race, Results, Run, TASKS};

/// Most of the critical path, of the script's time and of the script's calls that Bayplan may take.
const OF_PATH: f64 = 1.15;
const OF_TIME: f64 = 0.5;
const OF_CALLS: f64 = 1.15;

pub(super) fn write(race: &Race, release: bool, python: &Path) -> String {
    let mut text = String::from("# Applying a design: results\n\n");
    let profile = if release { "release" } else { "dev" };
    let _ = write!(
        text,
        "The design `apply/design.json` (cluster, log group with retention, role with two policies, task definition, \
         Fargate service behind an existing target group) is brought to the local AWS of `e2e/aws` three times in a \
         row: to an empty account, again unchanged, and with a new image. {LATENCY_MS} ms are added to each call; a \
         deployment is steady after {:.1} s. Each contestant has a process, an account and a Region of its own; they \
         run in turn, {} rounds of {ROUNDS}, and the run of median time is shown. The clock includes starting the program, \
         for Bayplan and Terraform also planning.\n\n",
        milliseconds(STEADY_MS),
        race.results.first().map_or(0, |results| results.runs[0].len())
    );
    let _ = writeln!(text, "Rerun: `cargo xtask bench apply{}`", if release { " --release" } else { "" });
    text.push_str(
        "(Terraform takes part where `terraform` is installed; `BAYPLAN_TERRAFORM_PROVIDERS` names a folder with its \
         providers where they can't be downloaded).\n\n",
    );
    let _ = writeln!(text, "- Date: {}", first_line("date", &["-u", "+%F %R UTC"]));
    let _ = writeln!(text, "- Machine: {}", machine());
    let _ =
        writeln!(text, "- Bayplan: {profile} profile, commit {}", first_line("git", &["rev-parse", "--short", "HEAD"]));
    let _ = writeln!(text, "- Python: {}", packages(python));
    let _ = writeln!(text, "- Terraform: {}\n", terraform(race));
    for (task, (word, _)) in TASKS.iter().enumerate() {
        table(&mut text, race, task, word);
    }
    goals(&mut text, race);
    ends(&mut text, race);
    calls(&mut text, race);
    text
}

fn table(text: &mut String, race: &Race, task: usize, word: &str) {
    let _ = writeln!(
        text,
        "## {word}\n\n| | Wall, s | All rounds, s | Calls | Changes | Reads |\n|---|--:|---|--:|--:|--:|"
    );
    for results in &race.results {
        let run = results.median(task);
        let all: Vec<_> = results.runs[task].iter().map(|run| format!("{:.2}", run.wall.as_secs_f64())).collect();
        let changes = run.calls.iter().filter(|(_, mutating)| *mutating).count();
        let _ = writeln!(
            text,
            "| {} | {:.2} | {} | {} | {changes} | {} |",
            results.name,
            run.wall.as_secs_f64(),
            all.join(", "),
            run.calls.len(),
            run.calls.len() - changes
        );
    }
    text.push('\n');
}

/// Bayplan's new design beside the goals.
fn goals(text: &mut String, race: &Race) {
    let [ours, script, ..] = race.results.as_slice() else { return };
    let (ours, theirs) = (ours.median(0), script.median(0));
    let seconds = |run: &Run| run.wall.as_secs_f64();
    text.push_str("## Goals, for the new design\n\n| | Measured | Goal | |\n|---|--:|--:|---|\n");
    let mut goal = |what: String, measured: f64, most: f64| {
        let word = if measured <= most { "met" } else { "MISSED" };
        let _ = writeln!(text, "| {what} | {measured:.2} | {most:.2} | {word} |");
    };
    if let Some(path) = race.critical_path_ms.map(milliseconds) {
        let what =
            format!("Wall time / critical path of the plan ({path:.2} s: reads, longest chain of calls, deployment)");
        goal(what, seconds(&ours) / path, OF_PATH);
    }
    goal("Wall time / the script's, its waiters".to_owned(), seconds(&ours) / seconds(&theirs), OF_TIME);
    goal("Calls / the script's".to_owned(), count(&ours) / count(&theirs), OF_CALLS);
    for other in race.results.iter().skip(2) {
        let run = other.median(0);
        let (time, calls) = (seconds(&ours) / seconds(&run), count(&ours) / count(&run));
        let _ = writeln!(text, "| Beside {}: wall time; calls | {time:.2}; {calls:.2} | | |", other.name);
    }
    text.push_str(
        "\nThe script's own waiters look every 15 s, so that a short deployment costs it 15 s; with waiters that look \
         every second the rest of the difference is what runs side by side. Bayplan reads what a plan relies on, and the \
         account, a second time right before the first change, though here the plan is moments old: that is what it \
         makes more calls for, and they are made side by side. The script looks before it changes \
         anything, and so can be run again; it notices neither what others changed since, nor why a deployment fails, \
         nor where it was killed.\n\n",
    );
}

fn ends(text: &mut String, race: &Race) {
    text.push_str("## Same end\n\n");
    if race.equal_ends() {
        text.push_str("All leave the same in AWS, without ids, times, tags and members that have AWS's defaults.\n\n");
    }
    for Results { name, differs, .. } in race.results.iter().filter(|results| !results.differs.is_empty()) {
        let _ = writeln!(text, "{name} leaves something else than Bayplan:\n");
        for line in differs {
            let _ = writeln!(text, "- {line}");
        }
        text.push('\n');
    }
}

/// The calls themselves, to be looked at.
fn calls(text: &mut String, race: &Race) {
    text.push_str("## The calls of the new design\n");
    for results in &race.results {
        let calls = results.median(0).calls;
        let names: Vec<_> = calls.iter().map(|(name, _)| name.as_str()).collect();
        let _ = write!(text, "\n{}: {}\n", results.name, names.join(", "));
    }
}

fn count(run: &Run) -> f64 {
    u32::try_from(run.calls.len()).map_or(f64::MAX, f64::from)
}

fn milliseconds(value: u64) -> f64 {
    u32::try_from(value).map_or(f64::MAX, f64::from) / 1000.0
}

fn first_line(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    text.lines().next().unwrap_or("unknown").trim().to_owned()
}

fn machine() -> String {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let information = read("/proc/cpuinfo");
    let model = information.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("unknown processor", |(_, name)| name.trim());
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load: Vec<_> = load.split(' ').take(3).collect();
    format!("{cores} cores, {model}; load at the end {}", load.join(" "))
}

fn packages(python: &Path) -> String {
    let script = "import platform, boto3, moto; print(platform.python_version(), 'boto3', boto3.__version__, 'moto', moto.__version__)";
    first_line(&python.display().to_string(), &["-c", script])
}

fn terraform(race: &Race) -> String {
    let took_part = race.results.iter().any(|results| results.name == "Terraform");
    if took_part { first_line("terraform", &["version"]) } else { "not installed, or its provider isn't".to_owned() }
}
