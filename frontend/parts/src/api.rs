//! The server, as the browser calls it.

mod audit;
mod call;
mod designs;
mod environments;
mod hooks;
mod people;
mod plans;
mod reviews;
mod versions;

pub use audit::*;
pub use call::{Answer, ApiError};
pub use designs::*;
pub use environments::*;
pub use hooks::*;
pub use people::*;
pub use plans::*;
pub use reviews::*;
pub use versions::*;
