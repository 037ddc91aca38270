//! Changes in words, grouped by the element that they belong to.

use leptos::prelude::*;
use serde_json::Value;
use shared::diff::Change;

use crate::controls::badge;
use crate::dom::is_open;
use crate::values::shown;
use crate::words::count;

/// How many lines of a value are shown without being asked for.
const LINES: usize = 12;

/// The changes, in their order, under the element of each.
pub fn change_groups(changes: &[Change]) -> AnyView {
    let mut groups: Vec<(&str, Vec<&Change>)> = Vec::new();
    for change in changes {
        match groups.iter_mut().find(|(element, _)| *element == change.element) {
            Some((_, group)) => group.push(change),
            None => groups.push((&change.element, vec![change])),
        }
    }
    groups
        .into_iter()
        .map(|(element, group)| {
            view! {
                <article class="change-group">
                    <h3>{title(element).to_owned()}</h3>
                    <ul>{group.into_iter().map(change).collect_view()}</ul>
                </article>
            }
        })
        .collect_view()
        .into_any()
}

/// What a group of changes is called.
pub fn title(element: &str) -> &str {
    if element.is_empty() { "The design" } else { element }
}

fn change(change: &Change) -> AnyView {
    view! {
        <li class="change">
            {kind_badge(change)}
            <div>
                <p>{change.sentence.clone()}</p>
                {(!said(change)).then(|| sides(change))}
            </div>
        </li>
    }
    .into_any()
}

/// Whether it adds, removes or changes.
pub fn kind_badge(change: &Change) -> AnyView {
    match (&change.before, &change.after) {
        (None, _) => badge("add", "plus", "added".to_owned()),
        (Some(_), None) => badge("del", "skip", "removed".to_owned()),
        (Some(_), Some(_)) => badge("chg", "edit", "changed".to_owned()),
    }
}

/// Whether the sentence says all of both values already.
fn said(change: &Change) -> bool {
    let says = |value: &Option<Value>| value.as_ref().is_none_or(|value| change.sentence.contains(&shown(value)));
    says(&change.before) && says(&change.after)
}

/// Both values, each under its word.
pub fn sides(change: &Change) -> AnyView {
    view! {
        <dl class="before-after">
            {change.before.as_ref().map(|value| side("Before", "del", value))}
            {change.after.as_ref().map(|value| side("After", "add", value))}
        </dl>
    }
    .into_any()
}

fn side(word: &'static str, tone: &'static str, value: &Value) -> AnyView {
    view! {
        <div data-tone=tone>
            <dt>{word}</dt>
            <dd>{value_text(shown(value))}</dd>
        </div>
    }
    .into_any()
}

/// A value's text; what is too long to be taken in at once is folded, and says how long it is.
pub fn value_text(text: String) -> AnyView {
    let lines = text.lines().count();
    if lines <= LINES {
        return view! { <code>{text}</code> }.into_any();
    }
    let open = RwSignal::new(false);
    let first: Vec<&str> = text.lines().take(LINES / 2).collect();
    let first = first.join("\n");
    let words = count(lines - LINES / 2, "more line", "more lines");
    view! {
        <code hidden=move || open.get()>{first}</code>
        <details class="more-lines" on:toggle=move |event| open.set(is_open(&event))>
            <summary>{words}</summary>
            <code>{text}</code>
        </details>
    }
    .into_any()
}
