//! Why no plan could be made.

use leptos::prelude::*;
use shared::api::NotPlanned;
use shared::check::{Diagnostic, Severity};

use super::editor;
use super::state::Planning;
use parts::values::label;

pub(super) fn refusal(planning: Planning, why: &NotPlanned) -> AnyView {
    let href = editor(planning);
    let errors: Vec<_> = why.diagnostics.iter().filter(|found| found.severity == Severity::Error).cloned().collect();
    view! {
        <section class="refusal" role="alert" aria-labelledby="refusal-title">
            <h2 id="refusal-title">"No plan could be made"</h2>
            <p>{why.cause.summary.clone()}</p>
            <p>{why.cause.next.clone()}</p>
            <ul class="remarks">{errors.into_iter().map(|found| error(planning, found)).collect_view()}</ul>
            <p>
                <a class="button" data-kind="primary" href=href>"Open the design"</a>
            </p>
        </section>
    }
    .into_any()
}

fn error(planning: Planning, found: Diagnostic) -> AnyView {
    let Diagnostic { path, message, help, rule, .. } = found;
    let place = planning
        .copy
        .with_untracked(|copy| copy.as_ref().map_or(path.as_str().to_owned(), |copy| label(&copy.document, &path)));
    view! {
        <li data-severity="error">
            <strong>{place}</strong>
            <span>{message}</span>
            <span class="quiet-text">{help}" "<code>{rule}</code></span>
        </li>
    }
    .into_any()
}
