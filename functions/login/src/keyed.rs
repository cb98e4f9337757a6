//! What is derived from the pepper for this function alone: names of throttles that show neither account nor address,
//! and the seed of a captcha's speech, the same however often and wherever it is spoken.

use aws_lc_rs::hmac::{Context, HMAC_SHA256, Key};
use data_encoding::BASE64URL_NOPAD;

/// A key that hashes; it prints nothing of itself.
#[derive(Debug)]
pub(crate) struct Keyed(Key);

impl Keyed {
    pub(crate) fn new(secret: &str) -> Self {
        Keyed(Key::new(HMAC_SHA256, secret.as_bytes()))
    }

    /// A name in place of `parts`.
    pub(crate) fn name(&self, parts: &[&str]) -> String {
        BASE64URL_NOPAD.encode(&self.tag("login/throttle", parts))
    }

    /// The seed of this captcha's speech. Many readings over different noise could be averaged; one cannot.
    pub(crate) fn speech_seed(&self, captcha: &str) -> u64 {
        let tag = self.tag("login/speech", &[captcha]);
        tag.iter().take(8).fold(0, |seed, byte| seed << 8 | u64::from(*byte))
    }

    /// Purpose NUL part NUL part …, as `identity` does it: no purpose meets another.
    fn tag(&self, purpose: &str, parts: &[&str]) -> Vec<u8> {
        let mut context = Context::with_key(&self.0);
        context.update(purpose.as_bytes());
        for part in parts {
            context.update(&[0]);
            context.update(part.as_bytes());
        }
        context.sign().as_ref().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_nothing_of_its_parts() {
        let keyed = Keyed::new("a pepper of forty letters, for tests only");
        let name = keyed.name(&["demo", "P1140001"]);
        assert!(name.len() == 43 && !name.contains("1140001"));
        assert_ne!(name, keyed.name(&["demo", "P1140002"]));
    }

    #[test]
    fn a_captcha_is_always_spoken_alike() {
        let keyed = Keyed::new("a pepper of forty letters, for tests only");
        assert_eq!(keyed.speech_seed("one"), keyed.speech_seed("one"));
        assert_ne!(keyed.speech_seed("one"), keyed.speech_seed("two"));
    }

    #[test]
    fn the_key_prints_nothing_of_the_secret() {
        assert!(!format!("{:?}", Keyed::new("a pepper of forty letters")).contains("pepper"));
    }
}
