//! Lists of structures: which row became which.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Map, Value};

use super::walk::{Both, Place, Walk};
use super::words;
use crate::document::is_absent;
use crate::model::StructureShape;
use crate::normal::{Surroundings, free, identity, structure};

/// What a row is matched by, in one round of matching.
type Key<'k> = &'k dyn Fn(&Value) -> Option<String>;

/// Which earlier row each later one was, and which earlier ones are gone.
struct Matches {
    /// By later row.
    was: Vec<Option<usize>>,
    gone: Vec<usize>,
}

impl Walk<'_> {
    /// Two lists of structures. What is new stands where it stands in the later one, what is gone after that.
    pub(super) fn rows(
        &mut self,
        place: &Place,
        of: &'static StructureShape,
        (before, after): Both<&[Value]>,
        around: Both<Surroundings>,
    ) {
        let Matches { was, gone } = matches(of, (before, after), around);
        let stayed: Vec<usize> = was.iter().flatten().copied().collect();
        if !stayed.is_sorted() && identity(of).is_some() {
            self.moved();
        }
        for (at, (row, was)) in after.iter().zip(was).enumerate() {
            let name = words::row(of, row, at);
            match was.and_then(|was| Some((was, before.get(was)?))) {
                None => {
                    let place = place.item((at, at), name.clone());
                    self.whole(&place, words::noun(of), &name, None, Some(row.clone()));
                }
                Some((was, earlier)) => {
                    let place = place.item((was, at), name);
                    match (earlier, row) {
                        (Value::Object(earlier), Value::Object(row)) => {
                            self.members(&place, of, (earlier, row), around);
                        }
                        (earlier, row) => self.free(&place, Some(earlier), Some(row)),
                    }
                }
            }
        }
        for (at, row) in gone.into_iter().filter_map(|at| Some((at, before.get(at)?))) {
            let name = words::row(of, row, at);
            self.whole(&place.item((at, at), name.clone()), words::noun(of), &name, Some(row.clone()), None);
        }
    }
}

fn matches(of: &'static StructureShape, (before, after): Both<&[Value]>, around: Both<Surroundings>) -> Matches {
    let Some(telling) = identity(of) else {
        let was = (0..after.len()).map(|at| (at < before.len()).then_some(at)).collect();
        return Matches { was, gone: (after.len()..before.len()).collect() };
    };
    let (earlier, later) = (meanings(of, before, around.0), meanings(of, after, around.1));
    let mut was = vec![None; after.len()];
    let mut free: Vec<bool> = vec![true; before.len()];
    let whole = |row: &Value| Some(row.to_string());
    let named = |row: &Value| name(of, row);
    let told = |row: &Value| {
        let stated: Map<String, Value> =
            telling.iter().filter_map(|member| Some(((*member).to_owned(), row.get(*member)?.clone()))).collect();
        (!stated.is_empty()).then(|| Value::Object(stated).to_string())
    };
    let nameless = |row: &Value| name(of, row).is_none().then(String::new);
    let by: [Key<'_>; 4] = [&whole, &named, &told, &nameless];
    for key in by {
        let mut waiting: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, row) in earlier.iter().enumerate().filter(|(at, _)| free[*at]) {
            if let Some(key) = key(row) {
                waiting.entry(key).or_default().push_back(at);
            }
        }
        for (at, row) in later.iter().enumerate() {
            if was[at].is_none()
                && let Some(found) = key(row).and_then(|key| waiting.get_mut(&key)?.pop_front())
            {
                was[at] = Some(found);
                free[found] = false;
            }
        }
    }
    Matches { was, gone: free.iter().enumerate().filter(|(_, free)| **free).map(|(at, _)| at).collect() }
}

fn meanings(of: &'static StructureShape, rows: &[Value], around: Surroundings) -> Vec<Value> {
    let meaning = |row: &Value| match row {
        Value::Object(members) => Value::Object(structure(of, members, around)),
        other => free(other),
    };
    rows.iter().map(meaning).collect()
}

/// The name of a row; nothing where it has none.
fn name(of: &StructureShape, row: &Value) -> Option<String> {
    let named = row.get(of.row_name()?.name)?;
    (!is_absent(named)).then(|| named.to_string())
}
