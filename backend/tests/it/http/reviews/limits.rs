//! How much may be said, and where.

use serde_json::{Value, json};

use super::{Crew, IMAGE, LOG_LEVEL, refused};

#[tokio::test(start_paused = true)]
async fn what_is_too_long_or_nowhere_is_refused_as_a_whole() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let thread = |text: &str| json!({ "text": text });
    let threads = |all: Vec<Value>| json!({ "threads": all });
    let place = |path: &str| json!({ "path": path, "text": "Here." });
    let good = || thread("Good.");
    for (submission, status, code) in [
        (json!({}), 422, "nothing-said"),
        (threads(vec![good(), thread(" ")]), 422, "comment-length"),
        (threads(vec![good(), thread(&"x".repeat(10_001))]), 422, "comment-length"),
        (threads(vec![good(), thread("a\u{0}b")]), 422, "unseen-characters"),
        (threads(vec![good(), place("/services/gone/desiredCount")]), 422, "no-such-place"),
        (threads(vec![good(), place("/taskDefinitions/web/containerDefinitions/9")]), 422, "no-such-place"),
        (threads(vec![good(), place("services")]), 422, "wrong-body"),
        (threads(vec![good(), json!({ "text": "x", "suggestion": 1 })]), 422, "suggestion-needs-place"),
        (threads(vec![good(), json!({ "path": "", "text": "x", "suggestion": {} })]), 422, "suggestion-needs-place"),
        (
            threads(vec![good(), json!({ "path": IMAGE, "text": "x", "suggestion": "y".repeat(50_000) })]),
            422,
            "suggestion-too-long",
        ),
        (threads(vec![good(); 201]), 422, "too-many-threads"),
        (json!({ "threads": [good()], "decision": "approve", "planFingerprint": "0" }), 409, "review-moved"),
    ] {
        let answer = crew.submit(&crew.approver, &review, &submission).await;
        refused(&answer, status, code);
        if code == "no-such-place" {
            assert_eq!(answer.json()["error"]["path"], "/threads/1/path");
        }
    }
    assert_eq!(crew.load(&crew.viewer, &review).await["threads"], json!([]), "all or nothing");
    let most = json!({ "threads": vec![thread(&"é".repeat(10_000)); 2] });
    assert_eq!(crew.submit(&crew.approver, &review, &most).await.status.as_u16(), 201);
    let long = json!({ "environment": "production", "title": "x".repeat(201) });
    refused(&crew.editor.call(&crew.app, "POST", &crew.at("reviews"), &long).await, 422, "title-too-long");
}

#[tokio::test(start_paused = true)]
async fn a_design_takes_five_thousand_threads() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let many = |count: usize| json!({ "threads": vec![json!({ "text": "Hm." }); count] });
    for _ in 0..24 {
        assert_eq!(crew.submit(&crew.approver, &review, &many(200)).await.status.as_u16(), 201);
    }
    assert_eq!(crew.submit(&crew.approver, &review, &many(199)).await.status.as_u16(), 201);
    refused(&crew.submit(&crew.approver, &review, &many(2)).await, 409, "too-many-comments");
    assert_eq!(crew.submit(&crew.approver, &review, &many(1)).await.status.as_u16(), 201);
}

#[tokio::test(start_paused = true)]
async fn who_may_not_is_told_or_sees_nothing() {
    let crew = Crew::new().await;
    refused(&crew.open(&crew.approver).await, 403, "not-permitted");
    refused(&crew.open(&crew.viewer).await, 403, "not-permitted");
    refused(&crew.open(&crew.stranger).await, 404, "no-such-environment");
    let review = crew.review().await;
    let refresh = format!("/api/reviews/{review}/refresh");
    refused(&crew.viewer.call(&crew.app, "POST", &refresh, &json!({})).await, 403, "not-permitted");
    refused(&crew.stranger.call(&crew.app, "POST", &refresh, &json!({})).await, 404, "no-such-review");
    assert_eq!(crew.approver.call(&crew.app, "POST", &refresh, &json!({})).await.status.as_u16(), 200);
    let said = json!({ "threads": [{ "path": LOG_LEVEL, "text": "Hm." }] });
    refused(&crew.submit(&crew.viewer, &review, &said).await, 403, "not-permitted");
    refused(&crew.submit(&crew.stranger, &review, &said).await, 404, "no-such-review");
    let elsewhere = json!({ "environment": "nowhere" });
    refused(&crew.editor.call(&crew.app, "POST", &crew.at("reviews"), &elsewhere).await, 404, "no-such-environment");
    let unknown =
        crew.editor.call(&crew.app, "POST", "/api/designs/0123/reviews", &json!({ "environment": "production" })).await;
    refused(&unknown, 404, "no-such-design");
    refused(
        &crew.viewer.call(&crew.app, "GET", "/api/designs/0123/reviews", &Value::Null).await,
        404,
        "no-such-design",
    );
}
