//! A server that is started again after a crash goes on with what it left, once.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use super::designs::{MATRIX, everything};
use super::kills::{effects, undisturbed};
use super::terminal::{Terminal, held, until};
use crate::support::client::Client;
use crate::support::program::command;

/// A server that is led to the local AWS; killed when dropped.
struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn command(terminal: &Terminal) -> Command {
        let url = |path: &Path| format!("sqlite:{}", path.display());
        let mut command = command(&["serve", "--listen", "127.0.0.1:0", "--database", &url(&terminal.database())]);
        command.envs(terminal.world.variables()).env("BAYPLAN_PACE", "quick");
        command
    }

    fn start(terminal: &Terminal, hold: Option<&str>) -> Self {
        let mut command = Self::command(terminal);
        command.envs(hold.map(|hold| ("BAYPLAN_HOLD_AT", hold)));
        // Nobody reads what it says but to hear that it holds.
        command.stderr(if hold.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.trim_end().strip_prefix("Bayplan is at http://").unwrap_or_else(|| panic!("printed {line:?}"));
        Self { child, host: host.to_owned() }
    }

    /// Waits until it holds.
    fn holds(&mut self) {
        let lines = BufReader::new(self.child.stderr.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.into_iter().any(|line| line.starts_with("held at ")), "the server ended before it held");
    }

    fn ask(&self, request: &str, headers: &str, body: &Value) -> Value {
        let mut client = Client::connect(&self.host).unwrap();
        let (status, answer) = client.call(request, headers, &body.to_string()).unwrap();
        assert!((200..300).contains(&status), "{request}: {status} {answer}");
        serde_json::from_str(&answer).unwrap()
    }

    /// Waits until an apply has ended.
    fn outcome(&self, apply: &str) -> Value {
        until("the end of the apply", || {
            let copy = self.ask(&format!("GET /api/applies/{apply}"), "", &json!({}));
            copy.get("outcome").filter(|outcome| !outcome.is_null()).cloned()
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Saves a design, plans it for `environment` and orders the apply; gives its id.
fn order(server: &Server, environment: &str, design: &Value) -> String {
    let id = |made: &Value| made["id"].as_str().unwrap().to_owned();
    let design = id(&server.ask("POST /api/designs", "", design));
    let version = format!("POST /api/designs/{design}/versions");
    server.ask(&version, "If-Match: \"1\"\r\n", &json!({"note": ""}));
    let planned = server.ask(&format!("POST /api/designs/{design}/plans"), "", &json!({"environment": environment}));
    let fingerprint = planned["plan"]["fingerprint"].clone();
    let ordered =
        server.ask(&format!("POST /api/plans/{}/apply", id(&planned)), "", &json!({"fingerprint": fingerprint}));
    id(&ordered)
}

#[test]
fn a_server_goes_on_after_a_crash() {
    let Some(terminal) = Terminal::new() else { return };
    let calls = undisturbed(MATRIX[0]).calls;
    let environment = terminal.make_environment("development");
    let mut server = Server::start(&terminal, Some("reply-received:RegisterTaskDefinition"));
    let apply = order(&server, &environment, &everything(&terminal.place, "1"));
    server.holds();
    drop(server);
    let made = effects(&terminal);
    assert_eq!((made.get("RegisterTaskDefinition"), made.get("CreateService")), (Some(&1), None));

    let server = Server::start(&terminal, None);
    assert_eq!(server.outcome(&apply)["outcome"], "done");
    drop(server);
    let starts = terminal.records().starts();
    assert!(starts >= 2, "{starts}");
    assert_eq!(effects(&terminal), calls);

    // It has ended: nothing happens to it any more.
    let server = Server::start(&terminal, None);
    assert_eq!(server.outcome(&apply)["outcome"], "done");
    drop(server);
    assert_eq!((terminal.records().starts(), effects(&terminal)), (starts, calls));
}

/// What a terminal left is taken up by the server over the same database.
#[test]
fn a_server_goes_on_with_what_a_terminal_left() {
    let Some(terminal) = Terminal::new() else { return };
    let calls = undisturbed(MATRIX[0]).calls;
    let environment = terminal.make_environment("development");
    let apply = ["apply", "--auto-approve", "--json"];
    let mut command = terminal.command_in(&environment, &apply, &everything(&terminal.place, "1"));
    let mut child = held(&mut command, "intent-stored", "CreateService");
    child.kill().unwrap();
    child.wait().unwrap();
    let (apply, server) = (terminal.records().apply, Server::start(&terminal, None));
    assert_eq!(server.outcome(&apply)["outcome"], "done");
    drop(server);
    assert!(terminal.records().starts() >= 2);
    assert_eq!(effects(&terminal), calls);
}
