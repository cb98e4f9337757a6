//! Every operation of the contract, asked by everybody. An operation without a row fails.

use crate::applying::id_of;
use e2e::{Answer, Caller, Family, Relation, applicant};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const CONTRACT: &str = include_str!("../../../../docs/openapi.json");

/// Who gets what from an operation.
#[derive(Clone, Copy)]
enum Rule {
    /// Anybody.
    Open,
    /// A session of its own: of another family's case nothing is even named.
    Session,
    /// A session, about somebody of its own case: others do not exist.
    SessionAbout,
    /// Any staff, about themselves.
    AnyStaff,
    /// Staff of the class; for others it does not exist, or is empty.
    ClassStaff,
    /// The same, told for each line of the answer.
    ClassStaffByLine,
}

/// How an operation is asked: harmlessly, and so that only who asks decides.
struct Row {
    rule: Rule,
    path: String,
    body: Option<Value>,
    version: Option<u64>,
}

fn row(rule: Rule, path: impl Into<String>, body: Option<Value>) -> Row {
    Row { rule, path: path.into(), body, version: None }
}

/// A family's change by a version long gone: it is let in, and changes nothing.
fn stale(rule: Rule, path: impl Into<String>, body: Option<Value>) -> Row {
    Row { version: Some(1), ..row(rule, path, body) }
}

struct Target {
    form: String,
    reference: String,
    id: String,
    number: String,
    captcha: String,
}

fn rows(t: &Target) -> BTreeMap<&'static str, Row> {
    let nothing = || Some(json!({}));
    let applicant = |what: &str| format!("/api/review/applicants/{}/{what}", t.id);
    let class = |what: &str| format!("/api/review/classes/101/{what}");
    let unchecked = json!({ "decisions": [{ "applicant_id": t.id, "outcome": "approve", "paper_checked": false }] });
    let email = Some(json!({ "email": "matrix@example.com" }));
    BTreeMap::from([
        ("listSchools", row(Rule::Open, "/api/schools", None)),
        ("createCaptcha", row(Rule::Open, "/api/captchas", nothing())),
        ("speakCaptcha", row(Rule::Open, format!("/api/captchas/{}/audio", t.captcha), None)),
        ("signIn", row(Rule::Open, "/api/sessions", nothing())),
        ("getNotice", row(Rule::Open, "/api/notice?language=zh-Hant", None)),
        ("getCase", row(Rule::Session, "/api/case", None)),
        ("exportCase", row(Rule::Session, "/api/case/export", None)),
        ("extendSession", row(Rule::Session, "/api/session/extension", None)),
        ("exportCase", row(Rule::Session, "/api/case/export", None)),
        ("extendSession", row(Rule::Session, "/api/session/extension", None)),
        ("saveConfirmationDraft", row(Rule::Session, "/api/case/confirmation/draft", Some(json!({ "nothing": 1 })))),
        ("confirmData", row(Rule::Session, "/api/case/confirmation", nothing())),
        ("answerConsent", row(Rule::Session, "/api/case/consent", nothing())),
        ("withdrawConsent", stale(Rule::Session, "/api/case/consent", None)),
        ("saveApplicantsDraft", row(Rule::Session, "/api/case/applicants/draft", Some(json!({ "nothing": 1 })))),
        ("nameApplicants", row(Rule::Session, "/api/case/applicants", nothing())),
        ("correctEmail", stale(Rule::SessionAbout, format!("/api/case/applicants/{}", t.id), email)),
        ("dropApplicant", stale(Rule::SessionAbout, format!("/api/case/applicants/{}", t.id), None)),
        ("send", stale(Rule::Session, "/api/case/submission", None)),
        ("pullBack", stale(Rule::Session, "/api/case/submission", None)),
        ("readMe", row(Rule::AnyStaff, "/api/review/me", None)),
        ("listClasses", row(Rule::AnyStaff, "/api/review/classes", None)),
        ("listApplicants", row(Rule::ClassStaff, class("applicants"), None)),
        ("listStudents", row(Rule::ClassStaff, class("students"), None)),
        ("listForms", row(Rule::ClassStaff, class("forms"), None)),
        (
            "markPaper",
            row(Rule::ClassStaff, class(&format!("students/{}/paper", t.number)), Some(json!({ "returned": true }))),
        ),
        ("findForm", row(Rule::ClassStaff, format!("/api/review/forms/{}", t.reference), None)),
        ("decideApplicants", row(Rule::ClassStaffByLine, "/api/review/decisions", Some(unchecked))),
        (
            "undoDecision",
            row(Rule::ClassStaff, format!("/api/review/decisions/{}/undo", t.id), Some(json!({ "version": 1 }))),
        ),
        ("lookAtIdentity", row(Rule::ClassStaff, applicant("looks"), Some(json!({ "reason": "核對紙本" })))),
        ("listLooks", row(Rule::ClassStaff, applicant("looks"), None)),
        ("listHandedOut", row(Rule::AnyStaff, "/api/review/handed-out", None)),
        ("getAccount", row(Rule::ClassStaff, applicant("account"), None)),
        ("retryAccount", row(Rule::ClassStaff, applicant("account"), None)),
        ("listNotifications", row(Rule::ClassStaff, applicant("notifications"), None)),
        ("resendNotification", row(Rule::ClassStaff, applicant("notifications"), None)),
        ("listLooks", row(Rule::ClassStaff, applicant("looks"), None)),
        ("lookAtIdentity", row(Rule::ClassStaff, applicant("looks"), Some(json!({ "reason": "矩陣測試" })))),
        ("signOut", row(Rule::Open, "/api/session", None)),
    ])
}

