//! What applying a version would do, and the button that does it.

mod approval;
mod choice;
mod facts;
mod override_places;
mod override_row;
mod overrides;
mod refusal;
mod state;

use leptos::prelude::*;
use parts::api::ApiError;
use parts::icon::icon;
use parts::shell::set_title;
use shared::api::{ApplyKind, PlanCopy};

use parts::address::query;
use parts::frame::{design_crumb, frame, named};
use parts::load::{failed, waiting};
use parts::plan::apply_bar::{Around, apply_bar};
use parts::plan::{steps, summary};
use state::{Planning, Shown};

/// `/designs/:id/plan?environment=NAME&version=N&kind=rollback&plan=ID`.
pub(crate) fn page(design: String) -> AnyView {
    set_title("Plan");
    let planning = Planning::new(design, query("kind").as_deref() == Some("rollback"));
    planning.load();
    match query("plan") {
        Some(id) => planning.open(id),
        None => planning.make(),
    }
    let title = move || {
        let version = match planning.shown.get() {
            Shown::Ready(copy) => Some(copy.version),
            Shown::Making | Shown::NotPlanned(_) | Shown::Failed(_) => None,
        };
        match (planning.kind.get(), version) {
            (ApplyKind::Apply, Some(version)) => format!("Plan for version {version}"),
            (ApplyKind::Apply, None) => "Plan".to_owned(),
            (ApplyKind::Rollback, Some(version)) => format!("Rollback to version {version}"),
            (ApplyKind::Rollback, None) => "Rollback".to_owned(),
        }
    };
    let content = view! {
        <div class="page wide-page plan-page">
            <header class="page-head">
                <h1>{title}</h1>
                {choice::choice(planning)}
            </header>
            {facts::facts(planning)}
            {overrides::overrides(planning)}
            <div aria-live="polite" class="sr-only">{move || said(&planning.shown.get())}</div>
            {move || match planning.shown.get() {
                Shown::Making => waiting("Asking AWS how things are, and planning\u{2026}"),
                Shown::NotPlanned(why) => refusal::refusal(planning, &why),
                Shown::Failed(why) => failed(why, move || planning.make()),
                Shown::Ready(copy) => ready(planning, &copy),
            }}
        </div>
    };
    let above = Signal::derive(move || {
        let id = planning.design.get_value();
        let name = planning.copy.with(|copy| copy.as_ref().map_or("Design".to_owned(), |copy| named(&copy.meta.name)));
        let history = (format!("/designs/{id}/history"), "History".to_owned());
        vec![design_crumb(&id, &name), history]
    });
    frame(above, content.into_any())
}

/// What screen readers are told when planning ends.
fn said(shown: &Shown) -> String {
    match shown {
        Shown::Making => String::new(),
        Shown::NotPlanned(why) => format!("Not planned. {}", why.cause.summary),
        Shown::Failed(why) => why.clone(),
        Shown::Ready(copy) => summary::sentence(&copy.plan),
    }
}

fn ready(planning: Planning, copy: &PlanCopy) -> AnyView {
    let plan = &copy.plan;
    view! {
        <section class="plan" aria-labelledby="plan-title">
            <header class="section-head">
                <h2 id="plan-title">"What it would do"</h2>
                <code class="fingerprint" title=plan.fingerprint.clone()>
                    {plan.fingerprint.chars().take(10).collect::<String>()}
                </code>
            </header>
            <p class="plan-sentence">{summary::sentence(plan)}</p>
            {summary::remarks("Blockers", "error", &plan.blockers)}
            {summary::remarks("Notes", "advice", &plan.notes)}
            {bar(planning, copy)}
            {summary::changes(copy)}
            {steps::steps(plan)}
            {summary::unchanged(&plan.unchanged)}
        </section>
    }
    .into_any()
}

/// The button that applies the plan, with the ways on where it may not be applied.
fn bar(planning: Planning, copy: &PlanCopy) -> AnyView {
    let (hindrance, ask) = approval::approval(planning, copy);
    let beside = view! {
        {ask}
        <button
            type="button"
            class="button"
            hidden=move || planning.stale.with(String::is_empty)
            on:click=move |_| planning.make()
        >
            {icon("redo")}
            "Plan again"
        </button>
    };
    let around = Around {
        stale: planning.stale.into(),
        hindrance,
        refused: Callback::new(move |error: ApiError| refused(planning, &error)),
        beside: beside.into_any(),
    };
    apply_bar(copy, around)
}

fn refused(planning: Planning, error: &ApiError) {
    let words = error.to_string();
    match error {
        ApiError::Refused { status: 409, .. } | ApiError::Conflict(_) => planning.stale.set(words),
        ApiError::Unreachable | ApiError::Refused { .. } | ApiError::NotPlanned(_) | ApiError::Garbled => {
            planning.problem.set(words);
        }
    }
}

/// Where the design is edited.
fn editor(planning: Planning) -> String {
    planning.design.with_value(|id| format!("/designs/{id}"))
}
