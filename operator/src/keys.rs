//! The key pairs behind sessions: one is made, its public part published before anything is signed with it, and rotated
//! in three steps that end no session.

use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::error::SdkError;
use aws_sdk_secretsmanager::operation::get_secret_value::GetSecretValueError;
use aws_sdk_secretsmanager::operation::put_secret_value::PutSecretValueError;
use identity::{KeyError, Signer, Step, generate_key, rotate};
use jiff::Timestamp;
use serde_json::Value;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ensured {
    /// There was no key: one was made and published.
    Made,
    /// The public part was not what the private one says: it was published again.
    Published,
    /// All was as it should be.
    Nothing,
}

/// Why keys could not be made sure of.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// A secret could not be read.
    #[error("the secret {name} could not be read")]
    Read {
        /// The secret's name.
        name: String,
        /// What the call ended with.
        source: Box<SdkError<GetSecretValueError>>,
    },
    /// The signing secret holds something that is no key; it is not overwritten.
    #[error("the secret {name} holds something that cannot sign; look at it before anything is overwritten")]
    Foreign {
        /// The secret's name.
        name: String,
        /// What is wrong with it.
        source: KeyError,
    },
    /// A secret could not be written.
    #[error("the secret {name} could not be written; is the stack deployed?")]
    Write {
        /// The secret's name.
        name: String,
        /// What the call ended with.
        source: Box<SdkError<PutSecretValueError>>,
    },
    /// There is no key that could be rotated.
    #[error("the secret {0} holds no key yet; ensure-keys makes one")]
    None(String),
    /// No key could be made.
    #[error("no key could be made")]
    Generate(#[source] KeyError),
}

/// What a call of [`rotate_keys`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// This step was done; the next may follow at that time, if there is one.
    Done(Step, Option<Timestamp>),
    /// The public keys were not what the private ones say and were published again; the next step may follow then.
    Published(Timestamp),
    /// Nothing: the next step may not be done before that time.
    Early(Step, Timestamp),
}

/// Does the next step of a rotation, if it is due at `now`, or in any case `at_once`: for a key that somebody has seen,
/// since sessions signed with it end. Repeated too early or after a failure it does no harm.
pub async fn rotate_keys(
    aws: &aws_config::SdkConfig,
    signing: &str,
    public: &str,
    random: [u8; 32],
    now: Timestamp,
    at_once: bool,
) -> Result<Rotation, KeysError> {
    let secrets = Client::new(aws);
    let foreign = |source| KeysError::Foreign { name: signing.to_owned(), source };
    let stored = written(&secrets, signing).await?.filter(|stored| !is_placeholder(&stored.text));
    let stored = stored.ok_or_else(|| KeysError::None(signing.to_owned()))?;
    let published = written(&secrets, public).await?;
    let wanted = Signer::from_secret_json(&stored.text).map_err(foreign)?.public_json();
    let next = rotate(&stored.text, random).map_err(foreign)?;
    let Some(published) = published.filter(|published| published.text == wanted) else {
        write(&secrets, public, wanted).await?;
        return Ok(Rotation::Published(now + next.step.waits()));
    };
    let due = stored.at.max(published.at) + next.step.waits();
    if now < due && !at_once {
        return Ok(Rotation::Early(next.step, due));
    }
    let signer = Signer::from_secret_json(next.secret_json()).map_err(foreign)?;
    write(&secrets, signing, next.secret_json().to_owned()).await?;
    if signer.public_json() != wanted {
        write(&secrets, public, signer.public_json()).await?;
    }
    let following = match next.step {
        Step::Publish => Some(Step::Sign),
        Step::Sign => Some(Step::Withdraw),
        Step::Withdraw => None,
    };
    Ok(Rotation::Done(next.step, following.map(|step| now + step.waits())))
}

/// Makes sure of a private key in `signing` and its public part in `public`. `random` is used when a key is made.
pub async fn ensure_keys(
    aws: &aws_config::SdkConfig,
    signing: &str,
    public: &str,
    random: [u8; 32],
) -> Result<Ensured, KeysError> {
    let secrets = Client::new(aws);
    if let Some(text) = value(&secrets, signing).await?.filter(|text| !is_placeholder(text)) {
        let signer = Signer::from_secret_json(&text);
        let signer = signer.map_err(|source| KeysError::Foreign { name: signing.to_owned(), source })?;
        if value(&secrets, public).await?.as_deref() == Some(&signer.public_json()) {
            return Ok(Ensured::Nothing);
        }
        write(&secrets, public, signer.public_json()).await?;
        return Ok(Ensured::Published);
    }
    let key = generate_key(random).map_err(KeysError::Generate)?;
    write(&secrets, public, key.public_json()).await?;
    write(&secrets, signing, key.secret_json()).await?;
    Ok(Ensured::Made)
}

/// A secret's text; `None` while it has no value. Bytes that are not text count as text that is no key.
async fn value(secrets: &Client, name: &str) -> Result<Option<String>, KeysError> {
    Ok(written(secrets, name).await?.map(|written| written.text))
}

/// A secret's text and when it was written.
struct Written {
    text: String,
    at: Timestamp,
}

async fn written(secrets: &Client, name: &str) -> Result<Option<Written>, KeysError> {
    match secrets.get_secret_value().secret_id(name).send().await {
        Ok(answer) => {
            let at = answer.created_date.and_then(|date| Timestamp::from_second(date.secs()).ok());
            let binary = answer.secret_binary.map(|_| "(binary)".to_owned());
            let text = binary.or(answer.secret_string);
            Ok(text.map(|text| Written { text, at: at.unwrap_or(Timestamp::MIN) }))
        }
        Err(error) if error.as_service_error().is_some_and(GetSecretValueError::is_resource_not_found_exception) => {
            Ok(None)
        }
        Err(error) => Err(KeysError::Read { name: name.to_owned(), source: Box::new(error) }),
    }
}

/// What a template puts into a secret that is to be filled later: nothing, or JSON without keys.
fn is_placeholder(text: &str) -> bool {
    if text.trim().is_empty() {
        return true;
    }
    let json: Option<Value> = serde_json::from_str(text).ok();
    json.is_some_and(|json| json.is_object() && json["keys"].as_array().is_none_or(Vec::is_empty))
}

async fn write(secrets: &Client, name: &str, text: String) -> Result<(), KeysError> {
    let put = secrets.put_secret_value().secret_id(name).secret_string(text).send().await;
    put.map(drop).map_err(|error| KeysError::Write { name: name.to_owned(), source: Box::new(error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_secret_without_keys_is_filled() {
        for text in ["", " ", "{}", r#"{"keys":[]}"#, r#"{"kid":"1"}"#] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in [r#"{"keys":[{"kid":"a"}]}"#, "a text of somebody", "[1]"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