/// `(method, path)` by operation, as the committed contract says.
fn operations() -> BTreeMap<String, (Method, String)> {
    let contract: Value = serde_json::from_str(CONTRACT).unwrap();
    let paths = contract["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, methods)| methods.as_object().unwrap().iter().map(move |m| (path, m)));
    each.map(|(path, (method, operation))| {
        let name = operation["operationId"].as_str().unwrap().to_owned();
        (name, (method.to_uppercase().parse().unwrap(), path.clone()))
    })
    .collect()
}

/// Whether a path is one of the contract's template.
fn fits(template: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    template.split('/').count() == path.split('/').count()
        && template.split('/').zip(path.split('/')).all(|(wanted, part)| wanted.starts_with('{') || wanted == part)
}

/// Whether an answer is of a kind that the contract names: nothing, JSON, a problem, or speech.
fn kind_fits(answer: &Answer) -> bool {
    let kind = answer.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap_or("unreadable"));
    match answer.status {
        // The gateway names a kind even for nothing.
        204 => ["", "application/json"].contains(&kind),
        200 | 201 => ["application/json", "audio/wav"].contains(&kind),
        // The gateway's own refusal of a token is plain JSON.
        _ => kind.starts_with("application/problem+json") || answer.status == 401 && kind == "application/json",
    }
}

/// What is wrong with an answer, if anything.
fn wrong(rule: Rule, caller: Relation, answer: &Answer, target: &Target) -> Option<String> {
    let (status, text) = (answer.status, answer.body.to_string());
    if !kind_fits(answer) {
        return Some(format!("{status} as {:?}", answer.headers.get("content-type")));
    }
    let reached = ![400, 401, 403, 404, 405, 413, 415].contains(&status) && status < 500;
    let names = [&target.form, &target.reference, &target.id].into_iter().any(|name| text.contains(name.as_str()));
    let (family, staff) = match rule {
        Rule::Open => return (!reached).then(|| format!("{status}: everybody may")),
        Rule::Session | Rule::SessionAbout => (true, false),
        Rule::AnyStaff | Rule::ClassStaff | Rule::ClassStaffByLine => (false, true),
    };
    let right = match (rule, caller) {
        (Rule::SessionAbout, Relation::OtherFamily) => status == 404,
        (Rule::ClassStaff, Relation::OtherStaff) => status == 404 || status == 200 && !names,
        (Rule::ClassStaffByLine, Relation::OwnStaff) => answer.body["results"][0]["code"] != "not-found" && reached,
        (Rule::ClassStaffByLine, Relation::OtherStaff) => answer.body["results"][0]["code"] == "not-found",
        (_, Relation::OwnFamily) if family => reached,
        (_, Relation::OwnStaff) if staff => reached,
        (_, Relation::OtherFamily) if family => reached && !names,
        (_, Relation::OtherStaff) if staff => reached && !names,
        _ => status == 401,
    };
    (!right).then(|| format!("{status} {text:.200}"))
}

#[tokio::test]
async fn everybody_reaches_what_is_theirs_and_nothing_else() {
    let (own, other) = (Family::of("101").await, Family::of("101").await);
    let sent = own.apply("one_parent", &[applicant("father")]).await;
    let target = Target {
        form: sent["form"].as_str().unwrap().to_owned(),
        reference: sent["reference"].as_str().unwrap().to_owned(),
        id: id_of(&sent, 0),
        number: own.entry.account.trim_start_matches('P').to_owned(),
        captcha: Family::captcha().await.0,
    };
    let (rows, operations) = (rows(&target), operations());
    let missing: Vec<_> = operations.keys().filter(|name| !rows.contains_key(name.as_str())).collect();
    assert!(missing.is_empty(), "operations without a row: {missing:?}");
    assert_eq!(rows.len(), operations.len(), "rows without an operation");

    let callers = Caller::all(&own, &other).await;
    let mut faults = Vec::new();
    let mut in_order: Vec<_> = rows.iter().collect();
    // A captcha lives for three minutes, a session until it is signed out.
    in_order.sort_by_key(|(name, _)| match **name {
        "speakCaptcha" => 0,
        "signOut" => 2,
        _ => 1,
    });
    for (name, row) in in_order {
        let (method, template) = &operations[*name];
        assert!(fits(template, &row.path), "{name}: {} is not {template}", row.path);
        for caller in &callers {
            let answer = caller.ask(method.clone(), &row.path, row.body.as_ref(), row.version).await;
            if let Some(fault) = wrong(row.rule, caller.relation, &answer, &target) {
                faults.push(format!("{name} by {}: {fault}", caller.name));
            }
        }
        if *name != "signOut" {
            assert_eq!(own.case().await["reference"], sent["reference"], "{name} left the application as it was sent");
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    println!("{} operations by {} callers", rows.len(), callers.len());
}
