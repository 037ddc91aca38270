//! Where secrets come from: AWS Secrets Manager or Systems Manager Parameter Store.
//!
//! No message quotes a `valueFrom`: some people paste the secret itself there.

use crate::check::fargate::before_1_4;
use crate::check::report::Report;
use crate::check::rule::{Check, Rule};
use crate::check::scope::ContainerScope;
use crate::check::secret_source::{Source, has_random_suffix, source};
use crate::check::{Severity, docs};
use crate::document::{Patch, View};
use crate::model::{ContainerDefinition, Secret};

#[cfg(test)]
use crate::check::cases::{Base, Cases};

#[cfg(test)]
const SECRETS: &str = "/containerDefinitions/0/secrets";

pub(super) const RULES: &[&Rule] =
    &[&SEC_VALUEFROM_EMPTY, &SEC_VALUEFROM_ARN, &SEC_NAME_NOT_ARN, &SEC_PARTIAL_ARN, &SEC_JSONKEY_FARGATE];

/// The secrets of a container whose source is stated.
fn sources<'a>(scope: &ContainerScope<'_, 'a>) -> Vec<(View<'a, Secret>, Source<'a>)> {
    let secrets = scope.rows(&ContainerDefinition::SECRETS);
    let known = |secret: View<'a, Secret>| Some((secret.clone(), source(secret.get(&Secret::VALUE_FROM)?)));
    secrets.into_iter().filter_map(known).collect()
}

/// A secret's name as a message gives it.
fn called(secret: &View<'_, Secret>) -> String {
    secret.get(&Secret::NAME).map_or_else(|| "This secret".to_owned(), |name| format!("Secret {name}"))
}

static SEC_VALUEFROM_EMPTY: Rule = Rule {
    id: "SEC-VALUEFROM-EMPTY",
    severity: Severity::Error,
    summary: "A secret says where it comes from.",
    help: "Set valueFrom to the ARN of a Secrets Manager secret or an SSM parameter.",
    docs: docs::SECRET,
    check: Check::Container(value_from_empty),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(SECRETS, r#"[{"name": "KEY", "valueFrom": ""}]"#)]),
        silent: (Base::Fargate, &[(SECRETS, r#"[{"name": "KEY", "valueFrom": "${KEY_ARN}"}]"#)]),
    },
};

fn value_from_empty(scope: &ContainerScope, report: &mut Report) {
    for secret in scope.rows(&ContainerDefinition::SECRETS) {
        if !secret.has(&Secret::VALUE_FROM) {
            report.at(
                secret.at(&Secret::VALUE_FROM),
                format!("{} of container {} has no valueFrom, which AWS requires.", called(&secret), scope.called()),
            );
        }
    }
}

static SEC_VALUEFROM_ARN: Rule = Rule {
    id: "SEC-VALUEFROM-ARN",
    severity: Severity::Error,
    summary: "A secret's valueFrom is a Secrets Manager ARN, an SSM parameter ARN or an SSM parameter name.",
    help: "Paste the full ARN from the Secrets Manager or Parameter Store console.",
    docs: docs::SECRET,
    check: Check::Container(value_from_arn),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                SECRETS,
                r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123:key"}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                SECRETS,
                r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123:key::"}]"#,
            )],
        ),
    },
};

fn value_from_arn(scope: &ContainerScope, report: &mut Report) {
    for (secret, source) in sources(scope) {
        let text = secret.get(&Secret::VALUE_FROM).unwrap_or_default();
        let (why, fix) = match source {
            Source::Secret { .. } | Source::Parameter | Source::Name(_) => continue,
            Source::Invalid(why) => (why, trimmed(text).map(|arn| ("Remove the blanks around the ARN", arn))),
            Source::Unfinished(missing) => (
                "after a JSON key the ARN goes on with version stage and version id, each with a colon even if empty",
                Some(("Add the missing colons", format!("{text}{}", ":".repeat(missing)))),
            ),
        };
        let found = report.at(
            secret.at(&Secret::VALUE_FROM),
            format!("{} of container {} has an unusable valueFrom: {why}.", called(&secret), scope.called()),
        );
        if let Some((title, arn)) = fix {
            found.fix(title, Patch::replace(secret.at(&Secret::VALUE_FROM), arn));
        }
    }
}

