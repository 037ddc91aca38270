//! The run-time description of AWS structures.

/// An AWS structure as a Rust type. Implemented by the [`structure!`] macro only.
pub trait Structure: 'static {
    const SHAPE: &'static StructureShape;
}

/// The name and members of an AWS structure.
#[derive(Debug)]
pub struct StructureShape {
    /// AWS's name of the structure, such as `ContainerDefinition`.
    pub name: &'static str,
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
        let page = owner.name.strip_suffix("Request");
        let anchor = match page {
            Some(request) => format!("ECS-{request}-request-{}", self.name),
            None => format!("ECS-Type-{}-{}", owner.name, self.name),
        };
        let page = page.unwrap_or(owner.name);
        format!("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_{page}.html#{anchor}")
    }
}

/// The members that name a row of a list, so that a person knows it by them; the first that a row has counts.
pub const NAMING: [&str; 8] =
    ["name", "key", "containerName", "sourceVolume", "containerPath", "capacityProvider", "portName", "hostname"];

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
macro_rules! structure {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty = $wire:literal, $label:literal
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
                members: &[$(Self::$field.member),*],
            };
        }
    };
}
pub(crate) use structure;
