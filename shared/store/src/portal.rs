//! All that a family's page needs, in one consistent read.

use crate::drafts::read_draft;
use crate::item::Read;
use crate::keys::Key;
use crate::sessions::read_entry;
use crate::{DraftPart, Drafts, Entry, KeyName, KeyOwner, Loaded, Store, StoreError};
use domain::{Campaign, CampaignId, CaseId, SchoolId};
use futures::future::join;
use jiff::Timestamp;

/// Whose portal: what a session says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalKey {
    /// The case.
    pub case: CaseId,
    /// Its school.
    pub school: SchoolId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The session's id.
    pub session: String,
}

/// A family's portal (入口).
#[derive(Clone, Debug, PartialEq)]
pub struct Portal {
    /// The case.
    pub case: Loaded,
    /// The campaign's settings.
    pub campaign: Campaign,
    /// What was typed and not yet sent.
    pub drafts: Drafts,
    /// Sign-ins, and since when sessions are good.
    pub entry: Entry,
    /// Whether this session was signed out.
    pub revoked: bool,
}

impl Store {
    /// The portal of a session's case; `None` when there is no such case in that campaign.
    pub async fn portal(&self, key: &PortalKey, now: Timestamp) -> Result<Option<Portal>, StoreError> {
        let case = Key::case(key.case);
        let campaign = Key::campaign(&key.school, &key.campaign);
        let confirmation = Key::draft(key.case, DraftPart::Confirmation);
        let applicants = Key::draft(key.case, DraftPart::Applicants);
        let entry = Key::entry(key.case);
        let revoked = Key::revoked(&key.session);
        let wanted = [&case, &campaign, &confirmation, &applicants, &entry, &revoked].map(Clone::clone);
        // A process that has just started has no key in memory: it is fetched meanwhile. One that was rotated is fetched after.
        let owner = KeyOwner { school: key.school.clone(), campaign: Some(key.campaign.clone()) };
        let first = KeyName { owner, version: KeyName::FIRST };
        let (items, _) = join(self.get_many("read a portal", &wanted), self.wrapping_key(&first)).await;
        let items = items?;
        let item = |key: &Key| key.among(&items);

        let (Some(snapshot), Some(settings)) = (item(&case), item(&campaign)) else { return Ok(None) };
        let Some(loaded) = self.read_snapshot(snapshot).await? else { return Ok(None) };
        if loaded.school != key.school || loaded.campaign != key.campaign {
            return Ok(None);
        }
        let settings = Read::new(settings)?;
        let mut drafts = Drafts::default();
        for (part, at) in [(DraftPart::Confirmation, &confirmation), (DraftPart::Applicants, &applicants)] {
            if let Some(draft) = item(at) {
                read_draft(&mut drafts, part, draft, &loaded, now)?;
            }
        }
        Ok(Some(Portal {
            case: loaded,
            campaign: settings.json("settings")?.ok_or_else(|| settings.corrupt("settings are missing"))?,
            drafts,
            entry: item(&entry).map(read_entry).transpose()?.unwrap_or_default(),
            revoked: item(&revoked).map(|item| Read::new(item)?.is_live(now)).transpose()?.unwrap_or(false),
        }))
    }
}
