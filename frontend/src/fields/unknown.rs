//! Members that AWS's model doesn't have: kept as they are, listed after the known ones.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::{Patch, Pointer};
use shared::model::StructureShape;

use super::slot::shown;
use super::{icon_button, messages};
use crate::state::place::{self, cut};
use crate::state::{DesignStore, EditorUi};

/// Our own data about an element; not AWS's.
const OURS: &str = "bayplan";

/// The unknown members of the structure at `at`.
pub(crate) fn unknown_members(owner: &'static StructureShape, at: Pointer) -> AnyView {
    let store = DesignStore::here();
    let at = StoredValue::new(at);
    let names = Memo::new(move |_| {
        store.with(|document| {
            let members = at.with_value(|at| at.get(document)).and_then(Value::as_object);
            let unknown = members.into_iter().flatten().map(|(key, _)| key);
            unknown.filter(|key| *key != OURS && owner.member(key).is_none()).cloned().collect::<Vec<_>>()
        })
    });
    (move || {
        let names = names.get();
        (!names.is_empty()).then(|| {
            view! {
                <div class="unknown">
                    <h3>"Unknown to AWS"</h3>
                    {names.into_iter().map(|name| row(at.get_value().key(&name), name)).collect_view()}
                </div>
            }
        })
    })
    .into_any()
}

fn row(path: Pointer, name: String) -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    let path = StoredValue::new(path);
    let value = Memo::new(move |_| {
        store.with(|document| path.with_value(|path| path.get(document).map(|value| cut(&value.to_string(), 80))))
    });
    let found = Memo::new(move |_| path.with_value(|path| shown(store, ui, path, true)));
    let id = path.with_value(place::id);
    let label = format!("Remove {name}");
    let remove = move || {
        store.apply(&Patch::remove(path.get_value()));
    };
    view! {
        <div class="unknown-row" id=id.clone()>
            <code>{name}</code>
            <code class="unknown-value">{value}</code>
            {icon_button("close", label, remove)}
            {messages(id.clone() + "-messages", found)}
        </div>
    }
    .into_any()
}
