//! What a family's request can be answered with beside 200, in the contract.

use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Any request of a family.
pub(crate) struct Read;

/// A request that changes something.
pub(crate) struct Write;

/// A request with a body.
pub(crate) struct Form;

impl IntoResponses for Read {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("400", "unreadable: neither JSON nor a version"),
            ("401", "no session, or one that has ended"),
            ("404", "there is nothing here"),
            ("500", "something went wrong on our side"),
            ("503", "please try again"),
        ])
    }
}

impl IntoResponses for Write {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("403", "not from our own pages"),
            ("409", "the rules refuse now"),
            ("412", "somebody changed it meanwhile"),
        ])
    }
}

impl IntoResponses for Form {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("413", "the body is too large"),
            ("415", "the body is not JSON"),
            ("422", "fields are wrong, each named by its JSON pointer"),
        ])
    }
}

fn problems(statuses: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    statuses
        .iter()
        .map(|(status, description)| {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemView"))).build();
            let response =
                ResponseBuilder::new().description(*description).content("application/problem+json", content).build();
            ((*status).to_owned(), RefOr::T(response))
        })
        .collect()
}
