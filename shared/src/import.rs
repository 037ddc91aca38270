//! Opens what people have: request input, what `describe-*` prints, whole designs.

mod read_only;

pub use read_only::is_read_only;
