//! Who looks at the page, and what they may do.

use std::cell::Cell;

use leptos::prelude::*;
use shared::access::Permission;
use shared::api::Me;
use wasm_bindgen_futures::spawn_local;

use crate::api;

thread_local! {
    static ME: ArcRwSignal<Option<Me>> = ArcRwSignal::new(None);
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// What the server says of who looks; nothing until it has. It is asked once.
pub fn me() -> ArcRwSignal<Option<Me>> {
    let me = ME.with(Clone::clone);
    if !ASKED.replace(true) {
        let me = me.clone();
        spawn_local(async move {
            // Without an answer nothing is hidden; the server refuses what may not be.
            me.set(api::me().await.ok());
        });
    }
    me
}

/// Whether something is permitted, and that is known by now.
pub fn may(judge: impl Fn(&Me) -> bool + Send + Sync + 'static) -> Signal<bool> {
    let me = me();
    Signal::derive(move || me.with(|me| me.as_ref().is_some_and(&judge)))
}

/// Whether it is known that who looks lacks something, so that it needn't be offered.
pub fn lacks(judge: impl Fn(&Me) -> bool + Send + Sync + 'static) -> Signal<bool> {
    may(move |me| !judge(me))
}

/// Whether it is known that designs are for this person to look at only.
pub fn only_looks() -> Signal<bool> {
    lacks(|me| me.grants.permit_somewhere(Permission::Edit))
}
