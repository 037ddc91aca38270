//! What was sent to a hook, and what came of it.

use leptos::prelude::*;
use parts::api;
use parts::controls::badge;
use parts::load::{Load, failed, waiting};
use parts::time::local_time;
use shared::api::{Delivery, DeliveryState, Hook};
use wasm_bindgen_futures::spawn_local;

use super::Hooks;
use crate::acts;

pub(super) fn deliveries(state: Hooks, hook: &Hook) -> AnyView {
    view! {
        <section class="block" aria-labelledby="deliveries-title">
            <header class="section-head">
                <h2 id="deliveries-title" tabindex="-1">{format!("Deliveries to {}", hook.name)}</h2>
                <button type="button" class="button small" on:click=move |_| state.reload_deliveries()>"Reload"</button>
            </header>
            {move || match state.deliveries.get() {
                Load::Waiting => waiting("Loading the deliveries\u{2026}"),
                Load::Failed(why) => failed(why, move || state.reload_deliveries()),
                Load::Ready(all) if all.is_empty() => {
                    view! { <div class="empty"><p>"Nothing was sent to it yet."</p></div> }.into_any()
                }
                Load::Ready(all) => view! {
                    <ol class="deliveries">{all.into_iter().map(|delivery| entry(state, delivery)).collect_view()}</ol>
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

fn entry(state: Hooks, delivery: Delivery) -> AnyView {
    let Delivery { id, hook_id: _, act, audit_seq, body, state: how, attempts, outcome, created_at, at } = delivery;
    let (tone, mark, word) = match how {
        DeliveryState::Waiting => ("info", "clock", "Waiting"),
        DeliveryState::Delivered => ("ok", "ok", "Delivered"),
        DeliveryState::Failed => ("error", "error", "Given up"),
    };
    let what = match audit_seq {
        Some(seq) => format!("{} (entry {seq})", acts::label(act)),
        None => "A message to try it".to_owned(),
    };
    let attempts = match attempts {
        0 => "not tried yet".to_owned(),
        1 => "1 attempt".to_owned(),
        more => format!("{more} attempts"),
    };
    let when = match how {
        DeliveryState::Waiting => format!("next at {}", local_time(at)),
        DeliveryState::Delivered | DeliveryState::Failed => format!("last at {}", local_time(at)),
    };
    let label = format!("Send again: {what}, {}", local_time(created_at));
    let again = move |_| {
        let id = id.clone();
        spawn_local(async move {
            match api::redeliver(&id).await {
                Ok(_) => {
                    state.problem.set(String::new());
                    state.announcer.say("It is sent again");
                }
                Err(error) => state.problem.set(error.to_string()),
            }
            state.reload_deliveries();
        });
    };
    view! {
        <li class="delivery">
            <div class="delivery-head">
                {badge(tone, mark, word.to_owned())}
                <strong>{what}</strong>
                <span class="quiet-text">{local_time(created_at)}</span>
                <span class="grow"></span>
                <button type="button" class="button small" aria-label=label on:click=again>"Send again"</button>
            </div>
            <p class="facts">
                <span>{attempts}</span>
                <span>{when}</span>
                <span class="outcome">{outcome}</span>
            </p>
            <details class="entry-more">
                <summary>"Body"</summary>
                <pre class="code" tabindex="0">{body}</pre>
            </details>
        </li>
    }
    .into_any()
}
