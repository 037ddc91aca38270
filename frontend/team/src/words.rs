//! Words for what the server's codes mean.

use shared::access::{EVERYWHERE, Grant, Grants, Role, TokenScope};
use shared::api::SignInProblem;

/// Where a grant holds: `everywhere`, `in staging`.
pub(crate) fn place(environment: &str) -> String {
    if environment == EVERYWHERE { "everywhere".to_owned() } else { format!("in {environment}") }
}

/// `editor in staging`.
pub(crate) fn grant(grant: &Grant) -> String {
    format!("{} {}", grant.role.word(), place(&grant.environment))
}

/// `editor in staging and viewer everywhere`.
pub(crate) fn grants(grants: &Grants) -> String {
    let all: Vec<String> = grants.0.iter().map(grant).collect();
    match all.as_slice() {
        [] => "without a role".to_owned(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What happened to someone who came back from a provider, and what to do next.
pub(crate) const fn sign_in_problem(problem: SignInProblem) -> &'static str {
    match problem {
        SignInProblem::NotInvited => {
            "The provider knows you, but this server doesn\u{2019}t yet. Ask an owner for an invitation, open it, and join \
             with the provider there. If you have a password here, sign in with that."
        }
        SignInProblem::Provider => {
            "The provider didn\u{2019}t say who you are in a way that this server can trust, or didn\u{2019}t answer. Try \
             again. If it happens again, tell whoever runs this server: its log says more."
        }
        SignInProblem::Expired => {
            "This sign-in took too long, was begun in another browser, or came back twice. Begin again here; to join, \
             open your invitation again."
        }
        SignInProblem::EmailUnverified => {
            "The provider hasn\u{2019}t made sure that your e-mail address is yours, so you can\u{2019}t join with it. \
             Confirm the address there and open your invitation again, or join with a password."
        }
        SignInProblem::Disabled => "Your access to this server was taken away. Ask an owner.",
        SignInProblem::EmailTaken => {
            "There is an account with your e-mail address already, so you can\u{2019}t join with it again. Sign in as you \
             did before."
        }
        SignInProblem::Invitation => {
            "The invitation was used, was revoked or has expired meanwhile. Ask an owner for another one."
        }
        SignInProblem::Cancelled => {
            "You didn\u{2019}t go on at the provider, so you aren\u{2019}t signed in. Begin again if you like."
        }
        SignInProblem::TooMany => "That was tried too often from your network. Wait a minute and begin again.",
        SignInProblem::Server => "The server failed; its log says more. Begin again in a minute.",
    }
}

/// What a role is for.
pub(crate) const fn role_help(role: Role) -> &'static str {
    match role {
        Role::Viewer => "Sees designs, plans, reviews and applies. What looks like a secret is masked.",
        Role::Commenter => "Comments, too.",
        Role::Editor => {
            "Changes designs, makes plans, opens reviews and shares them by link. Sees what is masked for others."
        }
        Role::Approver => "Comments, makes plans, and approves or requests changes.",
        Role::Applier => "Comments, makes plans, and applies what is approved.",
        Role::Owner => "May do everything. Everywhere: also manages people, hooks and environments.",
    }
}

pub(crate) const fn scope_word(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::View => "view",
        TokenScope::Push => "push",
        TokenScope::Apply => "apply",
    }
}

pub(crate) const fn scope_help(scope: TokenScope) -> &'static str {
    match scope {
        TokenScope::View => "reads only",
        TokenScope::Push => "also keeps versions and opens reviews",
        TokenScope::Apply => "also applies what people approved",
    }
}
