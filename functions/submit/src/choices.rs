//! The words to choose from, in the contract; what they mean stands in the domain.

use utoipa::openapi::schema::{Object, ObjectBuilder, Type};

/// 同意 or 不同意
pub(crate) fn choice() -> Object {
    words(["agree", "decline"])
}

/// 監護情形
pub(crate) fn arrangement() -> Object {
    words(["one_parent", "both_parents", "other_guardian"])
}

/// 親屬關係
pub(crate) fn relationship() -> Object {
    words(["father", "mother", "guardian"])
}

fn words<const N: usize>(words: [&'static str; N]) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build()
}
