//! Bayplan's pages beside the editor: history, environments, plans and runs.

mod address;
mod app;
mod ask_review;
mod pages;

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("Bayplan stopped by a mistake of its own: {panic}")));
    leptos::mount::mount_to_body(app::app);
}
