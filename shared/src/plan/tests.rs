//! Plans of small designs on stated observations.

use serde_json::{Value, json};

use super::*;
use crate::environment::Environment;
use crate::resolve::resolve;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;

fn design() -> Value {
    json!({
        "name": "shop",
        "clusters": {"main": {"clusterName": "shop"}},
        "logGroups": {"web": {"logGroupName": "/shop/web", "bayplan": {"PutRetentionPolicy": {"retentionInDays": 30}}}},
        "roles": {"execution": {
            "RoleName": "shop-execution", "AssumeRolePolicyDocument": TRUST,
            "bayplan": {"AttachRolePolicy": [{"PolicyArn": "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"}]},
        }},
        "taskDefinitions": {"web": {
            "family": "shop-web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
            "executionRoleArn": "${roles.execution}",
            "containerDefinitions": [{"name": "app", "image": "public.ecr.aws/nginx/nginx:1.29", "essential": true, "futureMember": 1,
                "logConfiguration": {"logDriver": "awslogs", "options": {
                    "awslogs-group": "/shop/web", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "app"}}}],
        }},
        "services": {"web": {
            "serviceName": "web", "cluster": "${clusters.main}", "taskDefinition": "${taskDefinitions.web}", "desiredCount": 2,
            "launchType": "FARGATE", "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}},
        }},
    })
}

fn checked(design: &Value) -> CheckedDesign {
    CheckedDesign::new(resolve(design, &Environment::sandbox())).unwrap()
}

fn nothing(design: &CheckedDesign) -> Observed {
    let sightings = lookups(design, &[]).into_iter().map(|lookup| Sighting { lookup, found: None }).collect();
    Observed { account: "123456789012".to_owned(), at: 1, sightings }
}

/// What AWS would report once the plan's steps were applied.
fn applied(plan: &Plan) -> Observed {
    let arn = |kind: &str| format!("arn:aws:ecs:eu-central-1:123456789012:{kind}");
    let mut sightings = Vec::new();
    let mut put = |lookup: Lookup, found: Value| sightings.push(Sighting { lookup, found: Some(found) });
    let mut role = json!({"AttachedPolicies": [], "InlinePolicies": {}});
    for step in &plan.steps {
        let mut found = step.input.clone();
        match step.action {
            Action::CreateCluster => {
                found["clusterArn"] = json!(arn("cluster/shop"));
                put(step.look.clone(), found);
            }
            Action::CreateLogGroup => {
                found["retentionInDays"] = json!(30);
                put(step.look.clone(), found);
            }
            Action::CreateRole => {
                found["Arn"] = json!("arn:aws:iam::123456789012:role/shop-execution");
                found["AssumeRolePolicyDocument"] = serde_json::from_str(TRUST).unwrap();
                role["Role"] = found;
            }
            Action::AttachRolePolicy => {
                role["AttachedPolicies"] = json!([found["PolicyArn"]]);
                put(step.look.clone(), role.clone());
            }
            Action::RegisterTaskDefinition => {
                let tags = found.as_object_mut().unwrap().shift_remove("tags").unwrap();
                found["taskDefinitionArn"] = json!(arn("task-definition/shop-web:1"));
                found["status"] = json!("ACTIVE");
                let lookup = Lookup::TaskDefinition { name: "shop-web".to_owned() };
                put(lookup, json!({"taskDefinition": found, "tags": tags}));
            }
            Action::CreateService => {
                found["taskDefinition"] = json!(arn("task-definition/shop-web:1"));
                found["serviceArn"] = json!(arn("service/shop/web"));
                found["status"] = json!("ACTIVE");
                found["runningCount"] = json!(2);
                found["platformVersion"] = json!("LATEST");
                found["deploymentConfiguration"] = json!({"maximumPercent": 200, "minimumHealthyPercent": 100});
                put(step.look.clone(), found);
            }
            _ => {}
        }
    }
    Observed { account: plan.account.clone(), at: 2, sightings }
}

