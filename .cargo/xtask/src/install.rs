//! Installs what a step lacks, or says in one line what to install.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{run, works};

/// The compiler's target for the browser.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Makes sure that the compiler can build for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let library = Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]).output()?;
    let library = String::from_utf8_lossy(&library.stdout).trim().to_owned();
    if !library.is_empty() && Path::new(&library).is_dir() {
        return Ok(());
    }
    if !works("rustup", &["--version"]) {
        bail!("Rust can't build for the browser yet: install the target {WASM} of your Rust");
    }
    println!("Installing the Rust target {WASM}");
    run(Command::new("rustup").args(["target", "add", WASM]))
}

/// The browser and its driver, installed from Debian where that is possible.
pub(crate) fn chromium() -> Result<(PathBuf, PathBuf)> {
    let browser = PathBuf::from(std::env::var_os("CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into()));
    let driver = PathBuf::from(std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "/usr/bin/chromedriver".into()));
    if !browser.exists() || !driver.exists() {
        debian(&["chromium", "chromium-driver"])?;
    }
    Ok((browser, driver))
}

/// npm, for the browser tests.
pub(crate) fn npm() -> Result<()> {
    if works("npm", &["--version"]) { Ok(()) } else { debian(&["nodejs", "npm"]) }
}

/// Python with virtual environments, for AWS's model.
pub(crate) fn python() -> Result<()> {
    if works("python3", &["-c", "import ensurepip, venv"]) { Ok(()) } else { debian(&["python3-venv"]) }
}

fn debian(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !root || !works("apt-get", &["--version"]) {
        bail!("missing programs: install {wanted} (on Debian: sudo apt-get install {wanted})");
    }
    println!("Installing {wanted}");
    run(Command::new("apt-get").args(["-qq", "update"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-y", "--no-install-recommends", "install"]);
    run(install.args(packages))
}
