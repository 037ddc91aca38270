//! What each route asks for.

use axum::http::Method;
use shared::access::Permission;

use super::object::Object;
use crate::http::error::Error;

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Nothing: anybody may, signed in or not.
    Open,
    /// To be someone.
    Person,
    /// To be someone, and not a program.
    InPerson,
    /// The act in one environment at least.
    Somewhere(Permission),
    /// The act everywhere.
    Everywhere(Permission),
    /// The act on what the address names.
    On(Object, Permission),
}

use Object::{Apply, Decision, Design, Environment, Link, Plan, Review, Thread};
use Rule::{Everywhere, InPerson, On, Open, Person, Somewhere};

/// Every route of the API: method, address, and what it asks for. What is in a body is asked for by the operation.
pub(super) const TABLE: &[(&str, &str, Rule)] = &[
    ("GET", "/api/health", Open),
    ("GET", "/api/openapi.json", Open),
    ("GET", "/api/me", Open),
    ("POST", "/api/session", Open),
    ("DELETE", "/api/session", Open),
    ("POST", "/api/oidc/start", Open),
    ("GET", "/api/oidc/callback", Open),
    ("POST", "/api/invitations/look", Open),
    ("POST", "/api/invitations/accept", Open),
    ("POST", "/api/links/open", Open),
    ("DELETE", "/api/links/open", Open),
    ("GET", "/api/help/fields", Open),
    ("GET", "/api/sample", Open),
    ("PUT", "/api/me/password", InPerson),
    ("GET", "/api/people", Everywhere(Permission::Manage)),
    ("PUT", "/api/people/{person}/grants", Everywhere(Permission::Manage)),
    ("POST", "/api/people/{person}/disable", Everywhere(Permission::Manage)),
    ("POST", "/api/invitations", Everywhere(Permission::Manage)),
    ("DELETE", "/api/invitations/{invitation}", Everywhere(Permission::Manage)),
    ("GET", "/api/tokens", InPerson),
    ("POST", "/api/tokens", InPerson),
    ("DELETE", "/api/tokens/{token}", InPerson),
    ("POST", "/api/check", Somewhere(Permission::View)),
    ("GET", "/api/designs", Somewhere(Permission::View)),
    ("POST", "/api/designs", Somewhere(Permission::Edit)),
    ("GET", "/api/designs/{id}", On(Design, Permission::View)),
    ("PUT", "/api/designs/{id}", On(Design, Permission::Edit)),
    ("DELETE", "/api/designs/{id}", On(Design, Permission::Edit)),
    ("POST", "/api/designs/{id}/duplicate", On(Design, Permission::Edit)),
    ("POST", "/api/designs/{id}/rename", On(Design, Permission::Edit)),
    ("GET", "/api/designs/{id}/versions", On(Design, Permission::View)),
    ("POST", "/api/designs/{id}/versions", On(Design, Permission::Edit)),
    ("POST", "/api/designs/{id}/push", On(Design, Permission::Edit)),
    ("GET", "/api/designs/{id}/versions/{number}", On(Design, Permission::View)),
    ("POST", "/api/designs/{id}/versions/{number}/restore", On(Design, Permission::Edit)),
    ("GET", "/api/designs/{id}/compare", On(Design, Permission::View)),
    ("GET", "/api/environments", Somewhere(Permission::View)),
    ("POST", "/api/environments", Everywhere(Permission::Manage)),
    ("GET", "/api/environments/{name}", On(Environment, Permission::View)),
    ("PUT", "/api/environments/{name}", On(Environment, Permission::Manage)),
    ("DELETE", "/api/environments/{name}", On(Environment, Permission::Manage)),
    ("POST", "/api/designs/{id}/plans", On(Design, Permission::Plan)),
    ("GET", "/api/plans/{id}", On(Plan, Permission::View)),
    ("POST", "/api/plans/{id}/apply", On(Plan, Permission::Apply)),
    ("GET", "/api/designs/{id}/applies", On(Design, Permission::View)),
    ("GET", "/api/applies/{id}", On(Apply, Permission::View)),
    ("GET", "/api/applies/{id}/events", On(Apply, Permission::View)),
    ("POST", "/api/applies/{id}/cancel", On(Apply, Permission::Apply)),
    ("GET", "/api/reviews", Somewhere(Permission::View)),
    ("GET", "/api/designs/{id}/reviews", On(Design, Permission::View)),
    ("POST", "/api/designs/{id}/reviews", On(Design, Permission::Edit)),
    ("POST", "/api/designs/{id}/deploy", On(Design, Permission::Edit)),
    ("GET", "/api/reviews/{id}", On(Review, Permission::View)),
    ("POST", "/api/reviews/{id}/refresh", On(Review, Permission::Plan)),
    ("POST", "/api/reviews/{id}/submissions", On(Review, Permission::Comment)),
    ("DELETE", "/api/decisions/{id}", On(Decision, Permission::View)),
    ("POST", "/api/threads/{id}/replies", On(Thread, Permission::Comment)),
    ("PUT", "/api/threads/{id}/resolved", On(Thread, Permission::Comment)),
    ("POST", "/api/threads/{id}/apply", On(Thread, Permission::Edit)),
    ("GET", "/api/reviews/{id}/links", On(Review, Permission::Edit)),
    ("POST", "/api/reviews/{id}/links", On(Review, Permission::Edit)),
    ("DELETE", "/api/links/{id}", On(Link, Permission::Edit)),
    ("GET", "/api/audit", Person),
    ("GET", "/api/audit/export", Everywhere(Permission::Manage)),
    ("GET", "/api/hooks", Everywhere(Permission::Manage)),
    ("POST", "/api/hooks", Everywhere(Permission::Manage)),
    ("DELETE", "/api/hooks/{hook}", Everywhere(Permission::Manage)),
    ("POST", "/api/hooks/{hook}/try", Everywhere(Permission::Manage)),
    ("GET", "/api/hooks/{hook}/deliveries", Everywhere(Permission::Manage)),
    ("POST", "/api/deliveries/{delivery}/redeliver", Everywhere(Permission::Manage)),
];

