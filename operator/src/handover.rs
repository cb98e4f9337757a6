//! What a school's own system does to hand a family over (步驟二), for trying it: a key pair, and a signed token.

use identity::{HandoverClaims, KeyError, Signer, TokenError, generate_key};
use jiff::Timestamp;
use runtime::ids::{new_id, random};

/// Why no key or token could be made.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// The key cannot be made or read.
    #[error("the key cannot be used")]
    Key(#[from] KeyError),
    /// The token could not be signed.
    #[error("the token could not be signed")]
    Token(#[from] TokenError),
}

/// A new key pair: the private file, and the public JWK set for the campaign.
pub fn make_key() -> Result<(String, String), HandoverError> {
    let key = generate_key(random())?;
    Ok((key.secret_json(), key.public_json()))
}

/// A token for one student, good for one use within a minute. `key` is the private file's text.
pub fn sign(key: &str, school: &str, student: &str, now: Timestamp) -> Result<String, HandoverError> {
    let signer = Signer::from_secret_json(key)?;
    Ok(HandoverClaims::issue(school, student, &new_id(), now).sign(&signer)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use identity::{KeySet, handover::verify};

    #[test]
    fn the_public_part_checks_what_the_private_part_signs() {
        let (private, public) = make_key().unwrap();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let token = sign(&private, "demo", "11510101", now).unwrap();
        let keys = KeySet::from_json(&public).unwrap();
        let claims = verify(&token, &keys, "demo", now).unwrap();
        assert_eq!((claims.school.as_str(), claims.student.as_str()), ("demo", "11510101"));
    }
}
