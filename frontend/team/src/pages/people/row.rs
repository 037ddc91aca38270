//! One person of the list.

use leptos::prelude::*;
use parts::time::local_time;
use parts::{api, dom};
use shared::access::{Grant, Grants, Permission};
use shared::api::Person;
use wasm_bindgen_futures::spawn_local;

use super::People;
use super::disable::disable;
use super::grants::{adder, list, with, without};

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

/// The roles of a row, and what can be done about them.
#[derive(Clone, Copy)]
struct Roles {
    state: People,
    person: StoredValue<Person>,
    mode: RwSignal<Mode>,
}

impl Roles {
    /// The id of one of its controls.
    fn id(self, control: &str) -> String {
        self.person.with_value(|person| format!("person-{}-{control}", person.id))
    }

    fn set(self, grants: Grants) {
        let (Person { id, name, .. }, focus) = (self.person.get_value(), self.id("add"));
        spawn_local(async move {
            let set = api::set_grants(&id, grants).await;
            let done = set.map(|_| format!("The roles of {name} are changed")).map_err(|error| error.to_string());
            self.state.after(done, focus);
        });
    }

    /// Shows something else in the place of the button, and focuses a control of it.
    fn show(self, mode: Mode, control: &str) {
        self.mode.set(mode);
        dom::focus_soon(vec![self.id(control)]);
    }
}

fn roles(state: People, person: Person, is_own: bool) -> AnyView {
    let roles = Roles { state, person: StoredValue::new(person), mode: RwSignal::new(Mode::Shown) };
    let person = roles.person;
    let remove = Callback::new(move |grant: Grant| {
        let rest = person.with_value(|person| without(&person.grants, &grant));
        if is_own && !rest.permit_everywhere(Permission::Manage) {
            roles.show(Mode::Asking(rest), "keep");
        } else {
            roles.set(rest);
        }
    });
    let add = Callback::new(move |grant: Grant| roles.set(person.with_value(|person| with(&person.grants, grant))));
    let cancel = Callback::new(move |()| roles.show(Mode::Shown, "add"));
    let below = move || match roles.mode.get() {
        Mode::Shown => add_button(roles),
        Mode::Adding => adder(roles.id("new"), state.environments, add, Some(cancel)),
        Mode::Asking(rest) => question(roles, rest),
    };
    view! {
        {person.with_value(|person| list(&person.grants, &person.name, remove))}
        {below}
    }
    .into_any()
}

fn add_button(roles: Roles) -> AnyView {
    view! {
        <button
            type="button"
            class="button small"
            data-kind="quiet"
            id=roles.id("add")
            aria-label=roles.person.with_value(|person| format!("Add a role to {}", person.name))
            on:click=move |_| roles.show(Mode::Adding, "new")
        >
            "Add a role"
        </button>
    }
    .into_any()
}

fn question(roles: Roles, rest: Grants) -> AnyView {
    view! {
        <span class="inline-form">
            <span>"You could no longer manage people here. Take it from yourself?"</span>
            <button type="button" class="button small" data-kind="danger" on:click=move |_| roles.set(rest.clone())>
                "Take it"
            </button>
            <button
                type="button"
                class="button small"
                data-kind="quiet"
                id=roles.id("keep")
                on:click=move |_| roles.show(Mode::Shown, "add")
            >
                "Keep it"
            </button>
        </span>
    }
    .into_any()
}
