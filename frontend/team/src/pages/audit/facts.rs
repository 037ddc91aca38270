//! What an entry tells besides its sentence: with names where it has ids, and the way to what it is about.

use parts::time::local_time;
use serde_json::Value;
use shared::access::Grants;
use shared::api::{AuditEntry, Doer};

use super::names::Names;
use crate::words;

/// A fact beside an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Words(String),
    Link { href: String, words: String },
}

/// The facts, as far as an entry has them.
pub(super) fn facts(entry: &AuditEntry, names: &Names) -> Vec<Fact> {
    let words = |name: &'static str, value: Option<String>| value.map(|value| Fact::Words(format!("{name}: {value}")));
    let link =
        |words: &'static str, href: Option<String>| href.map(|href| Fact::Link { href, words: words.to_owned() });
    let text = |member: &str| entry.detail.get(member).and_then(Value::as_str).filter(|text| !text.is_empty());
    let person = |member: &str| text(member).map(|id| names.person(id));
    let grants = |member: &str| {
        let grants = serde_json::from_value::<Grants>(entry.detail.get(member)?.clone()).ok()?;
        Some(words::grants(&grants))
    };
    let (token, guest) = match &entry.by {
        Doer::Token { token, .. } => (Some(token.clone()), None),
        Doer::Link { link, .. } => (None, Some(link.clone())),
        Doer::Person { .. } | Doer::Server => (None, None),
    };
    let design = entry.design_id.as_ref().filter(|id| names.design(id).is_some());
    let all = [
        link("Design", design.map(|id| format!("/designs/{id}"))),
        link("Review", text("review").map(|id| format!("/reviews/{id}"))),
        link("Run", text("apply").map(|id| format!("/applies/{id}"))),
        words("With the token", token),
        words("With the link", guest),
        words("Whom", person("person")),
        words("Whose", person("owner")),
        words("Invited by", person("invitedBy")),
        words("Roles", grants("grants")),
        words("Before", grants("from")),
        words("Now", grants("to")),
        words("Scope", text("scope").map(str::to_owned)),
        words("Reason", text("reason").map(str::to_owned)),
        words("Expires", entry.detail.get("expiresAt").and_then(Value::as_i64).map(local_time)),
        text("by").filter(|by| *by == "openid-connect").map(|_| Fact::Words("With OpenID Connect".to_owned())),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::access::PersonRef;
    use shared::api::Act;

    use super::*;

    #[test]
    fn ids_are_told_as_names_and_unknown_details_do_no_harm() {
        let by = PersonRef { id: "p1".to_owned(), name: "Mia".to_owned() };
        let mut entry = AuditEntry {
            seq: 1,
            at: 0,
            by: Doer::Person { person: by },
            act: Act::GrantsChanged,
            environment: None,
            design_id: Some("gone".to_owned()),
            detail: json!({"person": "p1", "to": [{"environment": "*", "role": "viewer"}], "review": "r1"}),
            previous: String::new(),
            hash: String::new(),
        };
        let mut names = Names::default();
        names.learn(std::slice::from_ref(&entry));
        let told = facts(&entry, &names);
        let link = Fact::Link { href: "/reviews/r1".to_owned(), words: "Review".to_owned() };
        let words = |words: &str| Fact::Words(words.to_owned());
        assert_eq!(told, [link, words("Whom: Mia"), words("Now: viewer everywhere")]);
        for detail in [json!([]), json!({"person": [], "to": "x", "review": 1, "apply": ""})] {
            entry.detail = detail;
            assert_eq!(facts(&entry, &names), []);
        }
    }
}
