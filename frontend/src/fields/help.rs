//! The help texts of members: fetched once, when somebody first asks for one.

use leptos::prelude::*;
use serde_json::{Map, Value};
use wasm_bindgen_futures::spawn_local;

use super::Slot;
use crate::api;

/// The help texts as far as they are known.
#[derive(Clone, Copy)]
pub(crate) struct FieldHelp(RwSignal<Texts>);

#[derive(Clone)]
enum Texts {
    NotAsked,
    Waiting,
    Failed(String),
    Ready(Map<String, Value>),
}

impl FieldHelp {
    pub(crate) fn new() -> Self {
        Self(RwSignal::new(Texts::NotAsked))
    }

    fn ask(self) {
        let needed = self.0.with_untracked(|texts| match texts {
            Texts::NotAsked | Texts::Failed(_) => true,
            Texts::Waiting | Texts::Ready(_) => false,
        });
        if !needed {
            return;
        }
        self.0.set(Texts::Waiting);
        spawn_local(async move {
            let found = api::field_help().await;
            self.0.try_set(match found {
                Ok(texts) => Texts::Ready(texts),
                Err(error) => Texts::Failed(error.to_string()),
            });
        });
    }

    fn text(self, id: &str) -> String {
        self.0.with(|texts| match texts {
            Texts::NotAsked => String::new(),
            Texts::Waiting => "Fetching the help text…".to_owned(),
            Texts::Failed(error) => format!("The help text could not be fetched. {error}"),
            Texts::Ready(texts) => {
                let found = texts.get(id).and_then(Value::as_str);
                found.unwrap_or("There is no help text for this member; AWS's page below describes it.").to_owned()
            }
        })
    }
}

/// The button that shows a member's help, and the help.
pub(super) fn help(slot: Slot) -> (AnyView, AnyView) {
    let texts = expect_context::<FieldHelp>();
    let open = RwSignal::new(false);
    let id = slot.id() + "-help";
    let label = format!("Help on {}", slot.member.label);
    let button = view! {
        <button
            type="button"
            class="help-button"
            aria-label=label.clone()
            title=label
            aria-expanded=move || open.get().to_string()
            aria-controls=id.clone()
            on:click=move |_| {
                texts.ask();
                open.update(|open| *open = !*open);
            }
        >
            {crate::icon::icon("help")}
        </button>
    };
    let body = move || {
        let help_id = slot.member.help_id(slot.owner);
        open.get().then(|| {
            view! {
                <p>{move || texts.text(&help_id)}</p>
                <p class="help-facts">
                    <code>{slot.member.name}</code>
                    {facts(slot)}
                    <a href=slot.member.docs(slot.owner) target="_blank" rel="noreferrer">
                        "AWS documentation"{crate::icon::icon("link")}
                    </a>
                </p>
            }
        })
    };
    (button.into_any(), view! { <div id=id class="help">{body}</div> }.into_any())
}

/// A number as the browser writes it; the standard library's way is some kilobytes to download.
fn fraction(number: f64) -> String {
    js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// Bounds and default in words.
fn facts(slot: Slot) -> String {
    use shared::model::Shape;
    let unit = slot.member.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    let mut facts = Vec::new();
    if slot.member.required {
        facts.push("required".to_owned());
    }
    match slot.shape {
        Shape::Integer { min, max } if max < i64::from(i32::MAX) => facts.push(format!("{min} to {max}{unit}")),
        Shape::Integer { min, .. } if min > i64::from(i32::MIN) => facts.push(format!("at least {min}{unit}")),
        Shape::Double { min, max } if max < f64::MAX => {
            facts.push(format!("{} to {}{unit}", fraction(min), fraction(max)));
        }
        Shape::Text { min, max, .. } if max < usize::MAX => facts.push(format!("{min} to {max} characters")),
        Shape::Texts { max, .. } | Shape::Integers { max } | Shape::Rows { max, .. } if max < usize::MAX => {
            facts.push(format!("at most {max}"));
        }
        Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Double { .. }
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::One(_)
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => {}
    }
    facts.extend(slot.member.default.map(|default| format!("default {default}")));
    facts.extend(slot.member.deprecated.then(|| "AWS no longer takes new uses of it".to_owned()));
    facts.join(" · ")
}
