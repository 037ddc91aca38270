//! Where a comment's place is in another version.

use serde_json::Value;

use crate::api::ThreadPlace;
use crate::document::Pointer;
use crate::fingerprint::canonical;
use crate::resolve::row_name;

/// Where `path`, a place of the document `then`, is in the document `now`. Rows that have names are found by them,
/// others by what they hold. A place that is gone is never taken for another one.
pub fn place(path: Option<&Pointer>, then: &Value, now: &Value) -> ThreadPlace {
    let Some(path) = path else { return ThreadPlace::Whole };
    match follow(path, then, now) {
        None => ThreadPlace::Outdated,
        Some(place) => {
            let changed = match (path.get(then), place.get(now)) {
                (Some(then), Some(now)) => then != now && canonical(then) != canonical(now),
                (None, None) => false,
                (Some(_), None) | (None, Some(_)) => true,
            };
            ThreadPlace::There { path: place, changed }
        }
    }
}

fn follow(path: &Pointer, then: &Value, now: &Value) -> Option<Pointer> {
    let (mut then, mut now, mut place) = (Some(then), Some(now), Pointer::root());
    for step in path.steps() {
        match (then?, now?) {
            (Value::Object(earlier), Value::Object(later)) => {
                // A member that wasn't there then has a place wherever its object is.
                if earlier.contains_key(&step) && !later.contains_key(&step) {
                    return None;
                }
                (then, now, place) = (earlier.get(&step), later.get(&step), place.key(&step));
            }
            (Value::Array(earlier), Value::Array(later)) => {
                let was: usize = step.parse().ok()?;
                let is = row(earlier, later, was)?;
                (then, now, place) = (earlier.get(was), later.get(is), place.index(is));
            }
            _ => return None,
        }
    }
    Some(place)
}

/// Where the row `was` of a list is in a later one.
fn row(then: &[Value], now: &[Value], was: usize) -> Option<usize> {
    match row_name(then.get(was)?) {
        Some(name) => named(then, now, was, name),
        None => nameless(then, now, was),
    }
}

fn named(then: &[Value], now: &[Value], was: usize, name: &str) -> Option<usize> {
    let all = |rows: &[Value]| -> Vec<usize> {
        rows.iter().enumerate().filter(|(_, row)| row_name(row) == Some(name)).map(|(at, _)| at).collect()
    };
    let (earlier, later) = (all(then), all(now));
    let nth = earlier.iter().position(|at| *at == was)?;
    if earlier.len() == later.len() {
        return later.get(nth).copied();
    }
    // Rows of the same name, of which some came or went: only what they hold tells them apart.
    same(then, now, was)
}

/// Rows without names: what stands before and after all that changed stays where it is, what is between is found by
/// what it holds, or by its place where nothing came or went.
fn nameless(then: &[Value], now: &[Value], was: usize) -> Option<usize> {
    let pairs = || then.iter().zip(now);
    let before = pairs().take_while(|(then, now)| then == now).count();
    if was < before {
        return Some(was);
    }
    let most = then.len().min(now.len()) - before;
    let backwards = then.iter().rev().zip(now.iter().rev()).take(most);
    let after = backwards.take_while(|(then, now)| then == now).count();
    if was >= then.len() - after {
        return Some(was + now.len() - then.len());
    }
    let (earlier, later) = (&then[before..then.len() - after], &now[before..now.len() - after]);
    let was = was - before;
    if let Some(is) = same(earlier, later, was) {
        return Some(is + before);
    }
    let edited = earlier.len() == later.len() && row_name(&later[was]).is_none() && !earlier.contains(&later[was]);
    edited.then_some(was + before)
}

