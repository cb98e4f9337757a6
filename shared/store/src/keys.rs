//! Every key and index of the table, on one screen, with the question each answers.
//!
//! | pk | sk | answers |
//! | --- | --- | --- |
//! | `CASE#<case>` | `CASE` | how does this case stand? (snapshot) |
//! | | `EVENT#<seq>#<kind>` | what happened to it, in order? |
//! | | `ENTRY` | when did the family sign in, and since when are sessions good? |
//! | `DRAFT#<case>` | `confirmation`, `applicants` | what was typed and not yet sent? |
//! | `SCHOOL#<school>` | `CAMPAIGN#<campaign>` | what does this campaign ask for? |
//! | | `CLASS#<class>` | which classes are there? |
//! | | `STUDENT#<number>` | may this account sign in, and to which case? which code does its form show? |
//! | | `KEY#campaign#<campaign>#<version>`, `KEY#school#<version>` | what wraps the keys of its cases, what seals its staff? |
//! | `SCHOOLS` | `<school>#<campaign>` | which schools have which campaigns? |
//! | `STAFF#<username>` | `STAFF` | which classes are this person's? |
//! | `GUARDIAN#<username>` | `GUARDIAN` | whose account is this? |
//! | | `CHILD#<case>` | which children are this account's? |
//! | `HANDED#<school>#<campaign>` | `<time>#<request>` | which forms were taken out to be printed, by whom? |
//! | `CAPTCHA#<id>` | `CAPTCHA` | what is the answer? (short-lived) |
//! | `CLAIM#<key>` | `CLAIM`, `LEASE` | was it used already? does somebody work on it? (short-lived) |
//! | `REVOKED#<session>` | `REVOKED` | was this session signed out? (short-lived) |
//! | `THROTTLE#<key>` | `THROTTLE` | how often did it fail lately? (short-lived) |
//!
//! | index | its pk | its sk | answers |
//! | --- | --- | --- | --- |
//! | `gsi1` (includes `row`, `case_key`, `seq`, `ttl`) | `CAMPAIGN#<school>#<campaign>` | `<class>#<seat>#<case>`, drafts with `#DRAFT` after it | how does a class stand? |
//! | `gsi2` (keys only, sparse) | `DUE#account`, `DUE#mail`, `DUE#both` | since when | what is due? |
//! | `gsi3` (keys only, sparse) | `CODE#<school>#<campaign>#<code>` | – | which case has this 核對碼 on its paper? |

use crate::item::Item;
use crate::{DraftPart, DueKind, KeyName, KeyOwner};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{CampaignId, Case, CaseId, CheckCode, ClassCode, SchoolId, StudentNumber};
use jiff::Timestamp;
use std::collections::HashMap;

/// The class index.
pub const CLASS_INDEX: &str = "gsi1";
/// The sparse index of what is due.
pub const DUE_INDEX: &str = "gsi2";
/// The sparse index of the check codes on papers.
pub const CODE_INDEX: &str = "gsi3";
/// The attribute by which the table drops short-lived items: epoch seconds.
pub const TTL: &str = "ttl";

pub(crate) const SCHOOLS: &str = "SCHOOLS";
pub(crate) const EVENTS: &str = "EVENT#";
pub(crate) const CAMPAIGNS: &str = "CAMPAIGN#";
pub(crate) const CLASSES: &str = "CLASS#";
pub(crate) const STUDENTS: &str = "STUDENT#";
/// Apart from the case, so that a role may delete drafts and no event: roles go by the partition key.
pub(crate) const DRAFTS: &str = "DRAFT#";
pub(crate) const CHILDREN: &str = "CHILD#";

