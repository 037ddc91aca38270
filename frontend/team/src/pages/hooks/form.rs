//! The form of a hook, and its secret once it is made.

use leptos::prelude::*;
use parts::controls::Labelled;
use parts::{api, dom};
use shared::api::{HookKind, MadeHook, MakeHook};

use super::choice::{Told, choice};
use super::{Hooks, kind, secret};
use crate::doing::Doing;

/// What a person typed.
#[derive(Clone, Copy)]
struct Draft {
    kind: RwSignal<String>,
    name: RwSignal<String>,
    url: RwSignal<String>,
    secret: RwSignal<String>,
    told: Told,
    /// Whether they tried to send it: from then on what is wrong is said.
    tried: RwSignal<bool>,
}

impl Draft {
    fn kind(self) -> HookKind {
        let word = self.kind.get();
        kind::KINDS.into_iter().find(|known| kind::word(*known) == word).unwrap_or(HookKind::Webhook)
    }

    /// What is wrong with a field. The server checks again, and more.
    fn problem(self, id: &str) -> &'static str {
        let empty = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        let kind = self.kind();
        match id {
            "hook-name" if empty(self.name) => "Name it, so that others know what it is for.",
            "hook-url" if kind != HookKind::Github && empty(self.url) => "Say where to send it.",
            "hook-secret" if kind == HookKind::Github && empty(self.secret) => "GitHub takes nothing without a token.",
            _ => "",
        }
    }

    fn shown(self, id: &'static str) -> Signal<String> {
        Signal::derive(move || if self.tried.get() { self.problem(id).to_owned() } else { String::new() })
    }
}

pub(super) fn form(state: Hooks) -> AnyView {
    let text = || RwSignal::new(String::new());
    let draft = Draft {
        kind: RwSignal::new(kind::word(HookKind::Webhook).to_owned()),
        name: text(),
        url: text(),
        secret: text(),
        told: Told::new(),
        tried: RwSignal::new(false),
    };
    let made = RwSignal::new(None::<MadeHook>);
    dom::focus_soon(vec!["hook-kind".to_owned()]);
    (move || match made.get() {
        Some(made) => secret::secret(state, made),
        None => fields(state, draft, made),
    })
    .into_any()
}

fn make(state: Hooks, draft: Draft, doing: Doing, made: RwSignal<Option<MadeHook>>) {
    draft.tried.set(true);
    let wrong = ["hook-name", "hook-url", "hook-secret"].into_iter();
    if let Some(id) = wrong.into_iter().find(|id| untrack(|| !draft.problem(id).is_empty())) {
        dom::focus(id);
        return;
    }
    let Some(acts) = draft.told.read() else {
        doing.problem.set("Choose at least one thing that it tells.".to_owned());
        return;
    };
    let kind = untrack(|| draft.kind());
    let wanted = MakeHook {
        kind,
        name: draft.name.get_untracked().trim().to_owned(),
        url: draft.url.get_untracked().trim().to_owned(),
        secret: (kind == HookKind::Github).then(|| draft.secret.get_untracked().trim().to_owned()),
        acts,
    };
    doing.ask(async move { api::make_hook(&wanted).await }, move |answer| {
        state.announcer.say(format!("Hook {} made", answer.hook.name));
        made.set(Some(answer));
        state.reload();
        dom::focus_soon(vec!["hook-made-secret".to_owned(), "hook-done".to_owned()]);
    });
}

fn fields(state: Hooks, draft: Draft, made: RwSignal<Option<MadeHook>>) -> AnyView {
    let doing = Doing::new();
    let kinds = kind::KINDS.into_iter().map(|known| (kind::word(known).to_owned(), kind::label(known).to_owned()));
    let none = Signal::stored(String::new());
    let kind = Memo::new(move |_| draft.kind());
    let labelled = move |id, label, help, text| Labelled { id, label, help, text, problem: draft.shown(id) };
    view! {
        <form
            class="sheet-form"
            aria-label="New hook"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                make(state, draft, doing, made);
            }
        >
            {Labelled { id: "hook-kind", label: "Kind", help: "", text: draft.kind, problem: none }.select(kinds.collect())}
            {labelled("hook-name", "Name", "For these pages only.", draft.name).line()}
            {move || labelled("hook-url", "Address", kind::address_help(kind.get()), draft.url).typed("url", "off")}
            {move || (kind.get() == HookKind::Github)
                .then(|| labelled("hook-secret", "Token", "One that may write commit statuses and comment on pull requests.", draft.secret)
                    .typed("password", "off"))}
            {choice(draft.told)}
            {doing.notice()}
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.making.set(false)>"Cancel"</button>
                <button type="submit" class="button" data-kind="primary" aria-busy=doing.busy()>"Make the hook"</button>
            </footer>
        </form>
    }
    .into_any()
}
