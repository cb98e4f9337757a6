//! The rules of binding guardians to students: pure, without I/O, clock, randomness or async.
//!
//! Every change of a [`Case`] is *load → [`decide()`] → append*: `decide` turns a [`Command`] into events or a [`Refusal`],
//! [`apply`] folds an event into the case and never refuses, because history has happened.

mod actor;
mod address;
mod applicant;
mod apply;
mod campaign;
mod campaign_id;
mod case;
mod case_id;
mod class_code;
mod class_row;
mod command;
mod consent;
mod date;
mod decide;
mod due;
mod email;
mod entry_code;
mod event;
mod free_text;
pub mod invariants;
mod language;
mod mail_limit;
mod mobile;
mod national_id;
mod notification;
mod person_name;
mod phone;
mod reference;
mod refusal;
mod retention;
mod school_id;
mod seat;
mod student;
mod student_number;
#[cfg(any(test, feature = "synthetic"))]
pub mod synthetic;
mod text;
mod tiles;
mod window;

pub use actor::*;
pub use address::*;
pub use applicant::*;
pub use apply::{apply, open, replay};
pub use campaign::*;
pub use campaign_id::*;
pub use case::*;
pub use case_id::*;
pub use class_code::*;
pub use class_row::*;
pub use command::*;
pub use consent::*;
pub use date::*;
pub use decide::decide;
pub use due::*;
pub use email::*;
pub use entry_code::*;
pub use event::*;
pub use free_text::*;
pub use language::*;
pub use mobile::*;
pub use national_id::*;
pub use notification::*;
pub use person_name::*;
pub use phone::*;
pub use reference::*;
pub use refusal::*;
pub use school_id::*;
pub use seat::*;
pub use student::*;
pub use student_number::*;
pub use text::*;
pub use tiles::*;
pub use window::*;
