//! The deadline: a session begun before it may finish; afterwards families read.

use e2e::{Family, TemporarySchool, applicant};

#[tokio::test]
async fn after_the_deadline_a_family_may_finish_and_then_only_read() {
    let school = TemporarySchool::open().await;
    let family = Family::sign_in(&school.entry).await;
    school.close().await;
    family.confirm().await.with(200);
    let late = Family::sign_in(&school.entry).await;
    late.consent("agree").await.refused(409, "campaign-closed");
    assert_eq!(late.case().await["campaign"]["state"], "read_only");
    family.consent("agree").await.with(200);
    family.name("one_parent", &[applicant("father")]).await.with(200);
}
