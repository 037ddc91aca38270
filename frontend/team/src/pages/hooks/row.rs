//! One hook of the list.

use leptos::prelude::*;
use parts::{api, dom};
use shared::api::Hook;
use wasm_bindgen_futures::spawn_local;

use super::{Hooks, kind};
use crate::acts;
use crate::asking::{Asked, asking};

pub(super) fn row(state: Hooks, hook: Hook) -> AnyView {
    let Hook { name, kind, url, acts, .. } = hook.clone();
    let told = match acts.as_slice() {
        [] => "All that happens".to_owned(),
        some => some.iter().map(|act| acts::label(*act)).collect::<Vec<_>>().join(", "),
    };
    let url = if url.is_empty() { "GitHub's API".to_owned() } else { url };
    let hook = StoredValue::new(hook);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{kind::label(kind)}</td>
            <td class="email">{url}</td>
            <td class="roles">{told}</td>
            <td class="table-actions">{buttons(state, hook)}</td>
        </tr>
    }
    .into_any()
}

fn buttons(state: Hooks, hook: StoredValue<Hook>) -> AnyView {
    let asked = hook.with_value(|hook| Asked {
        id: format!("hook-{}", hook.id),
        verb: "Remove",
        whom: hook.name.clone(),
        question: "What waits to be sent is dropped. Remove it?",
    });
    let label = move |verb: &str| hook.with_value(|hook| format!("{verb} {}", hook.name));
    let send = move |_| {
        spawn_local(async move {
            let id = hook.with_value(|hook| hook.id.clone());
            match api::try_hook(&id).await {
                Ok(_) => {
                    state.problem.set(String::new());
                    state.announcer.say("A message to try it is on its way");
                    hook.with_value(|hook| state.choose(hook));
                }
                Err(error) => state.problem.set(error.to_string()),
            }
        });
    };
    let show = move |_| {
        hook.with_value(|hook| state.choose(hook));
        dom::focus_soon(vec!["deliveries-title".to_owned()]);
    };
    view! {
        <button type="button" class="button small" data-kind="quiet" aria-label=label("Try") on:click=send>"Try"</button>
        <button type="button" class="button small" data-kind="quiet" aria-label=label("Deliveries of") on:click=show>
            "Deliveries"
        </button>
        {asking(asked, Callback::new(move |()| remove(state, hook)))}
    }
    .into_any()
}

fn remove(state: Hooks, hook: StoredValue<Hook>) {
    spawn_local(async move {
        let (id, name) = hook.with_value(|hook| (hook.id.clone(), hook.name.clone()));
        match api::remove_hook(&id).await {
            Ok(()) => {
                state.problem.set(String::new());
                state.announcer.say(format!("Hook {name} removed"));
                if state.chosen.with_untracked(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.id == id)) {
                    state.chosen.set(None);
                }
            }
            Err(error) => state.problem.set(error.to_string()),
        }
        state.reload();
        dom::focus_soon(vec!["main".to_owned()]);
    });
}
