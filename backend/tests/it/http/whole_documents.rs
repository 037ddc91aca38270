//! What is stored comes back as it was written.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::support::Random;
use crate::support::app::TestApp;

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            object(inner).prop_map(Value::Object),
        ]
    })
}

fn object(inner: impl Strategy<Value = Value>) -> impl Strategy<Value = serde_json::Map<String, Value>> {
    prop::collection::vec((any::<String>(), inner), 0..5).prop_map(|members| members.into_iter().collect())
}

#[test]
fn a_document_comes_back_byte_for_byte() {
    let mut random = Random::seeded("a_document_comes_back_byte_for_byte");
    let seed: Vec<u8> = (0..32).map(|_| u8::try_from(random.below(256)).unwrap()).collect();
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let app = TestApp::new();
    let round_trip = |(document, pretty): (serde_json::Map<String, Value>, bool)| {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) };
        let text = text.unwrap();
        let copy = runtime.block_on(async {
            let id = app.create(&text).await;
            app.call("GET", &format!("/api/designs/{id}"), None, "").await.text
        });
        prop_assert!(copy.ends_with(&format!("\"document\":{text}}}")), "{}", copy);
        prop_assert!(serde_json::from_str::<Value>(&copy).is_ok());
        Ok(())
    };
    runner.run(&(object(json()), any::<bool>()), round_trip).unwrap();
}
