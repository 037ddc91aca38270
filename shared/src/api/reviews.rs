//! Reviews of a version for an environment: comments, decisions, links.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::applies::apply;
use super::{ApplyKind, PlanCopy};
use crate::access::{LinkScope, Permission, PersonRef};
use crate::check::Diagnostic;
use crate::document::Pointer;
use crate::review::{Approved, ChangeGroup, Decision, DecisionKind, Lack};

/// Opens a review, with a plan made for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenReview {
    pub environment: String,
    /// The newest where it isn't said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    #[serde(default = "apply")]
    pub kind: ApplyKind,
    #[serde(default)]
    pub title: String,
}

/// Has a review be about another version, or about what is in AWS now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefreshReview {
    /// As before where it isn't said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

/// A review without what it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReviewMeta {
    pub id: String,
    pub design_id: String,
    pub design_name: String,
    pub version: i64,
    pub environment: String,
    pub title: String,
    pub plan_id: String,
    pub by: PersonRef,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// When its plan was made last. Milliseconds since 1970.
    pub refreshed_at: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewList {
    /// Newest first.
    pub reviews: Vec<ReviewMeta>,
}

/// All that a reader of a review sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReviewCopy {
    #[serde(flatten)]
    pub meta: ReviewMeta,
    /// The design's newest version; where it is newer, the review can be moved to it.
    pub newest_version: i64,
    /// What changes, in words.
    pub summary: String,
    /// What changes against what is applied; all of the design where nothing is.
    pub groups: Vec<ChangeGroup>,
    /// The version that is applied; nothing where none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<i64>,
    /// How many places differ in order, spelling or a stated default only, and are not shown.
    pub quiet: u32,
    /// Of the design as it is for the environment.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub diagnostics: Vec<Diagnostic>,
    pub plan: PlanCopy,
    /// Of the design, whatever review they were made in, oldest first.
    pub threads: Vec<Thread>,
    /// About this design and environment, oldest first.
    pub decisions: Vec<Decision>,
    pub standing: Standing,
    /// The act of people who ask: what they may do here.
    pub may: Vec<Permission>,
}

/// Whether it may be applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Nothing where it may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Approved>,
    /// Why not; empty where it may.
    pub lacks: Vec<Lack>,
    /// The same in sentences.
    pub sentences: Vec<String>,
    /// How many have to approve.
    pub needed: u32,
    pub image_only: bool,
    /// Why the approval of who asks would not count, in words; nothing where it would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_approve: Option<String>,
}

/// What was said about a place, or about the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Thread {
    pub id: String,
    pub design_id: String,
    pub review_id: String,
    /// The version that it was made about.
    pub version: i64,
    /// The place in the version's document, with rows named by their index there; nothing where it is about the whole.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Pointer>,
    /// What stood there then; `null` is a value, too.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub text: Option<Value>,
    /// The value that the first comment suggests.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub suggestion: Option<Value>,
    /// The version that the suggestion was applied as, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied_as: Option<i64>,
    pub comments: Vec<Comment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_by: Option<PersonRef>,
    /// Where it is in the version under review, filled in for a reader.
    #[serde(default)]
    pub place: ThreadPlace,
}

/// A member that is there has a value, even where that is `null`.
fn present<'de, D: Deserializer<'de>>(member: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(member).map(Some)
}

/// Where a thread is in the version that is looked at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum ThreadPlace {
    /// About the whole.
    #[default]
    Whole,
    /// Its place is there, with the same value or another one.
    There {
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        path: Pointer,
        /// Whether the value is another one than when it was made.
        changed: bool,
    },
    /// Its place is gone.
    Outdated,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    pub by: Commenter,
    pub text: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Who commented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Commenter {
    Person(PersonRef),
    /// Someone who has a link, under the name that they gave: nobody has checked it.
    Guest(String),
}

/// A comment on a place that starts a thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewThread {
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Pointer>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub suggestion: Option<Value>,
}

/// A whole review by one person: comments, and a decision if they make one. All or nothing is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Submission {
    #[serde(default)]
    pub threads: Vec<NewThread>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionKind>,
    /// What is said with the decision.
    #[serde(default)]
    pub note: String,
    /// The plan that was seen. A decision about another one than the review's is refused.
    #[serde(default)]
    pub plan_fingerprint: String,
    /// The name of a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reply {
    pub text: String,
    /// The name of a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Resolve {
    pub resolved: bool,
}

/// A suggestion became a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SuggestionApplied {
    pub version: i64,
    /// Whether the design as it is edited has the value, too; it hasn't where someone changed the place meanwhile.
    pub draft_has_it: bool,
}

/// Asks for a link to a review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MakeLink {
    pub scope: LinkScope,
    /// From 1 to 720; 168 where it isn't said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in_hours: Option<u32>,
    /// Whom it is for, as a reminder; may be empty.
    #[serde(default)]
    pub title: String,
}

/// A link without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Link {
    pub id: String,
    pub review_id: String,
    pub scope: LinkScope,
    pub title: String,
    pub by: PersonRef,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub expires_at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<i64>,
    /// How often it was opened.
    pub uses: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkList {
    pub links: Vec<Link>,
}

/// A link with its address, which is never shown again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeLink {
    pub link: Link,
    /// The secret stands behind its `#`.
    pub address: String,
}

/// Rolls out other images of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeployImages {
    pub environment: String,
    pub images: Vec<ImageAt>,
}

/// An image for a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImageAt {
    /// The local name of the task definition.
    pub task_definition: String,
    pub container: String,
    pub image: String,
}
