//! Takes all access from a person, after asking.

use leptos::prelude::*;
use parts::api;
use shared::api::Person;
use wasm_bindgen_futures::spawn_local;

use super::People;
use crate::asking::{Asked, asking};

pub(super) fn disable(state: People, person: Person) -> AnyView {
    let Person { id, name, .. } = person;
    let asked = Asked {
        id: format!("person-{id}-disable"),
        verb: "Disable",
        whom: name.clone(),
        question: "Sessions and tokens end at once, for good. What was done stays in the record.",
    };
    let act = Callback::new(move |()| {
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            let disabled = api::disable_person(&id).await;
            let done = disabled.map(|_| format!("{name} is disabled")).map_err(|error| error.to_string());
            state.after(done, format!("person-{id}-disable"));
        });
    });
    asking(asked, act)
}
