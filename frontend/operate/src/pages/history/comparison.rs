//! How two versions differ: in words, or as lines of JSON.

use leptos::prelude::*;
use parts::api;
use shared::api::{Comparison, VersionCopy};
use wasm_bindgen_futures::spawn_local;

use super::History;
use super::line_diff::{Line, line_diff};
use parts::address;
use parts::load::{Load, failed, waiting};
use parts::plan::changes::change_groups;
use parts::words::count;

/// What is shown of the comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Words,
    Json,
}

type Texts = (VersionCopy, VersionCopy);

pub(super) fn comparison(history: History) -> AnyView {
    let shown = RwSignal::new(View::Words);
    let found = RwSignal::new(Load::<Comparison>::Waiting);
    let texts = RwSignal::new(Load::<Texts>::Waiting);
    let pair = Memo::new(move |_| (history.from.get(), history.to.get()));
    Effect::new(move |_| ask(history, pair.get(), found, texts));
    let tab = move |view: View, words: &'static str| {
        view! {
            <button
                type="button"
                class="button small"
                aria-pressed=move || (shown.get() == view).to_string()
                on:click=move |_| shown.set(view)
            >
                {words}
            </button>
        }
    };
    view! {
        <section class="comparison" aria-labelledby="comparison-title" hidden=move || pair.get().0 == 0>
            <header class="section-head">
                <h2 id="comparison-title">
                    {move || format!("From version {} to version {}", pair.get().0, pair.get().1)}
                </h2>
                <div class="segments" role="group" aria-label="Shown as">
                    {tab(View::Words, "In words")} {tab(View::Json, "JSON")}
                </div>
            </header>
            {move || match shown.get() {
                View::Words => in_words(history, found, texts),
                View::Json => as_lines(history, found, texts),
            }}
        </section>
    }
    .into_any()
}

/// Asks for the comparison and for both texts; an answer that comes after another choice is dropped.
fn ask(history: History, (from, to): (i64, i64), found: RwSignal<Load<Comparison>>, texts: RwSignal<Load<Texts>>) {
    if from == 0 || to == 0 {
        return;
    }
    let id = history.design.get_value();
    address::show(&format!("/designs/{id}/history?from={from}&to={to}"));
    found.set(Load::Waiting);
    texts.set(Load::Waiting);
    spawn_local(async move {
        let current = move || (history.from.get_untracked(), history.to.get_untracked()) == (from, to);
        let compared = api::compare(&id, from, to).await;
        if current() {
            found.set(compared.into());
        }
        let both = async { Ok((api::version(&id, from).await?, api::version(&id, to).await?)) }.await;
        if current() {
            texts.set(both.into());
        }
    });
}

fn in_words(history: History, found: RwSignal<Load<Comparison>>, texts: RwSignal<Load<Texts>>) -> AnyView {
    match found.get() {
        Load::Waiting => waiting("Comparing\u{2026}"),
        Load::Failed(why) => failed(why, move || ask(history, pair_of(history), found, texts)),
        Load::Ready(Comparison { changes, .. }) if changes.is_empty() => view! {
            <p class="empty">"Nothing differs in meaning. The texts may differ in order, spelling or stated defaults; see JSON."</p>
        }
        .into_any(),
        Load::Ready(Comparison { changes, .. }) => view! {
            <p class="quiet-text">{count(changes.len(), "change", "changes")}</p>
            {change_groups(&changes)}
        }
        .into_any(),
    }
}

fn as_lines(history: History, found: RwSignal<Load<Comparison>>, texts: RwSignal<Load<Texts>>) -> AnyView {
    match texts.get() {
        Load::Waiting => waiting("Comparing\u{2026}"),
        Load::Failed(why) => failed(why, move || ask(history, pair_of(history), found, texts)),
        Load::Ready((from, to)) => {
            let text = |copy: &VersionCopy| serde_json::to_string_pretty(&copy.document).unwrap_or_default();
            let lines = line_diff(&text(&from), &text(&to));
            if lines.iter().all(|line| matches!(line, Line::Same(_) | Line::Skipped(_))) {
                return view! { <p class="empty">"Both texts are the same."</p> }.into_any();
            }
            view! {
                <div class="line-diff" tabindex="0" role="group" aria-label="Lines that differ">
                    {lines.into_iter().map(line).collect_view()}
                </div>
            }
            .into_any()
        }
    }
}

fn pair_of(history: History) -> (i64, i64) {
    (history.from.get_untracked(), history.to.get_untracked())
}

fn line(line: Line) -> AnyView {
    let (tone, mark, word, text) = match line {
        Line::Same(text) => ("same", " ", "", text),
        Line::Added(text) => ("add", "+", "added: ", text),
        Line::Removed(text) => ("del", "\u{2212}", "removed: ", text),
        Line::Skipped(lines) => ("skip", " ", "", format!("\u{2026} {lines} lines that are the same")),
    };
    view! {
        <div class="diff-line" data-tone=tone>
            <span aria-hidden="true">{mark}</span>
            <span class="sr-only">{word}</span>
            <code>{text}</code>
        </div>
    }
    .into_any()
}
