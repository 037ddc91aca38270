//! What the product does, free of HTTP and of the database.

mod check_text;
mod design_text;
mod designs;
mod error;
mod sample;

pub use check_text::check_text;
pub use design_text::UNTITLED;
pub use designs::{
    check_store, create_design, delete_design, duplicate_design, list_designs, load_design, rename_design, save_design,
};
pub use error::OpsError;
pub use sample::{SAMPLE, ensure_sample};
