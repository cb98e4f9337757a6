//! What the operator's loader writes: a case's beginning. All of it may be repeated.

use crate::cancelled::Lost;
use crate::case_key::CaseKey;
use crate::chain::START;
use crate::item::{open_item, text};
use crate::keys::Key;
use crate::sealing::SealingKey;
use crate::snapshot::{event_item, snapshot_item};
use crate::students::student_item;
use crate::{Change, KeyOwner, Loaded, Store, StoreError, StudentEntry, backoff};
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::{CampaignId, CaseId, Contact, EntryCode, Event, Recorded, SchoolId, Student};

const OPERATION: &str = "open a case";

/// A student who comes into a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// Random id.
    pub id: CaseId,
    /// The school.
    pub school: SchoolId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The registry's data.
    pub student: Student,
    /// Contact data known to the school.
    pub contact: Contact,
    /// The blind index of the sign-in secret.
    pub secret_index: String,
    /// The secret itself when it is a printed code: the child's form shows it.
    pub entry_code: Option<EntryCode>,
}

/// What became of opening a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// The case was opened.
    New(Box<Loaded>),
    /// The student has a case in this campaign; nothing was written.
    Exists(StudentEntry),
}

impl Store {
    /// Opens a case: its first event, its snapshot, its sign-ins and the student's entry, all or nothing. An entry that
    /// leads to another campaign is replaced: a student has one campaign at a time.
    pub async fn open_case(&self, new: &NewCase, by: &Change<'_>) -> Result<Opened, StoreError> {
        for tried in 0..backoff::TRIES {
            if tried > 0 {
                self.pause(tried).await;
            }
            match self.begin(new, by).await {
                Ok(case) => return Ok(Opened::New(Box::new(case))),
                Err(Lost::Store(error)) => return Err(error),
                Err(Lost::Race | Lost::Throttled) => {}
            }
            let entry = self.student_entry(&new.school, &new.student.number).await?;
            if let Some(entry) = entry.filter(|entry| entry.campaign == new.campaign) {
                return Ok(Opened::Exists(entry));
            }
        }
        Err(StoreError::busy(OPERATION))
    }

    async fn begin(&self, new: &NewCase, by: &Change<'_>) -> Result<Loaded, Lost> {
        let opened = Event::Opened { student: Box::new(new.student.clone()), contact: Box::new(new.contact.clone()) };
        let first = Recorded::first(by.now, by.actor, &by.cause, opened);
        let case = domain::open(new.id, new.school.clone(), new.campaign.clone(), &first);
        let case = case.ok_or_else(|| Lost::Store(StoreError::corrupt(&Key::case(new.id), "does not begin")))?;
        let owner = KeyOwner { school: new.school.clone(), campaign: Some(new.campaign.clone()) };
        let (name, wrapping) = self.newest_wrapping_key(&owner).await.map_err(Lost::Store)?;
        let key = CaseKey::new(new.id, name, &wrapping).map_err(Lost::Store)?;
        let (event, head) = event_item(&key, new.id, &first, &START).map_err(Lost::Store)?;
        let snapshot = snapshot_item(&key, &case, &head).map_err(Lost::Store)?;
        let writes = vec![
            self.put_new(snapshot)?,
            self.put_new(event)?,
            self.put_new(open_item(&Key::entry(new.id), []))?,
            self.put_entry_of_campaign(new, &wrapping)?,
        ];
        self.transact(OPERATION, writes).await?;
        Ok(Loaded { case, head, key })
    }

    fn put_entry_of_campaign(&self, new: &NewCase, wrapping: &SealingKey) -> Result<TransactWriteItem, Lost> {
        let entry =
            StudentEntry { case: new.id, campaign: new.campaign.clone(), secret_index: new.secret_index.clone() };
        let code = new.entry_code.as_ref();
        let item = student_item(wrapping, &new.school, &new.student.number, &entry, code).map_err(Lost::Store)?;
        let put = Put::builder().table_name(self.table()).set_item(Some(item));
        let put = put.condition_expression("attribute_not_exists(pk) OR campaign <> :campaign");
        let put = put.expression_attribute_values(":campaign", text(new.campaign.as_str())).build();
        let put =
            put.map_err(|error| Lost::Store(StoreError::Rejected { operation: OPERATION, source: error.into() }))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}
