//! What each route asks for, written down a second time: from what the product promises, not from its code.

/// What someone wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    See,
    Comment,
    Change,
    Plan,
    Approve,
    Apply,
    Rule,
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Nothing,
    /// To be somebody.
    Account,
    /// To be there oneself.
    Oneself,
    /// The act in some environment.
    Anywhere(Act),
    /// The act in every environment.
    Everywhere(Act),
    /// The act anywhere, on a design.
    Design(Act),
    /// The act in the environment that the address leads to.
    There(Act),
    /// The same, or a link to the review that the address leads to.
    Review(Act),
    /// The act there, by an account; a link to the review only shows it.
    ReviewByAccount(Act),
    /// To be there oneself, and to have made what the address names.
    Own,
    /// To have made the decision that the address names, and still to see its review.
    OwnDecision,
}

use Act::{Apply, Approve, Change, Comment, Plan, Rule, See};
use Asked::{
    Account, Anywhere, Design, Everywhere, Nothing, Oneself, Own, OwnDecision, Review, ReviewByAccount, There,
};

/// By method and address.
pub(super) const ASKED: &[(&str, &str, Asked)] = &[
    ("GET", "/api/health", Nothing),
    ("GET", "/api/openapi.json", Nothing),
    ("GET", "/api/help/fields", Nothing),
    ("GET", "/api/sample", Nothing),
    ("GET", "/api/me", Nothing),
    ("POST", "/api/session", Nothing),
    ("DELETE", "/api/session", Nothing),
    ("POST", "/api/oidc/start", Nothing),
    ("GET", "/api/oidc/callback", Nothing),
    ("POST", "/api/invitations/look", Nothing),
    ("POST", "/api/invitations/accept", Nothing),
    ("POST", "/api/links/open", Nothing),
    ("DELETE", "/api/links/open", Nothing),
    // What is a person's own.
    ("PUT", "/api/me/password", Oneself),
    ("GET", "/api/tokens", Oneself),
    ("POST", "/api/tokens", Oneself),
    ("DELETE", "/api/tokens/{token}", Own),
    ("GET", "/api/audit", Account),
    // Who manages everything.
    ("GET", "/api/audit/export", Everywhere(Rule)),
    ("GET", "/api/people", Everywhere(Rule)),
    ("PUT", "/api/people/{person}/grants", Everywhere(Rule)),
    ("POST", "/api/people/{person}/disable", Everywhere(Rule)),
    ("POST", "/api/invitations", Everywhere(Rule)),
    ("DELETE", "/api/invitations/{invitation}", Everywhere(Rule)),
    ("GET", "/api/hooks", Everywhere(Rule)),
    ("POST", "/api/hooks", Everywhere(Rule)),
    ("DELETE", "/api/hooks/{hook}", Everywhere(Rule)),
    ("POST", "/api/hooks/{hook}/try", Everywhere(Rule)),
    ("GET", "/api/hooks/{hook}/deliveries", Everywhere(Rule)),
    ("POST", "/api/deliveries/{delivery}/redeliver", Everywhere(Rule)),
    ("POST", "/api/environments", Everywhere(Rule)),
    // Designs belong to no environment.
    ("POST", "/api/check", Anywhere(See)),
    ("GET", "/api/designs", Anywhere(See)),
    ("POST", "/api/designs", Anywhere(Change)),
    ("GET", "/api/designs/{id}", Design(See)),
    ("PUT", "/api/designs/{id}", Design(Change)),
    ("DELETE", "/api/designs/{id}", Design(Change)),
    ("POST", "/api/designs/{id}/duplicate", Design(Change)),
    ("POST", "/api/designs/{id}/rename", Design(Change)),
    ("GET", "/api/designs/{id}/versions", Design(See)),
    ("POST", "/api/designs/{id}/versions", Design(Change)),
    ("POST", "/api/designs/{id}/push", Design(Change)),
    ("GET", "/api/designs/{id}/versions/{number}", Design(See)),
    ("POST", "/api/designs/{id}/versions/{number}/restore", Design(Change)),
    ("GET", "/api/designs/{id}/compare", Design(See)),
    ("GET", "/api/designs/{id}/applies", Design(See)),
    ("GET", "/api/designs/{id}/reviews", Design(See)),
    ("POST", "/api/designs/{id}/plans", Design(Plan)),
    ("POST", "/api/designs/{id}/reviews", Design(Change)),
    ("POST", "/api/designs/{id}/deploy", Design(Change)),
    // Environments, and what is about one.
    ("GET", "/api/environments", Anywhere(See)),
    ("GET", "/api/environments/{name}", There(See)),
    ("PUT", "/api/environments/{name}", There(Rule)),
    ("DELETE", "/api/environments/{name}", There(Rule)),
    ("GET", "/api/plans/{id}", There(See)),
    ("POST", "/api/plans/{id}/apply", There(Apply)),
    ("GET", "/api/applies/{id}", There(See)),
    ("GET", "/api/applies/{id}/events", There(See)),
    ("POST", "/api/applies/{id}/cancel", There(Apply)),
    ("GET", "/api/reviews", Anywhere(See)),
    ("GET", "/api/reviews/{id}", Review(See)),
    ("POST", "/api/reviews/{id}/refresh", Review(Plan)),
    ("POST", "/api/reviews/{id}/submissions", Review(Comment)),
    ("DELETE", "/api/decisions/{id}", OwnDecision),
    ("POST", "/api/threads/{id}/replies", Review(Comment)),
    ("PUT", "/api/threads/{id}/resolved", ReviewByAccount(Comment)),
    ("POST", "/api/threads/{id}/apply", Review(Change)),
    ("GET", "/api/reviews/{id}/links", Review(Change)),
    ("POST", "/api/reviews/{id}/links", Review(Change)),
    ("DELETE", "/api/links/{id}", Review(Change)),
];

/// What needs an environment that the body names, with what is asked for in it. `ENVIRONMENT` stands for its name.
pub(super) const IN_BODY: &[(&str, &str, &[Act])] = &[
    ("/api/designs/{id}/plans", r#"{"environment": "ENVIRONMENT"}"#, &[Plan]),
    ("/api/designs/{id}/reviews", r#"{"environment": "ENVIRONMENT"}"#, &[Change, Plan]),
    (
        "/api/designs/{id}/deploy",
        r#"{"environment": "ENVIRONMENT", "images": [{"taskDefinition": "web", "container": "app", "image": "x:1"}]}"#,
        &[Change, Plan],
    ),
];

/// What a decision on a review asks for, by the body.
pub(super) const DECISIONS: &[(&str, Act)] =
    &[("approve", Approve), ("request-changes", Approve), ("break-glass", Rule)];
