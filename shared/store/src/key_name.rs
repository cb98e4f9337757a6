//! The names of wrapping keys: they stand beside what is sealed and in the key service's context; never secret.

use domain::{CampaignId, SchoolId};
use std::fmt;
use std::str::FromStr;

/// Whose key it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyOwner {
    /// The school.
    pub school: SchoolId,
    /// Its campaign; `None` for what belongs to no campaign, such as its staff.
    pub campaign: Option<CampaignId>,
}

/// A wrapping key: an owner's, of one version. As text `school#campaign#version` or `school#version`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyName {
    /// Whose.
    pub owner: KeyOwner,
    /// From [`KeyName::FIRST`]; the highest seals what is new, all of them open.
    pub version: u32,
}

impl KeyName {
    /// The version of an owner's first key.
    pub(crate) const FIRST: u32 = 1;
}

/// A text that is no key's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is no name of a key")]
pub struct NotAKeyName;

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let KeyOwner { school, campaign } = &self.owner;
        match campaign {
            Some(campaign) => write!(f, "{school}#{campaign}#{}", self.version),
            None => write!(f, "{school}#{}", self.version),
        }
    }
}

impl FromStr for KeyName {
    type Err = NotAKeyName;

    fn from_str(text: &str) -> Result<Self, NotAKeyName> {
        let parts: Vec<&str> = text.split('#').collect();
        let (school, campaign, version) = match parts[..] {
            [school, campaign, version] => (school, Some(campaign), version),
            [school, version] => (school, None, version),
            _ => return Err(NotAKeyName),
        };
        Ok(KeyName {
            owner: KeyOwner {
                school: SchoolId::parse(school).map_err(|_| NotAKeyName)?,
                campaign: campaign.map(CampaignId::parse).transpose().map_err(|_| NotAKeyName)?,
            },
            version: version.parse().map_err(|_| NotAKeyName)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_as_written() {
        for text in ["demo#115-1#1", "demo#2"] {
            assert_eq!(text.parse::<KeyName>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "demo", "demo#x", "demo#115-1#", "demo#115-1#1#2", "none"] {
            assert_eq!(text.parse::<KeyName>(), Err(NotAKeyName), "{text}");
        }
    }
}
