//! The gateway's events of `events/`, as `cargo lambda invoke` sends them.

use crate::door::Door;
use lambda_http::request::from_str;
use std::collections::BTreeMap;
use std::path::Path;
use tower::ServiceExt;

/// Every event of this function, with what it is answered.
const ANSWERS: [(&str, u16); 9] = [
    ("login-captcha-audio-unknown.json", 404),
    ("login-captcha-picture.json", 201),
    ("login-captcha-work.json", 201),
    ("login-cross-origin.json", 403),
    ("login-handover-refused.json", 401),
    ("login-schools.json", 200),
    ("login-sign-in-incomplete.json", 422),
    ("login-sign-in-refused.json", 401),
    ("login-sign-out-not-signed-in.json", 204),
];

#[tokio::test]
async fn every_event_of_the_gateway_gets_its_answer() {
    let door = Door::open().await;
    let mut answers = BTreeMap::new();
    for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join("../../events").read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.starts_with("login-") {
            let request = from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            answers.insert(name, door.router().oneshot(request).await.unwrap().status().as_u16());
        }
    }
    assert_eq!(answers, ANSWERS.map(|(name, status)| (name.to_owned(), status)).into());
}
