//! The form of the selected element.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;
use shared::model::StructureShape;

use super::{add_field, element, head, section, start};
use crate::fields::unknown_members;
use crate::sections;
use crate::state::{DesignStore, EditorUi, place};

pub(super) fn form() -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    // An element that is gone, by an undo for instance, gives way to what held it.
    let there = Memo::new(move |_| {
        let mut element = ui.selected.get();
        store.with(|document| {
            while element.get(document).is_none() {
                let parent = element.split_last().map(|(parent, _)| parent).unwrap_or_default();
                element = place::element_of(&parent);
            }
        });
        element
    });
    (move || {
        let element = there.get();
        if element.is_root() { start::start() } else { of(store, element) }
    })
    .into_any()
}

fn of(store: DesignStore, element: Pointer) -> AnyView {
    let shape = place::shape_of(&element);
    let is_object = {
        let element = element.clone();
        Memo::new(move |_| store.with(|document| element.get(document).is_some_and(Value::is_object)))
    };
    view! {
        {head::head(&element)}
        {move || match shape {
            Some(shape) if is_object.get() => sectioned(shape, &element),
            Some(_) | None => element::plain(&element),
        }}
    }
    .into_any()
}

fn sectioned(shape: &'static StructureShape, element: &Pointer) -> AnyView {
    let sections = sections::of(shape).unwrap_or_default();
    view! {
        {add_field::add_field(shape, element.clone())}
        {sections.iter().map(|section| section::section(shape, section, element)).collect_view()}
        {unknown_members(shape, element.clone())}
    }
    .into_any()
}
