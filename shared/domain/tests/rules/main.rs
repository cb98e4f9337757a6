//! The rules of a case, a file a rule, told as given – when – then; and random histories that keep the invariants.
#![allow(clippy::unwrap_used, clippy::panic)]

mod account;
mod actors;
mod applicants;
mod causes;
mod chance;
mod confirm_data;
mod consent;
mod dropping;
mod email;
mod histories;
mod kit;
mod looks;
mod mail;
mod pull_back;
mod reference;
mod retention;
mod review;
mod roster;
mod sending;
mod tiles;
mod undo;
mod versions;
mod window;
mod wishes;
