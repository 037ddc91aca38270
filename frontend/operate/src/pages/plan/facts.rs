//! Where it would be applied: account, Region, kind.

use leptos::prelude::*;
use parts::time::local_time;

use super::state::{Planning, Shown};
use parts::words::{account_words, environment_badge};

pub(super) fn facts(planning: Planning) -> AnyView {
    let line = move || {
        planning.chosen().map(|environment| {
            view! {
                {environment_badge(environment.kind)}
                <span>{account_words(&environment)}</span>
            }
        })
    };
    let observed = move || match planning.shown.get() {
        Shown::Ready(copy) => {
            Some(view! { <span>{format!("AWS was asked {}", local_time(copy.plan.observed_at))}</span> })
        }
        Shown::Making | Shown::NotPlanned(_) | Shown::Failed(_) => None,
    };
    view! {
        <p class="facts">{line} {observed}</p>
        <p class="notice" data-severity="error" role="alert" hidden=move || planning.problem.with(String::is_empty)>
            {planning.problem}
        </p>
    }
    .into_any()
}
