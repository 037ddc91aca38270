//! Log groups.

use serde_json::{Value, json};

use super::draft::{Context, Draft};
use super::elements::{Element, elements};
use super::tags::{Maker, Spelling, maker, with_ours};
use super::{Action, Lookup};

pub(super) fn lookup(group: &Element<'_>) -> Lookup {
    Lookup::LogGroup { name: name(group).to_owned() }
}

fn name<'d>(group: &Element<'d>) -> &'d str {
    group.text("logGroupName").unwrap_or_default()
}

/// The element that is the log group of this name, whatever refers to it: a log driver's options name it as a text.
pub(super) fn named(design: &Value, wanted: &str) -> Option<String> {
    elements(design, "logGroups").find(|group| name(group) == wanted).map(|group| group.id())
}

pub(super) fn plan(context: Context<'_>, draft: &mut Draft) {
    for group in elements(context.design.design(), "logGroups") {
        let found = context.observed.get(&lookup(&group));
        match (group.managed(), found) {
            (false, None) => draft.block(
                &group,
                format!(
                    "There is no log group {} in this account and Region, and the design says that it exists. Make \
                     it, or let Bayplan manage it.",
                    name(&group)
                ),
            ),
            (false, Some(_)) => draft.leave(&group, "Used as it is; the design says that it exists."),
            (true, None) => create(context, draft, &group),
            (true, Some(found)) => update(context, draft, &group, found),
        }
    }
}

fn retention<'d>(group: &Element<'d>) -> Option<&'d Value> {
    group.further("PutRetentionPolicy").and_then(|input| input.get("retentionInDays"))
}

fn put_retention(draft: &mut Draft, group: &Element<'_>, days: &Value, why: String) {
    let created = draft.maker(&group.id(), Action::CreateLogGroup);
    let input = json!({ "logGroupName": name(group), "retentionInDays": days });
    let step = draft.step(&group.id(), Action::PutRetentionPolicy, "", input, lookup(group));
    step.after.extend(created);
    step.why = why;
}

fn create(context: Context<'_>, draft: &mut Draft, group: &Element<'_>) {
    let mut input = group.request();
    let tags = with_ours(Spelling::Map.read(input.get("tags")), context.design.name(), context.design.environment());
    input["tags"] = Spelling::Map.write(&tags);
    draft.rely_on(lookup(group), None);
    let step = draft.step(&group.id(), Action::CreateLogGroup, "", input, lookup(group));
    step.why = format!("There is no log group {} yet.", name(group));
    if let Some(days) = retention(group) {
        put_retention(draft, group, days, "A new log group keeps its events for ever.".to_owned());
    }
}

fn update(context: Context<'_>, draft: &mut Draft, group: &Element<'_>, found: &Value) {
    let (wanted, kept) = (retention(group), found.get("retentionInDays"));
    let made_by = maker(&Spelling::Map.read(found.get("tags")), context.design.name(), context.design.environment());
    match wanted {
        Some(days) if kept != Some(days) => {
            if made_by == Maker::Ours {
                draft.rely_on(lookup(group), Some(json!({ "retentionInDays": kept })));
                put_retention(draft, group, days, format!("Events are kept {}, not {days} days.", spell(kept)));
            } else {
                draft.leave(
                    group,
                    format!(
                        "It was there already and this design did not make it; it is used as it is, although it \
                         keeps events {}, not {days} days.",
                        spell(kept)
                    ),
                );
            }
        }
        Some(_) => draft.leave(group, "It is as the design says."),
        None => draft.leave(group, "It is there."),
    }
}

fn spell(days: Option<&Value>) -> String {
    days.filter(|days| !days.is_null()).map_or_else(|| "for ever".to_owned(), |days| format!("{days} days"))
}
