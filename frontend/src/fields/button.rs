//! Buttons that are an icon.

use leptos::prelude::*;

use crate::icon::icon;

/// A button that shows an icon and says `label` to screen readers and on hover.
pub(crate) fn icon_button(name: &'static str, label: String, run: impl Fn() + Send + Sync + 'static) -> AnyView {
    button(name, label, Callback::new(move |()| run()))
}

fn button(name: &'static str, label: String, run: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="icon-button" aria-label=label.clone() title=label on:click=move |_| run.run(())>
            {icon(name)}
        </button>
    }
    .into_any()
}
