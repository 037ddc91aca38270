//! Breaking the glass: an owner lets a plan through without approval, in an emergency.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::icon::icon;
use shared::access::Permission;
use shared::review::DecisionKind;

use super::state::Reviewing;

/// "Break the glass", for owners of a protected environment where the plan is not approved.
pub(super) fn button(state: Reviewing) -> AnyView {
    let offered =
        state.part(|copy| copy.standing.approved.is_none() && !copy.plan.environment.applies_without_approval());
    (move || {
        let team = state.me.with(|me| me.as_ref().is_some_and(|me| me.accounts));
        let offered = team && state.may(Permission::Manage) && offered.get() == Some(true);
        offered.then(|| {
            view! {
                <button type="button" class="button small" data-kind="danger" on:click=move |_| state.breaking.set(true)>
                    {icon("warning")}
                    "Break the glass\u{2026}"
                </button>
            }
        })
    })
    .into_any()
}

pub(super) fn form(state: Reviewing) -> AnyView {
    let environment =
        state.copy.with_untracked(|copy| copy.as_ref().map(|copy| copy.meta.environment.clone()).unwrap_or_default());
    let (reason, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let refused = RwSignal::new(String::new());
    let wanted = StoredValue::new(environment.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let said = reason.with_untracked(|reason| reason.trim().to_owned());
        let name = wanted.get_value();
        if said.is_empty() {
            return refused.set("Say why: it is recorded, and everybody reads it.".to_owned());
        }
        if typed.with_untracked(|typed| typed.trim() != name) {
            return refused.set(format!("Type {name} to confirm."));
        }
        refused.set(String::new());
        let then = Callback::new(move |()| state.breaking.set(false));
        state.submit(Vec::new(), &said, Some(DecisionKind::BreakGlass), then);
    };
    view! {
        <form class="stack" on:submit=submit>
            <p>
                "Exactly this plan is let through without approval once a second owner does the same within an hour. "
                "It is recorded with both names and reasons, and shown on the review and on the run."
            </p>
            <div class="field">
                <label for="glass-reason">"Reason"</label>
                <textarea
                    class="input"
                    id="glass-reason"
                    rows="3"
                    maxlength="2000"
                    prop:value=reason
                    on:input=move |event| reason.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="field">
                <label for="glass-name">{format!("Type {environment} to confirm")}</label>
                <input
                    class="input"
                    id="glass-name"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </div>
            <p class="notice" data-severity="error" role="alert" hidden=move || refused.with(String::is_empty)>{refused}</p>
            <p class="notice" data-severity="error" role="alert" hidden=move || state.problem.with(String::is_empty)>{state.problem}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.breaking.set(false)>"Not now"</button>
                <button type="submit" class="button" data-kind="danger" aria-busy=move || state.busy.get().to_string()>"Break the glass"</button>
            </footer>
        </form>
    }
    .into_any()
}
