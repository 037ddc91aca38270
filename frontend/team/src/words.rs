//! Words for what the server's codes mean.

use shared::access::{EVERYWHERE, Grant, Grants, Role, TokenScope};

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
