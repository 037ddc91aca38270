//! An OpenID Connect provider that lies when it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openidconnect::core::{CoreEdDsaPrivateSigningKey, CoreHmacKey, CoreJwsSigningAlgorithm};
use openidconnect::url::{Url, form_urlencoded};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(crate) const CLIENT: &str = "bayplan";
pub(crate) const CLIENT_SECRET: &str = "canary-client-secret";

/// One on this machine, in this process.
pub(crate) struct TestProvider {
    pub(crate) address: String,
    inside: Arc<Inside>,
}

struct Inside {
    address: String,
    redirect: String,
    now: Mutex<Now>,
}

/// How it is at the moment.
struct Now {
    key: Key,
    /// What it tells of whoever signs in.
    person: Value,
    /// What only its user-info endpoint tells; nothing where the token tells all.
    user_info: Option<Value>,
    lie: Box<dyn Fn(&mut Token) + Send>,
    codes: BTreeMap<String, Asked>,
    given: u32,
}

/// What a browser was sent here with.
struct Asked {
    challenge: String,
    nonce: String,
}

struct Key {
    id: String,
    private: CoreEdDsaPrivateSigningKey,
}

/// An ID token before it is signed.
pub(crate) struct Token {
    pub(crate) header: Value,
    pub(crate) payload: Value,
    pub(crate) signed: Signed,
}

/// How it is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signed {
    Well,
    Not,
    /// With the client's secret, which others may have as well.
    ByClientSecret,
    ByAnotherKey,
    ByAForgedSignature,
    /// And changed afterwards.
    Earlier,
}

impl Key {
    fn new(id: &str) -> Self {
        // An Ed25519 key in PKCS #8: <https://www.rfc-editor.org/rfc/rfc8410#section-7>
        let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
        let mut bits = [0; 32];
        getrandom::fill(&mut bits).unwrap();
        der.extend_from_slice(&bits);
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
        let private = CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(JsonWebKeyId::new(id.to_owned())));
        Self { id: id.to_owned(), private: private.unwrap() }
    }

    fn sign(&self, text: &str) -> Vec<u8> {
        self.private.sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes()).unwrap()
    }
}

impl TestProvider {
    /// Starts one that sends browsers back to `redirect`.
    pub(crate) async fn start(redirect: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let person = json!({"sub": "canary-subject", "name": "Ana Canary", "email": "Canary@Example.com", "email_verified": true});
        let now = Now {
            key: Key::new("first"),
            person,
            user_info: None,
            lie: Box::new(|_| {}),
            codes: BTreeMap::new(),
            given: 0,
        };
        let inside = Arc::new(Inside { address: address.clone(), redirect: redirect.to_owned(), now: Mutex::new(now) });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(user_info))
            .with_state(Arc::clone(&inside));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, inside }
    }

    /// Has it tell `told` of whoever signs in.
    pub(crate) fn tell(&self, told: Value) {
        self.inside.now().person = told;
    }

    /// Has its user-info endpoint tell `told`, besides what the token does.
    pub(crate) fn tell_user_info(&self, told: Value) {
        self.inside.now().user_info = Some(told);
    }

    /// Has it change its tokens.
    pub(crate) fn lie(&self, lie: impl Fn(&mut Token) + Send + 'static) {
        self.inside.now().lie = Box::new(lie);
    }

    /// Replaces its key.
    pub(crate) fn replace_key(&self) {
        self.inside.now().key = Key::new("second");
    }

    /// What a browser comes back with that was sent to `address`, where the person signs in.
    pub(crate) fn sign_in(&self, address: &str) -> Vec<(String, String)> {
        let url = Url::parse(address).unwrap();
        assert!(address.starts_with(&format!("{}/authorize?", self.address)), "{address}");
        let asked: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["redirect_uri"], self.inside.redirect);
        assert_eq!(asked["scope"], "openid profile email");
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["state"].len() >= 43 && asked["nonce"].len() >= 43 && asked["state"] != asked["nonce"]);
        let mut now = self.inside.now();
        now.given += 1;
        let code = format!("canary-code-{}", now.given);
        let remembered = Asked { challenge: asked["code_challenge"].clone(), nonce: asked["nonce"].clone() };
        now.codes.insert(code.clone(), remembered);
        let back = [("code", code), ("state", asked["state"].clone()), ("iss", self.address.clone())];
        back.map(|(name, value)| (name.to_owned(), value)).into()
    }
}

impl Inside {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap()
    }
}

async fn description(State(inside): State<Arc<Inside>>) -> Json<Value> {
    let at = |path: &str| format!("{}{path}", inside.address);
    Json(json!({
        "issuer": inside.address,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "jwks_uri": at("/keys"),
        "userinfo_endpoint": at("/me"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // More than anybody should take.
        "id_token_signing_alg_values_supported": ["EdDSA", "RS256", "HS256", "none"],
    }))
}

async fn keys(State(inside): State<Arc<Inside>>) -> Json<Value> {
    Json(json!({"keys": [inside.now().key.private.as_verification_key()]}))
}

async fn token(State(inside): State<Arc<Inside>>, headers: HeaderMap, body: String) -> Response {
    let refuse = |status, code: &str| (status, Json(json!({"error": code}))).into_response();
    let expected = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{CLIENT_SECRET}")));
    if headers.get(header::AUTHORIZATION).is_none_or(|given| given != expected.as_str()) {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let form: BTreeMap<_, _> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let mut now = inside.now();
    let Some(asked) = now.codes.remove(field("code")) else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let shown = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
    if shown != asked.challenge || field("redirect_uri") != inside.redirect {
        return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    }
    let id_token = now.token(&inside.address, &asked.nonce);
    let answer =
        json!({"access_token": "canary-access-token", "token_type": "Bearer", "expires_in": 300, "id_token": id_token});
    Json(answer).into_response()
}

async fn user_info(State(inside): State<Arc<Inside>>, headers: HeaderMap) -> Response {
    let shown = headers.get(header::AUTHORIZATION).is_some_and(|given| given == "Bearer canary-access-token");
    match inside.now().user_info.clone() {
        Some(told) if shown => Json(told).into_response(),
        _ => StatusCode::UNAUTHORIZED.into_response(),
    }
}

impl Now {
    fn token(&self, issuer: &str, nonce: &str) -> String {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let mut payload = json!({"iss": issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce});
        payload.as_object_mut().unwrap().extend(self.person.as_object().unwrap().clone());
        let header = json!({"alg": "EdDSA", "typ": "JWT", "kid": self.key.id});
        let mut token = Token { header, payload, signed: Signed::Well };
        (self.lie)(&mut token);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&token.header), part(&token.payload));
        let signature = match token.signed {
            Signed::Well | Signed::Earlier => self.key.sign(&text),
            Signed::Not => Vec::new(),
            Signed::ByAnotherKey => Key::new(&self.key.id).sign(&text),
            Signed::ByClientSecret => {
                CoreHmacKey::new(CLIENT_SECRET).sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes()).unwrap()
            }
            Signed::ByAForgedSignature => {
                let mut signature = self.key.sign(&text);
                signature[20] ^= 1;
                signature
            }
        };
        let text = if token.signed == Signed::Earlier {
            token.payload["sub"] = "somebody-else".into();
            format!("{}.{}", part(&token.header), part(&token.payload))
        } else {
            text
        };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}
