//! What has happened to a review since it was looked at.

use shared::api::{Comment, Commenter, ReviewCopy, Thread};
use shared::review::{Decision, DecisionKind};

use parts::words::count;

/// What others have said and decided, in sentences; what `me` did is known to me.
pub(super) fn news(before: &ReviewCopy, now: &ReviewCopy, me: Option<&str>) -> Vec<String> {
    let mut news = Vec::new();
    for thread in &now.threads {
        let known = before.threads.iter().find(|known| known.id == thread.id);
        let heard = known.map_or(0, |known| known.comments.len());
        let others = thread.comments.iter().skip(heard).filter(|comment| !is_by(comment, me));
        news.extend(others.map(|comment| format!("{} commented", name(&comment.by))));
        news.extend(resolved(known, thread, me));
    }
    for decision in &now.decisions {
        let known = before.decisions.iter().find(|known| known.id == decision.id);
        if Some(decision.by.id.as_str()) == me {
            continue;
        }
        match known {
            None => news.push(format!("{} {}", decision.by.name, did(decision))),
            Some(known) if known.withdrawn_at != decision.withdrawn_at => {
                news.push(format!("{} took a decision back", decision.by.name));
            }
            Some(_) => {}
        }
    }
    news
}

fn resolved(known: Option<&Thread>, thread: &Thread, me: Option<&str>) -> Option<String> {
    let by = thread.resolved_by.as_ref().filter(|by| Some(by.id.as_str()) != me)?;
    let was = known.is_some_and(|known| known.resolved_by.is_some());
    (!was).then(|| format!("{} resolved a thread", by.name))
}

fn is_by(comment: &Comment, me: Option<&str>) -> bool {
    match &comment.by {
        Commenter::Person(person) => Some(person.id.as_str()) == me,
        Commenter::Guest(_) => false,
    }
}

pub(super) fn name(by: &Commenter) -> &str {
    match by {
        Commenter::Person(person) => &person.name,
        Commenter::Guest(name) => name,
    }
}

/// What somebody did, after their name.
pub(super) fn did(decision: &Decision) -> String {
    let version = decision.content.version;
    match decision.kind {
        DecisionKind::Approve => format!("approved v{version}"),
        DecisionKind::RequestChanges => format!("asked for changes of v{version}"),
        DecisionKind::BreakGlass => format!("broke the glass for v{version}"),
    }
}

/// In what a review is about something else than before, in sentences; empty where it is about the same.
pub(super) fn moved(before: &ReviewCopy, now: &ReviewCopy) -> Vec<String> {
    let mut lines = Vec::new();
    if before.meta.version != now.meta.version {
        lines.push(format!("It is about v{} now; it was about v{}.", now.meta.version, before.meta.version));
    }
    if before.plan.plan.fingerprint != now.plan.plan.fingerprint {
        let calls = |copy: &ReviewCopy| count(copy.plan.plan.steps.len(), "call", "calls");
        let (was, is) = (calls(before), calls(now));
        lines.push(if was == is {
            format!("The plan is another one, of {is} as before.")
        } else {
            format!("The plan has {is} now; it had {was}.")
        });
    }
    let (was, is) = (sentences(before), sentences(now));
    let missing = |from: &[String], other: &[String]| -> Vec<String> {
        from.iter().filter(|line| !other.contains(line)).cloned().collect()
    };
    lines.extend(missing(&is, &was).into_iter().map(|line| format!("New: {line}")));
    lines.extend(missing(&was, &is).into_iter().map(|line| format!("No longer: {line}")));
    lines
}

fn sentences(copy: &ReviewCopy) -> Vec<String> {
    let changes = copy.groups.iter().flat_map(|group| &group.changes);
    changes.map(|change| change.sentence.clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A review as the server sends it.
    fn review() -> ReviewCopy {
        let plan = json!({
            "fingerprint": "f1", "designFingerprint": "d1", "design": "shop", "environment": "production",
            "environmentCounter": 1, "account": "1", "region": "r", "observedAt": 0, "steps": [], "reliesOn": [],
        });
        let environment = json!({"name": "production", "kind": "protected", "region": "r"});
        let thread = json!({
            "id": "t1", "designId": "d", "reviewId": "r", "version": 2,
            "comments": [{"by": {"person": {"id": "ana", "name": "Ana"}}, "text": "Why?", "at": 1}],
        });
        let group = json!({
            "element": "services.web", "effects": ["none"],
            "changes": [{"path": "/services/web/desiredCount", "element": "services.web", "place": "Desired count",
                "before": 1, "after": 2, "sentence": "Desired count: 1 \u{2192} 2"}],
        });
        serde_json::from_value(json!({
            "id": "r", "designId": "d", "designName": "shop", "version": 2, "environment": "production", "title": "",
            "planId": "p", "by": {"id": "ana", "name": "Ana"}, "createdAt": 0, "refreshedAt": 0, "newestVersion": 2,
            "summary": "", "groups": [group], "since": 1, "quiet": 0, "diagnostics": [],
            "plan": {"id": "p", "designId": "d", "designName": "shop", "version": 2, "kind": "apply",
                "environment": environment, "plan": plan, "createdAt": 0},
            "threads": [thread], "decisions": [], "may": [],
            "standing": {"lacks": [], "sentences": [], "needed": 1, "imageOnly": false},
        }))
        .expect("a review")
    }

    fn decision(by: &str) -> Decision {
        let content = json!({
            "designId": "d", "version": 2, "kind": "apply", "designFingerprint": "d1", "environment": "production",
            "environmentCounter": 1, "account": "1", "region": "r", "planFingerprint": "f1",
        });
        let by = json!({"id": by, "name": by.to_uppercase()});
        serde_json::from_value(json!({
            "id": "d1", "reviewId": "r", "kind": "approve", "content": content, "by": by, "note": "", "at": 1,
        }))
        .expect("a decision")
    }

    #[test]
    fn others_are_heard_and_oneself_is_not() {
        let before = review();
        let mut now = before.clone();
        let again = now.threads[0].comments[0].clone();
        now.threads[0].comments.push(again);
        now.threads[0].comments.push(Comment { by: Commenter::Guest("Gil".to_owned()), text: String::new(), at: 2 });
        now.decisions.push(decision("ben"));
        assert_eq!(news(&before, &now, Some("ana")), ["Gil commented", "BEN approved v2"]);
        assert_eq!(news(&before, &now, Some("ben")), ["Ana commented", "Gil commented"]);
        assert!(news(&now, &now, None).is_empty());
        let mut later = now.clone();
        later.decisions[0].withdrawn_at = Some(3);
        assert_eq!(news(&now, &later, Some("ana")), ["BEN took a decision back"]);
    }

    #[test]
    fn what_has_moved_is_told() {
        let before = review();
        assert!(moved(&before, &before).is_empty());
        let mut now = before.clone();
        now.meta.version = 3;
        now.plan.plan.fingerprint = "f2".to_owned();
        now.groups[0].changes[0].after = Some(Value::from(3));
        now.groups[0].changes[0].sentence = "Desired count: 1 \u{2192} 3".to_owned();
        let lines = moved(&before, &now);
        assert_eq!(lines[0], "It is about v3 now; it was about v2.");
        assert!(lines.contains(&"New: Desired count: 1 \u{2192} 3".to_owned()), "{lines:?}");
        assert!(lines.contains(&"No longer: Desired count: 1 \u{2192} 2".to_owned()), "{lines:?}");
    }
}