fn first() -> (CheckedDesign, Plan) {
    let design = checked(&design());
    let plan = plan(&design, &[], &nothing(&design));
    assert_eq!(flaws(&plan), []);
    (design, plan)
}

fn ids(plan: &Plan) -> Vec<&str> {
    plan.steps.iter().map(|step| step.id.0.as_str()).collect()
}

#[test]
fn a_new_design_is_made_in_the_order_of_its_needs() {
    let (_, plan) = first();
    assert_eq!(plan.blockers, []);
    assert_eq!(
        ids(&plan),
        [
            "clusters.main:CreateCluster",
            "logGroups.web:CreateLogGroup",
            "logGroups.web:PutRetentionPolicy",
            "roles.execution:CreateRole",
            "roles.execution:AttachRolePolicy:AmazonECSTaskExecutionRolePolicy",
            "taskDefinitions.web:RegisterTaskDefinition",
            "services.web:CreateService",
        ]
    );
    let service = plan.steps.last().unwrap();
    assert_eq!(service.after.len(), 6);
    assert_eq!(service.input["cluster"], "shop");
    assert_eq!(service.holes.len(), 2);
    let task = &plan.steps[5];
    assert_eq!(task.after, [StepId("roles.execution:CreateRole".to_owned())]);
    assert_eq!(task.input["executionRoleArn"], "arn:aws:iam::123456789012:role/shop-execution");
    assert_eq!(task.input["containerDefinitions"][0]["futureMember"], 1);
    assert!(plan.steps.iter().all(|step| step.input.get("bayplan").is_none()));
}

#[test]
fn what_was_applied_needs_nothing() {
    let (design, plan_of_first) = first();
    let again = plan(&design, std::slice::from_ref(&design), &applied(&plan_of_first));
    assert_eq!((ids(&again), &again.blockers), (vec![], &vec![]));
    assert!(again.is_empty());
    assert_eq!(again.unchanged.len(), 5, "{:#?}", again.unchanged);
}

fn changed(pointer: &str, value: Value) -> Value {
    let mut design = design();
    *design.pointer_mut(pointer).unwrap() = value;
    design
}

#[test]
fn a_new_image_is_two_calls() {
    let (design, plan_of_first) = first();
    let mut next = self::design();
    next["taskDefinitions"]["web"]["containerDefinitions"][0]["image"] = json!("public.ecr.aws/nginx/nginx:1.30");
    let next = checked(&next);
    let plan = plan(&next, std::slice::from_ref(&design), &applied(&plan_of_first));
    assert_eq!(flaws(&plan), []);
    assert_eq!(ids(&plan), ["taskDefinitions.web:RegisterTaskDefinition", "services.web:UpdateService"]);
    let update = &plan.steps[1];
    assert_eq!(
        update.input.to_string(),
        r#"{"cluster":"shop","service":"web","taskDefinition":"${taskDefinitions.web}"}"#
    );
    assert_eq!(update.risk, Risk::RestartsTasks);
    assert!(!plan.needs_consent());
}

#[test]
fn a_governed_desired_count_is_never_sent() {
    let (design, plan_of_first) = first();
    let next = checked(&changed("/services/web/desiredCount", json!(5)));
    let mut observed = applied(&plan_of_first);
    let plain = plan(&next, std::slice::from_ref(&design), &observed);
    assert_eq!(plain.steps[0].input["desiredCount"], 5);
    assert_eq!(plain.steps[0].risk, Risk::None);
    let governor = Lookup::ScalableTarget { cluster: "shop".to_owned(), service: "web".to_owned() };
    let target = json!({"ScalableTarget": {"MinCapacity": 1, "MaxCapacity": 10}});
    observed.sightings.push(Sighting { lookup: governor, found: Some(target) });
    let governed = plan(&next, std::slice::from_ref(&design), &observed);
    assert!(governed.is_empty(), "{:#?}", governed.steps);
    assert!(governed.notes[0].message.contains("between 1 and 10"));
}

