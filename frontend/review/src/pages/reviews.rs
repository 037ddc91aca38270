//! The reviews that there are, those first that may wait for whoever looks.

use leptos::prelude::*;
use parts::api;
use parts::shell::set_title;
use parts::time::local_time;
use shared::access::Permission;
use shared::api::{Me, ReviewMeta};

use parts::frame::{frame, named};
use parts::load::{Load, failed, fetch, waiting};

/// `/reviews`.
pub(crate) fn page() -> AnyView {
    set_title("Reviews");
    let list = RwSignal::new(Load::<Vec<ReviewMeta>>::Waiting);
    let me = RwSignal::new(Load::<Me>::Waiting);
    let ask = move || {
        fetch(me, api::me());
        fetch(list, api::reviews());
    };
    ask();
    let content = view! {
        <div class="page wide-page reviews-page">
            <header class="page-head"><h1>"Reviews"</h1></header>
            <p class="lead">
                "A review shows what a version changes in an environment and the exact calls, collects what people say "
                "about it, and binds their approvals to exactly that."
            </p>
            {move || match (list.get(), me.get()) {
                (Load::Waiting, _) | (_, Load::Waiting) => waiting("Loading the reviews\u{2026}"),
                (Load::Failed(why), _) => failed(why, ask),
                (Load::Ready(all), _) if all.is_empty() => empty(),
                (Load::Ready(all), Load::Ready(me)) => tables(all, &me),
                (Load::Ready(all), Load::Failed(_)) => table("all-reviews", "All reviews", all),
            }}
        </div>
    };
    frame(Signal::stored(Vec::new()), content.into_any())
}

fn empty() -> AnyView {
    view! {
        <div class="empty">
            <p>"No review yet. Open a design's history or plan, and press \u{201c}Ask for review\u{201d}."</p>
            <p><a class="button" data-kind="primary" href="/designs">"All designs"</a></p>
        </div>
    }
    .into_any()
}

/// Those that others opened where one may approve come first.
fn tables(all: Vec<ReviewMeta>, me: &Me) -> AnyView {
    let my_id = me.person.as_ref().map(|person| person.id.as_str());
    let (mine, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|review| {
        me.accounts
            && my_id.is_some_and(|id| id != review.by.id)
            && me.grants.permit(Permission::Approve, &review.environment)
    });
    let title = if mine.is_empty() { "All reviews" } else { "Other reviews" };
    view! { {table("your-reviews", "You may approve these", mine)} {table("all-reviews", title, others)} }.into_any()
}

fn table(id: &'static str, title: &'static str, all: Vec<ReviewMeta>) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <table class="table reviews">
                <thead>
                    <tr>
                        <th scope="col">"Review"</th>
                        <th scope="col">"Design"</th>
                        <th scope="col">"Version"</th>
                        <th scope="col">"Environment"</th>
                        <th scope="col">"Opened by"</th>
                        <th scope="col">"Plan made"</th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(review: ReviewMeta) -> AnyView {
    let design = named(&review.design_name);
    let title = if review.title.trim().is_empty() {
        format!("{design} v{} in {}", review.version, review.environment)
    } else {
        review.title
    };
    view! {
        <tr>
            <th scope="row"><a href=format!("/reviews/{}", review.id)>{title}</a></th>
            <td data-word="Design">{design}</td>
            <td data-word="Version">{format!("v{}", review.version)}</td>
            <td data-word="Environment">{review.environment}</td>
            <td data-word="Opened by">{review.by.name}</td>
            <td data-word="Plan made">{local_time(review.refreshed_at)}</td>
        </tr>
    }
    .into_any()
}
