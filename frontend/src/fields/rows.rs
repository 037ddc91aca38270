//! A list of structures: a table where they are small, cards otherwise.

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::model::{Shape, StructureShape};

use super::{Slot, cards, table};
use crate::dom;
use crate::icon::icon;
use crate::state::place;

/// How many rows are drawn at first, and with each press of the button below them.
const AT_ONCE: usize = 200;

/// More members than this don't fit beside each other.
const MOST_COLUMNS: usize = 3;

pub(super) fn control(slot: Slot, of: &'static StructureShape) -> AnyView {
    let len = slot.len();
    let limit = RwSignal::new(AT_ONCE);
    let drawn = Memo::new(move |_| len.get().min(limit.get()));
    let rows = if is_flat(of) { table::table(slot, of, drawn) } else { cards::cards(slot, of, len, drawn) };
    let id = slot.id();
    let add = move || {
        slot.append(vec![Value::Object(Map::new())]);
        let last = len.get_untracked();
        limit.update(|limit| *limit = (*limit).max(last));
        let path = slot.path().index(last.saturating_sub(1));
        slot.ui.set_open(path.as_str(), true);
        dom::focus_soon(vec![place::id(&path)]);
    };
    let more = move || {
        let (drawn, len) = (drawn.get(), len.get());
        (drawn < len).then(|| {
            view! {
                <p class="more-rows">
                    {format!("Showing {drawn} of {len}. ")}
                    <button type="button" class="button small" on:click=move |_| limit.update(|limit| *limit += AT_ONCE)>
                        {format!("Show the next {}", AT_ONCE.min(len - drawn))}
                    </button>
                    <button type="button" class="button small" on:click=move |_| limit.set(usize::MAX)>
                        "Show all"
                    </button>
                </p>
            }
        })
    };
    view! {
        <div
            class="rows"
            role="group"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            aria-describedby=slot.messages_id()
        >
            {rows}
            {more}
            <button type="button" class="button small add" id=id.clone() + "-add" on:click=move |_| add()>
                {icon("plus")}
                "Add"
            </button>
        </div>
    }
    .into_any()
}

/// Whether all members are single values and few.
fn is_flat(of: &StructureShape) -> bool {
    of.members.len() <= MOST_COLUMNS
        && of.members.iter().all(|member| match member.shape {
            Shape::Text { .. } | Shape::Integer { .. } | Shape::Double { .. } | Shape::Boolean | Shape::Choice(_) => {
                true
            }
            Shape::Texts { .. }
            | Shape::Choices(_)
            | Shape::Integers { .. }
            | Shape::One(_)
            | Shape::Rows { .. }
            | Shape::TextMap
            | Shape::Document => false,
        })
}
