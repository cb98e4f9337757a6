//! The guardian pool in Cognito: three calls, and what their answers mean.

use crate::steps::Answer;
use aws_sdk_cognitoidentityprovider::Client;
use aws_sdk_cognitoidentityprovider::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cognitoidentityprovider::types::{AttributeType, MessageActionType, UserStatusType};
use consumer::WorkError;
use domain::Email;
use identity::OneTimePassword;
use runtime::Late;

/// The pool that guardians sign in to.
#[derive(Clone, Debug)]
pub struct Pool {
    client: Late<Client>,
    id: String,
}

impl Pool {
    /// The pool with this id (`GUARDIAN_POOL_ID`).
    pub fn new(client: impl Into<Late<Client>>, id: impl Into<String>) -> Self {
        Pool { client: client.into(), id: id.into() }
    }

    /// Makes the user, without a message of Cognito's own: `notify` writes to people. Of the person only the mailbox is
    /// stored, and as proved: the one-time password goes to no other place, so whoever signs in has read that mailbox, and
    /// before that nobody can have a forgotten password sent there.
    pub async fn create(
        &self,
        username: &str,
        password: &OneTimePassword,
        email: Option<&Email>,
    ) -> Result<Answer, WorkError> {
        let mailbox = email.map(|email| [("email", email.reveal()), ("email_verified", "true")]);
        let attributes = mailbox.into_iter().flatten().map(attribute).collect::<Result<Vec<_>, _>>();
        let call = self.client.admin_create_user().user_pool_id(&self.id).username(username);
        let call = call.temporary_password(password.reveal()).message_action(MessageActionType::Suppress);
        let call = call.set_user_attributes(Some(attributes.map_err(|error| WorkError::later("a user", error))?));
        call.send().await.map(|_| Answer::Made).or_else(|error| understood("making a user", error))
    }

    /// Looks whether the person has signed in yet.
    pub async fn look_up(&self, username: &str) -> Result<Answer, WorkError> {
        match self.client.admin_get_user().user_pool_id(&self.id).username(username).send().await {
            Ok(user) if user.user_status() == Some(&UserStatusType::ForceChangePassword) => Ok(Answer::NeverSignedIn),
            Ok(_) => Ok(Answer::HasPassword),
            Err(error) => understood("looking a user up", error),
        }
    }

    /// Sets a one-time password, valid for as long as a new user's.
    pub async fn set_password(&self, username: &str, password: &OneTimePassword) -> Result<Answer, WorkError> {
        let call = self.client.admin_set_user_password().user_pool_id(&self.id).username(username);
        let call = call.password(password.reveal()).permanent(false);
        call.send().await.map(|_| Answer::PasswordSet).or_else(|error| understood("setting a password", error))
    }
}

fn attribute((name, value): (&str, &str)) -> Result<AttributeType, aws_sdk_cognitoidentityprovider::error::BuildError> {
    AttributeType::builder().name(name).value(value).build()
}

/// An error that answers something; any other may pass: throttling, an outage, and also what an operator has to mend,
/// such as a missing permission, for which no applicant is to blame.
fn understood<E>(what: &'static str, error: SdkError<E>) -> Result<Answer, WorkError>
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
{
    match error.as_service_error().and_then(ProvideErrorMetadata::code).and_then(meaning) {
        Some(answer) => Ok(answer),
        None => Err(WorkError::later(what, error.into_source().unwrap_or_else(|error| error.into()))),
    }
}

fn meaning(code: &str) -> Option<Answer> {
    match code {
        "UsernameExistsException" => Some(Answer::Exists),
        "UserNotFoundException" => Some(Answer::NoUser),
        "InvalidParameterException" | "InvalidPasswordException" | "UnsupportedUserStateException" => {
            Some(Answer::Refused)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_pass_is_no_answer() {
        for code in ["TooManyRequestsException", "InternalErrorException", "NotAuthorizedException", "Unheard"] {
            assert_eq!(meaning(code), None, "{code}");
        }
    }

    #[test]
    fn what_is_refused_for_good_is_an_answer() {
        assert_eq!(meaning("InvalidParameterException"), Some(Answer::Refused));
        assert_eq!(meaning("UsernameExistsException"), Some(Answer::Exists));
    }
}
