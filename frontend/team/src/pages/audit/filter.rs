//! Which entries are shown, as the address says.

use leptos::prelude::*;
use parts::address::{query, show};
use shared::api::{Act, AuditEntry};

use super::names::Names;
use crate::acts;

/// Empty texts choose nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) person: String,
    /// As addresses have it.
    pub(super) act: String,
    pub(super) environment: String,
}

impl Filter {
    pub(super) fn of_address() -> Self {
        let asked = |name| query(name).unwrap_or_default();
        Self { person: asked("person"), act: asked("act"), environment: asked("environment") }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn takes(&self, entry: &AuditEntry) -> bool {
        let Self { person, act, environment } = self;
        let by = entry.by.person().is_some_and(|by| by.id == *person);
        (person.is_empty() || by)
            && (act.is_empty() || acts::of_wire(act) == Some(entry.act))
            && (environment.is_empty() || entry.environment.as_ref() == Some(environment))
    }

    fn address(&self) -> String {
        let Self { person, act, environment } = self;
        let chosen = [("person", person), ("act", act), ("environment", environment)];
        let chosen = chosen.into_iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<_> = chosen
            .map(|(name, value)| format!("{name}={}", String::from(js_sys::encode_uri_component(value))))
            .collect();
        if query.is_empty() { "/audit".to_owned() } else { format!("/audit?{}", query.join("&")) }
    }
}

/// The controls. `names` and `environments` are what can be chosen; `changed` is called when something else was.
pub(super) fn controls(
    filter: RwSignal<Filter>,
    names: RwSignal<Names>,
    environments: RwSignal<Vec<String>>,
    changed: impl Fn() + Copy + 'static,
) -> AnyView {
    let change = move |set: &dyn Fn(&mut Filter)| {
        filter.update(|filter| set(filter));
        show(&filter.with_untracked(Filter::address));
        changed();
    };
    let people = move || names.with(Names::people);
    let acts = move || {
        let all = Act::ALL.into_iter();
        all.map(|act| (acts::wire(act), acts::label(act).to_owned())).collect()
    };
    let places = move || environments.get().into_iter().map(|name| (name.clone(), name)).collect();
    view! {
        <form class="filter" aria-label="Which entries are shown" on:submit=|event| event.prevent_default()>
            {choice(
                "by",
                "Who",
                "Everybody",
                Signal::derive(people),
                Signal::derive(move || filter.with(|filter| filter.person.clone())),
                move |value| change(&|filter| filter.person.clone_from(&value)),
            )}
            {choice(
                "act",
                "What",
                "Everything",
                Signal::derive(acts),
                Signal::derive(move || filter.with(|filter| filter.act.clone())),
                move |value| change(&|filter| filter.act.clone_from(&value)),
            )}
            {choice(
                "environment",
                "Where",
                "Everywhere",
                Signal::derive(places),
                Signal::derive(move || filter.with(|filter| filter.environment.clone())),
                move |value| change(&|filter| filter.environment.clone_from(&value)),
            )}
            <button
                type="button"
                class="button"
                data-kind="quiet"
                disabled=move || filter.with(Filter::is_empty)
                on:click=move |_| change(&|filter| *filter = Filter::default())
            >
                "Show all"
            </button>
        </form>
    }
    .into_any()
}

fn choice(
    id: &'static str,
    label: &'static str,
    all: &'static str,
    options: Signal<Vec<(String, String)>>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = move || {
        let chosen = chosen.get();
        let mut options = options.get();
        if !chosen.is_empty() && options.iter().all(|(value, _)| *value != chosen) {
            // What the address asks for, known or not.
            options.push((chosen.clone(), chosen.clone()));
        }
        let options = options.into_iter();
        options
            .map(|(value, words)| {
                let selected = value == chosen;
                view! { <option value=value selected=selected>{words}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="filter-choice" for=id>
            <span>{label}</span>
            <select class="input" id=id on:change=move |event| choose(event_target_value(&event))>
                <option value="" selected=move || chosen.with(String::is_empty)>{all}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}
