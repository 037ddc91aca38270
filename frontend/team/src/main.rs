//! Bayplan's pages for people: signing in, people and their roles, tokens, hooks, the record.

mod acts;
mod address;
mod app;
mod asking;
mod doing;
mod once;
mod pages;
mod password;
mod words;

fn main() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("Bayplan stopped by a mistake of its own: {panic}")));
    leptos::mount::mount_to_body(app::app);
}
