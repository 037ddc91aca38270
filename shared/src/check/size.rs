//! Task sizes, as `cpu` and `memory` of a task definition write them.

use super::scope::TaskScope;
use crate::model::TaskDefinition;

/// CPU units in a vCPU, and MiB in a GB as Amazon ECS counts.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>
const PER_LARGE_UNIT: i64 = 1024;

/// CPU units of a task-level `cpu`: `1024`, `1 vCPU` or `.25 vcpu`. Nothing where it is none of these.
pub(in crate::check) fn cpu_units(text: &str) -> Option<i64> {
    amount(text, "vcpu")
}

/// MiB of a task-level `memory`: `512`, `1 GB` or `0.5gb`. Nothing where it is none of these.
pub(in crate::check) fn memory_mib(text: &str) -> Option<i64> {
    amount(text, "gb")
}

/// The CPU units that the containers of a task share; nothing where the task states none, or where it has no effect.
pub(in crate::check) fn task_cpu(task: &TaskScope) -> Option<i64> {
    let stated = task.task.get(&TaskDefinition::CPU).filter(|_| has_effect(task));
    stated.and_then(cpu_units).filter(|units| *units > 0)
}

/// The MiB that the containers of a task share; nothing where the task states none, or where it has no effect.
pub(in crate::check) fn task_memory(task: &TaskScope) -> Option<i64> {
    let stated = task.task.get(&TaskDefinition::MEMORY).filter(|_| has_effect(task));
    stated.and_then(memory_mib).filter(|mib| *mib > 0)
}

/// AWS ignores a task's size for Windows containers on EC2.
fn has_effect(task: &TaskScope) -> bool {
    task.fargate() || !task.windows()
}

/// A whole number of small units, or a decimal number of large ones with their `unit`, in any case.
fn amount(text: &str, unit: &str) -> Option<i64> {
    let text = text.trim().to_ascii_lowercase();
    match text.strip_suffix(unit) {
        Some(number) => large(number.trim_end()),
        None => digits(&text),
    }
}

/// A decimal number of large units in small ones; what remains below one is left out.
fn large(number: &str) -> Option<i64> {
    /// Digits behind the point that count: enough for 1/1024.
    const PRECISION: usize = 10;
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (if whole.is_empty() { "0" } else { whole }, fraction),
        None => (number, "0"),
    };
    let whole = digits(whole)?.checked_mul(PER_LARGE_UNIT)?;
    if !is_digits(fraction) {
        return None;
    }
    let (mut part, mut scale) = (0, 1);
    for digit in fraction.bytes().take(PRECISION) {
        part = part * 10 + i64::from(digit - b'0');
        scale *= 10;
    }
    whole.checked_add(part * PER_LARGE_UNIT / scale)
}

fn digits(text: &str) -> Option<i64> {
    if is_digits(text) { text.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cpu() {
        for (text, units) in
            [("256", 256), (" 1024 ", 1024), ("1 vCPU", 1024), (".25 vcpu", 256), ("0.5VCPU", 512), ("0", 0)]
        {
            assert_eq!(cpu_units(text), Some(units), "{text}");
        }
        for text in ["", "vCPU", "1.", "1. vCPU", "0.25", "-1", "+1", "1 GB", "1.2.3 vCPU", "99999999999999999999"] {
            assert_eq!(cpu_units(text), None, "{text}");
        }
    }

    #[test]
    fn memory() {
        for (text, mib) in
            [("512", 512), ("1GB", 1024), ("0.5 GB", 512), ("30 gb", 30720), ("1.50000000000000 GB", 1536)]
        {
            assert_eq!(memory_mib(text), Some(mib), "{text}");
        }
        for text in ["512 MB", "1 GiB", "GB", ".GB", "1 vCPU", "-1 GB"] {
            assert_eq!(memory_mib(text), None, "{text}");
        }
    }
}
