//! What staff do.

use crate::scenario::{Scenario, Wish};
use faults::steps::{approval, approve, both_parents, decisions, failed, father, provided, send};
use faults::{Step, Town};
use futures::future::LocalBoxFuture;
use jiff::SignedDuration;
use serde_json::json;
use testkit::Ask;

pub(crate) const SCENARIOS: &[Scenario] = &[
    staff(
        "decideApplicants",
        Step::Review,
        |town| Box::pin(two_families(town)),
        |town| decisions(&[approval(town, 0, 1), approval(town, 0, 2), approval(town, 1, 1)]),
    ),
    staff(
        "decideApplicants, a rejection",
        Step::Review,
        |town| Box::pin(two_families(town)),
        |town| {
            let id = town.applicant(0, 1);
            decisions(&[json!({ "applicant_id": id, "outcome": "reject", "reason_code": "no_signature" })])
        },
    ),
    staff(
        "undoDecision",
        Step::Review,
        |town| Box::pin(approved(town)),
        |town| Ask::post(&format!("/api/review/decisions/{}/undo", town.applicant(0, 1))).json(&json!({})),
    ),
    staff(
        "lookAtIdentity",
        Step::Review,
        |town| Box::pin(approved(town)),
        |town| {
            let path = format!("/api/review/applicants/{}/looks", town.applicant(0, 1));
            Ask::post(&path).json(&json!({ "reason": "紙本號碼不清楚" }))
        },
    ),
    staff(
        "markPaper",
        Step::Review,
        |_| Box::pin(async {}),
        |_| Ask::put("/api/review/classes/101/students/99001001/paper").json(&json!({ "returned": true })),
    ),
    staff(
        "retryAccount",
        Step::Provision,
        |town| Box::pin(failed(town)),
        |town| Ask::post(&format!("/api/review/applicants/{}/account", town.applicant(0, 1))),
    ),
    staff(
        "resendNotification",
        Step::Notify,
        |town| Box::pin(with_accounts(town)),
        |town| Ask::post(&format!("/api/review/applicants/{}/notifications", town.applicant(0, 1))),
    ),
    staff(
        "resendNotification, a new password",
        Step::Notify,
        |town| Box::pin(a_week_later(town)),
        |town| Ask::post(&format!("/api/review/applicants/{}/notifications", town.applicant(0, 1))),
    ),
];

const fn staff(
    name: &'static str,
    step: Step,
    before: for<'a> fn(&'a Town) -> LocalBoxFuture<'a, ()>,
    ask: fn(&Town) -> Ask,
) -> Scenario {
    Scenario { name, step, before, wish: Wish::Staff(ask), after: None }
}

async fn two_families(town: &Town) {
    send(town, 0, &both_parents()).await;
    send(town, 1, &father()).await;
}

async fn a_week_later(town: &Town) {
    provided(town, 0, &both_parents()).await;
    town.later(SignedDuration::from_hours(8 * 24));
}

async fn approved(town: &Town) {
    approve(town, 0, &both_parents()).await;
}

async fn with_accounts(town: &Town) {
    provided(town, 0, &both_parents()).await;
}
