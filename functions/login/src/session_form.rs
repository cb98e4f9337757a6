//! What is typed to sign in, or the token that stands for it.

use api::{Fields, Problem};
use serde::Deserialize;
use utoipa::ToSchema;

/// Either `handover` alone, or everything else. It cannot be printed, for a password is in it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SessionForm {
    /// 校名, by its id.
    #[schema(nullable = false, max_length = 20)]
    school: Option<String>,
    /// 帳號: `P` and the student's number.
    #[schema(nullable = false, max_length = 32)]
    account: Option<String>,
    /// 密碼: the child's national ID, or the printed code where the campaign asks for it.
    #[schema(nullable = false, format = Password, max_length = 64)]
    password: Option<String>,
    /// 驗證碼
    #[schema(nullable = false)]
    captcha: Option<CaptchaAnswer>,
    /// 步驟二: the token by which the school's own system sends a family over.
    #[schema(nullable = false, max_length = 2048)]
    handover: Option<String>,
}

/// A captcha, solved.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaptchaAnswer {
    /// Which captcha.
    #[schema(required, nullable = false, max_length = 26)]
    id: Option<String>,
    /// Its digits, or the number that was worked out.
    #[schema(required, nullable = false, max_length = 20)]
    answer: Option<String>,
}

/// A way in.
pub(crate) enum Attempt {
    Typed(Typed),
    HandedOver(String),
}

/// What a person typed; it cannot be printed either.
pub(crate) struct Typed {
    pub(crate) school: String,
    pub(crate) account: String,
    pub(crate) password: String,
    pub(crate) captcha_id: String,
    pub(crate) captcha_answer: String,
}

impl SessionForm {
    /// The way in, or 422 with every field that is missing. What was typed is not judged here.
    pub(crate) fn parse(self) -> Result<Attempt, Problem> {
        let mut fields = Fields::new();
        let mut text = |pointer: &str, typed: Option<&str>| fields.required(pointer, typed, |text| Ok(text.to_owned()));
        if self.handover.is_some() {
            let token = text("/handover", self.handover.as_deref());
            return fields.finish(token.map(Attempt::HandedOver));
        }
        let school = text("/school", self.school.as_deref());
        let account = text("/account", self.account.as_deref());
        let password = text("/password", self.password.as_deref());
        let captcha = |part: fn(&CaptchaAnswer) -> Option<&str>| self.captcha.as_ref().and_then(part);
        let captcha_id = text("/captcha/id", captcha(|captcha| captcha.id.as_deref()));
        let captcha_answer = text("/captcha/answer", captcha(|captcha| captcha.answer.as_deref()));
        let typed = || {
            Some(Typed {
                school: school?,
                account: account?,
                password: password?,
                captcha_id: captcha_id?,
                captcha_answer: captcha_answer?,
            })
        };
        fields.finish(typed().map(Attempt::Typed))
    }
}
