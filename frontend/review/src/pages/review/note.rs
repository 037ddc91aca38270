//! A comment while it is written, and while it waits to be sent.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::dom::focus_soon;
use serde_json::Value;

use super::draft::Note;
use super::state::Reviewing;
use super::{guest, thread};
use parts::plan::changes::value_text;
use parts::values::{read, shown, typed};

/// The key of the note about the whole.
const WHOLE: &str = "whole";

/// The note that a comment on the whole starts from.
pub(super) fn whole() -> Note {
    Note { key: WHOLE.to_owned(), place: "The whole".to_owned(), ..Note::default() }
}

/// Begins a comment, or goes on with one.
pub(super) fn start(state: Reviewing, empty: &Note, number: usize) {
    state.edit(|draft| draft.open(empty));
    focus_soon(vec![format!("note-{number}")]);
}

/// The note of a place, if there is one. `number` tells its controls from those of other places; 0 is the whole's.
/// `value` is what stands in the place.
pub(super) fn note(state: Reviewing, key: String, number: usize, value: Option<&Value>) -> AnyView {
    let key = StoredValue::new(key);
    let value = StoredValue::new(value.cloned());
    let open =
        Memo::new(move |_| state.draft.with(|draft| key.with_value(|key| draft.note(key).map(|note| note.open))));
    (move || {
        open.get().map(|open| {
            let at = At { state, key, number, value };
            if open { form(at) } else { kept(at) }
        })
    })
    .into_any()
}

/// Which note it is.
#[derive(Clone, Copy)]
struct At {
    state: Reviewing,
    key: StoredValue<String>,
    number: usize,
    value: StoredValue<Option<Value>>,
}

impl At {
    fn get<T>(self, pick: impl Fn(&Note) -> T) -> Option<T> {
        self.state.draft.with(|draft| self.key.with_value(|key| draft.note(key).map(&pick)))
    }

    fn change(self, change: impl FnOnce(&mut Note)) {
        self.key.with_value(|key| self.state.edit(|draft| draft.change(key, change)));
    }

    fn remove(self) {
        self.key.with_value(|key| self.state.edit(|draft| draft.remove(key)));
        self.leave();
    }

    /// Focus goes back to where the comment was begun.
    fn leave(self) {
        focus_soon(vec![format!("comment-{}", self.number), format!("change-{}", self.number)]);
    }

    fn send(self) {
        let note = untrack(|| self.get(Clone::clone));
        match note.filter(|note| note.thread().is_some()) {
            Some(note) => {
                let then = Callback::new(move |()| self.leave());
                self.state.submit(vec![note], "", None, then);
            }
            None => self.state.announcer.fail("Write something first."),
        }
    }

    fn place(self) -> String {
        untrack(|| self.get(|note| note.place.clone())).unwrap_or_default()
    }
}

