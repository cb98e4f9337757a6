//! Schools, their campaigns and classes.

use crate::people::*;
use crate::table::Table;
use domain::*;
use serde_json::json;
use store::CampaignRecord;

#[tokio::test]
async fn a_campaign_reads_back_as_entered() {
    let table = Table::empty().await;
    let record = CampaignRecord { handover_keys: Some(json!({"keys": []})), ..record() };
    table.store.put_campaign(&record).await.unwrap();
    table.store.put_campaign(&record).await.unwrap();
    let (school, id) = (school(), campaign().id);
    assert_eq!(table.store.campaign(&school, &id).await.unwrap(), Some(campaign()));
    assert_eq!(table.store.handover_keys(&school, &id).await.unwrap(), Some(json!({"keys": []})));
    assert_eq!(table.store.campaign_record(&school, &id).await.unwrap(), Some(record));
}

#[tokio::test]
async fn every_campaign_stands_once_in_the_list_of_schools() {
    let table = Table::empty().await;
    for closes in [later(100), later(200)] {
        let campaign = Campaign { closes, ..campaign() };
        table.store.put_campaign(&CampaignRecord { campaign, ..record() }).await.unwrap();
    }
    let schools = table.store.schools().await.unwrap();
    assert_eq!(schools.len(), 1);
    assert_eq!((schools[0].name.as_str(), schools[0].closes), ("示範國小", later(200)));
}

#[tokio::test]
async fn the_current_campaign_is_the_one_that_opened_last() {
    let table = Table::empty().await;
    for (id, opens) in [("a", 0), ("b", -50), ("c", 50)] {
        let campaign = Campaign { id: CampaignId::parse(id).unwrap(), opens: later(opens), ..campaign() };
        table.store.put_campaign(&CampaignRecord { campaign, ..record() }).await.unwrap();
    }
    let current =
        async |at| table.store.current_campaign(&school(), later(at)).await.unwrap().map(|c| c.id.to_string());
    assert_eq!(current(10).await.as_deref(), Some("a"));
    assert_eq!(current(50).await.as_deref(), Some("c"));
    assert_eq!(current(-60).await, None);
}

#[tokio::test]
async fn classes_stand_by_grade() {
    let table = Table::empty().await;
    for code in ["1001", "902", "901", "902"] {
        table.store.put_class(&school(), &class(code)).await.unwrap();
    }
    let classes = table.store.classes(&school()).await.unwrap();
    assert_eq!(classes, ["901", "902", "1001"].map(class));
}
