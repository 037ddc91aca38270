//! Ways to reach the product in tests.

pub(crate) mod app;
pub(crate) mod arrived;
pub(crate) mod aws;
pub(crate) mod client;
pub(crate) mod log;
pub(crate) mod program;
pub(crate) mod provider;
pub(crate) mod team;

use std::time::Instant;

/// Prints how long something took, under the name of the figure.
pub(crate) fn timed<T>(figure: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = work();
    print_figure(figure, started);
    result
}

/// Prints the time since `started`.
pub(crate) fn print_figure(figure: &str, started: Instant) {
    println!("{figure}: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
}

/// A task definition with `number` environment variables, which is more than AWS takes.
pub(crate) fn many_variables(number: usize) -> String {
    let variables: Vec<_> = (0..number)
        .map(|at| serde_json::json!({"name": format!("NAME_{at}"), "value": format!("value {at}")}))
        .collect();
    serde_json::json!({
        "family": "many",
        "containerDefinitions": [{"name": "web", "image": "nginx:1.29", "memory": 128, "environment": variables}],
    })
    .to_string()
}

/// Random numbers that a seed makes again (splitmix64).
pub(crate) struct Random(u64);

impl Random {
    /// Numbers of the seed in `BAYPLAN_SEED`, or of a new one; it is printed under the test's name.
    pub(crate) fn seeded(test: &str) -> Self {
        let given = std::env::var("BAYPLAN_SEED").ok().and_then(|seed| seed.parse().ok());
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().subsec_nanos();
        let seed = given.unwrap_or_else(|| u64::from(clock));
        println!("{test}: BAYPLAN_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
