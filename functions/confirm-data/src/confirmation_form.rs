//! The answer about the child's data as the page sends it: every text field optional and raw, parsed so that all wrong
//! ones are named at once.

use api::{Fields, Problem};
use domain::{Address, Case, ConfirmData, Contact, FieldError, FreeText, Mobile, PersonName, Phone};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The answer about the child's data; also the shape of a draft, where any part may be missing.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmationForm {
    /// 資訊正確, or 錯誤回報 when false.
    #[serde(skip_serializing_if = "Option::is_none")]
    registry_correct: Option<bool>,
    /// What is wrong, in words; needed when something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 500)]
    error_report: Option<String>,
    /// Contact data. A protected family may leave out what it cannot see: it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactForm>,
}

/// Contact data.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactForm {
    /// 戶籍地址
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    household_address: Option<String>,
    /// 通訊地址
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    mailing_address: Option<String>,
    /// 住家電話; not everybody has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    home_phone: Option<String>,
    /// 緊急聯絡人姓名
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 50)]
    emergency_contact_name: Option<String>,
    /// 緊急聯絡人手機
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 30)]
    emergency_contact_mobile: Option<String>,
}

impl ConfirmationForm {
    /// The answer, or all fields that are wrong.
    pub(crate) fn parse(&self, case: &Case) -> Result<ConfirmData, Problem> {
        let mut fields = Fields::new();
        let report = self.error_report.as_deref();
        let error_report = match self.registry_correct {
            None => {
                fields.note("/registry_correct", "required");
                None
            }
            Some(true) => {
                let _of_no_effect: Option<FreeText<500>> = fields.optional("/error_report", report, FreeText::parse);
                None
            }
            Some(false) => fields.required("/error_report", report, FreeText::parse),
        };
        let typed = self.contact.clone().unwrap_or_default();
        let contact =
            typed.parse(&mut Needed { fields: &mut fields, protected: case.student.protected }, &case.contact);
        let answer = self.registry_correct;
        fields.finish(answer.map(|registry_correct| ConfirmData { registry_correct, error_report, contact }))
    }

    /// As this is to be kept as a draft: half-typed values as they are; only what could never be right is refused.
    pub(crate) fn keep(self) -> Result<Self, Problem> {
        let mut fields = Fields::new();
        fields.storable("/error_report", self.error_report.as_deref(), FreeText::<500>::parse);
        if let Some(contact) = &self.contact {
            fields.storable("/contact/household_address", contact.household_address.as_deref(), Address::parse);
            fields.storable("/contact/mailing_address", contact.mailing_address.as_deref(), Address::parse);
            fields.storable("/contact/home_phone", contact.home_phone.as_deref(), Phone::parse);
            fields.storable(
                "/contact/emergency_contact_name",
                contact.emergency_contact_name.as_deref(),
                PersonName::parse,
            );
            fields.storable(
                "/contact/emergency_contact_mobile",
                contact.emergency_contact_mobile.as_deref(),
                Mobile::parse,
            );
        }
        fields.finish(Some(self))
    }

    /// With what a protected family had drafted in place of what it leaves out now: it never sees its contact data again,
    /// so a page that was opened anew cannot send it.
    pub(crate) fn completed_by(mut self, draft: Option<ConfirmationForm>) -> Self {
        let drafted = draft.and_then(|draft| draft.contact).unwrap_or_default();
        let typed = self.contact.take().unwrap_or_default();
        self.contact = Some(ContactForm {
            household_address: typed.household_address.or(drafted.household_address),
            mailing_address: typed.mailing_address.or(drafted.mailing_address),
            home_phone: typed.home_phone.or(drafted.home_phone),
            emergency_contact_name: typed.emergency_contact_name.or(drafted.emergency_contact_name),
            emergency_contact_mobile: typed.emergency_contact_mobile.or(drafted.emergency_contact_mobile),
        });
        self
    }
}

/// Parses contact data: a protected family may leave out what the school has.
struct Needed<'a> {
    fields: &'a mut Fields,
    protected: bool,
}

impl Needed<'_> {
    fn field<T>(
        &mut self,
        name: &str,
        text: &Option<String>,
        stored: &Option<T>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        let pointer = format!("/contact/{name}");
        if self.protected && stored.is_some() {
            self.fields.optional(&pointer, text.as_deref(), parse)
        } else {
            self.fields.required(&pointer, text.as_deref(), parse)
        }
    }
}

impl ContactForm {
    fn parse(&self, needed: &mut Needed<'_>, stored: &Contact) -> Contact {
        let (household, mailing) = (&self.household_address, &self.mailing_address);
        let (name, mobile) = (&self.emergency_contact_name, &self.emergency_contact_mobile);
        Contact {
            household_address: needed.field("household_address", household, &stored.household_address, Address::parse),
            mailing_address: needed.field("mailing_address", mailing, &stored.mailing_address, Address::parse),
            home_phone: needed.fields.optional("/contact/home_phone", self.home_phone.as_deref(), Phone::parse),
            emergency_contact_name: needed.field(
                "emergency_contact_name",
                name,
                &stored.emergency_contact_name,
                PersonName::parse,
            ),
            emergency_contact_mobile: needed.field(
                "emergency_contact_mobile",
                mobile,
                &stored.emergency_contact_mobile,
                Mobile::parse,
            ),
        }
    }
}
