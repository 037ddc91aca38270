//! The run-time description of AWS structures.

use super::design::REQUESTS;

/// An AWS structure as a Rust type. Implemented by the [`structure!`] macro only.
pub trait Structure: 'static {
    const SHAPE: &'static StructureShape;
}

/// The name and members of an AWS structure.
#[derive(Debug)]
pub struct StructureShape {
    /// Its name here, which no other structure has: AWS's, but for one that two APIs call the same.
    pub name: &'static str,
    /// AWS's name of the structure, such as `ContainerDefinition`.
    pub aws_name: &'static str,
    /// The API that has it.
    pub api: Api,
    /// All members, in the order in which the form and AWS's documentation show them.
    pub members: &'static [Member],
}

impl StructureShape {
    /// The member with AWS's name `name`.
    pub fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The member that names an item of a list of these structures, so that a person knows it by it.
    pub fn row_name(&self) -> Option<&'static Member> {
        NAMING.iter().find_map(|name| self.member(name))
    }
}

/// An AWS API whose structures are described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    Ecs,
    Iam,
    /// CloudWatch Logs.
    Logs,
}

/// One member of an AWS structure.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// AWS's name on the wire.
    pub name: &'static str,
    /// What the form calls it.
    pub label: &'static str,
    pub shape: Shape,
    /// Whether AWS's model requires it.
    pub required: bool,
    /// Whether AWS no longer accepts or recommends it.
    pub deprecated: bool,
    /// What the number counts: `CPU units`, `MiB`, `GiB`, `s`, `min`, `%`.
    pub unit: Option<&'static str>,
    /// What AWS does where it is absent.
    pub default: Option<&'static str>,
    /// A value as people write it; of a list, one item a line.
    pub example: Option<&'static str>,
    /// The collection of a design whose elements can stand here as `${collection.name}`.
    pub refers_to: Option<&'static str>,
}

/// What a member holds, with AWS's bounds. Lengths count characters, bounds are inclusive.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text {
        form: Form,
        min: usize,
        max: usize,
    },
    Integer {
        min: i64,
        max: i64,
    },
    Double {
        min: f64,
        max: f64,
    },
    Boolean,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A list of texts.
    Texts {
        form: Form,
        max: usize,
    },
    /// A list of words out of these.
    Choices(&'static [&'static str]),
    Integers {
        max: usize,
    },
    One(&'static StructureShape),
    Rows {
        of: &'static StructureShape,
        max: usize,
    },
    /// Free names to texts.
    TextMap,
    /// Free JSON, of the caller's own making.
    Document,
}

/// What kind of text a text is, so that the form can fit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One line.
    Line,
    /// Several lines or a long value.
    Long,
    /// A task's CPU size, in units or vCPU.
    Cpu,
    /// A task's memory size, in MiB or GB.
    Memory,
    /// An ARN, or a name where AWS takes one.
    Arn,
    /// A container image.
    Image,
    /// A JSON document in a string.
    Json,
}

impl Member {
    /// The help text's id, `Structure.member`.
    pub fn help_id(&self, owner: &StructureShape) -> String {
        format!("{}.{}", owner.name, self.name)
    }

    /// The member in AWS's API reference.
    pub fn docs(&self, owner: &StructureShape) -> String {
        let is_request = REQUESTS.iter().any(|request| request.name == owner.name);
        let call = owner.aws_name.strip_suffix("Request").filter(|_| is_request);
        let page = call.unwrap_or(owner.aws_name);
        let name = self.name;
        let member = |prefix: &str| match call {
            Some(call) => format!("{prefix}-{call}-request-{name}"),
            None => format!("{prefix}-Type-{page}-{name}"),
        };
        let (guide, anchor) = match owner.api {
            Api::Ecs => ("AmazonECS", member("ECS")),
            Api::Logs => ("AmazonCloudWatchLogs", member("CWL")),
            // The pages of IAM lead to all members of a call or type together.
            Api::Iam => {
                ("IAM", format!("API_{page}_{}", if call.is_some() { "RequestParameters" } else { "Contents" }))
            }
        };
        format!("https://docs.aws.amazon.com/{guide}/latest/APIReference/API_{page}.html#{anchor}")
    }
}

