//! The tree of what a design has: choose, add, and what happens on duplicating and deleting.

mod actions;

use leptos::prelude::*;
use serde_json::Value;
use shared::document::Pointer;
use shared::model::{COLLECTIONS, Collection, TaskDefinition};

pub(super) use actions::{add_container, add_element, delete, duplicate, select};

use crate::fields::icon_button;
use crate::state::{DesignStore, EditorUi, place};

/// One entry of the tree.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    path: Pointer,
    name: String,
    /// The containers of a task definition.
    inner: Vec<Node>,
}

/// One collection of the design.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    key: &'static str,
    label: &'static str,
    /// Whether an element can be added by the form.
    addable: bool,
    nodes: Vec<Node>,
}

/// The element to start with: the first that there is, or the design itself.
pub(super) fn first_element(document: &Value) -> Pointer {
    let first = groups(document).into_iter().find_map(|group| group.nodes.into_iter().next());
    first.map(|node| node.path).unwrap_or_default()
}

/// The id of a path's entry in the outline.
fn entry_id(path: &Pointer) -> String {
    format!("outline-{}", place::id(path))
}

fn groups(document: &Value) -> Vec<Group> {
    let group = |collection: &Collection| {
        let root = Pointer::root().key(collection.key);
        let elements = document.get(collection.key).and_then(Value::as_object);
        let nodes: Vec<Node> =
            elements.into_iter().flatten().map(|(name, _)| node(document, root.key(name), collection)).collect();
        let addable = collection.creates.is_some();
        (addable || !nodes.is_empty()).then_some(Group { key: collection.key, label: collection.label, addable, nodes })
    };
    COLLECTIONS.iter().filter_map(group).collect()
}

fn node(document: &Value, path: Pointer, collection: &Collection) -> Node {
    let name = place::name_of(document, &path);
    let containers = path.key(TaskDefinition::CONTAINER_DEFINITIONS.member.name);
    let count = match containers.get(document) {
        Some(Value::Array(items)) if collection.key == "taskDefinitions" => items.len(),
        Some(_) | None => 0,
    };
    let container = |at: usize| {
        let path = containers.index(at);
        Node { name: place::name_of(document, &path), path, inner: Vec::new() }
    };
    Node { path, name, inner: (0..count).map(container).collect() }
}

pub(super) fn outline() -> AnyView {
    let (store, ui) = (DesignStore::here(), EditorUi::here());
    let tree = Memo::new(move |_| store.with(groups));
    let open = RwSignal::new(false);
    let selected = Memo::new(move |_| store.with(|document| ui.selected.with(|path| place::words(document, path))));
    view! {
        <nav class="outline" aria-label="Outline" data-open=move || open.get().to_string()>
            <button
                type="button"
                class="outline-toggle button"
                aria-expanded=move || open.get().to_string()
                aria-controls="outline-tree"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="twist">{crate::icon::icon("twist")}</span>
                {selected}
            </button>
            <div id="outline-tree" class="outline-tree" on:click=move |_| open.set(false)>
                {move || tree.get().into_iter().map(|group| draw_group(store, ui, group)).collect_view()}
            </div>
        </nav>
    }
    .into_any()
}

fn draw_group(store: DesignStore, ui: EditorUi, group: Group) -> AnyView {
    let Group { key, label, addable, nodes } = group;
    let add = addable.then(|| icon_button("plus", format!("Add to {label}"), move || add_element(store, ui, key)));
    let empty = nodes.is_empty().then(|| view! { <p class="outline-empty">"None yet"</p> });
    view! {
        <div class="outline-group">
            <div class="outline-head">
                <h2>{label}</h2>
                {add}
            </div>
            {empty}
            <ul>{nodes.into_iter().map(|node| draw_node(store, ui, node, key == "taskDefinitions")).collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn draw_node(store: DesignStore, ui: EditorUi, node: Node, has_containers: bool) -> AnyView {
    let Node { path, name, inner } = node;
    let id = entry_id(&path);
    let task = path.clone();
    let add = has_containers
        .then(|| icon_button("plus", format!("Add a container to {name}"), move || add_container(store, ui, &task)));
    let path = StoredValue::new(path);
    let current = Memo::new(move |_| path.with_value(|path| ui.selected.with(|selected| selected == path)));
    let errors =
        Memo::new(move |_| path.with_value(|path| store.findings().with(|findings| findings.counts_in(path).errors)));
    let badge = move || {
        let errors = errors.get();
        let word = if errors == 1 { "error" } else { "errors" };
        (errors > 0).then(|| {
            view! {
                <span class="outline-count">
                    {errors}
                    <span class="sr-only">{format!(" {word}")}</span>
                </span>
            }
        })
    };
    let inner = (!inner.is_empty()).then(|| {
        view! { <ul>{inner.into_iter().map(|node| draw_node(store, ui, node, false)).collect_view()}</ul> }
    });
    view! {
        <li>
            <div class="outline-line">
                <button
                    type="button"
                    class="outline-entry"
                    id=id
                    aria-current=move || current.get().then_some("true")
                    on:click=move |_| select(ui, path.get_value())
                >
                    <span class="outline-name">{name}</span>
                    {badge}
                </button>
                {add}
            </div>
            {inner}
        </li>
    }
    .into_any()
}
