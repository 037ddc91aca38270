//! IAM roles: their trust and their policies.

use serde_json::{Value, json};

use super::draft::{Context, Draft};
use super::elements::{Element, elements, objects};
use super::sendable::unsendable;
use super::tags::{Maker, Spelling, maker, with_ours};
use super::{Action, Lookup, Risk, StepId};
use crate::fingerprint::canonical;

pub(super) fn lookup(role: &Element<'_>) -> Lookup {
    Lookup::Role { name: name(role).to_owned() }
}

fn name<'d>(role: &Element<'d>) -> &'d str {
    role.text("RoleName").unwrap_or_default()
}

/// The role's ARN: what AWS reported, or what it will be when the role is made, which its name and path decide.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
pub(super) fn arn(context: Context<'_>, role: &Element<'_>) -> Option<String> {
    let found =
        context.observed.get(&lookup(role)).and_then(|found| found.pointer("/Role/Arn")).and_then(Value::as_str);
    let stated = role.text("Arn");
    if let Some(arn) = found.or(stated) {
        return Some(arn.to_owned());
    }
    let partition = partition(&context.design.environment().region);
    let path = role.text("Path").unwrap_or("/");
    let account = &context.observed.account;
    role.managed().then(|| format!("arn:{partition}:iam::{account}:role{path}{}", name(role)))
}

/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

/// The policies that are attached to a role by ARN.
fn attached<'d>(role: &Element<'d>) -> impl Iterator<Item = &'d str> {
    objects(role.further("AttachRolePolicy")).filter_map(|policy| policy.get("PolicyArn")?.as_str())
}

/// The policies that stand in a role, by name.
fn inline<'d>(role: &Element<'d>) -> impl Iterator<Item = (&'d str, &'d Value)> {
    objects(role.further("PutRolePolicy"))
        .filter_map(|policy| Some((policy.get("PolicyName")?.as_str()?, policy.get("PolicyDocument")?)))
}

/// A policy as the call takes it: as text.
fn policy_text(document: &Value) -> Value {
    match document {
        Value::String(text) => Value::String(text.clone()),
        other => Value::String(other.to_string()),
    }
}

/// A policy by its meaning, however it is written.
pub(super) fn policy_meaning(document: &Value) -> String {
    match document {
        Value::String(text) => serde_json::from_str(text).map_or_else(|_| text.clone(), |read: Value| canonical(&read)),
        other => canonical(other),
    }
}

pub(super) fn plan(context: Context<'_>, draft: &mut Draft) {
    for role in elements(context.design.design(), "roles") {
        let found = context.observed.get(&lookup(&role));
        match (role.managed(), found) {
            (false, None) => draft.block(
                &role,
                format!(
                    "There is no role {} in this account, and the design says that it exists. Make it, or let \
                     Bayplan manage it.",
                    name(&role)
                ),
            ),
            (false, Some(_)) => draft.leave(&role, "Used as it is; the design says that it exists."),
            (true, None) => create(context, draft, &role),
            (true, Some(found)) => update(context, draft, &role, found),
        }
    }
}

fn create(context: Context<'_>, draft: &mut Draft, role: &Element<'_>) {
    let mut input = role.request();
    let tags = with_ours(Spelling::Iam.read(input.get("Tags")), context.design.name(), context.design.environment());
    input["Tags"] = Spelling::Iam.write(&tags);
    if let Some(document) = input.get("AssumeRolePolicyDocument") {
        input["AssumeRolePolicyDocument"] = policy_text(document);
    }
    for member in unsendable(Action::CreateRole, &input) {
        draft.block(
            role,
            format!(
                "IAM's CreateRole has no member {member} that Bayplan can send. Remove it; unknown members can only \
                 be sent to ECS and CloudWatch Logs."
            ),
        );
    }
    draft.rely_on(lookup(role), None);
    let step = draft.step(&role.id(), Action::CreateRole, "", input, lookup(role));
    step.why = format!("There is no role {} yet.", name(role));
    step.risk = Risk::Permissions;
    let created = step.id.clone();
    attached(role).for_each(|policy| attach(draft, role, policy, Some(&created)));
    inline(role).for_each(|(policy, document)| put(draft, role, policy, document, Some(&created)));
}

fn attach(draft: &mut Draft, role: &Element<'_>, policy: &str, created: Option<&StepId>) {
    let short = policy.rsplit('/').next().unwrap_or(policy);
    let input = json!({ "RoleName": name(role), "PolicyArn": policy });
    let step = draft.step(&role.id(), Action::AttachRolePolicy, short, input, lookup(role));
    step.after.extend(created.cloned());
    step.why = format!("The role does not have the policy {short}.");
    step.risk = Risk::Permissions;
}

fn put(draft: &mut Draft, role: &Element<'_>, policy: &str, document: &Value, created: Option<&StepId>) {
    let input = json!({ "RoleName": name(role), "PolicyName": policy, "PolicyDocument": policy_text(document) });
    let step = draft.step(&role.id(), Action::PutRolePolicy, policy, input, lookup(role));
    step.after.extend(created.cloned());
    step.why = format!("The role's policy {policy} is missing or differs.");
    step.risk = Risk::Permissions;
}

