//! From a saved design to an applied one, as a browser does it.

use bayplan::ops::{SAMPLE, Worked, Worker};
use serde_json::{Value, json};

use crate::support::app::{Answer, TestApp};

struct Shop {
    app: TestApp,
    design: String,
}

impl Shop {
    async fn new() -> Self {
        let app = TestApp::in_virtual_time();
        let design = app.create(SAMPLE).await;
        let shop = Self { app, design };
        shop.save_version(1).await;
        shop
    }

    async fn save_version(&self, counter: i64) -> i64 {
        let path = format!("/api/designs/{}/versions", self.design);
        let saved = self.app.call("POST", &path, Some(counter), "{}").await;
        assert_eq!(saved.status.as_u16(), 201, "{}", saved.text);
        saved.json()["number"].as_i64().unwrap()
    }

    async fn plan(&self, request: &Value) -> Answer {
        self.app.call("POST", &format!("/api/designs/{}/plans", self.design), None, request.to_string()).await
    }

    async fn order(&self, plan: &Value, more: &Value) -> Answer {
        let mut request = json!({"fingerprint": plan["plan"]["fingerprint"]});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let path = format!("/api/plans/{}/apply", plan["id"].as_str().unwrap());
        self.app.call("POST", &path, None, request.to_string()).await
    }

    async fn work(&self) {
        let worker = Worker::new(self.app.context.clone(), "test");
        assert!(matches!(worker.work(None).await.unwrap(), Worked::Ended { .. }));
    }
}

#[tokio::test(start_paused = true)]
async fn a_plan_is_made_applied_once_and_seen() {
    let shop = Shop::new().await;
    let made = shop.plan(&json!({"environment": "sandbox"})).await;
    assert_eq!(made.status.as_u16(), 201, "{}", made.text);
    let plan = made.json();
    assert_eq!(plan["plan"]["steps"].as_array().unwrap().len(), 8);
    assert_eq!((&plan["changes"], &plan["refused"]), (&Value::Null, &Value::Null));
    let again = shop.app.call("GET", &format!("/api/plans/{}", plan["id"].as_str().unwrap()), None, "").await;
    assert_eq!(again.json()["plan"], plan["plan"]);

    let ordered = shop.order(&plan, &json!({})).await;
    assert_eq!(ordered.status.as_u16(), 201, "{}", ordered.text);
    let apply = ordered.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(shop.order(&plan, &json!({})).await.json()["id"], json!(apply), "a second click starts nothing");
    shop.work().await;
    let seen = shop.app.call("GET", &format!("/api/applies/{apply}"), None, "").await.json();
    assert_eq!(seen["outcome"]["outcome"], "done", "{seen:#}");
    assert!(seen["progress"]["steps"].as_array().unwrap().iter().all(|step| step["state"] == "done"));

    let unchanged = shop.plan(&json!({"environment": "sandbox"})).await.json();
    assert_eq!(unchanged["plan"]["steps"], json!([]));
    assert_eq!(unchanged["changes"]["since"], 1);
}

#[tokio::test]
async fn what_may_not_be_applied_is_refused_with_the_reason() {
    let shop = Shop::new().await;
    let plan = shop.plan(&json!({"environment": "sandbox"})).await.json();
    let mut other = plan.clone();
    other["plan"]["fingerprint"] = json!("0000");
    let refused = shop.order(&other, &json!({})).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "other-plan"));

    let protected =
        json!({"name": "production", "kind": "protected", "account": "210987654321", "region": "eu-west-1"});
    shop.app.call("POST", "/api/environments", None, protected.to_string()).await;
    let nothing = shop.plan(&json!({"environment": "nowhere"})).await;
    assert_eq!((nothing.status.as_u16(), nothing.code().as_str()), (404, "no-such-environment"));
    let back = shop.plan(&json!({"environment": "sandbox", "kind": "rollback"})).await.json();
    assert_eq!(back["cause"]["code"], "nothing-to-roll-back-to", "{back:#}");
}

#[tokio::test]
async fn a_design_with_errors_is_not_planned() {
    let shop = Shop::new().await;
    let mut wrong: Value = serde_json::from_str(SAMPLE).unwrap();
    wrong["taskDefinitions"]["web"]["cpu"] = json!("300");
    shop.app.call("PUT", &format!("/api/designs/{}", shop.design), Some(1), wrong.to_string()).await;
    shop.save_version(2).await;
    let refused = shop.plan(&json!({"environment": "sandbox"})).await;
    assert_eq!(refused.status.as_u16(), 422);
    let body = refused.json();
    assert_eq!(body["error"]["code"], "not-planned");
    let rules: Vec<_> = body["diagnostics"].as_array().unwrap().iter().map(|found| &found["rule"]).collect();
    assert!(rules.iter().any(|rule| *rule == "TD-CPU-MEM-FARGATE"), "{body:#}");
}
