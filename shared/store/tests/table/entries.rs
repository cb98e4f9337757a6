//! The portal, sign-ins and sign-outs.

use crate::people::*;
use crate::table::Table;
use domain::*;
use store::{Entry, NewCase, PortalKey, StudentEntry};

#[tokio::test]
async fn a_portal_costs_one_call() {
    let (table, case) = Table::with_case(1).await;
    table.calls();
    let portal = table.store.portal(&portal_key(case.id), NOON).await.unwrap().unwrap();
    assert_eq!(table.calls(), 1);
    assert_eq!((portal.case, portal.campaign), (case, campaign()));
    assert_eq!((portal.entry, portal.revoked), (Entry::default(), false));
}

#[tokio::test]
async fn a_step_of_a_family_costs_one_read_and_one_transaction() {
    let (table, case) = Table::with_case(1).await;
    table.calls();
    let portal = table.store.portal(&portal_key(case.id), NOON).await.unwrap().unwrap();
    table.does(portal.case, &family(), confirm(), NOON).await;
    assert_eq!(table.calls(), 2);
}

#[tokio::test]
async fn nobody_has_a_portal_to_a_case_of_another_campaign() {
    let (table, case) = Table::with_case(1).await;
    let spring = CampaignId::parse("2027-spring").unwrap();
    let record = store::CampaignRecord { campaign: Campaign { id: spring.clone(), ..campaign() }, ..record() };
    table.store.put_campaign(&record).await.unwrap();
    let key = PortalKey { campaign: spring, ..portal_key(case.id) };
    assert_eq!(table.store.portal(&key, NOON).await.unwrap(), None);
    assert_eq!(table.store.portal(&portal_key(new_case(9).id), NOON).await.unwrap(), None);
}

#[tokio::test]
async fn the_portal_knows_the_sign_in_before_this_one() {
    let (table, case) = Table::with_case(1).await;
    let first = table.store.record_sign_in(case.id, NOON).await.unwrap();
    assert_eq!(first, Entry { last_sign_in: Some(NOON), ..Entry::default() });
    table.store.record_sign_in(case.id, later(60)).await.unwrap();
    let entry = table.store.portal(&portal_key(case.id), later(61)).await.unwrap().unwrap().entry;
    assert_eq!((entry.last_sign_in, entry.previous_sign_in), (Some(later(60)), Some(NOON)));
}

#[tokio::test]
async fn a_sign_in_noted_once_more_does_not_hide_the_one_before() {
    let (table, case) = Table::with_case(1).await;
    table.store.record_sign_in(case.id, NOON).await.unwrap();
    let noted = table.store.record_sign_in(case.id, later(60)).await.unwrap();
    let again = table.store.record_sign_in(case.id, later(60)).await.unwrap();
    assert_eq!((again, again.previous_sign_in), (noted, Some(NOON)));
}

#[tokio::test]
async fn signing_out_everywhere_leaves_the_sign_ins() {
    let (table, case) = Table::with_case(1).await;
    table.store.record_sign_in(case.id, NOON).await.unwrap();
    table.store.sign_out_everywhere(case.id, later(5)).await.unwrap();
    let entry = table.store.portal(&portal_key(case.id), later(61)).await.unwrap().unwrap().entry;
    assert_eq!((entry.not_before, entry.last_sign_in), (Some(later(5)), Some(NOON)));
}

#[tokio::test]
async fn one_session_is_signed_out_and_the_other_is_not() {
    let (table, case) = Table::with_case(1).await;
    table.store.revoke_session("session-1", later(3_600)).await.unwrap();
    let revoked = async |session: &str, at| {
        let key = PortalKey { session: session.into(), ..portal_key(case.id) };
        table.store.portal(&key, later(at)).await.unwrap().unwrap().revoked
    };
    assert!(revoked("session-1", 3_600).await);
    assert!(!revoked("session-2", 10).await);
    assert!(!revoked("session-1", 3_602).await);
}

#[tokio::test]
async fn a_student_signs_in_by_a_changed_secret_only_to_the_same_case() {
    let (table, case) = Table::with_case(1).await;
    let number = new_case(1).student.number;
    let entry = StudentEntry { case: case.id, campaign: campaign().id, secret_index: "changed".into() };
    assert!(table.store.put_student_entry(&school(), &number, &entry, None, later(5)).await.unwrap());
    let foreign = StudentEntry { case: new_case(2).id, ..entry.clone() };
    assert!(!table.store.put_student_entry(&school(), &number, &foreign, None, later(5)).await.unwrap());
    assert_eq!(table.store.student_entry(&school(), &number).await.unwrap(), Some(entry.clone()));
    assert_eq!(table.store.students(&school()).await.unwrap(), vec![(number, entry)]);
    let unknown = StudentNumber::parse("S99999").unwrap();
    assert_eq!(table.store.student_entry(&school(), &unknown).await.unwrap(), None);
}

#[tokio::test]
async fn a_printed_code_is_kept_by_case_and_goes_with_its_secret() {
    let code = EntryCode::parse("DEMO7KXQ").unwrap();
    let (table, case) = Table::with_case(1).await;
    let coded = table.open(&NewCase { entry_code: Some(code.clone()), ..new_case(2) }).await;
    let numbers = [1, 2].map(|n| new_case(n).student.number);
    let codes = async || table.store.entry_codes(&school(), &numbers).await.unwrap();
    assert_eq!(codes().await, [(coded.id, code.clone())].into());
    let entry = |case| StudentEntry { case, campaign: campaign().id, secret_index: "changed".into() };
    assert!(
        table.store.put_student_entry(&school(), &numbers[0], &entry(case.id), Some(&code), later(5)).await.unwrap()
    );
    assert!(table.store.put_student_entry(&school(), &numbers[1], &entry(coded.id), None, later(5)).await.unwrap());
    assert_eq!(codes().await, [(case.id, code)].into());
}

#[tokio::test]
async fn signing_in_opens_no_code() {
    let table = Table::empty().await;
    let code = EntryCode::parse("DEMO7KXQ").unwrap();
    let coded = table.open(&NewCase { entry_code: Some(code), ..new_case(1) }).await;
    table.calls();
    let entry = table.store.student_entry(&school(), &coded.student.number).await.unwrap().unwrap();
    assert_eq!((table.calls(), entry.case), (1, coded.id));
    assert!(!format!("{entry:?}").contains("DEMO7KXQ"));
}

#[tokio::test]
async fn another_secret_ends_what_the_former_one_began() {
    let (table, case) = Table::with_case(1).await;
    let entry = StudentEntry { case: case.id, campaign: campaign().id, secret_index: "changed".into() };
    table.store.record_sign_in(case.id, later(1)).await.unwrap();
    let number = &case.student.number;
    assert!(table.store.put_student_entry(&school(), number, &entry, None, later(5)).await.unwrap());
    let after = table.store.record_sign_in(case.id, later(6)).await.unwrap();
    assert_eq!((after.not_before, after.previous_sign_in), (Some(later(5)), Some(later(1))));
}
