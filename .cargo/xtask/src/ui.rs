//! Builds the UI: the frontend as WebAssembly, the style sheet, the code editor, and the page that loads them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::install::{WASM, wasm_target};
use crate::modules::MODULES;
use crate::paths;
use crate::process::run;

/// Starts a module in place of what index.html shows meanwhile.
const BOOT: &str = r#"import init from "{{script}}";
const element = (id) => document.getElementById(id);
try {
  await init({ module_or_path: new URL("{{module}}", import.meta.url) });
  element("first-paint").remove();
} catch (error) {
  element("first-paint-state").textContent = `Bayplan can't start in this browser: ${error}`;
  throw error;
}
"#;

/// How the frontend is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Small to download.
    Release,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// Builds everything the browser loads into [`paths::ui`]. Files under `assets/` are named by their content, so that
/// they can be cached for good.
pub(crate) fn build(profile: Profile) -> Result<()> {
    wasm_target()?;
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(paths::root()).args(["build", "--package", "checks", "--target", WASM]);
    for module in &MODULES {
        cargo.args(["--package", module.name]);
    }
    run(cargo.args(["--profile", profile.name()]))?;

    let ui = paths::ui();
    let assets = ui.join("assets");
    if ui.exists() {
        if fs::read_dir(&ui)?.next().is_some() && !ui.join("assets").is_dir() {
            bail!("{} holds something else than a UI, so it isn't cleared", ui.display());
        }
        fs::remove_dir_all(&ui).with_context(|| format!("{} can't be cleared", ui.display()))?;
    }
    fs::create_dir_all(&assets)?;
    let (checks, checks_module) = bindings("checks", profile, &assets)?;
    let checks = format!(
        "import init from \"./{checks}\";\nawait init({{ module_or_path: new URL(\"./{checks_module}\", import.meta.url) }});\nexport * from \"./{checks}\";\n"
    );
    let checks = write(&assets, "checks", "js", checks.as_bytes())?;
    let sheet = |stem: &str, main: &str| write(&assets, stem, "css", style(main)?.as_bytes());
    let common = sheet("style", "main.css")?;
    let editor = write(&assets, "editor", "js", &fs::read(paths::root().join("frontend/editor/dist/editor.js"))?)?;

    let template = fs::read_to_string(paths::root().join("frontend/index.html"))?;
    for module in &MODULES {
        let (script, wasm) = bindings(module.name, profile, &assets)?;
        let boot = BOOT.replace("{{script}}", &format!("./{script}")).replace("{{module}}", &format!("./{wasm}"));
        let boot = write(&assets, &format!("{}-boot", module.name), "js", boot.as_bytes())?;
        let own = module.style.map(|main| sheet(&format!("{}-style", module.name), main)).transpose()?;
        let styles = [Some(&common), own.as_ref()].into_iter().flatten();
        let styles: Vec<_> = styles.map(|file| format!("<link rel=\"stylesheet\" href=\"/assets/{file}\">")).collect();
        let files = [("boot", &boot), ("script", &script), ("module", &wasm), ("editor", &editor), ("checks", &checks)];
        let text = files.iter().fold(template.replace("{{styles}}", &styles.join("\n    ")), |page, (mark, file)| {
            page.replace(&format!("{{{{{mark}}}}}"), &format!("/assets/{file}"))
        });
        fs::write(ui.join(module.page), text)?;
    }
    Ok(())
}

/// Makes the JavaScript that the browser loads a module with. Gives the names of the script and the module.
fn bindings(stem: &str, profile: Profile, assets: &Path) -> Result<(String, String)> {
    let wasm = paths::target().join(WASM).join(profile.name()).join(stem).with_extension("wasm");
    let made = paths::work().join("bindgen");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    fs::create_dir_all(&made)?;
    let mut bindgen = Bindgen::new();
    bindgen.web(true)?.typescript(false).omit_default_module_path(true).remove_name_section(true);
    bindgen.remove_producers_section(true).input_path(wasm).out_name(stem).generate(&made)?;
    let module = write(assets, stem, "wasm", &fs::read(made.join(format!("{stem}_bg.wasm")))?)?;
    let mut script = fs::read_to_string(made.join(format!("{stem}.js")))?;
    let snippets = made.join("snippets");
    if snippets.is_dir() {
        let folder = format!("snippets-{}", hash(script.as_bytes()));
        copy(&snippets, &assets.join(&folder))?;
        script = script.replace("./snippets/", &format!("./{folder}/"));
    }
    Ok((write(assets, stem, "js", script.as_bytes())?, module))
}

/// A style sheet: the files that `main` imports, in its order.
fn style(main: &str) -> Result<String> {
    let folder = paths::root().join("style");
    let main = fs::read_to_string(folder.join(main)).with_context(|| format!("style/{main} can't be read"))?;
    let mut whole = String::new();
    for line in main.lines() {
        match line.trim().strip_prefix("@import \"").and_then(|rest| rest.split('"').next()) {
            Some(file) => {
                let file = folder.join(file);
                whole += &fs::read_to_string(&file).with_context(|| format!("{} can't be read", file.display()))?;
            }
            None => whole += line,
        }
        whole.push('\n');
    }
    Ok(whole)
}

fn write(assets: &Path, stem: &str, ending: &str, content: &[u8]) -> Result<String> {
    let name = format!("{stem}-{}.{ending}", hash(content));
    fs::write(assets.join(&name), content)?;
    Ok(name)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let first = digest.first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(first))
}