/// The ARN without blanks around it, where that is all that was wrong.
fn trimmed(text: &str) -> Option<String> {
    let arn = text.trim();
    let good = matches!(source(arn), Source::Secret { .. } | Source::Parameter);
    (good && arn != text).then(|| arn.to_owned())
}

static SEC_NAME_NOT_ARN: Rule = Rule {
    id: "SEC-NAME-NOT-ARN",
    severity: Severity::Warning,
    summary: "A secret of Secrets Manager is named by its full ARN.",
    help: "Give the full ARN if the secret is in Secrets Manager. For a parameter, write /name or its ARN.",
    docs: docs::SECRET,
    check: Check::Container(name_not_arn),
    #[cfg(test)]
    cases: Cases {
        fires: (Base::Fargate, &[(SECRETS, r#"[{"name": "KEY", "valueFrom": "db-password"}]"#)]),
        silent: (Base::Fargate, &[(SECRETS, r#"[{"name": "KEY", "valueFrom": "/db/password"}]"#)]),
    },
};

/// A name with a leading slash is plainly a parameter's; any other could be meant for Secrets Manager.
fn name_not_arn(scope: &ContainerScope, report: &mut Report) {
    for (secret, source) in sources(scope) {
        if let Source::Name(name) = source
            && !name.starts_with('/')
        {
            report.at(
                secret.at(&Secret::VALUE_FROM),
                format!(
                    "{} is given by a bare name, which ECS looks up among the SSM parameters of its Region, never in \
                     Secrets Manager.",
                    called(&secret)
                ),
            );
        }
    }
}

static SEC_PARTIAL_ARN: Rule = Rule {
    id: "SEC-PARTIAL-ARN",
    severity: Severity::Warning,
    summary: "The ARN of a Secrets Manager secret ends with its six random characters.",
    help: "Copy the whole ARN, which ends like -AbC123 after the secret's name.",
    docs: docs::SECRETS_MANAGER_VARIABLES,
    check: Check::Container(partial_arn),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::Fargate,
            &[(
                SECRETS,
                r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db"}]"#,
            )],
        ),
        silent: (
            Base::Fargate,
            &[(
                SECRETS,
                r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123"}]"#,
            )],
        ),
    },
};

fn partial_arn(scope: &ContainerScope, report: &mut Report) {
    for (secret, source) in sources(scope) {
        if let Source::Secret { name, .. } = source
            && !has_random_suffix(name)
        {
            report.at(
                secret.at(&Secret::VALUE_FROM),
                format!(
                    "{} is given by an ARN without the six random characters that Secrets Manager adds to the name \
                     \"{name}\"; a role that may read the full ARN may not read this one.",
                    called(&secret)
                ),
            );
        }
    }
}

static SEC_JSONKEY_FARGATE: Rule = Rule {
    id: "SEC-JSONKEY-FARGATE",
    severity: Severity::Advice,
    summary: "Part of a secret, such as one JSON key, is read from Fargate platform 1.4.0 or ECS agent 1.37 on.",
    help: "Set the service's platformVersion to LATEST, or name the whole secret.",
    docs: docs::SECRETS_MANAGER_VARIABLES,
    check: Check::Container(json_key),
    #[cfg(test)]
    cases: Cases {
        fires: (
            Base::FargateBundle,
            &[
                ("/service/platformVersion", r#""1.3.0""#),
                (
                    "/taskDefinition/containerDefinitions/0/secrets",
                    r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123:key::"}]"#,
                ),
            ],
        ),
        silent: (
            Base::FargateBundle,
            &[
                ("/service/platformVersion", r#""1.4.0""#),
                (
                    "/taskDefinition/containerDefinitions/0/secrets",
                    r#"[{"name": "KEY",
                     "valueFrom": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbC123:key::"}]"#,
                ),
            ],
        ),
    },
};

/// The agent of instances isn't in a document, and 1.37 is of 2020, so only a stated old platform version speaks.
fn json_key(scope: &ContainerScope, report: &mut Report) {
    let Some(version) = scope.task.services.iter().find_map(before_1_4) else { return };
    if scope.task.windows() {
        return;
    }
    for (secret, source) in sources(scope) {
        if let Source::Secret { part: true, .. } = source {
            report.at(
                secret.at(&Secret::VALUE_FROM),
                format!(
                    "{} is one part of a secret, which Fargate reads from platform version 1.4.0 on; a service runs \
                     this task on {version}.",
                    called(&secret)
                ),
            );
        }
    }
}
