//! What a family does.

use crate::scenario::{Scenario, Wish};
use faults::steps::{agree, both_parents, confirmation, consent, father, name, provided, send};
use faults::{Step, Town};
use serde_json::{Value, json};
use testkit::Ask;

pub(crate) const SCENARIOS: &[Scenario] = &[
    family(
        "saveConfirmationDraft",
        Step::ConfirmData,
        |_| Box::pin(async {}),
        |_| Ask::put("/api/case/confirmation/draft").json(&json!({ "contact": { "home_phone": "02" } })),
    ),
    family(
        "confirmData",
        Step::ConfirmData,
        |town| Box::pin(drafted(town)),
        |_| Ask::post("/api/case/confirmation").json(&confirmation()).if_match(1),
    ),
    family(
        "answerConsent",
        Step::Submit,
        |_| Box::pin(async {}),
        |_| Ask::post("/api/case/consent").json(&consent("agree")).if_match(1),
    ),
    family(
        "answerConsent, declined",
        Step::Submit,
        |town| Box::pin(drafted(town)),
        |_| Ask::post("/api/case/consent").json(&consent("decline")),
    ),
    family("withdrawConsent", Step::Submit, |town| Box::pin(named(town)), |_| Ask::delete("/api/case/consent")),
    family(
        "saveApplicantsDraft",
        Step::Submit,
        |town| Box::pin(agree(town, 0)),
        |_| Ask::put("/api/case/applicants/draft").json(&both_parents()),
    ),
    family(
        "nameApplicants",
        Step::Submit,
        |town| Box::pin(typed(town)),
        |_| Ask::put("/api/case/applicants").json(&both_parents()).if_match(2),
    ),
    family(
        "dropApplicant",
        Step::Submit,
        |town| Box::pin(named(town)),
        |town| Ask::delete(&format!("/api/case/applicants/{}", town.applicant(0, 2))),
    ),
    family(
        "correctEmail",
        Step::Submit,
        |town| Box::pin(sent(town)),
        |town| {
            let path = format!("/api/case/applicants/{}", town.applicant(0, 1));
            Ask::patch(&path).json(&json!({ "email": "another@example.com" }))
        },
    ),
    family("send", Step::Submit, |town| Box::pin(confirmed(town)), |_| Ask::post("/api/case/submission").if_match(4)),
    family("pullBack", Step::Submit, |town| Box::pin(sent(town)), |_| Ask::delete("/api/case/submission")),
    family(
        "send, after an approval",
        Step::Submit,
        |town| Box::pin(second_parent(town)),
        |_| Ask::post("/api/case/submission"),
    ),
];

const fn family(
    name: &'static str,
    step: Step,
    before: for<'a> fn(&'a Town) -> futures::future::LocalBoxFuture<'a, ()>,
    ask: fn(&Town) -> Ask,
) -> Scenario {
    Scenario { name, step, before, wish: Wish::Family(ask), after: None }
}

async fn drafted(town: &Town) {
    let ask = Ask::put("/api/case/confirmation/draft").json(&json!({ "contact": { "home_phone": "02" } }));
    town.granted(Step::ConfirmData, town.family(0, ask)).await;
}

async fn typed(town: &Town) {
    agree(town, 0).await;
    let ask = Ask::put("/api/case/applicants/draft").json(&father());
    town.granted(Step::Submit, town.family(0, ask)).await;
}

async fn named(town: &Town) {
    name(town, 0, &both_parents()).await;
}

async fn confirmed(town: &Town) {
    name(town, 0, &both_parents()).await;
    let ask = Ask::post("/api/case/confirmation").json(&confirmation());
    town.granted(Step::ConfirmData, town.family(0, ask)).await;
}

async fn sent(town: &Town) {
    send(town, 0, &both_parents()).await;
}

/// The father has an account, and the mother is named besides.
async fn second_parent(town: &Town) {
    provided(town, 0, &father()).await;
    let mut people: Value = both_parents();
    people["applicants"][0]["applicant_id"] = town.applicant(0, 1).into();
    town.granted(Step::Submit, town.family(0, Ask::put("/api/case/applicants").json(&people))).await;
}
