//! Bayplan in the browser: the editor of designs.

mod app;
mod fields;
mod json_pane;
mod modules;
mod opening;
mod pages;
mod saving;
mod sections;
mod state;

use parts::{api, dialog, dom, icon, shell};

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("Bayplan stopped by a mistake of its own: {panic}")));
    leptos::mount::mount_to_body(app::app);
}
