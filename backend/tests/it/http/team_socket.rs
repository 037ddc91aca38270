//! The built server for a team over a real connection: the owner link, cookies, and what it writes while it works.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::client::Client;
use crate::support::program::command;

/// A server with accounts; ended by SIGKILL when dropped.
struct Server {
    child: Child,
    host: String,
    /// What it printed after its address.
    printed: BufReader<std::process::ChildStdout>,
}

impl Server {
    fn start(database: &Path) -> Self {
        let url = format!("sqlite:{}", database.display());
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--url", "http://127.0.0.1:0", "--database", &url];
        let mut child = command(&arguments).spawn().unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        printed.read_line(&mut line).unwrap();
        let host = line.trim_end().strip_prefix("Bayplan is at http://").unwrap_or_else(|| panic!("printed {line:?}"));
        let host = host.to_owned();
        Self { child, host, printed }
    }

    /// The token of the owner link, which is the next line.
    fn owner_token(&mut self) -> String {
        let mut line = String::new();
        self.printed.read_line(&mut line).unwrap();
        let start = format!("Open this once to become the owner: http://{}/join#", self.host);
        line.trim_end().strip_prefix(&start).unwrap_or_else(|| panic!("printed {line:?}")).to_owned()
    }

    /// Ends it and gives the rest of what it wrote.
    fn end(mut self) -> (String, String) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let (mut out, mut err) = (String::new(), String::new());
        self.printed.read_to_string(&mut out).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        (out, err)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cookie(client: &Client) -> String {
    let line = client.head.iter().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    assert!(line.ends_with("; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax"), "{line}");
    line.split(';').next().unwrap().to_owned()
}

#[test]
fn the_owner_link_works_once_and_no_secret_is_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("team.db");
    let mut first = Server::start(&file);
    let void = first.owner_token();
    let mut server = Server::start(&file);
    let token = server.owner_token();
    let mut client = Client::connect(&server.host).unwrap();
    let mut secrets = vec![token.clone(), "four words in a row".to_owned()];

    let (status, answer) = client.call("GET /api/designs", "", "").unwrap();
    assert!(status == 401 && answer.contains("sign-in"), "{answer}");
    let look = |token: &str| json!({ "token": token }).to_string();
    assert_eq!(
        client.call("POST /api/invitations/look", "", &look(&void)).unwrap().0,
        404,
        "a later one makes it void"
    );
    assert_eq!(client.call("POST /api/invitations/look", "", &look(&token)).unwrap().0, 200);
    let join = json!({ "token": token, "name": "Ona", "email": "ona@example.com", "password": secrets[1] }).to_string();
    let (status, answer) = client.call("POST /api/invitations/accept", "", &join).unwrap();
    assert_eq!(status, 201, "{answer}");
    let joined = cookie(&client);
    assert_eq!(client.call("POST /api/invitations/accept", "", &join).unwrap().0, 404);

    let shown = format!("Cookie: {joined}\r\n");
    let (status, me) = client.call("GET /api/me", &shown, "").unwrap();
    assert!(status == 200 && me.contains("\"Ona\""), "{me}");
    let pair = json!({ "email": "ona@example.com", "password": secrets[1] }).to_string();
    let (status, answer) = client.call("POST /api/session", &shown, &pair).unwrap();
    assert_eq!(status, 204, "{answer}");
    let signed_in = cookie(&client);
    assert_ne!(signed_in, joined);
    assert_eq!(client.call("GET /api/designs", &shown, "").unwrap().0, 401, "the older session has ended");
    let shown = format!("Cookie: {signed_in}\r\n");
    let asked = json!({ "name": "ci", "scope": "view", "environment": "*", "expiresInDays": 1 }).to_string();
    let (status, made) = client.call("POST /api/tokens", &shown, &asked).unwrap();
    assert_eq!(status, 201, "{made}");
    let program = serde_json::from_str::<Value>(&made).unwrap()["secret"].as_str().unwrap().to_owned();
    let bearer = format!("Authorization: Bearer {program}\r\n");
    assert_eq!(client.call("GET /api/designs", &bearer, "").unwrap().0, 200);
    // Secrets where they don't belong are written down nowhere either.
    client.call(&format!("GET /api/designs?token={program}"), &bearer, "").unwrap();
    client.call("POST /api/session", &shown, &format!("{{\"password\": \"{program}\"")).unwrap();
    assert_eq!(client.call("GET /api/designs", "Authorization: Bearer bpt_wrong\r\n", "").unwrap().0, 401);
    assert_eq!(client.call("GET /api/designs", "Host: evil.example\r\n", "").unwrap().0, 403);

    // Who has an account can't be told by the time that it takes.
    let mut shortest = [Duration::MAX; 2];
    for _ in 0..8 {
        for (shortest, email) in shortest.iter_mut().zip(["ona@example.com", "eve@example.com"]) {
            let wrong = json!({ "email": email, "password": "none of the four words" }).to_string();
            let started = Instant::now();
            assert_eq!(client.call("POST /api/session", "", &wrong).unwrap().0, 401);
            *shortest = started.elapsed().min(*shortest);
        }
    }
    println!(
        "sign-in, the shortest of 8: {:?} with a wrong password, {:?} with nobody's address",
        shortest[0], shortest[1]
    );

    let kept = Server::start(&file);
    let mut again = Client::connect(&kept.host).unwrap();
    assert_eq!(again.call("GET /api/designs", &shown, "").unwrap().0, 200, "sessions outlive the server");
    let (printed, _) = kept.end();
    assert_eq!(printed, "", "no link where there is an owner");

    let (out, err) = server.end();
    assert!(err.contains("request") && err.contains("/api/session"), "{err}");
    secrets.extend([void, program, joined, signed_in]);
    let mut files = String::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        files += &String::from_utf8_lossy(&std::fs::read(entry.unwrap().path()).unwrap());
    }
    for secret in &secrets {
        let secret = secret.rsplit_once('.').map_or(secret.as_str(), |(_, bits)| bits);
        for (place, text) in [("output", &out), ("log", &err), ("database", &files)] {
            assert!(!text.contains(secret), "{secret} in the {place}");
        }
    }
}

#[test]
fn a_team_is_told_what_its_address_means() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("team.db").display());
    for (listen, public, code, reason) in [
        ("127.0.0.1:0", "bayplan.example.com", 2, "https://bayplan.example.com"),
        ("127.0.0.1:0", "https://bayplan.example.com/bayplan", 2, "--url"),
        ("127.0.0.1:0", "https://user@bayplan.example.com", 2, "--url"),
    ] {
        let mut child = command(&["serve", "--listen", listen, "--url", public, "--database", &url]).spawn().unwrap();
        let given = child.wait().unwrap().code();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(given == Some(code) && said.contains(reason), "{listen} {public}: {given:?} {said}");
    }
    for (public, warned) in [("http://bayplan.example.com", true), ("https://bayplan.example.com", false)] {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--url", public, "--database", &url];
        let mut child = command(&arguments).spawn().unwrap();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        let mut lines = String::new();
        printed.read_line(&mut lines).unwrap();
        printed.read_line(&mut lines).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert!(lines.contains(&format!("the owner: {public}/join#")), "{lines}");
        assert_eq!(said.contains("in the clear"), warned, "{public}: {said}");
    }
}
