//! Who decided what, about which version, and whether it still counts.

use leptos::prelude::*;
use parts::api;
use parts::time::local_time;
use shared::api::{ReviewCopy, Standing};
use shared::review::{Decision, DecisionKind, Lack};

use super::state::Reviewing;
use parts::controls::badge;

/// A decision, and why it no longer counts; nothing where it does.
type Judged = (Decision, Option<String>);

pub(super) fn decisions(state: Reviewing) -> AnyView {
    let judged = state.part(judged);
    let rows = move || {
        let judged = judged.get().unwrap_or_default();
        judged.into_iter().rev().map(|judged| row(state, judged)).collect_view()
    };
    let none = move || judged.with(|judged| judged.as_ref().is_none_or(Vec::is_empty));
    view! {
        <section aria-labelledby="decisions-title">
            <h2 id="decisions-title">"Decisions"</h2>
            <p class="quiet-text" hidden=move || !none()>"Nobody has decided yet."</p>
            <ul class="decisions" hidden=none>{rows}</ul>
        </section>
    }
    .into_any()
}

fn judged(copy: &ReviewCopy) -> Vec<Judged> {
    let judge = |(at, decision): (usize, &Decision)| {
        let later = copy.decisions.iter().skip(at + 1);
        (decision.clone(), void(decision, later, copy))
    };
    copy.decisions.iter().enumerate().map(judge).collect()
}

/// Why a decision counts no more, or not for what is reviewed now; nothing where it does.
fn void<'d>(decision: &Decision, mut later: impl Iterator<Item = &'d Decision>, copy: &ReviewCopy) -> Option<String> {
    if let Some(at) = decision.withdrawn_at {
        return Some(format!("Taken back {}.", local_time(at)));
    }
    let again = |other: &Decision| {
        other.by.id == decision.by.id
            && other.withdrawn_at.is_none()
            && other.content.plan_fingerprint == decision.content.plan_fingerprint
            && other.content.version == decision.content.version
    };
    if later.any(again) {
        return Some("A later decision of theirs counts.".to_owned());
    }
    if let Some(why) = lack(&copy.standing, decision) {
        return Some(why);
    }
    let (then, now) = (&decision.content, &copy.plan);
    if then.version != copy.meta.version {
        return Some(format!("It is about v{}, not about v{}.", then.version, copy.meta.version));
    }
    if then.kind != now.kind || then.environment_counter != now.environment.counter {
        return Some("The environment's settings have changed since.".to_owned());
    }
    (then.plan_fingerprint != now.plan.fingerprint)
        .then(|| "It is about another plan: the calls, or what they rely on in AWS, have changed since.".to_owned())
}

/// What the verdict says of the decision.
fn lack(standing: &Standing, decision: &Decision) -> Option<String> {
    let id = decision.by.id.as_str();
    standing.lacks.iter().find_map(|lack| match lack {
        Lack::OtherContent { by, version, differs } if by.id == id && *version == decision.content.version => {
            let words: Vec<&str> = differs.iter().map(|difference| difference.words()).collect();
            Some(format!("It is about something else; different since: {}.", words.join(", ")))
        }
        Lack::Expired { by, hours } if by.id == id && decision.kind == DecisionKind::Approve => {
            Some(format!("It is older than {hours} hours."))
        }
        Lack::OwnWork { by } if by.id == id && decision.kind == DecisionKind::Approve => {
            Some(format!("{} made a version of this, so it doesn't count.", by.name))
        }
        Lack::RoleGone { by } if by.id == id => Some(format!("{} may not approve any more.", by.name)),
        Lack::OtherContent { .. }
        | Lack::Expired { .. }
        | Lack::OwnWork { .. }
        | Lack::RoleGone { .. }
        | Lack::Withdrawn { .. }
        | Lack::EnvironmentChanged
        | Lack::TooFew { .. }
        | Lack::ChangesRequested { .. }
        | Lack::Superseded { .. }
        | Lack::SecondOwner { .. } => None,
    })
}

fn row(state: Reviewing, (decision, void): Judged) -> AnyView {
    let (tone, mark, words) = match decision.kind {
        DecisionKind::Approve => ("ok", "ok", "Approved"),
        DecisionKind::RequestChanges => ("error", "close", "Changes requested"),
        DecisionKind::BreakGlass => ("error", "warning", "Broke the glass"),
    };
    let tone = if void.is_some() { "plain" } else { tone };
    let (id, by) = (StoredValue::new(decision.id.clone()), decision.by.id.clone());
    let version = decision.content.version;
    let withdrawn = decision.withdrawn_at.is_some();
    let take_back = move || {
        let mine = state.my_id().is_some_and(|me| me == by);
        (mine && !withdrawn).then(|| {
            view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=format!("Take back: {words} v{version}")
                    on:click=move |_| withdraw(state, id)
                >
                    "Take back"
                </button>
            }
        })
    };
    let said = (!decision.note.is_empty()).then(|| view! { <p class="said">{decision.note.clone()}</p> });
    let void = void.map(|why| view! { <p class="quiet-text">{format!("No longer counts. {why}")}</p> });
    view! {
        <li>
            <p class="by">
                {badge(tone, mark, format!("{words} v{version}"))}
                <strong>{decision.by.name.clone()}</strong>
                <time>{local_time(decision.at)}</time>
                {take_back}
            </p>
            {said} {void}
        </li>
    }
    .into_any()
}

fn withdraw(state: Reviewing, id: StoredValue<String>) {
    state.run(async move {
        api::withdraw_decision(&id.get_value()).await?;
        state.again().await?;
        state.announcer.say("Taken back");
        Ok(())
    });
}
