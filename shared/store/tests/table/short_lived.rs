//! Captchas, claims and leases: whatever has expired is gone, although the table may still keep it.

use crate::people::later;
use crate::table::Table;
use futures::future::join_all;
use store::{Captcha, CaptchaKind};

fn captcha() -> Captcha {
    Captcha { id: "c-1".into(), kind: CaptchaKind::Digits, answer: "4711".into(), expires_at: later(180) }
}

#[tokio::test]
async fn a_captcha_can_be_looked_at_and_is_taken_once() {
    let table = Table::empty().await;
    table.store.put_captcha(&captcha()).await.unwrap();
    assert_eq!(table.store.peek_captcha("c-1", later(0)).await.unwrap(), Some(captcha()));
    assert_eq!(table.store.take_captcha("c-1", later(0)).await.unwrap(), Some(captcha()));
    assert_eq!(table.store.take_captcha("c-1", later(0)).await.unwrap(), None);
    assert_eq!(table.store.peek_captcha("c-1", later(0)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_racing_takers_one_gets_the_captcha() {
    let table = Table::empty().await;
    table.store.put_captcha(&captcha()).await.unwrap();
    let takers = (0..20).map(|_| {
        let store = table.store.clone();
        tokio::spawn(async move { store.take_captcha("c-1", later(1)).await.unwrap() })
    });
    let taken = join_all(takers).await.into_iter().filter_map(|taker| taker.unwrap());
    assert_eq!(taken.count(), 1);
}

#[tokio::test]
async fn an_expired_captcha_is_nobodys() {
    let table = Table::empty().await;
    table.store.put_captcha(&captcha()).await.unwrap();
    assert_eq!(table.store.peek_captcha("c-1", later(180)).await.unwrap(), None);
    assert_eq!(table.store.take_captcha("c-1", later(180)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_racing_callers_one_claims() {
    let table = Table::empty().await;
    let claims = (0..20).map(|_| {
        let store = table.store.clone();
        tokio::spawn(async move { store.claim_once("jti-1", later(60), later(0)).await.unwrap() })
    });
    assert_eq!(join_all(claims).await.into_iter().filter(|claim| *claim.as_ref().unwrap()).count(), 1);
}

#[tokio::test]
async fn a_claim_may_be_made_anew_when_it_has_expired() {
    let table = Table::empty().await;
    let claim = async |at| table.store.claim_once("jti-1", later(at + 60), later(at)).await.unwrap();
    assert_eq!([claim(0).await, claim(59).await, claim(60).await], [true, false, true]);
}

#[tokio::test]
async fn a_lease_is_renewed_by_its_holder_and_taken_over_when_it_is_over() {
    let table = Table::empty().await;
    let lease = async |holder, at| table.store.lease("mail-1", holder, 120, later(at)).await.unwrap();
    assert!(lease("one", 0).await);
    assert!(lease("one", 10).await);
    assert!(!lease("two", 129).await);
    assert!(lease("two", 130).await);
    assert!(!lease("one", 131).await);
}

#[tokio::test]
async fn a_lease_is_given_back_by_its_holder_only() {
    let table = Table::empty().await;
    let lease = async |holder| table.store.lease("mail-1", holder, 120, later(0)).await.unwrap();
    assert!(lease("one").await);
    table.store.release("mail-1", "two").await.unwrap();
    assert!(!lease("two").await);
    table.store.release("mail-1", "one").await.unwrap();
    assert!(lease("two").await);
}
