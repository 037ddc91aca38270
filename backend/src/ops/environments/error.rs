//! Why an environment can't be kept as it was stated.

use super::names::{MAX_NAME, MAX_SECURITY_GROUPS, MAX_SUBNETS};
use super::policy::{MAX_APPROVALS, MAX_FRESH_HOURS};
use super::tags::{MAX_KEY, MAX_TAGS, MAX_VALUE};

/// What is wrong with an environment, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvironmentError {
    #[error("The sandbox is built in, so it can't be changed or deleted. Make an environment of your own instead.")]
    BuiltIn,
    #[error(
        "The environment is named {name}, and designs keep their overrides under that name, so it stays. Send the \
         name {name}, or make a new environment."
    )]
    Renamed { name: String },
    #[error(
        "{name:?} can't be an environment's name: that is 1 to {MAX_NAME} lower-case letters, digits and -, the first \
         no -. Write one such as staging-eu."
    )]
    Name { name: String },
    #[error("The name {name} is taken by an environment that is built in. Choose another.")]
    Reserved { name: String },
    #[error("A sandbox can't be made; there is one, named sandbox. Choose the kind development or protected.")]
    Kind,
    #[error("{account:?} is no AWS account: that is 12 digits, without spaces or dashes. Look it up in the console.")]
    Account { account: String },
    #[error("{region:?} is no Region's code. Write it as AWS does, such as eu-central-1.")]
    Region { region: String },
    #[error(
        "{arn:?} is no ARN of an IAM role. Copy it from the role's page; it reads arn:aws:iam::{account}:role/NAME."
    )]
    RoleArn { arn: String, account: String },
    #[error(
        "The role belongs to account {role}, but the environment is for account {account}. Use a role of the account \
         that is to be changed, or correct the account."
    )]
    RoleAccount { role: String, account: String },
    #[error("Only a development environment may have an endpoint of its own. Remove it, or choose that kind.")]
    EndpointProtected,
    #[error(
        "{endpoint:?} is no endpoint: that is http:// or https:// with a host, without a user, query or fragment. \
         Write one such as http://localhost:5000."
    )]
    Endpoint { endpoint: String },
    #[error("{id:?} is no subnet's id. Write it as AWS does, such as subnet-0a1b2c3d4e5f67890.")]
    Subnet { at: usize, id: String },
    #[error("The subnet {id} is listed twice. Remove one.")]
    SubnetTwice { at: usize, id: String },
    #[error("There are {count} subnets, and ECS takes at most {MAX_SUBNETS}. Remove some.")]
    Subnets { count: usize },
    #[error("{id:?} is no security group's id. Write it as AWS does, such as sg-0a1b2c3d4e5f67890.")]
    SecurityGroup { at: usize, id: String },
    #[error("The security group {id} is listed twice. Remove one.")]
    SecurityGroupTwice { at: usize, id: String },
    #[error("There are {count} security groups, and ECS takes at most {MAX_SECURITY_GROUPS}. Remove some.")]
    SecurityGroups { count: usize },
    #[error("There are {count} tags, and beside Bayplan's own there is room for {MAX_TAGS}. Remove some.")]
    Tags { count: usize },
    #[error("A tag's key has 1 to {MAX_KEY} characters; this one has {length}. Write another, or remove the tag.")]
    TagKeyLength { at: usize, length: usize },
    #[error("The tag {key} has a value of {length} characters, and AWS takes at most {MAX_VALUE}. Shorten it.")]
    TagValueLength { at: usize, key: String, length: usize },
    #[error("The tag {key:?} begins with a prefix that is kept for {owner}. Choose another key.")]
    TagReserved { at: usize, key: String, owner: &'static str },
    #[error(
        "The tag {key:?} has the character {character:?}, and AWS takes letters, digits, spaces and _ . : / = + - @ \
         only. Replace it."
    )]
    TagCharacter { at: usize, key: String, character: char },
    #[error("The tag {key} is set twice. Remove one.")]
    TagTwice { at: usize, key: String },
    #[error("{count} people would have to approve, and at most {MAX_APPROVALS} can be asked for. Ask for fewer.")]
    Approvals { count: u32 },
    #[error(
        "{count} people would have to approve other images, and at most {MAX_APPROVALS} can be asked for. Ask for fewer."
    )]
    ImageOnlyApprovals { count: u32 },
    #[error(
        "An approval would hold for {hours} hours; that can be 1 to {MAX_FRESH_HOURS}, a year. Write another number, or \
         leave it out for no end."
    )]
    FreshHours { hours: u32 },
    #[error(
        "There is nobody with the id {id}, who would be named to apply. Choose one of the people who have an account."
    )]
    Applier { at: usize, id: String },
    #[error("The same person is named twice to apply. Remove one.")]
    ApplierTwice { at: usize },
}

impl EnvironmentError {
    /// A JSON pointer to what is to blame in the environment as it was sent, where one place is.
    pub fn path(&self) -> Option<String> {
        Some(match self {
            Self::BuiltIn => return None,
            Self::Renamed { .. } | Self::Name { .. } | Self::Reserved { .. } => "/name".to_owned(),
            Self::Kind => "/kind".to_owned(),
            Self::Account { .. } => "/account".to_owned(),
            Self::Region { .. } => "/region".to_owned(),
            Self::RoleArn { .. } | Self::RoleAccount { .. } => "/roleArn".to_owned(),
            Self::EndpointProtected | Self::Endpoint { .. } => "/endpoint".to_owned(),
            Self::Subnet { at, .. } | Self::SubnetTwice { at, .. } => format!("/subnets/{at}"),
            Self::Subnets { .. } => "/subnets".to_owned(),
            Self::SecurityGroup { at, .. } | Self::SecurityGroupTwice { at, .. } => format!("/securityGroups/{at}"),
            Self::SecurityGroups { .. } => "/securityGroups".to_owned(),
            Self::Tags { .. } => "/tags".to_owned(),
            Self::TagKeyLength { at, .. }
            | Self::TagReserved { at, .. }
            | Self::TagCharacter { at, .. }
            | Self::TagTwice { at, .. } => format!("/tags/{at}/key"),
            Self::TagValueLength { at, .. } => format!("/tags/{at}/value"),
            Self::Approvals { .. } => "/policy/approvals".to_owned(),
            Self::ImageOnlyApprovals { .. } => "/policy/imageOnlyApprovals".to_owned(),
            Self::FreshHours { .. } => "/policy/freshHours".to_owned(),
            Self::Applier { at, .. } | Self::ApplierTwice { at } => format!("/policy/appliers/{at}"),
        })
    }
}
