//! The people, what they may do where, and the invitations.

mod disable;
mod grants;
mod invitations;
mod invite;
mod row;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::dialog::dialog;
use parts::frame::frame;
use parts::load::{Load, failed, fetch, waiting};
use parts::shell::set_title;
use parts::{api, dom, me};
use shared::access::Role;
use shared::api::{Me, PersonList};
use wasm_bindgen_futures::spawn_local;

use super::no_accounts::no_accounts;
use crate::words;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct People {
    list: RwSignal<Load<PersonList>>,
    /// The names of the environments there are.
    environments: RwSignal<Vec<String>>,
    inviting: RwSignal<bool>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
    announcer: Announcer,
}

impl People {
    fn reload(self) {
        fetch(self.list, api::people_and_invitations());
    }

    /// Shows what came of a change, and the list as it is now; then focuses the element with the id `focus`.
    fn after(self, outcome: Result<String, String>, focus: String) {
        match outcome {
            Ok(done) => {
                self.problem.set(String::new());
                self.announcer.say(done);
            }
            Err(why) => self.problem.set(why),
        }
        spawn_local(async move {
            self.list.set(api::people_and_invitations().await.into());
            dom::focus_soon(vec![focus, "main".to_owned()]);
        });
    }
}

/// `/people`.
pub(crate) fn page() -> AnyView {
    set_title("People");
    let state = People {
        list: RwSignal::new(Load::Waiting),
        environments: RwSignal::new(Vec::new()),
        inviting: RwSignal::new(false),
        problem: RwSignal::new(String::new()),
        announcer: Announcer::here(),
    };
    let me = me::me();
    let accounts = Memo::new({
        let me = me.clone();
        move |_| me.with(|me| me.as_ref().map(|me| me.accounts))
    });
    Effect::new(move |_| {
        if accounts.get() == Some(true) {
            state.reload();
            spawn_local(async move {
                // Without their names there is still "everywhere".
                let all = api::environments().await.unwrap_or_default();
                state.environments.set(all.into_iter().map(|environment| environment.name).collect());
            });
        }
    });
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>"People"</h1>
                <Show when=move || accounts.get() == Some(true)>
                    <button type="button" class="button" data-kind="primary" on:click=move |_| state.inviting.set(true)>
                        "Invite\u{2026}"
                    </button>
                </Show>
            </header>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
                {state.problem}
            </p>
            {move || match accounts.get() {
                None => waiting("Loading the people\u{2026}"),
                Some(false) => no_accounts(),
                Some(true) => lists(state, me.clone()),
            }}
            {dialog(state.inviting, "Invite someone", move || invite::form(state))}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn lists(state: People, me: ArcRwSignal<Option<Me>>) -> AnyView {
    view! {
        <p class="lead">
            "What people may do is said by their roles, in one environment or everywhere. Several roles add up, and a "
            "change counts at once."
        </p>
        {roles()}
        {move || match state.list.get() {
            Load::Waiting => waiting("Loading the people\u{2026}"),
            Load::Failed(why) => failed(why, move || state.reload()),
            Load::Ready(all) => {
                let own = me.with_untracked(|me| me.as_ref().and_then(|me| me.person.clone()));
                let own = own.map(|person| person.id).unwrap_or_default();
                let (gone, here): (Vec<_>, Vec<_>) = all.people.into_iter().partition(|person| person.disabled_at.is_some());
                view! {
                    <table class="table people">
                        <thead>
                            <tr>
                                <th scope="col">"Name"</th>
                                <th scope="col">"E-mail"</th>
                                <th scope="col">"Roles"</th>
                                <th scope="col"><span class="sr-only">"Actions"</span></th>
                            </tr>
                        </thead>
                        <tbody>{here.into_iter().chain(gone).map(|person| row::row(state, person, &own)).collect_view()}</tbody>
                    </table>
                    {invitations::invitations(state, all.invitations)}
                }
                .into_any()
            }
        }}
    }
    .into_any()
}

fn roles() -> AnyView {
    let each = Role::ALL.into_iter().map(|role| {
        view! {
            <div>
                <dt>{role.word()}</dt>
                <dd>{words::role_help(role)}</dd>
            </div>
        }
    });
    view! {
        <details class="fold roles">
            <summary>"What each role may do"</summary>
            <dl class="pairs">{each.collect_view()}</dl>
        </details>
    }
    .into_any()
}
