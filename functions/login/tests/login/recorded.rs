//! Which calls the table got, seen at the client: the operation and the kind of item.

use aws_sdk_dynamodb::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_dynamodb::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use serde_json::Value;
use std::sync::{Arc, Mutex};

/// The calls so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Calls(Arc<Mutex<Vec<String>>>, Arc<Mutex<Option<&'static str>>>);

impl Calls {
    /// The calls since the last time this was asked, such as `GetItem STUDENT`.
    pub(crate) fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }

    /// From now on this call does not leave.
    pub(crate) fn refuse(&self, call: &'static str) {
        *self.1.lock().unwrap() = Some(call);
    }

    pub(crate) fn allow_all(&self) {
        *self.1.lock().unwrap() = None;
    }
}

impl Intercept for Calls {
    fn name(&self) -> &'static str {
        "calls"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let request = context.request();
        let operation = request.headers().get("x-amz-target").and_then(|target| target.split('.').nth(1));
        let body: Value = serde_json::from_slice(request.body().bytes().unwrap_or_default())?;
        let key = if body["Key"].is_null() { &body["Item"] } else { &body["Key"] };
        let kind = key["sk"]["S"].as_str().unwrap_or_default().split('#').next().unwrap_or_default();
        let call = format!("{} {kind}", operation.unwrap_or_default()).trim_end().to_owned();
        if *self.1.lock().unwrap() == Some(call.as_str()) {
            return Err("the wire is cut".into());
        }
        self.0.lock().unwrap().push(call);
        Ok(())
    }
}
