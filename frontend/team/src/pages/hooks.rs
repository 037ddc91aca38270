use leptos::prelude::*;
pub(crate) fn page() -> AnyView {
    ().into_any()
}
