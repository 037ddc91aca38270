//! The command of a health check.

use serde_json::Value;

use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::{Severity, docs};
use crate::document::{Patch, View, is_placeholder};
use crate::model::{ContainerDefinition, HealthCheck};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

pub(super) const RULES: &[&Rule] = &[&HC_COMMAND_EMPTY, &HC_COMMAND_PREFIX, &HC_SHELL_ARGS, &HC_CURL_MISSING];

/// What Docker understands as the first word of a health check's command.
const PREFIXES: [&str; 3] = ["CMD", SHELL, "NONE"];
/// The prefix for one line that the image's shell runs.
const SHELL: &str = "CMD-SHELL";

/// The words of a health check's command; nothing where one of them is no text.
fn words<'a>(check: &View<'a, HealthCheck>) -> Option<Vec<&'a str>> {
    check.raw(&HealthCheck::COMMAND)?.as_array()?.iter().map(Value::as_str).collect()
}

static HC_COMMAND_EMPTY: Rule = Rule {
    id: "HC-COMMAND-EMPTY",
    severity: Severity::Error,
    summary: "A health check has a command.",
    help: "Add a command such as [\"CMD-SHELL\", \"curl -f http://localhost/ || exit 1\"], or remove healthCheck.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(command_empty),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": [], "interval": 30}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["NONE"]}"#)]),
    },
};

fn command_empty(container: &ContainerScope, report: &mut Report) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    if !check.has(&HealthCheck::COMMAND) {
        report.at(
            check.at(&HealthCheck::COMMAND),
            format!("The health check of container {} has no command, so there is nothing to run.", container.called()),
        );
    }
}

static HC_COMMAND_PREFIX: Rule = Rule {
    id: "HC-COMMAND-PREFIX",
    severity: Severity::Warning,
    summary: "The command of a health check starts with CMD or CMD-SHELL.",
    help: "Put CMD before a program and its arguments, or CMD-SHELL before one line for the shell.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(command_prefix),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["/healthcheck"]}"#)]),
        silent: (Base::Ec2, &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "/healthcheck"]}"#)]),
    },
};

fn command_prefix(container: &ContainerScope, report: &mut Report) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    let commands = check.get(&HealthCheck::COMMAND).unwrap_or_default();
    let Some((0, first)) = commands.first().copied() else { return };
    if PREFIXES.contains(&first) {
        return;
    }
    let at = check.at(&HealthCheck::COMMAND);
    let found = report.at(
        at.index(0),
        format!(
            "The health check of container {} starts with \"{first}\" instead of CMD or CMD-SHELL. Docker then runs no \
             check, and the health stays UNKNOWN.",
            container.called()
        ),
    );
    if let Some(fixed) = words(&check).and_then(|words| with_prefix(&words)) {
        found.fix(format!("Start with {}", fixed[0]), Patch::replace(at, fixed));
    }
}

/// The command with the prefix that fits it.
fn with_prefix(words: &[&str]) -> Option<Vec<String>> {
    let (first, rest) = words.split_first()?;
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    if let Some(meant) = PREFIXES.iter().find(|prefix| prefix.eq_ignore_ascii_case(first)) {
        return Some([owned(&[*meant]), owned(rest)].concat());
    }
    if let Some(line) = first.strip_prefix(SHELL).filter(|line| line.starts_with([' ', ','])) {
        let line = line.trim_start_matches([' ', ',']);
        return (rest.is_empty() && !line.is_empty()).then(|| owned(&[SHELL, line]));
    }
    let is_line = rest.is_empty() && first.contains(char::is_whitespace);
    Some([owned(&[if is_line { SHELL } else { "CMD" }]), owned(words)].concat())
}

static HC_SHELL_ARGS: Rule = Rule {
    id: "HC-SHELL-ARGS",
    severity: Severity::Warning,
    summary: "CMD-SHELL is followed by one text.",
    help: "Join the command into one text, or use CMD instead of CMD-SHELL.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(shell_args),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD-SHELL", "curl", "http://localhost/"]}"#)],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD", "curl", "http://localhost/"]}"#)],
        ),
    },
};

fn shell_args(container: &ContainerScope, report: &mut Report) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    let Some(words) = words(&check) else { return };
    let [SHELL, line, ignored @ ..] = words.as_slice() else { return };
    if ignored.is_empty() {
        return;
    }
    let at = check.at(&HealthCheck::COMMAND);
    let message = format!(
        "The health check of container {} runs only \"{}\": the shell takes one text as its command and ignores the {} \
         after it.",
        container.called(),
        if is_placeholder(line) { "the first text" } else { line },
        ignored.len()
    );
    report
        .at(at.clone(), message)
        .fix("Join into one text", Patch::replace(at, vec![SHELL.to_owned(), words[1..].join(" ")]));
}

static HC_CURL_MISSING: Rule = Rule {
    id: "HC-CURL-MISSING",
    severity: Severity::Advice,
    summary: "The image has the program that the health check runs.",
    help: "Check that the image has the program, or use one that it surely has.",
    docs: docs::HEALTH_CHECK,
    check: Check::Container(curl_missing),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Ec2,
            &[
                ("/containerDefinitions/0/image", r#""python:3.14-slim""#),
                ("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD-SHELL", "curl -f http://localhost/"]}"#),
            ],
        ),
        silent: (
            Base::Ec2,
            &[("/containerDefinitions/0/healthCheck", r#"{"command": ["CMD-SHELL", "curl -f http://localhost/"]}"#)],
        ),
    },
};

/// Words in image names that mean a small image, and which of curl and wget such images usually lack.
const SMALL_IMAGES: [(&str, &[&str]); 4] =
    [("slim", &["curl", "wget"]), ("distroless", &["curl", "wget"]), ("alpine", &["curl"]), ("busybox", &["curl"])];

fn curl_missing(container: &ContainerScope, report: &mut Report) {
    let Some(check) = container.get(&ContainerDefinition::HEALTH_CHECK) else { return };
    let Some(image) = container.get(&ContainerDefinition::IMAGE) else { return };
    let commands = check.get(&HealthCheck::COMMAND).unwrap_or_default();
    let has_word = |text: &str, word: &str| {
        let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        parts.any(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()) == word)
    };
    for (small, lacking) in SMALL_IMAGES.iter().filter(|(small, _)| has_word(image, small)) {
        let runs = |program: &&&str| commands.iter().any(|(_, text)| has_word(text, program));
        let Some(program) = lacking.iter().find(runs).filter(|program| !has_word(image, program)) else { continue };
        let message = format!(
            "The health check of container {} runs {program}, which {small} images often don't have; the container would \
             count as unhealthy.",
            container.called()
        );
        report.at(check.at(&HealthCheck::COMMAND), message);
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_that_fit() {
        let prefixed = |words: &[&str]| with_prefix(words).map(|words| words.join("|"));
        assert_eq!(prefixed(&["/healthcheck"]).as_deref(), Some("CMD|/healthcheck"));
        assert_eq!(prefixed(&["curl -f x || exit 1"]).as_deref(), Some("CMD-SHELL|curl -f x || exit 1"));
        assert_eq!(prefixed(&["curl", "-f", "x"]).as_deref(), Some("CMD|curl|-f|x"));
        assert_eq!(prefixed(&["cmd-shell", "x"]).as_deref(), Some("CMD-SHELL|x"));
        assert_eq!(prefixed(&["CMD-SHELL, curl -f x"]).as_deref(), Some("CMD-SHELL|curl -f x"));
        assert_eq!(prefixed(&["CMD-SHELL ", "curl"]), None);
    }
}
