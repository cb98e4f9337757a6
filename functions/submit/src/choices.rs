//! The words to choose from, in the contract; what they mean stands in the domain.

use serde_json::Value;
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

/// 同意 or 不同意
pub(crate) fn choice() -> Object {
    words(["agree", "decline"]).build()
}

/// 監護情形
pub(crate) fn arrangement() -> Object {
    or_nothing(["one_parent", "both_parents", "other_guardian"])
}

/// 親屬關係
pub(crate) fn relationship() -> Object {
    or_nothing(["father", "mother", "guardian"])
}

fn words<const N: usize>(words: [&'static str; N]) -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words))
}

/// A draft may leave the choice open, by `null` too.
fn or_nothing<const N: usize>(of: [&'static str; N]) -> Object {
    let open = of.into_iter().map(Value::from).chain([Value::Null]);
    words(of).schema_type(SchemaType::from_iter([Type::String, Type::Null])).enum_values(Some(open)).build()
}
