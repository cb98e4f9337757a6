//! The audit of the whole table: every case's chain is walked and held against where it stood when heads were last kept
//! apart, in storage that nobody can change ([ADR 10](../../../docs/adr/0010-kept-heads.md)).
//!
//! A chain alone shows what was changed inside it. Who may write to the table could rewrite a whole case with all its
//! hashes, cut off its end, or take it away; only somebody who remembers the head notices that.

mod heads;
mod vault;
mod walk;

pub use heads::{Heads, Known, NotHeads};
pub use vault::{Vault, VaultError};
pub use walk::{Broken, Found, walk};
