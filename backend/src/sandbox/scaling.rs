//! Application Auto Scaling's scalable targets.

use serde_json::{Value, json};

use super::Account;
use super::input::{list, page, text, texts};

impl Account {
    pub(super) fn describe_scalable_targets(&self, input: &Value) -> Value {
        let namespace = text(input, "ServiceNamespace");
        let every = list(input, "ResourceIds").is_empty();
        let asked = self.scalable_targets.iter().filter(|target| {
            let id = text(target, "ResourceId");
            namespace.is_none_or(|name| text(target, "ServiceNamespace") == Some(name))
                && (every || texts(input, "ResourceIds").any(|asked| id == Some(asked)))
        });
        let (targets, token) = page(asked.cloned().collect(), input, "MaxResults", 50);
        let mut answer = json!({ "ScalableTargets": targets });
        if let Some(token) = token {
            answer["NextToken"] = json!(token);
        }
        answer
    }
}
