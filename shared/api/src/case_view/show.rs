//! How the portal is filled in from what is stored: what is masked, what is left out.

use super::{
    AccountView, ApplicantView, CampaignView, CaseSchoolView, CaseView, ConfirmationView, ConsentView, ContactView,
    DraftsView, MailView, ReviewView, StudentView, TilesView,
};
use crate::{Family, times::taipei, versioned};
use axum::Json;
use axum::response::Response;
use domain::{Applicant, ApplicantId, Case, Consent, Context, Review, Writing, writing};
use serde_json::Value;
use store::{Loaded, Portal};

impl Family {
    /// The portal as loaded.
    pub fn view(self) -> Response {
        let view = self.case_view();
        versioned(view.version, Json(view))
    }

    /// The portal as it is shown, to stand in another answer.
    pub fn case_view(&self) -> CaseView {
        CaseView::new(&self.portal, self.now, self.may_write())
    }

    /// Whether everything may be written: a session begun before the deadline has a while longer to finish.
    fn may_write(&self) -> bool {
        let (campaign, actor) = (&self.portal.campaign, self.actor());
        let ctx = Context { campaign, actor: &actor, expected: None, now: self.now };
        matches!(writing(&self.portal.case, &ctx), Ok(Writing::Open))
    }

    /// The portal after `case` was changed.
    pub fn view_after(mut self, case: Loaded) -> Response {
        self.portal.case = case;
        self.view()
    }
}

impl CaseView {
    /// What this portal shows at `now` to somebody who may write or only read.
    pub fn new(portal: &Portal, now: jiff::Timestamp, open: bool) -> Self {
        let Portal { case, campaign, drafts, entry, .. } = portal;
        let has_draft = drafts.confirmation.is_some();
        let correct_until =
            case.applicants.iter().filter_map(Applicant::correct_until).max().filter(|until| now < *until);
        let deadline = if now < campaign.closes { campaign.closes } else { correct_until.unwrap_or(campaign.closes) };
        CaseView {
            version: case.version,
            reference: case.check_code().map(|code| code.to_string()),
            form: case.id.to_string(),
            school: CaseSchoolView { id: campaign.school.to_string(), name: campaign.school_name.clone() },
            campaign: CampaignView {
                state: if open { "open" } else { "read_only" },
                opens: taipei(campaign.opens),
                closes: taipei(campaign.closes),
                notice_version: campaign.notice_version.clone(),
            },
            deadline: taipei(deadline),
            correct_until: correct_until.map(taipei),
            submitted_at: case.submitted_at.map(taipei),
            tiles: TilesView {
                student_data: case.student_data(has_draft),
                guardian_accounts: case.guardian_accounts(),
                application: case.application(),
            },
            student: student(case),
            contact: contact(case),
            confirmation: ConfirmationView {
                state: case.student_data(has_draft),
                registry_correct: case.confirmation.as_ref().map(|c| c.registry_correct),
                error_report: case
                    .confirmation
                    .as_ref()
                    .and_then(|c| c.error_report.as_ref().map(|report| report.reveal().to_owned())),
                confirmed_at: case.confirmation.as_ref().map(|c| taipei(c.at)),
            },
            consent: consent(&case.consent),
            drafts: DraftsView {
                confirmation: drafts.confirmation.clone().map(|draft| without_hidden(draft, case)),
                applicants: drafts.applicants.clone().map(|draft| mask_draft(draft, case)),
                saved_at: drafts.saved_at.map(taipei),
            },
            arrangement: case.arrangement,
            applicants: case.applicants.iter().map(|a| applicant(case, a)).collect(),
            last_sign_in: entry.previous_sign_in.map(taipei),
            last_change: taipei(case.changed_at),
        }
    }
}

fn student(case: &Case) -> StudentView {
    let student = &case.student;
    StudentView {
        class: student.class.to_string(),
        name: student.name.reveal().to_owned(),
        number: student.number.as_str().to_owned(),
        national_id: student.national_id.as_ref().map(|id| id.masked()),
        birth_date: student.birth_date.reveal().to_string(),
        indigenous_status: student.indigenous_status.reveal().to_owned(),
        protected: student.protected,
    }
}

