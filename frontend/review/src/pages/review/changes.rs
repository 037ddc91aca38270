//! What changes, by the element of the design, with what is said about each change.

use leptos::prelude::*;
use parts::dom::focus_soon;
use parts::icon::icon;
use shared::access::Permission;
use shared::api::ReviewCopy;
use shared::diff::Change;
use shared::review::{ChangeGroup, Effect};

use super::draft::Note;
use super::places::{Spot, about, key, words};
use super::state::Reviewing;
use super::{note, thread, viewed};
use parts::controls::badge;
use parts::plan::changes::{kind_badge, sides, title};
use parts::words::count;

pub(super) fn changes(state: Reviewing) -> AnyView {
    let groups = state.groups();
    let beside = state.part(|copy: &ReviewCopy| (copy.since, copy.quiet, copy.meta.environment.clone()));
    let marks = Memo::new(move |_| {
        let groups = groups.get().unwrap_or_default();
        groups.iter().flat_map(|group| &group.changes).map(viewed::mark).collect::<Vec<_>>()
    });
    let seen = move || {
        let (all, viewed) = (marks.get(), state.viewed.get());
        let seen = all.iter().filter(|mark| viewed.contains(*mark)).count();
        format!("{seen} of {} viewed", all.len())
    };
    let heading = move || match beside.get() {
        Some((Some(since), ..)) => format!("Changes since v{since}"),
        Some((None, ..)) | None => "Changes".to_owned(),
    };
    let quiet = move || {
        let (since, quiet, environment) = beside.get()?;
        let words = match (since, quiet) {
            (None, _) => format!("Nothing of this design is applied in {environment}: all of it is new there."),
            (Some(_), 0) => return None,
            (Some(_), 1) => "1 place differs only in order or stated defaults and is not shown.".to_owned(),
            (Some(_), quiet) => format!("{quiet} places differ only in order or stated defaults and are not shown."),
        };
        Some(view! { <p class="quiet-text">{words}</p> })
    };
    view! {
        <section aria-labelledby="changes-title">
            <header class="section-head">
                <h2 id="changes-title">{heading}</h2>
                <div class="toolbar">
                    <span class="quiet-text" hidden=move || marks.with(Vec::is_empty)>{seen}</span>
                    <button type="button" class="button small" aria-keyshortcuts="e" on:click=move |_| super::keys::expand(state)>
                        "Expand all"
                    </button>
                </div>
            </header>
            {quiet}
            {move || groups.get().map(|groups| all(state, groups))}
        </section>
    }
    .into_any()
}

fn all(state: Reviewing, groups: Vec<ChangeGroup>) -> AnyView {
    if groups.is_empty() {
        return view! { <p class="empty">"Nothing changes in meaning; what differs, differs in AWS."</p> }.into_any();
    }
    let mut number = 0;
    let mut article = |group: ChangeGroup| {
        let rows = group.changes.iter().map(|change| {
            number += 1;
            row(state, number, change)
        });
        let rows = rows.collect_view();
        let id = format!("group-{number}");
        view! {
            <article class="change-group" aria-labelledby=id>
                <header class="change-group-head">
                    <h3 id=id.clone()>{title(&group.element).to_owned()}</h3>
                    {group.effects.into_iter().map(effect_badge).collect_view()}
                </header>
                <ul>{rows}</ul>
            </article>
        }
    };
    groups.into_iter().map(&mut article).collect_view().into_any()
}

/// What comes of the changes of an element.
fn effect_badge(effect: Effect) -> AnyView {
    let (tone, mark, words) = match effect {
        Effect::None => ("plain", "skip", "No effect on what runs"),
        Effect::Creates => ("add", "plus", "Creates"),
        Effect::RestartsTasks => ("warn", "redo", "Restarts tasks"),
        Effect::Replaces => ("error", "warning", "Replaces"),
        Effect::Deletes => ("error", "bin", "Deletes"),
        Effect::Permissions => ("warn", "key", "Changes permissions"),
        Effect::PublicExposure => ("error", "globe", "Opens to the internet"),
    };
    badge(tone, mark, words.to_owned())
}

fn row(state: Reviewing, number: usize, change: &Change) -> AnyView {
    let mark = StoredValue::new(viewed::mark(change));
    let is_viewed = move || state.viewed.with(|viewed| mark.with_value(|mark| viewed.contains(mark)));
    let toggle = move |_| mark.with_value(|mark| viewed::toggle(state, mark));
    let place = words(change);
    let label = format!("Comment on {place}");
    let key = key(change);
    let empty = StoredValue::new(empty_note(change, &key, place.clone()));
    let ids = state.threads_at(Spot::Change(key.clone()));
    let button = move || {
        let label = label.clone();
        state.may(Permission::Comment).then(|| {
            view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    id=format!("comment-{number}")
                    aria-label=label
                    on:click=move |_| note::start(state, &empty.get_value(), number)
                >
                    {icon("note")}
                    "Comment"
                </button>
            }
        })
    };
    view! {
        <li
            class="review-change"
            id=format!("change-{number}")
            tabindex="-1"
            data-viewed=move || is_viewed().to_string()
            on:focusin=move |_| state.current.set(number)
        >
            <div class="review-change-head">
                {kind_badge(change)}
                <p>{change.sentence.clone()}</p>
                <div class="review-change-acts">
                    <label class="check">
                        <input
                            type="checkbox"
                            aria-label=format!("Viewed: {place}")
                            prop:checked=is_viewed
                            on:change=toggle
                        />
                        "Viewed"
                    </label>
                    {button}
                </div>
            </div>
            {sides(change)}
            {thread::list(state, ids, format!("Comments on {place}"))}
            {note::note(state, key, number, change.after.as_ref())}
        </li>
    }
    .into_any()
}

/// The note that a comment on a change starts from.
fn empty_note(change: &Change, key: &str, place: String) -> Note {
    Note {
        key: key.to_owned(),
        path: Some(about(change)),
        place,
        is_text: change.after.as_ref().is_some_and(serde_json::Value::is_string),
        ..Note::default()
    }
}

/// Moves to a change by its number, from 1.
pub(super) fn go(state: Reviewing, number: usize) {
    state.current.set(number);
    focus_soon(vec![format!("change-{number}")]);
}

/// The change of this number.
pub(super) fn numbered(copy: &ReviewCopy, number: usize) -> Option<&Change> {
    copy.groups.iter().flat_map(|group| &group.changes).nth(number.checked_sub(1)?)
}

/// Begins a comment on the change of this number; on the whole where there is none.
pub(super) fn comment(state: Reviewing, number: usize) {
    let empty = state.copy.with_untracked(|copy| {
        let change = numbered(copy.as_ref()?, number)?;
        Some(empty_note(change, &key(change), words(change)))
    });
    match empty {
        Some(empty) => note::start(state, &empty, number),
        None => note::start(state, &note::whole(), 0),
    }
}

/// How many changes there are, in words.
pub(super) fn count_words(copy: &ReviewCopy) -> String {
    let changes = copy.groups.iter().map(|group| group.changes.len()).sum();
    count(changes, "change", "changes")
}
