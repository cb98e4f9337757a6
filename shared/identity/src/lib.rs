//! What is derived from a secret: indexes that hide what they were made of, account names, one-time passwords,
//! and the signed tokens that prove who is calling. Pure: no I/O, no clock; time and randomness are arguments.
//!
//! | secret | made of it |
//! | --- | --- |
//! | [`Pepper`] | blind index of a sign-in secret, a guardian's account name, the indexes of a person and of a name |
//! | [`OneTimeSecret`] | the one-time password mailed for an account |
//! | [`Signer`] | session tokens (`login` alone holds it); a school's own signer makes hand-over tokens |
//! | [`KeySet`] | nothing: it is public and only checks |

mod base32;
pub mod handover;
mod key_set;
mod mac;
mod one_time_password;
mod person;
mod rotation;
pub mod session;
mod sign_in;
mod signer;
mod token;

pub use base32::crockford;
pub use handover::HandoverClaims;
pub use key_set::{KeyError, KeySet, PublicKey};
pub use mac::{Pepper, WeakSecret};
pub use one_time_password::{OneTimePassword, OneTimeSecret};
pub use person::PersonKey;
pub use rotation::{Rotated, Step, rotate};
pub use session::SessionClaims;
pub use sign_in::{SECRET_LIMIT, UnusableSecret};
pub use signer::{GeneratedKey, Signer, generate_key};
pub use token::TokenError;
