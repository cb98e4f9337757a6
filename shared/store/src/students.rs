//! The entry of a student: sign-in is one read and no decryption.

use crate::item::{Item, Read, open_item, text};
use crate::keys::{self, Key};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::{CampaignId, CaseId, SchoolId, StudentNumber};

/// Where a student's account leads, and what proves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudentEntry {
    /// The case.
    pub case: CaseId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The blind index of the sign-in secret.
    pub secret_index: String,
}

impl Store {
    /// The entry of a student, `None` when there is none.
    pub async fn student_entry(
        &self,
        school: &SchoolId,
        number: &StudentNumber,
    ) -> Result<Option<StudentEntry>, StoreError> {
        let item = self.get(&Key::student(school, number)).await?;
        item.map(|item| read_student(&Read::new(&item)?)).transpose()
    }

    /// All students of a school with their entries, by number.
    pub async fn students(&self, school: &SchoolId) -> Result<Vec<(StudentNumber, StudentEntry)>, StoreError> {
        let items = self.partition(keys::school_pk(school), keys::STUDENTS).await?;
        items.iter().map(read_numbered).collect()
    }

    /// Replaces the secret of a student whose entry leads to the same case; `false` when it does not.
    pub async fn put_student_entry(
        &self,
        school: &SchoolId,
        number: &StudentNumber,
        entry: &StudentEntry,
    ) -> Result<bool, StoreError> {
        let put = self.client.put_item().table_name(self.table()).set_item(Some(student_item(school, number, entry)));
        let put = put.condition_expression("#case = :case").expression_attribute_names("#case", "case");
        match put.expression_attribute_values(":case", text(entry.case)).send().await {
            Ok(_) => Ok(true),
            Err(error) => match error.as_service_error() {
                Some(PutItemError::ConditionalCheckFailedException(_)) => Ok(false),
                _ => Err(StoreError::sdk("put a student's entry", error)),
            },
        }
    }
}

pub(crate) fn student_item(school: &SchoolId, number: &StudentNumber, entry: &StudentEntry) -> Item {
    let attributes = [
        ("case", text(entry.case)),
        ("campaign", text(entry.campaign.as_str())),
        ("secret_index", text(&entry.secret_index)),
    ];
    open_item(&Key::student(school, number), attributes)
}

fn read_numbered(item: &Item) -> Result<(StudentNumber, StudentEntry), StoreError> {
    let read = Read::new(item)?;
    let number = read.key.sk.strip_prefix(keys::STUDENTS).and_then(|raw| StudentNumber::parse(raw).ok());
    Ok((number.ok_or_else(|| read.corrupt("is no student"))?, read_student(&read)?))
}

fn read_student(read: &Read<'_>) -> Result<StudentEntry, StoreError> {
    let campaign = CampaignId::parse(&read.needed::<String>("campaign")?);
    Ok(StudentEntry {
        case: read.needed("case")?,
        campaign: campaign.map_err(|_| read.corrupt("campaign does not parse"))?,
        secret_index: read.needed("secret_index")?,
    })
}
