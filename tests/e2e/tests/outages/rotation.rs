//! The keys behind sessions change under families that are signed in.

use crate::pupil;
use e2e::{Cloud, Family, Stack, operate};
use reqwest::Method;

/// A step of the rotation, without the waiting between steps; and every function reads keys anew, as it does within
/// five minutes anyway.
async fn step(said: &str) {
    let stack = &Stack::get().stack;
    let (signing, public) = (format!("{stack}/session-signing"), format!("{stack}/session-keys"));
    let rotate = ["rotate-keys", "--signing-secret", &signing, "--keys-secret", &public];
    let waits = operate(&rotate).await;
    assert!(waits.starts_with("0 changes; "), "a step is not done before its time: {waits}");
    let told = operate(&[&rotate[..], &["--at-once"]].concat()).await;
    assert!(told.starts_with(said), "{told}");
    for function in ["login", "confirm-data", "submit"] {
        Cloud::get().await.set_variable(function, "KEYS_READ_AGAIN_AFTER", Some(said)).await;
    }
}

#[tokio::test]
async fn sessions_go_on_while_their_keys_are_rotated() {
    let before = Family::sign_in(&pupil(3)).await;
    step("the next key is published").await;
    before.case().await;
    let between = Family::sign_in(&pupil(3)).await;

    step("the next key signs").await;
    before.case().await;
    between.case().await;
    let (after, busy) = (Family::sign_in(&pupil(3)).await, before.extended().await);
    assert_ne!(header(&before), header(&after), "signed with the next key");
    assert_eq!(header(&busy), header(&after), "extending moves a session to the next key");

    step("the old key is withdrawn").await;
    after.case().await;
    busy.case().await;
    assert_ne!(after.consent("agree").await.status, 401, "`submit` knows the next key too");
    between.send(Method::GET, "/api/case", None, None).await.refused(401, "session-invalid");
    between.consent("agree").await.refused(401, "session-invalid");
}

/// The token's header, which names its key.
fn header(family: &Family) -> String {
    family.cookie.split('.').next().unwrap().to_owned()
}
