//! Figures for the dashboard and the alarms, as log lines that CloudWatch reads as metrics (embedded metric format, EMF): no
//! call, no wait. The namespace is the
//! stack's name, the one dimension `service`; no figure carries anything of a person.

use serde_json::{Map, Value, json};

/// The target of an event that is a figure.
pub(crate) const TARGET: &str = "metrics";

/// One more of these.
pub fn count(name: &'static str) {
    tracing::info!(target: TARGET, name, value = 1, unit = "Count");
}

/// So many seconds.
pub fn seconds(name: &'static str, seconds: i64) {
    tracing::info!(target: TARGET, name, value = seconds, unit = "Seconds");
}

/// The stack's name: a function is called by it and by its own (`AWS_LAMBDA_FUNCTION_NAME`).
pub(crate) fn namespace(function: Option<&str>, service: &str) -> String {
    let stack = function.and_then(|name| name.strip_suffix(service)?.strip_suffix('-'));
    stack.unwrap_or("guardian-link").to_owned()
}

/// The fields of such an event in the form that CloudWatch reads; others as they are.
pub(crate) fn embedded(
    target: &str,
    namespace: &str,
    milliseconds: i64,
    mut fields: Map<String, Value>,
) -> Map<String, Value> {
    if target != TARGET {
        return fields;
    }
    let mut taken = |field| fields.remove(field).unwrap_or_default();
    let (name, value, unit) = (taken("name"), taken("value"), taken("unit"));
    let metric =
        json!({ "Namespace": namespace, "Dimensions": [["service"]], "Metrics": [{ "Name": name, "Unit": unit }] });
    fields.insert("_aws".to_owned(), json!({ "Timestamp": milliseconds, "CloudWatchMetrics": [metric] }));
    fields.insert(name.as_str().unwrap_or_default().to_owned(), value);
    fields
}
