//! Every route that the API describes, with what must hold for each.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;
use shared::access::{Grants, Role};

use crate::support::app::{HOST, TestApp};
use crate::support::team::{ADDRESS, person};

struct Route {
    method: String,
    path: String,
    takes_body: bool,
    needs_counter: bool,
    answers: Vec<String>,
}

async fn routes(app: &TestApp) -> Vec<Route> {
    let description = app.call("GET", "/api/openapi.json", None, "").await.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut routes = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            routes.push(Route {
                method: method.to_uppercase(),
                path: filled(path),
                takes_body: operation.get("requestBody").is_some(),
                needs_counter: parameters.map(|parameter| &parameter["name"]).any(|name| name == "If-Match"),
                answers: operation["responses"].as_object().unwrap().keys().cloned().collect(),
            });
        }
    }
    routes
}

/// The address with ids of things that aren't there.
fn filled(path: &str) -> String {
    let ids = ["{id}", "{name}", "{person}", "{invitation}", "{token}", "{hook}", "{delivery}"];
    ids.iter().fold(path.replace("{number}", "1"), |path, id| path.replace(id, "0123"))
}

fn request(route: &Route) -> axum::http::request::Builder {
    Request::builder().method(route.method.as_str()).uri(&route.path)
}

fn body(route: &Route) -> Body {
    if route.takes_body { Body::from("{\"name\":\"x\"}") } else { Body::empty() }
}

#[tokio::test]
async fn every_route_is_there_and_answers_as_described() {
    let app = TestApp::new();
    let routes = routes(&app).await;
    assert!(routes.len() >= 25, "only {} routes", routes.len());
    for route in &routes {
        assert!(!route.path.contains('{'), "{}: a part that the test doesn't fill in", route.path);
        let answer = app.call(&route.method, &route.path, Some(1), body(route)).await;
        let status = answer.status.as_u16().to_string();
        assert!(route.answers.contains(&status), "{} {}: {status} {}", route.method, route.path, answer.text);
        assert!(answer.headers.contains_key("content-security-policy"), "{}", route.path);
        if answer.status.is_client_error() {
            assert_ne!(answer.code(), "no-such-address", "{}", route.path);
        }
    }
}

