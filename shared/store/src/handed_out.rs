//! What was taken out to be printed: one item a time, written before it is given, never changed and never overwritten.

use crate::item::{Read, expiry, number, open_item, text};
use crate::keys::{Key, TTL, handed_out_pk};
use crate::{Store, StoreError};
use domain::{Campaign, CampaignId, ClassCode, SchoolId};
use jiff::Timestamp;

/// The blank forms of a class were taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOut {
    /// When.
    pub at: Timestamp,
    /// The user name of who did it.
    pub by: String,
    /// The class.
    pub class: ClassCode,
    /// How many forms.
    pub forms: u32,
    /// How many of them show a code that opens an entry.
    pub codes: u32,
}

impl Store {
    /// Notes it for as long as anything of the campaign is kept; `request_id` tells two of the same moment apart.
    pub async fn note_handed_out(
        &self,
        campaign: &Campaign,
        request_id: &str,
        out: &HandedOut,
    ) -> Result<(), StoreError> {
        let item = open_item(
            &Key::handed_out(&campaign.school, &campaign.id, out.at, request_id),
            [
                (TTL, expiry(campaign.all_erased_at())),
                ("at", text(out.at.to_string())),
                ("by", text(&out.by)),
                ("class", text(out.class.to_string())),
                ("forms", number(out.forms)),
                ("codes", number(out.codes)),
            ],
        );
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(pk)").send().await;
        match put {
            Ok(_) => Ok(()),
            // The client's own retry of a lost answer meets what it wrote: nobody else has this request's id.
            Err(error) if error.as_service_error().is_some_and(|e| e.is_conditional_check_failed_exception()) => Ok(()),
            Err(error) => Err(StoreError::sdk("note what is handed out", error)),
        }
    }

    /// All of a campaign, oldest first.
    pub async fn handed_out(&self, school: &SchoolId, campaign: &CampaignId) -> Result<Vec<HandedOut>, StoreError> {
        let items = self.partition(handed_out_pk(school, campaign), "").await?;
        items.iter().map(|item| read(&Read::new(item)?)).collect()
    }
}

fn read(item: &Read<'_>) -> Result<HandedOut, StoreError> {
    let class: String = item.needed("class")?;
    Ok(HandedOut {
        at: item.needed("at")?,
        by: item.needed("by")?,
        class: ClassCode::parse(&class).map_err(|_| item.corrupt("class is none"))?,
        forms: item.needed("forms")?,
        codes: item.needed("codes")?,
    })
}
