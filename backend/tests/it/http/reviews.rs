//! Reviews by a team, over HTTP.

mod decisions;
mod guests;
mod images;
mod life;
mod limits;
mod secrets;
mod suggestions;

use bayplan::ops::SAMPLE;
use serde_json::{Value, json};
use shared::access::{EVERYWHERE, Grant, Grants, Role};
use shared::api::Act;

use crate::support::app::{Answer, TestApp};
use crate::support::team::{ADDRESS, Caller, LINK, cookie, person};

/// A design for a protected environment, and people who have to do with it.
struct Crew {
    app: TestApp,
    design: String,
    owner: Caller,
    editor: Caller,
    approver: Caller,
    other_approver: Caller,
    applier: Caller,
    viewer: Caller,
    /// Who has nothing to do with the environment.
    stranger: Caller,
}

fn roles(environment: &str, roles: &[Role]) -> Grants {
    Grants(roles.iter().map(|role| Grant { environment: environment.to_owned(), role: *role }).collect())
}

impl Crew {
    /// With the sample as version 1.
    async fn new() -> Self {
        Self::with(SAMPLE).await
    }

    async fn with(document: &str) -> Self {
        let app = TestApp::for_team(ADDRESS);
        let (_, owner) = person(&app, "Ona", roles(EVERYWHERE, &[Role::Owner])).await;
        for name in ["production", "staging"] {
            let draft = json!({"name": name, "kind": "protected", "account": "123456789012", "region": "eu-central-1"});
            let made = owner.call(&app, "POST", "/api/environments", &draft).await;
            assert_eq!(made.status.as_u16(), 201, "{}", made.text);
        }
        let (_, editor) = person(&app, "Ed", roles(EVERYWHERE, &[Role::Editor])).await;
        let (_, approver) = person(&app, "Ann", roles("production", &[Role::Approver])).await;
        let (_, other_approver) = person(&app, "Abe", roles("production", &[Role::Approver, Role::Editor])).await;
        let (_, applier) = person(&app, "Pia", roles("production", &[Role::Applier])).await;
        let (_, viewer) = person(&app, "Vic", roles("production", &[Role::Viewer])).await;
        let (_, stranger) = person(&app, "Sam", roles("staging", &[Role::Owner])).await;
        let document: Value = serde_json::from_str(document).unwrap();
        let made = editor.call(&app, "POST", "/api/designs", &document).await.json();
        let design = made["id"].as_str().unwrap().to_owned();
        let crew = Self { app, design, owner, editor, approver, other_approver, applier, viewer, stranger };
        let saved = crew.editor.call(&crew.app, "POST", &crew.at("versions"), &json!({})).await;
        assert_eq!(saved.status.as_u16(), 201, "{}", saved.text);
        crew
    }

    fn at(&self, rest: &str) -> String {
        format!("/api/designs/{}/{rest}", self.design)
    }

    /// Keeps a version by the editor; the design as it is edited stays as it is.
    async fn push(&self, document: &Value) -> i64 {
        let pushed = self.editor.call(&self.app, "POST", &self.at("push"), &json!({ "document": document })).await;
        assert_eq!(pushed.status.as_u16(), 201, "{}", pushed.text);
        pushed.json()["number"].as_i64().unwrap()
    }

    async fn open(&self, by: &Caller) -> Answer {
        by.call(&self.app, "POST", &self.at("reviews"), &json!({ "environment": "production", "title": "Go" })).await
    }

    /// Opens a review of the newest version by the editor.
    async fn review(&self) -> String {
        let opened = self.open(&self.editor).await;
        assert_eq!(opened.status.as_u16(), 201, "{}", opened.text);
        opened.json()["id"].as_str().unwrap().to_owned()
    }

    async fn load(&self, by: &Caller, review: &str) -> Value {
        let loaded = by.call(&self.app, "GET", &format!("/api/reviews/{review}"), &Value::Null).await;
        assert_eq!(loaded.status.as_u16(), 200, "{}", loaded.text);
        loaded.json()
    }

    async fn submit(&self, by: &Caller, review: &str, submission: &Value) -> Answer {
        by.call(&self.app, "POST", &format!("/api/reviews/{review}/submissions"), submission).await
    }

    /// A decision about the plan that the review has now.
    async fn decide(&self, by: &Caller, review: &str, decision: &str, note: &str) -> Answer {
        let fingerprint = self.load(&self.owner, review).await["plan"]["plan"]["fingerprint"].clone();
        let submission = json!({ "decision": decision, "note": note, "planFingerprint": fingerprint });
        self.submit(by, review, &submission).await
    }

    /// Begins one thread and gives its id.
    async fn comment(&self, by: &Caller, review: &str, thread: Value) -> String {
        let said = self.submit(by, review, &json!({ "threads": [thread], "guest": "Gil" })).await;
        assert_eq!(said.status.as_u16(), 201, "{}", said.text);
        let threads = said.json()["threads"].as_array().unwrap().clone();
        threads.last().unwrap()["id"].as_str().unwrap().to_owned()
    }

    /// Who opened a link of the scope.
    async fn guest(&self, review: &str, scope: &str) -> (String, Caller) {
        let links = format!("/api/reviews/{review}/links");
        let made = self.editor.call(&self.app, "POST", &links, &json!({ "scope": scope })).await;
        assert_eq!(made.status.as_u16(), 201, "{}", made.text);
        let made = made.json();
        let token = made["address"].as_str().unwrap().strip_prefix("https://bayplan.test/open#").unwrap().to_owned();
        let opened = Caller::default().call(&self.app, "POST", "/api/links/open", &json!({ "token": token })).await;
        let (link, _) = cookie(&opened, LINK).unwrap();
        (made["link"]["id"].as_str().unwrap().to_owned(), Caller { link: Some(link), ..Caller::default() })
    }

    /// What the record tells, oldest first.
    async fn acts(&self) -> Vec<Act> {
        self.app.store.entries(0, 1000).await.unwrap().into_iter().map(|entry| entry.act).collect()
    }

    async fn count(&self, act: Act) -> usize {
        self.acts().await.into_iter().filter(|told| *told == act).count()
    }
}

/// The sample with another value at a place.
fn sample_with(path: &str, value: Value) -> Value {
    let mut document: Value = serde_json::from_str(SAMPLE).unwrap();
    *document.pointer_mut(path).unwrap() = value;
    document
}

const IMAGE: &str = "/taskDefinitions/web/containerDefinitions/1/image";
const LOG_LEVEL: &str = "/taskDefinitions/web/containerDefinitions/1/environment/1/value";

#[track_caller]
fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{}", answer.text);
}
