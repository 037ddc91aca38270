//! The server, as the browser calls it.

mod call;
mod designs;
mod environments;
mod people;
mod plans;
mod reviews;
mod versions;

pub use call::{Answer, ApiError};
pub use designs::*;
pub use environments::*;
pub use people::*;
pub use plans::*;
pub use reviews::*;
pub use versions::*;
