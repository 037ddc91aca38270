//! A step's input as it is sent.

use std::collections::BTreeMap;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Filling, Outputs, Step, StepId};

/// A step that can't be filled, since what it needs is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the step {step} needs the ARN of {needs}, which is not known")]
pub struct Unfilled {
    pub step: StepId,
    pub needs: StepId,
}

/// The input of `step` with its holes filled: by the outputs of earlier steps, and by the token of this apply.
pub fn fill(step: &Step, apply: &str, outputs: &BTreeMap<StepId, Outputs>) -> Result<Value, Unfilled> {
    let mut input = step.input.clone();
    for hole in &step.holes {
        let filling = match &hole.from {
            Filling::Token => token(apply, &step.id),
            Filling::ArnOf(needs) => {
                let arn = outputs.get(needs).and_then(|outputs| outputs.arn.clone());
                arn.ok_or_else(|| Unfilled { step: step.id.clone(), needs: needs.clone() })?
            }
        };
        if let Some(node) = input.pointer_mut(hole.at.as_str()) {
            *node = Value::String(filling);
        }
    }
    Ok(input)
}

/// Always the same for the same apply and step, whoever works on it and however often. ECS takes at most 36 characters.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html>
pub fn token(apply: &str, step: &StepId) -> String {
    let digest = Sha256::digest(format!("{apply}\n{step}"));
    let digest = digest.first_chunk().copied().unwrap_or_default();
    format!("{:032x}", u128::from_be_bytes(digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_tell_applies_and_steps_apart() {
        let (a, b) = (StepId("services.a:CreateService".to_owned()), StepId("services.b:CreateService".to_owned()));
        assert_eq!(token("1", &a), token("1", &a));
        assert_ne!(token("1", &a), token("2", &a));
        assert_ne!(token("1", &a), token("1", &b));
        assert!(token("1", &a).len() <= 36, "AWS takes no more");
    }
}
