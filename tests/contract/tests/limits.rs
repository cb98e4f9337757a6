//! Whatever a caller may send has an end, and the contract says where.
#![allow(clippy::unwrap_used, missing_docs)]

use serde_json::Value;

struct Walk {
    document: Value,
    unlimited: Vec<String>,
}

impl Walk {
    fn schema(&mut self, at: &str, schema: &Value) {
        if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/components/schemas/")) {
            let named = self.document["components"]["schemas"][name].clone();
            return self.schema(at, &named);
        }
        let is = |kind: &str| match &schema["type"] {
            Value::Array(kinds) => kinds.iter().any(|one| one == kind),
            one => one == kind,
        };
        let says = |limit: &str| !schema[limit].is_null();
        if is("string") && !says("maxLength") && !says("enum") {
            self.unlimited.push(format!("{at} has no maxLength"));
        }
        if is("array") && !says("maxItems") {
            self.unlimited.push(format!("{at} has no maxItems"));
        }
        if (is("integer") || is("number")) && !(says("minimum") && says("maximum")) {
            self.unlimited.push(format!("{at} has no bounds"));
        }
        if is("object") && schema["additionalProperties"] != false {
            self.unlimited.push(format!("{at} takes unknown fields"));
        }
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            self.schema(&format!("{at}/{name}"), field);
        }
        if schema["items"].is_object() {
            self.schema(&format!("{at}/0"), &schema["items"]);
        }
        for kinds in ["oneOf", "anyOf", "allOf"] {
            for kind in schema[kinds].as_array().into_iter().flatten() {
                self.schema(at, kind);
            }
        }
    }
}

#[test]
fn every_part_of_a_request_has_its_limit() {
    let document = serde_json::to_value(contract::document()).unwrap();
    let mut walk = Walk { document: document.clone(), unlimited: Vec::new() };
    let mut seen = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let at = format!("{method} {path}");
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                walk.schema(&format!("{at} {}", parameter["name"]), &parameter["schema"]);
                seen += 1;
            }
            let body = &operation["requestBody"];
            if body.is_object() {
                walk.schema(&at, &body["content"]["application/json"]["schema"]);
                let too_large = &operation["responses"]["413"]["description"];
                assert!(too_large.as_str().unwrap_or_default().contains("bytes"), "{at} says no largest body");
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "only {seen} requests were found");
    assert_eq!(walk.unlimited, Vec::<String>::new());
}
