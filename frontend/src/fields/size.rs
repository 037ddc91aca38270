//! A task's CPU or memory: free text, as AWS takes it, beside the sizes that Fargate has.

use std::collections::BTreeSet;

use leptos::prelude::*;
use serde_json::Value;
use shared::check::{FargateSize, parse_cpu};
use shared::model::{Form, TaskDefinition};

use super::{Slot, text};

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

/// A size as AWS takes it, and in vCPU or GB.
fn size(units: i64, unit: &str) -> (String, String) {
    const THOUSANDTHS: i64 = 1000;
    let (whole, rest) = (units / 1024, units % 1024 * THOUSANDTHS / 1024);
    let label =
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:03}").trim_end_matches('0').to_owned() };
    (units.to_string(), format!("{label} {unit}"))
}

fn cpu_sizes() -> Vec<(String, String)> {
    FargateSize::all().map(|fargate| size(fargate.cpu, "vCPU")).collect()
}

/// What fits the CPU size chosen, or everything while none is.
fn memory_sizes(slot: Slot) -> Vec<(String, String)> {
    let cpu = slot.path().split_last().and_then(|(task, _)| {
        let path = task.key(TaskDefinition::CPU.member.name);
        slot.store.with(|document| path.get(document).and_then(Value::as_str).and_then(parse_cpu))
    });
    let fits = |fargate: &&FargateSize| cpu.is_none_or(|cpu| cpu.units == fargate.cpu);
    let sizes: BTreeSet<i64> = FargateSize::all().filter(fits).flat_map(FargateSize::memories).collect();
    sizes.into_iter().map(|mib| size(mib, "GB")).collect()
}

#[cfg(test)]
mod tests {
    use super::{cpu_sizes, size};

    #[test]
    fn sizes_in_both_notations() {
        assert_eq!(size(512, "GB"), ("512".to_owned(), "0.5 GB".to_owned()));
        assert_eq!(size(256, "vCPU").1, "0.25 vCPU");
        assert_eq!(cpu_sizes().last().map(|(units, _)| units.as_str()), Some("32768"));
    }
}
