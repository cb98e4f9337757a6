//! Names that nobody has, drawn at the start: a sign-in that leads nowhere reads as many items as one that does.

use domain::{CampaignId, FieldError, SchoolId, StudentNumber};

/// Who is looked up in place of somebody who cannot be.
#[derive(Debug)]
pub(crate) struct Nobody {
    pub(crate) school: SchoolId,
    pub(crate) student: StudentNumber,
    pub(crate) campaign: CampaignId,
    captcha: String,
}

impl Nobody {
    /// Named by a random id of 26 letters and digits.
    pub(crate) fn named(id: &str) -> Result<Self, FieldError> {
        let first = |letters: usize| id.chars().take(letters).collect::<String>();
        Ok(Nobody {
            school: SchoolId::parse(&first(20))?,
            student: StudentNumber::parse(&first(12))?,
            campaign: CampaignId::parse(&first(26))?,
            captcha: id.to_owned(),
        })
    }

    /// The captcha's id, or nobody's when it is none of ours.
    pub(crate) fn unless_captcha<'a>(&'a self, id: &'a str) -> &'a str {
        if is_captcha_id(id) { id } else { &self.captcha }
    }
}

/// Whether this may be the id of a captcha: 26 letters and digits.
pub(crate) fn is_captcha_id(id: &str) -> bool {
    id.len() == 26 && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use runtime::ids;

    #[test]
    fn every_random_id_names_nobody() {
        for _ in 0..1000 {
            let id = ids::new_id();
            assert!(is_captcha_id(&id) && Nobody::named(&id).is_ok(), "{id}");
        }
    }

    #[test]
    fn what_is_no_id_of_a_captcha_is_replaced() {
        let id = ids::new_id();
        let nobody = Nobody::named(&id).unwrap();
        assert_eq!(nobody.unless_captcha("a#b"), id);
        assert_eq!(nobody.unless_captcha(&"a".repeat(9_000)), id);
    }
}
