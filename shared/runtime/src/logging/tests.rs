//! What a line of the log looks like, and what never becomes one.

use super::*;
use std::sync::Arc;
use tracing::{debug, error, info, info_span, warn};

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The lines that are written at this level while `work` goes on.
fn lines(level: Level, work: impl FnOnce()) -> Vec<Value> {
    let page = Page::default();
    tracing::subscriber::with_default(subscriber("login", level, page.clone()), work);
    let bytes = page.0.lock().unwrap();
    bytes
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice(line).unwrap())
        .collect()
}

#[test]
fn a_line_has_the_keys_of_powertools_and_flat_fields() {
    let lines = lines(Level::INFO, || {
        let request =
            info_span!(target: "lambda_runtime::layers::trace", "invoke", requestId = "r-1", xrayTraceId = "x");
        let _request = request.enter();
        let case = info_span!("case", case_id = "c-1", outcome = tracing::field::Empty).entered();
        case.record("outcome", "kept");
        info!(attempt = 2, repeated = true, "a draft was saved");
    });
    let line = lines[0].as_object().unwrap();
    let text = |key: &str| line[key].as_str().unwrap();
    assert_eq!((text("level"), text("service"), text("message")), ("INFO", "login", "a draft was saved"));
    assert_eq!((text("function_request_id"), text("xray_trace_id")), ("r-1", "x"));
    assert_eq!((text("case_id"), text("outcome"), &line["attempt"]), ("c-1", "kept", &Value::from(2)));
    assert!(text("timestamp").ends_with('Z') && text("timestamp").parse::<jiff::Timestamp>().is_ok());
}

#[test]
fn what_is_below_the_level_is_not_written() {
    assert_eq!(lines(Level::INFO, || debug!("too fine")).len(), 0);
    assert_eq!(lines(Level::DEBUG, || debug!("fine")).len(), 1);
}

#[test]
fn libraries_never_tell_what_they_carry() {
    let written = lines(Level::TRACE, || {
        debug!(target: "aws_smithy_runtime::client", "a body");
        info!(target: "hyper_util::client", "a header");
        warn!(target: "aws_config", "a warning");
    });
    assert_eq!(written.len(), 1);
}

#[test]
fn the_request_id_is_there_even_when_only_errors_are_written() {
    let written = lines(Level::ERROR, || {
        let _span = info_span!(target: "lambda_runtime::layers::trace", "invoke", requestId = "r-1").entered();
        error!("the table is gone");
    });
    assert_eq!(written[0]["function_request_id"], "r-1");
}

#[test]
fn a_line_stays_one_line_with_its_own_keys() {
    let written = lines(Level::INFO, || info!(level = "loud", service = "other", "two\nlines and a \"quote\""));
    assert_eq!((written.len(), &written[0]["level"], &written[0]["service"]), (1, &"INFO".into(), &"login".into()));
    assert_eq!(written[0]["field_level"], "loud");
    assert_eq!(written[0]["message"], "two\nlines and a \"quote\"");
}

#[test]
fn an_error_is_written_with_its_causes() {
    let cause = std::io::Error::other("the wire was cut");
    let error = std::io::Error::other(cause);
    let written = lines(Level::INFO, || warn!(error = &error as &dyn std::error::Error, "not saved"));
    assert!(written[0]["error"].as_str().unwrap().contains("the wire was cut"));
}

#[test]
fn a_figure_is_a_line_that_cloudwatch_reads_whatever_the_level() {
    let lines = lines(Level::ERROR, || {
        metrics::count("SignIns");
        metrics::seconds("OldestDueSeconds", 7);
    });
    let metric = |line: &Value| line["_aws"]["CloudWatchMetrics"][0].clone();
    let expected = |name: &str, unit: &str| {
        serde_json::json!({
            "Namespace": "guardian-link", "Dimensions": [["service"]], "Metrics": [{ "Name": name, "Unit": unit }],
        })
    };
    assert_eq!(metric(&lines[0]), expected("SignIns", "Count"));
    assert_eq!(metric(&lines[1]), expected("OldestDueSeconds", "Seconds"));
    assert_eq!((&lines[0]["SignIns"], &lines[0]["service"]), (&1.into(), &"login".into()));
    assert_eq!(lines[1]["OldestDueSeconds"], 7);
    assert!(lines[0]["_aws"]["Timestamp"].is_i64() && lines[0].get("value").is_none());
}

#[test]
fn two_stages_in_one_account_are_counted_apart() {
    assert_eq!(metrics::namespace(Some("guardian-link-prod-confirm-data"), "confirm-data"), "guardian-link-prod");
    assert_eq!(metrics::namespace(None, "login"), "guardian-link");
}
