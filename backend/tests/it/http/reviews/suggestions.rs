//! What is suggested becomes a version with one click.

use serde_json::{Value, json};
use shared::api::Act;

use super::{Crew, IMAGE, LOG_LEVEL, refused, sample_with};
use crate::support::app::Answer;

impl Crew {
    async fn apply_suggestion(&self, thread: &str) -> Answer {
        self.editor.call(&self.app, "POST", &format!("/api/threads/{thread}/apply"), &Value::Null).await
    }

    async fn version(&self, number: i64) -> Value {
        self.editor.call(&self.app, "GET", &self.at(&format!("versions/{number}")), &Value::Null).await.json()
    }
}

#[tokio::test(start_paused = true)]
async fn a_suggestion_is_a_version_by_both_and_in_the_draft() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let thread = crew
        .comment(&crew.approver, &review, json!({ "path": LOG_LEVEL, "text": "Less.", "suggestion": "warn" }))
        .await;
    let applied = crew.apply_suggestion(&thread).await;
    assert_eq!(applied.json(), json!({ "version": 2, "draftHasIt": true }), "{}", applied.text);
    let version = crew.version(2).await;
    assert_eq!(version["document"].pointer(LOG_LEVEL), Some(&json!("warn")));
    assert_eq!(version["note"], "Suggestion by Ann applied");
    let authors: Vec<_> = version["authors"].as_array().unwrap().iter().map(|author| author["name"].clone()).collect();
    assert_eq!(authors, ["Ed", "Ann"]);
    let draft = crew.editor.call(&crew.app, "GET", &format!("/api/designs/{}", crew.design), &Value::Null).await.json();
    assert_eq!((draft["document"].pointer(LOG_LEVEL), &draft["counter"]), (Some(&json!("warn")), &json!(2)));
    assert_eq!(crew.count(Act::SuggestionApplied).await, 1);
    refused(&crew.apply_suggestion(&thread).await, 409, "suggestion-applied");
    assert_eq!(crew.load(&crew.viewer, &review).await["threads"][0]["appliedAs"], 2);
    // What one suggested is one's own work.
    let next = crew.review().await;
    refused(&crew.decide(&crew.approver, &next, "approve", "").await, 403, "cannot-approve");
}

#[tokio::test(start_paused = true)]
async fn a_suggestion_for_what_is_another_now_is_a_conflict() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let suggest = |path: &str, value: &str| json!({ "path": path, "text": "Better.", "suggestion": value });
    let level = crew.comment(&crew.approver, &review, suggest(LOG_LEVEL, "warn")).await;
    let image = crew.comment(&crew.approver, &review, suggest(IMAGE, "app:9")).await;
    let plain = crew.comment(&crew.approver, &review, json!({ "path": IMAGE, "text": "Hm." })).await;
    let memory = "/taskDefinitions/web/containerDefinitions/1/memory";
    let fits =
        crew.comment(&crew.approver, &review, json!({ "path": memory, "text": "More.", "suggestion": 800 })).await;

    let mut document = sample_with(LOG_LEVEL, json!("debug"));
    let rows = document.pointer_mut("/taskDefinitions/web/containerDefinitions").unwrap().as_array_mut().unwrap();
    rows.reverse();
    document.pointer_mut("/taskDefinitions/web/containerDefinitions/0/image").unwrap().clone_from(&json!("app:3"));
    crew.push(&document).await;

    let late = crew.apply_suggestion(&level).await;
    refused(&late, 409, "suggestion-conflict");
    let message = late.json()["error"]["message"].as_str().unwrap().to_owned();
    let now = "/taskDefinitions/web/containerDefinitions/0/environment/1/value";
    for part in [LOG_LEVEL, now, "\"info\"", "\"debug\"", "version 1", "version 2"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    refused(&crew.apply_suggestion(&image).await, 409, "suggestion-conflict");
    refused(&crew.apply_suggestion(&plain).await, 409, "no-suggestion");
    // Another place is where it was, though its row has moved.
    assert_eq!(crew.apply_suggestion(&fits).await.json(), json!({ "version": 3, "draftHasIt": true }));
    let version = crew.version(3).await;
    assert_eq!(version["document"].pointer("/taskDefinitions/web/containerDefinitions/0/memory"), Some(&json!(800)));

    rows_without_app(&mut document);
    crew.push(&document).await;
    let gone = crew.apply_suggestion(&image).await;
    refused(&gone, 409, "suggestion-conflict");
    assert!(gone.text.contains("is not in version 4 any more"), "{}", gone.text);
    refused(
        &crew.viewer.call(&crew.app, "POST", &format!("/api/threads/{image}/apply"), &Value::Null).await,
        403,
        "not-permitted",
    );
}

fn rows_without_app(document: &mut Value) {
    let rows = document.pointer_mut("/taskDefinitions/web/containerDefinitions").unwrap().as_array_mut().unwrap();
    rows.retain(|row| row["name"] != "app");
}

#[tokio::test(start_paused = true)]
async fn a_draft_that_was_changed_there_is_left_alone() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let (_, guest) = crew.guest(&review, "comment").await;
    let thread =
        crew.comment(&guest, &review, json!({ "path": LOG_LEVEL, "text": "Less.", "suggestion": "warn" })).await;
    let edited = sample_with(LOG_LEVEL, json!("trace"));
    let saved = crew.editor.call(&crew.app, "PUT", &format!("/api/designs/{}", crew.design), &edited).await;
    assert_eq!(saved.status.as_u16(), 200, "{}", saved.text);
    assert_eq!(crew.apply_suggestion(&thread).await.json(), json!({ "version": 2, "draftHasIt": false }));
    let version = crew.version(2).await;
    let authors: Vec<_> = version["authors"].as_array().unwrap().iter().map(|author| author["name"].clone()).collect();
    assert_eq!((authors, &version["note"]), (vec![json!("Ed")], &json!("Suggestion by Gil applied")));
    let draft = crew.editor.call(&crew.app, "GET", &format!("/api/designs/{}", crew.design), &Value::Null).await.json();
    assert_eq!(draft["document"].pointer(LOG_LEVEL), Some(&json!("trace")));
}

#[tokio::test(start_paused = true)]
async fn a_conflict_about_a_secret_does_not_tell_it() {
    let at = "/taskDefinitions/web/containerDefinitions/1/environment/1";
    let secret = |value: &str| sample_with(at, json!({ "name": "DB_PASSWORD", "value": value }));
    let crew = Crew::with(&secret("hunter2").to_string()).await;
    let review = crew.review().await;
    let path = format!("{at}/value");
    let thread =
        crew.comment(&crew.editor, &review, json!({ "path": path, "text": "No.", "suggestion": "hunter3" })).await;
    crew.push(&secret("hunter4")).await;
    let late = crew.apply_suggestion(&thread).await;
    refused(&late, 409, "suggestion-conflict");
    assert!(!late.text.contains("hunter") && late.text.contains(&path), "{}", late.text);
}
