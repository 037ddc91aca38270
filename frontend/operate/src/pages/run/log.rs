//! All that happened, in words.

use leptos::prelude::*;
use parts::time::clock;

use super::state::{Entry, Run};

pub(super) fn log(run: Run) -> AnyView {
    view! {
        <section class="run-log" aria-labelledby="log-title">
            <h2 id="log-title">"Log"</h2>
            // The live regions say what matters; the log itself would say everything twice.
            <div class="log" role="log" aria-live="off" aria-labelledby="log-title" tabindex="0">
                <For each=move || run.log.get() key=|entry| entry.seq let:entry>
                    {line(entry)}
                </For>
            </div>
        </section>
    }
    .into_any()
}

fn line(entry: Entry) -> AnyView {
    view! { <p><time>{clock(entry.at)}</time><span>{entry.words}</span></p> }.into_any()
}
