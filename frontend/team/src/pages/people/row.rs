//! One person of the list.

use leptos::prelude::*;
use parts::time::local_time;
use parts::{api, dom};
use shared::access::{Grant, Grants, Permission};
use shared::api::Person;
use wasm_bindgen_futures::spawn_local;

use super::People;
use super::disable::disable;
use super::grants::{adder, focus_adder, list, with, without};

pub(super) fn row(state: People, person: Person, own: &str) -> AnyView {
    let is_own = person.id == own;
    let Person { name, email, disabled_at, .. } = person.clone();
    let you = is_own.then(|| view! { <span class="quiet-text">" (you)"</span> });
    let (roles, actions) = match disabled_at {
        Some(at) => (
            view! { <span class="quiet-text">{format!("Disabled on {}", local_time(at))}</span> }.into_any(),
            ().into_any(),
        ),
        None => (roles(state, person.clone(), is_own), if is_own { ().into_any() } else { disable(state, person) }),
    };
    view! {
        <tr data-disabled=disabled_at.is_some().to_string()>
            <th scope="row">{name}{you}</th>
            <td class="email">{email}</td>
            <td class="roles">{roles}</td>
            <td class="table-actions">{actions}</td>
        </tr>
    }
    .into_any()
}

/// What a row is doing.
#[derive(Clone)]
enum Mode {
    Shown,
    Adding,
    /// Asks before someone takes from themselves what they manage people by.
    Asking(Grants),
}

fn roles(state: People, person: Person, is_own: bool) -> AnyView {
    let mode = RwSignal::new(Mode::Shown);
    let id = format!("person-{}", person.id);
    let (add_id, name) = (format!("{id}-add"), person.name.clone());
    let person = StoredValue::new(person);
    let id = StoredValue::new(id);
    let set = move |grants: Grants| {
        let Person { id: person_id, name, .. } = person.get_value();
        spawn_local(async move {
            let set = api::set_grants(&person_id, grants).await;
            state.after(set.map(|_| format!("The roles of {name} are changed")).map_err(|error| error.to_string()));
            dom::focus_soon(vec![format!("{}-add", id.get_value())]);
        });
    };
    let remove = Callback::new(move |grant: Grant| {
        let rest = person.with_value(|person| without(&person.grants, &grant));
        if is_own && !rest.permit_everywhere(Permission::Manage) {
            mode.set(Mode::Asking(rest));
            dom::focus_soon(vec![format!("{}-keep", id.get_value())]);
        } else {
            set(rest);
        }
    });
    let add = Callback::new(move |grant: Grant| set(person.with_value(|person| with(&person.grants, grant))));
    let cancel = Callback::new(move |()| {
        mode.set(Mode::Shown);
        dom::focus_soon(vec![format!("{}-add", id.get_value())]);
    });
    let below = move || {
        match mode.get() {
        Mode::Shown => {
            let open = move |_| {
                mode.set(Mode::Adding);
                id.with_value(|id| focus_adder(id));
            };
            view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    id=add_id.clone()
                    aria-label=format!("Add a role to {name}")
                    on:click=open
                >
                    "Add a role"
                </button>
            }
            .into_any()
        }
        Mode::Adding => id.with_value(|id| adder(id, state.environments, add, Some(cancel))),
        Mode::Asking(rest) => view! {
            <span class="inline-form">
                <span>"You could no longer manage people here. Take it from yourself?"</span>
                <button type="button" class="button small" data-kind="danger" on:click=move |_| set(rest.clone())>"Take it"</button>
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    id=id.with_value(|id| format!("{id}-keep"))
                    on:click=move |_| cancel.run(())
                >
                    "Keep it"
                </button>
            </span>
        }
        .into_any(),
    }
    };
    view! {
        {person.with_value(|person| list(&person.grants, &person.name, remove))}
        {below}
    }
    .into_any()
}
