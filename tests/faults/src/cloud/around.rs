//! Cognito, SES, KMS, Secrets Manager and SQS, as far as the functions ask them. What they are not asked they do not know:
//! a function that begins to ask for more gets a panic with the operation's name.

use super::{Answer, Call, Cloud, User};
use data_encoding::BASE64;
use serde_json::{Value, json};
use std::collections::btree_map::Entry;

impl Cloud {
    pub(super) fn around(&self, call: &Call, body: &Value) -> Answer {
        let text = |name: &str| body[name].as_str().unwrap_or_default();
        match (call.service.as_str(), call.operation.as_str()) {
            ("AWSCognitoIdentityProviderService", "AdminCreateUser") => {
                self.create(text("Username"), text("TemporaryPassword"))
            }
            ("AWSCognitoIdentityProviderService", "AdminGetUser") => self.look_up(text("Username")),
            ("AWSCognitoIdentityProviderService", "AdminSetUserPassword") => {
                self.set_password(text("Username"), text("Password"))
            }
            ("SES", "outbound-emails") => self.send(body),
            ("TrentService", "GenerateDataKey") => generate(&body["EncryptionContext"]),
            ("TrentService", "Decrypt") => decrypt(text("CiphertextBlob"), &body["EncryptionContext"]),
            ("secretsmanager", "GetSecretValue") => match self.0.secrets.lock().unwrap().get(text("SecretId")) {
                Some(secret) => Answer::of(&json!({ "Name": text("SecretId"), "SecretString": secret })),
                None => Answer::error(400, "ResourceNotFoundException"),
            },
            ("AmazonSQS", "ChangeMessageVisibility") => {
                let seconds = body["VisibilityTimeout"].as_u64().unwrap();
                self.0.hidden.lock().unwrap().insert(text("ReceiptHandle").to_owned(), seconds);
                Answer::of(&json!({}))
            }
            _ => panic!("nobody here answers {call}"),
        }
    }

    fn create(&self, name: &str, password: &str) -> Answer {
        match self.0.users.lock().unwrap().entry(name.to_owned()) {
            Entry::Occupied(_) => Answer::error(400, "UsernameExistsException"),
            Entry::Vacant(free) => {
                free.insert(User { password: password.to_owned() });
                Answer::of(&json!({ "User": { "Username": name, "UserStatus": "FORCE_CHANGE_PASSWORD" } }))
            }
        }
    }

    fn look_up(&self, name: &str) -> Answer {
        match self.0.users.lock().unwrap().get(name) {
            Some(_) => Answer::of(&json!({ "Username": name, "UserStatus": "FORCE_CHANGE_PASSWORD" })),
            None => Answer::error(400, "UserNotFoundException"),
        }
    }

    fn set_password(&self, name: &str, password: &str) -> Answer {
        match self.0.users.lock().unwrap().get_mut(name) {
            Some(user) => {
                password.clone_into(&mut user.password);
                Answer::of(&json!({}))
            }
            None => Answer::error(400, "UserNotFoundException"),
        }
    }

    fn send(&self, mail: &Value) -> Answer {
        let tags = mail["EmailTags"].as_array().unwrap();
        let tag = |name: &str| tags.iter().find(|tag| tag["Name"] == name).unwrap()["Value"].as_str().unwrap();
        self.0.mails.lock().unwrap().push(format!("{}/{}", tag("case"), tag("notification")));
        Answer::of(&json!({ "MessageId": "0100018f" }))
    }
}

/// The wrapped key is the key beside its context; nobody else reads it.
fn generate(context: &Value) -> Answer {
    let key: [u8; 32] = runtime::ids::random();
    let wrapped = json!([context, BASE64.encode(&key)]).to_string();
    let (plain, wrapped) = (BASE64.encode(&key), BASE64.encode(wrapped.as_bytes()));
    Answer::of(&json!({ "KeyId": "key", "Plaintext": plain, "CiphertextBlob": wrapped }))
}

fn decrypt(wrapped: &str, context: &Value) -> Answer {
    let wrapped: Value = serde_json::from_slice(&BASE64.decode(wrapped.as_bytes()).unwrap()).unwrap();
    if wrapped[0] == *context {
        Answer::of(&json!({ "KeyId": "key", "Plaintext": wrapped[1] }))
    } else {
        Answer::error(400, "InvalidCiphertextException")
    }
}
