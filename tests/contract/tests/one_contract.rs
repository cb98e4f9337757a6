//! Code, document and template say the same about what can be reached.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};

const TEMPLATE: &str = include_str!("../../../infra/template.yaml");
const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

/// `GET /api/case` for each operation of a part, with the operation's security schemes.
fn operations(part: &utoipa::openapi::OpenApi) -> BTreeMap<String, String> {
    let document = serde_json::to_value(part).unwrap();
    let paths = document["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().iter().map(move |(method, op)| (path, method, op)))
        .map(|(path, method, op)| (format!("{} {path}", method.to_uppercase()), op["security"].to_string()))
        .collect()
}

/// The API's routes in the template, with the rest of their line.
fn template_routes() -> BTreeMap<String, String> {
    TEMPLATE
        .lines()
        .filter_map(|line| line.split_once("RouteKey: ").map(|(_, rest)| rest))
        .map(|rest| {
            let rest = rest.trim_start_matches('"');
            let (key, tail) = rest.split_once(['"', ',']).unwrap_or((rest, ""));
            (key.trim().to_owned(), tail.to_owned())
        })
        .collect()
}

#[test]
fn the_committed_document_is_what_the_code_says() {
    assert!(DOCUMENT == contract::text().unwrap(), "the contract moved: run `make openapi` and look at the change");
}

#[test]
fn no_two_functions_answer_the_same_operation() {
    let mut seen = BTreeMap::new();
    for (function, part) in contract::parts() {
        for operation in operations(&part).into_keys() {
            if let Some(other) = seen.insert(operation.clone(), function) {
                panic!("{operation} is answered by {other} and {function}");
            }
        }
    }
}

#[test]
fn one_name_of_a_schema_means_one_thing() {
    let mut seen: BTreeMap<String, (&str, serde_json::Value)> = BTreeMap::new();
    let mut clashes = Vec::new();
    for (function, part) in contract::parts() {
        let part = serde_json::to_value(part).unwrap();
        for (name, schema) in part["components"]["schemas"].as_object().into_iter().flatten() {
            let (other, first) = seen.entry(name.clone()).or_insert((function, schema.clone()));
            if first != schema {
                clashes.push(format!("{name} of {other} and of {function}"));
            }
        }
    }
    assert_eq!(clashes, Vec::<String>::new());
}

#[test]
fn the_gateway_routes_what_the_contract_promises() {
    let promised: BTreeSet<_> = contract::parts().iter().flat_map(|(_, part)| operations(part).into_keys()).collect();
    let routed: BTreeSet<_> = template_routes().into_keys().collect();
    assert_eq!(promised, routed);
}

#[test]
fn every_staff_route_stands_behind_the_authorizer() {
    let routes = template_routes();
    for (operation, security) in contract::parts().iter().flat_map(|(_, part)| operations(part)) {
        let staff = operation.contains(" /api/review/");
        assert_eq!(security.contains("staff"), staff, "{operation} in the contract");
        assert_eq!(routes[&operation].contains("JWT"), staff, "{operation} in the template");
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = serde_json::to_value(contract::document()).unwrap();
    let mut names = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap_or_else(|| panic!("{method} {path} has no name"));
            assert!(names.insert(name.to_owned()), "{name} names two operations");
        }
    }
}
