//! What the server is asked. The only file that knows its addresses.

use gloo_net::http::Request;
use serde::Deserialize;
use serde_json::Value;

/// A stored design as a list shows it.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DesignMeta {
    pub(crate) id: String,
}

/// A stored design with its document.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DesignCopy {
    pub(crate) document: Value,
}

#[derive(Deserialize)]
struct DesignList {
    designs: Vec<DesignMeta>,
}

/// All designs, newest change first.
pub(crate) async fn designs() -> Result<Vec<DesignMeta>, String> {
    get::<DesignList>("/api/designs").await.map(|list| list.designs)
}

/// One design.
pub(crate) async fn design(id: &str) -> Result<DesignCopy, String> {
    get(&format!("/api/designs/{id}")).await
}

/// The help texts of all members, `Structure.member` to text.
pub(crate) async fn field_help() -> Result<serde_json::Map<String, Value>, String> {
    get("/api/help/fields").await
}

async fn get<T: serde::de::DeserializeOwned>(address: &str) -> Result<T, String> {
    let response = Request::get(address).send().await.map_err(|_| UNREACHABLE.to_owned())?;
    if !response.ok() {
        let told = response.json::<Value>().await.ok();
        let told = told.as_ref().and_then(|body| body.pointer("/error/message")).and_then(Value::as_str);
        let status = response.status();
        return Err(told.map_or_else(|| format!("The server answered {status} without saying why."), str::to_owned));
    }
    response
        .json()
        .await
        .map_err(|_| "The server's answer was cut off or is not what this page expects. Reload the page.".to_owned())
}

const UNREACHABLE: &str = "The server did not answer. Check that Bayplan still runs, then try again.";
