//! Who applies, as the page sends it: every text field optional and raw, parsed so that all wrong ones are named at once.

use api::{Fields, Problem};
use domain::{
    Applicant, ApplicantForm, ApplicantId, ApplicantNo, Arrangement, Case, Email, FieldError, FreeText, Given,
    IdPolicy, Language, Mobile, NameApplicants, NationalId, PersonName, Relationship,
};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

/// No arrangement has more applicants.
const MOST: usize = 2;

/// Who applies; also the shape of a draft, where any part may be missing.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplicantsForm {
    /// 監護情形
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = crate::choices::arrangement)]
    pub(crate) arrangement: Option<Arrangement>,
    /// One or two; approved ones may be left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 2)]
    pub(crate) applicants: Option<Vec<Filled>>,
}

/// One applicant as filled in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ApplicantForm)]
pub(crate) struct Filled {
    /// Of an applicant that the case knows already.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    pub(crate) applicant_id: Option<String>,
    /// 申請人姓名
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 50)]
    pub(crate) name: Option<String>,
    /// 親屬關係
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = crate::choices::relationship)]
    pub(crate) relationship: Option<Relationship>,
    /// What kind of guardian.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 50)]
    pub(crate) relationship_detail: Option<String>,
    /// 身分證字號 or 居留證號; left out, what is stored or drafted stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 32)]
    pub(crate) national_id: Option<String>,
    /// 手機; left out, what is stored or drafted stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 30)]
    pub(crate) mobile: Option<String>,
    /// 電子郵件; left out, what is stored or drafted stays; null or empty means no mailbox.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub(crate) email: Option<Option<String>>,
    /// The language of this person's mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 35)]
    pub(crate) language: Option<String>,
}

/// Tells `null` from a field that was left out.
pub(crate) fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(field).map(Some)
}

/// `null`, or nothing but spaces, means no mailbox.
pub(crate) fn email(fields: &mut Fields, pointer: &str, given: Option<&str>) -> Given<Option<Email>> {
    Given::Value(fields.optional(pointer, given, Email::parse))
}

impl ApplicantsForm {
    /// The command, or all fields that are wrong. What `drafted` holds of an applicant stands in for what was left out.
    pub(crate) fn parse(&self, case: &Case, drafted: &Self, policy: &IdPolicy) -> Result<NameApplicants, Problem> {
        let mut fields = Fields::new();
        if self.arrangement.is_none() {
            fields.note("/arrangement", "required");
        }
        let filled = self.filled();
        match &self.applicants {
            None => fields.note("/applicants", "required"),
            Some(_) if filled.len() > MOST => fields.note("/applicants", "count"),
            Some(_) => {}
        }
        let parsed: Vec<_> = filled
            .iter()
            .take(MOST)
            .enumerate()
            .map(|(at, filled)| filled.parse(&mut At { fields: &mut fields, at }, case, drafted.of(at, filled), policy))
            .collect();
        let applicants: Option<Vec<_>> = parsed.into_iter().collect();
        let form = self.arrangement.zip(applicants);
        fields.finish(form.map(|(arrangement, applicants)| NameApplicants { arrangement, applicants }))
    }

    /// As this is to be kept as a draft: what can be shown masked and was left out keeps what the stored draft holds of
    /// that applicant. Half-typed values are kept as they are; only what could never be right is refused.
    pub(crate) fn keep(mut self, stored: &Self) -> Result<Self, Problem> {
        let mut fields = Fields::new();
        if self.filled().len() > MOST {
            fields.note("/applicants", "count");
        }
        for (at, filled) in self.applicants.iter_mut().flatten().take(MOST).enumerate() {
            filled.storable(&mut At { fields: &mut fields, at });
            if let Some(before) = stored.of(at, filled) {
                filled.national_id = filled.national_id.take().or_else(|| before.national_id.clone());
                filled.mobile = filled.mobile.take().or_else(|| before.mobile.clone());
                filled.email = filled.email.take().or_else(|| before.email.clone());
            }
        }
        fields.finish(Some(self))
    }

    /// Going from two to one hides the second until it is sent: a draft of both keeps the one who is not named now.
    pub(crate) fn hiding(mut self, stored: &Self) -> Self {
        if let (Some(Arrangement::OneParent), Some([shown])) = (self.arrangement, self.applicants.as_deref()) {
            let shown = stored.of(0, shown).or(stored.filled().first());
            let hidden = stored.filled().iter().find(|other| !shown.is_some_and(|shown| std::ptr::eq(*other, shown)));
            self.applicants.get_or_insert_default().extend(hidden.cloned());
        }
        self
    }

