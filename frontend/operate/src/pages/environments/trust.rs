//! What lets Bayplan assume an environment's role.

use leptos::prelude::*;
use serde_json::json;
use shared::environment::Environment;

use super::draft::Draft;
use parts::controls::copy_button;

/// Who assumes the role. The server runs as it; a browser can't know it.
const PRINCIPAL: &str = "arn:aws:iam::BAYPLAN-ACCOUNT:role/BAYPLAN-ROLE";

/// The external id and the role's trust policy; what will be there, as long as the environment isn't saved.
pub(super) fn trust(environment: Option<&Environment>, draft: Draft) -> AnyView {
    if draft.role_arn.with(|role| role.trim().is_empty()) {
        return ().into_any();
    }
    let Some(external_id) = environment.and_then(|environment| environment.external_id.clone()) else {
        return view! {
            <p class="notice">
                "Saving makes an external id for this environment; the role's trust policy is shown then, to copy."
            </p>
        }
        .into_any();
    };
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow",
            "Principal": { "AWS": PRINCIPAL },
            "Action": "sts:AssumeRole",
            "Condition": { "StringEquals": { "sts:ExternalId": external_id } },
        }],
    });
    let policy = serde_json::to_string_pretty(&policy).unwrap_or_default();
    let stored = StoredValue::new(policy.clone());
    view! {
        <section class="trust" id="trust" tabindex="-1" aria-labelledby="trust-title">
            <header class="section-head">
                <h3 id="trust-title">"Trust policy of the role"</h3>
                {copy_button("Copy", "Copy the trust policy".to_owned(), stored)}
            </header>
            <p>
                "External id: " <code>{external_id}</code>
                ". Put the identity that this server runs as in the place of "<code>{PRINCIPAL}</code>"."
            </p>
            <pre class="code" tabindex="0" role="group" aria-label="Trust policy">{policy}</pre>
        </section>
    }
    .into_any()
}
