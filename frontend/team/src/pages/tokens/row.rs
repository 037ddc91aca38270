//! One token of the list.

use leptos::html;
use leptos::prelude::*;
use parts::api;
use parts::controls::badge;
use parts::time::{local_time, now};
use shared::api::Token;
use wasm_bindgen_futures::spawn_local;

use super::Tokens;
use crate::words;

pub(super) fn row(state: Tokens, token: Token) -> AnyView {
    let Token { id, name, scope, environment, owner, created_at, expires_at, used_at } = token;
    let may = format!("{} {}", words::scope_word(scope), words::place(&environment));
    let used = used_at.map_or_else(|| "Never".to_owned(), local_time);
    let expires = if expires_at < now() {
        badge("warn", "clock", "Expired".to_owned())
    } else {
        view! { <span>{local_time(expires_at)}</span> }.into_any()
    };
    let asking = RwSignal::new(false);
    let (id, label) = (StoredValue::new(id), StoredValue::new(format!("Revoke {name}")));
    let actions = move || {
        if asking.get() {
            confirm(state, id, asking)
        } else {
            view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=label.get_value()
                    on:click=move |_| asking.set(true)
                >
                    "Revoke"
                </button>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                {name}
                <span class="quiet-text below">{format!("Made {}", local_time(created_at))}</span>
            </th>
            <td>{may}</td>
            <td>{owner.name}</td>
            <td>{used}</td>
            <td>{expires}</td>
            <td class="table-actions">{actions}</td>
        </tr>
    }
    .into_any()
}

fn confirm(state: Tokens, id: StoredValue<String>, asking: RwSignal<bool>) -> AnyView {
    let yes = NodeRef::<html::Button>::new();
    yes.on_load(|button| {
        // The row is on the page by now, so it can't fail.
        let _ = button.focus();
    });
    let revoke = move |_| {
        spawn_local(async move {
            match api::revoke_token(&id.get_value()).await {
                Ok(()) => {
                    state.problem.set(String::new());
                    state.announcer.say("The token is revoked");
                }
                Err(error) => state.problem.set(error.to_string()),
            }
            state.reload();
        });
    };
    view! {
        <span class="inline-form">
            <span>"Programs with it are refused from then on."</span>
            <button type="button" class="button small" data-kind="danger" node_ref=yes on:click=revoke>"Revoke"</button>
            <button type="button" class="button small" data-kind="quiet" on:click=move |_| asking.set(false)>"Keep"</button>
        </span>
    }
    .into_any()
}
