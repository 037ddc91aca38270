//! Roles as a list that can be added to and taken from.

use leptos::prelude::*;
use parts::icon::icon;
use shared::access::{EVERYWHERE, Grant, Grants, Role};

use crate::words;

/// The roles, each with a button that takes it away. `whose` ends the button's name.
pub(super) fn list(grants: &Grants, whose: &str, remove: Callback<Grant>) -> AnyView {
    if grants.0.is_empty() {
        return view! { <span class="quiet-text">"No role"</span> }.into_any();
    }
    let each = grants.0.iter().cloned().map(|grant| {
        let words = words::grant(&grant);
        view! {
            <li class="tag">
                {words.clone()}
                <button
                    type="button"
                    class="icon-button"
                    aria-label=format!("Take {words} from {whose}")
                    on:click=move |_| remove.run(grant.clone())
                >
                    {icon("close")}
                </button>
            </li>
        }
    });
    view! { <ul class="grants">{each.collect_view()}</ul> }.into_any()
}

/// Chooses a role and where it holds. The control of the role has the id `id`.
pub(super) fn adder(
    id: String,
    environments: RwSignal<Vec<String>>,
    add: Callback<Grant>,
    cancel: Option<Callback<()>>,
) -> AnyView {
    let role = RwSignal::new(Role::Viewer);
    let environment = RwSignal::new(EVERYWHERE.to_owned());
    let options = move || {
        let names = environments.get().into_iter().map(|name| (name.clone(), words::place(&name)));
        let all = [(EVERYWHERE.to_owned(), words::place(EVERYWHERE))].into_iter().chain(names);
        all.map(|(value, words)| view! { <option value=value>{words}</option> }).collect_view()
    };
    let roles = Role::ALL.into_iter().map(|role| view! { <option value=role.word()>{role.word()}</option> });
    let cancel = cancel.map(|cancel| {
        view! {
            <button type="button" class="button small" data-kind="quiet" on:click=move |_| cancel.run(())>"Cancel"</button>
        }
    });
    view! {
        <span class="inline-form">
            <select
                class="input"
                id=id
                aria-label="Role"
                on:change=move |event| {
                    let word = event_target_value(&event);
                    role.set(Role::ALL.into_iter().find(|role| role.word() == word).unwrap_or(Role::Viewer));
                }
            >
                {roles.collect_view()}
            </select>
            <select
                class="input"
                aria-label="Where it holds"
                on:change=move |event| environment.set(event_target_value(&event))
            >
                {options}
            </select>
            <button
                type="button"
                class="button small"
                on:click=move |_| add.run(Grant { environment: environment.get_untracked(), role: role.get_untracked() })
            >
                "Add"
            </button>
            {cancel}
        </span>
    }
    .into_any()
}

/// The grants with one more; as they are where they have it already.
pub(super) fn with(grants: &Grants, more: Grant) -> Grants {
    let mut all = grants.clone();
    if !all.0.contains(&more) {
        all.0.push(more);
        all.0.sort();
    }
    all
}

pub(super) fn without(grants: &Grants, less: &Grant) -> Grants {
    Grants(grants.0.iter().filter(|grant| *grant != less).cloned().collect())
}
