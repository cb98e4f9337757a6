//! Erasing a case: its key goes, and with it all that was sealed; what stays is a chain of bytes that nobody can read.
//! Nothing that lies under the case is deleted, so that nobody needs the right to.

use crate::append::unbuilt;
use crate::cancelled::Lost;
use crate::item::{Item, Read, bytes, number, open_item, text};
use crate::keys::Key;
use crate::retries::Retries;
use crate::{Change, ChangeError, DraftPart, Loaded, Store, StoreError};
use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};
use domain::{Account, CaseId, Review};
use std::collections::BTreeSet;

const OPERATION: &str = "erase a case";
const ERASED_AT: &str = "erased_at";

impl Store {
    /// Erases a case for good: key, snapshot, row, drafts and sign-ins go, the student's entry when it leads here, and
    /// the accounts' ties to the child. The sealed events stay for the chain. `false` when there is no such case (any
    /// more). Backups hold the key until they run out.
    pub async fn erase(&self, case: CaseId, by: &Change<'_>) -> Result<bool, ChangeError> {
        self.erase_case(case, by, Ties::Cut).await
    }

    pub(crate) async fn erase_case(&self, case: CaseId, by: &Change<'_>, ties: Ties) -> Result<bool, ChangeError> {
        let mut retries = Retries::of(self, OPERATION);
        loop {
            let Some(loaded) = self.load(case).await? else { return Ok(false) };
            match self.try_to_erase(&loaded, by, ties).await {
                Ok(()) => return Ok(true),
                Err(lost) => retries.again(lost).await?,
            }
        }
    }

    async fn try_to_erase(&self, case: &Loaded, by: &Change<'_>, ties: Ties) -> Result<(), Lost> {
        let mut writes = vec![self.put_unmoved(tombstone(case, by), case)?];
        writes.push(self.put(open_item(&Key::entry(case.id), []))?);
        for part in [DraftPart::Confirmation, DraftPart::Applicants] {
            writes.push(self.delete(&Key::draft(case.id, part))?);
        }
        if ties == Ties::Cut {
            for account in accounts(case) {
                writes.push(self.delete(&Key::child(account, case.id))?);
            }
        }
        let entry = self.student_entry(&case.school, &case.student.number).await.map_err(Lost::Store)?;
        if entry.is_some_and(|entry| entry.case == case.id) {
            writes.push(self.delete_entry_of(case)?);
        }
        self.transact(OPERATION, writes).await
    }

    /// The student's entry, which must still lead to this case.
    fn delete_entry_of(&self, case: &Loaded) -> Result<TransactWriteItem, Lost> {
        let key = Key::student(&case.school, &case.student.number).attributes();
        let delete =
            Delete::builder().table_name(self.table()).set_key(Some(key)).condition_expression("#case = :case");
        let delete = delete.expression_attribute_names("#case", "case");
        let delete = delete.expression_attribute_values(":case", text(case.id)).build().map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// What becomes of the accounts' ties to the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ties {
    /// They go: somebody asked for it.
    Cut,
    /// They stay: the drive is over, and the binding is what it was for.
    Kept,
}

/// What stays in the snapshot's place: where the chain ends, and who ended it when. It has no `seq`, so whoever still
/// holds the case as it was writes nothing.
fn tombstone(case: &Loaded, by: &Change<'_>) -> Item {
    let attributes = [
        ("events", number(case.seq)),
        ("head_hash", bytes(case.head)),
        (ERASED_AT, text(by.now.to_string())),
        ("request_id", text(&by.cause.request_id)),
    ];
    open_item(&Key::case(case.id), attributes)
}

/// The accounts that have this child.
fn accounts(case: &Loaded) -> BTreeSet<&str> {
    case.applicants.iter().filter_map(|applicant| account_of(&applicant.review)).collect()
}

fn account_of(review: &Review) -> Option<&str> {
    match review {
        Review::Approved { account, .. } => match account {
            Account::Created { username, .. } | Account::Linked { username, .. } => Some(username),
            Account::Creating { renewal, .. } => renewal.as_ref().map(|renewal| renewal.username.as_str()),
            Account::Failed { .. } => None,
        },
        Review::Draft | Review::Pending { .. } | Review::Rejected { .. } => None,
    }
}

impl Read<'_> {
    /// Whether a snapshot's case was erased.
    pub(crate) fn is_erased(&self) -> bool {
        self.has(ERASED_AT)
    }
}

/// A case's number of events, as the snapshot or what stayed of it says.
pub(crate) fn events(read: &Read<'_>) -> Result<u64, StoreError> {
    read.needed(if read.is_erased() { "events" } else { "seq" })
}
