//! Logs: one JSON object a line on standard output, with the key names that Powertools for AWS Lambda uses.
//!
//! A layer of our own, of one screen, on `tracing-subscriber`'s registry. The `tracing` feature of `lambda_runtime`
//! and `lambda_http` was weighed: it parses filters with regular expressions (`env-filter`), writes JSON only when
//! `AWS_LAMBDA_LOG_FORMAT` asks for it, and has neither `service` nor a flat `function_request_id`. Neither that feature
//! nor `RUST_LOG` is needed here.

use crate::{Clock, Env, metrics};
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt::Debug;
use std::io::Write;
use std::sync::{Mutex, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

/// Libraries that would tell what they carry: never below `warn`, whatever is asked for.
const CARRIERS: [&str; 6] = ["aws_", "h2", "hyper", "lambda_http", "rustls", "tower"];

/// Begins to log, at this level and in the name of this service. A second call changes nothing.
pub fn init(service: &'static str, level: Level) {
    let begun = tracing::subscriber::set_global_default(subscriber(service, level, std::io::stdout()));
    if begun.is_ok() {
        metrics::count("ColdStarts");
    }
}

/// What logs to `out`. The runtime's span is always let through: it carries the request id.
fn subscriber<W: Write + Send + 'static>(service: &'static str, level: Level, out: W) -> impl Subscriber + Send + Sync {
    let carriers = CARRIERS.map(|target| (target, LevelFilter::from_level(level.min(Level::WARN))));
    let targets = Targets::new()
        .with_default(level)
        .with_targets(carriers)
        .with_target(metrics::TARGET, LevelFilter::INFO)
        .with_target("lambda_runtime", LevelFilter::from_level(level.max(Level::INFO)));
    let namespace = metrics::namespace(Env::process().get("AWS_LAMBDA_FUNCTION_NAME"), service);
    tracing_subscriber::registry().with(targets).with(Lines { service, namespace, out: Mutex::new(out) })
}

/// Writes each event as a line, with the fields of the spans around it.
struct Lines<W> {
    service: &'static str,
    namespace: String,
    out: Mutex<W>,
}

#[derive(Serialize)]
struct Line<'a> {
    timestamp: String,
    level: &'a str,
    service: &'a str,
    target: &'a str,
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl<S: Subscriber + for<'a> LookupSpan<'a>, W: Write + Send + 'static> Layer<S> for Lines<W> {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(fields);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(fields) = span.extensions_mut().get_mut::<Fields>()
        {
            values.record(fields);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = Fields::default();
        for span in context.event_scope(event).into_iter().flat_map(|scope| scope.from_root()) {
            if let Some(Fields(of_span)) = span.extensions().get::<Fields>() {
                fields.0.extend(of_span.clone());
            }
        }
        event.record(&mut fields);
        let (now, target) = (Clock::system().now(), event.metadata().target());
        let line = Line {
            timestamp: format!("{now:.3}"),
            level: event.metadata().level().as_str(),
            service: self.service,
            target,
            fields: metrics::embedded(target, &self.namespace, now.as_millisecond(), fields.0),
        };
        if let Ok(mut text) = serde_json::to_vec(&line) {
            text.push(b'\n');
            let _ = self.out.lock().unwrap_or_else(PoisonError::into_inner).write_all(&text);
        }
    }
}

/// The fields of a span or an event, under the names that a line has.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn put(&mut self, field: &Field, value: impl Into<Value>) {
        let name = match field.name() {
            "requestId" => "function_request_id",
            "xrayTraceId" => "xray_trace_id",
            "tenantId" => "tenant_id",
            "timestamp" => "field_timestamp",
            "level" => "field_level",
            "service" => "field_service",
            "target" => "field_target",
            name => name,
        };
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.put(field, format!("{value:?}"));
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        let causes = std::iter::successors(Some(value), |error| error.source());
        let chain: Vec<String> = causes.map(ToString::to_string).collect();
        self.put(field, chain.join(": "));
    }
}

#[cfg(test)]
mod tests;
