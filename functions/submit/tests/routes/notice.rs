//! The notice, open to anyone.

use serde_json::json;
use testkit::{Ask, World, call};

#[tokio::test]
async fn anybody_reads_the_notice_in_chinese_unless_another_language_is_asked_for() {
    let world = World::new().await;
    let notice = call(&super::router(&world), Ask::get("/api/notice")).await;
    assert_eq!(notice.status, 200);
    assert_eq!(notice.body["version"], world.campaign.notice_version);
    assert_eq!((&notice.body["language"], &notice.body["authoritative"]), (&json!("zh-Hant"), &json!(true)));
    assert_eq!(notice.body["summary"].as_array().unwrap().len(), 5);
    assert_eq!(notice.body["languages"], json!(["zh-Hant", "en", "vi", "id", "th"]));
}

#[tokio::test]
async fn a_translation_says_that_it_is_one() {
    let world = World::new().await;
    for (asked, language) in [("en", "en"), ("vi-VN", "vi"), ("ID", "id"), ("th", "th")] {
        let notice = call(&super::router(&world), Ask::get(&format!("/api/notice?language={asked}"))).await;
        assert_eq!((&notice.body["language"], &notice.body["authoritative"]), (&json!(language), &json!(false)));
    }
}

#[tokio::test]
async fn a_language_that_we_do_not_speak_is_named_as_wrong() {
    let world = World::new().await;
    let refused = call(&super::router(&world), Ask::get("/api/notice?language=fr")).await;
    assert_eq!((refused.status, refused.fields()), (422, vec!["/language language".to_owned()]));
    let twice = call(&super::router(&world), Ask::get("/api/notice?language=en&language=th")).await;
    assert_eq!((twice.status, twice.fields()), (422, vec!["/language type".to_owned()]));
}