#[test]
fn what_ci_rolled_out_is_not_taken_back_silently() {
    let (design, plan_of_first) = first();
    let mut observed = applied(&plan_of_first);
    let ci = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web:2";
    for sighting in &mut observed.sightings {
        match (&sighting.lookup, &mut sighting.found) {
            (Lookup::Service { .. }, Some(found)) => found["taskDefinition"] = json!(ci),
            (Lookup::TaskDefinition { .. }, Some(found)) => {
                found["taskDefinition"]["taskDefinitionArn"] = json!(ci);
                found["taskDefinition"]["containerDefinitions"][0]["image"] = json!("nginx:ci");
                found["tags"] = json!([]);
            }
            _ => {}
        }
    }
    let plan = plan(&design, std::slice::from_ref(&design), &observed);
    let update = plan.steps.iter().find(|step| step.action == Action::UpdateService).unwrap();
    assert_eq!(update.risk, Risk::RevertsDrift);
    assert!(plan.needs_consent());
    assert!(plan.notes[0].message.contains("nginx:ci"), "{:?}", plan.notes);
}

#[test]
fn what_others_made_is_taken_over_only_expressly() {
    let (design, plan_of_first) = first();
    let mut observed = applied(&plan_of_first);
    for sighting in &mut observed.sightings {
        if let Some(found) = &mut sighting.found {
            found["tags"] = json!([]);
            if let Some(role) = found.get_mut("Role") {
                role["Tags"] = json!([]);
            }
        }
    }
    let plan = plan(&design, &[], &observed);
    assert!(plan.steps.iter().all(|step| step.element == "services.web"), "{:?}", ids(&plan));
    assert!(plan.steps.iter().all(|step| step.risk == Risk::TakesOver));
    assert_eq!(plan.blockers.len(), 1, "a foreign role is neither changed nor used: {:?}", plan.blockers);
}

#[test]
fn what_a_version_no_longer_has_is_deleted_in_order() {
    let (design, plan_of_first) = first();
    let empty = checked(&json!({"name": "shop"}));
    let plan = plan(&empty, std::slice::from_ref(&design), &applied(&plan_of_first));
    assert_eq!(flaws(&plan), []);
    assert_eq!(
        ids(&plan),
        [
            "services.web:DeleteService",
            "clusters.main:DeleteCluster",
            "roles.execution:DetachRolePolicy:AmazonECSTaskExecutionRolePolicy",
            "roles.execution:DeleteRole",
        ]
    );
    assert!(plan.needs_consent());
    assert!(plan.unchanged.iter().any(|kept| kept.element == "logGroups.web"));
}

#[test]
fn what_can_not_be_is_a_blocker() {
    let (design, plan_of_first) = first();
    let observed = applied(&plan_of_first);
    let mut managed = self::design();
    managed["services"]["web"]["launchType"] = json!("EC2");
    managed["taskDefinitions"]["web"]["requiresCompatibilities"] = json!(["EC2"]);
    managed["targetGroups"] = json!({"web": {"Name": "web"}});
    let blocked = plan(&checked(&managed), std::slice::from_ref(&design), &observed);
    let about: Vec<_> = blocked.blockers.iter().map(|blocker| blocker.element.as_str()).collect();
    assert_eq!(about, ["services.web", "targetGroups.web"], "{:?}", blocked.blockers);
    let mut literal = self::design();
    literal["services"]["web"]["cluster"] = json!("elsewhere");
    let literal = checked(&literal);
    let blocked = plan(&literal, &[], &nothing(&literal));
    assert!(blocked.blockers[0].message.contains("no cluster elsewhere"), "{:?}", blocked.blockers);
}

