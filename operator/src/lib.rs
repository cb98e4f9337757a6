//! The operator's tool: it loads a school's campaign and roster, makes keys, and signs a hand-over token for trying it.
//!
//! A load is *read → check → plan → write*: all files are read and every row is checked ([`roster`]), then compared with
//! the table ([`load::plan`]); only when neither found an error is anything written.

mod accounts;
mod advice;
mod assignments;
mod campaign_file;
mod cells;
mod decode;
mod findings;
mod handover;
mod keys;
pub mod load;
mod plan_staff;
mod plan_students;
pub mod roster;
mod staff;
mod students;
mod table;
mod unique;

pub use accounts::{AccountsError, accounts};
pub use campaign_file::CampaignFile;
pub use findings::{Findings, Remark};
pub use handover::{HandoverError, make_key, sign};
pub use keys::{Ensured, KeysError, Rotation, ensure_keys, rotate_keys};
