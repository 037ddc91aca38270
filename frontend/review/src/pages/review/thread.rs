//! What was said about a place, and the answers to it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api;
use parts::dom::focus_soon;
use parts::time::local_time;
use serde_json::Value;
use shared::access::Permission;
use shared::api::{Comment, Commenter, Reply, Thread, ThreadPlace};

use super::guest;
use super::news::name;
use super::places::path_words;
use super::state::Reviewing;
use parts::controls::badge;
use parts::plan::changes::value_text;
use parts::values::shown;
use parts::words::count;

/// The threads of a place; nothing where there are none.
pub(super) fn list(state: Reviewing, ids: Memo<Vec<String>>, label: String) -> AnyView {
    view! {
        <ul class="threads" aria-label=label hidden=move || ids.with(Vec::is_empty)>
            <For each=move || ids.get() key=String::clone let:id>
                {row(state, &id)}
            </For>
        </ul>
    }
    .into_any()
}

fn row(state: Reviewing, id: &str) -> AnyView {
    let thread = state.thread(id.to_owned());
    let resolved = Memo::new(move |_| {
        thread.with(|thread| {
            let thread = thread.as_ref()?;
            let by = thread.resolved_by.as_ref()?;
            Some(format!("Resolved by {}: {}", by.name, count(thread.comments.len(), "comment", "comments")))
        })
    });
    let stored = StoredValue::new(id.to_owned());
    let inside = move || inside(state, thread, stored);
    let content = move || match resolved.get() {
        Some(words) => view! { <details class="fold"><summary>{words}</summary>{inside()}</details> }.into_any(),
        None => inside(),
    };
    view! { <li class="thread" id=format!("thread-{id}") tabindex="-1">{content}</li> }.into_any()
}

fn inside(state: Reviewing, thread: Memo<Option<Thread>>, id: StoredValue<String>) -> AnyView {
    let place = Memo::new(move |_| thread.with(|thread| thread.as_ref().and_then(|thread| elsewhere(state, thread))));
    let comments = Memo::new(move |_| thread.with(|thread| thread.as_ref().map(|thread| thread.comments.clone())));
    let each = move || comments.get().unwrap_or_default().into_iter().enumerate().collect::<Vec<_>>();
    let suggestion = Memo::new(move |_| {
        thread.with(|thread| {
            let thread = thread.as_ref()?;
            Some((thread.suggestion.clone()?, thread.applied_as, matches!(thread.place, ThreadPlace::Outdated)))
        })
    });
    view! {
        {move || place.get()}
        <ol class="comments">
            <For each=each key=|(at, _)| *at let:comment>
                {said(&comment.1)}
            </For>
        </ol>
        {move || suggestion.get().map(|(value, applied, outdated)| suggests(state, id, &value, applied, outdated))}
        {answer(state, thread, id)}
    }
    .into_any()
}

/// What there is to know of a thread's place beside where it stands; nothing where it says all.
fn elsewhere(state: Reviewing, thread: &Thread) -> Option<String> {
    let other = state.id.with_value(|id| *id != thread.review_id);
    let version = state.copy.with_untracked(|copy| copy.as_ref().map(|copy| copy.meta.version));
    let mut words = Vec::new();
    if Some(thread.version) != version || other {
        words.push(format!("About v{}{}.", thread.version, if other { ", in another review" } else { "" }));
    }
    match &thread.place {
        ThreadPlace::There { changed: true, .. } => words.push(match &thread.text {
            Some(was) => format!("Since then the value has changed; it was {}.", short(&shown(was))),
            None => "Since then the value has changed.".to_owned(),
        }),
        ThreadPlace::There { changed: false, .. } | ThreadPlace::Whole | ThreadPlace::Outdated => {}
    }
    (!words.is_empty()).then(|| words.join(" "))
}

fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > LONGEST {
        line = line.chars().take(LONGEST).chain(['\u{2026}']).collect();
    }
    line
}

fn said(comment: &Comment) -> AnyView {
    let guest = match &comment.by {
        Commenter::Person(_) => None,
        Commenter::Guest(_) => Some(badge("plain", "link", "guest, by a link".to_owned())),
    };
    view! {
        <li>
            <p class="by"><strong>{name(&comment.by).to_owned()}</strong>{guest}<time>{local_time(comment.at)}</time></p>
            <p class="said">{comment.text.clone()}</p>
        </li>
    }
    .into_any()
}

/// A value that is suggested.
pub(super) fn suggested(value: &Value) -> AnyView {
    view! {
        <dl class="before-after"><div data-tone="add"><dt>"Suggested"</dt><dd>{value_text(shown(value))}</dd></div></dl>
    }
    .into_any()
}

