//! The tool against folders as schools send them, and against a real engine that speaks DynamoDB's protocol.
#![allow(clippy::unwrap_used, clippy::panic)]

mod demo;
mod folder;
mod loading;
mod reading;
mod table;
