//! What a pipeline does: push a version, roll out images.

use bayplan::ops::SAMPLE;
use serde_json::{Value, json};

use super::{Crew, IMAGE, refused, sample_with};
use crate::support::app::Answer;

impl Crew {
    async fn deploy(&self, images: &Value) -> Answer {
        let request = json!({ "environment": "production", "images": images });
        self.editor.call(&self.app, "POST", &self.at("deploy"), &request).await
    }
}

fn image(container: &str, image: &str) -> Value {
    json!({ "taskDefinition": "web", "container": container, "image": image })
}

#[tokio::test(start_paused = true)]
async fn images_are_a_version_and_a_review() {
    let crew = Crew::new().await;
    let opened = crew.deploy(&json!([image("app", "app:7"), image("web", "nginx:2")])).await;
    assert_eq!(opened.status.as_u16(), 201, "{}", opened.text);
    let opened = opened.json();
    assert_eq!((&opened["version"], &opened["title"]), (&json!(2), &json!("Deploys web/app=app:7, web/web=nginx:2")));
    let version = crew.editor.call(&crew.app, "GET", &crew.at("versions/2"), &Value::Null).await;
    let mut expected = SAMPLE.replace("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop-app:2026.11.1", "app:7");
    expected = expected.replace("public.ecr.aws/nginx/nginx:1.29", "nginx:2");
    let kept = version.json()["document"].clone();
    assert_eq!(kept, serde_json::from_str::<Value>(&expected).unwrap());

    for wrong in ["gone/app", "web/gone"] {
        let (task, container) = wrong.split_once('/').unwrap();
        let asked = json!([{ "taskDefinition": task, "container": container, "image": "x:1" }]);
        let answer = crew.deploy(&asked).await;
        refused(&answer, 422, "no-such-container");
        assert!(answer.text.contains("web/app"), "{}", answer.text);
    }
    refused(&crew.deploy(&json!([])).await, 422, "wrong-images");
    refused(&crew.deploy(&json!([image("app", "a b")])).await, 422, "wrong-images");
    refused(&crew.deploy(&json!([image("app", "a"), image("app", "b")])).await, 422, "container-twice");
    let elsewhere = json!({ "environment": "production", "images": [image("app", "x:1")] });
    let answer = crew.stranger.call(&crew.app, "POST", &crew.at("deploy"), &elsewhere).await;
    refused(&answer, 404, "no-such-environment");
}

#[tokio::test(start_paused = true)]
async fn an_image_goes_where_the_environment_takes_it_from() {
    let crew = Crew::new().await;
    let mut document = sample_with(IMAGE, json!("app:1"));
    let over = "/taskDefinitions/web/containerDefinitions/app/image";
    document["environments"] = json!({ "production": { "overrides": { over: "app:2" } } });
    crew.push(&document).await;
    assert_eq!(crew.deploy(&json!([image("app", "app:3")])).await.status.as_u16(), 201);
    document["environments"]["production"]["overrides"][over] = json!("app:3");
    let version = crew.editor.call(&crew.app, "GET", &crew.at("versions/3"), &Value::Null).await.json();
    assert_eq!(version["document"], document);
}

#[tokio::test(start_paused = true)]
async fn what_is_pushed_is_kept_to_the_byte_with_its_commit() {
    let crew = Crew::new().await;
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let text = format!(
        "{{\"note\":\"nightly\", \"document\" : {{ \"name\":\"shop\", \"n\": 1.50}},\"source\":{{\"repository\":\
         \"octo/shop\",\"commit\":\"{commit}\",\"pullRequest\":7}}}}"
    );
    let pushed = crew.app.send(crew.editor.request("POST", &crew.at("push"), text)).await;
    assert_eq!(pushed.status.as_u16(), 201, "{}", pushed.text);
    assert_eq!(pushed.json()["source"]["pullRequest"], 7);
    let kept = crew.editor.call(&crew.app, "GET", &crew.at("versions/2"), &Value::Null).await;
    assert!(kept.text.contains("\"document\":{ \"name\":\"shop\", \"n\": 1.50}"), "{}", kept.text);
    let draft = crew.editor.call(&crew.app, "GET", &format!("/api/designs/{}", crew.design), &Value::Null).await.json();
    assert_eq!(draft["counter"], 1);

    let push = |body: &str| crew.editor.request("POST", &crew.at("push"), body.to_owned());
    refused(&crew.app.send(push("{\"document\":{\"a\":1,\"a\":2}}")).await, 422, "duplicate-key");
    refused(&crew.app.send(push("{\"document\":[]}")).await, 422, "not-an-object");
    refused(&crew.app.send(push("{\"note\":\"\"}")).await, 422, "wrong-body");
    let odd = "{\"document\":{},\"source\":{\"repository\":\"../..\",\"commit\":\"1\"}}";
    refused(&crew.app.send(push(odd)).await, 422, "wrong-source");
    refused(&crew.app.send(crew.viewer.request("POST", &crew.at("push"), "{}")).await, 403, "not-permitted");
}
