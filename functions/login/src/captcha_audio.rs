//! The spoken 驗證碼: the same digits, for those who cannot see the picture.

use crate::App;
use crate::captcha::{self, Answer};
use crate::nobody::is_captcha_id;
use api::answers::Any;
use api::{Fields, Problem, ProblemView};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use domain::Language;
use http::header;
use identity::Pepper;
use serde::Deserialize;
use store::CaptchaKind;
use utoipa::{IntoParams, ToSchema};

/// 8,000 samples a second, three to seven seconds.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
struct Wav(#[expect(dead_code, reason = "stands in the contract only")] Vec<u8>);

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct SpeechQuery {
    /// A BCP 47 tag such as `vi`; `zh-Hant` when left out.
    #[param(max_length = 35)]
    language: Option<String>,
}

/// Speaks a picture's digits, without using the captcha up.
#[utoipa::path(get, path = "/api/captchas/{id}/audio", operation_id = "speakCaptcha", tag = "login",
    params(("id" = String, Path, description = "The captcha", max_length = 26), SpeechQuery),
    responses(
        (status = 200, description = "its digits, spoken; `Content-Language` says in which language", body = Wav,
            content_type = "audio/wav"),
        (status = 404, description = "unknown, over or not a picture", body = ProblemView,
            content_type = "application/problem+json"),
        (status = 422, description = "no such language", body = ProblemView, content_type = "application/problem+json"),
        Any,
    ))]
pub(crate) async fn speak(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Result<Query<SpeechQuery>, QueryRejection>,
) -> Result<Response, Problem> {
    let language = language(query)?;
    if !is_captcha_id(&id) {
        return Err(Problem::not_found());
    }
    let now = app.gate.clock.now();
    let seed = speech_seed(&*app.pepper.current(now).await?, &id);
    let captcha = app.gate.store.peek_captcha(&id, now).await?;
    let digits = captcha.filter(|captcha| captcha.kind == CaptchaKind::Digits).and_then(|c| Answer::parse(&c.answer));
    let wav = captcha::speak(&digits.ok_or_else(Problem::not_found)?, language, seed);
    let headers = [(header::CONTENT_TYPE, "audio/wav"), (header::CONTENT_LANGUAGE, language.heard().tag())];
    Ok((headers, wav).into_response())
}

/// The seed of this captcha's speech: the same however often and wherever it is spoken. Many readings over different noise
/// could be averaged; one cannot.
fn speech_seed(pepper: &Pepper, captcha: &str) -> u64 {
    pepper.number_for("login/speech", &[captcha])
}

fn language(query: Result<Query<SpeechQuery>, QueryRejection>) -> Result<captcha::Language, Problem> {
    let mut fields = Fields::new();
    let tag = query.map(|Query(query)| query.language).unwrap_or_else(|_| {
        fields.note("/language", "type");
        None
    });
    let language = fields.optional("/language", tag.as_deref(), Language::parse).unwrap_or_default();
    fields.finish(captcha::Language::parse(language.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_site_is_spoken() {
        for language in Language::ALL {
            assert!(captcha::Language::parse(language.as_str()).is_some(), "{}", language.as_str());
        }
    }
}
