//! One environment of the list.

use leptos::html;
use leptos::prelude::*;
use parts::api;
use parts::me::lacks;
use shared::access::Permission;
use shared::environment::{Environment, EnvironmentKind};
use wasm_bindgen_futures::spawn_local;

use super::Environments;
use parts::words::environment_badge;

pub(super) fn row(state: Environments, environment: Environment) -> AnyView {
    let deleting = RwSignal::new(false);
    let here = environment.name.clone();
    let may_not_change = lacks(move |me| me.grants.permit(Permission::Manage, &here));
    let Environment { name, kind, account, region, role_arn, .. } = environment.clone();
    let built_in = kind == EnvironmentKind::Sandbox;
    let environment = StoredValue::new(environment);
    let role = match (built_in, role_arn) {
        (true, _) => "None: nothing here reaches AWS".to_owned(),
        (false, Some(role)) => role,
        (false, None) => "The server's own identity".to_owned(),
    };
    let actions = move || {
        if built_in {
            view! { <span>"Built in"</span> }.into_any()
        } else if may_not_change.get() {
            view! { <span>"An owner can change it"</span> }.into_any()
        } else if deleting.get() {
            confirm(state, environment, deleting)
        } else {
            buttons(state, environment, deleting)
        }
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{environment_badge(kind)}</td>
            <td><code>{account.unwrap_or_else(|| "not known yet".to_owned())}</code></td>
            <td>{region}</td>
            <td class="role">{role}</td>
            <td class="table-actions">{actions}</td>
        </tr>
    }
    .into_any()
}

fn buttons(state: Environments, environment: StoredValue<Environment>, deleting: RwSignal<bool>) -> AnyView {
    let label = |verb: &str| environment.with_value(|environment| format!("{verb} {}", environment.name));
    view! {
        <button
            type="button"
            class="button small"
            data-kind="quiet"
            aria-label=label("Edit")
            on:click=move |_| state.edit(Some(environment.get_value()))
        >
            "Edit"
        </button>
        <button
            type="button"
            class="button small"
            data-kind="quiet"
            aria-label=label("Delete")
            on:click=move |_| deleting.set(true)
        >
            "Delete"
        </button>
    }
    .into_any()
}

fn confirm(state: Environments, environment: StoredValue<Environment>, deleting: RwSignal<bool>) -> AnyView {
    let yes = NodeRef::<html::Button>::new();
    yes.on_load(|button| {
        // The row is on the page by now, so it can't fail.
        let _ = button.focus();
    });
    let delete = move |_| {
        spawn_local(async move {
            let Environment { name, counter, .. } = environment.get_value();
            match api::delete_environment(&name, counter).await {
                Ok(()) => {
                    state.problem.set(String::new());
                    state.announcer.say(format!("Environment {name} deleted"));
                }
                Err(error) => state.problem.set(error.to_string()),
            }
            state.reload();
        });
    };
    view! {
        <span class="inline-form">
            <span>"Nothing in AWS is deleted. Delete it here?"</span>
            <button type="button" class="button small" data-kind="danger" node_ref=yes on:click=delete>"Delete"</button>
            <button type="button" class="button small" data-kind="quiet" on:click=move |_| deleting.set(false)>"Keep"</button>
        </span>
    }
    .into_any()
}
