//! The whole life of a review.

use bayplan::ops::{Worked, Worker};
use serde_json::{Value, json};
use shared::api::Act;

use super::{Crew, IMAGE, LOG_LEVEL, refused, sample_with};

#[tokio::test(start_paused = true)]
async fn a_review_is_opened_commented_approved_applied_and_made_anew() {
    let crew = Crew::new().await;
    let opened = crew.open(&crew.editor).await;
    assert_eq!(opened.status.as_u16(), 201, "{}", opened.text);
    let review = opened.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(opened.headers["location"], format!("/api/reviews/{review}"));

    let seen = crew.load(&crew.viewer, &review).await;
    assert_eq!((&seen["may"], &seen["version"], &seen["newestVersion"]), (&json!(["view"]), &json!(1), &json!(1)));
    assert_eq!((&seen["since"], &seen["quiet"], &seen["title"]), (&Value::Null, &json!(0), &json!("Go")));
    assert!(!seen["plan"]["plan"]["steps"].as_array().unwrap().is_empty());
    assert!(seen["standing"]["approved"].is_null() && !seen["standing"]["sentences"].as_array().unwrap().is_empty());
    for (who, listed) in [(&crew.viewer, 1), (&crew.stranger, 0)] {
        let all = who.call(&crew.app, "GET", "/api/reviews", &Value::Null).await.json();
        assert_eq!(all["reviews"].as_array().unwrap().len(), listed);
    }

    let submission = json!({
        "threads": [{ "path": LOG_LEVEL, "text": "Why info?", "suggestion": "warn" }, { "text": "Fine otherwise." }],
        "decision": "approve",
        "note": "Go.",
        "planFingerprint": seen["plan"]["plan"]["fingerprint"],
    });
    let approved = crew.submit(&crew.approver, &review, &submission).await;
    assert_eq!(approved.status.as_u16(), 201, "{}", approved.text);
    let approved = approved.json();
    assert_eq!(approved["standing"]["approved"]["by"][0]["name"], "Ann");
    assert_eq!(approved["threads"][0]["text"], "info");
    assert_eq!(approved["threads"][0]["place"], json!({"state": "there", "path": LOG_LEVEL, "changed": false}));
    assert_eq!(approved["threads"][1]["place"], json!({"state": "whole"}));
    assert_eq!(approved["decisions"][0]["content"]["version"], 1);

    let plan = approved["plan"]["id"].as_str().unwrap();
    let order = json!({ "fingerprint": approved["plan"]["plan"]["fingerprint"] });
    let apply = crew.applier.call(&crew.app, "POST", &format!("/api/plans/{plan}/apply"), &order).await;
    assert_eq!(apply.status.as_u16(), 201, "{}", apply.text);
    let worked = Worker::new(crew.app.context.clone(), "test").work(None).await.unwrap();
    assert!(matches!(worked, Worked::Ended { .. }));

    crew.push(&sample_with(IMAGE, json!("app:2"))).await;
    let next = crew.review().await;
    let seen = crew.load(&crew.viewer, &next).await;
    assert_eq!((&seen["since"], &seen["version"]), (&json!(1), &json!(2)));
    assert_eq!(seen["plan"]["changes"]["changes"].as_array().unwrap().len(), 1);
    assert!(seen["standing"]["approved"].is_null(), "an approval of another content counts nothing");
    assert_eq!(seen["threads"].as_array().unwrap().len(), 2, "comments stay with the design");

    crew.push(&sample_with(LOG_LEVEL, json!("debug"))).await;
    let refresh = format!("/api/reviews/{next}/refresh");
    let moved = crew.editor.call(&crew.app, "POST", &refresh, &json!({ "version": 3 })).await;
    assert_eq!(moved.status.as_u16(), 200, "{}", moved.text);
    let seen = crew.load(&crew.viewer, &next).await;
    assert_eq!((&seen["version"], &seen["threads"][0]["place"]["changed"]), (&json!(3), &json!(true)));

    let told = crew.acts().await;
    let of_reviews = [Act::ReviewOpened, Act::Commented, Act::Approved, Act::ReviewRefreshed, Act::ApplyStarted];
    let told: Vec<_> = told.into_iter().filter(|act| of_reviews.contains(act)).collect();
    let [opened, commented, approved, refreshed, started] = of_reviews;
    let expected = [opened, commented, commented, approved, started, opened, refreshed];
    assert_eq!(told, expected);
}

