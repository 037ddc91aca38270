//! Something that the server is asked to do, once at a time, and what went wrong with it.

use std::future::Future;

use leptos::prelude::*;
use parts::api::Answer;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone, Copy)]
pub(crate) struct Doing {
    busy: RwSignal<bool>,
    /// Empty where nothing went wrong.
    pub(crate) problem: RwSignal<String>,
}

impl Doing {
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), problem: RwSignal::new(String::new()) }
    }

    /// Asks, and goes on with what came back. Nothing is asked while an earlier answer is waited for.
    pub(crate) fn ask<T: 'static>(
        self,
        call: impl Future<Output = Answer<T>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.ask_or(call, then, || ());
    }

    /// The same, and `failed` is called once it is shown what went wrong.
    pub(crate) fn ask_or<T: 'static>(
        self,
        call: impl Future<Output = Answer<T>> + 'static,
        then: impl FnOnce(T) + 'static,
        failed: impl FnOnce() + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(String::new());
        spawn_local(async move {
            let answer = call.await;
            // What asked may have been closed meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(found) => then(found),
                Err(error) => {
                    self.problem.set(error.to_string());
                    failed();
                }
            }
        });
    }

    /// For `aria-busy`.
    pub(crate) fn busy(self) -> Signal<String> {
        Signal::derive(move || self.busy.get().to_string())
    }

    /// Says what went wrong.
    pub(crate) fn notice(self) -> AnyView {
        view! {
            <p class="notice" data-severity="error" role="alert" hidden=move || self.problem.with(String::is_empty)>
                {self.problem}
            </p>
        }
        .into_any()
    }
}
