//! Entries of the record as sentences: the same in the browser, in messages and in a terminal.

use serde_json::Value;

use crate::api::{Act, AuditEntry, Doer};

/// Who did it, as a sentence begins with them.
pub fn subject(by: &Doer) -> String {
    match by {
        Doer::Person { person } => person.name.clone(),
        Doer::Token { person, .. } => format!("A program of {}", person.name),
        Doer::Link { name, .. } if name.is_empty() => "Someone with a link".to_owned(),
        Doer::Link { name, .. } => format!("{name} (by a link, not checked)"),
        Doer::Server => "The server".to_owned(),
    }
}

/// What an entry tells, as a sentence. Where the design has a name, `design` is it.
pub fn sentence(entry: &AuditEntry, design: Option<&str>) -> String {
    let number = |key: &str| entry.detail.get(key).and_then(Value::as_i64);
    let text = |key: &str| entry.detail.get(key).and_then(Value::as_str);
    let design = design.map_or_else(|| "a design".to_owned(), |name| format!("the design {name}"));
    let version = number("version").map_or_else(|| "a version".to_owned(), |version| format!("v{version}"));
    let of = format!("{version} of {design}");
    let place = entry.environment.as_deref().unwrap_or("an environment");
    let named = |what: &str| text("name").map_or_else(|| format!("a {what}"), |name| format!("the {what} {name}"));
    let what = match entry.act {
        Act::DesignCreated => format!("created {design}"),
        Act::DesignRenamed => format!("renamed {design}"),
        Act::DesignDeleted => format!("deleted {design}"),
        Act::VersionSaved => format!("saved {of}"),
        Act::EnvironmentCreated => format!("created the environment {place}"),
        Act::EnvironmentChanged => format!("changed the environment {place}"),
        Act::EnvironmentDeleted => format!("deleted the environment {place}"),
        Act::ReviewOpened => format!("asked for a review of {of} for {place}"),
        Act::ReviewRefreshed => format!("moved the review of {design} for {place} to {version} and what AWS has now"),
        Act::Commented => format!("commented on {of}"),
        Act::ThreadResolved => format!("resolved a thread on {design}"),
        Act::ThreadReopened => format!("opened a thread on {design} again"),
        Act::SuggestionApplied => format!("applied a suggestion as {of}"),
        Act::Approved => format!("approved {of} for {place}"),
        Act::ChangesRequested => format!("requested changes to {of} for {place}"),
        Act::GlassBroken => format!("BROKE THE GLASS to apply {of} to {place} without approval"),
        Act::DecisionWithdrawn => format!("withdrew a decision about {of} for {place}"),
        Act::LinkMade => format!("made a link to the review of {design} for {place}"),
        Act::LinkRevoked => format!("revoked a link to the review of {design} for {place}"),
        Act::LinkOpened => format!("opened a link to the review of {design} for {place}"),
        Act::ApplyStarted => {
            let broken = entry.detail.get("breakGlass").and_then(Value::as_bool).unwrap_or_default();
            format!("had {of} applied to {place}{}", if broken { ", BY BREAKING THE GLASS" } else { "" })
        }
        Act::ApplyCancelled => format!("asked to cancel applying {of} to {place}"),
        Act::ApplyEnded => {
            let outcome = text("outcome").unwrap_or("ended").replace('-', " ");
            format!("ended applying {of} to {place}: {outcome}")
        }
        Act::Invited => "invited someone".to_owned(),
        Act::InvitationRevoked => "revoked an invitation".to_owned(),
        Act::Joined => "joined".to_owned(),
        Act::SignedIn => "signed in".to_owned(),
        Act::SignInFailed => "refused a sign-in with a wrong password".to_owned(),
        Act::SignedOut => "signed out".to_owned(),
        Act::PasswordChanged => "changed their password".to_owned(),
        Act::GrantsChanged => "changed the roles of a person".to_owned(),
        Act::PersonDisabled => "took all access from a person".to_owned(),
        Act::TokenMade => format!("made {}", named("token")),
        Act::TokenRevoked => format!("revoked {}", named("token")),
        Act::HookMade => format!("made {}", named("hook")),
        Act::HookRemoved => format!("removed {}", named("hook")),
        Act::Exported => "exported the record".to_owned(),
    };
    format!("{} {what}.", subject(&entry.by))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::access::PersonRef;

    fn entry(act: Act, detail: Value) -> AuditEntry {
        let ana = PersonRef { id: "1".to_owned(), name: "Ana".to_owned() };
        AuditEntry {
            seq: 1,
            at: 1,
            by: Doer::Person { person: ana },
            act,
            environment: Some("production".to_owned()),
            design_id: Some("d".to_owned()),
            detail,
            previous: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn sentences() {
        let approved = entry(Act::Approved, json!({ "version": 12 }));
        assert_eq!(sentence(&approved, Some("shop")), "Ana approved v12 of the design shop for production.");
        let ended = entry(Act::ApplyEnded, json!({ "version": 12, "outcome": "rolled-back" }));
        let told = "Ana ended applying v12 of a design to production: rolled back.";
        assert_eq!(sentence(&ended, None), told);
        let broken = entry(Act::ApplyStarted, json!({ "version": 12, "breakGlass": true }));
        assert!(sentence(&broken, None).ends_with("production, BY BREAKING THE GLASS."));
        let guest = Doer::Link { link: "l".to_owned(), name: "Eve".to_owned() };
        assert_eq!(subject(&guest), "Eve (by a link, not checked)");
    }
}
