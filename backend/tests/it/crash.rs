//! What was acknowledged is there after the process was killed at any moment.

use std::path::Path;
use std::time::{Duration, Instant};

use bayplan::store::SqliteStore;
use serde_json::{Value, json};
use sqlx::ConnectOptions;

use crate::support::client::Client;
use crate::support::program::Server;
use crate::support::{Random, print_figure};

const ROUNDS: u32 = 50;

/// The document of a counter: large enough to cover several pages of the database.
fn document(counter: i64) -> Value {
    json!({"name": "crash", "counter": counter, "filling": format!("{counter} ").repeat(2000)})
}

fn load(server: &Server, id: &str) -> (i64, Value) {
    let (status, copy) =
        Client::connect(&server.host).unwrap().call(&format!("GET /api/designs/{id}"), "", "").unwrap();
    assert_eq!(status, 200, "{copy}");
    let copy: Value = serde_json::from_str(&copy).unwrap();
    (copy["counter"].as_i64().unwrap(), copy["document"].clone())
}

/// What SQLite finds wrong with the file, or `ok`.
fn damage(file: &Path) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let mut connection = SqliteStore::options(file).connect().await.unwrap();
        sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut connection).await.unwrap()
    })
}

#[test]
fn no_acknowledged_save_is_lost() {
    let mut random = Random::seeded("no_acknowledged_save_is_lost");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("designs.db");
    let mut server = Server::start(&file);
    let made = Client::connect(&server.host).unwrap().call("POST /api/designs", "", &document(1).to_string()).unwrap();
    let id = serde_json::from_str::<Value>(&made.1).unwrap()["id"].as_str().unwrap().to_owned();

    let started = Instant::now();
    let (mut acknowledged, mut unanswered) = (1, 0);
    for round in 0..ROUNDS {
        let mut client = Client::connect(&server.host).unwrap();
        let save = |client: &mut Client, from: i64| {
            let if_match = format!("If-Match: \"{from}\"\r\n");
            client.send(&format!("PUT /api/designs/{id}"), &if_match, &document(from + 1).to_string())
        };
        for _ in 0..random.below(8) {
            save(&mut client, acknowledged).unwrap();
            assert_eq!(client.receive().unwrap().0, 200, "round {round}");
            acknowledged += 1;
        }
        // One save is under way when the server is killed: before, in the middle of or after the commit.
        save(&mut client, acknowledged).unwrap();
        let moment = Instant::now() + Duration::from_micros(random.below(6000));
        while Instant::now() < moment {
            std::hint::spin_loop();
        }
        server.child.kill().unwrap();
        match client.receive() {
            Ok((200, _)) => acknowledged += 1,
            Ok((status, body)) => panic!("round {round}: {status} {body}"),
            Err(_) => unanswered += 1,
        }
        server = Server::start(&file);
        let (counter, kept) = load(&server, &id);
        assert!(
            counter == acknowledged || counter == acknowledged + 1,
            "round {round}: {acknowledged} was acknowledged, {counter} is there"
        );
        assert_eq!(kept, document(counter), "round {round}: the document is not the one that was saved");
        acknowledged = counter;
    }
    assert_eq!(damage(&file), "ok");
    print_figure(&format!("{ROUNDS} kills, {acknowledged} saves kept, {unanswered} killed before the answer"), started);
}
