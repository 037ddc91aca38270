//! The collection of real and constructed cases that lies outside the project, if it is there.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use shared::check::InputKind;
use shared::document::parse;

/// One file of the collection, and what is expected of it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) file: String,
    pub(crate) kind: InputKind,
    pub(crate) valid: bool,
    pub(crate) rules: Vec<String>,
    pub(crate) document: Value,
}

/// The folder of reference material: `BAYPLAN_SHARED`, or `shared` beside the checkout.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("BAYPLAN_SHARED").map_or_else(beside, PathBuf::from);
    if folder.join("corpus/manifest.tsv").is_file() {
        Some(folder)
    } else {
        println!("SKIPPED: there is no corpus at {}; set BAYPLAN_SHARED", folder.display());
        None
    }
}

/// All task definitions, services and bundles.
pub(crate) fn cases() -> Option<Vec<Case>> {
    let corpus = folder()?.join("corpus");
    let manifest = fs::read_to_string(corpus.join("manifest.tsv")).unwrap();
    let cases = manifest.lines().skip(1).filter_map(|line| {
        let columns: Vec<&str> = line.split('\t').collect();
        let kind = match columns[1] {
            "task-definition" => InputKind::TaskDefinition,
            "service" => InputKind::Service,
            "bundle" => InputKind::Bundle,
            _ => return None,
        };
        let text = fs::read_to_string(corpus.join(columns[0])).unwrap();
        let document = parse(&text).unwrap_or_else(|problems| panic!("{}: {problems:?}", columns[0])).value;
        Some(Case {
            file: columns[0].to_owned(),
            kind,
            valid: columns[6] == "valid",
            rules: columns[7].split(',').map(|rule| rule.trim().to_owned()).collect(),
            document,
        })
    });
    Some(cases.collect())
}
