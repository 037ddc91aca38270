//! One section of a form: its fields, or a line that sums them up while it is closed.

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;
use shared::model::{ContainerDefinition, Member, Shape, Structure, StructureShape};

use super::element;
use crate::fields::{Slot, count_badge, field};
use crate::icon::icon;
use crate::sections::Section;
use crate::state::{Counts, DesignStore, EditorUi, place};

pub(super) fn section(shape: &'static StructureShape, section: &'static Section, element: &Pointer) -> AnyView {
    let this = This {
        store: DesignStore::here(),
        ui: EditorUi::here(),
        shape,
        section,
        element: StoredValue::new(element.clone()),
    };
    this.draw()
}

#[derive(Clone, Copy)]
struct This {
    store: DesignStore,
    ui: EditorUi,
    shape: &'static StructureShape,
    section: &'static Section,
    element: StoredValue<Pointer>,
}

impl This {
    fn draw(self) -> AnyView {
        let id = self.section.id(self.shape);
        let all_id = format!("{id} (all)");
        let dom_id = id.replace([' ', ':'], "-");
        let open = {
            let id = id.clone();
            Memo::new(move |_| self.ui.is_open(&id, self.section.open))
        };
        let all = {
            let id = all_id.clone();
            Memo::new(move |_| self.ui.is_open(&id, false))
        };
        let counts = Memo::new(move |_| self.counts());
        let body = move || open.get().then(|| self.body(all, all_id.clone()));
        let summary = move || (!open.get()).then(|| view! { <span class="summary">{self.summary()}</span> });
        view! {
            <section class="section" aria-labelledby=dom_id.clone()>
                <h2 id=dom_id.clone()>
                    <button
                        type="button"
                        class="section-title"
                        aria-expanded=move || open.get().to_string()
                        aria-controls=dom_id.clone() + "-body"
                        on:click=move |_| self.ui.set_open(&id, !open.get_untracked())
                    >
                        <span class="twist">{icon("twist")}</span>
                        <span class="section-name">{self.section.title}</span>
                        {count_badge(counts)}
                        {summary}
                    </button>
                </h2>
                <div class="section-body" id=dom_id.clone() + "-body">
                    {body}
                </div>
            </section>
        }
        .into_any()
    }

    fn body(self, all: Memo<bool>, all_id: String) -> AnyView {
        let visible = Memo::new(move |_| self.visible(all.get()));
        let hidden = Memo::new(move |_| self.section.members().count() - visible.with(Vec::len));
        let ui = self.ui;
        let more = move || {
            let (hidden, all_id) = (hidden.get(), all_id.clone());
            (hidden > 0).then(|| {
                view! {
                    <button type="button" class="button small quiet" on:click=move |_| ui.set_open(&all_id, true)>
                        {icon("plus")}
                        {format!("Show {hidden} more {}", if hidden == 1 { "field" } else { "fields" })}
                    </button>
                }
            })
        };
        view! {
            // A title says it already where there is one field of the same name.
            <div class="fields" data-alone=self.is_alone().to_string()>
                <For each=move || visible.get() key=|name| *name children=move |name| self.field(name) />
            </div>
            {more}
        }
        .into_any()
    }

    fn field(self, name: &'static str) -> AnyView {
        let Some(member) = self.shape.member(name) else { return ().into_any() };
        let slot = self.element.with_value(|element| Slot::member(self.shape, member, element));
        match member.shape {
            Shape::Rows { of, .. } if of.name == ContainerDefinition::SHAPE.name => element::containers(slot),
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
            | Shape::Document => field(slot),
        }
    }

    fn is_alone(self) -> bool {
        let mut members = self.section.members();
        let only = members.next().filter(|_| members.next().is_none());
        let label = only.and_then(|name| self.shape.member(name)).map(|member| member.label);
        label.is_some_and(|label| self.section.title.eq_ignore_ascii_case(label))
    }

    /// The members to show: the common ones, and others that are set, asked for or reported.
    fn visible(self, all: bool) -> Vec<&'static str> {
        let is_common = |name: &str| self.section.common.contains(&name);
        let path = |name: &str| self.element.with_value(|element| element.key(name));
        let set = self.store.with(|document| {
            let here = self.element.with_value(|element| element.get(document));
            self.section.members().filter(|name| here.is_some_and(|here| here.get(name).is_some())).collect::<Vec<_>>()
        });
        let findings = self.store.findings().get();
        let wanted = |name: &&'static str| {
            all || is_common(name)
                || set.contains(name)
                || self.ui.is_revealed(&path(name))
                || findings.inside(&path(name)).next().is_some()
        };
        let visible: Vec<_> = self.section.members().filter(wanted).collect();
        // An open section with nothing in it would only be another click.
        if visible.is_empty() { self.section.members().collect() } else { visible }
    }

    fn counts(self) -> Counts {
        self.store.findings().with(|findings| {
            let place = |name| self.element.with_value(|element| findings.counts_in(&element.key(name)));
            self.section.members().map(place).fold(Counts::default(), Counts::plus)
        })
    }

    /// What is set, in a line.
    fn summary(self) -> String {
        self.store.with(|document| {
            let here = self.element.with_value(|element| element.get(document));
            let parts = self.section.members().filter_map(|name| {
                let value = here?.get(name)?;
                self.shape.member(name).map(|member| sum_up(member, value))
            });
            let parts: Vec<String> = parts.take(MOST).collect();
            if parts.is_empty() { "Not set".to_owned() } else { parts.join(" · ") }
        })
    }
}

/// More members than this don't fit in a line.
const MOST: usize = 5;

fn sum_up(member: &Member, value: &Value) -> String {
    let label = member.label;
    match value {
        Value::Array(items) => format!("{label} ({})", items.len()),
        Value::Object(members) => format!("{label} ({})", members.len()),
        Value::String(text) => format!("{label} {}", place::cut(text, 40)),
        Value::Null | Value::Bool(_) | Value::Number(_) => format!("{label} {value}"),
    }
}
