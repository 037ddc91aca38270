//! A team with something of each kind in two environments.

use bayplan::ops::{self, Actor, Secret, TOKEN_PREFIX};
use bayplan::store::{NewApply, NewEntry, StoredHook, StoredInvitation, StoredLink, StoredPlan, StoredToken};
use serde_json::json;
use shared::access::{EVERYWHERE, Grant, Grants, LinkScope, PersonRef, Role, TokenScope};
use shared::api::{
    Act, ApplyKind, Comment, Commenter, Delivery, DeliveryState, Doer, Hook, HookKind, Invitation, Link, Person,
    PlanRequest, ReviewMeta, Thread, ThreadPlace, Token,
};
use shared::review::{Content, Decision, DecisionKind};

use super::expected::Place;
use super::people::Asker;
use crate::support::app::TestApp;
use crate::support::team::{ADDRESS, Caller, person};

/// The environment in which the askers have their roles, and the other one.
pub(super) const OWN: &str = "sandbox";
pub(super) const FOREIGN: &str = "staging";
const NOW: i64 = 1_800_000_000_000;

/// What costs time to make, and is the same in each world.
pub(super) struct Ground {
    plan: StoredPlan,
}

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) caller: Caller,
    /// The asker, or whoever gave them their link or token.
    me: Person,
    other: Person,
    design: String,
}

impl Ground {
    pub(super) async fn new() -> Self {
        let app = TestApp::for_team(ADDRESS);
        let design = app_design(&app).await;
        let request = PlanRequest { environment: OWN.to_owned(), version: None, kind: ApplyKind::Apply };
        Self { plan: ops::make_plan(&app.context, &Actor::local(), &design, &request).await.unwrap() }
    }

    /// A new world, for one asker.
    pub(super) async fn world(&self, asker: Asker) -> World {
        let app = TestApp::for_team(ADDRESS);
        let design = app_design(&app).await;
        let draft =
            json!({ "name": FOREIGN, "kind": "development", "account": "123456789012", "region": "eu-central-1" });
        let draft = serde_json::from_value(draft).unwrap();
        ops::create_environment(&*app.store, &Actor::local(), draft).await.unwrap();
        // So that nobody is the last owner.
        person(&app, "Ona", Grants::everywhere(Role::Owner)).await;
        let (other, _) = person(&app, "Otto", Grants::default()).await;
        let (me, caller) = person(&app, "Mia", grants(asker)).await;
        let mut world = World { app, caller, me, other, design };
        for environment in [OWN, FOREIGN] {
            world.furnish(self, environment).await;
        }
        world.keep_the_rest().await;
        world.caller = world.caller(asker).await;
        world
    }
}

async fn app_design(app: &TestApp) -> String {
    let document = json!({ "name": "shop", "taskDefinitions": { "web": { "family": "shop-web",
        "containerDefinitions": [{ "name": "app", "image": "nginx:1.29", "memory": 128 }] } } });
    let meta = ops::create_design(&*app.store, &Actor::local(), &document.to_string()).await.unwrap();
    ops::save_version(&*app.store, &Actor::local(), &meta.id, 1, "").await.unwrap();
    meta.id
}

fn grants(asker: Asker) -> Grants {
    let here = |role| Grants(vec![Grant { environment: OWN.to_owned(), role }]);
    match asker {
        Asker::Nobody | Asker::Newcomer | Asker::ViewLink | Asker::CommentLink | Asker::ApproveLink => {
            Grants::default()
        }
        Asker::Viewer | Asker::ViewersApplyToken => here(Role::Viewer),
        Asker::Commenter => here(Role::Commenter),
        Asker::Editor => here(Role::Editor),
        Asker::Approver => here(Role::Approver),
        Asker::Applier => here(Role::Applier),
        Asker::Owner | Asker::ViewToken | Asker::PushToken | Asker::ApplyToken => here(Role::Owner),
        Asker::OwnerEverywhere => Grants::everywhere(Role::Owner),
    }
}

fn entry(act: Act) -> NewEntry {
    NewEntry { at: NOW, by: Doer::Server, act, environment: None, design_id: None, detail: json!({}) }
}

