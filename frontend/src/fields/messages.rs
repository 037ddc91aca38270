//! What the diagnostics of a place say, with the button that mends it.

use leptos::prelude::*;
use shared::check::{Diagnostic, Severity};

use crate::icon::icon;
use crate::state::DesignStore;

/// The icon of a severity.
pub(crate) fn severity_icon(severity: Severity) -> AnyView {
    icon(severity.word())
}

/// The diagnostics under a control. The element is there before there are any, so that a control can name it.
pub(crate) fn messages(id: String, shown: Memo<Vec<Diagnostic>>) -> AnyView {
    let store = DesignStore::here();
    view! {
        <div id=id class="messages">
            {move || shown.get().into_iter().map(|found| message(store, found)).collect_view()}
        </div>
    }
    .into_any()
}

fn message(store: DesignStore, found: Diagnostic) -> AnyView {
    let fix = found.fix.as_ref().map(|fix| {
        let (title, found) = (fix.title.clone(), found.clone());
        view! {
            <button type="button" class="button small" on:click=move |_| {
                store.apply_fix(&found);
            }>{title}</button>
        }
    });
    let Diagnostic { rule, severity, message, help, docs, fix: _, path: _ } = found;
    view! {
        <div class="message" data-severity=severity.word()>
            {severity_icon(severity)}
            <p>
                <strong>{word(severity)}</strong>
                {message}" "<span class="message-help">{help}</span>" "
                <a class="rule" href=docs target="_blank" rel="noreferrer">{rule}</a>
            </p>
            {fix}
        </div>
    }
    .into_any()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error: ",
        Severity::Warning => "Warning: ",
        Severity::Advice => "Advice: ",
    }
}
