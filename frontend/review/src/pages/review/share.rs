//! Links for people without an account.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api;
use parts::dom::focus_soon;
use parts::time::{local_time, now};
use shared::access::LinkScope;
use shared::api::{Link, MakeLink};
use wasm_bindgen_futures::spawn_local;

use super::state::Reviewing;
use parts::controls::{Labelled, badge, copy_button};
use parts::load::{Load, failed, fetch, waiting};
use parts::words::count;

/// How long a link opens its review, in hours and in words.
const TERMS: [(u32, &str); 4] = [(24, "1 day"), (72, "3 days"), (168, "7 days"), (720, "30 days")];

/// What the dialog knows.
#[derive(Clone, Copy)]
struct Sharing {
    state: Reviewing,
    links: RwSignal<Load<Vec<Link>>>,
    /// The address that was made, which is shown this once.
    made: RwSignal<Option<String>>,
    problem: RwSignal<String>,
}

impl Sharing {
    fn reload(self) {
        let id = self.state.id.get_value();
        fetch(self.links, async move { api::links(&id).await });
    }
}

const fn scope_words(scope: LinkScope) -> (&'static str, &'static str) {
    match scope {
        LinkScope::View => ("View", "Sees the review, without an account."),
        LinkScope::Comment => ("Comment", "Comments as well, under a name that they give."),
        LinkScope::Approve => ("Approve", "Comments, and is asked to sign in to approve: no link approves by itself."),
    }
}

pub(super) fn dialog(state: Reviewing) -> AnyView {
    let sharing = Sharing {
        state,
        links: RwSignal::new(Load::Waiting),
        made: RwSignal::new(None),
        problem: RwSignal::new(String::new()),
    };
    sharing.reload();
    let made = move || sharing.made.get().map(made);
    view! {
        <div class="stack">
            {form(sharing)}
            {made}
            <p class="notice" data-severity="error" role="alert" hidden=move || sharing.problem.with(String::is_empty)>
                {sharing.problem}
            </p>
            <section aria-labelledby="links-title">
                <h3 id="links-title">"Links to this review"</h3>
                {move || match sharing.links.get() {
                    Load::Waiting => waiting("Loading the links\u{2026}"),
                    Load::Failed(why) => failed(why, move || sharing.reload()),
                    Load::Ready(all) => list(sharing, all),
                }}
            </section>
        </div>
    }
    .into_any()
}

fn form(sharing: Sharing) -> AnyView {
    let scope = RwSignal::new(LinkScope::Comment);
    let hours = RwSignal::new("168".to_owned());
    let title = RwSignal::new(String::new());
    let none = Signal::stored(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = MakeLink {
            scope: scope.get_untracked(),
            expires_in_hours: hours.with_untracked(|hours| hours.parse().ok()),
            title: title.with_untracked(|title| title.trim().to_owned()),
        };
        let id = sharing.state.id.get_value();
        spawn_local(async move {
            match api::make_link(&id, &wanted).await {
                Ok(link) => {
                    sharing.problem.set(String::new());
                    sharing.made.set(Some(link.address));
                    title.set(String::new());
                    sharing.state.announcer.say("The link is made. Copy it now: it is not shown again.");
                    focus_soon(vec!["made-link".to_owned()]);
                }
                Err(error) => sharing.problem.set(error.to_string()),
            }
            sharing.reload();
        });
    };
    let option = move |wanted: LinkScope| {
        let (words, help) = scope_words(wanted);
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="scope"
                    prop:checked=move || scope.get() == wanted
                    on:change=move |_| scope.set(wanted)
                />
                <span><strong>{words}</strong><span class="quiet-text">{help}</span></span>
            </label>
        }
    };
    let terms = TERMS.map(|(hours, words)| (hours.to_string(), words.to_owned()));
    let line = Labelled {
        id: "link-title",
        label: "For whom",
        help: "A reminder for this list. It may be empty.",
        text: title,
        problem: none,
    };
    let term = Labelled { id: "link-term", label: "Opens for", help: "", text: hours, problem: none };
    view! {
        <form class="stack" on:submit=submit>
            <fieldset class="options">
                <legend>"Whoever has the link"</legend>
                {LinkScope::ALL.map(option).into_iter().collect_view()}
            </fieldset>
            <div class="fields">{term.select(terms.to_vec())} {line.line()}</div>
            <div><button type="submit" class="button" data-kind="primary">"Make a link"</button></div>
        </form>
    }
    .into_any()
}

fn made(address: String) -> AnyView {
    let stored = StoredValue::new(address.clone());
    view! {
        <div class="made-link">
            <label for="made-link">"The link. It is shown this once."</label>
            <div class="inline-form">
                <input class="input mono" id="made-link" readonly prop:value=address />
                {copy_button("Copy", "Copy the link".to_owned(), stored)}
            </div>
        </div>
    }
    .into_any()
}

fn list(sharing: Sharing, all: Vec<Link>) -> AnyView {
    if all.is_empty() {
        return view! { <p class="quiet-text">"None yet."</p> }.into_any();
    }
    view! { <ul class="links">{all.into_iter().map(|link| row(sharing, link)).collect_view()}</ul> }.into_any()
}

fn row(sharing: Sharing, link: Link) -> AnyView {
    let ended = match link.revoked_at {
        Some(at) => Some(format!("Revoked {}", local_time(at))),
        None if link.expires_at <= now() => Some(format!("Expired {}", local_time(link.expires_at))),
        None => None,
    };
    let open = ended.is_none();
    let until = ended.unwrap_or_else(|| format!("Opens until {}", local_time(link.expires_at)));
    let used = match link.used_at {
        Some(at) => {
            let uses = usize::try_from(link.uses).unwrap_or_default();
            format!("opened {}, last {}", count(uses, "time", "times"), local_time(at))
        }
        None => "never opened".to_owned(),
    };
    let title = if link.title.is_empty() { "Without a title".to_owned() } else { link.title };
    let label = format!("Revoke the link {title}");
    let id = StoredValue::new(link.id);
    let revoke = open.then(|| {
        view! {
            <button
                type="button"
                class="button small"
                data-kind="danger"
                aria-label=label
                on:click=move |_| revoke(sharing, id)
            >
                "Revoke"
            </button>
        }
    });
    view! {
        <li>
            <div>
                <p><strong>{title}</strong>" "{badge("plain", "link", scope_words(link.scope).0.to_owned())}</p>
                <p class="quiet-text">{format!("{until}; {used}; made by {}", link.by.name)}</p>
            </div>
            {revoke}
        </li>
    }
    .into_any()
}

fn revoke(sharing: Sharing, id: StoredValue<String>) {
    spawn_local(async move {
        match api::revoke_link(&id.get_value()).await {
            Ok(()) => {
                sharing.problem.set(String::new());
                sharing.state.announcer.say("The link opens nothing any more");
            }
            Err(error) => sharing.problem.set(error.to_string()),
        }
        sharing.reload();
        focus_soon(vec!["link-title".to_owned()]);
    });
}
