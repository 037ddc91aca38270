//! Who is calling.

use aws_sdk_sts::Client;
use serde_json::Value;

use super::members::{Members, object};
use super::wire::as_form;
use crate::ports::{PortError, Reply};

pub(super) async fn get_caller_identity(sts: &Client, input: &Value) -> Result<Reply, PortError> {
    Members::of("GetCallerIdentity", input)?.all_taken()?;
    let (output, request_id) = as_form!(sts.get_caller_identity())?;
    let body = object([
        ("UserId", output.user_id().map(Value::from)),
        ("Account", output.account().map(Value::from)),
        ("Arn", output.arn().map(Value::from)),
    ]);
    Ok(Reply { body, request_id })
}
