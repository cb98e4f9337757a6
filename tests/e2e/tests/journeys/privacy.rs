//! Whoever gets hold of the table, its stream, the queues or the logs learns nothing about a family.

use crate::applying::{account, id_of};
use e2e::{Family, Mail, Stack, Staff, TemporarySchool, applicant, operate};
use reqwest::Method;
use serde_json::{Value, json};
use testkit::Dump;

/// What families, pupils and staff of every journey are made of; some journeys run at the same time.
const EVERYBODYS: [&str; 9] =
    ["@example.com", "測試路", "測試緊急", "測試家長", "測試人", "測試學生", "0912345678", "02-23456789", "未送阿姨"];

#[tokio::test]
async fn no_place_where_data_lies_or_passes_tells_anything_personal() {
    let family = Family::of("102").await;
    let contact = json!({ "household_address": "臺北市未送區測試路9號", "emergency_contact_name": "未送阿姨" });
    let draft = json!({ "registry_correct": false, "contact": contact });
    family.send(Method::PUT, "/api/case/confirmation/draft", Some(draft), None).await.with(200);
    let people = [applicant("father"), applicant("mother")];
    let sent = family.apply("both_parents", &people).await;
    let teacher = Staff::teacher_of("102").await;
    let row = teacher.row("102", &id_of(&sent, 0)).await;
    teacher.approve(&id_of(&sent, 0)).await;
    teacher.reject(&id_of(&sent, 1), "no_signature").await;
    account(&family, 0, "created").await;
    Mail::expect(people[0]["email"].as_str().unwrap(), "帳號").await;

    let words = |person: &Value| ["name", "national_id", "mobile", "email"].map(|field| text(&person[field]));
    let mut personal: Vec<String> = people.iter().flat_map(words).collect();
    personal.extend(EVERYBODYS.map(str::to_owned));
    personal.extend(Stack::get().parents.iter().map(|pupil| pupil.password.clone()));
    personal.push(text(&row["student_name"]));

    let mut dump = Dump::of(&e2e::Cloud::get().await.dynamodb, &Stack::get().table).await;
    let table = dump.size();
    e2e::traces(&mut dump).await;
    assert!(table > 200 && dump.size() > table + 50, "{table} values, {} with what passed by", dump.size());
    assert_eq!(dump.find(personal.iter().map(String::as_str)), [""; 0]);
}

#[tokio::test]
async fn an_erased_case_opens_to_nobody_and_its_history_still_adds_up() {
    let family = Family::sign_in(&TemporarySchool::open().await.entry).await;
    let sent = family.apply("one_parent", &[applicant("mother")]).await;
    let case = text(&sent["form"]);
    let table = ["--table", &Stack::get().table];
    let key = ["--kms-key", &Stack::get().kms_key];
    let erase = [&["erase"][..], &table, &key, &["--case", &case]].concat();
    assert_eq!(operate(&erase).await, "1 case erased");
    assert!(operate(&erase).await.starts_with("0 changes"));
    family.send(Method::GET, "/api/case", None, None).await.refused(404, "not-found");
    let again = Family::try_sign_in(&family.entry).await;
    assert_eq!(again.status, 401, "{}", again.body);
    let audit = operate(&[&["audit"][..], &table, &["--case", &case]].concat()).await;
    assert!(audit.ends_with("none changed or missing, erased"), "{audit}");
}

#[tokio::test]
async fn after_a_newer_campaign_key_old_and_new_cases_are_both_read() {
    let family = Family::sign_in(&TemporarySchool::open().await.entry).await;
    let (school, campaign) = (family.entry.school.as_str(), "115-1");
    let command = ["rotate-campaign-key", "--table", &Stack::get().table, "--kms-key", &Stack::get().kms_key];
    family.confirm().await.with(200);
    let told = operate(&[&command[..], &["--school", school, "--campaign", campaign]].concat()).await;
    assert!(told.starts_with(&format!("{school}#{campaign}#")), "{told}");
    family.apply("one_parent", &[applicant("father")]).await;
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
