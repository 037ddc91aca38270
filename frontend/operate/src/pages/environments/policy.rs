//! What a protected environment asks for before something is applied to it.

use leptos::prelude::*;
use parts::api;
use shared::access::{Permission, PersonRef};
use shared::api::Person;
use shared::review::Policy;
use wasm_bindgen_futures::spawn_local;

use super::draft::{Draft, Problem};
use super::form::{Problems, control};

/// The texts of the policy's part of the form.
#[derive(Clone, Copy)]
pub(super) struct PolicyDraft {
    pub(super) approvals: RwSignal<String>,
    pub(super) exclude_authors: RwSignal<bool>,
    /// Empty: an approval holds without end.
    pub(super) fresh_hours: RwSignal<String>,
    /// Empty: as many as always.
    pub(super) image_only: RwSignal<String>,
    /// The ids of those who may apply; empty: everybody with the role.
    pub(super) appliers: RwSignal<Vec<String>>,
}

impl PolicyDraft {
    pub(super) fn of(policy: &Policy) -> Self {
        let text = |number: Option<u32>| RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default());
        Self {
            approvals: text(Some(policy.approvals)),
            exclude_authors: RwSignal::new(policy.exclude_authors),
            fresh_hours: text(policy.fresh_hours),
            image_only: text(policy.image_only_approvals),
            appliers: RwSignal::new(policy.appliers.clone()),
        }
    }

    /// What is sent; adds what is wrong to `problems`.
    pub(super) fn read(self, problems: &mut Vec<Problem>) -> Policy {
        let mut number = |id: &'static str, text: RwSignal<String>, least: u32, words: &str| -> Option<u32> {
            let text = text.with_untracked(|text| text.trim().to_owned());
            if text.is_empty() {
                return None;
            }
            let number = text.parse().ok().filter(|number| *number >= least);
            if number.is_none() {
                problems.push((id, format!("\u{201c}{text}\u{201d} is no number of {words}.")));
            }
            number
        };
        let approvals = number("approvals", self.approvals, 0, "people");
        let fresh_hours = number("freshHours", self.fresh_hours, 1, "hours, from 1 on");
        let image_only_approvals = number("imageOnlyApprovals", self.image_only, 0, "people");
        if approvals.is_none() && self.approvals.with_untracked(|text| text.trim().is_empty()) {
            problems.push(("approvals", "Say how many people have to approve.".to_owned()));
        }
        Policy {
            approvals: approvals.unwrap_or(1),
            exclude_authors: self.exclude_authors.get_untracked(),
            fresh_hours,
            appliers: self.appliers.get_untracked(),
            image_only_approvals,
        }
    }
}

/// The part of the form that is there for protected environments.
pub(super) fn policy(draft: Draft, problems: Problems) -> AnyView {
    let PolicyDraft { approvals, exclude_authors, fresh_hours, image_only, .. } = draft.policy;
    view! {
        <fieldset class="policy" hidden=move || draft.is_development()>
            <legend>"Approval"</legend>
            <div class="fields">
                {control("approvals", "Approvals", "How many people have to approve exactly what is applied.", approvals, problems).line()}
                {control("freshHours", "Hours that an approval holds", "Empty: without end. A newer version or plan voids it in any case.", fresh_hours, problems).line()}
                {control(
                    "imageOnlyApprovals",
                    "Approvals where only images change",
                    "Empty: as many as always. 0: nobody has to, so that a pipeline can roll out images.",
                    image_only,
                    problems,
                ).line()}
                <div class="wide">
                    <label class="check">
                        <input
                            type="checkbox"
                            id="excludeAuthors"
                            aria-describedby="excludeAuthors-help"
                            prop:checked=exclude_authors
                            on:change=move |event| exclude_authors.set(event_target_checked(&event))
                        />
                        "Authors' own approvals don't count"
                    </label>
                    <p class="field-help" id="excludeAuthors-help">
                        "Whoever made a version since the one applied last doesn't approve it."
                    </p>
                </div>
                <div class="wide">{appliers(draft)}</div>
            </div>
        </fieldset>
    }
    .into_any()
}

/// Who may apply. Only owners may know who there is; for others the choice stays as it is, unseen.
fn appliers(draft: Draft) -> AnyView {
    let people = RwSignal::new(Vec::<Person>::new());
    spawn_local(async move {
        if let Ok(found) = api::people().await {
            people.set(found);
        }
    });
    let chosen = draft.policy.appliers;
    let able = move || {
        let name = draft.name.get();
        let may =
            |person: &Person| person.disabled_at.is_none() && person.grants.permit(Permission::Apply, name.trim());
        // Whoever is chosen is shown, able or not.
        let shown = |person: &Person| may(person) || chosen.with(|chosen| chosen.contains(&person.id));
        people.get().iter().filter(|person| shown(person)).map(Person::reference).collect::<Vec<_>>()
    };
    let choice = move |PersonRef { id, name }: PersonRef| {
        let is_chosen = {
            let id = id.clone();
            move || chosen.with(|chosen| chosen.contains(&id))
        };
        let toggle = move |event| {
            let on = event_target_checked(&event);
            chosen.update(|chosen| {
                chosen.retain(|known| *known != id);
                if on {
                    chosen.push(id.clone());
                }
            });
        };
        view! {
            <label class="check"><input type="checkbox" prop:checked=is_chosen on:change=toggle />{name}</label>
        }
    };
    (move || {
        let able = able();
        (!able.is_empty()).then(|| {
            view! {
                <fieldset class="policy" aria-describedby="appliers-help">
                    <legend>"Who may apply"</legend>
                    <div class="checks">{able.into_iter().map(choice).collect_view()}</div>
                    <p class="field-help" id="appliers-help">"None chosen: everybody who is an applier or an owner here."</p>
                </fieldset>
            }
        })
    })
    .into_any()
}
