//! What a request can be answered with beside what it wants, in the contract: one list for all functions.

use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Any request.
#[derive(Debug)]
pub struct Any;

/// A request that has to come from our own pages.
#[derive(Debug)]
pub struct SameOrigin;

/// Any request of a family.
#[derive(Debug)]
pub struct Read;

/// A family's request that changes something.
#[derive(Debug)]
pub struct Write;

/// Any request of staff.
#[derive(Debug)]
pub struct OfStaff;

/// A request of staff that changes something.
#[derive(Debug)]
pub struct StaffWrite;

/// A request with a body of at most `KIB` times 1,024 bytes.
#[derive(Debug)]
pub struct Form<const KIB: usize = 16>;

impl IntoResponses for Any {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[("500", "something went wrong on our side"), ("503", "please try again")])
    }
}

impl IntoResponses for SameOrigin {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[("403", "not from our own pages")])
    }
}

impl IntoResponses for Read {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = problems(&[
            ("400", "unreadable: neither JSON nor a version"),
            ("401", "no session, or one that has ended"),
            ("404", "there is nothing here"),
        ]);
        all.extend(Any::responses());
        all
    }
}

impl IntoResponses for Write {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = problems(&[("409", "the rules refuse now"), ("412", "somebody changed it meanwhile")]);
        all.extend(SameOrigin::responses());
        all
    }
}

impl IntoResponses for OfStaff {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = problems(&[
            ("403", "of no school, or not for this role"),
            ("404", "there is nothing here for this caller"),
        ]);
        all.insert("401".to_owned(), RefOr::T(unsigned()));
        all.extend(Any::responses());
        all
    }
}

impl IntoResponses for StaffWrite {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = problems(&[("409", "the rules refuse now"), ("412", "somebody changed it meanwhile")]);
        all.extend(OfStaff::responses());
        all
    }
}

/// Most tokens the gateway refuses before any of us is asked, with words of its own.
fn unsigned() -> Response {
    let words = ObjectBuilder::new().property("message", Object::with_type(Type::String)).required("message");
    let words = ContentBuilder::new().schema(Some(words)).build();
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemView"))).build();
    let response = ResponseBuilder::new().description("no token, one that is over, or one that is not for this");
    response.content("application/json", words).content("application/problem+json", problem).build()
}

impl<const KIB: usize> IntoResponses for Form<KIB> {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let too_large = format!("the body has more than {} bytes", KIB * 1024);
        problems(&[
            ("400", "unreadable: neither JSON nor a version, or nested deeper than 127"),
            ("413", &too_large),
            ("415", "the body is not JSON"),
            ("422", "fields are missing or wrong, each named by its JSON pointer"),
        ])
    }
}

fn problems(statuses: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let response = |description: &str| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemView"))).build();
        ResponseBuilder::new().description(description).content("application/problem+json", content).build()
    };
    statuses.iter().map(|(status, what)| ((*status).to_owned(), RefOr::T(response(what)))).collect()
}
