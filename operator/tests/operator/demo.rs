//! The committed demo school is what its generator makes, and right.

use crate::folder::{Folder, demo};

#[path = "../../examples/make_demo/roster.rs"]
mod roster;

#[test]
fn the_committed_files_are_what_the_generator_makes() {
    for (name, text) in roster::files() {
        let committed = std::fs::read_to_string(demo().join(name)).unwrap();
        assert!(committed == text, "{name} differs: run the example make_demo");
    }
}

#[test]
fn the_demo_school_has_no_error_and_nothing_to_remark() {
    let demo = Folder::new("the_demo_school");
    let roster = demo.roster();
    assert_eq!((roster.students.len(), roster.staff.len(), roster.assignments.len()), (60, 3, 3));
    assert_eq!(demo.notes(), [""; 0]);
}

#[test]
fn sign_ins_are_written_for_made_up_pupils_only() {
    let demo = Folder::new("made_up_sign_ins");
    let sign_ins = operator::accounts(&demo.roster()).unwrap();
    assert_eq!(sign_ins.as_array().unwrap().len(), 60);
    assert_eq!(sign_ins[13]["account"], "P1150014");
    assert_eq!(sign_ins[13]["password"], "DEMO7KXQ");
    assert_eq!((&sign_ins[0]["school"], &sign_ins[59]["class"]), (&"demo".into(), &"102".into()));
    let real = demo.replace("campaign.toml", "synthetic = true\n", "");
    assert_eq!(operator::accounts(&real.roster()), Err(operator::AccountsError));
}
