//! Runs tests compiled for the browser in a headless one. It is `wasm-bindgen-test-runner` at the version that the
//! lock file has, so that nothing need be installed.
#![forbid(unsafe_code)]

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
