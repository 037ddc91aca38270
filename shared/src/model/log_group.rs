//! The structures of CloudWatch Logs' `CreateLogGroup`.

mod create_log_group_request;

pub use create_log_group_request::CreateLogGroupRequest;
