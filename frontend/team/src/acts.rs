//! Words for what was done.

use serde_json::Value;
use shared::api::Act;

/// As JSON and addresses have it: `design-created`.
pub(crate) fn wire(act: Act) -> String {
    match serde_json::to_value(act) {
        Ok(Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

/// The act with this word, if there is one.
pub(crate) fn of_wire(word: &str) -> Option<Act> {
    Act::ALL.into_iter().find(|act| wire(*act) == word)
}

/// What it is called in lists to choose from.
pub(crate) const fn label(act: Act) -> &'static str {
    match act {
        Act::DesignCreated => "Design created",
        Act::DesignRenamed => "Design renamed",
        Act::DesignDeleted => "Design deleted",
        Act::VersionSaved => "Version saved",
        Act::EnvironmentCreated => "Environment created",
        Act::EnvironmentChanged => "Environment changed",
        Act::EnvironmentDeleted => "Environment deleted",
        Act::ReviewOpened => "Review opened",
        Act::ReviewRefreshed => "Review made current",
        Act::Commented => "Commented",
        Act::ThreadResolved => "Thread resolved",
        Act::ThreadReopened => "Thread reopened",
        Act::SuggestionApplied => "Suggestion applied",
        Act::Approved => "Approved",
        Act::ChangesRequested => "Changes requested",
        Act::GlassBroken => "Glass broken",
        Act::DecisionWithdrawn => "Decision withdrawn",
        Act::LinkMade => "Link made",
        Act::LinkRevoked => "Link revoked",
        Act::LinkOpened => "Link opened",
        Act::ApplyStarted => "Apply started",
        Act::ApplyCancelled => "Apply cancelled",
        Act::ApplyEnded => "Apply ended",
        Act::Invited => "Invited",
        Act::InvitationRevoked => "Invitation revoked",
        Act::Joined => "Joined",
        Act::SignedIn => "Signed in",
        Act::SignInFailed => "Sign-in failed",
        Act::SignedOut => "Signed out",
        Act::PasswordChanged => "Password changed",
        Act::GrantsChanged => "Roles changed",
        Act::PersonDisabled => "Person disabled",
        Act::TokenMade => "Token made",
        Act::TokenRevoked => "Token revoked",
        Act::HookMade => "Hook made",
        Act::HookRemoved => "Hook removed",
        Act::Exported => "Record exported",
    }
}

/// How loudly a list shows it: a tone of tags.
pub(crate) const fn tone(act: Act) -> &'static str {
    match act {
        Act::GlassBroken | Act::SignInFailed => "error",
        Act::ChangesRequested
        | Act::DecisionWithdrawn
        | Act::DesignDeleted
        | Act::EnvironmentDeleted
        | Act::PersonDisabled
        | Act::GrantsChanged
        | Act::ApplyCancelled => "warn",
        Act::Approved => "ok",
        Act::DesignCreated
        | Act::DesignRenamed
        | Act::VersionSaved
        | Act::EnvironmentCreated
        | Act::EnvironmentChanged
        | Act::ReviewOpened
        | Act::ReviewRefreshed
        | Act::Commented
        | Act::ThreadResolved
        | Act::ThreadReopened
        | Act::SuggestionApplied
        | Act::LinkMade
        | Act::LinkRevoked
        | Act::LinkOpened
        | Act::ApplyStarted
        | Act::ApplyEnded
        | Act::Invited
        | Act::InvitationRevoked
        | Act::Joined
        | Act::SignedIn
        | Act::SignedOut
        | Act::PasswordChanged
        | Act::TokenMade
        | Act::TokenRevoked
        | Act::HookMade
        | Act::HookRemoved
        | Act::Exported => "plain",
    }
}

#[cfg(test)]
mod tests {
    use shared::api::Act;

    use super::{of_wire, wire};

    #[test]
    fn acts_are_found_by_their_words() {
        assert_eq!(wire(Act::SignInFailed), "sign-in-failed");
        assert!(Act::ALL.into_iter().all(|act| of_wire(&wire(act)) == Some(act)));
        assert_eq!(of_wire("nothing"), None);
    }
}