fn suggests(state: Reviewing, id: StoredValue<String>, value: &Value, applied: Option<i64>, outdated: bool) -> AnyView {
    let done = match applied {
        Some(version) => view! { <p class="quiet-text">{format!("Applied as v{version}.")}</p> }.into_any(),
        None if outdated => ().into_any(),
        None => {
            let button = move || {
                state.may(Permission::Edit).then(|| {
                    view! {
                        <button type="button" class="button small" on:click=move |_| apply(state, id)>
                            "Apply as a new version"
                        </button>
                    }
                })
            };
            button.into_any()
        }
    };
    view! { <div class="suggestion">{suggested(value)} {done}</div> }.into_any()
}

/// Makes the suggestion a version. The review stays about the one it is about, and offers the new one.
fn apply(state: Reviewing, id: StoredValue<String>) {
    state.run(async move {
        let id = id.get_value();
        let made = api::apply_suggestion(&id).await?;
        state.again().await?;
        let more = if made.draft_has_it {
            ""
        } else {
            " The design as it is edited has something else there: someone has changed the place."
        };
        state.announcer.say(format!("Applied as v{}.{more}", made.version));
        if !made.draft_has_it {
            state.moved.set(vec![format!("The suggestion is v{}.{more}", made.version)]);
        }
        focus_soon(vec![format!("thread-{id}")]);
        Ok(())
    });
}

/// "Reply" and "Resolve".
fn answer(state: Reviewing, thread: Memo<Option<Thread>>, id: StoredValue<String>) -> AnyView {
    let text = Memo::new(move |_| state.draft.with(|draft| id.with_value(|id| draft.reply(id).map(str::to_owned))));
    let writing = Memo::new(move |_| text.with(Option::is_some));
    let resolved = Memo::new(move |_| thread.with(|thread| thread.as_ref().is_some_and(|t| t.resolved_by.is_some())));
    let set = move |text: Option<String>| id.with_value(|id| state.edit(|draft| draft.set_reply(id, text)));
    let input = move || id.with_value(|id| format!("reply-{id}"));
    let first = move || {
        thread.with_untracked(|thread| {
            let first = thread.as_ref().and_then(|thread| thread.comments.first());
            first.map(|comment| name(&comment.by).to_owned()).unwrap_or_default()
        })
    };
    let buttons = move || {
        let (resolving, words) = if resolved.get() { (false, "Reopen") } else { (true, "Resolve") };
        let path = thread.with_untracked(|thread| {
            thread.as_ref().and_then(|thread| thread.path.as_ref()).map_or("the whole".to_owned(), path_words)
        });
        view! {
            <div class="toolbar">
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=format!("Reply to {}, about {path}", first())
                    on:click=move |_| {
                        set(Some(String::new()));
                        focus_soon(vec![input()]);
                    }
                >
                    "Reply"
                </button>
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=format!("{words} the thread of {}, about {path}", first())
                    on:click=move |_| resolve(state, id, resolving)
                >
                    {words}
                </button>
            </div>
        }
    };
    let form = move || {
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            send(state, id, text.get_untracked().unwrap_or_default().trim().to_owned());
        };
        view! {
            <form class="draft-note" aria-label=format!("Reply to {}", first()) on:submit=submit>
                {guest::ask(state, format!("guest-{}", input()))}
                <textarea
                    class="input"
                    id=input()
                    rows="2"
                    maxlength="10000"
                    aria-label=format!("Reply to {}", first())
                    prop:value=move || text.get().unwrap_or_default()
                    on:input=move |event| set(Some(event_target_value(&event)))
                ></textarea>
                <div class="toolbar">
                    <button type="submit" class="button small" data-kind="primary">"Send the reply"</button>
                    <button type="button" class="button small" data-kind="quiet" on:click=move |_| set(None)>"Discard"</button>
                </div>
            </form>
        }
    };
    (move || {
        state.may(Permission::Comment).then(|| if writing.get() { form().into_any() } else { buttons().into_any() })
    })
    .into_any()
}

fn send(state: Reviewing, id: StoredValue<String>, text: String) {
    if text.is_empty() {
        return state.announcer.fail("Write something first.");
    }
    state.run(async move {
        let id = id.get_value();
        let guest = untrack(|| state.is_guest()).then(guest::name).flatten();
        api::reply(&id, &Reply { text, guest }).await?;
        state.edit(|draft| draft.set_reply(&id, None));
        state.again().await?;
        state.announcer.say("Sent");
        focus_soon(vec![format!("thread-{id}")]);
        Ok(())
    });
}

fn resolve(state: Reviewing, id: StoredValue<String>, resolved: bool) {
    state.run(async move {
        let id = id.get_value();
        api::resolve_thread(&id, resolved).await?;
        state.again().await?;
        state.announcer.say(if resolved { "Resolved" } else { "Open again" });
        focus_soon(vec![format!("thread-{id}")]);
        Ok(())
    });
}
