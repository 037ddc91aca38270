//! The table of versions.

use leptos::prelude::*;
use parts::api;
use parts::me::only_looks;
use parts::time::local_time;
use shared::access::PersonRef;
use shared::api::{Source, VersionMeta};
use wasm_bindgen_futures::spawn_local;

use super::History;
use parts::load::Load;

pub(super) fn table(history: History, all: Vec<VersionMeta>) -> AnyView {
    let newest = all.first().map_or(0, |version| version.number);
    view! {
        <table class="table versions">
            <thead>
                <tr>
                    <th scope="col">"From"</th>
                    <th scope="col">"To"</th>
                    <th scope="col">"Version"</th>
                    <th scope="col">"Note"</th>
                    <th scope="col">"By"</th>
                    <th scope="col">"Saved"</th>
                    <th scope="col">"Fingerprint"</th>
                    <th scope="col"><span class="sr-only">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{all.into_iter().map(|version| row(history, version, newest)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(history: History, version: VersionMeta, newest: i64) -> AnyView {
    let VersionMeta { number, fingerprint, note, created_at, authors, source } = version;
    let plan = history.design.with_value(|id| format!("/designs/{id}/plan?version={number}"));
    let short: String = fingerprint.chars().take(10).collect();
    let looks = only_looks();
    let restore = move || {
        (number != newest && !looks.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    aria-label=format!("Restore version {number}")
                    on:click=move |_| restore(history, number)
                >
                    "Restore"
                </button>
            }
        })
    };
    let pick = move |name: &'static str, word: &'static str, chosen: RwSignal<i64>| {
        view! {
            <input
                type="radio"
                name=name
                aria-label=format!("Compare {word} version {number}")
                prop:checked=move || chosen.get() == number
                on:change=move |_| chosen.set(number)
            />
        }
    };
    view! {
        <tr>
            <td class="pick" data-word="From">{pick("from", "from", history.from)}</td>
            <td class="pick" data-word="To">{pick("to", "to", history.to)}</td>
            <th scope="row">{format!("v{number}")}</th>
            <td class="note">{note}</td>
            <td class="authors">{by(&authors)}{source.as_ref().map(commit)}</td>
            <td>{local_time(created_at)}</td>
            <td><code title=fingerprint>{short}</code></td>
            <td class="table-actions">
                {restore}
                <Show when=move || !looks.get()>
                    <button
                        type="button"
                        class="button small"
                        data-kind="quiet"
                        aria-label=format!("Ask for review of version {number}")
                        on:click=move |_| history.ask_for_review(number)
                    >
                        "Ask for review"
                    </button>
                </Show>
                <a class="button small" data-kind="quiet" href=plan aria-label=format!("Plan version {number}")>"Plan"</a>
            </td>
        </tr>
    }
    .into_any()
}

/// Who made it; nobody in versions from before there were people.
fn by(authors: &[PersonRef]) -> String {
    authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The commit that it came from.
fn commit(source: &Source) -> AnyView {
    let Source { repository, commit, pull_request } = source;
    let short: String = commit.chars().take(8).collect();
    let words = match pull_request {
        Some(number) => format!("{repository}#{number} at {short}"),
        None => format!("{repository} at {short}"),
    };
    view! { <span class="quiet-text">{words}</span> }.into_any()
}

/// Makes the design what it was in a version; what it is now stays in its own version.
fn restore(history: History, number: i64) {
    let Load::Ready(copy) = history.copy.get_untracked() else { return };
    spawn_local(async move {
        match api::restore_version(&copy.meta.id, number, copy.meta.counter).await {
            Ok(()) => {
                history.problem.set(String::new());
                history.announcer.say(format!("The design is as in version {number} again, saved as a new version"));
            }
            Err(error) => history.problem.set(error.to_string()),
        }
        history.from.set(0);
        history.reload();
    });
}
