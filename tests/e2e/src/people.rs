//! Synthetic applicants, with IDs that pass the checksum and belong to nobody.

use crate::Stack;
use serde_json::{Value, json};

/// An applicant as a parent fills in the form; every call makes another person.
pub fn applicant(relationship: &str) -> Value {
    let n = Stack::person();
    json!({
        "name": format!("測試{}", name(n)),
        "relationship": relationship,
        "national_id": domain::synthetic::national_id(n).reveal(),
        "mobile": format!("09{:08}", n % 100_000_000),
        "email": format!("guardian-{n}@example.com"),
        "language": "zh-Hant",
    })
}

/// A parent.
pub fn parent() -> Value {
    applicant(if Stack::person().is_multiple_of(2) { "father" } else { "mother" })
}

/// Somebody who is not a parent.
pub fn guardian() -> Value {
    let mut guardian = applicant("guardian");
    guardian["relationship_detail"] = "祖母".into();
    guardian
}

fn name(n: u64) -> String {
    const CHARACTERS: [char; 10] = ['安', '平', '樂', '和', '真', '美', '明', '華', '文', '心'];
    n.to_string().bytes().rev().take(3).map(|digit| CHARACTERS[usize::from(digit - b'0')]).collect()
}