/// What a route asks for. What has no row is refused, whether it is there or not.
pub(super) fn rule(method: &Method, path: &str) -> Result<Rule, Error> {
    // What answers GET answers HEAD, without the body.
    let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
    let mut here = TABLE.iter().filter(|(_, at, _)| *at == path).peekable();
    if here.peek().is_none() {
        return Err(Error::NoSuchRoute);
    }
    here.find(|(of, _, _)| *of == method).map(|(_, _, rule)| *rule).ok_or(Error::MethodNotAllowed)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_route_has_one_row_and_every_row_a_route() {
        let description = serde_json::to_value(crate::http::api().1).unwrap();
        // The description describes all but itself.
        let mut routes = BTreeSet::from([("GET".to_owned(), "/api/openapi.json".to_owned())]);
        for (path, methods) in description["paths"].as_object().unwrap() {
            routes.extend(methods.as_object().unwrap().keys().map(|method| (method.to_uppercase(), path.clone())));
        }
        let rows: BTreeSet<_> = TABLE.iter().map(|&(method, path, _)| (method.to_owned(), path.to_owned())).collect();
        assert_eq!(routes, rows, "the routes on the left, the rows on the right");
        assert_eq!(rows.len(), TABLE.len(), "a route has two rows");
    }

    #[test]
    fn what_has_no_row_is_refused() {
        assert!(matches!(rule(&Method::GET, "/api/nothing"), Err(Error::NoSuchRoute)));
        assert!(matches!(rule(&Method::PATCH, "/api/designs"), Err(Error::MethodNotAllowed)));
        assert!(matches!(rule(&Method::HEAD, "/api/designs"), Ok(Somewhere(Permission::View))));
    }
}
