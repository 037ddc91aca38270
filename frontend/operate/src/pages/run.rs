//! A run: what happens while a plan is applied, live, and what came of it.

mod approval;
mod cause;
mod head;
mod log;
mod rollback;
mod sentence;
mod service;
mod state;
mod step;
mod stream;

use leptos::prelude::*;
use parts::api;
use parts::shell::set_title;
use shared::api::ApplyCopy;
use shared::environment::EnvironmentKind;

use parts::frame::{design_crumb, frame, named};
use parts::load::{Load, failed, fetch, waiting};
use parts::words::kind_word;
use state::{Link, Run};

/// `/applies/:id`.
pub(crate) fn page(apply: String) -> AnyView {
    set_title("Run");
    let load = RwSignal::new(Load::<ApplyCopy>::Waiting);
    let id = StoredValue::new(apply);
    let ask = move || {
        let id = id.get_value();
        fetch(load, async move { api::apply(&id).await });
    };
    ask();
    let above = Signal::derive(move || {
        load.with(|load| match load {
            Load::Ready(copy) => vec![
                design_crumb(&copy.meta.design_id, &named(&copy.design_name)),
                (format!("/designs/{}/history", copy.meta.design_id), "History".to_owned()),
            ],
            Load::Waiting | Load::Failed(_) => Vec::new(),
        })
    });
    let content = move || match load.get() {
        Load::Waiting => waiting("Opening the run\u{2026}"),
        Load::Failed(why) => failed(why, ask),
        Load::Ready(copy) => ready(copy),
    };
    frame(above, view! { <div class="page wide-page run-page">{content}</div> }.into_any())
}

fn ready(copy: ApplyCopy) -> AnyView {
    let title = format!("{} of v{} in {}", kind_word(copy.meta.kind), copy.meta.version, copy.meta.environment);
    set_title(&format!("{title} \u{b7} {}", named(&copy.design_name)));
    let simulated = copy.environment_at.kind == EnvironmentKind::Sandbox;
    let run = Run::new(copy);
    stream::follow(run);
    let simulated = simulated.then(|| {
        view! {
            <p class="notice">
                "Simulated: the sandbox stands for an AWS account. Nothing is created in AWS and nothing costs money."
            </p>
        }
    });
    let link = move || match run.link.get() {
        Link::Live | Link::Closed => None,
        Link::Lost => Some(view! {
            <p class="notice" data-severity="warning" role="status">
                "Connection lost; the run goes on on the server. Connecting again\u{2026}"
            </p>
        }),
    };
    view! {
        {head::head(run, &title)}
        {approval::banner(run)}
        {simulated}
        {link}
        <p class="notice" data-severity="error" role="alert" hidden=move || run.problem.with(String::is_empty)>{run.problem}</p>
        {move || cause::ending(run)}
        <div class="run">
            <section class="run-steps" aria-labelledby="run-steps-title">
                <h2 id="run-steps-title">"Calls"</h2>
                <ol class="steps">{run.steps().into_iter().enumerate().map(|(at, step)| step::row(run, at + 1, step)).collect_view()}</ol>
            </section>
            <div class="run-side">
                {service::panels(run)}
                {log::log(run)}
            </div>
        </div>
    }
    .into_any()
}
