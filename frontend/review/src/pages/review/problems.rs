//! What the checks say about the design as it is for the environment.

use js_sys::encode_uri;
use leptos::prelude::*;
use parts::icon::icon;
use shared::access::Permission;
use shared::check::{Diagnostic, Severity};

use super::places::path_words;
use super::state::Reviewing;

pub(super) fn problems(state: Reviewing) -> AnyView {
    let found = state.part(|copy| (copy.meta.design_id.clone(), copy.diagnostics.clone()));
    let content = move || {
        let (design, found) = found.get()?;
        if found.is_empty() {
            return Some(view! { <p class="quiet-text">"The checks have nothing to say."</p> }.into_any());
        }
        let rows = found.into_iter().map(|found| row(state, &design, found)).collect_view();
        Some(view! { <ul class="review-problems">{rows}</ul> }.into_any())
    };
    let title = move || {
        let found = found.with(|found| found.as_ref().map_or(0, |(_, found)| found.len()));
        format!("Checks ({found})")
    };
    view! {
        <section aria-labelledby="problems-title">
            <h2 id="problems-title">{title}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn row(state: Reviewing, design: &str, found: Diagnostic) -> AnyView {
    let Diagnostic { severity, path, message, help, rule, docs, .. } = found;
    let (mark, word) = match severity {
        Severity::Error => ("error", "Error"),
        Severity::Warning => ("warning", "Warning"),
        Severity::Advice => ("advice", "Advice"),
    };
    let place = path_words(&path);
    let address = format!("/designs/{design}#{}", String::from(encode_uri(path.as_str())));
    let label = format!("Open in the editor: {place}");
    let edit = move || {
        let (address, label) = (address.clone(), label.clone());
        state.may(Permission::Edit).then(|| view! { <a href=address aria-label=label>"Open in the editor"</a> })
    };
    view! {
        <li data-severity=severity.word()>
            {icon(mark)}
            <div>
                <p><strong>{word}</strong>" "<span class="quiet-text">{place}</span></p>
                <p>{message}</p>
                <p class="quiet-text">{help}</p>
                <p class="facts"><a href=docs.into_owned() rel="noreferrer" target="_blank"><code>{rule}</code></a>{edit}</p>
            </div>
        </li>
    }
    .into_any()
}
