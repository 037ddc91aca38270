//! What a plan makes here is seen as made: planned again, nothing is left to do.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared::environment::Environment;
use shared::plan::{Lookup, Observed, Plan, Sighting, fill, further_lookups, lookups, outputs, plan};
use shared::resolve::{CheckedDesign, resolve};

use super::{Rig, STEADY};
use crate::ports::Read;

fn checked(design: &Value) -> CheckedDesign {
    CheckedDesign::new(resolve(design, &Environment::sandbox())).unwrap()
}

impl Rig {
    fn find(&mut self, lookup: &Lookup) -> Option<Value> {
        let now = self.now;
        let mut ask = |read: Read, input: Value| self.account.read(read, &input, now).ok();
        let include = ["TAGS", "SETTINGS", "CONFIGURATIONS"];
        match lookup {
            Lookup::Cluster { name } => {
                let found = ask(Read::DescribeClusters, json!({ "clusters": [name], "include": include }))?;
                found.pointer("/clusters/0").filter(|cluster| cluster["status"] == "ACTIVE").cloned()
            }
            Lookup::TaskDefinition { name } => {
                ask(Read::DescribeTaskDefinition, json!({ "taskDefinition": name, "include": include }))
            }
            // As none of a plan's steps is tried twice here.
            Lookup::Revision { .. } => None,
            Lookup::Service { cluster, name } => {
                let input = json!({ "cluster": cluster, "services": [name], "include": include });
                let found = ask(Read::DescribeServices, input)?;
                found.pointer("/services/0").filter(|service| service["status"] != "INACTIVE").cloned()
            }
            Lookup::ScalableTarget { .. } => None,
            Lookup::LogGroup { name } => {
                let found = ask(Read::DescribeLogGroups, json!({ "logGroupNamePrefix": name }))?;
                let mut group =
                    found["logGroups"].as_array()?.iter().find(|group| group["logGroupName"] == *name)?.clone();
                let tags = ask(Read::ListLogGroupTags, json!({ "resourceArn": group["logGroupArn"] }))?;
                group["tags"] = tags["tags"].clone();
                Some(group)
            }
            Lookup::Role { name } => {
                let input = json!({ "RoleName": name });
                let role = ask(Read::GetRole, input.clone())?;
                let attached = ask(Read::ListAttachedRolePolicies, input.clone())?;
                let attached: Vec<&Value> =
                    attached["AttachedPolicies"].as_array()?.iter().map(|p| &p["PolicyArn"]).collect();
                let inline = ask(Read::ListRolePolicies, input)?;
                let mut policies = json!({});
                for policy in inline["PolicyNames"].as_array()?.iter().filter_map(Value::as_str) {
                    let found = ask(Read::GetRolePolicy, json!({ "RoleName": name, "PolicyName": policy }))?;
                    policies[policy] = found["PolicyDocument"].clone();
                }
                Some(json!({ "Role": role["Role"], "AttachedPolicies": attached, "InlinePolicies": policies }))
            }
            Lookup::TargetGroup { arn } => {
                let found = ask(Read::DescribeTargetGroups, json!({ "TargetGroupArns": [arn] }))?;
                found.pointer("/TargetGroups/0").cloned()
            }
        }
    }

    fn plan(&mut self, design: &CheckedDesign, previous: &[CheckedDesign]) -> Plan {
        let mut observed = Observed { account: "123456789012".to_owned(), at: self.now, sightings: Vec::new() };
        for more in [false, true] {
            let asked = if more { further_lookups(design, &observed) } else { lookups(design, previous) };
            let found = asked.into_iter().map(|lookup| Sighting { found: self.find(&lookup), lookup });
            observed.sightings.extend(found.collect::<Vec<_>>());
        }
        plan(design, previous, &observed)
    }

    fn apply(&mut self, plan: &Plan) {
        assert_eq!(plan.blockers, []);
        let mut made = BTreeMap::new();
        for step in &plan.steps {
            let input = fill(step, "apply", &made).unwrap();
            let answer = self.change(step.action, &input).unwrap_or_else(|error| panic!("{}: {error}", step.id));
            made.insert(step.id.clone(), outputs(step.action, &answer));
        }
    }
}

fn design() -> Value {
    let mut design: Value = serde_json::from_str(include_str!("../../ops/sample.json")).unwrap();
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
    let policy = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
    design["clusters"] = json!({ "main": { "clusterName": "shop" } });
    design["services"]["web"]["cluster"] = json!("${clusters.main}");
    design["logGroups"] = json!({
        "web": { "logGroupName": "/shop/web", "bayplan": { "PutRetentionPolicy": { "retentionInDays": 30 } } },
    });
    design["roles"] = json!({
        "execution": {
            "RoleName": "shop-execution",
            "AssumeRolePolicyDocument": trust,
            "bayplan": { "AttachRolePolicy": [{ "PolicyArn": policy }] },
        },
    });
    design["taskDefinitions"]["web"]["executionRoleArn"] = json!("${roles.execution}");
    design
}

#[test]
fn an_applied_design_needs_nothing_more() {
    let mut rig = Rig::new();
    let first = checked(&design());
    let all = rig.plan(&first, &[]);
    assert!(!all.steps.is_empty());
    rig.apply(&all);
    for wait in [0, STEADY / 2, 2 * STEADY] {
        rig.pass(wait);
        let again = rig.plan(&first, &[first.clone()]);
        assert!(again.is_empty(), "{:#?} {:#?}", again.steps, again.blockers);
    }
}

#[test]
fn another_image_is_two_calls() {
    let mut rig = Rig::new();
    let first = checked(&design());
    let all = rig.plan(&first, &[]);
    rig.apply(&all);
    rig.pass(2 * STEADY);
    let mut changed = design();
    changed["taskDefinitions"]["web"]["containerDefinitions"][1]["image"] = json!("shop-app:2");
    let second = checked(&changed);
    let update = rig.plan(&second, &[first.clone()]);
    let actions: Vec<&str> = update.steps.iter().map(|step| step.action.name()).collect();
    assert_eq!(actions, ["RegisterTaskDefinition", "UpdateService"]);
    rig.apply(&update);
    rig.pass(3 * STEADY);
    assert!(rig.plan(&second, &[second.clone(), first]).is_empty());
}

#[test]
fn what_a_design_no_longer_has_is_deleted() {
    let mut rig = Rig::new();
    let before = rig.account.state();
    let first = checked(&design());
    let all = rig.plan(&first, &[]);
    rig.apply(&all);
    rig.pass(2 * STEADY);
    let empty = checked(&json!({ "name": "shop" }));
    let removal = rig.plan(&empty, &[first]);
    assert!(!removal.steps.is_empty());
    for step in &removal.steps {
        rig.call(step.action, &step.input);
        rig.pass(STEADY);
    }
    let after = rig.account.state();
    assert_eq!((&after["clusters"], &after["roles"]), (&before["clusters"], &before["roles"]));
}
