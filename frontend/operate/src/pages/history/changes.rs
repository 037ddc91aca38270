//! Changes in words, grouped by the element that they belong to.

use leptos::prelude::*;
use serde_json::Value;
use shared::diff::Change;

use crate::controls::badge;

/// The changes, in their order, under the element of each.
pub(in crate::pages) fn change_groups(changes: &[Change]) -> AnyView {
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
            let title = if element.is_empty() { "The design" } else { element };
            view! {
                <article class="change-group">
                    <h3>{title.to_owned()}</h3>
                    <ul>{group.into_iter().map(change).collect_view()}</ul>
                </article>
            }
        })
        .collect_view()
        .into_any()
}

fn change(change: &Change) -> AnyView {
    let kind = match (&change.before, &change.after) {
        (None, _) => badge("add", "plus", "added".to_owned()),
        (Some(_), None) => badge("del", "skip", "removed".to_owned()),
        (Some(_), Some(_)) => badge("chg", "edit", "changed".to_owned()),
    };
    view! {
        <li class="change">
            {kind}
            <div>
                <p>{change.sentence.clone()}</p>
                {(!said(change)).then(|| view! {
                    <dl class="before-after">
                        {change.before.as_ref().map(|value| side("Before", "del", value))}
                        {change.after.as_ref().map(|value| side("After", "add", value))}
                    </dl>
                })}
            </div>
        </li>
    }
    .into_any()
}

/// Whether the sentence says all of both values already.
fn said(change: &Change) -> bool {
    let says = |value: &Option<Value>| value.as_ref().is_none_or(|value| change.sentence.contains(&text(value)));
    says(&change.before) && says(&change.after)
}

fn side(word: &'static str, tone: &'static str, value: &Value) -> AnyView {
    view! {
        <div data-tone=tone>
            <dt>{word}</dt>
            <dd><code>{text(value)}</code></dd>
        </div>
    }
    .into_any()
}

/// A value as a person reads it: text without quotes, the rest as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() => text.clone(),
        Value::Object(_) | Value::Array(_) => serde_json::to_string_pretty(value).unwrap_or_default(),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}
