//! Links: who has one sees one review, and comments if the link says so.

use std::time::Duration;

use serde_json::{Value, json};
use shared::api::{Act, Doer};

use super::{Crew, IMAGE, refused};

#[tokio::test(start_paused = true)]
async fn a_guest_sees_one_review_and_comments_under_a_name() {
    let crew = Crew::new().await;
    let (review, other) = (crew.review().await, crew.review().await);
    crew.comment(&crew.approver, &other, json!({ "text": "In the other one." })).await;
    let (_, guest) = crew.guest(&review, "comment").await;
    let seen = crew.load(&guest, &review).await;
    assert_eq!((&seen["may"], &seen["threads"]), (&json!(["view", "comment"]), &json!([])));
    for hidden in [format!("/api/reviews/{other}"), format!("/api/plans/{}", seen["plan"]["id"].as_str().unwrap())] {
        assert_eq!(guest.call(&crew.app, "GET", &hidden, &Value::Null).await.status.as_u16(), 404, "{hidden}");
    }
    for closed in ["/api/reviews", "/api/designs"] {
        assert_eq!(guest.call(&crew.app, "GET", closed, &Value::Null).await.status.as_u16(), 401, "{closed}");
    }

    let nameless = json!({ "threads": [{ "text": "Hi." }] });
    refused(&crew.submit(&guest, &review, &nameless).await, 422, "guest-name");
    let thread = crew.comment(&guest, &review, json!({ "path": IMAGE, "text": "Hi.", "suggestion": "app:9" })).await;
    let seen = crew.load(&crew.viewer, &review).await;
    let threads = seen["threads"].as_array().unwrap();
    let said = threads.iter().find(|said| said["id"] == thread.as_str()).unwrap();
    assert_eq!(said["comments"][0]["by"], json!({ "guest": "Gil" }));
    let entries = crew.app.store.entries(0, 1000).await.unwrap();
    let told = entries.iter().rfind(|entry| entry.act == Act::Commented).unwrap();
    assert!(matches!(&told.by, Doer::Link { name, .. } if name == "Gil"), "{told:?}");

    let replies = format!("/api/threads/{thread}/replies");
    let answered = guest.call(&crew.app, "POST", &replies, &json!({ "text": "Hm.", "guest": "Gil" })).await;
    assert_eq!(answered.status.as_u16(), 200, "{}", answered.text);
    let resolved = format!("/api/threads/{thread}/resolved");
    refused(&guest.call(&crew.app, "PUT", &resolved, &json!({ "resolved": true })).await, 401, "sign-in");
    refused(
        &guest.call(&crew.app, "POST", &format!("/api/threads/{thread}/apply"), &Value::Null).await,
        401,
        "sign-in",
    );
}

#[tokio::test(start_paused = true)]
async fn no_link_approves_and_one_to_look_only_shows() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let (_, looks) = crew.guest(&review, "view").await;
    let said = json!({ "threads": [{ "text": "Hi." }], "guest": "Gil" });
    refused(&crew.submit(&looks, &review, &said).await, 401, "sign-in");
    let (_, approves) = crew.guest(&review, "approve").await;
    let plan = crew.load(&approves, &review).await["plan"]["plan"]["fingerprint"].clone();
    let approval =
        json!({ "threads": [{ "text": "Hi." }], "decision": "approve", "planFingerprint": plan, "guest": "Gil" });
    refused(&crew.submit(&approves, &review, &approval).await, 401, "sign-in");
    assert_eq!(crew.load(&crew.viewer, &review).await["threads"], json!([]), "all or nothing");
    refused(
        &approves.call(&crew.app, "GET", &format!("/api/reviews/{review}/links"), &Value::Null).await,
        401,
        "sign-in",
    );
}

#[tokio::test(start_paused = true)]
async fn a_link_ends_at_once_when_it_is_revoked_and_by_itself_in_time() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let links = format!("/api/reviews/{review}/links");
    for hours in [0, 721] {
        let asked = json!({ "scope": "view", "expiresInHours": hours });
        refused(&crew.editor.call(&crew.app, "POST", &links, &asked).await, 422, "wrong-hours");
    }
    refused(&crew.viewer.call(&crew.app, "POST", &links, &json!({ "scope": "view" })).await, 403, "not-permitted");
    let (id, guest) = crew.guest(&review, "view").await;
    let listed = crew.editor.call(&crew.app, "GET", &links, &Value::Null).await;
    let secret = guest.link.clone().unwrap();
    assert!(!listed.text.contains(secret.split_once('.').unwrap().1), "{}", listed.text);
    let listed = listed.json()["links"][0].clone();
    assert_eq!((&listed["uses"], &listed["by"]["name"]), (&json!(1), &json!("Ed")));
    let week = listed["expiresAt"].as_i64().unwrap() - listed["createdAt"].as_i64().unwrap();
    assert_eq!(week, 168 * 3_600_000);

    let path = format!("/api/links/{id}");
    refused(&crew.stranger.call(&crew.app, "DELETE", &path, &Value::Null).await, 404, "no-such-link");
    crew.load(&guest, &review).await;
    assert_eq!(crew.editor.call(&crew.app, "DELETE", &path, &Value::Null).await.status.as_u16(), 204);
    let late = guest.call(&crew.app, "GET", &format!("/api/reviews/{review}"), &Value::Null).await;
    assert_eq!(late.status.as_u16(), 401, "{}", late.text);
}

#[tokio::test(start_paused = true)]
async fn a_link_is_over_when_its_time_is() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let (_, guest) = crew.guest(&review, "view").await;
    tokio::time::advance(Duration::from_secs(168 * 3600 - 1)).await;
    crew.load(&guest, &review).await;
    tokio::time::advance(Duration::from_secs(1)).await;
    let late = guest.call(&crew.app, "GET", &format!("/api/reviews/{review}"), &Value::Null).await;
    assert_eq!(late.status.as_u16(), 401, "{}", late.text);
}
