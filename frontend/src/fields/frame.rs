//! What every control has around it: label, help, messages, and the notice when a person enters and leaves.

use leptos::prelude::*;
use shared::model::Shape;

use super::{Slot, help, icon_button, messages};
use crate::dom;

/// A control with its label above and its messages below.
pub(super) fn frame(slot: Slot, control: AnyView) -> AnyView {
    let (help_button, help_text) = help::help(slot);
    let id = slot.id();
    view! {
        <div
            class="field"
            class:wide=is_wide(&slot.shape)
            on:focusin=move |_| slot.ui.enter(slot.path())
            on:focusout=move |_| {
                slot.store.end_burst();
                slot.ui.leave(&slot.path());
            }
        >
            <div class="field-head">{label(slot)} {required_mark(slot)} {help_button} {clear(slot)}</div>
            {help_text}
            {control}
            {messages(id.clone() + "-messages", slot.shown)}
        </div>
    }
    .into_any()
}

/// The label: of the one control, or of the group of controls.
fn label(slot: Slot) -> AnyView {
    let (id, text) = (slot.id(), slot.member.label);
    if is_one_control(&slot.shape) {
        view! { <label for=id>{text}</label> }.into_any()
    } else {
        view! { <span class="label" id=id.clone() + "-label">{text}</span> }.into_any()
    }
}

pub(super) fn required_mark(slot: Slot) -> AnyView {
    let mark = slot.member.required.then(|| {
        view! {
            <span class="required" aria-hidden="true" title="Required">"*"</span>
            <span class="sr-only">"required"</span>
        }
    });
    let deprecated = slot.member.deprecated.then(|| view! { <span class="badge">"deprecated"</span> });
    (mark, deprecated).into_any()
}

/// The button that removes a list or table as a whole, while there is one.
fn clear(slot: Slot) -> AnyView {
    if !is_wide(&slot.shape) || slot.member.required {
        return ().into_any();
    }
    let present = slot.present();
    let run = move || {
        slot.remove();
        slot.ui.conceal(&slot.path());
        dom::focus_soon(vec![slot.id() + "-add", slot.id()]);
    };
    (move || present.get().then(|| icon_button("bin", format!("Remove {}", slot.member.label), run))).into_any()
}

/// Whether one input, to which the label belongs, is all there is.
fn is_one_control(shape: &Shape) -> bool {
    match shape {
        Shape::Text { .. } | Shape::Integer { .. } | Shape::Double { .. } => true,
        Shape::Choice(words) => words.len() > super::choice::MOST_SEGMENTS,
        Shape::Boolean
        | Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::One(_)
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => false,
    }
}

/// Whether it takes the whole width of the form.
fn is_wide(shape: &Shape) -> bool {
    match shape {
        Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::One(_)
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => true,
        Shape::Text { .. } | Shape::Integer { .. } | Shape::Double { .. } | Shape::Boolean | Shape::Choice(_) => false,
    }
}
