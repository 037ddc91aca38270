//! The form of one environment.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::api::{self, ApiError};
use parts::dom;
use shared::environment::Environment;
use wasm_bindgen_futures::spawn_local;

use super::draft::{Draft, Problem};
use super::{Environments, policy, trust};
use parts::controls::Labelled;

/// What is wrong, by member.
pub(super) type Problems = RwSignal<Vec<Problem>>;

pub(super) fn form(state: Environments) -> AnyView {
    let edited = state.edited.get_untracked();
    let draft = Draft::of(edited.as_ref());
    let is_new = edited.is_none();
    let problems: Problems = RwSignal::new(Vec::new());
    let general = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(state, draft, problems, general);
    };
    let edited_name = edited.map(|edited| edited.name);
    let title =
        edited_name.as_ref().map_or_else(|| "A new environment".to_owned(), |name| format!("Environment {name}"));
    view! {
        <form class="environment-form" aria-label=title on:submit=submit novalidate>
            {edited_name.map(|name| view! { <p class="facts"><strong>{name}</strong>"Its name can't be changed: designs keep overrides under it."</p> })}
            <div class="fields">
                {is_new.then(|| control("name", "Name", "A short word, such as staging. It can't be changed later.", draft.name, problems).line())}
                {control("kind", "Kind", "Changes of a protected one wait for the approval of others.", draft.kind, problems)
                    .select(vec![
                        ("development".to_owned(), "Development".to_owned()),
                        ("protected".to_owned(), "Protected".to_owned()),
                    ])}
                {control("account", "AWS account", "12 digits. Nothing is applied to another account.", draft.account, problems).line()}
                {control("region", "Region", "Such as eu-central-1.", draft.region, problems).line()}
                <div class="wide">
                    {control("roleArn", "Role to assume", "Its ARN. Empty: the server's own identity is used.", draft.role_arn, problems).line()}
                </div>
                {control("subnets", "Subnets", "One per line. They take the place of the subnets of every service.", draft.subnets, problems).lines()}
                {control("securityGroups", "Security groups", "One per line. They take the place of those of every service.", draft.security_groups, problems).lines()}
                {control("tags", "Tags", "key=value, one per line, on all that is made.", draft.tags, problems).lines()}
                <div hidden=move || !draft.is_development()>
                    {control("endpoint", "Endpoint", "Where AWS's APIs are, for an emulator. Empty: AWS itself.", draft.endpoint, problems).line()}
                </div>
            </div>
            {policy::policy(draft, problems)}
            {move || trust::trust(state.edited.get().as_ref(), draft)}
            <p class="notice" data-severity="error" role="alert" hidden=move || general.with(String::is_empty)>{general}</p>
            <footer class="dialog-foot">
                <button type="button" class="button" data-kind="quiet" on:click=move |_| state.open.set(false)>"Close"</button>
                <button type="submit" class="button" data-kind="primary">"Save"</button>
            </footer>
        </form>
    }
    .into_any()
}

pub(super) fn control(
    id: &'static str,
    label: &'static str,
    help: &'static str,
    text: RwSignal<String>,
    problems: Problems,
) -> Labelled {
    let problem = Signal::derive(move || {
        problems.with(|all| {
            all.iter().filter(|(at, _)| *at == id).map(|(_, why)| why.clone()).collect::<Vec<_>>().join(" ")
        })
    });
    Labelled { id, label, help, text, problem }
}

fn save(state: Environments, draft: Draft, problems: Problems, general: RwSignal<String>) {
    general.set(String::new());
    let wanted = match draft.read() {
        Ok(wanted) => wanted,
        Err(found) => return blame(problems, found),
    };
    problems.set(Vec::new());
    let edited = state.edited.get_untracked();
    spawn_local(async move {
        let saved = match &edited {
            Some(Environment { counter, .. }) => api::change_environment(*counter, &wanted).await,
            None => api::create_environment(&wanted).await,
        };
        match saved {
            Ok(environment) => {
                state.announcer.say(format!("Environment {} saved", environment.name));
                // With a role there is a trust policy to copy, so the form stays.
                let done = edited.is_some() || environment.role_arn.is_none();
                state.edited.set(Some(environment));
                state.open.set(!done);
                if !done {
                    dom::focus_soon(vec!["trust".to_owned()]);
                }
                state.reload();
            }
            Err(error) => match place(&error) {
                Some(at) => blame(problems, vec![(at, error.to_string())]),
                None => general.set(error.to_string()),
            },
        }
    });
}

/// Shows what is wrong and focuses the first of it.
fn blame(problems: Problems, found: Vec<Problem>) {
    if let Some((first, _)) = found.first() {
        dom::focus_soon(vec![(*first).to_owned()]);
    }
    problems.set(found);
}

/// The field that the server's refusal is about.
fn place(error: &ApiError) -> Option<&'static str> {
    const MEMBERS: [&str; 12] = [
        "name",
        "kind",
        "account",
        "region",
        "roleArn",
        "subnets",
        "securityGroups",
        "tags",
        "endpoint",
        "approvals",
        "freshHours",
        "imageOnlyApprovals",
    ];
    let ApiError::Refused { path: Some(path), .. } = error else { return None };
    let member = path.trim_start_matches("/policy").trim_start_matches('/').split('/').next()?;
    MEMBERS.into_iter().find(|known| *known == member)
}
