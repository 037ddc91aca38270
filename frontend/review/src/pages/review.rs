//! A review: what a version changes in an environment, what is said about it, and whether it may be applied.

mod calls;
mod changes;
mod decisions;
mod doing;
mod draft;
mod finish;
mod glass;
mod guest;
mod head;
mod keys;
mod news;
mod note;
mod notices;
mod places;
mod poll;
mod problems;
mod share;
mod state;
mod talk;
mod thread;
mod viewed;

use leptos::prelude::*;
use parts::dialog::dialog;
use parts::icon::icon;
use parts::shell::set_title;
use shared::access::Permission;

use parts::frame::{design_crumb, frame_for, named};
use parts::load::{failed, waiting};
use state::Reviewing;

/// `/reviews/:id`.
pub(crate) fn page(review: String) -> AnyView {
    set_title("Review");
    let state = Reviewing::new(review);
    state.load();
    poll::start(state);
    keys::listen(state);
    let meta = state.part(|copy| copy.meta.clone());
    Effect::new(move |_| {
        if let Some(meta) = meta.get() {
            set_title(&format!("{} \u{b7} Review", head::title(&meta)));
        }
    });
    let above = Signal::derive(move || {
        let reviews = ("/reviews".to_owned(), "Reviews".to_owned());
        let design = meta.get().map(|meta| design_crumb(&meta.design_id, &named(&meta.design_name)));
        [Some(reviews), design].into_iter().flatten().collect()
    });
    let ready = Memo::new(move |_| state.copy.with(Option::is_some));
    let body = move || {
        if ready.get() {
            return body(state);
        }
        match state.unopened.get() {
            why if why.is_empty() => waiting("Opening the review\u{2026}"),
            why => failed(why, move || state.load()),
        }
    };
    let content = view! {
        <div class="review-page">
            {head::head(state)}
            <div class="page wide-page review-body">
                {notices::notices(state)}
                {body}
            </div>
            {dialog(state.finishing, "Finish your review", move || finish::form(state))}
            {dialog(state.sharing, "Share this review", move || share::dialog(state))}
            {dialog(state.breaking, "Break the glass", move || glass::form(state))}
        </div>
    };
    frame_for(Signal::derive(move || state.is_guest()), above, content.into_any())
}

fn body(state: Reviewing) -> AnyView {
    let summary = state.part(|copy| copy.summary.clone());
    view! {
        {head::lacks(state)}
        <div class="review-lead">
            <p class="plan-sentence">{move || summary.get()}</p>
            {actions(state)}
        </div>
        <div class="review">
            <div class="review-main">
                {changes::changes(state)}
                {talk::other_places(state)}
                {talk::outdated(state)}
                {calls::calls(state)}
                {problems::problems(state)}
            </div>
            <div class="review-side">
                {talk::whole(state)}
                {decisions::decisions(state)}
                {keys::list()}
            </div>
        </div>
    }
    .into_any()
}

/// What can be done with a review beside saying something.
fn actions(state: Reviewing) -> AnyView {
    let refresh = move || {
        state.may(Permission::Plan).then(|| {
            view! {
                <button
                    type="button"
                    class="button small"
                    aria-disabled=move || state.busy.get().to_string()
                    on:click=move |_| state.refresh(None)
                >
                    {icon("redo")}
                    "Look at AWS again"
                </button>
            }
        })
    };
    let share = move || {
        state.may(Permission::Edit).then(|| {
            view! {
                <button type="button" class="button small" on:click=move |_| state.sharing.set(true)>
                    {icon("share")}
                    "Share\u{2026}"
                </button>
            }
        })
    };
    view! { <div class="toolbar">{refresh} {share} {glass::button(state)}</div> }.into_any()
}
