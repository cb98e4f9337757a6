//! The three ways to show that a person is at the door: read four digits, hear them, or let the browser work.
//!
//! Everything here is pure: randomness comes in as bytes or as a seed, nothing is stored, nothing is read but the
//! recordings inside the binary. The caller keeps the answer (or challenge) for three minutes, takes it away at the
//! first try, and draws every seed from the system's randomness: who knows a seed can redraw the picture.
//! Why no crate does this for us, and what the work costs whom: `docs/adr/0003-captcha.md`.

mod answer;
mod canvas;
mod glyphs;
mod picture;
mod png;
mod posture;
mod seeded;
mod speech;
mod voices;
mod work;

pub use answer::Answer;
pub use picture::{HEIGHT, WIDTH, draw};
pub use speech::speak;
pub use voices::Language;
pub use work::{Challenge, DEFAULT_DIFFICULTY, solved};
