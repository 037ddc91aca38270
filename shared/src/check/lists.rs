//! Changes to lists that several rules offer.

use crate::document::{Op, Patch, Pointer, View};
use crate::model::Structure;

/// Takes these rows out of the list of `length` items at `list`, and the list with its last item. `rows` are in the
/// list's order.
pub(crate) fn remove_rows<S: Structure>(list: Pointer, length: usize, rows: &[&View<'_, S>]) -> Patch {
    if rows.len() == length {
        return Patch::remove(list);
    }
    Patch(rows.iter().rev().map(|row| Op::Remove { path: row.path().clone() }).collect())
}
