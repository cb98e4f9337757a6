//! For the functions' tests: a router asked in memory, on a real table, by somebody who is really signed in.
//!
//! ```no_run
//! # async fn example(router: impl Fn(api::FamilyGate) -> axum::Router) {
//! use testkit::{Ask, World, call};
//! let world = World::new().await;
//! let router = router(world.gate());
//! let answer = call(&router, Ask::get("/api/case").cookie(&world.cookie())).await;
//! assert_eq!(answer.status, 200);
//! # }
//! ```
//!
//! Nothing here is part of a function. The people do not exist.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "for tests only")]

mod ask;
mod dump;
mod people;
mod table;
mod world;

pub use ask::{Answer, Ask, call};
pub use dump::Dump;
pub use people::{adult, applicant, contact, student, teacher_record};
pub use table::{TABLE, table, table_under, wrapping_keys};
pub use world::{CAMPAIGN, ORIGIN, SCHOOL, STAFF_CLIENT, World, now};
