//! The record: who did what, newest first.

mod chain;
mod facts;
mod filter;
mod names;
mod row;

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::api;
use parts::frame::frame;
use parts::load::{failed, waiting};
use parts::me::{may, me};
use parts::shell::set_title;
use shared::access::Permission;
use shared::api::{AuditBroken, AuditEntry};
use wasm_bindgen_futures::spawn_local;

use filter::Filter;
use names::Names;

/// How many entries are asked for at once.
const PAGE: u32 = 100;
/// How many more that fit the filter are looked for when older ones are asked for.
const WANTED: usize = 50;
/// How many pages are looked through for them at most.
const MOST_PAGES: usize = 20;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Audit {
    /// What was loaded, newest first, without gaps among what may be seen.
    entries: RwSignal<Vec<AuditEntry>>,
    /// Whether there are older ones.
    more: RwSignal<bool>,
    /// Where the record is broken, as the server found.
    broken: RwSignal<Option<AuditBroken>>,
    loading: RwSignal<bool>,
    /// Why not all could be loaded; empty if they could.
    problem: RwSignal<String>,
    filter: RwSignal<Filter>,
    names: RwSignal<Names>,
    environments: RwSignal<Vec<String>>,
    announcer: Announcer,
}

impl Audit {
    /// Loads older entries, until enough of them fit the filter.
    fn load(self) {
        if self.loading.get_untracked() {
            return;
        }
        self.loading.set(true);
        self.problem.set(String::new());
        spawn_local(async move {
            let before = self.shown_untracked();
            for _ in 0..MOST_PAGES {
                let oldest = self.entries.with_untracked(|entries| entries.last().map(|entry| entry.seq));
                match api::audit(oldest, PAGE).await {
                    Ok(page) => {
                        self.names.update(|names| names.learn(&page.entries));
                        self.more.set(page.more);
                        self.broken.update(|broken| *broken = broken.take().or(page.broken));
                        self.entries.update(|entries| entries.extend(page.entries));
                        if !page.more || self.shown_untracked() >= before + WANTED {
                            break;
                        }
                    }
                    Err(error) => {
                        self.problem.set(error.to_string());
                        break;
                    }
                }
            }
            let found = self.shown_untracked() - before;
            if before > 0 {
                self.announcer.say(format!("{found} older entries loaded"));
            }
            self.loading.set(false);
        });
    }

    /// Loads older entries where hardly any of those that are there fit the filter.
    fn look_further(self) {
        if self.more.get_untracked() && self.shown_untracked() < WANTED {
            self.load();
        }
    }

    fn shown_untracked(self) -> usize {
        let filter = self.filter.get_untracked();
        self.entries.with_untracked(|entries| entries.iter().filter(|entry| filter.takes(entry)).count())
    }
}

/// `/audit`.
pub(crate) fn page() -> AnyView {
    set_title("Audit");
    let state = Audit {
        entries: RwSignal::new(Vec::new()),
        more: RwSignal::new(true),
        broken: RwSignal::new(None),
        loading: RwSignal::new(false),
        problem: RwSignal::new(String::new()),
        filter: RwSignal::new(Filter::of_address()),
        names: RwSignal::new(Names::default()),
        environments: RwSignal::new(Vec::new()),
        announcer: Announcer::here(),
    };
    state.load();
    learn(state);
    let exports = may(|me| me.grants.permit_everywhere(Permission::Manage));
    let content = view! {
        <div class="page wide-page">
            <header class="page-head">
                <h1>"Audit"</h1>
                <Show when=move || exports.get()>
                    <a class="button" href=api::EXPORT download="bayplan-audit.ndjson" rel="external">"Export all"</a>
                </Show>
            </header>
            <p class="lead">
                "Who did what, newest first. Each entry carries the hash of the one before, so that none can be changed, "
                "left out or moved without a trace."
            </p>
            {move || alarm(state)}
            {filter::controls(state.filter, state.names, state.environments, move || state.look_further())}
            {list(state)}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

/// Asks for the names of what entries know by ids. Without them the ids are shown.
fn learn(state: Audit) {
    spawn_local(async move {
        if let Ok(designs) = api::designs().await {
            state.names.update(|names| names.learn_designs(designs));
        }
        if let Ok(all) = api::environments().await {
            state.environments.set(all.into_iter().map(|environment| environment.name).collect());
        }
    });
    let me = me();
    Effect::new(move |asked: Option<bool>| {
        let manages =
            me.with(|me| me.as_ref().is_some_and(|me| me.accounts && me.grants.permit_everywhere(Permission::Manage)));
        let asked = asked.unwrap_or(false);
        if manages && !asked {
            spawn_local(async move {
                if let Ok(people) = api::people().await {
                    state.names.update(|names| names.learn_people(people));
                }
            });
        }
        asked || manages
    });
}

/// Says that the record is not what was written. The server looks through all of it; the browser looks again at what it
/// shows, whatever the server says.
fn alarm(state: Audit) -> Option<AnyView> {
    let here = state
        .entries
        .with(|entries| chain::broken(entries).last().copied())
        .map(|seq| format!("Entry {seq} isn't what was written then, or doesn't follow on the one before it."));
    let words = state.broken.get().map(|broken| broken.message).or(here)?;
    Some(
        view! {
            <div class="remark-box" data-severity="error" role="alert">
                <h2>"The record was tampered with"</h2>
                <p>{words}</p>
                <p>
                    "Don't rely on approvals that only this record shows. Run " <code>"bayplan audit verify"</code>
                    " on the server, and compare with your latest export."
                </p>
            </div>
        }
        .into_any(),
    )
}

fn list(state: Audit) -> AnyView {
    let rows = move || {
        let filter = state.filter.get();
        state.names.with(|names| {
            state.entries.with(|entries| {
                let mut broken = chain::broken(entries);
                broken.extend(state.broken.with(|broken| broken.as_ref().map(|broken| broken.seq)));
                let shown = entries.iter().filter(|entry| filter.takes(entry));
                shown.map(|entry| row::row(entry, names, broken.contains(&entry.seq))).collect::<Vec<_>>()
            })
        })
    };
    let entries = move || {
        let rows = rows();
        if !rows.is_empty() {
            return view! { <ol class="entries" aria-label="Entries">{rows}</ol> }.into_any();
        }
        if !state.problem.with(String::is_empty) {
            return ().into_any();
        }
        if state.loading.get() {
            return waiting("Loading the record\u{2026}");
        }
        let words = if state.filter.with(Filter::is_empty) {
            "Nothing is recorded yet that you may see."
        } else {
            "No entry fits what is chosen above, among those that were looked through."
        };
        view! { <div class="empty"><p>{words}</p></div> }.into_any()
    };
    let failure = move || {
        let why = state.problem.get();
        (!why.is_empty()).then(|| failed(why, move || state.load()))
    };
    let looked = move || {
        let oldest = state.entries.with(|entries| entries.last().map(|entry| entry.seq));
        match (state.more.get(), oldest) {
            (_, None) => String::new(),
            (true, Some(seq)) => format!("Looked through back to entry {seq}."),
            (false, Some(_)) => "That is all.".to_owned(),
        }
    };
    view! {
        {entries}
        {failure}
        <p class="older">
            <span class="quiet-text">{looked}</span>
            <Show when=move || state.more.get() && state.problem.with(String::is_empty)>
                <button
                    type="button"
                    class="button"
                    aria-busy=move || state.loading.get().to_string()
                    on:click=move |_| state.load()
                >
                    {move || if state.loading.get() { "Loading\u{2026}" } else { "Load older" }}
                </button>
            </Show>
        </p>
    }
    .into_any()
}
