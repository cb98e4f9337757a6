//! What messages and the sweep set going: accounts and mails.

use crate::scenario::{Scenario, Wish};
use faults::steps::{approve, both_parents, decisions, failed, father, provided, send, wait, work};
use faults::{Step, Town};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::Ask;

pub(crate) const SCENARIOS: &[Scenario] = &[
    Scenario {
        name: "provision, both parents",
        step: Step::Provision,
        before: |town| Box::pin(approved(town)),
        wish: Wish::Woken(|town, receives| Box::pin(about_approvals(town, receives))),
        after: None,
    },
    Scenario {
        name: "provision, a second child",
        step: Step::Provision,
        before: |town| Box::pin(sibling(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 1, "approved", receives))),
        after: None,
    },
    Scenario {
        name: "provision, once more",
        step: Step::Provision,
        before: |town| Box::pin(retried(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "account_retried", receives))),
        after: None,
    },
    Scenario {
        name: "provision, a new password",
        step: Step::Provision,
        before: |town| Box::pin(renewed(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "password_renewed", receives))),
        after: None,
    },
    Scenario {
        name: "provision, swept",
        step: Step::Provision,
        before: |town| Box::pin(forgotten(town)),
        wish: Wish::Swept,
        after: None,
    },
    Scenario {
        name: "notify, sent",
        step: Step::Notify,
        before: |town| Box::pin(sent(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "submitted", receives))),
        after: None,
    },
    Scenario {
        name: "notify, rejected",
        step: Step::Notify,
        before: |town| Box::pin(rejected(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "rejected", receives))),
        after: None,
    },
    Scenario {
        name: "notify, accounts",
        step: Step::Notify,
        before: |town| Box::pin(accounts(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "account_created", receives))),
        after: None,
    },
    Scenario {
        name: "notify, another mailbox",
        step: Step::Notify,
        before: |town| Box::pin(corrected(town)),
        wish: Wish::Woken(|town, receives| Box::pin(one(town, 0, "email_corrected", receives))),
        after: None,
    },
    Scenario {
        name: "notify, swept",
        step: Step::Notify,
        before: |town| Box::pin(unsent(town)),
        wish: Wish::Swept,
        after: None,
    },
];

async fn one(town: &Town, n: usize, kind: &str, receives: u32) -> Vec<Value> {
    vec![town.message(n, kind, receives).await]
}

/// Messages of two cases in a batch, one of them doubled.
async fn about_approvals(town: &Town, receives: u32) -> Vec<Value> {
    let mut batch = one(town, 0, "approved", receives).await;
    batch.push(batch[0].clone());
    batch.extend(one(town, 1, "approved", receives).await);
    batch
}

/// Two families are approved.
async fn approved(town: &Town) {
    approve(town, 0, &both_parents()).await;
    let mother = json!({ "arrangement": "one_parent", "applicants": [testkit::applicant(4, "mother")] });
    approve(town, 1, &mother).await;
    wait(town);
}

async fn sibling(town: &Town) {
    provided(town, 0, &father()).await;
    approve(town, 1, &father()).await;
    wait(town);
}

async fn retried(town: &Town) {
    failed(town).await;
    let path = format!("/api/review/applicants/{}/account", town.applicant(0, 1));
    town.granted(Step::Provision, town.staff(Ask::post(&path))).await;
}

async fn renewed(town: &Town) {
    provided(town, 0, &father()).await;
    town.later(SignedDuration::from_hours(8 * 24));
    let path = format!("/api/review/applicants/{}/notifications", town.applicant(0, 1));
    town.granted(Step::Notify, town.staff(Ask::post(&path))).await;
}

async fn forgotten(town: &Town) {
    approved(town).await;
    town.later(SignedDuration::from_hours(1));
}

async fn sent(town: &Town) {
    send(town, 0, &both_parents()).await;
}

async fn rejected(town: &Town) {
    sent(town).await;
    work(town, Step::Notify, 0, "submitted").await;
    let id = town.applicant(0, 1);
    let wish = json!({ "applicant_id": id, "outcome": "reject", "reason_code": "no_signature" });
    town.granted(Step::Review, town.staff(decisions(&[wish]))).await;
    wait(town);
}

async fn accounts(town: &Town) {
    sent(town).await;
    work(town, Step::Notify, 0, "submitted").await;
    let wishes = [1, 2].map(|no| faults::steps::approval(town, 0, no));
    town.granted(Step::Review, town.staff(decisions(&wishes))).await;
    wait(town);
    work(town, Step::Provision, 0, "approved").await;
}

async fn corrected(town: &Town) {
    sent(town).await;
    work(town, Step::Notify, 0, "submitted").await;
    let path = format!("/api/case/applicants/{}", town.applicant(0, 1));
    let ask = Ask::patch(&path).json(&json!({ "email": "another@example.com" }));
    town.granted(Step::Submit, town.family(0, ask)).await;
}

async fn unsent(town: &Town) {
    sent(town).await;
    send(town, 1, &father()).await;
    town.later(SignedDuration::from_hours(1));
}
