//! What stands above a review and stays in view: what it is about, how it stands, and what a person can say to it.

use leptos::prelude::*;
use parts::icon::icon;
use parts::time::local_time;
use shared::access::Permission;
use shared::api::{ApplyKind, ReviewMeta, Standing};
use shared::environment::Environment;
use shared::review::{Approved, Lack};

use super::draft::Draft;
use super::state::{Choice, Reviewing};
use parts::controls::badge;
use parts::frame::named;
use parts::words::{account_words, count, environment_badge, names};

/// What the facts are made of.
type About = (ReviewMeta, Option<i64>, Environment, ApplyKind);

pub(super) fn head(state: Reviewing) -> AnyView {
    let about = state.part(|copy| (copy.meta.clone(), copy.since, copy.plan.environment.clone(), copy.plan.kind));
    let standing = state.part(|copy| copy.standing.clone());
    let title = move || about.with(|about| about.as_ref().map_or_else(|| "Review".to_owned(), |about| title(&about.0)));
    view! {
        <header class="review-head">
            <div class="review-what">
                <h1>{title}</h1>
                <p class="facts">{move || about.get().map(facts)}</p>
                <p class="review-standing" role="status">{move || standing.get().map(|standing| stands(&standing))}</p>
            </div>
            {acts(state)}
        </header>
    }
    .into_any()
}

pub(super) fn title(meta: &ReviewMeta) -> String {
    if meta.title.trim().is_empty() {
        format!("{} v{} in {}", named(&meta.design_name), meta.version, meta.environment)
    } else {
        meta.title.clone()
    }
}

fn facts((meta, since, environment, kind): About) -> AnyView {
    let versions = match (since, kind) {
        (None, ApplyKind::Apply) => format!("v{}, the first there", meta.version),
        (None, ApplyKind::Rollback) => format!("rollback to v{}", meta.version),
        (Some(since), ApplyKind::Apply) => format!("v{since} \u{2192} v{}", meta.version),
        (Some(since), ApplyKind::Rollback) => format!("rollback v{since} \u{2192} v{}", meta.version),
    };
    view! {
        <strong>{versions}</strong>
        <span>{environment.name.clone()}</span>
        {environment_badge(environment.kind)}
        <span>{account_words(&environment)}</span>
        <span>{format!("Opened by {} {}", meta.by.name, local_time(meta.created_at))}</span>
    }
    .into_any()
}

/// How it stands, in a word and a sentence.
fn stands(standing: &Standing) -> AnyView {
    let (tone, mark, word) = match &standing.approved {
        Some(Approved { break_glass: true, .. }) => ("error", "warning", "Glass broken"),
        Some(_) if standing.needed == 0 => ("ok", "ok", "No approval needed"),
        Some(_) => ("ok", "ok", "Approved"),
        None if standing.lacks.iter().any(|lack| matches!(lack, Lack::ChangesRequested { .. })) => {
            ("error", "close", "Changes requested")
        }
        None => ("warn", "clock", "Waits for approval"),
    };
    let by = standing.approved.as_ref().filter(|approved| !approved.by.is_empty());
    let words = match by {
        Some(approved) => format!("by {}", names(&approved.by)),
        None => match standing.sentences.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, more @ ..] => format!("{first} {} below.", count(more.len(), "more reason", "more reasons")),
        },
    };
    view! { {badge(tone, mark, word.to_owned())} <span>{words}</span> }.into_any()
}

/// All that lacks, where that is more than the header has room for.
pub(super) fn lacks(state: Reviewing) -> AnyView {
    let sentences = state.part(|copy| copy.standing.sentences.clone());
    (move || {
        let sentences = sentences.get().filter(|sentences| sentences.len() > 1)?;
        let rows = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        Some(view! {
            <section class="remark-box" aria-labelledby="lacks-title">
                <h2 id="lacks-title">"What lacks before it may be applied"</h2>
                <ul class="remarks">{rows}</ul>
            </section>
        })
    })
    .into_any()
}

/// "Approve", "Request changes" and "Comment", there from the first paint on, and why one of them can't be pressed.
fn acts(state: Reviewing) -> AnyView {
    let why = move |choice| Memo::new(move |_| state.why_not(choice));
    let (approve, request, comment) = (why(Choice::Approve), why(Choice::RequestChanges), why(Choice::Comment));
    let button =
        move |choice: Choice, kind: &'static str, mark: &'static str, words: &'static str, why: Memo<String>| {
            view! {
                <button
                    type="button"
                    class="button"
                    data-kind=kind
                    aria-describedby="why-not-decide"
                    aria-disabled=move || (!why.with(String::is_empty)).to_string()
                    on:click=move |_| state.finish(choice)
                >
                    {icon(mark)}
                    {words}
                </button>
            }
            .into_any()
        };
    let approving = move || {
        let signed_out = state.is_guest() && !state.may(Permission::Approve);
        if signed_out {
            let address = format!("/sign-in?then=/reviews/{}", state.id.get_value());
            return view! {
                <a class="button" data-kind="primary" href=address>{icon("ok")}"Sign in to approve"</a>
            }
            .into_any();
        }
        view! {
            {button(Choice::Approve, "primary", "ok", "Approve", approve)}
            {button(Choice::RequestChanges, "", "close", "Request changes", request)}
        }
        .into_any()
    };
    let kept = Memo::new(move |_| state.draft.with(Draft::count));
    let unsent = move || match kept.get() {
        0 => String::new(),
        kept => format!("{} not sent yet", count(kept, "comment", "comments")),
    };
    let told = move || {
        let whys = [approve.get(), request.get(), comment.get()];
        let mut told: Vec<&String> = Vec::new();
        for why in &whys {
            if !why.is_empty() && !told.contains(&why) {
                told.push(why);
            }
        }
        told.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    view! {
        <div class="review-acts">
            <div class="review-buttons" role="group" aria-label="Your review">
                {approving} {button(Choice::Comment, "", "note", "Comment", comment)}
            </div>
            <p class="why-not" id="why-not-decide">{move || if state.is_guest() { comment.get() } else { told() }}</p>
            <p class="unsent">{unsent}</p>
        </div>
    }
    .into_any()
}
