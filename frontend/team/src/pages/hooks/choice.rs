//! Which acts a hook tells.

use std::collections::BTreeSet;

use leptos::prelude::*;
use shared::api::Act;

use crate::acts;

/// The acts in the groups that they are chosen in.
const GROUPS: [(&str, &[Act]); 4] = [
    (
        "Reviews",
        &[
            Act::ReviewOpened,
            Act::ReviewRefreshed,
            Act::Commented,
            Act::ThreadResolved,
            Act::ThreadReopened,
            Act::SuggestionApplied,
            Act::Approved,
            Act::ChangesRequested,
            Act::GlassBroken,
            Act::DecisionWithdrawn,
            Act::LinkMade,
            Act::LinkRevoked,
            Act::LinkOpened,
        ],
    ),
    ("Applies", &[Act::ApplyStarted, Act::ApplyCancelled, Act::ApplyEnded]),
    (
        "Designs and environments",
        &[
            Act::DesignCreated,
            Act::DesignRenamed,
            Act::DesignDeleted,
            Act::VersionSaved,
            Act::EnvironmentCreated,
            Act::EnvironmentChanged,
            Act::EnvironmentDeleted,
        ],
    ),
    (
        "People and access",
        &[
            Act::Invited,
            Act::InvitationRevoked,
            Act::Joined,
            Act::SignedIn,
            Act::SignInFailed,
            Act::SignedOut,
            Act::PasswordChanged,
            Act::GrantsChanged,
            Act::PersonDisabled,
            Act::TokenMade,
            Act::TokenRevoked,
            Act::HookMade,
            Act::HookRemoved,
            Act::Exported,
        ],
    ),
];

/// What is told: all, or the chosen acts.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) all: RwSignal<bool>,
    pub(super) acts: RwSignal<BTreeSet<Act>>,
}

impl Told {
    pub(super) fn new() -> Self {
        Self { all: RwSignal::new(true), acts: RwSignal::new(BTreeSet::new()) }
    }

    /// As it is sent: empty is all. Nothing where none is chosen.
    pub(super) fn read(self) -> Option<Vec<Act>> {
        if self.all.get_untracked() {
            return Some(Vec::new());
        }
        let acts: Vec<Act> = self.acts.get_untracked().into_iter().collect();
        (!acts.is_empty()).then_some(acts)
    }
}

pub(super) fn choice(told: Told) -> AnyView {
    let radio = |id: &'static str, words: &'static str, all: bool| {
        view! {
            <label class="check" for=id>
                <input
                    type="radio"
                    name="told"
                    id=id
                    prop:checked=move || told.all.get() == all
                    on:change=move |_| told.all.set(all)
                />
                {words}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field-legend">"What it tells"</legend>
            {radio("told-all", "All that happens", true)}
            {radio("told-some", "Only what is chosen here", false)}
            <Show when=move || !told.all.get()>
                <div class="acts">{GROUPS.into_iter().map(|(title, acts)| group(told, title, acts)).collect_view()}</div>
            </Show>
        </fieldset>
    }
    .into_any()
}

fn group(told: Told, title: &'static str, acts: &'static [Act]) -> AnyView {
    let boxes = acts.iter().copied().map(|act| {
        let change = move |event| {
            let on = event_target_checked(&event);
            told.acts.update(|chosen| {
                if on {
                    chosen.insert(act)
                } else {
                    chosen.remove(&act)
                };
            });
        };
        let id = format!("act-{}", acts::wire(act));
        let of = id.clone();
        view! {
            <label class="check" for=of>
                <input
                    type="checkbox"
                    id=id
                    prop:checked=move || told.acts.with(|chosen| chosen.contains(&act))
                    on:change=change
                />
                {acts::label(act)}
            </label>
        }
    });
    view! {
        <fieldset class="field">
            <legend class="field-legend">{title}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_can_be_chosen_once() {
        let mut all: Vec<Act> = GROUPS.iter().flat_map(|(_, acts)| acts.iter().copied()).collect();
        all.sort();
        assert_eq!(all, Act::ALL);
    }
}
