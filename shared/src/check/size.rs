//! The size of a task: its `cpu` and `memory`, in the spellings that AWS takes.

use super::scope::TaskScope;
use crate::model::{ContainerDefinition, TaskDefinition};

/// An amount of CPU units or MiB as someone wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Rounded up.
    pub units: i64,
    /// Whether nothing was rounded.
    pub exact: bool,
}

/// Units in a vCPU, and MiB in a GB.
const THOUSAND: i64 = 1024;

/// Reads a task's `cpu`: units ("256") or vCPU (".25 vCPU").
pub fn parse_cpu(text: &str) -> Option<Amount> {
    parse(text, "vcpu")
}

/// Reads a task's `memory`: MiB ("512") or GB ("0.5 GB").
pub fn parse_memory(text: &str) -> Option<Amount> {
    parse(text, "gb")
}

fn parse(text: &str, suffix: &str) -> Option<Amount> {
    let text = text.trim().to_ascii_lowercase();
    let Some(number) = text.strip_suffix(suffix) else {
        return Some(Amount { units: whole(&text)?, exact: true });
    };
    let number = number.trim_end();
    let Some((whole_part, fraction)) = number.split_once('.') else {
        return Some(Amount { units: whole(number)?.saturating_mul(THOUSAND), exact: true });
    };
    let before = if whole_part.is_empty() { 0 } else { whole(whole_part)? };
    if fraction.is_empty() || !is_digits(fraction) {
        return None;
    }
    let (mut after, mut scale) = (0_i64, 1_i64);
    for digit in fraction.bytes().take(FRACTION_DIGITS) {
        after = after * 10 + i64::from(digit - b'0');
        scale *= 10;
    }
    let (rest, scaled) = (fraction.get(FRACTION_DIGITS..).unwrap_or_default(), after * THOUSAND);
    let exact = scaled % scale == 0 && rest.bytes().all(|digit| digit == b'0');
    let part = scaled / scale + i64::from(!exact);
    Some(Amount { units: before.saturating_mul(THOUSAND).saturating_add(part), exact })
}

/// Digits after the point that count: the tenth part of a unit has 14 digits at most.
const FRACTION_DIGITS: usize = 14;

/// A number of digits only; one too large to count is as large as can be.
fn whole(text: &str) -> Option<i64> {
    is_digits(text).then(|| text.parse().unwrap_or(i64::MAX))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

impl TaskScope<'_> {
    /// The task's CPU, where it is known.
    pub(crate) fn cpu(&self) -> Option<Amount> {
        parse_cpu(self.task.get(&TaskDefinition::CPU)?)
    }

    /// The task's memory, where it is known.
    pub(crate) fn memory(&self) -> Option<Amount> {
        parse_memory(self.task.get(&TaskDefinition::MEMORY)?)
    }

    /// The CPU units that the containers ask for together.
    pub(crate) fn containers_cpu(&self) -> i64 {
        let units = self.containers.iter().filter_map(|container| container.get(&ContainerDefinition::CPU));
        units.fold(0, i64::saturating_add)
    }

    /// The MiB that the containers ask for together, each by the greater of its limit and its reservation.
    pub(crate) fn containers_memory(&self) -> i64 {
        let limits = self.containers.iter().map(|container| {
            let limit = container.get(&ContainerDefinition::MEMORY).unwrap_or(0);
            limit.max(container.get(&ContainerDefinition::MEMORY_RESERVATION).unwrap_or(0))
        });
        limits.fold(0, i64::saturating_add)
    }
}

/// The CPU units that the containers of a task share; nothing where the task states none, or where it has no effect.
pub(crate) fn task_cpu(task: &TaskScope) -> Option<i64> {
    effective(task, task.cpu())
}

/// The MiB that the containers of a task share; nothing where the task states none, or where it has no effect.
pub(crate) fn task_memory(task: &TaskScope) -> Option<i64> {
    effective(task, task.memory())
}

/// AWS ignores a task's size for Windows containers on EC2.
fn effective(task: &TaskScope, stated: Option<Amount>) -> Option<i64> {
    let has_effect = task.fargate() || !task.windows();
    stated.map(|amount| amount.units).filter(|units| has_effect && *units > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        let cpu = |text| parse_cpu(text).map(|amount| (amount.units, amount.exact));
        for (text, expected) in [
            ("256", Some((256, true))),
            (" 1024 ", Some((1024, true))),
            (".25 vCPU", Some((256, true))),
            ("1vcpu", Some((1024, true))),
            ("0.3 VCPU", Some((308, false))),
            ("0.50000000000000000000 vCPU", Some((512, true))),
            ("99999999999999999999", Some((i64::MAX, true))),
            ("0", Some((0, true))),
            ("1. vCPU", None),
            ("0.25", None),
            ("lots", None),
            ("-1", None),
            ("vCPU", None),
        ] {
            assert_eq!(cpu(text), expected, "{text}");
        }
        assert_eq!(parse_memory("0.5GB"), Some(Amount { units: 512, exact: true }));
        assert_eq!(parse_memory("512 MiB"), None);
    }
}
