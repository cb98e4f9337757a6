//! 核對碼: the short code on paper and row.

use crate::kit::*;

fn code(story: &Story) -> String {
    story.case.check_code().unwrap().to_string()
}

#[test]
fn there_is_no_code_before_somebody_is_named() {
    assert!(given([agree()]).case.check_code().is_none());
    assert_eq!(given([agree()]).case.row().reference, None);
}

#[test]
fn the_code_changes_when_the_applicants_change() {
    let named = given(ready(both_parents()));
    let codes = [code(&named), code(&named.clone().and(drop_one(2))), code(&named.clone().and(one_parent()))];
    assert!(codes[0] != codes[1] && codes[0] != codes[2]);
    let back = named.clone().and(one_parent()).and(both_parents());
    assert!(!codes.contains(&code(&back)), "what was printed before no longer fits");
}

#[test]
fn the_code_stays_when_nothing_on_the_paper_changes() {
    let named = given(ready(one_parent()));
    let later = named.clone().and(Command::Send).and(correct(1, email("new"))).and(reject(1)).and(Command::Send);
    assert_eq!(code(&named), code(&later));
    assert_eq!(later.case.row().reference, Some(code(&named)));
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let parse = |text: &str| CheckCode::parse(text).map(|code| code.to_string());
    assert_eq!(parse("7k3-q9m").as_deref(), Some("7K3Q9M"));
    assert_eq!(parse(" oil 0I1").as_deref(), Some("011011"));
    let padded = format!("7K3Q9M{}", "-".repeat(27));
    for text in ["", "7K3Q9", "7K3Q9M0", "7K3Q9U", "核對碼核對碼", &padded] {
        assert_eq!(parse(text), None, "{text}");
    }
}
