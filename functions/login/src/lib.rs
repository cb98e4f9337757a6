//! TEMP

pub mod captcha;
