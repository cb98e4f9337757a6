//! From the code on a paper to its case.

use crate::class_list::case_of;
use crate::item::{Read, text};
use crate::keys;
use crate::{Store, StoreError};
use domain::{CampaignId, CaseId, CheckCode, SchoolId};

impl Store {
    /// The cases whose papers have this code: one, or by chance two. The index follows the table within moments.
    pub async fn cases_of_code(
        &self,
        school: &SchoolId,
        campaign: &CampaignId,
        code: &CheckCode,
    ) -> Result<Vec<CaseId>, StoreError> {
        let query = self.client.query().table_name(self.table()).index_name(keys::CODE_INDEX);
        let query = query.key_condition_expression("gsi3pk = :code");
        let query = query.expression_attribute_values(":code", text(keys::code_index_pk(school, campaign, code)));
        let found = query.send().await.map_err(|error| StoreError::sdk("query the code index", error))?;
        found.items().iter().map(|item| case_of(&Read::new(item)?)).collect()
    }
}
