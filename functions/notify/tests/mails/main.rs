//! `notify` on a real table, its mails handed to a service that answers as SES does.
#![allow(clippy::unwrap_used, clippy::panic, reason = "for tests only")]

mod events;
mod routes;
mod sending;
mod service;
mod setting;
mod trouble;
