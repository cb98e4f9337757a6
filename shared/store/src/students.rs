//! The entry of a student: sign-in is one read and no decryption. A printed code lies beside its index, sealed, because
//! the child's form has to show it; it is opened for that alone.

use crate::append::unbuilt;
use crate::cancelled::Lost;
use crate::item::{Item, Read, open_item, sealed_field, text};
use crate::keys::{self, Key};
use crate::sealing::SealingKey;
use crate::{KeyOwner, Store, StoreError};
use aws_sdk_dynamodb::types::{Put, TransactWriteItem};
use domain::{CampaignId, CaseId, EntryCode, SchoolId, StudentNumber};
use jiff::Timestamp;
use std::collections::BTreeMap;

const CODE: &str = "entry_code";

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

    /// The printed codes of these students by their cases; who signs in by the ID number has none.
    pub async fn entry_codes(
        &self,
        school: &SchoolId,
        numbers: impl IntoIterator<Item = &StudentNumber>,
    ) -> Result<BTreeMap<CaseId, EntryCode>, StoreError> {
        let keys: Vec<_> = numbers.into_iter().map(|number| Key::student(school, number)).collect();
        let mut codes = BTreeMap::new();
        for item in self.get_many("read entry codes", &keys).await? {
            let read = Read::new(&item)?;
            let Some((name, _)) = read.part(CODE, "sealed")? else { continue };
            let name = name.parse().map_err(|_| read.corrupt("the code is sealed with no known key"))?;
            if let Some(code) = read.open_field(&*self.wrapping_key(&name).await?, CODE)? {
                codes.insert(read.needed("case")?, code);
            }
        }
        Ok(codes)
    }

    /// Replaces the secret of a student whose entry leads to the same case, and with it ends all sessions that the
    /// former one began; `false` when it does not. `code` is the secret itself when it is a printed code.
    pub async fn put_student_entry(
        &self,
        school: &SchoolId,
        number: &StudentNumber,
        entry: &StudentEntry,
        code: Option<&EntryCode>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let owner = KeyOwner { school: school.clone(), campaign: Some(entry.campaign.clone()) };
        let (_, key) = self.newest_wrapping_key(&owner).await?;
        let item = student_item(&key, school, number, entry, code)?;
        let replace = async {
            let put = Put::builder().table_name(self.table()).set_item(Some(item));
            let put = put.condition_expression("#case = :case").expression_attribute_names("#case", "case");
            let put = put.expression_attribute_values(":case", text(entry.case)).build().map_err(unbuilt)?;
            let put = TransactWriteItem::builder().put(put).build();
            self.transact("put a student's entry", vec![put, self.end_sessions(entry.case, now)?]).await
        };
        match replace.await {
            Ok(()) => Ok(true),
            Err(Lost::Race) => Ok(false),
            Err(lost) => Err(lost.for_good("put a student's entry")),
        }
    }
}

pub(crate) fn student_item(
    with: &SealingKey,
    school: &SchoolId,
    number: &StudentNumber,
    entry: &StudentEntry,
    code: Option<&EntryCode>,
) -> Result<Item, StoreError> {
    let key = Key::student(school, number);
    let attributes = [
        ("case", text(entry.case)),
        ("campaign", text(entry.campaign.as_str())),
        ("secret_index", text(&entry.secret_index)),
    ];
    let mut item = open_item(&key, attributes);
    if let Some(code) = code {
        item.insert(CODE.to_owned(), sealed_field(with, &key, CODE, code)?);
    }
    Ok(item)
}

fn read_numbered(item: &Item) -> Result<(StudentNumber, StudentEntry), StoreError> {
    let read = Read::new(item)?;
    let number = read.key.sk.strip_prefix(keys::STUDENTS).and_then(|raw| StudentNumber::parse(raw).ok());
    Ok((number.ok_or_else(|| read.corrupt("is no student"))?, read_student(&read)?))
}

pub(crate) fn read_student(read: &Read<'_>) -> Result<StudentEntry, StoreError> {
    let campaign = CampaignId::parse(&read.needed::<String>("campaign")?);
    Ok(StudentEntry {
        case: read.needed("case")?,
        campaign: campaign.map_err(|_| read.corrupt("campaign does not parse"))?,
        secret_index: read.needed("secret_index")?,
    })
}
