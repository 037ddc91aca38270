//! What differs without a difference in meaning.

use std::collections::BTreeSet;

use serde_json::Value;

use super::place::row;
use crate::diff::Change;
use crate::document::Pointer;
use crate::fingerprint::canonical;

/// Above this, rows are compared by their places alone, so that no list takes for ever.
const MOST_ROWS: usize = 2000;

/// How many places differ in order, spelling or a stated default only: those that no change of `changes`, which is
/// the difference of the two in meaning, tells.
pub fn quiet(before: &Value, after: &Value, changes: &[Change]) -> u32 {
    let told = changes.iter().map(|change| change.path.as_str()).collect();
    let mut count = Count { told, places: 0 };
    count.walk((&Pointer::root(), before), (&Pointer::root(), after));
    count.places
}

/// A value with its place.
type At<'v> = (&'v Pointer, &'v Value);

struct Count<'c> {
    told: BTreeSet<&'c str>,
    places: u32,
}

impl Count<'_> {
    fn walk(&mut self, before: At<'_>, after: At<'_>) {
        match (before.1, after.1) {
            (earlier, later) if earlier == later => {}
            (Value::Object(earlier), Value::Object(later)) => {
                for (key, value) in earlier {
                    let place = before.0.key(key);
                    match later.get(key) {
                        Some(now) => self.walk((&place, value), (&after.0.key(key), now)),
                        None => self.differs(&place, &place),
                    }
                }
                for key in later.keys().filter(|key| !earlier.contains_key(*key)) {
                    self.differs(&after.0.key(key), &after.0.key(key));
                }
            }
            (Value::Array(earlier), Value::Array(later)) => {
                if sorted(earlier) == sorted(later) {
                    self.differs(before.0, after.0);
                    return;
                }
                let by_place = earlier.len().max(later.len()) > MOST_ROWS;
                let mut found = BTreeSet::new();
                for (was, value) in earlier.iter().enumerate() {
                    let place = before.0.index(was);
                    let is = if by_place { Some(was) } else { row(earlier, later, was) };
                    match is.and_then(|is| Some((is, later.get(is)?))) {
                        Some((is, now)) => {
                            found.insert(is);
                            self.walk((&place, value), (&after.0.index(is), now));
                        }
                        None => self.differs(&place, &place),
                    }
                }
                for is in (0..later.len()).filter(|is| !found.contains(is)) {
                    self.differs(&after.0.index(is), &after.0.index(is));
                }
            }
            _ => self.differs(before.0, after.0),
        }
    }

    fn differs(&mut self, before: &Pointer, after: &Pointer) {
        if !self.is_told(before) && !self.is_told(after) {
            self.places = self.places.saturating_add(1);
        }
    }

    /// Whether a change is at the place, around it or inside it.
    fn is_told(&self, place: &Pointer) -> bool {
        let around = std::iter::successors(Some(place.clone()), |at| at.split_last().map(|(parent, _)| parent));
        let inside = format!("{place}/");
        around.into_iter().any(|at| self.told.contains(at.as_str()))
            || self.told.range(inside.as_str()..).next().is_some_and(|first| first.starts_with(&inside))
    }
}

fn sorted(rows: &[Value]) -> Vec<String> {
    let mut rows: Vec<_> = rows.iter().map(canonical).collect();
    rows.sort_unstable();
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::diff;
    use serde_json::json;

    fn task(containers: &Value) -> Value {
        json!({"name": "shop", "taskDefinitions": {"web": {"family": "web", "containerDefinitions": containers}}})
    }

    #[test]
    fn order_and_stated_defaults_are_counted_and_changes_are_not() {
        let before = task(
            &json!([{"name": "app", "image": "a:1", "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]),
        );
        let after = task(&json!([{"name": "app", "image": "a:2", "essential": true, "links": [],
            "environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]}]));
        let changes = diff(&before, &after);
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!(quiet(&before, &after, &changes), 3);
        assert_eq!(quiet(&before, &before, &[]), 0);
        let more = task(&json!([{"name": "log", "image": "l:1"}, {"name": "app", "image": "a:1"}]));
        assert_eq!(quiet(&before, &more, &diff(&before, &more)), 0, "{:?}", diff(&before, &more));
    }
}
