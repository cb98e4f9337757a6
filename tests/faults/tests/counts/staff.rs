//! What staff ask for, and what it sets going.

use crate::cost::Counter;
use faults::{Step, Town, steps};
use jiff::SignedDuration;
use serde_json::json;
use testkit::Ask;

const ACCOUNT: &str = "account";
const LOOKS: &str = "looks";
const NOTIFICATIONS: &str = "notifications";
const PAPER: &str = "PUT /api/review/classes/{class}/students/{student_number}/paper, in a class of one";

/// What belongs to the first family's first applicant.
fn of_applicant(town: &Town, what: &str) -> String {
    format!("/api/review/applicants/{}/{what}", town.applicant(0, 1))
}

/// The teacher approves; the account is made, and its mail goes out.
pub(crate) async fn deciding(counter: &mut Counter<'_>) {
    let town = counter.town;
    let list = || Ask::get("/api/review/classes/101/applicants");
    counter.staff("GET /api/review/classes/{class}/applicants", Step::Review, list).await;
    let approve = || steps::decisions(&[steps::approval(town, 0, 1)]);
    counter.staff("POST /api/review/decisions, one", Step::Review, approve).await;
    counter.put_off("message: approved, within the undo window", Step::Provision, "approved").await;
    steps::wait(town);
    counter.message("account: made", Step::Provision, "approved").await;
    counter.message("mail: account", Step::Notify, "account_created").await;
}

/// The pages of a class, one of whose families has sent.
pub(crate) async fn looking(counter: &mut Counter<'_>) {
    let town = counter.town;
    let shown = town.granted(Step::ConfirmData, town.family(0, Ask::get("/api/case"))).await;
    let form = format!("/api/review/forms/{}", shown.body["reference"].as_str().unwrap());
    for (what, path) in [
        ("GET /api/review/me", "/api/review/me"),
        ("GET /api/review/classes", "/api/review/classes"),
        ("GET /api/review/classes/{class}/students", "/api/review/classes/101/students"),
        ("GET /api/review/classes/{class}/forms", "/api/review/classes/101/forms"),
        ("GET /api/review/handed-out", "/api/review/handed-out"),
        ("GET /api/review/forms/{reference}", &form),
    ] {
        counter.staff(what, Step::Review, || Ask::get(path)).await;
    }
}

/// The paper is back, a number is looked at, and an approval is taken back.
pub(crate) async fn checking(counter: &mut Counter<'_>) {
    let town = counter.town;
    steps::send(town, 0, &steps::father()).await;
    let paper = || Ask::put("/api/review/classes/101/students/99001001/paper").json(&json!({ "returned": true }));
    counter.staff(PAPER, Step::Review, paper).await;
    town.granted(Step::Review, town.staff(steps::decisions(&[steps::approval(town, 0, 1)]))).await;
    let look = || Ask::post(&of_applicant(town, LOOKS)).json(&json!({ "reason": "紙本號碼不清楚" }));
    counter.staff("POST /api/review/applicants/{applicant_id}/looks", Step::Review, look).await;
    let looks = || Ask::get(&of_applicant(town, LOOKS));
    counter.staff("GET /api/review/applicants/{applicant_id}/looks", Step::Review, looks).await;
    let path = format!("/api/review/decisions/{}/undo", town.applicant(0, 1));
    let undo = || Ask::post(&path).json(&json!({}));
    counter.staff("POST /api/review/decisions/{applicant_id}/undo", Step::Review, undo).await;
}

/// An account that could not be made is tried again.
pub(crate) async fn retrying(counter: &mut Counter<'_>) {
    let town = counter.town;
    steps::failed(town).await;
    let state = || Ask::get(&of_applicant(town, ACCOUNT));
    counter.staff("GET /api/review/applicants/{applicant_id}/account", Step::Provision, state).await;
    let again = || Ask::post(&of_applicant(town, ACCOUNT));
    counter.staff("POST /api/review/applicants/{applicant_id}/account", Step::Provision, again).await;
}

/// The mail about the account goes out again; after a week it needs a new password.
pub(crate) async fn resending(counter: &mut Counter<'_>) {
    let town = counter.town;
    steps::provided(town, 0, &steps::father()).await;
    steps::work(town, Step::Notify, 0, "account_created").await;
    let mails = || Ask::get(&of_applicant(town, NOTIFICATIONS));
    counter.staff("GET /api/review/applicants/{applicant_id}/notifications", Step::Notify, mails).await;
    let again = || Ask::post(&of_applicant(town, NOTIFICATIONS));
    counter.staff("POST /api/review/applicants/{applicant_id}/notifications", Step::Notify, again).await;
    town.later(SignedDuration::from_hours(8 * 24));
    town.granted(Step::Notify, town.staff(again())).await;
    counter.message("account: a new password", Step::Provision, "password_renewed").await;
}
