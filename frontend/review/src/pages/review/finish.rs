//! The dialog that sends a review: the comments that are kept, a decision, and what is said with it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::draft::Note;
use super::note::said;
use super::state::{Choice, Reviewing};
use super::{changes, guest};
use parts::words::count;

pub(super) fn form(state: Reviewing) -> AnyView {
    let refused = RwSignal::new("");
    let notes = Memo::new(move |_| {
        state.draft.with(|draft| draft.notes.iter().filter(|note| note.thread().is_some()).cloned().collect::<Vec<_>>())
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let nothing =
            notes.with_untracked(Vec::is_empty) && state.draft.with_untracked(|draft| draft.said.trim().is_empty());
        if state.choice.get_untracked() == Choice::Comment && nothing {
            refused.set("Write something, or choose to approve or to request changes.");
            return;
        }
        refused.set("");
        state.send();
    };
    let about = untrack(|| {
        state.copy.with(|copy| {
            copy.as_ref().map(|copy| {
                let (version, environment) = (copy.meta.version, &copy.meta.environment);
                format!("v{version} in {environment}: {}.", changes::count_words(copy))
            })
        })
    });
    let option = move |choice: Choice, words: &'static str, help: &'static str| {
        let why = untrack(|| state.why_not(choice));
        let refused = !why.is_empty();
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="decision"
                    disabled=refused
                    prop:checked=move || state.choice.get() == choice
                    on:change=move |_| state.choice.set(choice)
                />
                <span>
                    <strong>{words}</strong>
                    <span class="quiet-text">{if refused { why } else { help.to_owned() }}</span>
                </span>
            </label>
        }
        .into_any()
    };
    let guest = untrack(|| state.is_guest());
    let kept = move || {
        notes.with(|notes| {
            (!notes.is_empty()).then(|| {
                let title = format!("{} sent with it", count(notes.len(), "comment is", "comments are"));
                let rows = notes.iter().map(kept).collect_view();
                view! { <section aria-label=title><p><strong>{title.clone()}</strong></p><ul class="kept-list">{rows}</ul></section> }
            })
        })
    };
    let words = move || match (state.busy.get(), state.choice.get()) {
        (true, _) => "Sending\u{2026}",
        (false, Choice::Comment) => "Send the comments",
        (false, Choice::Approve) => "Approve",
        (false, Choice::RequestChanges) => "Request changes",
    };
    view! {
        <form class="stack" on:submit=submit>
            <p>{about}</p>
            {guest::ask(state, "guest-finish".to_owned())}
            <fieldset class="options">
                <legend class="sr-only">"What you send"</legend>
                {option(Choice::Comment, "Comment", "Says something and decides nothing.")}
                {(!guest).then(|| option(Choice::Approve, "Approve", "Exactly this plan may be applied, as far as you are concerned."))}
                {(!guest).then(|| option(Choice::RequestChanges, "Request changes", "Nothing is applied until you approve or take it back."))}
            </fieldset>
            <div class="field">
                <label for="said">"What you say with it"</label>
                <textarea
                    class="input"
                    id="said"
                    rows="3"
                    maxlength="10000"
                    prop:value=move || state.draft.with(|draft| draft.said.clone())
                    on:input=move |event| state.edit(|draft| draft.said = event_target_value(&event))
                ></textarea>
            </div>
            {kept}
            <p class="notice" data-severity="error" role="alert" hidden=move || refused.with(|why| why.is_empty())>{refused}</p>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>{state.problem}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.finishing.set(false)>"Not yet"</button>
                <button type="submit" class="button" data-kind="primary" aria-busy=move || state.busy.get().to_string()>{words}</button>
            </footer>
        </form>
    }
    .into_any()
}

fn kept(note: &Note) -> AnyView {
    let content = note.thread().map(|sent| said((sent.text, sent.suggestion)));
    view! { <li><p class="quiet-text">{note.place.clone()}</p>{content}</li> }.into_any()
}
