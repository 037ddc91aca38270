//! Small structures as rows of a table.

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::document::Patch;
use shared::model::{Shape, StructureShape};

use super::slot::shown;
use super::{Slot, control, icon_button, list, messages, text, unknown_members};
use crate::state::place;

pub(super) fn table(slot: Slot, of: &'static StructureShape, drawn: Memo<usize>) -> AnyView {
    let some = Memo::new(move |_| drawn.get() > 0);
    let draw = move || {
        some.get().then(|| {
            let head = of.members.iter().map(|member| view! { <th scope="col">{member.label}</th> }).collect_view();
            view! {
                <table class="cells">
                    <thead>
                        <tr>
                            {head}
                            <th>
                                <span class="sr-only">"Actions"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || 0..drawn.get() key=|at| *at children=move |at| row(slot, of, at) />
                    </tbody>
                </table>
            }
        })
    };
    draw.into_any()
}

fn row(slot: Slot, of: &'static StructureShape, at: usize) -> AnyView {
    let path = slot.path().index(at);
    let id = place::id(&path);
    let object = Memo::new(move |_| slot.read(|rows| rows.and_then(|rows| rows.get(at)).is_none_or(Value::is_object)));
    let place = StoredValue::new(path);
    let found = Memo::new(move |_| place.with_value(|path| row_findings(slot, of, path)));
    let quiet = Memo::new(move |_| found.with(Vec::is_empty));
    let columns = (of.members.len() + 1).to_string();
    let cells = move || {
        let path = place.get_value();
        if object.get() {
            of.members.iter().map(|member| cell(slot, Slot::cell(of, member, &path))).collect_view().into_any()
        } else {
            let text = slot.read(|rows| rows.and_then(|rows| rows.get(at)).map(ToString::to_string));
            view! { <td colspan=of.members.len().to_string()><code>{text}</code></td> }.into_any()
        }
    };
    let remove = icon_button("close", format!("Remove row {}", at + 1), move || list::remove(slot, at));
    view! {
        <tr id=id.clone() on:paste:capture=move |event| {
            if let Some(pairs) = pairs(of, &event) {
                event.prevent_default();
                paste(slot, of, at, pairs);
            }
        }>
            {cells}
            <td class="row-actions">{remove}</td>
        </tr>
        <tr class="row-messages" data-quiet=move || quiet.get().to_string()>
            <td colspan=columns>
                {messages(id.clone() + "-messages", found)}
                {unknown_members(of, place.get_value())}
            </td>
        </tr>
    }
    .into_any()
}

fn cell(rows: Slot, slot: Slot) -> AnyView {
    view! {
        <td
            on:focusin=move |event| {
                event.stop_propagation();
                slot.ui.enter(slot.path());
            }
            on:focusout=move |event| {
                event.stop_propagation();
                rows.store.end_burst();
                slot.ui.leave(&slot.path());
            }
        >
            {control(slot)}
        </td>
    }
    .into_any()
}

/// What is said about the row and its known members; unknown ones show theirs themselves.
fn row_findings(slot: Slot, of: &StructureShape, path: &shared::document::Pointer) -> Vec<shared::check::Diagnostic> {
    let mut found = shown(slot.store, slot.ui, path, true);
    let depth = path.steps().count();
    found.retain(|found| found.path.steps().nth(depth).is_none_or(|member| of.member(&member).is_some()));
    found
}

/// Pasted lines of `name=value`, for a structure of two texts.
fn pairs(of: &StructureShape, event: &web_sys::ClipboardEvent) -> Option<Vec<(String, String)>> {
    let two_texts = of.members.len() == 2 && of.members.iter().all(|member| matches!(member.shape, Shape::Text { .. }));
    let text = text::pasted(event).filter(|_| two_texts)?;
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    if lines.len() < 2 {
        return None;
    }
    lines.into_iter().map(pair).collect()
}

/// `export NAME="value"`, `NAME=value` or `NAME<tab>value`; nothing for a line of another kind.
fn pair(line: &str) -> Option<(String, String)> {
    let line = line.strip_prefix("export ").unwrap_or(line);
    let (name, value) = line.split_once(['=', '\t'])?;
    let value = value.trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    let name = name.trim();
    let plain = !name.is_empty() && !name.contains(char::is_whitespace);
    plain.then(|| (name.to_owned(), quoted.unwrap_or(value).to_owned()))
}

/// Puts pasted rows in the place of row `at` if that is empty, else after it.
fn paste(slot: Slot, of: &StructureShape, at: usize, pairs: Vec<(String, String)>) {
    let [name, value] = of.members else { return };
    let empty = slot.read_untracked(|rows| {
        rows.and_then(|rows| rows.get(at)).and_then(Value::as_object).is_some_and(Map::is_empty)
    });
    let list = slot.path();
    let mut patch = if empty { Patch::remove(list.index(at)) } else { Patch::default() };
    let from = if empty { at } else { at + 1 };
    for (offset, (key, text)) in pairs.into_iter().enumerate() {
        let mut row = Map::new();
        row.insert(name.name.to_owned(), Value::from(key));
        row.insert(value.name.to_owned(), Value::from(text));
        patch = patch.then(Patch::add(list.index(from + offset), Value::Object(row)));
    }
    slot.store.apply(&patch);
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn lines_of_an_env_file() {
        let made = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
        assert_eq!(pair("A=1"), made("A", "1"));
        assert_eq!(pair("export A=\"b c\""), made("A", "b c"));
        assert_eq!(pair("A\tx=y"), made("A", "x=y"));
        assert_eq!(pair("URL=http://x?a=b"), made("URL", "http://x?a=b"));
        assert_eq!(pair("no pair"), None);
        assert_eq!(pair("two words=1"), None);
    }
}