fn form(at: At) -> AnyView {
    let place = at.place();
    let text = Memo::new(move |_| at.get(|note| note.text.clone()).unwrap_or_default());
    let suggests = Memo::new(move |_| at.get(|note| note.suggestion.is_some()).unwrap_or_default());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        if text.with_untracked(|text| text.trim().is_empty()) && !suggests.get_untracked() {
            return at.state.announcer.fail("Write something first.");
        }
        at.change(|note| note.open = false);
        at.state.announcer.say("Kept until you send your review");
        at.leave();
    };
    let suggestable = at.value.with_value(Option::is_some);
    let suggest = move || {
        (suggestable && !suggests.get()).then(|| {
            let begin = move |_| {
                // What is more than a line is quicker replaced than edited in one.
                let now = at.value.with_value(|value| value.as_ref().map(typed)).unwrap_or_default();
                at.change(|note| note.suggestion = Some(now));
                focus_soon(vec![format!("suggestion-{}", at.number)]);
            };
            view! {
                <button type="button" class="button small" data-kind="quiet" on:click=begin>"Suggest a value"</button>
            }
        })
    };
    let id = format!("note-{}", at.number);
    let label =
        if at.key.with_value(|key| key == WHOLE) { "Comment".to_owned() } else { format!("Comment on {place}") };
    view! {
        <form class="draft-note" aria-label=label on:submit=add>
            {guest::ask(at.state, format!("guest-{}", at.number))}
            <label class="sr-only" for=id.clone()>{label.clone()}</label>
            <textarea
                class="input"
                id=id
                rows="3"
                maxlength="10000"
                prop:value=text
                on:input=move |event| at.change(|note| note.text = event_target_value(&event))
            ></textarea>
            {move || suggests.get().then(|| suggestion(at))}
            <div class="toolbar">
                <button type="submit" class="button small" data-kind="primary">"Add to the review"</button>
                <button
                    type="button"
                    class="button small"
                    aria-disabled=move || at.state.busy.get().to_string()
                    on:click=move |_| at.send()
                >
                    "Comment now"
                </button>
                {suggest}
                <button type="button" class="button small" data-kind="quiet" on:click=move |_| at.remove()>"Discard"</button>
            </div>
        </form>
    }
    .into_any()
}

/// The suggested value as it is typed, and what it would become.
fn suggestion(at: At) -> AnyView {
    let text = Memo::new(move |_| at.get(|note| note.suggestion.clone()).flatten().unwrap_or_default());
    let is_text = untrack(|| at.get(|note| note.is_text)).unwrap_or_default();
    let becomes = move || value_text(text.with(|text| shown(&read(text, is_text))));
    let id = format!("suggestion-{}", at.number);
    let help = if is_text { "A text, without quotes." } else { "A JSON value, or a text." };
    view! {
        <div class="suggestion-form">
            <div class="field">
                <label for=id.clone()>"Suggested value"</label>
                <textarea
                    class="input mono"
                    id=id.clone()
                    rows="1"
                    spellcheck="false"
                    autocomplete="off"
                    aria-describedby=format!("{id}-help")
                    prop:value=text
                    on:input=move |event| at.change(|note| note.suggestion = Some(event_target_value(&event)))
                ></textarea>
                <p class="field-help" id=format!("{id}-help")>{help}</p>
            </div>
            <dl class="before-after">
                <div data-tone="add"><dt>"Would become"</dt><dd>{becomes}</dd></div>
            </dl>
            <button
                type="button"
                class="button small"
                data-kind="quiet"
                on:click=move |_| at.change(|note| note.suggestion = None)
            >
                "No suggestion"
            </button>
        </div>
    }
    .into_any()
}

/// A comment that waits to be sent with the rest.
fn kept(at: At) -> AnyView {
    let place = at.place();
    let edit = move |_| {
        at.change(|note| note.open = true);
        focus_soon(vec![format!("note-{}", at.number)]);
    };
    let content = move || at.get(|note| note.thread().map(|sent| (sent.text, sent.suggestion))).flatten().map(said);
    view! {
        <div class="draft-note kept" role="group" aria-label=format!("Your comment on {place}, not sent yet")>
            <p class="quiet-text">"Not sent yet; only you see it"</p>
            {content}
            <div class="toolbar">
                <button type="button" class="button small" on:click=edit>"Edit"</button>
                <button
                    type="button"
                    class="button small"
                    aria-disabled=move || at.state.busy.get().to_string()
                    on:click=move |_| at.send()
                >
                    "Comment now"
                </button>
                <button type="button" class="button small" data-kind="quiet" on:click=move |_| at.remove()>"Discard"</button>
            </div>
        </div>
    }
    .into_any()
}

/// A text and the value that it suggests.
pub(super) fn said((text, suggestion): (String, Option<Value>)) -> AnyView {
    view! { <p class="said">{text}</p> {suggestion.as_ref().map(thread::suggested)} }.into_any()
}
