//! Captchas (驗證碼): stored with their answer, good for one try.

use crate::item::{Item, Read, expiry, open_item, text};
use crate::keys::{Key, TTL};
use crate::{Store, StoreError};
use aws_sdk_dynamodb::types::ReturnValue;
use jiff::Timestamp;

/// What a captcha asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptchaKind {
    /// The digits of a picture or a recording.
    Digits,
    /// A proof of work by the browser.
    Work,
}

/// A captcha that was given out.
#[derive(Clone, PartialEq, Eq)]
pub struct Captcha {
    /// Random id.
    pub id: String,
    /// What it asks for.
    pub kind: CaptchaKind,
    /// The digits, or what the work is to be checked against.
    pub answer: String,
    /// Good until then, whole seconds.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for Captcha {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Captcha({:?}, until {})", self.kind, self.expires_at)
    }
}

impl Store {
    /// Stores a captcha.
    pub async fn put_captcha(&self, captcha: &Captcha) -> Result<(), StoreError> {
        let attributes =
            [("kind", text(captcha.kind.name())), ("answer", text(&captcha.answer)), (TTL, expiry(captcha.expires_at))];
        let item = open_item(&Key::captcha(&captcha.id), attributes);
        let put = self.client.put_item().table_name(self.table()).set_item(Some(item));
        put.send().await.map(drop).map_err(|error| StoreError::sdk("put a captcha", error))
    }

    /// Looks at a captcha without using it, to draw or speak it.
    pub async fn peek_captcha(&self, id: &str, now: Timestamp) -> Result<Option<Captcha>, StoreError> {
        let item = self.get(&Key::captcha(id)).await?;
        Ok(item.map(|item| read_captcha(id, &item, now)).transpose()?.flatten())
    }

    /// Takes a captcha out: of all who try, one gets it. An expired one is nobody's.
    pub async fn take_captcha(&self, id: &str, now: Timestamp) -> Result<Option<Captcha>, StoreError> {
        let delete = self.client.delete_item().table_name(self.table()).set_key(Some(Key::captcha(id).attributes()));
        let answer = delete.return_values(ReturnValue::AllOld).send().await;
        let item = answer.map_err(|error| StoreError::sdk("take a captcha", error))?.attributes;
        Ok(item.map(|item| read_captcha(id, &item, now)).transpose()?.flatten())
    }
}

impl CaptchaKind {
    fn name(self) -> &'static str {
        match self {
            CaptchaKind::Digits => "digits",
            CaptchaKind::Work => "work",
        }
    }
}

fn read_captcha(id: &str, item: &Item, now: Timestamp) -> Result<Option<Captcha>, StoreError> {
    let read = Read::new(item)?;
    if !read.is_live(now)? {
        return Ok(None);
    }
    let kind: String = read.needed("kind")?;
    let kinds = [CaptchaKind::Digits, CaptchaKind::Work];
    let expires_at = Timestamp::from_second(read.needed(TTL)?).map_err(|_| read.corrupt("ttl is no time"))?;
    Ok(Some(Captcha {
        id: id.to_owned(),
        kind: kinds.into_iter().find(|k| k.name() == kind).ok_or_else(|| read.corrupt("kind is not known"))?,
        answer: read.needed("answer")?,
        expires_at,
    }))
}
