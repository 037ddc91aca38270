//! What is said about the whole, about places that don't change, and about places that are gone.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api;
use parts::icon::icon;
use serde_json::Value;
use shared::access::Permission;
use shared::api::{Thread, ThreadPlace};
use shared::document::Pointer;
use wasm_bindgen_futures::spawn_local;

use super::draft::Note;
use super::places::{Spot, path_words};
use super::state::Reviewing;
use super::{note, thread};
use parts::plan::changes::value_text;
use parts::values::{label, place, shown};

/// The number of the controls of a comment on a place of one's choice; no change has it.
const CHOSEN: usize = 1_000_000;
/// How many places of a design are offered.
const OFFERED: usize = 1_000;

/// The conversation about the whole.
pub(super) fn whole(state: Reviewing) -> AnyView {
    let ids = state.threads_at(Spot::Whole);
    let button = move || {
        state.may(Permission::Comment).then(|| {
            view! {
                <button
                    type="button"
                    class="button small"
                    id="comment-0"
                    on:click=move |_| note::start(state, &note::whole(), 0)
                >
                    {icon("note")}
                    "Comment on the whole"
                </button>
            }
        })
    };
    view! {
        <section aria-labelledby="whole-title">
            <h2 id="whole-title">"Conversation"</h2>
            {thread::list(state, ids, "Comments on the whole".to_owned())}
            <p class="quiet-text" hidden=move || !ids.with(Vec::is_empty)>"Nothing is said about the whole yet."</p>
            {note::note(state, note::whole().key, 0, None)}
            {button}
        </section>
    }
    .into_any()
}

/// Threads at places that don't change in this review, and comments on any place.
pub(super) fn other_places(state: Reviewing) -> AnyView {
    let ids = state.threads_where(|spot| matches!(spot, Spot::Elsewhere(_)));
    let rows = move || ids.get().into_iter().map(|id| placed(state, id)).collect_view();
    let waiting = Memo::new(move |_| {
        state.draft.with(|draft| {
            let chosen = draft.notes.iter().filter(|note| note.key.starts_with(PREFIX));
            chosen.map(|note| note.key.clone()).collect::<Vec<_>>()
        })
    });
    let numbered = move || waiting.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <section aria-labelledby="places-title">
            <h2 id="places-title">"Other places"</h2>
            {rows}
            <For each=numbered key=|(_, key)| key.clone() let:note>
                <h3 class="place">{note.1.trim_start_matches(PREFIX).to_owned()}</h3>
                {note::note(state, note.1, CHOSEN + note.0, Some(&Value::Null))}
            </For>
            {move || state.may(Permission::Comment).then(|| choose(state))}
        </section>
    }
    .into_any()
}

/// How the keys of notes on chosen places begin.
const PREFIX: &str = "at ";

fn placed(state: Reviewing, id: String) -> AnyView {
    let thread = state.thread(id.clone());
    let words = move || {
        thread.with(|thread| match thread.as_ref().map(|thread| &thread.place) {
            Some(ThreadPlace::There { path, .. }) => path_words(path),
            Some(ThreadPlace::Whole | ThreadPlace::Outdated) | None => String::new(),
        })
    };
    let label = format!("Comments on {}", untrack(words));
    let ids = Memo::new(move |_| vec![id.clone()]);
    view! { <h3 class="place">{words}</h3> {thread::list(state, ids, label)} }.into_any()
}

