//! The table of applies.

use leptos::prelude::*;
use parts::time::local_time;
use shared::api::{ApplyKind, ApplyMeta};

use parts::words::outcome_badge;

pub(super) fn table(all: &[ApplyMeta]) -> AnyView {
    view! {
        <table class="table applies">
            <thead>
                <tr>
                    <th scope="col">"Run"</th>
                    <th scope="col">"Outcome"</th>
                    <th scope="col">"Started"</th>
                </tr>
            </thead>
            <tbody>{all.iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(apply: &ApplyMeta) -> AnyView {
    let words = match apply.kind {
        ApplyKind::Apply => format!("v{} in {}", apply.version, apply.environment),
        ApplyKind::Rollback => format!("Rollback to v{} in {}", apply.version, apply.environment),
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/applies/{}", apply.id)>{words}</a></th>
            <td>{outcome_badge(apply.outcome.as_ref())}</td>
            <td>{local_time(apply.created_at)}</td>
        </tr>
    }
    .into_any()
}
