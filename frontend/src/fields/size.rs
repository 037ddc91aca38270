//! A task's CPU or memory: free text, as AWS takes it, beside the sizes that Fargate has.

use leptos::prelude::*;
use serde_json::Value;
use shared::model::{Form, TaskDefinition};

use super::{Slot, text};

/// Fargate's CPU sizes in units, each with its least and greatest memory and the step between, in MiB.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size>
const FARGATE: [(u32, u32, u32, u32); 7] = [
    (256, 512, 2048, 1024),
    (512, 1024, 4096, 1024),
    (1024, 2048, 8192, 1024),
    (2048, 4096, 16_384, 1024),
    (4096, 8192, 30_720, 1024),
    (8192, 16_384, 61_440, 4096),
    (16_384, 32_768, 122_880, 8192),
];

pub(super) fn control(slot: Slot, form: Form) -> AnyView {
    let sizes = Memo::new(move |_| if form == Form::Memory { memory_sizes(slot) } else { cpu_sizes() });
    let pick = move |value: String| {
        if !value.is_empty() {
            slot.set(Value::from(value));
        }
    };
    view! {
        <span class="size">
            {text::control(slot, false)}
            <select
                class="input"
                aria-label=format!("Fargate sizes for {}", slot.member.label)
                on:change=move |event| pick(event_target_value(&event))
            >
                <option value="">"Fargate…"</option>
                {move || {
                    let now = slot.text();
                    sizes
                        .get()
                        .into_iter()
                        .map(|(value, label)| {
                            let mine = value.clone();
                            view! {
                                <option value=value prop:selected=move || now.with(|now| *now == mine)>
                                    {label}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </span>
    }
    .into_any()
}

fn cpu_sizes() -> Vec<(String, String)> {
    let vcpu = |units: u32| format!("{} vCPU", f64::from(units) / 1024.0);
    FARGATE.iter().map(|(units, ..)| (units.to_string(), vcpu(*units))).collect()
}

/// What fits the CPU size chosen, or everything while none is.
fn memory_sizes(slot: Slot) -> Vec<(String, String)> {
    let cpu = slot.path().split_last().and_then(|(task, _)| {
        let path = task.key(TaskDefinition::CPU.member.name);
        slot.store.with(|document| path.get(document).and_then(Value::as_str).and_then(units))
    });
    let mut sizes: Vec<u32> = FARGATE
        .iter()
        .filter(|(units, ..)| cpu.is_none_or(|cpu| cpu == *units))
        .flat_map(|&(units, least, most, step)| {
            // 0.25 vCPU alone goes below its own step.
            let small = (units == 256).then_some(least);
            let from = if units == 256 { step } else { least };
            small.into_iter().chain((from..=most).step_by(usize::try_from(step).unwrap_or(1024)))
        })
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    let label = |mib: u32| format!("{} GB", f64::from(mib) / 1024.0);
    sizes.into_iter().map(|mib| (mib.to_string(), label(mib))).collect()
}

/// CPU units of `1024` or `1 vCPU`.
fn units(text: &str) -> Option<u32> {
    if let Ok(units) = text.trim().parse() {
        return Some(units);
    }
    let lower = text.to_lowercase();
    let vcpu: f64 = lower.strip_suffix("vcpu")?.trim().parse().ok()?;
    FARGATE.iter().map(|(units, ..)| *units).find(|units| (f64::from(*units) / 1024.0 - vcpu).abs() < 0.001)
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn cpu_in_both_notations() {
        assert_eq!(units("1024"), Some(1024));
        assert_eq!(units(".25 vCPU"), Some(256));
        assert_eq!(units("1 vcpu"), Some(1024));
        assert_eq!(units("x"), None);
    }
}