/// The row that holds the same: of several, the one that is as many of them from the first.
fn same(then: &[Value], now: &[Value], was: usize) -> Option<usize> {
    let held = then.get(was)?;
    let nth = then[..was].iter().filter(|row| *row == held).count();
    now.iter().enumerate().filter(|(_, row)| *row == held).map(|(at, _)| at).nth(nth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn at(path: &str) -> Pointer {
        Pointer::try_from(path.to_owned()).unwrap()
    }

    fn there(path: &str, changed: bool) -> ThreadPlace {
        ThreadPlace::There { path: at(path), changed }
    }

    #[test]
    fn a_place_is_followed_or_gone() {
        let then = json!({"containers": [{"name": "app", "image": "a:1", "ports": [{"port": 80}, {"port": 81}]}, {"name": "log"}],
            "command": ["run", "fast"], "count": 1});
        let now = json!({"containers": [{"name": "new"}, {"name": "app", "image": "a:2", "ports": [{"port": 79}, {"port": 80}, {"port": 82}]}],
            "command": ["run", "slow"], "count": 1.0});
        let found = |path: &str| place(Some(&at(path)), &then, &now);
        assert_eq!(place(None, &then, &now), ThreadPlace::Whole);
        assert_eq!(found("/containers/0/image"), there("/containers/1/image", true));
        assert_eq!(found("/containers/0/name"), there("/containers/1/name", false));
        assert_eq!(found("/containers/0/ports/0/port"), there("/containers/1/ports/1/port", false));
        assert_eq!(found("/containers/0/ports/1/port"), ThreadPlace::Outdated);
        assert_eq!(found("/containers/1"), ThreadPlace::Outdated);
        assert_eq!(found("/command/1"), there("/command/1", true));
        assert_eq!(found("/count"), there("/count", false));
        assert_eq!(found("/containers/0/memory"), there("/containers/1/memory", false));
        assert_eq!(found("/containers/1/memory"), ThreadPlace::Outdated);
        assert_eq!(found("/gone/deep"), ThreadPlace::Outdated);
        assert_eq!(found(""), there("", true));
    }

    /// A row as it was made, whatever becomes of it: its mark is its identity, its name what it is called.
    #[derive(Clone, Debug)]
    struct Made {
        mark: usize,
        name: Option<String>,
    }

    fn document(rows: &[Made]) -> Value {
        let row = |made: &Made| match &made.name {
            Some(name) => json!({"name": name, "mark": made.mark}),
            None => json!({"mark": made.mark}),
        };
        json!({"rows": rows.iter().map(row).collect::<Vec<_>>()})
    }

    fn mark(document: &Value, at: &Pointer) -> Option<usize> {
        at.get(document).and_then(Value::as_u64).and_then(|mark| usize::try_from(mark).ok())
    }

    proptest! {
        #[test]
        fn rows_are_followed_through_edits(
            named in any::<bool>(),
            count in 1usize..7,
            edits in prop::collection::vec((0u8..4, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..8),
        ) {
            let name = |mark: usize| named.then(|| format!("row {mark}"));
            let then: Vec<Made> = (0..count).map(|mark| Made { mark, name: name(mark) }).collect();
            let mut now = then.clone();
            let mut next = count;
            for (kind, one, other) in edits {
                match kind {
                    0 => {
                        now.insert(one.index(now.len() + 1), Made { mark: next, name: name(next) });
                        next += 1;
                    }
                    1 if !now.is_empty() => drop(now.remove(one.index(now.len()))),
                    2 if !now.is_empty() => {
                        let row = now.remove(one.index(now.len()));
                        now.insert(other.index(now.len() + 1), row);
                    }
                    3 if named && !now.is_empty() => {
                        let at = one.index(now.len());
                        now[at].name = Some(format!("renamed {next}"));
                        next += 1;
                    }
                    _ => {}
                }
            }
            let (before, after) = (document(&then), document(&now));
            for (was, row) in then.iter().enumerate() {
                let path = Pointer::root().key("rows").index(was).key("mark");
                let kept = now.iter().position(|made| made.mark == row.mark && made.name == row.name);
                match (place(Some(&path), &before, &after), kept) {
                    (ThreadPlace::There { path, changed }, Some(is)) => {
                        prop_assert_eq!((path, changed), (Pointer::root().key("rows").index(is).key("mark"), false));
                    }
                    (ThreadPlace::Outdated, None) => {}
                    // Where nothing has a name and nothing came or went, a row of its own is taken for the edited one.
                    (ThreadPlace::There { path, changed: true }, None) if !named => {
                        prop_assert!(mark(&after, &path).is_some_and(|mark| mark >= count));
                    }
                    (found, kept) => prop_assert!(false, "{:?} for {:?} in {} -> {}", found, kept, before, after),
                }
            }
        }

        #[test]
        fn where_nothing_changed_everything_is_in_its_place(rows in prop::collection::vec(0u8..3, 0..6)) {
            // Equal rows and equal names, too.
            let list: Vec<Value> = rows.iter().map(|kind| match kind {
                0 => json!({"name": "same", "x": 1}),
                1 => json!("same"),
                _ => json!({"x": [1, 1]}),
            }).collect();
            let document = json!({"rows": list});
            for at in 0..rows.len() {
                let path = Pointer::root().key("rows").index(at);
                prop_assert_eq!(place(Some(&path), &document, &document), ThreadPlace::There { path, changed: false });
            }
        }
    }
}
