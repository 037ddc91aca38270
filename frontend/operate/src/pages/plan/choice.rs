//! What is planned: the environment and the version.

use leptos::prelude::*;
use parts::icon::icon;
use shared::api::ApplyKind;

use super::state::Planning;
use parts::words::account_words;

pub(super) fn choice(planning: Planning) -> AnyView {
    let environments = move || {
        let chosen = planning.environment.get();
        let all = planning.environments.get();
        if all.is_empty() {
            return view! { <option selected>{chosen}</option> }.into_any();
        }
        let option = |environment: shared::environment::Environment| {
            let words = format!("{} \u{b7} {}", environment.name, account_words(&environment));
            let selected = environment.name == chosen;
            view! { <option value=environment.name selected=selected>{words}</option> }
        };
        all.into_iter().map(option).collect_view().into_any()
    };
    let versions = move || {
        let chosen = planning.version.get();
        let newest = (planning.kind.get() == ApplyKind::Apply || chosen.is_none()).then(|| {
            view! { <option value="" selected=chosen.is_none()>"Newest"</option> }
        });
        let all = planning.versions.get().into_iter().map(|version| {
            let selected = chosen == Some(version.number);
            let words = if version.note.is_empty() {
                format!("v{}", version.number)
            } else {
                format!("v{} \u{b7} {}", version.number, version.note.chars().take(40).collect::<String>())
            };
            view! { <option value=version.number.to_string() selected=selected>{words}</option> }
        });
        view! { {newest} {all.collect_view()} }.into_any()
    };
    let choose_environment = move |event| {
        planning.environment.set(event_target_value(&event));
        planning.make();
    };
    let choose_version = move |event| {
        planning.version.set(event_target_value(&event).parse().ok());
        planning.make();
    };
    view! {
        <div class="plan-choice">
            <label>
                <span>"Environment"</span>
                <select class="input" on:change=choose_environment>{environments}</select>
            </label>
            <label>
                <span>"Version"</span>
                <select class="input" on:change=choose_version>{versions}</select>
            </label>
            <button type="button" class="button" on:click=move |_| planning.make()>
                {icon("redo")}
                "Plan again"
            </button>
        </div>
    }
    .into_any()
}
