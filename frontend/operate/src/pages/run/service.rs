//! How the services stand whose deployments a run waits for.

use leptos::prelude::*;
use parts::icon::icon;
use parts::time::clock;
use shared::event::{DeploymentStatus, ServiceEvent};
use shared::plan::{Step, Wait};

use super::state::Run;
use parts::controls::badge;

/// A panel for each call that is followed by a wait.
pub(super) fn panels(run: Run) -> AnyView {
    let waiting = run.steps().into_iter().filter(|step| step.waits_for == Some(Wait::Deployment));
    waiting.map(|step| panel(run, step)).collect_view().into_any()
}

fn panel(run: Run, step: Step) -> AnyView {
    let progress = run.step(step.id);
    let status = Memo::new(move |_| progress.with(|progress| progress.as_ref().and_then(|p| p.deployment.clone())));
    let events =
        Memo::new(move |_| progress.with(|progress| progress.as_ref().map(|p| p.events.clone()).unwrap_or_default()));
    let label = format!("Service {}", step.element);
    let content = move || match status.get() {
        None => view! { <p class="quiet-text">"The deployment has not started yet."</p> }.into_any(),
        Some(status) => counts(&status),
    };
    let lines = move || events.get().into_iter().rev().map(line).collect_view();
    view! {
        <section class="service-panel" aria-label=label>
            <h2>{step.element}</h2>
            {content}
            <ul class="service-events" tabindex="0" aria-label="Service events, newest first" hidden=move || events.with(Vec::is_empty)>
                {lines}
            </ul>
        </section>
    }
    .into_any()
}

fn counts(status: &DeploymentStatus) -> AnyView {
    let (tone, mark, word) = match status.rollout_state.as_str() {
        "COMPLETED" => ("ok", "ok", "Steady"),
        "FAILED" => ("error", "error", "Failed"),
        _ => ("info", "busy", "In progress"),
    };
    let number = |word: &'static str, number: i64| view! { <div><dt>{word}</dt><dd>{number}</dd></div> };
    let failed = (status.failed > 0).then(|| {
        view! { <p class="delay" data-tone="error">{icon("error")}{format!("{} tasks failed to start or stay up.", status.failed)}</p> }
    });
    view! {
        <p>{badge(tone, mark, word.to_owned())}<code class="deployment-id">{status.deployment.clone()}</code></p>
        <meter
            min="0"
            max=status.desired.max(1).to_string()
            value=status.running.to_string()
            aria-label="Running tasks of those desired"
        ></meter>
        <dl class="numbers">
            {number("Desired", status.desired)} {number("Running", status.running)} {number("Pending", status.pending)}
            {number("Failed", status.failed)}
        </dl>
        {failed}
    }
    .into_any()
}

fn line(event: ServiceEvent) -> AnyView {
    view! { <li><time>{clock(event.at)}</time><span>{event.message}</span></li> }.into_any()
}