fn update(context: Context<'_>, draft: &mut Draft, role: &Element<'_>, found: &Value) {
    let tags = Spelling::Iam.read(found.pointer("/Role/Tags"));
    if maker(&tags, context.design.name(), context.design.environment()) != Maker::Ours {
        draft.block(
            role,
            format!(
                "A role {} is there already and this design did not make it, so it is not touched. Name another \
                 role, or say that it exists: then it is used as it is.",
                name(role)
            ),
        );
        return;
    }
    let before = draft.made(&role.id()).len();
    let trust = found.pointer("/Role/AssumeRolePolicyDocument").map(policy_meaning);
    if let Some(wanted) = role.node.get("AssumeRolePolicyDocument")
        && trust.as_ref() != Some(&policy_meaning(wanted))
    {
        let input = json!({ "RoleName": name(role), "PolicyDocument": policy_text(wanted) });
        let step = draft.step(&role.id(), Action::UpdateAssumeRolePolicy, "", input, lookup(role));
        "Who may assume the role differs from the design.".clone_into(&mut step.why);
        step.risk = Risk::Permissions;
    }
    let has = has(found);
    attached(role).filter(|policy| !has.attached(policy)).for_each(|policy| attach(draft, role, policy, None));
    inline(role)
        .filter(|(policy, document)| !has.inline(policy, document))
        .for_each(|(policy, document)| put(draft, role, policy, document, None));
    take_back(context, draft, role, found);
    if draft.made(&role.id()).len() == before {
        draft.leave(role, "It is as the design says.");
    } else {
        draft.rely_on(lookup(role), Some(fact(found)));
    }
}

/// Takes back the policies that an earlier version gave the role and this one doesn't.
fn take_back(context: Context<'_>, draft: &mut Draft, role: &Element<'_>, found: &Value) {
    let has = has(found);
    let (mut attached_before, mut inline_before) = (Vec::new(), Vec::new());
    for previous in context.previous {
        let same = |before: &Element<'_>| before.managed() && name(before) == name(role);
        for before in elements(previous.design(), "roles").filter(same) {
            attached_before.extend(attached(&before));
            inline_before.extend(inline(&before).map(|(policy, _)| policy));
        }
    }
    for policies in [&mut attached_before, &mut inline_before] {
        policies.sort_unstable();
        policies.dedup();
    }
    for policy in attached_before {
        if has.attached(policy) && attached(role).all(|kept| kept != policy) {
            detach(draft, role, policy, "An earlier version attached this policy; this one does not.");
        }
    }
    for policy in inline_before {
        if has.inline_named(policy) && inline(role).all(|(kept, _)| kept != policy) {
            delete_inline(draft, role, policy, "An earlier version had this policy; this one does not.");
        }
    }
}

pub(super) fn detach(draft: &mut Draft, role: &Element<'_>, policy: &str, why: &str) {
    let short = policy.rsplit('/').next().unwrap_or(policy);
    let input = json!({ "RoleName": name(role), "PolicyArn": policy });
    let step = draft.step(&role.id(), Action::DetachRolePolicy, short, input, lookup(role));
    why.clone_into(&mut step.why);
    step.risk = Risk::Permissions;
}

pub(super) fn delete_inline(draft: &mut Draft, role: &Element<'_>, policy: &str, why: &str) {
    let input = json!({ "RoleName": name(role), "PolicyName": policy });
    let step = draft.step(&role.id(), Action::DeleteRolePolicy, policy, input, lookup(role));
    why.clone_into(&mut step.why);
    step.risk = Risk::Permissions;
}

/// What a plan relies on where it changes a role.
pub(super) fn fact(found: &Value) -> Value {
    json!({
        "Role": { "Arn": found.pointer("/Role/Arn"), "AssumeRolePolicyDocument": found.pointer("/Role/AssumeRolePolicyDocument") },
        "AttachedPolicies": found.get("AttachedPolicies"),
        "InlinePolicies": found.get("InlinePolicies"),
    })
}

/// The policies that a role has in AWS.
pub(super) struct Has<'a>(&'a Value);

pub(super) fn has(found: &Value) -> Has<'_> {
    Has(found)
}

impl Has<'_> {
    pub(super) fn all_attached(&self) -> impl Iterator<Item = &str> {
        self.0.get("AttachedPolicies").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(super) fn all_inline(&self) -> impl Iterator<Item = &String> {
        self.0.get("InlinePolicies").and_then(Value::as_object).into_iter().flat_map(|policies| policies.keys())
    }

    pub(super) fn attached(&self, policy: &str) -> bool {
        self.all_attached().any(|attached| attached == policy)
    }

    fn inline_named(&self, policy: &str) -> bool {
        self.all_inline().any(|name| name == policy)
    }

    pub(super) fn inline(&self, policy: &str, document: &Value) -> bool {
        let found = self.0.get("InlinePolicies").and_then(|policies| policies.get(policy));
        found.is_some_and(|found| policy_meaning(found) == policy_meaning(document))
    }
}
