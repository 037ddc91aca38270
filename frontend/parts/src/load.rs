//! What a page has of something that the server has.

use std::future::Future;

use crate::api::Answer;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What is known of something that was asked for.
#[derive(Clone)]
pub enum Load<T> {
    Waiting,
    Failed(String),
    Ready(T),
}

impl<T> From<Answer<T>> for Load<T> {
    fn from(answer: Answer<T>) -> Self {
        match answer {
            Ok(found) => Self::Ready(found),
            Err(error) => Self::Failed(error.to_string()),
        }
    }
}

/// Puts what comes of a call into `into`. What was there stays there meanwhile.
pub fn fetch<T: Send + Sync + 'static>(into: RwSignal<Load<T>>, call: impl Future<Output = Answer<T>> + 'static) {
    spawn_local(async move {
        into.set(call.await.into());
    });
}

/// What is shown while something is asked for.
pub fn waiting(words: &'static str) -> AnyView {
    view! { <p class="empty" role="status">{words}</p> }.into_any()
}

/// What is shown where asking failed.
pub fn failed(why: String, again: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="empty" role="alert">
            <p>{why}</p>
            <p>
                <button type="button" class="button" on:click=move |_| again()>"Try again"</button>
            </p>
        </div>
    }
    .into_any()
}
