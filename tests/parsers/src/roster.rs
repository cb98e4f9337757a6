//! A school's folder: one file as it comes, the others those of the demo school, cut short.

use jiff::civil::date;
use operator::roster::{FILES, parse};
use std::sync::LazyLock;

static DEMO: LazyLock<[Vec<u8>; 4]> = LazyLock::new(|| {
    let start = |text: &str| text.split_inclusive('\n').take(4).collect::<String>();
    [
        include_str!("../../../infra/demo/campaign.toml").to_owned(),
        start(include_str!("../../../infra/demo/students.csv")),
        start(include_str!("../../../infra/demo/staff.csv")),
        start(include_str!("../../../infra/demo/assignments.csv")),
    ]
    .map(String::into_bytes)
});

/// A roster or errors, never both and never neither; every remark is about a file that is there.
fn with(place: usize, data: &[u8]) {
    let mut files = DEMO.clone();
    files[place] = data.to_vec();
    let (roster, found) = parse(files, date(2026, 11, 24));
    assert_ne!(roster.is_some(), !found.errors.is_empty());
    assert!(found.errors.iter().chain(&found.notes).all(|remark| FILES.contains(&remark.file)));
}

pub(crate) fn campaign(data: &[u8]) {
    with(0, data);
}

pub(crate) fn students(data: &[u8]) {
    with(1, data);
}

pub(crate) fn staff(data: &[u8]) {
    with(2, data);
}

pub(crate) fn assignments(data: &[u8]) {
    with(3, data);
}
