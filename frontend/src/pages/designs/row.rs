//! One design of the list.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use parts::me::only_looks;
use parts::time::local_time;
use shared::api::DesignMeta;
use wasm_bindgen_futures::spawn_local;

use super::ListState;
use crate::api;

/// What a row is doing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Shown,
    Renaming,
    Deleting,
}

pub(super) fn design_row(state: ListState, design: DesignMeta) -> AnyView {
    let mode = RwSignal::new(Mode::Shown);
    let looks = only_looks();
    let design = StoredValue::new(design);
    let name = design.with_value(|design| design.name.clone());
    let changed = design.with_value(|design| local_time(design.updated_at));
    let duplicate = move |_| {
        spawn_local(async move {
            let id = design.with_value(|design| design.id.clone());
            state.after(api::duplicate_design(&id).await);
        });
    };
    let label = move |verb: &str| format!("{verb} {}", design.with_value(|design| design.name.clone()));
    view! {
        <tr>
            <th scope="row">
                {move || match mode.get() {
                    Mode::Renaming => renaming(state, design, mode),
                    Mode::Shown | Mode::Deleting => {
                        let url = design.with_value(|design| format!("/designs/{}", design.id));
                        view! { <a href=url>{shown(&name)}</a> }.into_any()
                    }
                }}
            </th>
            <td>{changed}</td>
            <td class="table-actions">
                {move || match mode.get() {
                    Mode::Deleting => deleting(state, design, mode),
                    Mode::Shown | Mode::Renaming if looks.get() => ().into_any(),
                    Mode::Shown | Mode::Renaming => view! {
                        <button type="button" class="button" data-kind="quiet" aria-label=label("Rename") on:click=move |_| mode.set(Mode::Renaming)>"Rename"</button>
                        <button type="button" class="button" data-kind="quiet" aria-label=label("Duplicate") on:click=duplicate>"Duplicate"</button>
                        <button type="button" class="button" data-kind="quiet" aria-label=label("Delete") on:click=move |_| mode.set(Mode::Deleting)>"Delete"</button>
                    }.into_any(),
                }}
            </td>
        </tr>
    }
    .into_any()
}

fn shown(name: &str) -> String {
    if name.trim().is_empty() { "Unnamed design".to_owned() } else { name.to_owned() }
}

fn renaming(state: ListState, design: StoredValue<DesignMeta>, mode: RwSignal<Mode>) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    input.on_load(|input| {
        // The row is on the page by now, so both can't fail.
        let _ = input.focus();
        input.select();
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = input.get() else { return };
        let name = input.value();
        spawn_local(async move {
            let (id, counter) = design.with_value(|design| (design.id.clone(), design.counter));
            state.after(api::rename_design(&id, counter, name.trim()).await);
        });
    };
    view! {
        <form class="inline-form" on:submit=submit>
            <input
                class="input"
                aria-label="New name"
                required
                maxlength="200"
                node_ref=input
                value=design.with_value(|design| design.name.clone())
                on:keydown=move |event| if event.key() == "Escape" { mode.set(Mode::Shown) }
            />
            <button type="submit" class="button" data-kind="primary">"Rename"</button>
            <button type="button" class="button" data-kind="quiet" on:click=move |_| mode.set(Mode::Shown)>"Cancel"</button>
        </form>
    }
    .into_any()
}

fn deleting(state: ListState, design: StoredValue<DesignMeta>, mode: RwSignal<Mode>) -> AnyView {
    let confirm = NodeRef::<html::Button>::new();
    confirm.on_load(|button| {
        let _ = button.focus();
    });
    let delete = move |_| {
        spawn_local(async move {
            let (id, counter) = design.with_value(|design| (design.id.clone(), design.counter));
            state.after(api::delete_design(&id, counter).await);
        });
    };
    view! {
        <span class="inline-form">
            <span>"Delete it for good?"</span>
            <button type="button" class="button" data-kind="danger" node_ref=confirm on:click=delete>"Delete"</button>
            <button type="button" class="button" data-kind="quiet" on:click=move |_| mode.set(Mode::Shown)>"Keep"</button>
        </span>
    }
    .into_any()
}
