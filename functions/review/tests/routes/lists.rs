//! What a class shows.

use crate::{approve, ask, both_parents, decide, id, router, world};
use domain::ClassCode;
use serde_json::{Value, json};
use store::DraftPart;
use testkit::{Ask, STAFF_CLIENT, call};

async fn rows(world: &testkit::World, status: &str) -> Vec<Value> {
    let path = format!("/api/review/classes/101/applicants?status={status}");
    let answer = ask(world, Ask::get(&path)).await;
    assert_eq!(answer.body["total"].as_u64(), answer.body["items"].as_array().map(|items| items.len() as u64));
    answer.body["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn pending_and_decided_rows_are_told_apart() {
    let (world, case) = both_parents().await;
    assert_eq!((rows(&world, "pending").await.len(), rows(&world, "decided").await.len()), (2, 0));
    decide(&world, &[approve(&id(&case, 1))]).await;
    let decided = rows(&world, "decided").await;
    assert_eq!((rows(&world, "pending").await.len(), decided.len(), rows(&world, "all").await.len()), (1, 1, 2));
    assert_eq!(decided[0]["decided_by"], "王老師");
}

#[tokio::test]
async fn a_row_shows_the_papers_code_and_no_whole_id() {
    let (world, case) = both_parents().await;
    let row = &rows(&world, "all").await[0];
    assert_eq!(row["reference"], case.check_code().unwrap().to_string());
    let national_id = row["national_id"].as_str().unwrap();
    assert_eq!((national_id.len(), &national_id[1..6]), (10, "*****"));
}

#[tokio::test]
async fn an_unknown_status_is_refused() {
    let world = world().await;
    for query in ["status=new", "status=all&status=all"] {
        let answer = ask(&world, Ask::get(&format!("/api/review/classes/101/applicants?{query}"))).await;
        assert_eq!((answer.status, answer.fields()), (422, vec!["/status choice".to_owned()]), "{query}");
    }
}

#[tokio::test]
async fn a_class_counts_its_families() {
    let (world, _) = both_parents().await;
    world.open_case(2, |_| {}).await;
    let classes = ask(&world, Ask::get("/api/review/classes")).await.body;
    let expected =
        json!([{ "class": "101", "students": 2, "pending": 2, "decided": 0, "declined": 0, "not_answered": 1 }]);
    assert_eq!(classes, expected);
}

#[tokio::test]
async fn a_registrars_classes_come_thirty_at_a_time() {
    let world = world().await;
    for n in 1..=31 {
        let class = ClassCode::parse(&format!("2{n:02}")).unwrap();
        world.store.put_class(&world.campaign.school, &class).await.unwrap();
    }
    let page = async |query: &str| {
        let ask = Ask::get(&format!("/api/review/classes{query}")).staff(STAFF_CLIENT, "registrar");
        let answer = call(&router(&world), ask).await;
        let classes = answer.body.as_array().cloned().unwrap_or_default();
        (answer.status, classes.iter().map(|class| class["class"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    let (_, first) = page("").await;
    assert_eq!((first.len(), first[0].as_str(), first[29].as_str()), (30, "101", "229"));
    assert_eq!(page("?after=229").await.1, ["230", "231"]);
    assert_eq!(page("?after=231").await.1, [""; 0]);
    for query in ["?after=", "?after=x", "?after=101&after=102"] {
        assert_eq!(page(query).await.0, 422, "{query}");
    }
}

#[tokio::test]
async fn the_class_list_tells_who_has_a_draft() {
    let world = world().await;
    let case = world.store.load(world.case).await.unwrap().unwrap();
    let until = world.campaign.readable_until;
    world.store.save_draft(&case, DraftPart::Confirmation, &json!({}), world.now, until).await.unwrap();
    let students = ask(&world, Ask::get("/api/review/classes/101/students")).await.body;
    assert_eq!(students[0]["state"], "draft");
}

#[tokio::test]
async fn the_returned_paper_is_ticked_and_unticked() {
    let world = world().await;
    let number = world.stored().await.student.number.as_str().to_owned();
    let path = format!("/api/review/classes/101/students/{number}/paper");
    let ticked = ask(&world, Ask::put(&path).json(&json!({ "returned": true }))).await;
    assert_eq!(ticked.body["paper_returned_at"], "2026-09-10T10:00:00+08:00");
    let unticked = ask(&world, Ask::put(&path).json(&json!({ "returned": false }))).await;
    assert_eq!(unticked.body["paper_returned_at"], Value::Null);
}

#[tokio::test]
async fn qr_and_check_code_lead_to_the_row() {
    let (world, case) = both_parents().await;
    let code = case.check_code().unwrap().to_string();
    for reference in [case.id.to_string(), code.clone(), code.to_lowercase()] {
        let found = ask(&world, Ask::get(&format!("/api/review/forms/{reference}"))).await;
        assert_eq!(found.body["applicant_ids"], json!([id(&case, 1), id(&case, 2)]), "{reference}");
    }
    for nothing in ["000000", "nonsense!"] {
        assert_eq!(ask(&world, Ask::get(&format!("/api/review/forms/{nothing}"))).await.status, 404);
    }
}
