//! Changes between designs, in words.

use serde_json::{Value, json};

use super::*;

fn sentences(before: &Value, after: &Value) -> Vec<String> {
    diff(before, after).into_iter().map(|change| format!("{} {}", change.element, change.sentence)).collect()
}

fn shop() -> Value {
    json!({
        "name": "shop",
        "taskDefinitions": {"web": {
            "family": "shop-web", "networkMode": "awsvpc", "cpu": "256", "memory": "512",
            "containerDefinitions": [
                {"name": "web", "image": "nginx:1", "portMappings": [{"containerPort": 80}], "essential": true},
                {"name": "app", "image": "shop/app:1", "memory": 512,
                 "environment": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "DB_PASSWORD", "value": "old"}],
                 "secrets": [{"name": "DB_URL", "valueFrom": "/shop/db"}]},
            ],
        }},
        "services": {"web": {"serviceName": "web", "taskDefinition": "${taskDefinitions.web}", "desiredCount": 2}},
        "logGroups": {"web": {"logGroupName": "/web", "bayplan": {"PutRetentionPolicy": {"retentionInDays": 30}}}},
    })
}

fn at<'v>(design: &'v mut Value, path: &str) -> &'v mut Value {
    design.pointer_mut(path).expect(path)
}

#[test]
fn a_release_in_words() {
    let mut later = shop();
    let containers = "/taskDefinitions/web/containerDefinitions";
    *at(&mut later, &format!("{containers}/0/image")) = json!("nginx:2");
    *at(&mut later, &format!("{containers}/1/memory")) = json!(1024);
    *at(&mut later, &format!("{containers}/1/environment")) = json!([
        {"name": "DB_PASSWORD", "value": "new"}, {"name": "LOG_LEVEL", "value": "debug"}, {"name": "MODE", "value": "x"},
    ]);
    *at(&mut later, &format!("{containers}/1/secrets")) = json!([]);
    at(&mut later, containers).as_array_mut().unwrap().push(json!({"name": "log", "image": "fluent-bit"}));
    *at(&mut later, "/services/web/desiredCount") = json!(4);
    *at(&mut later, "/logGroups/web/bayplan/PutRetentionPolicy/retentionInDays") = json!(60);
    later["roles"] = json!({"execution": {"RoleName": "x"}});
    later["services"]["web"]["healthCheckGracePeriodSeconds"] = json!(30);
    later["environments"] = json!({"production": {"overrides": {"/services/web/desiredCount": 6}}});
    assert_eq!(
        sentences(&shop(), &later),
        [
            "taskDefinitions.web web › Image: nginx:1 → nginx:2",
            "taskDefinitions.web app › Memory limit: 512 → 1024 MiB",
            "taskDefinitions.web app › Environment variables › DB_PASSWORD: (hidden) → (hidden)",
            "taskDefinitions.web app › Environment variables › LOG_LEVEL: info → debug",
            "taskDefinitions.web app: added environment variable MODE",
            "taskDefinitions.web app: removed secret DB_URL",
            "taskDefinitions.web Added container log",
            "services.web Desired count: 2 → 4",
            "services.web Health check grace period: not set → 30 s",
            "logGroups.web PutRetentionPolicy › retentionInDays: 30 → 60",
            "roles.execution Added IAM role execution",
            " environments: added",
        ]
    );
    let changes = diff(&shop(), &later);
    let of = |sentence: &str| changes.iter().find(|change| change.sentence.ends_with(sentence)).unwrap();
    let password = of("(hidden) → (hidden)");
    assert_eq!((&password.before, &password.after), (&Some(json!("old")), &Some(json!("new"))));
    assert_eq!(password.path.as_str(), "/taskDefinitions/web/containerDefinitions/1/environment/0/value");
    assert_eq!(of("DB_URL").path.as_str(), "/taskDefinitions/web/containerDefinitions/1/secrets/0");
    assert_eq!(of("DB_URL").place, "app › Secrets › DB_URL");
    assert_eq!(of("log").path.as_str(), "/taskDefinitions/web/containerDefinitions/2");
}

#[test]
fn what_goes_stands_after_what_stays() {
    let mut later = shop();
    later.as_object_mut().unwrap().shift_remove("logGroups");
    at(&mut later, "/taskDefinitions/web/containerDefinitions").as_array_mut().unwrap().remove(0);
    assert_eq!(
        sentences(&shop(), &later),
        ["taskDefinitions.web Removed container web", "logGroups.web Removed log group web"]
    );
    assert_eq!(diff(&shop(), &later)[0].path.as_str(), "/taskDefinitions/web/containerDefinitions/0");
}

#[test]
fn no_change() {
    let mut later = shop();
    let containers = "/taskDefinitions/web/containerDefinitions";
    at(&mut later, containers).as_array_mut().unwrap().reverse();
    *at(&mut later, &format!("{containers}/1/portMappings")) =
        json!([{"hostPort": 80, "containerPort": 80, "protocol": "tcp"}]);
    at(&mut later, containers)[0]["cpu"] = json!(0);
    *at(&mut later, "/taskDefinitions/web/cpu") = json!(".25 vCPU");
    later["clusters"] = json!({});
    later["services"]["web"]["tags"] = json!([]);
    later["services"]["web"]["propagateTags"] = json!("NONE");
    later["notes"] = json!("");
    assert_eq!(sentences(&shop(), &later), Vec::<String>::new());
}

