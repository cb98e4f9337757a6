//! What a campaign keeps no longer is erased by the daily run.

use aws_sdk_dynamodb::types::AttributeValue;
use e2e::{Cloud, Family, Stack, TemporarySchool, eventually};
use serde_json::json;

/// The sort keys of what the table holds of a school, staff aside.
async fn kept(school: &TemporarySchool) -> Vec<String> {
    let query =
        Cloud::get().await.dynamodb.query().table_name(&Stack::get().table).key_condition_expression("pk = :pk");
    let query = query.expression_attribute_values(":pk", AttributeValue::S(format!("SCHOOL#{}", school.entry.school)));
    let items = query.consistent_read(true).send().await.unwrap();
    let kinds = items.items().iter().map(|item| item["sk"].as_s().unwrap().split('#').next().unwrap().to_owned());
    kinds.collect()
}

#[tokio::test]
async fn a_campaign_long_over_goes_case_by_case_and_then_as_a_whole_and_a_running_one_stays() {
    let (over, open) = (TemporarySchool::long_over().await, TemporarySchool::open().await);
    // The index follows within moments, and another test may run it too; once more never harms.
    eventually("nothing of it is left but its class and the key of its staff", async || {
        let answer = Cloud::get().await.invoke("expire", &json!({})).await;
        assert_eq!(answer["more"], false, "{answer}");
        (kept(&over).await == ["CLASS", "KEY"]).then_some(())
    })
    .await;
    assert_eq!(kept(&open).await, ["CAMPAIGN", "CLASS", "KEY", "KEY", "STUDENT"]);
    Family::sign_in(&open.entry).await.case().await;
}