impl World {
    /// The address with the ids of things at that place.
    pub(super) fn address(&self, path: &str, place: Place) -> String {
        let (environment, person) = match place {
            Place::Own => (OWN, "mine"),
            Place::Foreign => (FOREIGN, "others"),
            Place::None => ("nowhere", "nobodys"),
        };
        let id = match path {
            _ if place == Place::None => "0".repeat(32),
            _ if path.starts_with("/api/designs/") => self.design.clone(),
            _ if path.starts_with("/api/links/") => id_of("link", environment),
            _ => id_of("thing", environment),
        };
        let target = if place == Place::None { "0".repeat(32) } else { self.other.id.clone() };
        path.replace("{id}", &id)
            .replace("{number}", "1")
            .replace("{name}", environment)
            .replace("{person}", &target)
            .replace("{token}", &id_of("token", person))
            .replace("{invitation}", &id_of("invitation", person))
            .replace("{hook}", &id_of("hook", person))
            .replace("{delivery}", &id_of("delivery", person))
    }

    /// The fingerprint of the plan under review.
    pub(super) async fn plan_fingerprint(&self) -> String {
        self.app.store.plan(&id_of("thing", OWN)).await.unwrap().plan.fingerprint
    }

    /// Plan, apply, review, thread, decision and link.
    async fn furnish(&self, ground: &Ground, environment: &str) {
        let (store, id, by) = (&self.app.store, id_of("thing", environment), PersonRef::local());
        let mut plan = StoredPlan { id: id.clone(), design_id: self.design.clone(), ..ground.plan.clone() };
        plan.environment = ops::load_environment(&**store, environment).await.unwrap();
        let (design_fingerprint, plan_fingerprint) = (String::new(), plan.plan.fingerprint.clone());
        store.keep_plan(plan).await.unwrap();
        let apply = NewApply {
            id: id.clone(),
            plan_id: id.clone(),
            design_id: self.design.clone(),
            version: 1,
            environment: environment.to_owned(),
            kind: ApplyKind::Apply,
            at: NOW,
            by: Doer::Server,
            break_glass: false,
        };
        store.create_apply(apply).await.unwrap();
        let review = ReviewMeta {
            id: id.clone(),
            design_id: self.design.clone(),
            design_name: "shop".to_owned(),
            version: 1,
            environment: environment.to_owned(),
            title: String::new(),
            plan_id: id.clone(),
            by: by.clone(),
            created_at: NOW,
            refreshed_at: NOW,
        };
        store.open_review(review, entry(Act::ReviewOpened)).await.unwrap();
        let thread = Thread {
            id: id.clone(),
            design_id: self.design.clone(),
            review_id: id.clone(),
            version: 1,
            path: None,
            text: None,
            suggestion: None,
            applied_as: None,
            comments: vec![Comment { by: Commenter::Person(by.clone()), text: "Why?".to_owned(), at: NOW }],
            resolved_by: None,
            place: ThreadPlace::Whole,
        };
        let content = Content {
            design_id: self.design.clone(),
            version: 1,
            kind: ApplyKind::Apply,
            design_fingerprint,
            environment: environment.to_owned(),
            environment_id: None,
            environment_counter: 1,
            account: "123456789012".to_owned(),
            region: "eu-central-1".to_owned(),
            plan_fingerprint,
        };
        let decision = Decision {
            id: id.clone(),
            review_id: id.clone(),
            kind: DecisionKind::RequestChanges,
            content,
            by: self.me.reference(),
            note: String::new(),
            at: NOW,
            withdrawn_at: None,
        };
        let told = vec![entry(Act::Commented), entry(Act::ChangesRequested)];
        store.submit(vec![thread], Some((decision, id.clone())), told).await.unwrap();
        self.keep_link(&id_of("link", environment), &id, LinkScope::View).await;
    }

