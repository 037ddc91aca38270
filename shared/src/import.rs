//! Opens what people have: request input, what `describe-*` prints, whole designs.

mod design;
mod read_only;
mod recognize;

pub use design::{Imported, local_name, to_design};
pub use read_only::is_read_only;
pub use recognize::{Opened, Unusable, open, recognize};
