//! The design of the race, and how fast its plan could be applied at all.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use super::local_aws::{LATENCY_MS, STEADY_MS};
use crate::paths;

/// How many reads have to follow one another before the first change of a new design: all of them can be side by side.
const ROUNDS_OF_READS: u64 = 1;

/// The design for a Region, with the tag of its image.
pub(super) fn text(region: &str, target_group: &str, tag: &str) -> Result<String> {
    let file = paths::root().join("e2e/bench/apply/design.json");
    let text = fs::read_to_string(&file).with_context(|| format!("{} is gone", file.display()))?;
    Ok(text.replace("REGION", region).replace("TARGET_GROUP", target_group).replace("/web:1", &format!("/web:{tag}")))
}

/// The milliseconds that nobody can save: the reads, the longest chain of calls, and the deployment.
pub(super) fn critical_path(plan: &Value) -> Option<u64> {
    let mut lengths: BTreeMap<&str, u64> = BTreeMap::new();
    // A plan lists a step after those that it comes after.
    for step in plan["steps"].as_array()? {
        let after = step["after"].as_array()?.iter().filter_map(Value::as_str);
        let before = after.filter_map(|id| lengths.get(id)).max().copied();
        lengths.insert(step["id"].as_str()?, before.unwrap_or(0) + 1);
    }
    let chain = lengths.values().max()?;
    Some((ROUNDS_OF_READS + chain) * LATENCY_MS + STEADY_MS)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_longest_chain_counts() {
        let step = |id: &str, after: &[&str]| json!({"id": id, "after": after});
        let plan = json!({"steps": [step("a", &[]), step("b", &[]), step("c", &["a"]), step("d", &["b", "c"])]});
        assert_eq!(critical_path(&plan), Some(4 * LATENCY_MS + STEADY_MS));
    }
}
