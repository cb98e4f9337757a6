//! 驗證碼: four digits to read, or work for the browser; good for three minutes and one try.

use crate::App;
use crate::captcha::{self, Answer, Challenge, DEFAULT_DIFFICULTY, solved};
use crate::own_pages::OwnPages;
use crate::source::Source;
use crate::throttle::harder;
use api::answers::{Any, Form, SameOrigin};
use api::{Body, Problem, taipei};
use axum::Json;
use axum::body::HttpBody;
use axum::extract::{FromRequest, Request, State};
use data_encoding::BASE64;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use runtime::ids;
use serde::{Deserialize, Serialize};
use store::{Captcha, CaptchaKind};
use utoipa::ToSchema;

/// How long a captcha is good.
const LIFE: SignedDuration = SignedDuration::from_mins(3);

/// What is asked for; an empty body asks for a picture.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaptchaForm {
    /// `picture` when left out.
    #[serde(default)]
    kind: Kind,
}

/// How to show that one is a person, or has the patience of one.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[schema(as = CaptchaKind)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Picture,
    Work,
}

/// A captcha to be solved.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum CaptchaView {
    /// Four digits; the answer is those digits.
    Picture {
        /// To be sent back with the answer.
        id: String,
        /// A PNG as a data URI.
        image: String,
        /// Where the same digits can be heard.
        audio: String,
        /// Good until then.
        expires_at: String,
    },
    /// Work; the answer is a number of at most 20 digits, such that SHA-256 of `<challenge>:<answer>` begins with
    /// `difficulty` zero bits.
    Work {
        /// To be sent back with the answer.
        id: String,
        /// 32 hexadecimal letters.
        challenge: String,
        /// Leading zero bits.
        difficulty: u8,
        /// Good until then.
        expires_at: String,
    },
}

/// Makes a new captcha.
#[utoipa::path(post, path = "/api/captchas", operation_id = "createCaptcha", tag = "login",
    request_body(content = Option<CaptchaForm>, description = "nothing asks for a picture"),
    responses((status = 201, description = "a captcha", body = CaptchaView), Any, SameOrigin, Form))]
pub(crate) async fn make(
    State(app): State<App>,
    _: OwnPages,
    source: Source,
    request: Request,
) -> Result<(StatusCode, Json<CaptchaView>), Problem> {
    let (kind, now) = (wanted(request).await?.kind, app.gate.clock.now());
    let difficulty = match kind {
        Kind::Picture => 0,
        Kind::Work => DEFAULT_DIFFICULTY + harder(&app, &source, now).await?,
    };
    let (captcha, view) = draw(kind, difficulty, now);
    app.gate.store.put_captcha(&captcha).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

async fn wanted(request: Request) -> Result<CaptchaForm, Problem> {
    let body = request.body();
    if body.is_end_stream() || body.size_hint().exact() == Some(0) {
        return Ok(CaptchaForm::default());
    }
    let Body(form) = Body::<Option<CaptchaForm>>::from_request(request, &()).await?;
    Ok(form.unwrap_or_default())
}

/// What is kept, and what is shown.
fn draw(kind: Kind, difficulty: u8, now: Timestamp) -> (Captcha, CaptchaView) {
    let id = ids::new_id();
    let expires_at = Timestamp::from_second((now + LIFE).as_second()).unwrap_or(now);
    let shown_until = taipei(expires_at);
    match kind {
        Kind::Picture => {
            let answer = four_digits();
            let png = captcha::draw(&answer, u64::from_ne_bytes(ids::random()));
            let image = format!("data:image/png;base64,{}", BASE64.encode(&png));
            let audio = format!("/api/captchas/{id}/audio");
            let captcha = Captcha { id: id.clone(), kind: CaptchaKind::Digits, answer: answer.reveal(), expires_at };
            (captcha, CaptchaView::Picture { id, image, audio, expires_at: shown_until })
        }
        Kind::Work => {
            let challenge = Challenge::from_random(ids::random_128()).to_string();
            let answer = format!("{difficulty}:{challenge}");
            let captcha = Captcha { id: id.clone(), kind: CaptchaKind::Work, answer, expires_at };
            (captcha, CaptchaView::Work { id, challenge, difficulty, expires_at: shown_until })
        }
    }
}

/// 32 bytes hold four digits all but once in 2¹⁴⁰ times; then others are drawn.
fn four_digits() -> Answer {
    loop {
        if let Some(answer) = Answer::from_random(&ids::random::<32>()) {
            return answer;
        }
    }
}

/// Whether what was sent solves it.
pub(crate) fn passed(captcha: &Captcha, sent: &str) -> bool {
    match captcha.kind {
        CaptchaKind::Digits => {
            Answer::parse(&captcha.answer).zip(Answer::parse(sent)).is_some_and(|(kept, sent)| kept.matches(&sent))
        }
        CaptchaKind::Work => captcha
            .answer
            .split_once(':')
            .and_then(|(bits, challenge)| Some((bits.parse().ok()?, Challenge::parse(challenge)?)))
            .is_some_and(|(difficulty, challenge)| solved(&challenge, difficulty, sent.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_captcha_is_good_for_three_minutes() {
        let now: Timestamp = "2026-09-15T10:00:00.7+08:00".parse().unwrap();
        let (captcha, _) = draw(Kind::Picture, 0, now);
        assert_eq!(taipei(captcha.expires_at), "2026-09-15T10:03:00+08:00");
    }
}
