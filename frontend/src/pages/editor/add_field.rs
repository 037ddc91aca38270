//! Finds any member of an element by AWS's name or by its label, and goes there.

use leptos::prelude::*;
use shared::document::Pointer;
use shared::model::{Shape, StructureShape};
use web_sys::KeyboardEvent;

use crate::icon::icon;
use crate::state::EditorUi;

/// How many matches are listed.
const MOST: usize = 50;

/// Structures inside structures are followed this deep.
const DEEPEST: usize = 5;

/// A member to be found.
#[derive(Clone, Debug)]
struct Found {
    /// From the element to the member.
    steps: Vec<&'static str>,
    labels: String,
    wire: String,
    /// Both in lower case, to search in.
    plain: String,
}

fn collect(shape: &'static StructureShape, steps: &[&'static str], labels: &str, found: &mut Vec<Found>) {
    for member in shape.members {
        let mut steps = steps.to_vec();
        steps.push(member.name);
        let labels = if labels.is_empty() { member.label.to_owned() } else { format!("{labels} › {}", member.label) };
        if let Shape::One(inner) = member.shape
            && steps.len() < DEEPEST
        {
            collect(inner, &steps, &labels, found);
        }
        let wire = steps.join(".");
        let plain = format!("{wire}\n{labels}").to_lowercase();
        found.push(Found { steps, labels, wire, plain });
    }
}

/// The matches of a search, shallow and early ones first.
fn search(all: &[Found], text: &str) -> Vec<usize> {
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut ranked: Vec<(usize, usize, usize)> = Vec::new();
    for (at, found) in all.iter().enumerate() {
        let places: Option<Vec<usize>> = words.iter().map(|word| found.plain.find(word)).collect();
        if let Some(places) = places {
            ranked.push((found.steps.len(), places.into_iter().min().unwrap_or(0), at));
        }
    }
    ranked.sort_unstable();
    ranked.into_iter().take(MOST).map(|(_, _, at)| at).collect()
}

pub(super) fn add_field(shape: &'static StructureShape, element: Pointer) -> AnyView {
    let this = This {
        ui: EditorUi::here(),
        element: StoredValue::new(element),
        all: StoredValue::new(Vec::new()),
        shape,
        text: RwSignal::new(String::new()),
        open: RwSignal::new(false),
        active: RwSignal::new(0),
    };
    this.draw()
}

#[derive(Clone, Copy)]
struct This {
    ui: EditorUi,
    element: StoredValue<Pointer>,
    /// Filled when the search is first used.
    all: StoredValue<Vec<Found>>,
    shape: &'static StructureShape,
    text: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
}

impl This {
    fn draw(self) -> AnyView {
        let matches = Memo::new(move |_| {
            if self.open.get() {
                self.text.with(|text| self.all.with_value(|all| search(all, text)))
            } else {
                Vec::new()
            }
        });
        let show = move || {
            if self.all.with_value(Vec::is_empty) {
                self.all.update_value(|all| collect(self.shape, &[], "", all));
            }
            self.active.set(0);
            self.open.set(true);
        };
        let active_id = move || {
            let shown = self.open.get() && matches.with(|matches| !matches.is_empty());
            shown.then(|| option_id(self.active.get()))
        };
        view! {
            <div class="picker">
                <span class="picker-input">
                    {icon("plus")}
                    <input
                        class="input"
                        id="add-field"
                        role="combobox"
                        aria-label="Add field"
                        aria-autocomplete="list"
                        aria-controls="add-field-list"
                        aria-expanded=move || self.open.get().to_string()
                        aria-activedescendant=active_id
                        autocomplete="off"
                        spellcheck="false"
                        placeholder="Add field… find any member by name"
                        prop:value=self.text
                        on:click=move |_| show()
                        on:input=move |event| {
                            self.text.set(event_target_value(&event));
                            show();
                        }
                        on:keydown=move |event| self.key(&event, matches, show)
                        on:blur=move |_| self.open.set(false)
                    />
                </span>
                <ul
                    class="picker-list"
                    id="add-field-list"
                    role="listbox"
                    aria-label="Members"
                    hidden=move || !self.open.get()
                    // Keeps focus, and so the list, while an option is pressed.
                    on:mousedown=move |event| event.prevent_default()
                >
                    {move || {
                        matches.get().into_iter().enumerate().map(|(row, at)| self.option(row, at)).collect_view()
                    }}
                    {move || {
                        (self.open.get() && matches.with(Vec::is_empty))
                            .then(|| view! { <li class="picker-none" role="option" aria-disabled="true">"No member has this in its name"</li> })
                    }}
                </ul>
            </div>
        }
        .into_any()
    }

    fn option(self, row: usize, at: usize) -> AnyView {
        let (labels, wire) = self
            .all
            .with_value(|all| all.get(at).map(|found| (found.labels.clone(), found.wire.clone())))
            .unwrap_or_default();
        view! {
            <li
                class="picker-option"
                id=option_id(row)
                role="option"
                aria-selected=move || (self.active.get() == row).to_string()
                on:click=move |_| self.choose(at)
            >
                <span>{labels}</span>
                <code>{wire}</code>
            </li>
        }
        .into_any()
    }

    fn key(self, event: &KeyboardEvent, matches: Memo<Vec<usize>>, show: impl Fn()) {
        let last = matches.with_untracked(Vec::len).saturating_sub(1);
        let open = self.open.get_untracked();
        match (event.key().as_str(), open) {
            ("ArrowDown", false) => show(),
            ("ArrowDown", true) => self.go(|at| if at >= last { 0 } else { at + 1 }),
            ("ArrowUp", true) => self.go(|at| if at == 0 { last } else { at - 1 }),
            ("Enter", true) => {
                let chosen = matches.with_untracked(|matches| matches.get(self.active.get_untracked()).copied());
                if let Some(at) = chosen {
                    self.choose(at);
                }
            }
            ("Escape", true) => self.open.set(false),
            _ => return,
        }
        event.prevent_default();
    }

    fn go(self, to: impl Fn(usize) -> usize) {
        self.active.update(|at| *at = to(*at));
        let id = option_id(self.active.get_untracked());
        if let Some(option) = document().get_element_by_id(&id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn choose(self, at: usize) {
        let steps = self.all.with_value(|all| all.get(at).map(|found| found.steps.clone())).unwrap_or_default();
        let path = steps.iter().fold(self.element.get_value(), |path, step| path.key(step));
        self.text.set(String::new());
        self.open.set(false);
        self.ui.go_to(&path);
    }
}

fn option_id(row: usize) -> String {
    format!("add-field-{row}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::model::{ContainerDefinition, Structure};

    #[test]
    fn nested_members_are_found_by_both_names() {
        let mut all = Vec::new();
        collect(ContainerDefinition::SHAPE, &[], "", &mut all);
        let first = |text: &str| {
            let at = *search(&all, text).first().unwrap();
            all[at].wire.clone()
        };
        assert_eq!(first("logConfiguration.options"), "logConfiguration.options");
        assert_eq!(first("swappiness"), "linuxParameters.swappiness");
        assert_eq!(first("health check"), "healthCheck");
        assert!(search(&all, "nothing like this").is_empty());
    }
}
