//! One entry of the record.

use leptos::prelude::*;
use parts::controls::badge;
use parts::time::local_time;
use shared::api::AuditEntry;
use shared::record::sentence;

use super::facts::{Fact, facts};
use super::names::Names;
use crate::acts;

pub(super) fn row(entry: &AuditEntry, names: &Names, broken: bool) -> AnyView {
    let words = sentence(entry, entry.design_id.as_ref().and_then(|id| names.design(id)));
    let facts = facts(entry, names).into_iter().map(|fact| match fact {
        Fact::Words(words) => view! { <span>{words}</span> }.into_any(),
        Fact::Link { href, words } => view! { <a href=href>{words}</a> }.into_any(),
    });
    let facts: Vec<_> = facts.collect();
    let facts = (!facts.is_empty()).then(|| view! { <p class="facts">{facts}</p> });
    let marks = [
        (acts::tone(entry.act) == "error").then(|| badge("error", "warning", acts::label(entry.act).to_owned())),
        broken.then(|| badge("error", "error", "Doesn't fit".to_owned())),
    ];
    let detail = serde_json::to_string_pretty(&entry.detail).unwrap_or_default();
    view! {
        <li class="entry" data-tone=acts::tone(entry.act) data-broken=broken.to_string()>
            <span class="entry-seq">{entry.seq}</span>
            <div class="entry-what">
                <p>{words} {marks.into_iter().flatten().collect_view()}</p>
                {facts}
                <details class="entry-more">
                    <summary>"Details"<span class="sr-only">{format!(" of entry {}", entry.seq)}</span></summary>
                    <pre class="code" tabindex="0">{detail}</pre>
                    <dl class="pairs">
                        <div>
                            <dt>"Hash"</dt>
                            <dd><code>{entry.hash.clone()}</code></dd>
                        </div>
                        <div>
                            <dt>"Hash before"</dt>
                            <dd><code>{entry.previous.clone()}</code></dd>
                        </div>
                    </dl>
                </details>
            </div>
            <span class="entry-at">{local_time(entry.at)}</span>
        </li>
    }
    .into_any()
}
