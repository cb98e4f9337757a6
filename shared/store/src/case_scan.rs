//! All cases of the table, a page at a time: for an audit, which asks for every one and holds none.

use crate::class_list::case_of;
use crate::item::{Item, Read, text};
use crate::keys;
use crate::{Store, StoreError};
use domain::CaseId;

/// Goes through the table once.
#[derive(Debug)]
pub struct CaseScan {
    store: Store,
    from: Option<Item>,
    last: Option<CaseId>,
    done: bool,
}

impl Store {
    /// Every case that has anything: a snapshot, what stayed of it, or an event whose snapshot is gone. A case made
    /// meanwhile may be missed.
    pub fn scan_cases(&self) -> CaseScan {
        CaseScan { store: self.clone(), from: None, last: None, done: false }
    }
}

impl CaseScan {
    /// The next page, which may hold no case; `None` at the end. The table keeps the items of a key together, so none
    /// comes twice.
    pub async fn next(&mut self) -> Result<Option<Vec<CaseId>>, StoreError> {
        if self.done {
            return Ok(None);
        }
        let scan = self.store.client.scan().table_name(self.store.table()).projection_expression("pk, sk");
        let scan = scan.filter_expression("sk = :case OR begins_with(sk, :event)");
        let scan = scan.expression_attribute_values(":case", text("CASE"));
        let scan = scan.expression_attribute_values(":event", text(keys::EVENTS));
        let page = scan.set_exclusive_start_key(self.from.take()).send().await;
        let page = page.map_err(|error| StoreError::sdk("scan the cases", error))?;
        let mut cases = Vec::new();
        for item in page.items() {
            // What lies under no case's key belongs to none: nothing reads it.
            let Ok(case) = case_of(&Read::new(item)?) else { continue };
            if self.last.replace(case) != Some(case) {
                cases.push(case);
            }
        }
        self.from = page.last_evaluated_key;
        self.done = self.from.is_none();
        Ok(Some(cases))
    }
}