#[tokio::test(start_paused = true)]
async fn threads_are_answered_resolved_and_reopened() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let thread = crew.comment(&crew.approver, &review, json!({ "path": IMAGE, "text": "Which one?" })).await;
    let replies = format!("/api/threads/{thread}/replies");
    let answered = crew.editor.call(&crew.app, "POST", &replies, &json!({ "text": "The one of today." })).await;
    assert_eq!(answered.status.as_u16(), 200, "{}", answered.text);
    let answered = answered.json();
    assert_eq!(answered["comments"][1]["by"]["person"]["name"], "Ed");
    assert_eq!(answered["place"]["state"], "there");
    refused(&crew.viewer.call(&crew.app, "POST", &replies, &json!({ "text": "Me, too." })).await, 403, "not-permitted");
    refused(
        &crew.stranger.call(&crew.app, "POST", &replies, &json!({ "text": "Me, too." })).await,
        404,
        "no-such-thread",
    );

    let resolved = format!("/api/threads/{thread}/resolved");
    let done = crew.editor.call(&crew.app, "PUT", &resolved, &json!({ "resolved": true })).await.json();
    assert_eq!(done["resolvedBy"]["name"], "Ed");
    let again = crew.approver.call(&crew.app, "PUT", &resolved, &json!({ "resolved": false })).await.json();
    assert!(again.get("resolvedBy").is_none());
    assert_eq!((crew.count(Act::ThreadResolved).await, crew.count(Act::ThreadReopened).await), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_review_outlives_its_design() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    crew.comment(&crew.approver, &review, json!({ "path": IMAGE, "text": "Which one?" })).await;
    let gone = crew.editor.call(&crew.app, "DELETE", &format!("/api/designs/{}", crew.design), &Value::Null).await;
    assert_eq!(gone.status.as_u16(), 204, "{}", gone.text);
    let seen = crew.load(&crew.viewer, &review).await;
    assert_eq!(seen["threads"][0]["place"]["state"], "outdated");
    assert_eq!((&seen["groups"], &seen["standing"]["approved"]), (&json!([]), &Value::Null));
    let decided = crew.decide(&crew.approver, &review, "approve", "").await;
    assert_eq!(decided.status.as_u16(), 404, "{}", decided.text);
}

#[tokio::test(start_paused = true)]
async fn a_rollback_is_approved_like_any_other_plan() {
    let crew = Crew::new().await;
    let apply = async |review: &str| {
        let approved = crew.decide(&crew.approver, review, "approve", "").await;
        assert_eq!(approved.status.as_u16(), 201, "{}", approved.text);
        let plan = &approved.json()["plan"];
        let order = json!({ "fingerprint": plan["plan"]["fingerprint"], "acceptRisks": true });
        let address = format!("/api/plans/{}/apply", plan["id"].as_str().unwrap());
        let apply = crew.applier.call(&crew.app, "POST", &address, &order).await;
        assert_eq!(apply.status.as_u16(), 201, "{}", apply.text);
        let worked = Worker::new(crew.app.context.clone(), "test").work(None).await.unwrap();
        assert!(matches!(worked, Worked::Ended { .. }));
    };
    apply(&crew.review().await).await;
    crew.push(&sample_with(IMAGE, json!("app:2"))).await;
    apply(&crew.review().await).await;

    let wanted = json!({ "environment": "production", "kind": "rollback", "title": "Back" });
    let back = crew.editor.call(&crew.app, "POST", &crew.at("reviews"), &wanted).await;
    assert_eq!((back.status.as_u16(), &back.json()["version"]), (201, &json!(1)), "{}", back.text);
    let review = back.json()["id"].as_str().unwrap().to_owned();
    let refresh = format!("/api/reviews/{review}/refresh");
    assert_eq!(crew.editor.call(&crew.app, "POST", &refresh, &json!({})).await.status.as_u16(), 200);
    let seen = crew.load(&crew.viewer, &review).await;
    assert_eq!(seen["plan"]["kind"], "rollback", "it stays one when AWS is looked at again");
    assert!(seen["standing"]["approved"].is_null(), "that v1 was approved once counts nothing");
    apply(&review).await;
    let applies = crew.viewer.call(&crew.app, "GET", &crew.at("applies"), &Value::Null).await.json();
    assert_eq!(applies["applies"][0]["outcome"]["outcome"], "rolledBack", "{applies}");
}
