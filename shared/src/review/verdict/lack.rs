//! What is missing, and in words.

use serde::{Deserialize, Serialize};

use crate::access::PersonRef;
use crate::review::Difference;

/// Why it may not be applied, or why a decision does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", tag = "why")]
pub enum Lack {
    TooFew {
        have: u32,
        need: u32,
    },
    ChangesRequested {
        by: PersonRef,
    },
    /// The newest version differs for this environment.
    Superseded {
        version: i64,
    },
    /// The environment is another one by now than the one that the plan was made for.
    EnvironmentChanged,
    /// The approval is of something else.
    OtherContent {
        by: PersonRef,
        version: i64,
        differs: Vec<Difference>,
    },
    Expired {
        by: PersonRef,
        hours: u32,
    },
    Withdrawn {
        by: PersonRef,
    },
    OwnWork {
        by: PersonRef,
    },
    RoleGone {
        by: PersonRef,
    },
    /// An owner broke the glass, and a second one has not yet.
    SecondOwner {
        by: PersonRef,
    },
}

impl Lack {
    /// What lacks, why, and what to do about it.
    pub fn sentence(&self) -> String {
        match self {
            Self::TooFew { have: 0, need: 1 } => {
                "Nobody has approved this yet. Ask somebody who may approve in this environment.".to_owned()
            }
            Self::TooFew { have, need } => {
                let people = if *need == 1 { "1 person has".to_owned() } else { format!("{need} people have") };
                let more = need.saturating_sub(*have);
                format!("{people} to approve this, and {have} did. Ask {more} more who may.")
            }
            Self::ChangesRequested { by } => {
                let name = &by.name;
                format!("{name} has asked for changes. That stands until {name} approves or withdraws it.")
            }
            Self::Superseded { version } => format!(
                "There is a newer version, v{version}, which differs for this environment; that voids approvals of \
                 older ones. Have v{version} planned and approved."
            ),
            Self::EnvironmentChanged => "The environment's settings were changed since the plan was made; that voids \
                its approvals. Plan again and have the new plan approved."
                .to_owned(),
            Self::OtherContent { by, version, differs } => {
                let name = &by.name;
                let differs: Vec<_> = differs.iter().map(|difference| difference.words()).collect();
                let differs = listed(&differs, "what it was about");
                format!("{name} approved v{version}; since then {differs} changed. Ask {name} to look at the new plan.")
            }
            Self::Expired { by, hours } => {
                let name = &by.name;
                let hours = if *hours == 1 { "an hour".to_owned() } else { format!("{hours} hours") };
                format!(
                    "The approval of {name} is more than {hours} old, longer than it holds here. Ask {name} to \
                     approve again."
                )
            }
            Self::Withdrawn { by } => {
                let name = &by.name;
                format!("{name} approved this and took that back. Ask {name} why, or somebody else to approve.")
            }
            Self::OwnWork { by } => format!(
                "{} approved, but made part of what would be applied, and here nobody approves their own work. Ask \
                 somebody else.",
                by.name
            ),
            Self::RoleGone { by } => format!(
                "{} approved, but may not approve here any more. Ask somebody who may, or an owner to give the role \
                 back.",
                by.name
            ),
            Self::SecondOwner { by } => format!(
                "{} lets it through in an emergency, which takes two owners. A second one has to do the same within \
                 an hour.",
                by.name
            ),
        }
    }

    /// Whether it says that there was an approval, which does not count any more.
    const fn voids(&self) -> bool {
        match self {
            Self::OtherContent { .. }
            | Self::Expired { .. }
            | Self::Withdrawn { .. }
            | Self::RoleGone { .. }
            | Self::EnvironmentChanged => true,
            Self::TooFew { .. }
            | Self::ChangesRequested { .. }
            | Self::Superseded { .. }
            | Self::OwnWork { .. }
            | Self::SecondOwner { .. } => false,
        }
    }
}

/// Whether people had approved it, or some had, and something has voided that; else they have not approved yet.
pub fn is_void(lacks: &[Lack]) -> bool {
    let superseded = lacks.iter().any(|lack| matches!(lack, Lack::Superseded { .. }));
    let have = lacks.iter().find_map(|lack| if let Lack::TooFew { have, .. } = lack { Some(*have) } else { None });
    // Where there are enough, something else stands in the way.
    have.is_none() || (superseded && have > Some(0)) || lacks.iter().any(Lack::voids)
}

/// `a, b and c`
fn listed(words: &[&str], nothing: &str) -> String {
    match words {
        [] => nothing.to_owned(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
