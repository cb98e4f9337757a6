//! Erasing what campaigns keep no longer: case by case, and at last the campaign with its keys.

use crate::erase::Ties;
use crate::keys::{self, Key};
use crate::{Change, ChangeError, KeyOwner, SchoolListing, Store, StoreError};
use domain::Campaign;

const OPERATION: &str = "forget a campaign";

/// What was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Cases whose time was over.
    pub cases: usize,
    /// Campaigns of which nothing was left.
    pub campaigns: usize,
    /// Whether there is more to do.
    pub more: bool,
}

impl Store {
    /// Erases cases whose time is over, as long as there is `time` for another. A campaign that is over and found empty goes too, with its line in
    /// the list of schools and its keys, so what backups of the table hold cannot be read either once those have run out.
    /// Accounts keep their children. May be repeated at any time.
    pub async fn expire(&self, time: impl Fn(&Expired) -> bool, by: &Change<'_>) -> Result<Expired, ChangeError> {
        let mut expired = Expired::default();
        for listing in self.schools().await? {
            let Some(campaign) = self.campaign(&listing.id, &listing.campaign).await? else { continue };
            if campaign.first_erased_at() > by.now {
                continue;
            }
            let cases = self.campaign_rows(&campaign.school, &campaign.id, by.now).await?;
            if cases.is_empty() && campaign.all_erased_at() <= by.now {
                self.forget_campaign(&listing, &campaign).await?;
                expired.campaigns += 1;
            }
            for case in cases.iter().filter(|case| campaign.kept_until(case.row.is_bound()) <= by.now) {
                if !time(&expired) {
                    return Ok(Expired { more: true, ..expired });
                }
                expired.cases += usize::from(self.erase_case(case.case, by, Ties::Kept).await?);
            }
        }
        Ok(expired)
    }

    async fn forget_campaign(&self, listing: &SchoolListing, campaign: &Campaign) -> Result<(), StoreError> {
        let owner = KeyOwner { school: campaign.school.clone(), campaign: Some(campaign.id.clone()) };
        let mut gone =
            vec![Key::listing(&listing.id, &listing.campaign), Key::campaign(&campaign.school, &campaign.id)];
        gone.extend(self.wrapping_keys_of(&owner).await?);
        let forget = async {
            let deletes = gone.iter().map(|key| self.delete(key)).collect::<Result<_, _>>()?;
            self.transact(OPERATION, deletes).await
        };
        forget.await.map_err(|lost| lost.for_good(OPERATION))
    }

    async fn wrapping_keys_of(&self, owner: &KeyOwner) -> Result<Vec<Key>, StoreError> {
        let items = self.partition(keys::school_pk(&owner.school), &keys::wrapping_key_prefix(owner)).await?;
        items.iter().map(|item| Ok(crate::item::Read::new(item)?.key)).collect()
    }
}