#[test]
fn what_code_deploy_deploys_is_not_rolled_out() {
    let (design, plan_of_first) = first();
    let mut observed = applied(&plan_of_first);
    for sighting in &mut observed.sightings {
        if let (Lookup::Service { .. }, Some(found)) = (&sighting.lookup, &mut sighting.found) {
            found["deploymentController"] = json!({"type": "CODE_DEPLOY"});
        }
    }
    let mut handed_over = self::design();
    handed_over["services"]["web"]["deploymentController"] = json!({"type": "CODE_DEPLOY"});
    handed_over["services"]["web"]["loadBalancers"] = json!([{"containerName": "app", "containerPort": 80, "targetGroupArn": "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/a/0123456789abcdef"}]);
    handed_over["taskDefinitions"]["web"]["containerDefinitions"][0]["portMappings"] = json!([{"containerPort": 80}]);
    let blocked = plan(&checked(&handed_over), std::slice::from_ref(&design), &observed);
    assert!(blocked.blockers.iter().any(|blocker| blocker.message.contains("controller")), "{:?}", blocked.blockers);
    let made = plan(&checked(&handed_over), &[], &nothing(&checked(&handed_over)));
    assert_eq!(made.steps.last().unwrap().waits_for, None);
}

#[test]
fn a_service_that_names_a_family_of_the_design_runs_that() {
    for stated in ["shop-web", "shop-web:41", "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web:41"] {
        let named = checked(&changed("/services/web/taskDefinition", json!(stated)));
        let plan = plan(&named, &[], &nothing(&named));
        assert_eq!(flaws(&plan), []);
        let service = plan.steps.last().unwrap();
        assert!(service.after.contains(&StepId("taskDefinitions.web:RegisterTaskDefinition".to_owned())), "{stated}");
        assert_eq!(plan.notes.len(), usize::from(stated.contains(':')), "{stated}");
    }
}

#[test]
fn the_fingerprint_binds_calls_and_what_they_rely_on() {
    let (design, first) = first();
    let mut later = nothing(&design);
    later.at = 99;
    assert_eq!(plan(&design, &[], &later).fingerprint, first.fingerprint, "not the time");
    let mut elsewhere = nothing(&design);
    elsewhere.account = "210987654321".to_owned();
    assert_ne!(plan(&design, &[], &elsewhere).fingerprint, first.fingerprint);
    let count = checked(&changed("/services/web/desiredCount", json!(3)));
    assert_ne!(plan(&count, &[], &nothing(&count)).fingerprint, first.fingerprint);
}

#[test]
fn steps_are_judged_by_what_is_there() {
    let (_, first) = first();
    let after = applied(&first);
    for step in &first.steps {
        let mut outputs_of = std::collections::BTreeMap::new();
        let arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop-web:1";
        let registered = StepId("taskDefinitions.web:RegisterTaskDefinition".to_owned());
        outputs_of.insert(registered, Outputs { arn: Some(arn.to_owned()), deployment: None });
        let input = fill(step, "apply", &outputs_of).unwrap();
        assert_eq!(judge(step, &input, None), Verdict::Call, "{}", step.id);
        let look = match &step.look {
            Lookup::Revision { family, .. } => Lookup::TaskDefinition { name: family.clone() },
            other => other.clone(),
        };
        let mut found = after.get(&look).unwrap().clone();
        assert!(matches!(judge(step, &input, Some(&found)), Verdict::Adopt(_)), "{}", step.id);
        found["tags"] = json!([]);
        if let Some(role) = found.get_mut("Role") {
            role["Tags"] = json!([]);
        }
        match step.action {
            Action::CreateCluster | Action::CreateService | Action::CreateRole | Action::CreateLogGroup => {
                assert!(matches!(judge(step, &input, Some(&found)), Verdict::Conflict(_)), "{}", step.id);
            }
            Action::RegisterTaskDefinition => assert_eq!(judge(step, &input, Some(&found)), Verdict::Call),
            _ => {}
        }
    }
}

#[test]
fn left_over_placeholders_block() {
    let mut design = design();
    design["taskDefinitions"]["web"]["containerDefinitions"][0]["image"] = json!("app:${TAG}");
    let refused = CheckedDesign::new(resolve(&design, &Environment::sandbox())).unwrap_err();
    assert_eq!(refused.problems.len(), 1, "{refused:?}");
    let mut shell = self::design();
    shell["taskDefinitions"]["web"]["containerDefinitions"][0]["command"] = json!(["sh", "-c", "echo ${HOME}"]);
    checked(&shell);
}
