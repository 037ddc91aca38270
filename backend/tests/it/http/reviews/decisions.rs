//! Who may decide, and about what.

use serde_json::{Value, json};
use shared::access::Role;
use shared::api::Act;

use super::{Crew, IMAGE, refused, roles, sample_with};
use crate::support::team::{Caller, person};

#[tokio::test(start_paused = true)]
async fn only_who_may_approves_what_they_saw_and_not_their_own() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    for who in [&crew.editor, &crew.applier] {
        refused(&crew.decide(who, &review, "approve", "").await, 403, "not-permitted");
    }
    refused(&crew.decide(&crew.viewer, &review, "approve", "").await, 403, "not-permitted");
    refused(&crew.decide(&crew.stranger, &review, "approve", "").await, 404, "no-such-review");
    refused(&crew.decide(&Caller::default(), &review, "approve", "").await, 401, "sign-in");
    for seen in ["", "0000"] {
        let blind = json!({ "decision": "approve", "planFingerprint": seen });
        refused(&crew.submit(&crew.approver, &review, &blind).await, 409, "review-moved");
    }

    // Abe is an editor, too, and changes the design.
    let document = sample_with(IMAGE, json!("app:2"));
    let pushed = crew.other_approver.call(&crew.app, "POST", &crew.at("push"), &json!({ "document": document })).await;
    assert_eq!(pushed.status.as_u16(), 201, "{}", pushed.text);
    let review = crew.review().await;
    let own = crew.decide(&crew.other_approver, &review, "approve", "").await;
    refused(&own, 403, "cannot-approve");
    assert_eq!(crew.decide(&crew.other_approver, &review, "request-changes", "").await.status.as_u16(), 201);
    assert_eq!(crew.count(Act::Approved).await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_program_never_decides() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let asked = json!({ "name": "ci", "scope": "apply", "environment": "*", "expiresInDays": 1 });
    let made = crew.owner.call(&crew.app, "POST", "/api/tokens", &asked).await.json();
    let bearer = made["secret"].as_str().unwrap().to_owned();
    let program = Caller { bearer: Some(bearer), ..Caller::default() };
    refused(&crew.decide(&program, &review, "approve", "").await, 403, "in-person-only");
    let said = crew.comment(&program, &review, json!({ "text": "Built." })).await;
    assert!(!said.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_was_decided_is_withdrawn_by_who_did_alone() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let decided = crew.decide(&crew.approver, &review, "approve", "").await.json();
    let path = format!("/api/decisions/{}", decided["decisions"][0]["id"].as_str().unwrap());
    refused(&crew.owner.call(&crew.app, "DELETE", &path, &Value::Null).await, 403, "not-yours");
    refused(&crew.stranger.call(&crew.app, "DELETE", &path, &Value::Null).await, 404, "no-such-decision");
    for _ in 0..2 {
        assert_eq!(crew.approver.call(&crew.app, "DELETE", &path, &Value::Null).await.status.as_u16(), 204);
    }
    assert_eq!(crew.count(Act::DecisionWithdrawn).await, 1);
    assert!(crew.load(&crew.viewer, &review).await["standing"]["approved"].is_null());
}

#[tokio::test(start_paused = true)]
async fn two_owners_break_the_glass_with_reasons() {
    let crew = Crew::new().await;
    let (_, second) = person(&crew.app, "Oli", roles("production", &[Role::Owner])).await;
    let review = crew.review().await;
    refused(&crew.decide(&crew.approver, &review, "break-glass", "It burns down.").await, 403, "not-permitted");
    refused(&crew.decide(&crew.owner, &review, "break-glass", " 12345678 ").await, 422, "reason-too-short");
    let first = crew.decide(&crew.owner, &review, "break-glass", "It burns down.").await.json();
    assert!(first["standing"]["approved"].is_null(), "{}", first["standing"]);
    let both = crew.decide(&second, &review, "break-glass", "It does indeed.").await.json();
    assert_eq!(both["standing"]["approved"]["breakGlass"], true, "{}", both["standing"]);
    assert_eq!(crew.count(Act::GlassBroken).await, 2);
}

#[tokio::test(start_paused = true)]
async fn of_two_reviewers_at_once_both_are_heard() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let plan = crew.load(&crew.viewer, &review).await["plan"]["plan"]["fingerprint"].clone();
    let say = |text: &str, decision: &str| json!({ "threads": [{ "path": IMAGE, "text": text }], "decision": decision, "planFingerprint": plan });
    let (yes, no) = (say("Good.", "approve"), say("Not yet.", "request-changes"));
    let (ann, abe) =
        tokio::join!(crew.submit(&crew.approver, &review, &yes), crew.submit(&crew.other_approver, &review, &no));
    assert_eq!((ann.status.as_u16(), abe.status.as_u16()), (201, 201), "{} {}", ann.text, abe.text);
    let seen = crew.load(&crew.viewer, &review).await;
    assert_eq!(seen["threads"].as_array().unwrap().len(), 2);
    assert_eq!(seen["decisions"].as_array().unwrap().len(), 2);
    let lacks = seen["standing"]["lacks"].as_array().unwrap();
    assert!(lacks.iter().any(|lack| lack["why"] == "changesRequested"), "{}", seen["standing"]);
}

#[tokio::test(start_paused = true)]
async fn who_decides_while_the_review_moves_is_told_and_nothing_is_kept() {
    let crew = Crew::new().await;
    let review = crew.review().await;
    let seen = crew.load(&crew.approver, &review).await["plan"]["plan"]["fingerprint"].clone();
    crew.push(&sample_with(IMAGE, json!("app:2"))).await;
    let refresh = format!("/api/reviews/{review}/refresh");
    let moved = crew.editor.call(&crew.app, "POST", &refresh, &json!({ "version": 2 })).await;
    assert_eq!(moved.status.as_u16(), 200, "{}", moved.text);
    let threads = json!([{ "path": IMAGE, "text": "Good." }]);
    let late = json!({ "threads": threads, "decision": "approve", "planFingerprint": seen });
    refused(&crew.submit(&crew.approver, &review, &late).await, 409, "review-moved");
    let late = json!({ "threads": threads, "planFingerprint": seen });
    refused(&crew.submit(&crew.approver, &review, &late).await, 409, "review-moved");
    let after = crew.load(&crew.viewer, &review).await;
    assert_eq!((&after["threads"], &after["decisions"]), (&json!([]), &json!([])));
    refused(&crew.editor.call(&crew.app, "POST", &refresh, &json!({ "version": 9 })).await, 404, "no-such-version");
}
