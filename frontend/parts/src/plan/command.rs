//! A step as the AWS CLI's command.

use shared::plan::Step;

/// The command that makes the same call, for a POSIX shell.
pub(super) fn command(step: &Step, region: &str) -> String {
    let input = serde_json::to_string(&step.input).unwrap_or_default().replace('\'', r"'\''");
    format!("aws {} {} --region {region} --cli-input-json '{input}'", step.service, kebab(step.action.name()))
}

/// `CreateService` as `create-service`.
fn kebab(name: &str) -> String {
    let mut words = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            words.push('-');
        }
        words.push(letter.to_ascii_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn names_as_the_cli_spells_them() {
        assert_eq!(kebab("PutClusterCapacityProviders"), "put-cluster-capacity-providers");
        assert_eq!(kebab("CreateService"), "create-service");
    }
}
