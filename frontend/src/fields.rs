//! The controls of the form, drawn from the model: one file per kind of input, never one per AWS member.

mod button;
mod cards;
mod choice;
mod choices;
mod document;
mod frame;
mod help;
mod list;
mod map;
mod messages;
mod number;
mod one;
mod other;
mod rows;
mod size;
mod slot;
mod structure;
mod table;
mod text;
mod toggle;
mod unknown;

pub(crate) use button::icon_button;
pub(crate) use cards::count_badge;
pub(crate) use help::FieldHelp;
pub(crate) use messages::{messages, severity_icon};
pub(crate) use slot::{Slot, shown};
pub(crate) use unknown::unknown_members;

use leptos::prelude::*;
use shared::model::{Form, Shape};

/// A member with its label, help and messages.
pub(crate) fn field(slot: Slot) -> AnyView {
    match slot.shape {
        Shape::One(of) => one::group(slot, of),
        Shape::Text { .. }
        | Shape::Integer { .. }
        | Shape::Double { .. }
        | Shape::Boolean
        | Shape::Choice(_)
        | Shape::Texts { .. }
        | Shape::Choices(_)
        | Shape::Integers { .. }
        | Shape::Rows { .. }
        | Shape::TextMap
        | Shape::Document => frame::frame(slot, control(slot)),
    }
}

/// The bare control of a slot. A value of a JSON type that it can't show is shown as it is.
fn control(slot: Slot) -> AnyView {
    let misfit = slot.misfit();
    (move || if misfit.get() { other::other(slot) } else { fitting(slot) }).into_any()
}

fn fitting(slot: Slot) -> AnyView {
    match slot.shape {
        Shape::Text { form, .. } => match form {
            Form::Cpu | Form::Memory if !slot.cell => size::control(slot, form),
            Form::Cpu | Form::Memory | Form::Line | Form::Arn | Form::Image => text::control(slot, false),
            Form::Long | Form::Json => text::control(slot, !slot.cell),
        },
        Shape::Integer { .. } | Shape::Double { .. } => number::control(slot),
        Shape::Boolean => toggle::control(slot),
        Shape::Choice(words) => choice::control(slot, words),
        Shape::Texts { form, .. } => list::control(slot, Shape::Text { form, min: 0, max: usize::MAX }),
        Shape::Integers { .. } => list::control(slot, Shape::Integer { min: i64::MIN, max: i64::MAX }),
        Shape::Choices(words) => choices::control(slot, words),
        Shape::Rows { of, .. } => rows::control(slot, of),
        Shape::TextMap => map::control(slot, map::Values::Texts),
        Shape::Document => document::control(slot),
        Shape::One(of) => structure::structure(of, slot.path()),
    }
}
