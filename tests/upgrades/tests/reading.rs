//! What an older version wrote is read by this one, whole; what a newer one may add is no error to it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use audit::Heads;
use domain::{Case, CaseId, Recorded, SchoolId, StudentNumber};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::PortalKey;
use testkit::{CAMPAIGN, SCHOOL, student};
use upgrades::{Kept, LINKED, OPENED, story, table};

/// Whether all that was told is still told; more may be.
fn holds(now: &Value, then: &Value) -> bool {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            then.iter().all(|(name, then)| now.get(name).is_some_and(|now| holds(now, then)))
        }
        (Value::Array(now), Value::Array(then)) => {
            now.len() == then.len() && now.iter().zip(then).all(|(now, then)| holds(now, then))
        }
        (now, then) => now == then,
    }
}

/// The same with something that this version does not know, in every object.
fn with_more(value: &Value) -> Value {
    match value {
        Value::Object(parts) => {
            let parts = parts.iter().map(|(name, part)| (name.clone(), with_more(part)));
            Value::Object(parts.chain([("added_later".to_owned(), json!({ "by": ["somebody"] }))]).collect())
        }
        Value::Array(parts) => Value::Array(parts.iter().map(with_more).collect()),
        value => value.clone(),
    }
}

#[test]
fn this_version_has_its_file() {
    assert!(Kept::all().contains_key(env!("CARGO_PKG_VERSION")), "make keep-forms");
}

#[tokio::test]
async fn cases_of_every_version_are_read_as_they_were() {
    for (version, kept) in Kept::all() {
        let (store, client) = table().await;
        kept.put_into(&client).await;
        for (id, told) in &kept.told {
            let id: CaseId = id.parse().unwrap();
            let case = store.load(id).await.unwrap().unwrap().into_case();
            let history = store.history(id).await.unwrap();
            assert_eq!(
                domain::replay(id, case.school.clone(), case.campaign.clone(), &history).as_ref(),
                Some(&case),
                "{version}: the case is what its history says"
            );
            assert!(holds(&serde_json::to_value(&case).unwrap(), &told.case), "{version} {id}");
            assert_eq!(history.len(), told.history.len());
            for (event, told) in history.iter().zip(&told.history) {
                assert!(holds(&serde_json::to_value(event).unwrap(), told), "{version}: {told}");
            }
        }
        let found = audit::walk(&store, &Heads::default(), |_| {}).await.unwrap();
        assert_eq!((found.whole, found.erased, found.broken), (3, 1, vec![]), "{version}");
    }
}

#[tokio::test]
async fn whatever_lies_beside_the_cases_is_read_too() {
    for (version, kept) in Kept::all() {
        let (store, client) = table().await;
        kept.put_into(&client).await;
        let (school, now) = (SchoolId::parse(SCHOOL).unwrap(), testkit::now());
        let campaign = store.current_campaign(&school, now).await.unwrap().expect(&version);
        let students = store.students(&school).await.unwrap();
        let of = |n| students.iter().find(|(number, _): &&(StudentNumber, _)| *number == student(n).number).unwrap();
        let (opened, linked) = (of(OPENED).1.case, of(LINKED).1.case);
        let key =
            PortalKey { case: opened, school: school.clone(), campaign: campaign.id.clone(), session: "s".into() };
        let portal = store.portal(&key, now).await.unwrap().expect(&version);
        assert!(portal.drafts.applicants.is_some() && portal.entry.last_sign_in.is_some(), "{version}");
        let class = store.class_rows(&school, &campaign.id, &student(OPENED).class, now).await.unwrap();
        assert_eq!(class.len(), 2, "{version}");
        let guardian = store.guardian("4M8DTDZ07R5X").await.unwrap().expect(&version);
        assert_eq!((guardian.made_for.case, guardian.issue), (opened, 2), "{version}");
        let children: BTreeSet<_> = store.children("4M8DTDZ07R5X").await.unwrap().iter().map(|id| id.case).collect();
        assert_eq!(children, BTreeSet::from([opened, linked]), "{version}");
        assert_eq!(store.staff("teacher-1").await.unwrap().expect(&version).school.as_str(), SCHOOL);
        assert_eq!(store.handed_out(&school, &campaign.id).await.unwrap().len(), 1, "{version}");
        assert_eq!((campaign.id.as_str(), store.schools().await.unwrap().len()), (CAMPAIGN, 1), "{version}");
    }
}

#[tokio::test]
async fn the_file_of_this_version_has_every_kind_of_event_and_is_not_out_of_date() {
    let (kept, written) = (Kept::all().remove(env!("CARGO_PKG_VERSION")).unwrap(), story().await);
    let shape = |kept: &Kept| -> Vec<BTreeSet<String>> {
        kept.told.values().flat_map(|told| told.history.iter().chain([&told.case])).map(names).collect()
    };
    assert_eq!(shape(&kept), shape(&written), "make keep-forms");
    let kinds: BTreeSet<_> = kept.told.values().flat_map(|told| &told.history).map(kind).collect();
    assert_eq!(kinds.len(), 25, "{kinds:?}");
}

#[test]
fn what_a_later_version_adds_is_no_error() {
    for (version, kept) in Kept::all() {
        for told in kept.told.values() {
            let case = |value: Value| serde_json::from_value::<Case>(value).unwrap();
            assert_eq!(case(with_more(&told.case)), case(told.case.clone()), "{version}");
            for event in &told.history {
                let read = |value: Value| serde_json::from_value::<Recorded>(value).unwrap();
                assert_eq!(read(with_more(event)), read(event.clone()), "{version}");
            }
        }
    }
}

fn kind(event: &Value) -> String {
    event["event"]["type"].as_str().unwrap().to_owned()
}

/// The names of all fields, with their paths.
fn names(value: &Value) -> BTreeSet<String> {
    match value {
        Value::Object(parts) => parts
            .iter()
            .flat_map(|(name, part)| {
                names(part).into_iter().map(move |below| format!("{name}.{below}")).chain([name.clone()])
            })
            .collect(),
        Value::Array(parts) => parts.iter().flat_map(names).collect(),
        _ => BTreeSet::new(),
    }
}