    async fn keep_link(&self, id: &str, review: &str, scope: LinkScope) -> Secret {
        let secret = Secret::random().unwrap();
        let link = Link {
            id: id.to_owned(),
            review_id: review.to_owned(),
            scope,
            title: String::new(),
            by: PersonRef::local(),
            created_at: NOW,
            expires_at: NOW + 3_600_000,
            revoked_at: None,
            used_at: None,
            uses: 0,
        };
        let id = if id.is_empty() { secret.id().to_owned() } else { id.to_owned() };
        let stored = StoredLink { link: Link { id, ..link }, hash: secret.hash() };
        self.app.store.make_link(stored, entry(Act::LinkMade)).await.unwrap();
        secret
    }

    /// A token, an invitation, a hook and a message, of the asker and of another person.
    async fn keep_the_rest(&self) {
        let (store, expires_at) = (&self.app.store, NOW + 3_600_000);
        let hash = || Secret::random().unwrap().hash();
        for (whose, owner) in [("mine", &self.me), ("others", &self.other)] {
            let (id, scope) = (id_of("token", whose), TokenScope::View);
            let stored = StoredToken { token: Self::token(id, scope, owner), hash: hash() };
            store.make_token(stored, entry(Act::TokenMade)).await.unwrap();
            let invitation = Invitation {
                id: id_of("invitation", whose),
                note: String::new(),
                grants: Grants::default(),
                by: owner.reference(),
                created_at: NOW,
                expires_at,
            };
            store.invite(StoredInvitation { invitation, hash: hash() }, entry(Act::Invited)).await.unwrap();
            let hook = Hook {
                id: id_of("hook", whose),
                kind: HookKind::Webhook,
                name: whose.to_owned(),
                url: "https://hook.test".to_owned(),
                acts: Vec::new(),
                created_at: NOW,
            };
            let (url, secret) = (hook.url.clone(), "secret".to_owned());
            store.make_hook(StoredHook { hook, url, secret, since: 0 }, entry(Act::HookMade)).await.unwrap();
            let delivery = Delivery {
                id: id_of("delivery", whose),
                hook_id: id_of("hook", whose),
                act: Act::Approved,
                audit_seq: None,
                body: "{}".to_owned(),
                state: DeliveryState::Failed,
                attempts: 1,
                outcome: "500".to_owned(),
                created_at: NOW,
                at: NOW,
            };
            store.deliver(delivery).await.unwrap();
        }
    }

    fn token(id: String, scope: TokenScope, owner: &Person) -> Token {
        Token {
            id,
            name: "program".to_owned(),
            scope,
            environment: EVERYWHERE.to_owned(),
            owner: owner.reference(),
            created_at: NOW,
            expires_at: NOW + 3_600_000,
            used_at: None,
        }
    }

    async fn caller(&self, asker: Asker) -> Caller {
        let mine = self.caller.clone();
        match asker {
            Asker::Nobody => Caller::default(),
            Asker::Newcomer
            | Asker::Viewer
            | Asker::Commenter
            | Asker::Editor
            | Asker::Approver
            | Asker::Applier
            | Asker::Owner
            | Asker::OwnerEverywhere => mine,
            Asker::ViewLink => self.with_link(LinkScope::View).await,
            Asker::CommentLink => self.with_link(LinkScope::Comment).await,
            Asker::ApproveLink => self.with_link(LinkScope::Approve).await,
            Asker::ViewToken => self.with_token(TokenScope::View).await,
            Asker::PushToken => self.with_token(TokenScope::Push).await,
            Asker::ApplyToken | Asker::ViewersApplyToken => self.with_token(TokenScope::Apply).await,
        }
    }

    async fn with_link(&self, scope: LinkScope) -> Caller {
        let secret = self.keep_link("", &id_of("thing", OWN), scope).await;
        Caller { link: Some(secret.text()), ..Caller::default() }
    }

    async fn with_token(&self, scope: TokenScope) -> Caller {
        let secret = Secret::random().unwrap();
        let token = Self::token(secret.id().to_owned(), scope, &self.me);
        let stored = StoredToken { token, hash: secret.hash() };
        self.app.store.make_token(stored, entry(Act::TokenMade)).await.unwrap();
        Caller { bearer: Some(format!("{TOKEN_PREFIX}{}", secret.text())), ..Caller::default() }
    }
}

fn id_of(kind: &str, place: &str) -> String {
    format!("{kind}-{place}")
}