fn task(member: &str, before: &Value, after: &Value) -> Vec<String> {
    let design = |value: &Value| json!({"taskDefinitions": {"t": {"networkMode": "bridge", member: value}}});
    let changes = diff(&design(before), &design(after)).into_iter().map(|change| change.sentence);
    changes.collect()
}

#[test]
fn particular_members() {
    for (member, before, after, expected) in [
        ("cpu", json!("256"), json!("1 vCPU"), "Task CPU: 256 CPU units → 1 vCPU"),
        ("memory", json!("512"), Value::Null, "Task memory: 512 MiB → not set"),
        ("memory", json!("512"), json!(512), "Task memory: \"512\" → 512 MiB"),
        ("requiresCompatibilities", json!(["EC2"]), json!(["FARGATE", "EC2"]), "Compatibilities: EC2 → FARGATE, EC2"),
        ("ephemeralStorage", Value::Null, json!({"sizeInGiB": 30}), "Ephemeral storage: added"),
        ("future", json!({"a": [1, {"b": 2}]}), json!({"a": [1, {"b": 3}]}), "future › a › number 2 › b: 2 → 3"),
        (
            "containerDefinitions",
            json!([{"name": "a", "environment": [{"name": "X", "value": "1"}, {"name": "X", "value": "2"}]}]),
            json!([{"name": "a", "environment": [{"name": "X", "value": "2"}, {"name": "X", "value": "1"}]}]),
            "a › Environment variables: another order",
        ),
        (
            "containerDefinitions",
            json!([{"name": "a", "command": ["run", "--token=ghp_x"]}]),
            json!([{"name": "a", "command": ["run", "it"]}]),
            "a › Command: run (hidden) → run it",
        ),
        (
            "containerDefinitions",
            json!([{"name": "a", "portMappings": [{"containerPort": 80}, {"containerPort": 81}]}]),
            json!([{"name": "a", "portMappings": [{"containerPort": 81}, {"containerPort": 8080}]}]),
            "a › Ports › 8080 › Container port: 80 → 8080",
        ),
        (
            "containerDefinitions",
            json!([{"name": "a", "dockerLabels": {}}]),
            json!([{"name": "a", "dockerLabels": {"team": ""}}]),
            "a › Docker labels › team: not set → \"\"",
        ),
        (
            "containerDefinitions",
            json!([{"name": "a", "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "1"}}}]),
            json!([{"name": "a", "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "2"}}}]),
            "a › Logging › Options › splunk-token: (hidden) → (hidden)",
        ),
    ] {
        assert_eq!(task(member, &before, &after), [expected], "{member}");
    }
}

#[test]
fn odd_documents() {
    let odd =
        [json!(null), json!([]), json!({"services": 3}), json!({"services": {"a": 1, "b": null, "c": [{}]}}), shop()];
    for before in &odd {
        for after in &odd {
            assert_eq!(
                diff(before, after).is_empty(),
                before == after
                    || [before, after] == [&json!(null), &json!([])]
                    || [before, after] == [&json!([]), &json!(null)],
                "{before} {after}"
            );
        }
    }
}

#[test]
fn what_is_no_change_is_counted() {
    let containers = "/taskDefinitions/web/containerDefinitions";
    assert_eq!(differences(&shop(), &shop()).quiet, 0);
    let mut later = shop();
    // Another order of rows that have names, another spelling, a stated default, an empty list.
    at(&mut later, &format!("{containers}/1/environment")).as_array_mut().unwrap().reverse();
    *at(&mut later, "/taskDefinitions/web/cpu") = json!(".25 vCPU");
    at(&mut later, &format!("{containers}/1"))["essential"] = json!(true);
    at(&mut later, "/services/web")["loadBalancers"] = json!([]);
    assert_eq!((diff(&shop(), &later), differences(&shop(), &later).quiet), (Vec::new(), 4));
    // And beside a change.
    *at(&mut later, "/taskDefinitions/web/memory") = json!("1024");
    assert_eq!((diff(&shop(), &later).len(), differences(&shop(), &later).quiet), (1, 4));
    // The order of members is nothing that anybody wrote.
    let turned: Value = serde_json::from_str(r#"{"services": {}, "name": "x"}"#).unwrap();
    assert_eq!(differences(&json!({"name": "x", "services": {}}), &turned).quiet, 0);
    // Rows in another order, of which one changes.
    let mut later = shop();
    at(&mut later, containers).as_array_mut().unwrap().reverse();
    *at(&mut later, &format!("{containers}/0/image")) = json!("shop/app:2");
    assert_eq!((diff(&shop(), &later).len(), differences(&shop(), &later).quiet), (1, 1));
}

fn with_containers(containers: &Value) -> Value {
    json!({"name": "shop", "taskDefinitions": {"web": {"family": "web", "containerDefinitions": containers}}})
}

#[test]
fn order_and_stated_defaults_are_counted_and_changes_are_not() {
    let before = with_containers(
        &json!([{"name": "app", "image": "a:1", "environment": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]),
    );
    let after = with_containers(&json!([{"name": "app", "image": "a:2", "essential": true, "links": [],
        "environment": [{"name": "B", "value": "2"}, {"name": "A", "value": "1"}]}]));
    let found = differences(&before, &after);
    assert_eq!((found.changes.len(), found.quiet), (1, 3), "{:?}", found.changes);
    assert_eq!(differences(&before, &before).quiet, 0);
    let more = with_containers(&json!([{"name": "log", "image": "l:1"}, {"name": "app", "image": "a:1"}]));
    assert_eq!(differences(&before, &more).quiet, 0, "{:?}", diff(&before, &more));
}
