//! All diagnostics of the design: what is worst first, each a way to its place.

use leptos::prelude::*;
use shared::check::Diagnostic;

use crate::fields::severity_icon;
use crate::icon::icon;
use crate::state::{Announcer, Counts, DesignStore, EditorUi, Findings, place};

/// How many are drawn; more would help nobody and slow the page.
const MOST: usize = 200;

/// The diagnostics, sorted by severity, then by place.
fn sorted(store: DesignStore) -> Vec<Diagnostic> {
    let mut all = store.findings().with(|findings| findings.all().to_vec());
    all.sort_by_key(|found| found.severity);
    all
}

/// Goes to the next problem, or the one before.
pub(super) fn step(store: DesignStore, ui: EditorUi, backwards: bool) {
    let all = untrack(|| sorted(store));
    let Some(last) = all.len().checked_sub(1) else { return };
    let at = match (ui.problem.get_untracked(), backwards) {
        (Some(at), false) if at < last => at + 1,
        (None | Some(_), false) => 0,
        (Some(at), true) if at > 0 => (at - 1).min(last),
        (None | Some(_), true) => last,
    };
    if let Some(found) = all.get(at) {
        ui.problem.set(Some(at));
        ui.go_to_problem(&found.path);
    }
}

pub(super) fn problems() -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    let all = Memo::new(move |_| sorted(store));
    let counts = Memo::new(move |_| store.findings().with(Findings::counts));
    announce(counts);
    let items = move || {
        all.with(|all| {
            all.iter().take(MOST).cloned().enumerate().map(|(at, found)| item(store, ui, at, found)).collect_view()
        })
    };
    let rest = move || {
        let more = all.with(Vec::len).saturating_sub(MOST);
        (more > 0)
            .then(|| view! { <p class="problems-rest">{format!("and {more} more, shown as these are mended")}</p> })
    };
    view! {
        <section class="problems" aria-labelledby="problems-title">
            <div class="problems-head">
                <h2 id="problems-title">"Problems"</h2>
                {move || count(counts.get())}
                <span class="grow"></span>
                <kbd title="Next problem">"F8"</kbd>
            </div>
            <ul class="problem-list">{items}</ul>
            {rest}
        </section>
    }
    .into_any()
}

fn count(counts: Counts) -> AnyView {
    if counts == Counts::default() {
        return view! { <span class="all-clear">{icon("ok")}"Nothing found"</span> }.into_any();
    }
    let Counts { errors, warnings, advice } = counts;
    let part = |count: usize, severity: &'static str, word: String| {
        (count > 0).then(|| {
            view! {
                <span class="count" data-severity=severity>
                    {icon(severity)}
                    {word}
                </span>
            }
        })
    };
    let word = |counts: Counts| counts.words();
    view! {
        {part(errors, "error", word(Counts { errors, ..Counts::default() }))}
        {part(warnings, "warning", word(Counts { warnings, ..Counts::default() }))}
        {part(advice, "advice", word(Counts { advice, ..Counts::default() }))}
    }
    .into_any()
}

fn item(store: DesignStore, ui: EditorUi, at: usize, found: Diagnostic) -> AnyView {
    let fixable = found.clone();
    let Diagnostic { rule, severity, path, message, help: _, docs: _, fix } = found;
    let place = store.with_untracked(|document| place::words(document, &path));
    let fix = fix.map(|fix| {
        view! {
            <button type="button" class="button small" title=fix.title.clone() on:click=move |_| {
                store.apply_fix(&fixable);
            }>
                "Fix"
                <span class="sr-only">{format!(": {}", fix.title)}</span>
            </button>
        }
    });
    view! {
        <li class="problem" data-severity=severity.word()>
            <button
                type="button"
                class="problem-go"
                aria-current=move || (ui.problem.get() == Some(at)).then_some("true")
                on:click=move |_| {
                    ui.problem.set(Some(at));
                    ui.go_to_problem(&path);
                }
            >
                {severity_icon(severity)}
                <span class="problem-text">
                    <span class="sr-only">{severity.word()}": "</span>
                    <span class="problem-place">{place}</span>
                    <span>{message}</span>
                    <span class="problem-rule">{rule}</span>
                </span>
            </button>
            {fix}
        </li>
    }
    .into_any()
}

/// Tells screen readers how many problems there are, a second after they last changed.
fn announce(counts: Memo<Counts>) {
    let announcer = Announcer::here();
    let say = leptos::leptos_dom::helpers::debounce(std::time::Duration::from_secs(1), move |counts: Counts| {
        let words = counts.words();
        announcer.say(if words.is_empty() { "No problems".to_owned() } else { words });
    });
    let say = StoredValue::new_local(say);
    Effect::new(move |before: Option<Counts>| {
        let now = counts.get();
        if before.is_some_and(|before| before != now) {
            say.update_value(|say| say(now));
        }
        now
    });
}
