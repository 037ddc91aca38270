//! A modal dialog: focus goes in and comes back, Escape closes it.

use leptos::html;
use leptos::prelude::*;

/// A dialog that is shown while `open` is true. Its content is made anew each time it opens.
pub fn dialog(
    open: RwSignal<bool>,
    title: &'static str,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where the dialog left the page meanwhile.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="dialog" node_ref=node on:close=move |_| open.set(false) aria-labelledby="dialog-title">
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id="dialog-title">{title}</h2>
                    <button type="button" class="button" data-kind="quiet" aria-label="Close" on:click=move |_| open.set(false)>
                        "\u{00d7}"
                    </button>
                </header>
                {content()}
            </Show>
        </dialog>
    }
    .into_any()
}
