//! The controls that all pages use.

use leptos::prelude::*;
use parts::announcer::Announcer;
use parts::clipboard;
use parts::icon::icon;

/// A labelled control: what it is, what goes in, and what is wrong with that.
pub(crate) struct Labelled {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    /// One sentence, or nothing.
    pub(crate) help: &'static str,
    pub(crate) text: RwSignal<String>,
    /// Empty where nothing is wrong.
    pub(crate) problem: Signal<String>,
}

impl Labelled {
    fn around(self, control: AnyView) -> AnyView {
        let Self { id, label, help, text: _, problem } = self;
        view! {
            <div class="field">
                <div class="field-head"><label for=id>{label}</label></div>
                {control}
                <p class="field-help" id=format!("{id}-help")>{help}</p>
                <p class="refused" id=format!("{id}-problem")>{problem}</p>
            </div>
        }
        .into_any()
    }

    /// A line of text.
    pub(crate) fn line(self) -> AnyView {
        let Self { id, text, problem, .. } = self;
        let control = view! {
            <input
                class="input"
                id=id
                autocomplete="off"
                spellcheck="false"
                aria-describedby=format!("{id}-help {id}-problem")
                aria-invalid=move || (!problem.with(String::is_empty)).then_some("true")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
        };
        self.around(control.into_any())
    }

    /// Several lines of text.
    pub(crate) fn lines(self) -> AnyView {
        let Self { id, text, problem, .. } = self;
        let control = view! {
            <textarea
                class="input mono"
                id=id
                rows="2"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=format!("{id}-help {id}-problem")
                aria-invalid=move || (!problem.with(String::is_empty)).then_some("true")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
        };
        self.around(control.into_any())
    }

    /// One of a few.
    pub(crate) fn select(self, options: Vec<(String, String)>) -> AnyView {
        let Self { id, text, problem, .. } = self;
        let control = select(id, text, options, problem);
        self.around(control)
    }
}

fn select(
    id: &'static str,
    text: RwSignal<String>,
    options: Vec<(String, String)>,
    problem: Signal<String>,
) -> AnyView {
    view! {
        <select
            class="input"
            id=id
            aria-describedby=format!("{id}-help {id}-problem")
            aria-invalid=move || (!problem.with(String::is_empty)).then_some("true")
            on:change=move |event| text.set(event_target_value(&event))
        >
            {options
                .into_iter()
                .map(|(value, words)| {
                    let chosen = value.clone();
                    view! { <option value=value selected=move || text.with(|text| *text == chosen)>{words}</option> }
                })
                .collect_view()}
        </select>
    }
    .into_any()
}

/// A button that puts `text` into the clipboard.
pub(crate) fn copy_button(words: &'static str, label: String, text: StoredValue<String>) -> AnyView {
    let announcer = Announcer::here();
    view! {
        <button
            type="button"
            class="button small"
            aria-label=label
            on:click=move |_| clipboard::copy(text.get_value(), announcer)
        >
            {icon("copy")}
            {words}
        </button>
    }
    .into_any()
}

/// A word in a coloured frame, with its icon.
pub(crate) fn badge(tone: &'static str, mark: &'static str, words: String) -> AnyView {
    view! { <span class="tag" data-tone=tone>{icon(mark)}{words}</span> }.into_any()
}
