//! Guardian accounts: who claimed a user name first, and which children an account has. Persons and names are stored as
//! blind indexes only.

use crate::item::{Item, Read, number, open_item, text};
use crate::keys::{self, Key};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::operation::put_item::PutItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure;
use domain::ApplicantId;

/// The person behind an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuardianRecord {
    /// The user name in the guardian pool.
    pub username: String,
    /// The whole blind index of the national ID.
    pub person_index: String,
    /// The blind index of the name's comparison form.
    pub name_index: String,
    /// The applicant for whom the account was made.
    pub made_for: ApplicantId,
    /// Which one-time password is valid.
    pub issue: u32,
}

/// Whose an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Nobody had it; now it is as asked.
    New,
    /// It was there already, perhaps by an earlier try of ours: see [`GuardianRecord::made_for`].
    Exists(GuardianRecord),
}

impl Store {
    /// Claims a user name for a person, before the account is made.
    pub async fn claim_guardian(&self, record: &GuardianRecord) -> Result<Claimed, StoreError> {
        let put = self.client.put_item().table_name(self.table()).set_item(Some(guardian_item(record)));
        let put = put.condition_expression("attribute_not_exists(pk)");
        let put = put.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let Err(error) = put.send().await else { return Ok(Claimed::New) };
        match error.as_service_error() {
            Some(PutItemError::ConditionalCheckFailedException(taken)) => {
                match &taken.item {
                    Some(item) => read_guardian(item).map(Claimed::Exists),
                    None => self.guardian(&record.username).await?.map(Claimed::Exists).ok_or_else(|| {
                        StoreError::corrupt(&Key::guardian(&record.username), "was taken and is not there")
                    }),
                }
            }
            _ => Err(StoreError::sdk("claim a guardian", error)),
        }
    }

    /// The person behind an account.
    pub async fn guardian(&self, username: &str) -> Result<Option<GuardianRecord>, StoreError> {
        let item = self.get(&Key::guardian(username)).await?;
        item.as_ref().map(read_guardian).transpose()
    }

    /// Notes that a newer one-time password is valid; an older number changes nothing.
    pub async fn raise_guardian_issue(&self, username: &str, issue: u32) -> Result<(), StoreError> {
        let key = Key::guardian(username).attributes();
        let update = self.client.update_item().table_name(self.table()).set_key(Some(key));
        let update = update.update_expression("SET issue = :issue").condition_expression("issue < :issue");
        match update.expression_attribute_values(":issue", number(issue)).send().await {
            Ok(_) => Ok(()),
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(_)) => Ok(()),
                _ => Err(StoreError::sdk("renew a guardian's password", error)),
            },
        }
    }

    /// The children of an account, each with the applicant that the account's person is in that case.
    pub async fn children(&self, username: &str) -> Result<Vec<ApplicantId>, StoreError> {
        let items = self.partition(keys::guardian_pk(username), keys::CHILDREN).await?;
        items.iter().map(|item| Read::new(item)?.needed("applicant")).collect()
    }
}

fn guardian_item(record: &GuardianRecord) -> Item {
    let attributes = [
        ("username", text(&record.username)),
        ("person_index", text(&record.person_index)),
        ("name_index", text(&record.name_index)),
        ("made_for", text(record.made_for)),
        ("issue", number(record.issue)),
    ];
    open_item(&Key::guardian(&record.username), attributes)
}

fn read_guardian(item: &Item) -> Result<GuardianRecord, StoreError> {
    let read = Read::new(item)?;
    Ok(GuardianRecord {
        username: read.needed("username")?,
        person_index: read.needed("person_index")?,
        name_index: read.needed("name_index")?,
        made_for: read.needed("made_for")?,
        issue: read.needed("issue")?,
    })
}