/// The members that name a row of a list, so that a person knows it by them; the first that a row has counts.
pub const NAMING: [&str; 9] = [
    "name",
    "key",
    "Key",
    "containerName",
    "sourceVolume",
    "containerPath",
    "capacityProvider",
    "portName",
    "hostname",
];

/// Declares an AWS structure: its type, a `Field` constant for each member, and its run-time shape.
///
/// ```text
/// structure! {
///     /// What it is.
///     HealthCheck {
///         COMMAND: Texts = "command", "Command", [required()];
///         INTERVAL: Int = "interval", "Interval", [range(5, 300), unit("s"), default("30 s")];
///     }
/// }
/// ```
///
/// A structure of another API than that of ECS states it, and AWS's name: `IamTag: Iam "Tag" {...}`.
macro_rules! structure {
    ($(#[$doc:meta])* $name:ident { $($members:tt)* }) => {
        $crate::model::structure!(@ $(#[$doc])* $name, Ecs, stringify!($name), { $($members)* });
    };
    ($(#[$doc:meta])* $name:ident: $api:ident $aws:literal { $($members:tt)* }) => {
        $crate::model::structure!(@ $(#[$doc])* $name, $api, $aws, { $($members)* });
    };
    (@ $(#[$doc:meta])* $name:ident, $api:ident, $aws:expr, { $($field:ident: $kind:ty = $wire:literal, $label:literal
        $(, [$($with:ident($($arg:expr),*)),* $(,)?])?;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $name {}

        impl $name {
            $(pub const $field: $crate::model::Field<Self, $kind> =
                $crate::model::Field::<Self, $kind>::new($wire, $label)$($(.$with($($arg),*))*)?;)*
        }

        impl $crate::model::Structure for $name {
            const SHAPE: &'static $crate::model::StructureShape = &$crate::model::StructureShape {
                name: stringify!($name),
                aws_name: $aws,
                api: $crate::model::Api::$api,
                members: &[$(Self::$field.member),*],
            };
        }
    };
}
pub(crate) use structure;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cluster, ClusterServiceConnectDefaultsRequest, HealthCheck, IamTag, LogGroup, Role};

    #[test]
    fn members_lead_to_the_page_of_their_api() {
        let page = |member: &Member, owner| member.docs(owner).replace("https://docs.aws.amazon.com/", "");
        for (found, expected) in [
            (
                page(&HealthCheck::RETRIES.member, HealthCheck::SHAPE),
                "AmazonECS/latest/APIReference/API_HealthCheck.html#ECS-Type-HealthCheck-retries",
            ),
            (
                page(&Cluster::SETTINGS.member, Cluster::SHAPE),
                "AmazonECS/latest/APIReference/API_CreateCluster.html#ECS-CreateCluster-request-settings",
            ),
            (
                page(
                    &ClusterServiceConnectDefaultsRequest::NAMESPACE.member,
                    ClusterServiceConnectDefaultsRequest::SHAPE,
                ),
                "AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html\
                 #ECS-Type-ClusterServiceConnectDefaultsRequest-namespace",
            ),
            (
                page(&LogGroup::TAGS.member, LogGroup::SHAPE),
                "AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html#CWL-CreateLogGroup-request-tags",
            ),
            (
                page(&Role::PATH.member, Role::SHAPE),
                "IAM/latest/APIReference/API_CreateRole.html#API_CreateRole_RequestParameters",
            ),
            (page(&IamTag::KEY.member, IamTag::SHAPE), "IAM/latest/APIReference/API_Tag.html#API_Tag_Contents"),
        ] {
            assert_eq!(found, expected);
        }
    }
}
