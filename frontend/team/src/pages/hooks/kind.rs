//! Words for the kinds of hooks.

use shared::api::HookKind;

pub(super) const KINDS: [HookKind; 3] = [HookKind::Webhook, HookKind::Slack, HookKind::Github];

/// As the form's control has it, and JSON.
pub(super) const fn word(kind: HookKind) -> &'static str {
    match kind {
        HookKind::Webhook => "webhook",
        HookKind::Slack => "slack",
        HookKind::Github => "github",
    }
}

pub(super) const fn label(kind: HookKind) -> &'static str {
    match kind {
        HookKind::Webhook => "Webhook",
        HookKind::Slack => "Slack",
        HookKind::Github => "GitHub",
    }
}

/// What has to be known of the address.
pub(super) const fn address_help(kind: HookKind) -> &'static str {
    match kind {
        HookKind::Webhook => "An https address that takes a POST of JSON.",
        HookKind::Slack => {
            "The incoming webhook that Slack made for the channel. It is a secret: it isn't shown again."
        }
        HookKind::Github => "Empty for github.com; the address of the API of your own GitHub else.",
    }
}
