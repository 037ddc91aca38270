//! The pages and what all of them share: the skip link and the live regions.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::pages;
use crate::shell::live_regions;
use crate::state::{Announcer, Checks};

/// The whole application.
pub(crate) fn app() -> impl IntoView {
    let announcer = Announcer::new();
    provide_context(announcer);
    provide_context(Checks::load(announcer));
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        <Router>
            <FlatRoutes fallback=pages::not_found::page>
                <Route path=path!("/") view=pages::home::page />
                <Route path=path!("/designs") view=pages::designs::page />
                <Route path=path!("/designs/:id") view=pages::editor::page />
            </FlatRoutes>
        </Router>
        {live_regions(announcer)}
    }
}
