//! The structures of IAM's `CreateRole`.

mod create_role_request;
mod iam_tag;

pub use create_role_request::CreateRoleRequest;
pub use iam_tag::IamTag;
