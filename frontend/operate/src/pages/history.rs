//! A design's versions and applies: compare, restore, save.

mod applies;
mod comparison;
mod line_diff;
mod save;
mod versions;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::dialog::dialog;
use parts::shell::set_title;
use shared::api::{ApplyMeta, DesignCopy, VersionMeta};
use wasm_bindgen_futures::spawn_local;

use crate::ask_review;
use parts::address::query;
use parts::frame::{design_crumb, frame, named};
use parts::load::{Load, failed, fetch, waiting};

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct History {
    design: StoredValue<String>,
    copy: RwSignal<Load<DesignCopy>>,
    versions: RwSignal<Load<Vec<VersionMeta>>>,
    applies: RwSignal<Load<Vec<ApplyMeta>>>,
    /// The versions to compare; 0 where none is chosen.
    from: RwSignal<i64>,
    to: RwSignal<i64>,
    /// Whether a review is being asked for, and of which version.
    asking: RwSignal<bool>,
    asked: RwSignal<i64>,
    /// What went wrong last; empty if nothing did.
    problem: RwSignal<String>,
    announcer: Announcer,
}

impl History {
    fn reload(self) {
        let id = self.design.get_value();
        fetch(self.copy, async move { api::design(&id).await });
        let id = self.design.get_value();
        spawn_local(async move {
            let found = api::versions(&id).await;
            if let Ok(versions) = &found {
                self.choose(versions);
            }
            self.versions.set(found.into());
        });
        let id = self.design.get_value();
        fetch(self.applies, async move { api::applies(&id).await });
    }

    fn ask_for_review(self, version: i64) {
        self.asked.set(version);
        self.asking.set(true);
    }

    /// The newest two, where nothing else is chosen.
    fn choose(self, versions: &[VersionMeta]) {
        if self.from.get_untracked() == 0
            && let [to, from, ..] = versions
        {
            self.from.set(from.number);
            self.to.set(to.number);
        }
    }
}

/// `/designs/:id/history`.
pub(crate) fn page(design: String) -> AnyView {
    set_title("History");
    let chosen = |name| query(name).and_then(|number| number.parse().ok()).unwrap_or(0);
    let (from, to) = (chosen("from"), chosen("to"));
    let both = from > 0 && to > 0;
    let history = History {
        design: StoredValue::new(design),
        copy: RwSignal::new(Load::Waiting),
        versions: RwSignal::new(Load::Waiting),
        applies: RwSignal::new(Load::Waiting),
        from: RwSignal::new(if both { from } else { 0 }),
        to: RwSignal::new(if both { to } else { 0 }),
        asking: RwSignal::new(false),
        asked: RwSignal::new(0),
        problem: RwSignal::new(String::new()),
        announcer: Announcer::here(),
    };
    history.reload();
    let name = Memo::new(move |_| match history.copy.get() {
        Load::Ready(copy) => named(&copy.meta.name),
        Load::Waiting | Load::Failed(_) => "Design".to_owned(),
    });
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>{move || format!("History of {}", name.get())}</h1>
                {save::save(history)}
            </header>
            <p class="notice" data-severity="error" role="alert" hidden=move || history.problem.with(String::is_empty)>
                {history.problem}
            </p>
            <div class="history">
                <section aria-labelledby="versions-title">
                    <h2 id="versions-title">"Versions"</h2>
                    {move || versions_of(history)}
                </section>
                <section aria-labelledby="applies-title">
                    <h2 id="applies-title">"Applies"</h2>
                    {move || applies_of(history)}
                </section>
            </div>
            {comparison::comparison(history)}
            {ask_dialog(history)}
        </div>
    };
    let above = Signal::derive(move || history.design.with_value(|id| vec![design_crumb(id, &name.get())]));
    frame(above, content.into_any())
}

/// Asks for a review of the version that was chosen.
fn ask_dialog(history: History) -> AnyView {
    dialog(history.asking, "Ask for review", move || {
        ask_review::form(history.design, history.asked.get_untracked(), history.asking)
    })
}

fn versions_of(history: History) -> AnyView {
    match history.versions.get() {
        Load::Waiting => waiting("Loading the versions\u{2026}"),
        Load::Failed(why) => failed(why, move || history.reload()),
        Load::Ready(all) if all.is_empty() => view! {
            <div class="empty">
                <p>"No version yet. A version is saved when you plan, or with \u{201c}Save a version\u{201d}."</p>
            </div>
        }
        .into_any(),
        Load::Ready(all) => versions::table(history, all),
    }
}

fn applies_of(history: History) -> AnyView {
    match history.applies.get() {
        Load::Waiting => waiting("Loading the applies\u{2026}"),
        Load::Failed(why) => failed(why, move || history.reload()),
        Load::Ready(all) if all.is_empty() => {
            view! { <div class="empty"><p>"Not applied anywhere yet."</p></div> }.into_any()
        }
        Load::Ready(all) => applies::table(&all),
    }
}
