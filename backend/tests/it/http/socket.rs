//! The built server over a real connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Command;

use bayplan::store::{Applies, NewApply, SqliteStore};
use shared::api::ApplyKind;

use crate::support::client::Client;
use crate::support::program::{Server, command};
use crate::support::timed;

#[test]
fn a_newcomer_finds_the_sample_and_keeps_their_work() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("designs.db");
    let mut server = timed("start of the server until it prints its address", || Server::start(&file));
    let mut client = Client::connect(&server.host).unwrap();
    let (status, list) = client.call("GET /api/designs", "", "").unwrap();
    assert!(status == 200 && list.contains("\"name\":\"shop\""), "{list}");
    let (status, made) = client.call("POST /api/designs", "", "{\"name\":\"mine\"}").unwrap();
    assert_eq!(status, 201, "{made}");

    // A body that is far too long still gets its answer, on a connection that stays usable.
    let (status, answer) = client.call("POST /api/designs", "", &" ".repeat(2 << 20)).unwrap();
    assert!(status == 413 && answer.contains("1 MiB"), "{answer}");
    assert_eq!(client.call("GET /api/health", "", "").unwrap().0, 200);

    // An order to stop is obeyed although a client stays connected.
    let idle = TcpStream::connect(&server.host).unwrap();
    let order = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(order.success());
    let ended = timed("stop of the server with a client connected", || server.child.wait().unwrap());
    assert!(ended.success(), "{ended}");
    drop(idle);

    let again = Server::start(&file);
    let (_, list) = Client::connect(&again.host).unwrap().call("GET /api/designs", "", "").unwrap();
    assert!(list.contains("\"name\":\"mine\"") && list.contains("\"name\":\"shop\""), "{list}");
}

/// Another program writes the events; the server that is told to stop ends the stream instead of cutting it.
#[test]
fn a_stream_of_events_ends_with_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("designs.db");
    let mut server = Server::start(&file);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let store = runtime.block_on(async {
        let store = SqliteStore::open(&file).await.unwrap();
        let apply = NewApply {
            id: "a".to_owned(),
            plan_id: "p".to_owned(),
            design_id: "one".to_owned(),
            version: 1,
            environment: "sandbox".to_owned(),
            kind: ApplyKind::Apply,
            at: 1,
            by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
            break_glass: false,
        };
        store.create_apply(apply).await.unwrap();
        store
    });
    let mut stream = TcpStream::connect(&server.host).unwrap();
    write!(stream, "GET /api/applies/a/events HTTP/1.1\r\nHost: {}\r\n\r\n", server.host).unwrap();
    let mut lines = BufReader::new(stream);
    let mut until = |wanted: &str| {
        let mut line = String::new();
        while !line.contains(wanted) {
            line.clear();
            assert_ne!(lines.read_line(&mut line).unwrap(), 0, "the stream ended before {wanted}");
        }
    };
    until("\"queued\"");
    runtime.block_on(store.request_cancel("a", 2)).unwrap();
    timed("an event of another program until it is in the stream", || until("\"cancelRequested\""));
    let order = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(order.success());
    let mut rest = String::new();
    timed("stop of the server with a stream open", || lines.read_to_string(&mut rest).unwrap());
    assert!(rest.ends_with("0\r\n\r\n"), "cut: {rest:?}");
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn a_server_that_can_not_start_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("designs.db").display());
    let server = Server::start(&folder.path().join("other.db"));
    for (listen, database, code, reason) in [
        ("0.0.0.0:0", url.as_str(), 2, "accounts"),
        ("[::]:0", &url, 2, "accounts"),
        ("nonsense", &url, 2, "127.0.0.1:8080"),
        ("127.0.0.1:0", "postgres://x/y", 2, "sqlite:PATH"),
        ("127.0.0.1:0", "sqlite:/no/such/folder/designs.db", 1, "--database"),
        (&server.host, &url, 1, "--listen 127.0.0.1:0"),
    ] {
        let mut child = command(&["serve", "--listen", listen, "--database", database]).spawn().unwrap();
        let code_given = child.wait().unwrap().code();
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(code_given, Some(code), "{listen} {database}: {said}");
        assert!(said.contains(reason), "{listen} {database}: {said}");
    }
}
