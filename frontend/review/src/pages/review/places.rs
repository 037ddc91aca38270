//! Where threads stand on the page.

use shared::api::{Thread, ThreadPlace};
use shared::diff::Change;
use shared::document::Pointer;
use shared::review::ChangeGroup;

/// Where a thread is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Under the change of this key.
    Change(String),
    /// At a place that doesn't change.
    Elsewhere(Pointer),
    /// About the whole.
    Whole,
    /// Its place is gone.
    Outdated,
}

/// What tells a change from the others of a review.
pub(super) fn key(change: &Change) -> String {
    let sign = if change.after.is_some() { "" } else { "-" };
    format!("{sign}{}", change.path)
}

/// The place that a comment on a change is about. A row that was removed is nowhere in the version, and another one may
/// stand at its number; the list that it was in is there.
pub(super) fn about(change: &Change) -> Pointer {
    match (&change.after, change.path.split_last()) {
        (None, Some((list, row))) if row.chars().all(|letter| letter.is_ascii_digit()) => list,
        (Some(_) | None, _) => change.path.clone(),
    }
}

/// The place of a change as a person reads it.
pub(super) fn words(change: &Change) -> String {
    match (change.element.as_str(), change.place.as_str()) {
        ("", place) => place.to_owned(),
        (element, "") => element.to_owned(),
        (element, place) => format!("{element} \u{203a} {place}"),
    }
}

/// A path as a person reads it, without its document.
pub(super) fn path_words(path: &Pointer) -> String {
    if path.is_root() { "The design".to_owned() } else { path.steps().collect::<Vec<_>>().join(" \u{203a} ") }
}

/// Where a thread is shown in a review of these changes.
pub(super) fn spot(thread: &Thread, groups: &[ChangeGroup]) -> Spot {
    let path = match &thread.place {
        ThreadPlace::Whole => return Spot::Whole,
        ThreadPlace::Outdated => return Spot::Outdated,
        ThreadPlace::There { path, .. } => path,
    };
    let changes = || groups.iter().flat_map(|group| &group.changes);
    let here = |change: &&Change| change.after.is_some() && change.path.contains(path);
    let removed_here = |change: &&Change| change.after.is_none() && about(change) == *path;
    let nearest = changes().filter(here).max_by_key(|change| change.path.as_str().len());
    match nearest.or_else(|| changes().find(removed_here)) {
        Some(change) => Spot::Change(key(change)),
        None => Spot::Elsewhere(path.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(changes: &serde_json::Value) -> Vec<ChangeGroup> {
        let group = json!({"element": "taskDefinitions.web", "effects": ["none"], "changes": changes});
        vec![serde_json::from_value(group).expect("a group")]
    }

    fn thread(place: &serde_json::Value) -> Thread {
        let thread = json!({"id": "t", "designId": "d", "reviewId": "r", "version": 1, "comments": [], "place": place});
        serde_json::from_value(thread).expect("a thread")
    }

    #[test]
    fn a_thread_stands_at_the_nearest_change() {
        let change = |path: &str, after: Option<i64>| json!({"path": path, "element": "taskDefinitions.web", "place": "", "before": 1, "after": after, "sentence": ""});
        let groups = group(&json!([
            change("/t/web/c/0", None),
            change("/t/web/c/0", Some(1)),
            change("/t/web/c/0/image", Some(2)),
        ]));
        let at = |path: &str| spot(&thread(&json!({"state": "there", "path": path, "changed": false})), &groups);
        assert_eq!(at("/t/web/c/0/image"), Spot::Change("/t/web/c/0/image".to_owned()));
        assert_eq!(at("/t/web/c/0/memory"), Spot::Change("/t/web/c/0".to_owned()));
        // Said about what was removed, whose list is still there.
        assert_eq!(at("/t/web/c"), Spot::Change("-/t/web/c/0".to_owned()));
        assert_eq!(at("/t/web/cpu"), Spot::Elsewhere(serde_json::from_value(json!("/t/web/cpu")).expect("a pointer")));
        assert_eq!(spot(&thread(&json!({"state": "whole"})), &groups), Spot::Whole);
        assert_eq!(spot(&thread(&json!({"state": "outdated"})), &groups), Spot::Outdated);
    }
}
