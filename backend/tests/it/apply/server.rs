//! A server that is started again after a crash goes on with what it left, once.

use serde_json::{Value, json};

use super::designs::everything;
use super::kills::{effects, undisturbed};
use super::designs::MATRIX;
use super::state::state;
use super::terminal::{Terminal, held, until};
use crate::support::client::Client;
use crate::support::program::{Server, command};

fn ask(server: &Server, request: &str, body: &Value) -> Value {
    let (status, answer) = Client::connect(&server.host).unwrap().call(request, "", &body.to_string()).unwrap();
    assert!((200..300).contains(&status), "{request}: {status} {answer}");
    serde_json::from_str(&answer).unwrap()
}

fn outcome(server: &Server, apply: &str) -> Option<String> {
    let copy = ask(server, &format!("GET /api/applies/{apply}"), &json!({}));
    let outcome = copy.get("outcome").or_else(|| copy.pointer("/apply/outcome")).filter(|outcome| !outcome.is_null());
    outcome.map(Value::to_string)
}
