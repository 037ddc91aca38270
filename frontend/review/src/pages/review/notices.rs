//! What has to be known before anything else: a newer version, another plan, a broken glass.

use leptos::prelude::*;
use shared::access::Permission;
use shared::api::Standing;
use shared::review::{Decision, DecisionKind, Lack};

use super::state::Reviewing;
use parts::words::{glass_banner, names};

pub(super) fn notices(state: Reviewing) -> AnyView {
    let glass = state.part(|copy| glass(&copy.standing, &copy.decisions));
    let versions = state.part(|copy| (copy.meta.version, copy.newest_version));
    let newer = move || {
        let (version, newest) = versions.get().filter(|(version, newest)| newest > version)?;
        let button = state.may(Permission::Plan).then(|| {
            view! {
                <button type="button" class="button small" on:click=move |_| state.refresh(Some(newest))>
                    {format!("Review v{newest} instead")}
                </button>
            }
        });
        Some(view! {
            <div class="notice with-action">
                <p>{format!("v{newest} is newer. This review is about v{version}.")}</p>
                {button}
            </div>
        })
    };
    view! {
        {move || glass.get().flatten().map(glass_banner)}
        {move || moved(state)}
        {newer}
        <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>
            {state.problem}
        </p>
        <p class="notice" data-severity="warning" role="status" hidden=move || !state.lost.get()>
            "The server does not answer. What you write is kept in this browser; it is asked again every few seconds."
        </p>
    }
    .into_any()
}

/// What has changed in what the review is about.
fn moved(state: Reviewing) -> Option<AnyView> {
    let lines = state.moved.get();
    if lines.is_empty() {
        return None;
    }
    let waits = state.newer.with(Option::is_some);
    let title = if waits { "This review has moved while you looked at it" } else { "What has changed" };
    let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let button = if waits {
        view! {
            <button type="button" class="button small" data-kind="primary" on:click=move |_| state.show_newer()>
                "Show it as it is now"
            </button>
        }
        .into_any()
    } else {
        view! {
            <button type="button" class="button small" data-kind="quiet" on:click=move |_| state.moved.set(Vec::new())>
                "Dismiss"
            </button>
        }
        .into_any()
    };
    let notice = view! {
        <section class="notice with-action" data-severity="warning" aria-label=title>
            <div>
                <strong>{title}</strong>
                <ul class="moved">{lines}</ul>
            </div>
            {button}
        </section>
    };
    Some(notice.into_any())
}

/// Who broke the glass and why, while that lets it through or waits for the second owner.
fn glass(standing: &Standing, decisions: &[Decision]) -> Option<String> {
    let reason = |person: &str| {
        let broke = |decision: &&Decision| {
            decision.kind == DecisionKind::BreakGlass && decision.withdrawn_at.is_none() && decision.by.id == person
        };
        decisions.iter().rev().find(broke).map(|decision| decision.note.clone()).unwrap_or_default()
    };
    if let Some(approved) = standing.approved.as_ref().filter(|approved| approved.break_glass) {
        let reasons: Vec<String> = approved.by.iter().map(|person| reason(&person.id)).collect();
        return Some(format!(
            "May be applied without approval: {} broke the glass: {}",
            names(&approved.by),
            reasons.join(" / ")
        ));
    }
    standing.lacks.iter().find_map(|lack| match lack {
        Lack::SecondOwner { by } => Some(format!(
            "{} broke the glass: {} It is applied without approval once a second owner does the same within the hour.",
            by.name,
            reason(&by.id)
        )),
        Lack::TooFew { .. }
        | Lack::ChangesRequested { .. }
        | Lack::Superseded { .. }
        | Lack::OtherContent { .. }
        | Lack::Expired { .. }
        | Lack::OwnWork { .. }
        | Lack::RoleGone { .. }
        | Lack::Withdrawn { .. }
        | Lack::EnvironmentChanged => None,
    })
}
