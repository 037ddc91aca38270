//! One token of the list.

use leptos::prelude::*;
use parts::controls::badge;
use parts::time::{local_time, now};
use parts::{api, dom};
use shared::api::Token;
use wasm_bindgen_futures::spawn_local;

use super::Tokens;
use crate::asking::{Asked, asking};
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
    let asked = Asked {
        id: format!("token-{id}"),
        verb: "Revoke",
        whom: name.clone(),
        question: "Programs with it are refused from then on.",
    };
    let actions = asking(asked, Callback::new(move |()| revoke(state, id.clone())));
    view! {
        <tr>
            <th scope="row">
                {name}
                <span class="quiet-text below">{format!("Made {}", local_time(created_at))}</span>
            </th>
            <td data-word="May">{may}</td>
            <td data-word="Whose">{owner.name}</td>
            <td data-word="Last used">{used}</td>
            <td data-word="Expires">{expires}</td>
            <td class="table-actions">{actions}</td>
        </tr>
    }
    .into_any()
}

fn revoke(state: Tokens, id: String) {
    spawn_local(async move {
        match api::revoke_token(&id).await {
            Ok(()) => {
                state.problem.set(String::new());
                state.announcer.say("The token is revoked");
            }
            Err(error) => state.problem.set(error.to_string()),
        }
        state.reload();
        dom::focus_soon(vec!["main".to_owned()]);
    });
}
