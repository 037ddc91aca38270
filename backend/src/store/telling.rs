//! What the stores tell in the record by themselves, with the write that it tells; and rules that all of them keep.

use serde_json::json;
use shared::access::{EVERYWHERE, Permission, PersonRef};
use shared::api::{Act, ApplyMeta, Doer, Person, VersionMeta};
use shared::event::Outcome;

use super::NewEntry;

/// That an apply was queued. `plan` is the fingerprint of its plan, where the plan is kept.
pub(super) fn apply_started(apply: &ApplyMeta, by: Doer, break_glass: bool, plan: Option<&str>) -> NewEntry {
    let mut detail = json!({
        "apply": apply.id,
        "kind": apply.kind,
        "plan": apply.plan_id,
        "planFingerprint": plan,
        "version": apply.version,
    });
    if break_glass {
        detail["breakGlass"] = json!(true);
    }
    NewEntry {
        at: apply.created_at,
        by,
        act: Act::ApplyStarted,
        environment: Some(apply.environment.clone()),
        design_id: Some(apply.design_id.clone()),
        detail,
    }
}

/// How an apply ended.
pub(super) fn apply_ended(apply: &ApplyMeta, outcome: &Outcome, at: i64) -> NewEntry {
    let word = match outcome {
        Outcome::Done => "done",
        Outcome::RolledBack => "rolled-back",
        Outcome::Cancelled => "cancelled",
        Outcome::Failed { .. } => "failed",
    };
    NewEntry {
        at,
        by: Doer::Server,
        act: Act::ApplyEnded,
        environment: Some(apply.environment.clone()),
        design_id: Some(apply.design_id.clone()),
        detail: json!({ "apply": apply.id, "outcome": word, "version": apply.version }),
    }
}

/// That a version was kept.
pub(super) fn version_saved(design: &str, version: &VersionMeta, by: Doer) -> NewEntry {
    let authors: Vec<&str> = version.authors.iter().map(|author| author.id.as_str()).collect();
    NewEntry {
        at: version.created_at,
        by,
        act: Act::VersionSaved,
        environment: None,
        design_id: Some(design.to_owned()),
        detail: json!({
            "authors": authors,
            "fingerprint": version.fingerprint,
            "source": version.source,
            "version": version.number,
        }),
    }
}

/// The people with one more, who is named once.
pub(super) fn with_person(mut people: Vec<PersonRef>, person: Option<&PersonRef>) -> Vec<PersonRef> {
    if let Some(person) = person.filter(|person| people.iter().all(|other| other.id != person.id)) {
        people.push(person.clone());
    }
    people
}

/// Whether somebody is an owner everywhere and can sign in.
pub(super) fn is_owner(person: &Person) -> bool {
    person.disabled_at.is_none() && person.grants.permit(Permission::Manage, EVERYWHERE)
}
