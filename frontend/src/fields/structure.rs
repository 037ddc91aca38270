//! All members of a structure that is small enough to need no sections.

use leptos::prelude::*;
use shared::document::Pointer;
use shared::model::StructureShape;

use super::{Slot, field, unknown_members};

pub(super) fn structure(of: &'static StructureShape, at: Pointer) -> AnyView {
    let fields = of.members.iter().map(|member| field(Slot::member(of, member, &at))).collect_view();
    view! {
        <div class="fields">{fields}</div>
        {unknown_members(of, at)}
    }
    .into_any()
}
