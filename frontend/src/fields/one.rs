//! A structure inside another: a group that is added and removed as a whole.

use leptos::prelude::*;
use serde_json::{Map, Value};
use shared::model::{Shape, StructureShape};

use super::{Slot, control, help, icon_button, messages, unknown_members};
use crate::dom;
use crate::fields::frame::required_mark;
use crate::icon::icon;
use crate::state::place;

pub(super) fn group(slot: Slot, of: &'static StructureShape) -> AnyView {
    let present = slot.present();
    let path = slot.path();
    let open = Memo::new(move |_| present.get() || slot.ui.is_revealed(&path));
    let (help_button, help_text) = help::help(slot);
    let id = slot.id();
    let only = only_inside(slot, of);
    let add = move || {
        let empty = Value::Object(Map::new());
        match only {
            Some(inner) => inner.set(empty),
            None => slot.set(empty),
        }
        let first = of.members.first().map(|member| place::id(&slot.path().key(member.name)));
        dom::focus_soon(first.into_iter().chain([slot.id()]).collect());
    };
    let remove = move || {
        slot.remove();
        slot.ui.conceal(&slot.path());
        dom::focus_soon(vec![slot.id() + "-add"]);
    };
    let add_id = id.clone() + "-add";
    let label = slot.member.label;
    let action = move || {
        if open.get() {
            icon_button("bin", format!("Remove {label}"), remove)
        } else {
            let id = add_id.clone();
            view! {
                <button type="button" class="button small" id=id on:click=move |_| add()>
                    {icon("plus")}
                    "Add"
                    <span class="sr-only">" "{label}</span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <div
            class="group wide"
            role="group"
            id=id.clone()
            aria-labelledby=id.clone() + "-label"
            data-open=move || open.get().to_string()
        >
            <div class="field-head">
                <span class="label" id=id.clone() + "-label">{label}</span>
                {required_mark(slot)}
                {help_button}
                <span class="grow"></span>
                {action}
            </div>
            {help_text}
            {messages(id.clone() + "-messages", slot.shown)}
            {move || open.get().then(|| view! { <div class="group-body">{body(slot, of, only)}</div> })}
        </div>
    }
    .into_any()
}

/// The one structure that a structure of a single member wraps: both are shown as one group.
fn only_inside(slot: Slot, of: &'static StructureShape) -> Option<Slot> {
    match of.members {
        [only] if matches!(only.shape, Shape::One(_)) => Some(Slot::member(of, only, &slot.path())),
        [_] | [] | [..] => None,
    }
}

fn body(slot: Slot, of: &'static StructureShape, only: Option<Slot>) -> AnyView {
    let Some(inner) = only else { return control(slot) };
    let misfit = slot.misfit();
    let drawn = move || {
        if misfit.get() {
            return control(slot);
        }
        let id = inner.id();
        view! {
            <div id=id.clone()>
                {messages(id.clone() + "-messages", inner.shown)} {control(inner)} {unknown_members(of, slot.path())}
            </div>
        }
        .into_any()
    };
    drawn.into_any()
}