/// Where an item lies.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Key { pk, sk: sk.into() }
    }

    pub(crate) fn case(case: CaseId) -> Self {
        Key::new(case_pk(case), "CASE")
    }

    pub(crate) fn event(case: CaseId, seq: u64, kind: &str) -> Self {
        Key::new(case_pk(case), format!("{EVENTS}{seq:06}#{kind}"))
    }

    pub(crate) fn draft(case: CaseId, part: DraftPart) -> Self {
        Key::new(format!("{DRAFTS}{case}"), part.name())
    }

    pub(crate) fn entry(case: CaseId) -> Self {
        Key::new(case_pk(case), "ENTRY")
    }

    pub(crate) fn campaign(school: &SchoolId, campaign: &CampaignId) -> Self {
        Key::new(school_pk(school), format!("{CAMPAIGNS}{campaign}"))
    }

    pub(crate) fn class(school: &SchoolId, class: &ClassCode) -> Self {
        Key::new(school_pk(school), format!("{CLASSES}{class}"))
    }

    pub(crate) fn student(school: &SchoolId, number: &StudentNumber) -> Self {
        Key::new(school_pk(school), format!("{STUDENTS}{}", number.as_str()))
    }

    pub(crate) fn wrapping_key(name: &KeyName) -> Self {
        let sk = format!("{}{:06}", wrapping_key_prefix(&name.owner), name.version);
        Key::new(school_pk(&name.owner.school), sk)
    }

    pub(crate) fn listing(school: &SchoolId, campaign: &CampaignId) -> Self {
        Key::new(SCHOOLS.to_owned(), format!("{school}#{campaign}"))
    }

    pub(crate) fn staff(username: &str) -> Self {
        Key::new(format!("STAFF#{username}"), "STAFF")
    }

    pub(crate) fn guardian(username: &str) -> Self {
        Key::new(guardian_pk(username), "GUARDIAN")
    }

    pub(crate) fn child(username: &str, case: CaseId) -> Self {
        Key::new(guardian_pk(username), format!("{CHILDREN}{case}"))
    }

    /// The item of this key among those that were read together.
    pub(crate) fn among<'a>(&self, items: &'a [Item]) -> Option<&'a Item> {
        let is = |item: &Item, name: &str, value: &str| {
            item.get(name).and_then(|v| v.as_s().ok()).is_some_and(|v| v == value)
        };
        items.iter().find(|item| is(item, "pk", &self.pk) && is(item, "sk", &self.sk))
    }

    pub(crate) fn handed_out(school: &SchoolId, campaign: &CampaignId, at: Timestamp, request_id: &str) -> Self {
        Key::new(handed_out_pk(school, campaign), format!("{}#{request_id}", sortable(at)))
    }

    pub(crate) fn captcha(id: &str) -> Self {
        Key::new(format!("CAPTCHA#{id}"), "CAPTCHA")
    }

    pub(crate) fn claim(key: &str) -> Self {
        Key::new(format!("CLAIM#{key}"), "CLAIM")
    }

    pub(crate) fn lease(key: &str) -> Self {
        Key::new(format!("CLAIM#{key}"), "LEASE")
    }

    pub(crate) fn revoked(session: &str) -> Self {
        Key::new(format!("REVOKED#{session}"), "REVOKED")
    }

    pub(crate) fn throttle(key: &str) -> Self {
        Key::new(format!("THROTTLE#{key}"), "THROTTLE")
    }

    /// As the client wants it.
    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// For messages and logs: an account name or a student number is not shown.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let kind = |text: &str| text.split('#').next().unwrap_or_default().to_owned();
        let is_school = self.pk.starts_with("SCHOOL#") && !self.sk.starts_with(STUDENTS);
        if is_school || self.pk.starts_with("CASE#") || self.pk.starts_with(DRAFTS) {
            write!(f, "{}/{}", self.pk, self.sk)
        } else {
            write!(f, "{}/{}", kind(&self.pk), kind(&self.sk))
        }
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({self})")
    }
}

pub(crate) fn case_pk(case: CaseId) -> String {
    format!("CASE#{case}")
}

pub(crate) fn school_pk(school: &SchoolId) -> String {
    format!("SCHOOL#{school}")
}

pub(crate) fn guardian_pk(username: &str) -> String {
    format!("GUARDIAN#{username}")
}

pub(crate) fn handed_out_pk(school: &SchoolId, campaign: &CampaignId) -> String {
    format!("HANDED#{school}#{campaign}")
}

/// All versions of an owner's wrapping key, oldest first.
pub(crate) fn wrapping_key_prefix(owner: &KeyOwner) -> String {
    match &owner.campaign {
        Some(campaign) => format!("KEY#campaign#{campaign}#"),
        None => "KEY#school#".to_owned(),
    }
}

/// The class index's partition: a campaign.
pub(crate) fn campaign_index_pk(school: &SchoolId, campaign: &CampaignId) -> String {
    format!("CAMPAIGN#{school}#{campaign}")
}

/// The code index's partition: a code of a campaign, which by chance two cases may have.
pub(crate) fn code_index_pk(school: &SchoolId, campaign: &CampaignId, code: &CheckCode) -> String {
    format!("CODE#{school}#{campaign}#{code}")
}

/// All of a class in the class index.
pub(crate) fn class_prefix(class: &ClassCode) -> String {
    format!("{class}#")
}

/// A case's place in the class index; drafts stand right after it.
pub(crate) fn class_index_sk(case: &Case) -> String {
    format!("{}#{}#{}", case.student.class, case.student.seat, case.id)
}

/// A draft's place in the class index.
pub(crate) fn draft_index_sk(case: &Case) -> String {
    format!("{}#DRAFT", class_index_sk(case))
}

/// Both partitions of the due index that hold something of this kind.
pub(crate) fn due_pks(kind: DueKind) -> [&'static str; 2] {
    match kind {
        DueKind::Account => ["DUE#account", "DUE#both"],
        DueKind::Mail => ["DUE#mail", "DUE#both"],
    }
}

/// A case's place in the due index, if anything is or will be due.
pub(crate) fn due_index(case: &Case) -> Option<(&'static str, String)> {
    let due = case.due();
    let pk = match (due.account, due.mail) {
        (Some(_), Some(_)) => "DUE#both",
        (Some(_), None) => "DUE#account",
        (None, Some(_)) => "DUE#mail",
        (None, None) => return None,
    };
    Some((pk, sortable(due.since()?)))
}

/// A time as text that sorts: always nine decimals.
pub(crate) fn sortable(at: Timestamp) -> String {
    format!("{at:.9}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_sort_as_text_within_a_second() {
        let whole: Timestamp = "2026-09-01T08:00:00Z".parse().unwrap();
        let half: Timestamp = "2026-09-01T08:00:00.5Z".parse().unwrap();
        assert_eq!(sortable(whole), "2026-09-01T08:00:00.000000000Z");
        assert!(sortable(whole) < sortable(half));
    }

    #[test]
    fn a_key_in_a_message_names_no_student() {
        let school = SchoolId::parse("demo").unwrap();
        let number = StudentNumber::parse("S99001").unwrap();
        assert_eq!(Key::student(&school, &number).to_string(), "SCHOOL/STUDENT");
        assert_eq!(Key::throttle("P99001").to_string(), "THROTTLE/THROTTLE");
    }
}