fn contact(case: &Case) -> ContactView {
    if case.student.protected {
        return ContactView::default();
    }
    let contact = &case.contact;
    ContactView {
        household_address: contact.household_address.as_ref().map(|a| a.reveal().to_owned()),
        mailing_address: contact.mailing_address.as_ref().map(|a| a.reveal().to_owned()),
        home_phone: contact.home_phone.as_ref().map(|p| p.reveal().to_owned()),
        emergency_contact_name: contact.emergency_contact_name.as_ref().map(|n| n.reveal().to_owned()),
        emergency_contact_mobile: contact.emergency_contact_mobile.as_ref().map(|m| m.reveal().to_owned()),
    }
}

fn consent(consent: &Consent) -> ConsentView {
    let (state, at) = match consent {
        Consent::None => ("none", None),
        Consent::Agreed { at, .. } => ("agreed", Some(*at)),
        Consent::Declined { at, .. } => ("declined", Some(*at)),
        Consent::Withdrawn { at, .. } => ("withdrawn", Some(*at)),
    };
    let notice = consent.notice();
    ConsentView {
        state,
        notice_version: notice.map(|n| n.version.clone()),
        language: notice.map(|n| n.language.to_string()),
        decided_at: at.map(taipei),
    }
}

fn applicant(case: &Case, a: &Applicant) -> ApplicantView {
    let masked = a.attempt > 0 || case.student.protected;
    let (reason, decided_at) = match &a.review {
        Review::Draft | Review::Pending { .. } => (None, None),
        Review::Approved { decision, .. } => (None, Some(decision.decided_at)),
        Review::Rejected { decision, reason, .. } => (Some(reason), Some(decision.decided_at)),
    };
    let mail = case.mail_status(a);
    ApplicantView {
        applicant_id: ApplicantId { case: case.id, no: a.no }.to_string(),
        name: a.person.name.reveal().to_owned(),
        relationship: a.person.relationship,
        relationship_detail: a.person.relationship_detail.as_ref().map(|d| d.reveal().to_owned()),
        national_id: a.person.national_id.masked(),
        mobile: if masked { a.person.mobile.masked() } else { a.person.mobile.reveal().to_owned() },
        email: a.person.email.as_ref().map(|e| if masked { e.masked() } else { e.reveal().to_owned() }),
        language: a.person.language.to_string(),
        review: ReviewView {
            state: a.review_state(),
            reason_code: reason.map(|r| r.code),
            reason: reason.and_then(|r| r.text.as_ref().map(|t| t.reveal().to_owned())),
            decided_at: decided_at.map(taipei),
        },
        account: AccountView { state: a.account_state(), username: None },
        mail: MailView { state: mail.state, at: mail.at.map(taipei) },
    }
}

/// A protected family's contact data is not shown from its draft either.
fn without_hidden(mut draft: Value, case: &Case) -> Value {
    if let Some(fields) = draft.as_object_mut().filter(|_| case.student.protected) {
        fields.remove("contact");
    }
    draft
}

/// Drafts give back what was typed, but of an ID only its first and last characters: others share this entry. Of a
/// protected family that holds for mobile and e-mail too.
fn mask_draft(mut draft: Value, case: &Case) -> Value {
    let hidden: &[&str] = if case.student.protected { &["national_id", "mobile", "email"] } else { &["national_id"] };
    for applicant in draft.get_mut("applicants").and_then(Value::as_array_mut).into_iter().flatten() {
        for field in hidden {
            if let Some(Value::String(typed)) = applicant.get_mut(field).filter(|typed| **typed != "") {
                *typed = mask(typed);
            }
        }
    }
    draft
}

fn mask(typed: &str) -> String {
    let count = typed.chars().count();
    typed.chars().enumerate().map(|(at, c)| if at == 0 || (count > 8 && at + 4 >= count) { c } else { '*' }).collect()
}