#[tokio::test]
async fn nobody_changes_a_teams_things_through_another_page() {
    let app = TestApp::for_team(ADDRESS);
    let (_, owner) = person(&app, "Ona", Grants::everywhere(Role::Owner)).await;
    let all = routes(&TestApp::new()).await;
    let changing = all.iter().filter(|route| route.method != "GET");
    let mut refused = 0;
    for route in changing {
        let path = &route.path;
        let place = format!("{} {path}", route.method);
        for (header, value) in [
            (header::ORIGIN.as_str(), "https://evil.example"),
            (header::ORIGIN.as_str(), "null"),
            (header::ORIGIN.as_str(), "http://127.0.0.1:8080"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            let mut foreign = owner.request(&route.method, path, "{}");
            foreign
                .headers_mut()
                .insert(header::HeaderName::from_bytes(header.as_bytes()).unwrap(), value.parse().unwrap());
            let answer = app.send(foreign).await;
            assert_eq!((answer.status.as_u16(), &*answer.code()), (403, "foreign-origin"), "{place} {header}: {value}");
        }
        for host in ["evil.example", "127.0.0.1:8080", "localhost:8080"] {
            let mut foreign = owner.request(&route.method, path, "{}");
            foreign.headers_mut().insert(header::HOST, host.parse().unwrap());
            assert_eq!(app.send(foreign).await.code(), "foreign-host", "{place} {host}");
        }
        let mut form = owner.request(&route.method, path, "a=b");
        form.headers_mut().insert(header::CONTENT_TYPE, "application/x-www-form-urlencoded".parse().unwrap());
        assert_eq!(app.send(form).await.code(), "not-json-type", "{place}");
        refused += 1;
    }
    assert!(refused > 30, "{refused} routes");
    assert_eq!(app.store.people().await.unwrap().len(), 1, "nothing was done");
}

#[tokio::test]
async fn every_route_refuses_foreign_requests() {
    let app = TestApp::new();
    for route in &routes(&app).await {
        let place = format!("{} {}", route.method, route.path);
        let json = |builder: axum::http::request::Builder| builder.header(header::CONTENT_TYPE, "application/json");

        for host in ["evil.example:8080", "127.0.0.1:8081", "127.0.0.1", "localhost.evil.example:8080"] {
            let foreign = json(request(route)).header(header::HOST, host).body(body(route)).unwrap();
            assert_eq!(app.send(foreign).await.code(), "foreign-host", "{place} {host}");
        }
        let nameless = json(request(route)).body(body(route)).unwrap();
        let answer = app.send(nameless).await;
        assert_eq!(answer.code(), "foreign-host", "{place}");
        assert!(answer.text.contains("Open the address that it printed"), "it says what to do: {}", answer.text);
        let absolute =
            Request::builder().method(route.method.as_str()).uri(format!("http://evil.example{}", route.path));
        let absolute = json(absolute).header(header::HOST, HOST).body(body(route)).unwrap();
        assert_eq!(app.send(absolute).await.code(), "foreign-host", "{place}");

        if route.method != "GET" {
            for origin in ["http://evil.example", "null", "https://127.0.0.1:8080", "http://localhost:8080"] {
                let foreign = json(request(route)).header(header::HOST, HOST).header(header::ORIGIN, origin);
                let answer = app.send(foreign.body(body(route)).unwrap()).await;
                assert_eq!(
                    (answer.status.as_u16(), answer.code().as_str()),
                    (403, "foreign-origin"),
                    "{place} {origin}"
                );
            }
            let cross = json(request(route)).header(header::HOST, HOST).header("sec-fetch-site", "cross-site");
            assert_eq!(app.send(cross.body(body(route)).unwrap()).await.code(), "foreign-origin", "{place}");
        }
        if route.takes_body {
            for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"] {
                let wrong = request(route).header(header::HOST, HOST).header(header::CONTENT_TYPE, kind);
                let answer = app.send(wrong.body(body(route)).unwrap()).await;
                assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "not-json-type"), "{place} {kind}");
            }
        }
        if route.needs_counter {
            let answer = app.call(&route.method, &route.path, None, body(route)).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (428, "if-match-missing"), "{place}");
            let odd = json(request(route)).header(header::HOST, HOST).header(header::IF_MATCH, "*");
            let answer = app.send(odd.body(body(route)).unwrap()).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "if-match-unreadable"), "{place}");
        }
    }
}

#[tokio::test]
async fn what_is_no_route_says_so_or_shows_a_page() {
    let app = TestApp::new();
    assert_eq!(app.call("GET", "/api/nothing", None, "").await.code(), "no-such-address");
    assert_eq!(app.call("GET", "/api", None, "").await.code(), "no-such-address");
    assert_eq!(app.call("PATCH", "/api/designs", None, "{}").await.code(), "method-not-allowed");
    assert_eq!(app.call("POST", "/designs/1", None, "{}").await.code(), "method-not-allowed");
    assert_eq!(app.call("GET", "/assets/gone.js", None, "").await.status.as_u16(), 404);
    let page = app.call("GET", "/designs/0123", None, "").await;
    assert_eq!(page.status.as_u16(), 200);
    assert!(page.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/html"));
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
}

#[tokio::test]
async fn answers_of_the_api_are_not_kept_by_caches() {
    let app = TestApp::new();
    for path in ["/api/designs", "/api/nothing", "/api/designs/0123"] {
        let answer = app.call("GET", path, None, "").await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
    }
    let help = app.call("GET", "/api/help/fields", None, "").await;
    assert!(help.json().as_object().is_some_and(|texts| texts.len() > 100));
    let again = Request::get("/api/help/fields").header(header::HOST, HOST);
    let again = again.header(header::IF_NONE_MATCH, help.headers[header::ETAG].clone()).body(Body::empty()).unwrap();
    assert_eq!(app.send(again).await.status.as_u16(), 304);
}

#[tokio::test]
async fn the_schemas_name_what_is_sent() {
    let app = TestApp::new();
    let description = app.call("GET", "/api/openapi.json", None, "").await.json();
    let schema = |name: &str| description["components"]["schemas"][name].to_string();
    let id = app.create("{}").await;
    let copy = app.call("GET", &format!("/api/designs/{id}"), None, "").await.json();
    let Value::Object(members) = copy else { panic!("{copy}") };
    for key in members.keys() {
        assert!((schema("DesignCopy") + &schema("DesignMeta")).contains(&format!("\"{key}\"")), "{key}");
    }
}
