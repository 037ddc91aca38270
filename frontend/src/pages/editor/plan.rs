//! From the editor to the design's history and to its plan.

use leptos::prelude::*;
use parts::storage::last_environment;
use shared::check::{Diagnostic, Severity};
use shared::environment::SANDBOX;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::icon::icon;
use crate::saving::Saver;
use crate::state::{EditorUi, Tab};

/// What a plan starts from.
#[derive(Clone, Copy)]
pub(super) struct Planner {
    saver: Saver,
    ui: EditorUi,
    /// Whether a version is being saved for the plan.
    busy: RwSignal<bool>,
    /// Why no plan could be started last; empty if it could.
    problem: RwSignal<String>,
}

impl Planner {
    pub(super) fn new(saver: Saver, ui: EditorUi) -> Self {
        Self { saver, ui, busy: RwSignal::new(false), problem: RwSignal::new(String::new()) }
    }

    /// Saves the design as a version and goes to its plan; to the first error where there is one.
    pub(super) fn plan(self) {
        if self.busy.get_untracked() {
            return;
        }
        if self.ui.json_broken.get_untracked() {
            self.refuse("Not planned: the JSON can't be read. Mend it first.".to_owned());
            return;
        }
        let errors = untrack(|| {
            let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
            self.saver.store.findings().with(|findings| {
                let all = findings.all();
                (all.iter().filter(is_error).count(), all.iter().find(is_error).map(|found| found.path.clone()))
            })
        });
        if let (count, Some(first)) = errors {
            let words = if count == 1 {
                "the design has an error".to_owned()
            } else {
                format!("the design has {count} errors")
            };
            self.refuse(format!("Not planned: {words}."));
            self.ui.go_to_problem(&first);
            return;
        }
        self.problem.set(String::new());
        self.busy.set(true);
        spawn_local(async move {
            if let Err(why) = self.go().await
                && self.busy.try_get_untracked().is_some()
            {
                self.busy.set(false);
                self.refuse(why);
            }
        });
    }

    async fn go(self) -> Result<(), String> {
        let environment = last_environment().unwrap_or_else(|| SANDBOX.to_owned());
        if self.saver.only_looks.get_untracked() {
            return leave(&format!("/designs/{}/plan?environment={environment}", self.saver.id()));
        }
        let counter = self.saver.all_saved().await.ok_or("Not planned: the design could not be saved.")?;
        let id = self.saver.id();
        let version = api::save_version(&id, counter, "").await.map_err(|error| format!("Not planned: {error}"))?;
        leave(&format!("/designs/{id}/plan?environment={environment}&version={}", version.number))
    }

    fn refuse(self, why: String) {
        self.saver.announcer.fail(why.clone());
        self.problem.set(why);
        self.ui.tab.set(Tab::Problems);
    }
}

fn leave(address: &str) -> Result<(), String> {
    window().location().assign(address).map_err(|_| "The browser refused to leave the page.".to_owned())
}

/// "History" and "Plan".
pub(super) fn buttons(planner: Planner) -> AnyView {
    let history = format!("/designs/{}/history", planner.saver.id());
    let word = move || if planner.busy.get() { "Planning\u{2026}" } else { "Plan" };
    view! {
        <a class="button" href=history rel="external">
            {icon("clock")}
            <span class="bar-word">"History"</span>
        </a>
        <button
            type="button"
            class="button"
            data-kind="primary"
            title="What applying this design would do (Ctrl+Enter)"
            aria-busy=move || planner.busy.get().to_string()
            on:click=move |_| planner.plan()
        >
            {icon("play")}
            {word}
        </button>
        <p class="bar-problem" hidden=move || planner.problem.with(String::is_empty)>
            <span>{planner.problem}</span>
            <button type="button" class="icon-button" aria-label="Close" on:click=move |_| planner.problem.set(String::new())>
                {icon("close")}
            </button>
        </p>
    }
    .into_any()
}
