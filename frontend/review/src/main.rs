//! Bayplan's pages for reviews: all of them, and each with what is said about it.

mod address;
mod app;
mod pages;

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("Bayplan stopped by a mistake of its own: {panic}")));
    leptos::mount::mount_to_body(app::app);
}
