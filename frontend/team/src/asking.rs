//! A button that asks before it does something that can't be undone.

use leptos::html;
use leptos::prelude::*;
use parts::dom;

/// What the button does, in words.
pub(crate) struct Asked {
    /// The button's id, unique on the page.
    pub(crate) id: String,
    pub(crate) verb: &'static str,
    /// What it is done to.
    pub(crate) whom: String,
    /// What comes of it, and whether to do it.
    pub(crate) question: &'static str,
}

/// The button, and the question in its place once it is pressed.
pub(crate) fn asking(asked: Asked, act: Callback<()>) -> AnyView {
    let Asked { id, verb, whom, question } = asked;
    let open = RwSignal::new(false);
    let (id, label) = (StoredValue::new(id), format!("{verb} {whom}"));
    let keep = move |_| {
        open.set(false);
        dom::focus_soon(vec![id.get_value()]);
    };
    let content = move || {
        if !open.get() {
            return view! {
                <button
                    type="button"
                    class="button small"
                    data-kind="quiet"
                    id=id.get_value()
                    aria-label=label.clone()
                    on:click=move |_| open.set(true)
                >
                    {verb}
                </button>
            }
            .into_any();
        }
        let yes = NodeRef::<html::Button>::new();
        yes.on_load(|button| {
            // The row is on the page by now, so it can't fail.
            let _ = button.focus();
        });
        view! {
            <span class="inline-form">
                <span>{question}</span>
                <button type="button" class="button small" data-kind="danger" node_ref=yes on:click=move |_| act.run(())>
                    {verb}
                </button>
                <button type="button" class="button small" data-kind="quiet" on:click=keep>"Keep"</button>
            </span>
        }
        .into_any()
    };
    content.into_any()
}
