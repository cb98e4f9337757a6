//! What is due names the request that asked for it.

use crate::kit::*;

fn cause_of(story: &Story, kind: &str) -> String {
    let told = story.history.iter().rfind(|recorded| recorded.event.kind() == kind);
    told.unwrap().correlation_id.clone()
}

#[test]
fn a_mail_names_what_queued_it() {
    let story = given(sent());
    assert_eq!(story.case.notifications[0].correlation_id, cause_of(&story, "submitted"));
    let story = story.and(reject(1));
    assert_eq!(story.case.notifications[1].correlation_id, cause_of(&story, "rejected"));
}

#[test]
fn an_account_names_the_approval_and_after_a_failure_the_new_try() {
    let asked = |story: &Story| story.applicant(1).account_asked_for_by().to_owned();
    let story = given(sent());
    assert_eq!(asked(&story), "");
    let story = story.and(approve(1));
    assert_eq!(asked(&story), cause_of(&story, "approved"));
    let story = story.after(11 * MINUTE).and(failed(1)).and(retry(1));
    assert_eq!(asked(&story), cause_of(&story, "account_retried"));
    assert_eq!(asked(&story.and(created(1, 1))), "");
}