/// The form that begins a comment on any place. The design's places are offered to whoever may see the design.
fn choose(state: Reviewing) -> AnyView {
    let text = RwSignal::new(String::new());
    let document = RwSignal::new(None::<Value>);
    let problem = RwSignal::new(String::new());
    let asked = StoredValue::new(false);
    let ask = move |_| {
        let wanted = state
            .copy
            .with_untracked(|copy| copy.as_ref().map(|copy| (copy.meta.design_id.clone(), copy.meta.version)));
        let Some((design, version)) = wanted.filter(|_| !asked.get_value()) else { return };
        asked.set_value(true);
        spawn_local(async move {
            // Without it nothing is offered; the server still knows the place.
            if let Ok(copy) = api::version(&design, version).await {
                document.set(Some(copy.document));
            }
        });
    };
    let options = move || {
        document.with(|document| {
            let document = document.as_ref()?;
            let mut places = Vec::new();
            leaves(document, &Pointer::root(), &mut places);
            let option = |at: Pointer| view! { <option value=at.as_str().to_owned()>{label(document, &at)}</option> };
            Some(places.into_iter().map(option).collect_view())
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = text.with_untracked(|text| text.trim().to_owned());
        let at = place(&typed);
        let missing =
            document.with_untracked(|document| document.as_ref().is_some_and(|document| at.get(document).is_none()));
        if at.is_root() || missing {
            let words = "There is no such place. Write a path such as /services/web/desiredCount.";
            state.announcer.fail(words);
            return problem.set(words.to_owned());
        }
        problem.set(String::new());
        let is_text = document.with_untracked(|document| {
            document.as_ref().is_some_and(|document| at.get(document).is_some_and(Value::is_string))
        });
        let words = document.with_untracked(|document| {
            document.as_ref().map_or_else(|| path_words(&at), |document| label(document, &at))
        });
        let empty = Note { key: format!("{PREFIX}{words}"), path: Some(at), place: words, is_text, ..Note::default() };
        let chosen = |note: &&Note| note.key.starts_with(PREFIX) && note.key != empty.key;
        let before = state.draft.with_untracked(|draft| draft.notes.iter().filter(chosen).count());
        note::start(state, &empty, CHOSEN + before);
        text.set(String::new());
    };
    view! {
        <form class="inline-form choose-place" on:submit=submit>
            <label for="place">"Comment on another place"</label>
            <input
                class="input mono"
                id="place"
                list="places"
                placeholder="/services/web/desiredCount"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="place-problem"
                aria-invalid=move || (!problem.with(String::is_empty)).then_some("true")
                prop:value=text
                on:focus=ask
                on:input=move |event| text.set(event_target_value(&event))
            />
            <datalist id="places">{options}</datalist>
            <button type="submit" class="button small">"Begin"</button>
            <p class="refused" id="place-problem">{problem}</p>
        </form>
    }
    .into_any()
}

/// The places of a document that hold a value of their own, in its order.
fn leaves(value: &Value, at: &Pointer, into: &mut Vec<Pointer>) {
    if into.len() >= OFFERED {
        return;
    }
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| leaves(member, &at.key(key), into)),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().enumerate().for_each(|(index, item)| leaves(item, &at.index(index), into));
        }
        Value::Array(_) | Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => into.push(at.clone()),
    }
}

/// Threads whose place is gone, with what stood there.
pub(super) fn outdated(state: Reviewing) -> AnyView {
    let ids = state.threads_at(Spot::Outdated);
    let rows = move || ids.get().into_iter().map(|id| gone(state, id)).collect_view();
    (move || {
        (!ids.with(Vec::is_empty)).then(|| {
            view! {
                <section aria-labelledby="outdated-title">
                    <h2 id="outdated-title">"Outdated"</h2>
                    <p class="quiet-text">"Said about places that this version doesn't have any more."</p>
                    {rows}
                </section>
            }
        })
    })
    .into_any()
}

fn gone(state: Reviewing, id: String) -> AnyView {
    let thread = state.thread(id.clone());
    let (words, was) = thread.with_untracked(|thread| {
        let path = thread.as_ref().and_then(|thread: &Thread| thread.path.as_ref());
        (path.map(path_words).unwrap_or_default(), thread.as_ref().and_then(|thread| thread.text.as_ref()).map(shown))
    });
    let label = format!("Outdated comments on {words}");
    let ids = Memo::new(move |_| vec![id.clone()]);
    let was = was.map(|was| {
        view! {
            <dl class="before-after"><div data-tone="del"><dt>"Stood there"</dt><dd>{value_text(was)}</dd></div></dl>
        }
    });
    view! { <div class="outdated"><h3 class="place">{words}</h3> {was} {thread::list(state, ids, label)}</div> }
        .into_any()
}
