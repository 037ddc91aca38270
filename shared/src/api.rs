//! What the browser and the server say to each other.

mod applies;
mod audit;
mod environments;
mod hooks;
mod people;
mod reviews;
mod versions;

pub use applies::{
    ApplyCopy, ApplyKind, ApplyList, ApplyMeta, ApplyRequest, Changes, NotPlanned, PlanCopy, PlanRequest,
};
pub use audit::{Act, AuditBroken, AuditEntry, AuditPage, Doer};
pub use environments::{EnvironmentDraft, EnvironmentList};
pub use hooks::{Delivery, DeliveryList, DeliveryState, Hook, HookKind, HookList, MadeHook, MakeHook};
pub use people::{
    ChangePassword, GoTo, Invitation, Invite, Join, LinkOpened, MadeInvitation, MadeToken, MakeToken, Me, Person,
    PersonList, Presented, SetGrants, SignIn, SignInProblem, StartOidc, Token, TokenList,
};
pub use reviews::{
    Comment, Commenter, DeployImages, ImageAt, Link, LinkList, MadeLink, MakeLink, NewThread, OpenReview,
    RefreshReview, Reply, Resolve, ReviewCopy, ReviewList, ReviewMeta, Standing, Submission, SuggestionApplied, Thread,
    ThreadPlace,
};
pub use versions::{Comparison, PushVersion, SaveVersion, Source, VersionCopy, VersionList, VersionMeta};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::check::{Diagnostic, InputKind};

/// A stored design without its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DesignMeta {
    pub id: String,
    /// The document's `name`, shortened for lists.
    pub name: String,
    /// Goes up by one with each save. A save names the counter that it was made from in `If-Match`.
    pub counter: i64,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub updated_at: i64,
}

/// A stored design with its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DesignCopy {
    #[serde(flatten)]
    pub meta: DesignMeta,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub document: Value,
}

/// All designs, newest change first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DesignList {
    pub designs: Vec<DesignMeta>,
}

/// A design's new name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rename {
    pub name: String,
}

/// What the check says about a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckReport {
    /// What the text was read as: `task-definition`, `service`, `bundle` or `design`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: InputKind,
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub diagnostics: Vec<Diagnostic>,
}

/// That the server is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// `ok`.
    pub status: String,
    pub version: String,
}

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    pub error: ErrorDetail,
}

/// What went wrong, for a program and for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorDetail {
    /// Stable, in kebab case: `design-changed`.
    pub code: String,
    /// What happened, why, and what to do next.
    pub message: String,
    /// A JSON pointer into the sent document, where one place is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// The answer to a change of a design that someone else changed first: nothing was overwritten.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConflictBody {
    pub error: ErrorDetail,
    /// The design as it is stored now.
    pub current: DesignCopy,
}
