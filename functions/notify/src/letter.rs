//! What a mail says: facts, taken from the case at the time of sending. The words stand in `mails/`.

use crate::discreet::{shortened, without_ids};
use domain::{Account, Applicant, Case, Language, MailKind, Notification, ReasonCode, Relationship, Review, TAIPEI};
use identity::OneTimeSecret;
use jiff::{SignedDuration, Timestamp};

/// How long a one-time password is valid: the guardian pool's `TemporaryPasswordValidityDays`.
const ONE_TIME_PASSWORD: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A mail's facts.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What all mails know.
    pub about: About,
    /// What this one says.
    pub says: Says,
}

/// Whom and what a mail is about. Names are shortened to their first letter.
#[derive(Clone, Debug)]
pub struct About {
    /// The reader's language.
    pub language: Language,
    /// 校名
    pub school: String,
    /// 班級
    pub class: String,
    /// 座號
    pub seat: String,
    /// 學生
    pub child: String,
    /// 申請人
    pub reader: String,
    /// 親屬關係: two applicants may share a mailbox.
    pub relationship: Relationship,
    /// Where the family sees and corrects its application.
    pub site: String,
}

/// What a mail says; a kind each, but two for a changed address.
#[derive(Clone, Debug)]
pub enum Says {
    /// The application was received.
    Received,
    /// The account was made.
    Approved(Approved),
    /// The child was linked to an account that exists.
    Linked(Linked),
    /// Not approved.
    Rejected(Rejected),
    /// To the present address: from now on mails go here.
    EmailChanged,
    /// To a former address: mails go elsewhere. Nothing of the child, the applicant or the new address.
    EmailFormer,
}

/// The account was made.
#[derive(Clone, Debug)]
pub struct Approved {
    /// The account's name.
    pub username: String,
    /// `None` when it has run out: a dead password is not sent, the mail says how to get a new one.
    pub password: Option<Password>,
    /// Where guardians sign in.
    pub sign_in: String,
}

/// A one-time password; it prints masked.
#[derive(Clone)]
pub struct Password {
    /// The password.
    pub words: String,
    /// Until when it is valid.
    pub until: String,
}

/// The child was linked.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The account's name.
    pub username: String,
    /// Where guardians sign in.
    pub sign_in: String,
}

/// Not approved.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The picked reason.
    pub code: ReasonCode,
    /// The teacher's own words.
    pub words: Option<String>,
    /// Whether the family can correct it, or has to talk to the school first.
    pub may_send_again: bool,
    /// Until when it can be corrected.
    pub correct_until: String,
}

/// Why there is nothing to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// Not now: a new one-time password is being made.
    NotYet,
    /// Not any more: the mail no longer fits the applicant.
    Never,
}

/// What letters are made from, beside the case.
#[derive(Debug)]
pub struct Composer {
    /// `SITE_URL`: where families apply.
    pub site: String,
    /// `SIGN_IN_URL`: where guardians sign in.
    pub sign_in: String,
}

impl Composer {
    /// The letter of this mail, if it still fits the applicant; `one_time` is behind the one-time passwords.
    pub fn compose(
        &self,
        case: &Case,
        school: &str,
        mail: &Notification,
        one_time: &OneTimeSecret,
        now: Timestamp,
    ) -> Result<Letter, Unsaid> {
        let applicant = case.applicant(mail.applicant).ok_or(Unsaid::Never)?;
        let says = match mail.kind {
            MailKind::Received => Says::Received,
            MailKind::EmailChanged if mail.to == applicant.person.email => Says::EmailChanged,
            MailKind::EmailChanged => Says::EmailFormer,
            MailKind::Approved => self.approved(applicant, one_time, now)?,
            MailKind::Linked => self.linked(applicant)?,
            MailKind::Rejected => rejected(applicant)?,
        };
        let about = About {
            language: applicant.person.language,
            school: school.to_owned(),
            class: case.student.class.to_string(),
            seat: case.student.seat.to_string(),
            child: shortened(&case.student.name),
            reader: shortened(&applicant.person.name),
            relationship: applicant.person.relationship,
            site: self.site.clone(),
        };
        Ok(Letter { about, says })
    }

    fn approved(&self, applicant: &Applicant, one_time: &OneTimeSecret, now: Timestamp) -> Result<Says, Unsaid> {
        match applicant.account() {
            Some(Account::Created { username, issue, at }) => {
                let until = at.checked_add(ONE_TIME_PASSWORD).unwrap_or(Timestamp::MAX);
                let password = (now < until).then(|| Password {
                    words: one_time.password(username, *issue).reveal().to_owned(),
                    until: local(until),
                });
                let sign_in = self.sign_in.clone();
                Ok(Says::Approved(Approved { username: username.clone(), password, sign_in }))
            }
            Some(Account::Creating { .. }) => Err(Unsaid::NotYet),
            Some(Account::Linked { .. } | Account::Failed { .. }) | None => Err(Unsaid::Never),
        }
    }

    fn linked(&self, applicant: &Applicant) -> Result<Says, Unsaid> {
        match applicant.account() {
            Some(Account::Linked { username, .. }) => {
                Ok(Says::Linked(Linked { username: username.clone(), sign_in: self.sign_in.clone() }))
            }
            Some(Account::Creating { .. }) => Err(Unsaid::NotYet),
            Some(Account::Created { .. } | Account::Failed { .. }) | None => Err(Unsaid::Never),
        }
    }
}

fn rejected(applicant: &Applicant) -> Result<Says, Unsaid> {
    let Review::Rejected { reason, correct_until, .. } = &applicant.review else { return Err(Unsaid::Never) };
    Ok(Says::Rejected(Rejected {
        code: reason.code,
        words: reason.text.as_ref().map(|text| without_ids(text.reveal())),
        may_send_again: reason.code != ReasonCode::AskSchool,
        correct_until: local(*correct_until),
    }))
}

/// Date and minute in Taiwan, in a form that every language reads alike.
fn local(at: Timestamp) -> String {
    TAIPEI.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}
