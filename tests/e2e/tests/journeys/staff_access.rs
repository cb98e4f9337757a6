//! A teacher reaches only the classes assigned to them; tokens of others reach nothing.

use crate::applying::id_of;
use e2e::{Family, Staff, applicant};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn a_teacher_sees_only_their_own_classes() {
    let teacher = Staff::teacher_of("102").await;
    let classes = teacher.send(Method::GET, "/api/review/classes", None).await.with(200);
    let names: Vec<_> = classes.as_array().unwrap().iter().map(|class| class["class"].as_str().unwrap()).collect();
    assert_eq!(names, ["102"]);
    teacher.send(Method::GET, "/api/review/classes/101/applicants", None).await.refused(404, "not-found");
    teacher.send(Method::GET, "/api/review/classes/101/students", None).await.refused(404, "not-found");
}

#[tokio::test]
async fn another_classes_applicant_does_not_exist_for_a_teacher() {
    let family = Family::of("101").await;
    let sent = family.apply("one_parent", &[applicant("father")]).await;
    let id = id_of(&sent, 0);
    let stranger = Staff::teacher_of("102").await;
    let decision = json!({ "applicant_id": id, "outcome": "approve", "paper_checked": true });
    let result = stranger.decide(&[decision]).await.remove(0);
    assert_eq!(
        (result["ok"].as_bool(), result["code"].as_str(), result.get("row")),
        (Some(false), Some("not-found"), None)
    );
    for path in ["account", "notifications"] {
        let path = format!("/api/review/applicants/{id}/{path}");
        stranger.send(Method::GET, &path, None).await.refused(404, "not-found");
    }
}

#[tokio::test]
async fn the_registrar_sees_the_whole_school() {
    let classes = Staff::registrar().await.send(Method::GET, "/api/review/classes", None).await.with(200);
    assert!(classes.as_array().unwrap().len() >= 2, "{classes}");
}

#[tokio::test]
async fn strangers_do_not_get_past_the_gateway() {
    let forged = "eyJhbGciOiJub25lIn0.eyJ1c2VybmFtZSI6InQifQ.";
    for token in ["", "nonsense", forged] {
        assert_eq!(Staff::with_token(token).send(Method::GET, "/api/review/classes", None).await.status, 401);
    }
    let family = Family::of("102").await;
    let session = family.cookie.split_once('=').unwrap().1;
    assert_eq!(Staff::with_token(session).send(Method::GET, "/api/review/classes", None).await.status, 401);
}
