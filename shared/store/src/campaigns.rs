//! Schools and their campaigns: settings that anybody may read, so nothing here is sealed.

use crate::item::{Item, Read, json, number, open_item, text};
use crate::keys::{self, Key};
use crate::{Loaded, Store, StoreError};
use domain::{Campaign, CampaignId, Case, ClassCode, SchoolId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A campaign as the operator enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRecord {
    /// The settings.
    pub campaign: Campaign,
    /// The school's district, for the list of schools.
    pub district: String,
    /// The public keys (a JWK set) by which the school's own system signs its links.
    pub handover_keys: Option<Value>,
}

/// A school in the list at the entry (校名).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolListing {
    /// The school.
    pub id: SchoolId,
    /// Its name.
    pub name: String,
    /// Its district.
    pub district: String,
    /// One of its campaigns.
    pub campaign: CampaignId,
    /// When it opens.
    pub opens: Timestamp,
    /// The deadline.
    pub closes: Timestamp,
    /// Until when families may still read.
    pub readable_until: Timestamp,
}

impl Store {
    /// All schools with all their campaigns, by school; who asks leaves out what is over. A moment old, for half the price:
    /// every running function asks for this one key, and keeps the answer for longer than that.
    pub async fn schools(&self) -> Result<Vec<SchoolListing>, StoreError> {
        let query = self.client.query().table_name(self.table()).key_condition_expression("pk = :pk");
        let query = query.expression_attribute_values(":pk", text(keys::SCHOOLS));
        let items = query.into_paginator().items().send().collect::<Result<Vec<_>, _>>().await;
        let items = items.map_err(|error| StoreError::sdk("list the schools", error))?;
        items.iter().map(|item| needed_json(&Read::new(item)?, "listing")).collect()
    }

    /// A campaign's settings.
    pub async fn campaign(&self, school: &SchoolId, campaign: &CampaignId) -> Result<Option<Campaign>, StoreError> {
        Ok(self.campaign_record(school, campaign).await?.map(|record| record.campaign))
    }

    /// A campaign as the operator entered it.
    pub async fn campaign_record(
        &self,
        school: &SchoolId,
        campaign: &CampaignId,
    ) -> Result<Option<CampaignRecord>, StoreError> {
        let item = self.get(&Key::campaign(school, campaign)).await?;
        item.as_ref().map(read_campaign).transpose()
    }

    /// A case as it stands now and its campaign's settings, in one read.
    pub async fn case_and_campaign(&self, case: &Case) -> Result<Option<(Loaded, Campaign)>, StoreError> {
        let (at, settings) = (Key::case(case.id), Key::campaign(&case.school, &case.campaign));
        let items = self.get_many("read a case and its campaign", &[at.clone(), settings.clone()]).await?;
        let (Some(snapshot), Some(settings)) = (at.among(&items), settings.among(&items)) else { return Ok(None) };
        let loaded = self.read_snapshot(snapshot).await?;
        Ok(loaded.zip(Some(read_campaign(settings)?.campaign)))
    }

    /// The public keys by which the school's own system signs its links.
    pub async fn handover_keys(&self, school: &SchoolId, campaign: &CampaignId) -> Result<Option<Value>, StoreError> {
        Ok(self.campaign_record(school, campaign).await?.and_then(|record| record.handover_keys))
    }

    /// The school's campaigns, those to come too, in the order of their opening.
    pub async fn campaigns(&self, school: &SchoolId) -> Result<Vec<Campaign>, StoreError> {
        let items = self.partition(keys::school_pk(school), keys::CAMPAIGNS).await?;
        let records: Vec<_> = items.iter().map(read_campaign).collect::<Result<_, _>>()?;
        let mut campaigns: Vec<_> = records.into_iter().map(|record| record.campaign).collect();
        campaigns.sort_by_key(|campaign| campaign.opens);
        Ok(campaigns)
    }

    /// The school's campaign that opened last.
    pub async fn current_campaign(&self, school: &SchoolId, now: Timestamp) -> Result<Option<Campaign>, StoreError> {
        let opened = self.campaigns(school).await?.into_iter().rfind(|campaign| campaign.opens <= now);
        Ok(opened)
    }

    /// The school's classes, by grade and class.
    pub async fn classes(&self, school: &SchoolId) -> Result<Vec<ClassCode>, StoreError> {
        let items = self.partition(keys::school_pk(school), keys::CLASSES).await?;
        let mut classes = items.iter().map(read_class).collect::<Result<Vec<_>, _>>()?;
        classes.sort_unstable();
        Ok(classes)
    }

    /// Enters or replaces a campaign, and its line in the list of schools.
    pub async fn put_campaign(&self, record: &CampaignRecord) -> Result<(), StoreError> {
        let campaign = &record.campaign;
        let listing = SchoolListing {
            id: campaign.school.clone(),
            name: campaign.school_name.clone(),
            district: record.district.clone(),
            campaign: campaign.id.clone(),
            opens: campaign.opens,
            closes: campaign.closes,
            readable_until: campaign.readable_until,
        };
        let at = Key::listing(&campaign.school, &campaign.id);
        let line = open_item(&at, [("listing", text(json(&at, &listing)?))]);
        let writes = vec![self.put(campaign_item(record)?), self.put(line)];
        let put = async { self.transact("put a campaign", writes.into_iter().collect::<Result<_, _>>()?).await };
        put.await.map_err(|lost| lost.for_good("put a campaign"))
    }

    /// Enters a class.
    pub async fn put_class(&self, school: &SchoolId, class: &ClassCode) -> Result<(), StoreError> {
        let item = open_item(&Key::class(school, class), [("grade", number(class.grade()))]);
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| StoreError::sdk("put a class", error))
    }
}

fn campaign_item(record: &CampaignRecord) -> Result<Item, StoreError> {
    let key = Key::campaign(&record.campaign.school, &record.campaign.id);
    let attributes = [("settings", text(json(&key, &record.campaign)?)), ("district", text(&record.district))];
    let mut item = open_item(&key, attributes);
    if let Some(keys) = &record.handover_keys {
        item.insert("handover_keys".to_owned(), text(json(&key, keys)?));
    }
    Ok(item)
}

fn read_campaign(item: &Item) -> Result<CampaignRecord, StoreError> {
    let read = Read::new(item)?;
    Ok(CampaignRecord {
        campaign: needed_json(&read, "settings")?,
        district: read.needed("district")?,
        handover_keys: read.json("handover_keys")?,
    })
}

fn read_class(item: &Item) -> Result<ClassCode, StoreError> {
    let read = Read::new(item)?;
    let code = read.key.sk.strip_prefix(keys::CLASSES).and_then(|code| ClassCode::parse(code).ok());
    code.ok_or_else(|| read.corrupt("is no class"))
}

fn needed_json<T: serde::de::DeserializeOwned>(read: &Read<'_>, name: &str) -> Result<T, StoreError> {
    read.json(name)?.ok_or_else(|| read.corrupt(format!("{name} is missing")))
}