    /// Takes over this applicant's e-mail; says whether the applicant is here, by the id or, before there was one, by the
    /// name.
    pub(crate) fn correct_email(&mut self, case: &Case, of: &Applicant) -> bool {
        let id = ApplicantId { case: case.id, no: of.no }.to_string();
        let is_it = |filled: &Filled| match &filled.applicant_id {
            Some(known) => *known == id,
            None => filled.name.as_deref() == Some(of.person.name.reveal()),
        };
        let found = self.applicants.iter_mut().flatten().find(|filled| is_it(filled));
        let email = of.person.email.as_ref().map(|email| email.reveal().to_owned());
        found.map(|filled| filled.email = Some(email)).is_some()
    }

    fn filled(&self) -> &[Filled] {
        self.applicants.as_deref().unwrap_or_default()
    }

    /// What this draft holds of the applicant at a place: found by the name, because places move when somebody is taken
    /// out, and by the place itself when the name is a new one.
    fn of(&self, at: usize, filled: &Filled) -> Option<&Filled> {
        let here = self.filled().get(at);
        let named = |other: &&Filled| filled.name.is_some() && other.name == filled.name;
        let found = here.filter(named).or_else(|| self.filled().iter().find(named)).or(here);
        found.filter(|before| before.applicant_id == filled.applicant_id)
    }
}

/// The fields of the applicant at a place.
struct At<'a> {
    fields: &'a mut Fields,
    at: usize,
}

impl At<'_> {
    fn pointer(&self, field: &str) -> String {
        format!("/applicants/{}/{field}", self.at)
    }

    fn note(&mut self, field: &str, code: &'static str) {
        self.fields.note(&self.pointer(field), code);
    }

    fn required<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        self.fields.required(&self.pointer(field), text, parse)
    }

    fn optional<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        self.fields.optional(&self.pointer(field), text, parse)
    }

    /// For a draft: refuses a masked value and one that no field has room for.
    fn storable<T>(&mut self, field: &str, text: Option<&str>, parse: impl FnOnce(&str) -> Result<T, FieldError>) {
        self.fields.storable(&self.pointer(field), text, parse);
    }
}

impl Filled {
    fn parse(
        &self,
        at: &mut At<'_>,
        case: &Case,
        drafted: Option<&Filled>,
        policy: &IdPolicy,
    ) -> Option<ApplicantForm> {
        let no = self.applicant_id.as_deref().map(|id| number(at, case, id));
        let name = at.required("name", self.name.as_deref(), PersonName::parse);
        if self.relationship.is_none() {
            at.note("relationship", "required");
        }
        let relationship_detail =
            at.optional("relationship_detail", self.relationship_detail.as_deref(), FreeText::parse);
        let id_text = typed(&self.national_id).or(drafted.and_then(|d| typed(&d.national_id)));
        let national_id = at.optional("national_id", id_text, |text| NationalId::parse(text, policy));
        let mobile_text = typed(&self.mobile).or(drafted.and_then(|d| typed(&d.mobile)));
        let mobile = at.optional("mobile", mobile_text, Mobile::parse);
        let email = match self.email.as_ref().or(drafted.and_then(|d| d.email.as_ref())) {
            None => Given::Keep,
            Some(given) => {
                let pointer = at.pointer("email");
                email(at.fields, &pointer, given.as_deref())
            }
        };
        let language = at.optional("language", self.language.as_deref(), Language::parse);
        let known = |id: &NationalId| case.applicants.iter().any(|a| a.person.national_id == *id);
        if no.is_none() && !national_id.as_ref().is_some_and(known) {
            let left_out = [
                (id_text.is_none(), "national_id"),
                (mobile_text.is_none(), "mobile"),
                (email == Given::Keep, "email"),
            ];
            left_out.iter().filter(|(left_out, _)| *left_out).for_each(|(_, field)| at.note(field, "required"));
        }
        Some(ApplicantForm {
            no: no.flatten(),
            name: name?,
            relationship: self.relationship?,
            relationship_detail,
            national_id,
            mobile,
            email,
            language,
        })
    }

    fn storable(&self, at: &mut At<'_>) {
        at.storable("applicant_id", self.applicant_id.as_deref(), limited::<40>);
        at.storable("name", self.name.as_deref(), PersonName::parse);
        at.storable("relationship_detail", self.relationship_detail.as_deref(), FreeText::<50>::parse);
        at.storable("national_id", self.national_id.as_deref(), NationalId::stored);
        at.storable("mobile", self.mobile.as_deref(), Mobile::parse);
        at.storable("email", self.email.as_ref().and_then(|given| given.as_deref()), Email::parse);
        at.storable("language", self.language.as_deref(), limited::<35>);
    }
}

/// An applicant's number in this case; another case's applicant is as unknown as one that never was.
fn number(at: &mut At<'_>, case: &Case, text: &str) -> Option<ApplicantNo> {
    let id = text.parse::<ApplicantId>().ok().filter(|id| id.case == case.id && case.applicant(id.no).is_some());
    if id.is_none() {
        at.note("applicant_id", "unknown");
    }
    id.map(|id| id.no)
}

fn typed(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.trim().is_empty())
}

fn limited<const MAX: usize>(text: &str) -> Result<FreeText<MAX>, FieldError> {
    FreeText::parse(text)
}
