//! GitHub: the status of the commit that a version came from, and comments on its pull request.

use serde_json::{Value, json};
use shared::api::{Act, Source};

use super::news::News;

/// Where GitHub's API is, if a hook doesn't say.
pub(in crate::ops) const API: &str = "https://api.github.com";
/// What the statuses of all environments have in common.
const CONTEXT: &str = "bayplan";
/// The longest description of a status, in characters.
/// <https://docs.github.com/en/rest/commits/statuses#create-a-commit-status>
const MAX_DESCRIPTION: usize = 140;

/// A call of GitHub's API: the path, and the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) path: String,
    pub(super) body: Value,
}

/// The calls that tell the news; none where the version came from no commit, or there is nothing to tell there.
pub(super) fn calls(news: &News) -> Vec<Call> {
    let Some(source) = news.source.as_ref().filter(|source| is_usable(source)) else { return Vec::new() };
    let Some(state) = state(news) else { return Vec::new() };
    let context = news.entry.environment.as_ref().map_or(CONTEXT.to_owned(), |name| format!("{CONTEXT}/{name}"));
    let description: String = news.sentence.chars().take(MAX_DESCRIPTION).collect();
    let status = Call {
        path: format!("/repos/{}/statuses/{}", source.repository, source.commit),
        body: json!({ "state": state, "target_url": news.address, "description": description, "context": context }),
    };
    let comment = source.pull_request.map(|number| Call {
        path: format!("/repos/{}/issues/{number}/comments", source.repository),
        body: json!({ "body": format!("{}\n\n{}", escaped(&news.sentence), news.address) }),
    });
    std::iter::once(status).chain(comment).collect()
}

/// The status that the news leave the commit in.
fn state(news: &News) -> Option<&'static str> {
    match news.entry.act {
        Act::ReviewOpened | Act::ReviewRefreshed | Act::Approved | Act::GlassBroken | Act::DecisionWithdrawn => {
            Some(if news.approved { "success" } else { "pending" })
        }
        Act::ChangesRequested => Some("failure"),
        Act::ApplyStarted => Some("pending"),
        Act::ApplyEnded => {
            let done = news.entry.detail.get("outcome").and_then(Value::as_str) == Some("done");
            Some(if done { "success" } else { "failure" })
        }
        Act::DesignCreated
        | Act::DesignRenamed
        | Act::DesignDeleted
        | Act::VersionSaved
        | Act::EnvironmentCreated
        | Act::EnvironmentChanged
        | Act::EnvironmentDeleted
        | Act::Commented
        | Act::ThreadResolved
        | Act::ThreadReopened
        | Act::SuggestionApplied
        | Act::LinkMade
        | Act::LinkRevoked
        | Act::LinkOpened
        | Act::ApplyCancelled
        | Act::Invited
        | Act::InvitationRevoked
        | Act::Joined
        | Act::SignedIn
        | Act::SignInFailed
        | Act::SignedOut
        | Act::PasswordChanged
        | Act::GrantsChanged
        | Act::PersonDisabled
        | Act::TokenMade
        | Act::TokenRevoked
        | Act::HookMade
        | Act::HookRemoved
        | Act::Exported => None,
    }
}

/// Whether the parts can stand in a path as they are.
fn is_usable(source: &Source) -> bool {
    let word = |text: &str| {
        !text.is_empty()
            && text != "."
            && text != ".."
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let repository = source.repository.split_once('/').is_some_and(|(owner, name)| word(owner) && word(name));
    repository && source.commit.len() == 40 && source.commit.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Text in which nothing is a mention, a reference or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => {
                out.push(letter);
                out.push('\u{200b}');
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '|' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            other => out.push(other),
        }
    }
    out
}
