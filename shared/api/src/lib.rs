//! HTTP shared by the functions: problems, bodies, versions, the family's session, staff claims, and the portal's view.
//!
//! A handler is *parse → load → decide → append → answer*; everything around that sentence lives here.

pub mod answers;
mod body;
mod case_view;
mod cause;
mod edge;
mod family;
mod fields;
mod keys;
mod origin;
mod problem;
mod service;
mod staff;
mod strict;
mod times;
mod version;

pub use body::Body;
pub use case_view::*;
pub use edge::{Edge, Viewer};
pub use family::{Family, FamilyGate, SESSION_COOKIE};
pub use fields::Fields;
pub use keys::KeyRing;
pub use origin::Origins;
pub use problem::{FieldView, Problem, ProblemView};
pub use service::{CookieSession, bearer, cookie_session, service};
pub use staff::{Staff, StaffGate, campaign_of};
pub use times::taipei;
pub use version::{Expected, versioned};
