//! What changes do, and in words.

use serde_json::{Value, json};

use super::Effect::{Creates, Deletes, None as Nothing, Permissions, PublicExposure, Replaces, RestartsTasks};
use super::*;
use crate::diff::diff;
use crate::plan::{Action, Filling, Hole, Lookup, Plan, Remark, Risk, Step, StepId};

fn shop() -> Value {
    json!({
        "name": "shop",
        "roles": {"task": {"RoleName": "task"}},
        "logGroups": {"web": {"logGroupName": "/web"}},
        "securityGroups": {"web": {"GroupName": "web"}},
        "taskDefinitions": {"web": {"family": "web", "taskRoleArn": "${roles.task}", "containerDefinitions": [
            {"name": "app", "image": "app:1", "memory": 512, "essential": true},
            {"name": "log", "image": "log:1", "memory": 64},
        ]}},
        "services": {"web": {"serviceName": "web", "taskDefinition": "${taskDefinitions.web}",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": "DISABLED"}}}},
    })
}

/// The changes that setting values at places makes.
fn changes(set: &[(&str, Value)]) -> Vec<crate::diff::Change> {
    let mut after = shop();
    for (place, value) in set {
        let (parent, key) = place.rsplit_once('/').unwrap();
        match after.pointer_mut(parent).unwrap() {
            Value::Object(members) if value.is_null() => drop(members.shift_remove(key)),
            Value::Object(members) => drop(members.insert(key.to_owned(), value.clone())),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
            _ => panic!("{place}"),
        }
    }
    diff(&shop(), &after)
}

fn step(element: &str, action: Action, input: Value, risk: Risk) -> Step {
    Step {
        id: StepId(format!("{element}:{action}")),
        element: element.to_owned(),
        service: action.service(),
        action,
        input,
        holes: Vec::new(),
        after: Vec::new(),
        after_done: Vec::new(),
        why: String::new(),
        risk,
        waits_for: None,
        look: Lookup::Role { name: String::new() },
    }
}

fn plan(steps: Vec<Step>) -> Plan {
    Plan {
        fingerprint: String::new(),
        design_fingerprint: String::new(),
        design: "shop".to_owned(),
        environment: "production".to_owned(),
        environment_counter: 1,
        account: String::new(),
        region: String::new(),
        observed_at: 0,
        steps,
        relies_on: Vec::new(),
        blockers: Vec::new(),
        unchanged: Vec::new(),
        notes: Vec::new(),
    }
}

/// Registers a task definition and has the service run it.
fn roll_out() -> Vec<Step> {
    let register = step("taskDefinitions.web", Action::RegisterTaskDefinition, json!({}), Risk::None);
    let input = json!({"cluster": "c", "service": "web", "taskDefinition": "${taskDefinitions.web}"});
    let mut update = step("services.web", Action::UpdateService, input, Risk::RestartsTasks);
    update.holes =
        vec![Hole { at: "/taskDefinition".to_owned().try_into().unwrap(), from: Filling::ArnOf(register.id.clone()) }];
    vec![register, update]
}

fn update(input: Value) -> Vec<Step> {
    vec![step("services.web", Action::UpdateService, input, Risk::RestartsTasks)]
}

const APP: &str = "/taskDefinitions/web/containerDefinitions/0";
const AWSVPC: &str = "/services/web/networkConfiguration/awsvpcConfiguration";

#[test]
fn images_alone() {
    let image = changes(&[(&format!("{APP}/image"), json!("app:2"))]);
    assert!(image_only(&image, &plan(roll_out())));
    assert!(image_only(&image, &plan(Vec::new())), "it runs already");
    assert!(!image_only(&[], &plan(roll_out())), "something else changes then");
    let more = changes(&[(&format!("{APP}/image"), json!("app:2")), (&format!("{APP}/memory"), json!(1024))]);
    assert!(!image_only(&more, &plan(roll_out())));
    for set in [
        (&*format!("{APP}/environment"), json!([{"name": "image", "value": "x"}])),
        ("/services/web/desiredCount", json!(3)),
        (APP, json!({"name": "app2", "image": "app:2", "memory": 512, "essential": true})),
        ("/logGroups/image", json!({"logGroupName": "/image"})),
        (&*format!("{APP}/image"), Value::Null),
    ] {
        assert!(!image_only(&changes(std::slice::from_ref(&set)), &plan(roll_out())), "{set:?}");
    }
    let besides = |change: &dyn Fn(&mut Vec<Step>)| {
        let mut steps = roll_out();
        change(&mut steps);
        image_only(&image, &plan(steps))
    };
    for action in Action::ALL {
        if ![Action::RegisterTaskDefinition, Action::UpdateService].contains(&action) {
            assert!(
                !besides(&|steps| steps.push(step("taskDefinitions.web", action, json!({}), Risk::None))),
                "{action}"
            );
        }
    }
    for risk in [Risk::Permissions, Risk::TakesOver, Risk::RevertsDrift, Risk::Deletes] {
        assert!(!besides(&|steps| steps[1].risk = risk), "{risk:?}");
        assert!(!besides(&|steps| steps[0].risk = risk), "{risk:?}");
    }
    assert!(!besides(&|steps| steps[1].input["desiredCount"] = json!(2)), "a count that drifted");
    assert!(!besides(&|steps| "taskDefinitions.other".clone_into(&mut steps[0].element)), "another task definition");
}

type Set<'s> = &'s [(&'s str, Value)];

fn effects(set: Set<'_>, steps: Vec<Step>) -> Vec<(String, Vec<Effect>)> {
    groups(&changes(set), &plan(steps)).into_iter().map(|group| (group.element, group.effects)).collect()
}

fn of(element: &str, effects: &[Effect]) -> (String, Vec<Effect>) {
    (element.to_owned(), effects.to_vec())
}

#[test]
fn what_is_rolled_out_restarts_tasks_where_it_is_changed_and_where_it_runs() {
    let found = groups(&changes(&[(&format!("{APP}/image"), json!("app:2"))]), &plan(roll_out()));
    assert_eq!(found.iter().map(|group| group.changes.len()).collect::<Vec<_>>(), [1, 0]);
    let image: Set<'_> = &[(&format!("{APP}/image"), json!("app:2"))];
    let both = [of("taskDefinitions.web", &[RestartsTasks]), of("services.web", &[RestartsTasks])];
    assert_eq!(effects(image, roll_out()), both);
    assert_eq!(effects(image, Vec::new()), [of("taskDefinitions.web", &[Nothing])]);
}

#[test]
fn public_exposure_is_told_where_it_is_certain() {
    let service = |set: Set<'_>| effects(set, update(json!({"networkConfiguration": {}})));
    let opened = [of("services.web", &[PublicExposure, RestartsTasks])];
    let not = [of("services.web", &[RestartsTasks])];
    assert_eq!(service(&[(&format!("{AWSVPC}/assignPublicIp"), json!("ENABLED"))]), opened);
    assert_eq!(service(&[(AWSVPC, json!({"subnets": ["subnet-1"], "assignPublicIp": "ENABLED"}))]), opened);
    assert_eq!(
        service(&[("/services/web/loadBalancers", json!([{"targetGroupArn": "arn:t", "containerName": "app"}]))]),
        opened
    );
    assert_eq!(
        service(&[("/services/web/loadBalancers", json!([{"loadBalancerName": "l", "containerName": "app"}]))]),
        opened
    );
    assert_eq!(service(&[(&format!("{AWSVPC}/assignPublicIp"), Value::Null)]), not);
    // Whether that opens something nobody can tell from here.
    assert_eq!(service(&[(&format!("{AWSVPC}/subnets"), json!(["subnet-2"]))]), not);
    assert_eq!(service(&[(&format!("{AWSVPC}/securityGroups"), json!(["sg-1"]))]), not);
    // What exists already and is left as it is opens nothing.
    assert_eq!(
        effects(&[(&format!("{AWSVPC}/assignPublicIp"), json!("ENABLED"))], Vec::new()),
        [of("services.web", &[Nothing])]
    );
    let ingress =
        json!({"AuthorizeSecurityGroupIngress": {"IpPermissions": [{"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}});
    let blocked = Plan {
        blockers: vec![Remark { element: "securityGroups.web".to_owned(), message: String::new() }],
        ..plan(Vec::new())
    };
    let found = groups(&changes(&[("/securityGroups/web/bayplan", ingress)]), &blocked);
    assert_eq!(found[0].effects, [PublicExposure]);
}

#[test]
fn permissions_are_told() {
    let role = vec![step("roles.task", Action::PutRolePolicy, json!({}), Risk::Permissions)];
    let policy = json!({"PutRolePolicy": [{"PolicyName": "more"}]});
    assert_eq!(effects(&[("/roles/task/bayplan", policy)], role), [of("roles.task", &[Permissions])]);
    let other: Set<'_> = &[("/taskDefinitions/web/taskRoleArn", json!("arn:aws:iam::1:role/other"))];
    let both = [of("taskDefinitions.web", &[Permissions, RestartsTasks]), of("services.web", &[RestartsTasks])];
    assert_eq!(effects(other, roll_out()), both);
    let made = vec![step("roles.more", Action::CreateRole, json!({}), Risk::Permissions)];
    assert_eq!(
        effects(&[("/roles/more", json!({"RoleName": "more"}))], made),
        [of("roles.more", &[Permissions, Creates])]
    );
}

#[test]
fn what_is_made_deleted_and_made_again() {
    let create = || step("services.web", Action::CreateService, json!({}), Risk::None);
    let delete = || step("services.web", Action::DeleteService, json!({}), Risk::Deletes);
    let named: Set<'_> = &[("/services/web/serviceName", json!("web-2"))];
    assert_eq!(effects(named, vec![create(), delete()]), [of("services.web", &[Replaces])]);
    assert_eq!(effects(&[("/services/web", Value::Null)], vec![delete()]), [of("services.web", &[Deletes])]);
    let more: Set<'_> = &[("/taskDefinitions/more", json!({"family": "more"}))];
    let register = step("taskDefinitions.more", Action::RegisterTaskDefinition, json!({}), Risk::None);
    assert_eq!(effects(more, vec![register]), [of("taskDefinitions.more", &[Creates])]);
    let retention = vec![step("logGroups.web", Action::PutRetentionPolicy, json!({}), Risk::None)];
    let days = json!({"PutRetentionPolicy": {"retentionInDays": 7}});
    assert_eq!(effects(&[("/logGroups/web/bayplan", days)], retention), [of("logGroups.web", &[Nothing])]);
}

#[test]
fn summaries() {
    let image = format!("{APP}/image");
    let memory = format!("{APP}/memory");
    let say = |set: Set<'_>, steps| summary(&changes(set), &plan(steps));
    assert_eq!(say(&[], Vec::new()), "Nothing changes: AWS is as the design says.");
    assert_eq!(
        say(&[(&image, json!("app:2")), (&memory, json!(1024))], roll_out()),
        "Changes 1 container: image of app, app › Memory limit: 512 → 1024 MiB. Replaces the tasks of 1 service."
    );
    assert_eq!(
        say(&[(&format!("{AWSVPC}/subnets"), json!(["subnet-2"]))], update(json!({"networkConfiguration": {}}))),
        "Changes 1 element: Network › VPC › Subnets: subnet-1 → subnet-2. Replaces the \
         tasks of 1 service. Subnets or security groups change; whether that opens something to the internet can't be \
         told from here."
    );
    let delete = vec![step("services.web", Action::DeleteService, json!({}), Risk::Deletes)];
    assert_eq!(say(&[("/services/web", Value::Null)], delete), "Removes services web. Deletes 1 element in AWS.");
    let group = vec![step("logGroups.more", Action::CreateLogGroup, json!({}), Risk::None)];
    assert_eq!(
        say(&[("/logGroups/more", json!({"logGroupName": "/more"}))], group),
        "Adds logGroups more. Makes 1 call and touches nothing that runs."
    );
    let reverted =
        vec![step("services.web", Action::UpdateService, json!({"taskDefinition": "x"}), Risk::RevertsDrift)];
    assert_eq!(
        say(&[], reverted),
        "Replaces the tasks of 1 service. Changes 1 element that runs what something else has rolled out since."
    );
    let secret = json!([{"name": "DB_PASSWORD", "value": "hunter2hunter2"}]);
    assert!(!say(&[(&format!("{APP}/environment"), secret)], roll_out()).contains("hunter2"));
}
