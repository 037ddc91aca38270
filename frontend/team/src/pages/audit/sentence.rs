//! An entry of the record as a sentence.

use serde_json::Value;
use shared::access::Grants;
use shared::api::{Act, AuditEntry, Doer};

use super::names::Names;
use crate::words;

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Strong(String),
    Link { href: String, words: String },
}

/// Who did what to what.
pub(super) fn sentence(entry: &AuditEntry, names: &Names) -> Vec<Piece> {
    let mut told = Telling { entry, names, pieces: Vec::new() };
    told.who();
    told.what();
    told.pieces
}

struct Telling<'e> {
    entry: &'e AuditEntry,
    names: &'e Names,
    pieces: Vec<Piece>,
}

impl Telling<'_> {
    fn text(&mut self, text: impl Into<String>) {
        self.pieces.push(Piece::Text(text.into()));
    }

    fn link(&mut self, href: String, words: impl Into<String>) {
        self.pieces.push(Piece::Link { href, words: words.into() });
    }

    /// A member of the detail, if it is a text.
    fn member(&self, name: &str) -> Option<String> {
        self.entry.detail.get(name).and_then(Value::as_str).map(str::to_owned)
    }

    fn grants(&self, name: &str) -> Option<String> {
        let grants = self.entry.detail.get(name)?.clone();
        serde_json::from_value::<Grants>(grants).ok().map(|grants| words::grants(&grants))
    }

    fn who(&mut self) {
        let (name, by) = match &self.entry.by {
            Doer::Person { person } => (person.name.clone(), None),
            Doer::Token { person, token } => {
                (person.name.clone(), Some(format!(" (a program with the token {token})")))
            }
            Doer::Link { link, name } if name.trim().is_empty() => {
                ("Someone".to_owned(), Some(format!(" with the link {link}")))
            }
            Doer::Link { link, name } => (name.clone(), Some(format!(" (without an account, with the link {link})"))),
            Doer::Server => ("The server".to_owned(), None),
        };
        self.pieces.push(Piece::Strong(name));
        self.text(by.unwrap_or_default());
    }

    /// The design, with its version if one is told.
    fn design(&mut self) {
        if let Some(number) = self.entry.detail.get("version").and_then(Value::as_i64) {
            self.text(format!("v{number} of "));
        }
        match &self.entry.design_id {
            Some(id) => match self.names.design(id) {
                Some(name) => self.link(format!("/designs/{id}"), name.to_owned()),
                None => self.text(format!("the design {id}")),
            },
            None => self.text("a design"),
        }
    }

    fn review(&mut self) {
        match self.member("review") {
            Some(id) => self.link(format!("/reviews/{id}"), "the review"),
            None => self.text("the review"),
        }
        self.text(" of ");
        self.design();
        self.environment(" for ");
    }

    fn environment(&mut self, before: &str) {
        if let Some(name) = &self.entry.environment {
            self.text(format!("{before}{name}"));
        }
    }

    fn apply(&mut self) {
        match self.member("apply") {
            Some(id) => self.link(format!("/applies/{id}"), "the apply"),
            None => self.text("the apply"),
        }
        self.text(" of ");
        self.design();
        self.environment(" to ");
    }

    fn in_review(&mut self, did: &str) {
        self.text(did);
        self.review();
    }

    /// The person whom it was done to.
    fn person(&self) -> String {
        self.member("person").map_or_else(|| "someone".to_owned(), |id| self.names.person(&id))
    }

    fn what(&mut self) {
        match self.entry.act {
            Act::DesignCreated => {
                self.text(" created ");
                self.design();
            }
            Act::DesignRenamed => {
                self.text(" renamed ");
                self.design();
            }
            Act::DesignDeleted => {
                self.text(" deleted ");
                self.design();
            }
            Act::VersionSaved => {
                self.text(" saved ");
                self.design();
            }
            Act::EnvironmentCreated => {
                self.text(" created the environment");
                self.environment(" ");
            }
            Act::EnvironmentChanged => {
                self.text(" changed the environment");
                self.environment(" ");
            }
            Act::EnvironmentDeleted => {
                self.text(" deleted the environment");
                self.environment(" ");
            }
            Act::ReviewOpened => self.in_review(" opened "),
            Act::ReviewRefreshed => self.in_review(" had a new plan made for "),
            Act::Commented => self.in_review(" commented in "),
            Act::ThreadResolved => self.in_review(" resolved a thread in "),
            Act::ThreadReopened => self.in_review(" reopened a thread in "),
            Act::SuggestionApplied => self.in_review(" applied a suggestion from "),
            Act::Approved => self.in_review(" approved what is shown in "),
            Act::ChangesRequested => self.in_review(" requested changes in "),
            Act::GlassBroken => self.in_review(" broke the glass, past the policy, in "),
            Act::DecisionWithdrawn => self.in_review(" withdrew a decision in "),
            Act::LinkMade => self.in_review(" made a link to "),
            Act::LinkRevoked => self.in_review(" revoked a link to "),
            Act::LinkOpened => self.in_review(" opened "),
            Act::ApplyStarted => self.apply_started(),
            Act::ApplyCancelled => {
                self.text(" cancelled ");
                self.apply();
            }
            Act::ApplyEnded => self.apply_ended(),
            Act::Invited => {
                let grants = self.grants("grants").map(|grants| format!(" as {grants}")).unwrap_or_default();
                self.text(format!(" invited someone{grants}"));
            }
            Act::InvitationRevoked => self.text(" revoked an invitation"),
            Act::Joined => self.joined(),
            Act::SignedIn => {
                let by = self.member("by").filter(|by| by == "openid-connect").map_or("", |_| " with OpenID Connect");
                self.text(format!(" signed in{by}"));
            }
            Act::SignInFailed => {
                let who = self.member("person").map(|id| format!(" as {}", self.names.person(&id)));
                self.text(format!(" refused someone who tried to sign in{}", who.unwrap_or_default()));
            }
            Act::SignedOut => self.text(" signed out"),
            Act::PasswordChanged => self.text(" changed their password"),
            Act::GrantsChanged => {
                let to = self.grants("to").map(|to| format!("; they are now {to}")).unwrap_or_default();
                self.text(format!(" changed the roles of {}{to}", self.person()));
            }
            Act::PersonDisabled => self.text(format!(" disabled {}", self.person())),
            Act::TokenMade => {
                let scope = self.member("scope").map(|scope| format!(" to {scope}")).unwrap_or_default();
                self.text(format!(" made an API token{scope}"));
                self.environment(" in ");
            }
            Act::TokenRevoked => {
                let whose = self.member("owner").map(|id| format!(" of {}", self.names.person(&id)));
                self.text(format!(" revoked an API token{}", whose.unwrap_or_default()));
            }
            Act::HookMade => self.hook(" made"),
            Act::HookRemoved => self.hook(" removed"),
            Act::Exported => {
                self.text(" exported the record");
            }
        }
        self.text(".");
    }

    fn apply_started(&mut self) {
        let rollback = self.member("kind").is_some_and(|kind| kind == "rollback");
        self.text(if rollback { " started the rollback, " } else { " started " });
        self.apply();
    }

    fn apply_ended(&mut self) {
        self.text(": ");
        self.apply();
        self.text(match self.member("outcome").as_deref() {
            Some("done") => " is done",
            Some("rolled-back") => " was rolled back",
            Some("cancelled") => " is cancelled",
            Some("failed") => " failed",
            Some(_) | None => " ended",
        });
    }

    fn joined(&mut self) {
        let by = self.member("invitedBy").map(|id| format!(", invited by {}", self.names.person(&id)));
        let grants = self.grants("grants").map(|grants| format!(" as {grants}"));
        self.text(format!(" joined{}{}", grants.unwrap_or_default(), by.unwrap_or_default()));
    }

    fn hook(&mut self, did: &str) {
        let kind = self.member("kind").map(|kind| format!(" {kind}")).unwrap_or_default();
        self.text(format!("{did} a{kind} hook"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::access::PersonRef;

    use super::*;

    fn entry(act: Act, detail: Value) -> AuditEntry {
        let person = PersonRef { id: "p1".to_owned(), name: "Mia".to_owned() };
        AuditEntry {
            seq: 1,
            at: 0,
            by: Doer::Person { person },
            act,
            environment: Some("staging".to_owned()),
            design_id: Some("d1".to_owned()),
            detail,
            previous: String::new(),
            hash: String::new(),
        }
    }

    fn plain(entry: &AuditEntry) -> String {
        let words = |piece: Piece| match piece {
            Piece::Text(words) | Piece::Strong(words) | Piece::Link { words, .. } => words,
        };
        sentence(entry, &Names::default()).into_iter().map(words).collect()
    }

    #[test]
    fn every_act_is_a_sentence_whatever_its_detail() {
        for act in Act::ALL {
            for detail in [json!({}), json!([]), json!({"review": 1, "person": [], "grants": "x", "version": "1"})] {
                let words = plain(&entry(act, detail));
                assert!(words.starts_with("Mia") && words.ends_with('.') && !words.contains("  "), "{act:?}: {words}");
            }
        }
    }

    #[test]
    fn what_is_told_is_in_the_words() {
        let grants = json!([{"environment": "*", "role": "viewer"}]);
        assert_eq!(
            plain(&entry(Act::GrantsChanged, json!({"person": "p2", "to": grants}))),
            "Mia changed the roles of the person p2; they are now viewer everywhere."
        );
        assert_eq!(
            plain(&entry(Act::ApplyEnded, json!({"apply": "a1", "outcome": "failed", "version": 3}))),
            "Mia: the apply of v3 of the design d1 to staging failed."
        );
        assert_eq!(
            plain(&entry(Act::Approved, json!({"review": "r1"}))),
            "Mia approved what is shown in the review of the design d1 for staging."
        );
    }
}
