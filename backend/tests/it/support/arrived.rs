//! Whether a call arrived as it was meant.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;
use shared::plan::Service;

use super::aws::Call;

/// Whether the call that arrived is the one that was made.
pub(crate) fn arrived_as_given(call: &Call, name: &str, service: Service, input: &Value) -> bool {
    let text = input.to_string();
    let same = match service {
        Service::Ecs | Service::Logs | Service::ApplicationAutoscaling => call.body == text,
        Service::Iam | Service::Elbv2 | Service::Sts => {
            let mut fields = BTreeMap::new();
            flatten("", input, &mut fields);
            form(&call.body) == fields
        }
    };
    same && call.action == name
}

/// The fields of a form, without those that say which call it is.
fn form(body: &str) -> BTreeMap<String, String> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8().unwrap().into_owned();
    let fields = body.split('&').filter_map(|field| field.split_once('='));
    fields
        .map(|(name, value)| (decode(name), decode(value)))
        .filter(|(name, _)| name != "Action" && name != "Version")
        .collect()
}

/// JSON as AWS's forms have it: `Tags.member.1.Key`.
fn flatten(at: &str, value: &Value, fields: &mut BTreeMap<String, String>) {
    let below = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| flatten(&below(name), value, fields)),
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(index, item)| flatten(&below(&format!("member.{}", index + 1)), item, fields));
        }
        Value::String(text) => {
            fields.insert(at.to_owned(), text.clone());
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            fields.insert(at.to_owned(), value.to_string());
        }
    }
}
