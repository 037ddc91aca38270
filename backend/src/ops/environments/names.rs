//! What AWS's names and ids look like.

use std::collections::BTreeSet;

use shared::environment::{AWS, SANDBOX};

use super::EnvironmentError;

/// The longest name of an environment, in characters: it is a tag's value and stands in addresses and lists.
pub(super) const MAX_NAME: usize = 40;
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
pub(super) const MAX_SUBNETS: usize = 16;
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>
pub(super) const MAX_SECURITY_GROUPS: usize = 5;
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>
const MAX_ROLE_NAME: usize = 64;
/// The longest path of a role, with both slashes. <https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html>
const MAX_ROLE_PATH: usize = 512;

pub(super) fn check_name(name: &str) -> Result<(), EnvironmentError> {
    let fits = (1..=MAX_NAME).contains(&name.len())
        && !name.starts_with('-')
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits {
        return Err(EnvironmentError::Name { name: shown(name) });
    }
    if [SANDBOX, AWS].contains(&name) {
        return Err(EnvironmentError::Reserved { name: name.to_owned() });
    }
    Ok(())
}

pub(super) fn check_account(account: &str) -> Result<(), EnvironmentError> {
    if is_account(account) { Ok(()) } else { Err(EnvironmentError::Account { account: shown(account) }) }
}

fn is_account(account: &str) -> bool {
    account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit())
}

/// A Region's code is an area, one or two words and a number: `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`.
/// <https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html>
pub(super) fn check_region(region: &str) -> Result<(), EnvironmentError> {
    let word = |part: &&str| (2..=10).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = region.split('-').collect();
    let known = match parts.split_last() {
        Some((last, words)) => {
            number(last) && (2..=3).contains(&words.len()) && words.iter().all(word) && words[0].len() <= 4
        }
        None => false,
    };
    if known { Ok(()) } else { Err(EnvironmentError::Region { region: shown(region) }) }
}

/// `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME`.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
pub(super) fn check_role(arn: &str, account: &str) -> Result<(), EnvironmentError> {
    let wrong = || EnvironmentError::RoleArn { arn: shown(arn), account: account.to_owned() };
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let ["arn", partition, "iam", "", owner, resource] = parts[..] else { return Err(wrong()) };
    let is_partition = partition == "aws"
        || partition
            .strip_prefix("aws-")
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'));
    let Some(path_and_name) = resource.strip_prefix("role") else { return Err(wrong()) };
    let Some((path, name)) = path_and_name.rsplit_once('/') else { return Err(wrong()) };
    let fits = is_partition
        && is_account(owner)
        && path.len() < MAX_ROLE_PATH
        && (path.is_empty() || path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic()))
        && (1..=MAX_ROLE_NAME).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte));
    if !fits {
        return Err(wrong());
    }
    if owner != account {
        return Err(EnvironmentError::RoleAccount { role: owner.to_owned(), account: account.to_owned() });
    }
    Ok(())
}

pub(super) fn check_subnets(ids: &[String]) -> Result<(), EnvironmentError> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.iter().enumerate() {
        if !is_id(id, "subnet-") {
            return Err(EnvironmentError::Subnet { at, id: shown(id) });
        }
        if !seen.insert(id) {
            return Err(EnvironmentError::SubnetTwice { at, id: id.clone() });
        }
    }
    if ids.len() > MAX_SUBNETS { Err(EnvironmentError::Subnets { count: ids.len() }) } else { Ok(()) }
}

pub(super) fn check_security_groups(ids: &[String]) -> Result<(), EnvironmentError> {
    let mut seen = BTreeSet::new();
    for (at, id) in ids.iter().enumerate() {
        if !is_id(id, "sg-") {
            return Err(EnvironmentError::SecurityGroup { at, id: shown(id) });
        }
        if !seen.insert(id) {
            return Err(EnvironmentError::SecurityGroupTwice { at, id: id.clone() });
        }
    }
    if ids.len() > MAX_SECURITY_GROUPS { Err(EnvironmentError::SecurityGroups { count: ids.len() }) } else { Ok(()) }
}

/// AWS's ids have 8 or 17 hexadecimal digits; simulators of AWS are less exact, so only what can't be one is refused.
fn is_id(id: &str, prefix: &str) -> bool {
    let rest = id.strip_prefix(prefix);
    rest.is_some_and(|rest| {
        (1..=32).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// What a message repeats of what was sent: enough to find it.
pub(super) fn shown(text: &str) -> String {
    text.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_have_a_form() {
        for region in
            ["eu-central-1", "us-gov-west-1", "us-isob-east-1", "ap-southeast-7", "eusc-de-east-1", "mx-central-1"]
        {
            assert!(check_region(region).is_ok(), "{region}");
        }
        for region in [
            "",
            "eu",
            "eu-central",
            "eu-central-",
            "eu-central-1a",
            "EU-CENTRAL-1",
            "eu-central-1-1",
            "eu--1",
            "europe-west-1",
            "eu-central-100",
            "eu-central-1 ",
            "a-b-c-d-1",
        ] {
            assert!(check_region(region).is_err(), "{region}");
        }
    }

    #[test]
    fn roles_have_a_form_and_an_account() {
        for arn in [
            "arn:aws:iam::123456789012:role/deploy",
            "arn:aws-cn:iam::123456789012:role/team/a+b=c,d.e@f_g-h",
            "arn:aws-us-gov:iam::123456789012:role/x",
        ] {
            assert_eq!(check_role(arn, "123456789012"), Ok(()), "{arn}");
        }
        let long = format!("arn:aws:iam::123456789012:role/{}", "x".repeat(65));
        for arn in [
            "",
            "deploy",
            "arn:aws:iam::123456789012:role",
            "arn:aws:iam::123456789012:role/",
            "arn:aws:iam::123456789012:rolex/deploy",
            "arn:aws:iam::123456789012:user/deploy",
            "arn:aws:iam:eu-central-1:123456789012:role/deploy",
            "arn:aws:sts::123456789012:role/deploy",
            "arn:aws:iam::12345678901:role/deploy",
            "arn:aws:iam::123456789012:role/de ploy",
            "arn:aws:iam::123456789012:role/pa th/deploy",
            "arn:evil:iam::123456789012:role/deploy",
            "arn:aws-:iam::123456789012:role/deploy",
            &long,
        ] {
            assert!(matches!(check_role(arn, "123456789012"), Err(EnvironmentError::RoleArn { .. })), "{arn}");
        }
        let foreign = check_role("arn:aws:iam::999999999999:role/deploy", "123456789012");
        assert!(matches!(foreign, Err(EnvironmentError::RoleAccount { .. })));
    }
}
