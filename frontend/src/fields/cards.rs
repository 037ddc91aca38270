//! Larger structures, each a card that opens and closes.

use leptos::prelude::*;
use serde_json::Value;
use shared::model::StructureShape;

use super::slot::scalar_text;
use super::{Slot, icon_button, list, messages, structure};
use crate::dom;
use crate::fields::slot::shown;
use crate::icon::icon;
use crate::state::{Counts, edit, place};

/// Up to this many cards are open at first.
const FEW: usize = 3;

pub(super) fn cards(slot: Slot, of: &'static StructureShape, len: Memo<usize>, drawn: Memo<usize>) -> AnyView {
    view! {
        <For each=move || 0..drawn.get() key=|at| *at children=move |at| card(slot, of, at, len) />
    }
    .into_any()
}

fn card(slot: Slot, of: &'static StructureShape, at: usize, len: Memo<usize>) -> AnyView {
    let path = slot.path().index(at);
    let id = place::id(&path);
    let key = StoredValue::new(path);
    let few = len.get_untracked() <= FEW;
    let open = Memo::new(move |_| key.with_value(|path| slot.ui.is_open(path.as_str(), few)));
    let title = Memo::new(move |_| slot.read(|rows| title(of, rows.and_then(|rows| rows.get(at)), at)));
    let counts =
        Memo::new(move |_| key.with_value(|path| slot.store.findings().with(|findings| findings.counts_in(path))));
    let found = Memo::new(move |_| key.with_value(|path| shown(slot.store, slot.ui, path, false)));
    let move_to = move |to: usize| {
        slot.store.apply(&edit::reorder(&slot.path(), at, to));
        dom::focus_soon(vec![place::id(&slot.path().index(to))]);
    };
    let number = at + 1;
    let up = (at > 0).then(|| icon_button("up", format!("Move item {number} up"), move || move_to(at - 1)));
    let down = move || {
        (at + 1 < len.get()).then(|| icon_button("down", format!("Move item {number} down"), move || move_to(at + 1)))
    };
    let body_id = id.clone() + "-body";
    view! {
        <div class="card" id=id.clone()>
            <div class="card-head">
                <button
                    type="button"
                    class="card-title"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=body_id.clone()
                    on:click=move |_| key.with_value(|path| slot.ui.set_open(path.as_str(), !open.get_untracked()))
                >
                    <span class="twist">{icon("twist")}</span>
                    <span class="card-name">{title}</span>
                    {count_badge(counts)}
                </button>
                <span class="row-actions">
                    {up} {down} {icon_button("close", format!("Remove item {number}"), move || list::remove(slot, at))}
                </span>
            </div>
            {messages(id.clone() + "-messages", found)}
            <div class="card-body" id=body_id>
                {move || open.get().then(|| structure::structure(of, key.get_value()))}
            </div>
        </div>
    }
    .into_any()
}

/// `2 errors` in words beside a title, where there is something to say.
pub(crate) fn count_badge(counts: Memo<Counts>) -> AnyView {
    (move || {
        let counts = counts.get();
        let severity = if counts.errors > 0 { "error" } else { "warning" };
        let worth = counts.errors + counts.warnings > 0;
        worth.then(
            || view! { <span class="count" data-severity=severity>{Counts { advice: 0, ..counts }.words()}</span> },
        )
    })
    .into_any()
}

/// What an item is called: its naming member, else the first values that it has.
fn title(of: &StructureShape, item: Option<&Value>, at: usize) -> String {
    let name = of.row_name().map(|member| scalar_text(item.and_then(|item| item.get(member.name))));
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        return name;
    }
    let values = item.and_then(Value::as_object).into_iter().flatten().map(|(_, value)| scalar_text(Some(value)));
    let values: Vec<String> = values.filter(|text| !text.is_empty()).take(3).collect();
    if values.is_empty() { format!("Item {}", at + 1) } else { values.join(" · ") }
}
