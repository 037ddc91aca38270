//! The server, as the browser calls it.

mod call;
mod designs;
mod environments;
mod plans;
mod versions;

pub use call::{Answer, ApiError};
pub use designs::*;
pub use environments::*;
pub use plans::*;
pub use versions::*;
