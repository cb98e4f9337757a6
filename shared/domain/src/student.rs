//! The child's data: what the registry says and what the parent may edit.

use crate::{Address, BirthDate, ClassCode, FreeText, Mobile, NationalId, PersonName, Phone, Seat, StudentNumber};
use serde::{Deserialize, Serialize};

/// What the school's registry (學籍) says about a student; parents read it and report errors, only staff change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Student {
    /// 學號
    pub number: StudentNumber,
    /// 班級
    pub class: ClassCode,
    /// 座號
    pub seat: Seat,
    /// 姓名
    pub name: PersonName,
    /// 身分證字號 or 居留證號; some pupils have none and sign in by a printed code.
    pub national_id: Option<NationalId>,
    /// 生日
    pub birth_date: BirthDate,
    /// 原住民身分 in the registry's words, 無 when none.
    pub indigenous_status: FreeText<30>,
    /// A family under protection (保護): contact data is never shown, only overwritten.
    #[serde(default)]
    pub protected: bool,
}

/// Contact data that the parent may edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// 戶籍地址
    pub household_address: Option<Address>,
    /// 通訊地址
    pub mailing_address: Option<Address>,
    /// 住家電話; many households have none.
    pub home_phone: Option<Phone>,
    /// 緊急聯絡人姓名
    pub emergency_contact_name: Option<PersonName>,
    /// 緊急聯絡人手機
    pub emergency_contact_mobile: Option<Mobile>,
}
