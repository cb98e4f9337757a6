//! What a request can be answered with beside what it wants, in the contract.

use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};

/// Any request.
pub(crate) struct Any;

/// A request with a body.
pub(crate) struct Form;

impl IntoResponses for Any {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[("500", "something went wrong on our side"), ("503", "please try again")])
    }
}

impl IntoResponses for Form {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        problems(&[
            ("400", "the body is not readable"),
            ("403", "from somebody else's page"),
            ("413", "the body is too large"),
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
