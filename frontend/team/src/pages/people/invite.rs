//! The form of an invitation, and its address once it is made.

use leptos::prelude::*;
use parts::controls::Labelled;
use parts::time::local_time;
use parts::{api, dom};
use shared::access::{Grant, Grants, Role};
use shared::api::{Invite, MadeInvitation};

use super::People;
use super::grants::{adder, list, with, without};
use crate::doing::Doing;
use crate::once::once;
use crate::words;

pub(super) fn form(state: People) -> AnyView {
    let made = RwSignal::new(None::<MadeInvitation>);
    let doing = Doing::new();
    let note = RwSignal::new(String::new());
    let grants = RwSignal::new(Grants::everywhere(Role::Viewer));
    dom::focus_soon(vec!["note".to_owned()]);
    let make = move || {
        if grants.with_untracked(|grants| grants.0.is_empty()) {
            doing.problem.set("Give at least one role, or whoever joins could see nothing.".to_owned());
            return;
        }
        let whom = Invite { note: note.get_untracked().trim().to_owned(), grants: grants.get_untracked() };
        doing.ask(async move { api::invite(&whom).await }, move |answer| {
            made.set(Some(answer));
            state.reload();
            dom::focus_soon(vec!["invitation-address".to_owned()]);
        });
    };
    (move || match made.get() {
        Some(made) => address(state, made),
        None => fields(state, doing, note, grants, make),
    })
    .into_any()
}

fn fields(
    state: People,
    doing: Doing,
    note: RwSignal<String>,
    grants: RwSignal<Grants>,
    make: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let remove = Callback::new(move |grant: Grant| grants.update(|grants| *grants = without(grants, &grant)));
    let add = Callback::new(move |grant: Grant| grants.update(|grants| *grants = with(grants, grant)));
    let note = Labelled {
        id: "note",
        label: "Whom it is for",
        help: "A reminder for you and other owners. May stay empty.",
        text: note,
        problem: Signal::stored(String::new()),
    };
    view! {
        <form
            class="sheet-form"
            aria-label="Invite someone"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                make();
            }
        >
            {note.line()}
            <fieldset class="field">
                <legend class="field-legend">"Roles"</legend>
                {move || grants.with(|grants| list(grants, "the invitation", remove))}
                {adder("invite-role".to_owned(), state.environments, add, None)}
            </fieldset>
            {doing.notice()}
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.inviting.set(false)>"Cancel"</button>
                <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Make the invitation"</button>
            </footer>
        </form>
    }
    .into_any()
}

fn address(state: People, made: MadeInvitation) -> AnyView {
    let MadeInvitation { invitation, address } = made;
    let whom = if invitation.note.is_empty() { "the person".to_owned() } else { invitation.note };
    view! {
        <div class="sheet-form">
            <p>
                {format!(
                    "Send this address to {whom}. Whoever opens it first joins as {}. It works once, until {}.",
                    words::grants(&invitation.grants),
                    local_time(invitation.expires_at),
                )}
            </p>
            {once("invitation-address", "Address of the invitation", address)}
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="primary" on:click=move |_| state.inviting.set(false)>"Done"</button>
            </footer>
        </div>
    }
    .into_any()
}
