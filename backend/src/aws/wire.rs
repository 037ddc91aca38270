//! What goes over the wire and what comes back, as it is.

use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::{
    AfterDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextMut,
};
use aws_smithy_runtime_api::client::interceptors::{Intercept, dyn_dispatch_hint};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::config_bag::ConfigBag;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use serde_json::{Value, json};

use super::error;
use crate::ports::{ErrorKind, PortError, Reply};

/// Sends the call once, with `input` as its body, and gives AWS's answer as AWS wrote it. The members that the SDK's
/// builder asks for need no value: its body is replaced before it is signed.
macro_rules! as_it_is {
    ($operation:expr, $input:expr) => {{
        let wire = $crate::aws::wire::Wire::sending($input);
        let sent = Box::pin($operation.customize().interceptor(wire.clone()).send()).await;
        wire.reply(sent)
    }};
}

/// Sends a call that the SDK's builder has put together, and gives the SDK's output with the request's id.
macro_rules! as_form {
    ($operation:expr) => {{
        let wire = $crate::aws::wire::Wire::listening();
        let sent = Box::pin($operation.customize().interceptor(wire.clone()).send()).await;
        wire.output(sent)
    }};
}

pub(super) use {as_form, as_it_is};

/// Takes part in one call: puts the body in place and keeps the answer.
#[derive(Clone, Debug)]
pub(super) struct Wire {
    body: Option<String>,
    answer: Arc<Mutex<Option<Answer>>>,
}

/// The answer to the call's last attempt.
#[derive(Clone, Debug)]
struct Answer {
    status: u16,
    request_id: Option<String>,
    body: Option<Vec<u8>>,
}

impl Wire {
    pub(super) fn sending(input: &Value) -> Self {
        Self { body: Some(input.to_string()), ..Self::listening() }
    }

    pub(super) fn listening() -> Self {
        Self { body: None, answer: Arc::default() }
    }

    fn answer(&self) -> Option<Answer> {
        self.answer.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// AWS's own JSON; what the SDK made of it doesn't matter.
    pub(super) fn reply<O, E>(&self, sent: Result<O, SdkError<E, HttpResponse>>) -> Result<Reply, PortError>
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let answer = self.answer();
        let request_id = answer.as_ref().and_then(|answer| answer.request_id.clone());
        let body = answer.filter(|answer| (200..300).contains(&answer.status)).and_then(|answer| answer.body);
        match sent {
            Ok(_) | Err(SdkError::ResponseError(_)) => {}
            Err(failed) => return Err(error::of(&failed, request_id)),
        }
        match body.as_deref().map(read) {
            Some(Ok(body)) => Ok(Reply { body, request_id }),
            Some(Err(error)) => Err(unreadable(&error.to_string(), request_id)),
            None => Err(unreadable("the connection ended within it", request_id)),
        }
    }

    /// What the SDK read, and the request's id.
    pub(super) fn output<O, E>(
        &self,
        sent: Result<O, SdkError<E, HttpResponse>>,
    ) -> Result<(O, Option<String>), PortError>
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let request_id = self.answer().and_then(|answer| answer.request_id);
        match sent {
            Ok(output) => Ok((output, request_id)),
            Err(failed) => Err(error::of(&failed, request_id)),
        }
    }
}

fn read(body: &[u8]) -> serde_json::Result<Value> {
    if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(body) }
}

fn unreadable(why: &str, request_id: Option<String>) -> PortError {
    let message = format!("AWS's answer could not be read: {why}");
    PortError { request_id, ..PortError::new(ErrorKind::Unavailable, "unreadable-answer", message) }
}

#[dyn_dispatch_hint]
impl Intercept for Wire {
    fn name(&self) -> &'static str {
        "Wire"
    }

    fn modify_before_signing(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(body) = &self.body {
            let request = context.request_mut();
            request.headers_mut().insert("content-length", body.len().to_string());
            *request.body_mut() = SdkBody::from(body.as_str());
        }
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _config: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let response = context.response();
        let answer = Answer {
            status: response.status().as_u16(),
            request_id: response.headers().get("x-amzn-requestid").map(str::to_owned),
            body: response.body().bytes().map(<[u8]>::to_vec),
        };
        *self.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        Ok(())
    }
}
