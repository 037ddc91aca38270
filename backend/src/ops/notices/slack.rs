//! Slack's incoming webhooks. <https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>

use serde_json::json;
use shared::api::Act;

use super::news::News;

/// The longest text of a section, in characters. <https://docs.slack.dev/reference/block-kit/blocks/section-block>
const MAX_TEXT: usize = 3000;

/// What a message begins with, so that it is seen in a busy channel.
const SIGNS: [(Act, &str); 3] = [
    (Act::GlassBroken, ":rotating_light: "),
    (Act::Approved, ":white_check_mark: "),
    (Act::ChangesRequested, ":warning: "),
];

/// The body that tells the news.
pub(super) fn body(news: &News) -> String {
    let sign = SIGNS.iter().find(|(act, _)| *act == news.entry.act).map_or("", |(_, sign)| sign);
    let text: String = escaped(&news.sentence).chars().take(MAX_TEXT - 200).collect();
    let marked = format!("{sign}{text} <{}|Look at it>", news.address);
    json!({
        "text": text,
        "blocks": [{ "type": "section", "text": { "type": "mrkdwn", "text": marked } }],
    })
    .to_string()
}

/// Text in which nothing is a link, a mention or a channel.
/// <https://docs.slack.dev/messaging/formatting-message-text#escaping>
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
