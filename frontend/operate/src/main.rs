//! Bayplan's pages beside the editor: history, environments, plans and runs.

mod address;
mod app;
mod dom;
mod pages;
mod values;
mod views;
mod words;

use parts::{controls, frame, load};

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("Bayplan stopped by a mistake of its own: {panic}")));
    leptos::mount::mount_to_body(app::app);
}
