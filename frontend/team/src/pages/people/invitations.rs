//! The invitations that nobody has used yet.

use leptos::prelude::*;
use parts::api;
use parts::time::{local_time, now};
use shared::api::Invitation;
use wasm_bindgen_futures::spawn_local;

use super::People;
use crate::words;

pub(super) fn invitations(state: People, all: Vec<Invitation>) -> AnyView {
    let content = if all.is_empty() {
        view! { <p class="quiet-text">"None is open."</p> }.into_any()
    } else {
        view! {
            <table class="table invitations">
                <thead>
                    <tr>
                        <th scope="col">"For"</th>
                        <th scope="col">"Roles"</th>
                        <th scope="col">"By"</th>
                        <th scope="col">"Expires"</th>
                        <th scope="col"><span class="sr-only">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(|invitation| row(state, invitation)).collect_view()}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <section class="block" aria-labelledby="invitations-title">
            <h2 id="invitations-title">"Open invitations"</h2>
            {content}
        </section>
    }
    .into_any()
}

fn row(state: People, invitation: Invitation) -> AnyView {
    let Invitation { id, note, grants, by, created_at: _, expires_at } = invitation;
    let whom = if note.is_empty() { "nobody named".to_owned() } else { note };
    let expires = if expires_at < now() { "Expired".to_owned() } else { local_time(expires_at) };
    let label = format!("Revoke the invitation for {whom}");
    let revoke = move |_| {
        let id = id.clone();
        spawn_local(async move {
            let revoked = api::revoke_invitation(&id).await;
            let done = revoked.map(|()| "The invitation is revoked".to_owned()).map_err(|error| error.to_string());
            state.after(done, "main".to_owned());
        });
    };
    view! {
        <tr>
            <th scope="row">{whom}</th>
            <td class="roles">{words::grants(&grants)}</td>
            <td data-word="By">{by.name}</td>
            <td data-word="Expires">{expires}</td>
            <td class="table-actions">
                <button type="button" class="button small" data-kind="quiet" aria-label=label on:click=revoke>"Revoke"</button>
            </td>
        </tr>
    }
    .into_any()
}
