//! Everything that reads what comes from outside, a target each: whatever the bytes, it must not panic, and what it takes
//! it must read back as it gives it out. `make fuzz` makes the bytes up; the ones that reached something new are kept in
//! `corpus/` and read again on every build.

mod roster;
mod stream;
mod tokens;
mod typed;

/// What is done with the bytes.
pub type Target = fn(&[u8]);

/// Every target by the name of its folder in `corpus/`.
pub const TARGETS: [(&str, Target); 28] = [
    ("account", typed::account),
    ("address", typed::address),
    ("birth_date", typed::birth_date),
    ("campaign_id", typed::campaign_id),
    ("case_id", typed::case_id),
    ("check_code", typed::check_code),
    ("class_code", typed::class_code),
    ("email", typed::email),
    ("entry_code", typed::entry_code),
    ("free_text", typed::free_text),
    ("language", typed::language),
    ("mobile", typed::mobile),
    ("national_id", typed::national_id),
    ("person_name", typed::person_name),
    ("phone", typed::phone),
    ("school_id", typed::school_id),
    ("seat", typed::seat),
    ("sign_in_secret", typed::sign_in_secret),
    ("student_number", typed::student_number),
    ("handover_token", tokens::handover),
    ("key_set", tokens::key_set),
    ("session_token", tokens::session),
    ("signing_keys", tokens::signing_keys),
    ("stream_record", stream::record),
    ("roster_assignments", roster::assignments),
    ("roster_campaign", roster::campaign),
    ("roster_staff", roster::staff),
    ("roster_students", roster::students),
];

/// The target of a name.
pub fn target(name: &str) -> Option<Target> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}
