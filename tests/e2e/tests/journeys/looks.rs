//! What is masked is read with a reason, and whatever is taken out is written down, on the deployed stack.

use crate::applying::id_of;
use e2e::{Family, Staff, applicant};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_look_at_a_whole_number_is_told_to_the_registrar_and_in_the_familys_file() {
    let family = Family::of("101").await;
    let mother = applicant("mother");
    let sent = family.apply("one_parent", std::slice::from_ref(&mother)).await;
    let path = format!("/api/review/applicants/{}/looks", id_of(&sent, 0));
    let teacher = Staff::teacher_of("101").await;
    let seen = teacher.send(Method::POST, &path, Some(json!({ "reason": "紙本字跡不清" }))).await.with(200);
    assert_eq!(seen["national_id"], mother["national_id"]);
    let looks = Staff::registrar().await.send(Method::GET, &path, None).await.with(200);
    assert_eq!(looks[0]["reason"], "紙本字跡不清");

    let file = family.send(Method::GET, "/api/case/export", None, None).await.with(200);
    let kinds: Vec<_> =
        file["events"].as_array().unwrap().iter().map(|event| event["what"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"identity_looked_at") && kinds.last() == Some(&"exported"), "{kinds:?}");
    assert!(!file.to_string().contains(mother["national_id"].as_str().unwrap()));
}

#[tokio::test]
async fn taking_out_a_classs_forms_is_told_to_the_registrar() {
    let teacher = Staff::teacher_of("102").await;
    teacher.send(Method::GET, "/api/review/classes/102/forms", None).await.with(200);
    let told = Staff::registrar().await.send(Method::GET, "/api/review/handed-out", None).await.with(200);
    assert!(
        told.as_array().unwrap().iter().any(|out| out["class"] == "102" && out["forms"].as_u64() > Some(0)),
        "{told}"
    );
}
