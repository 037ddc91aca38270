//! The controls that all pages use.

use crate::announcer::Announcer;
use crate::clipboard;
use crate::icon::icon;
use leptos::prelude::*;

/// A labelled control: what it is, what goes in, and what is wrong with that.
pub struct Labelled {
    pub id: &'static str,
    pub label: &'static str,
    /// One sentence, or nothing.
    pub help: &'static str,
    pub text: RwSignal<String>,
    /// Empty where nothing is wrong.
    pub problem: Signal<String>,
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
    pub fn line(self) -> AnyView {
        self.typed("text", "off")
    }

    /// A line of a `type` of HTML's, with what browsers may fill in: a token of `autocomplete`.
    pub fn typed(self, kind: &'static str, autocomplete: &'static str) -> AnyView {
        let Self { id, text, problem, .. } = self;
        let control = view! {
            <input
                class="input"
                id=id
                type=kind
                autocomplete=autocomplete
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
    pub fn lines(self) -> AnyView {
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
    pub fn select(self, options: Vec<(String, String)>) -> AnyView {
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
pub fn copy_button(words: &'static str, label: String, text: StoredValue<String>) -> AnyView {
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
pub fn badge(tone: &'static str, mark: &'static str, words: String) -> AnyView {
    view! { <span class="tag" data-tone=tone>{icon(mark)}{words}</span> }.into_any()
}
