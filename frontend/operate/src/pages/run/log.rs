//! All that happened, in words.

use leptos::html;
use leptos::prelude::*;
use parts::time::clock;

use super::state::{Entry, Run};

/// How near to the end, in pixels, the log still follows what comes.
const NEAR: i32 = 40;

pub(super) fn log(run: Run) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    // Follows the newest line, unless a person has scrolled away from it.
    Effect::new(move |_| {
        run.log.track();
        let Some(log) = node.get_untracked() else { return };
        if log.scroll_height() - log.scroll_top() - log.client_height() <= NEAR || log.scroll_top() == 0 {
            request_animation_frame(move || log.set_scroll_top(log.scroll_height()));
        }
    });
    view! {
        <section class="run-log" aria-labelledby="log-title">
            <h2 id="log-title">"Log"</h2>
            // The live regions say what matters; the log itself would say everything twice.
            <div class="log" node_ref=node role="log" aria-live="off" aria-labelledby="log-title" tabindex="0">
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
