//! The way back to the version before.

use leptos::prelude::*;
use parts::icon::icon;

use super::state::Run;

/// Leads to a plan that says what rolling back would do; nothing where there is nothing to go back to.
pub(super) fn link(run: Run) -> AnyView {
    let Some(to) = run.rollback_to.get().filter(|_| run.ended()) else { return ().into_any() };
    run.copy.with_value(|copy| {
        let address = format!(
            "/designs/{}/plan?environment={}&version={to}&kind=rollback",
            copy.meta.design_id, copy.meta.environment
        );
        view! {
            <a class="button" href=address>
                {icon("undo")}
                {format!("Roll back to v{to}")}
            </a>
        }
        .into_any()
    })
}
