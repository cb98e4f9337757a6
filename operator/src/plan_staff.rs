//! What has to be written about staff. An assignment is known by its class and first day; one that is stored and has no
//! row is reported and stays: a class is taken away by a last day, so that history can tell who had it.

use crate::assignments;
use crate::findings::Findings;
use crate::roster::Roster;
use crate::staff::{self, StaffRow};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::{Assignment, StaffRecord, Store, StoreError};

/// The records that are new or changed.
pub(crate) async fn plan_staff(
    store: &Store,
    roster: &Roster,
    found: &mut Findings,
) -> Result<Vec<StaffRecord>, StoreError> {
    let mut changed = Vec::new();
    for row in &roster.staff {
        let stored = store.staff(&row.username).await?;
        let school = &roster.campaign.campaign.school;
        if stored.as_ref().is_some_and(|stored| stored.school != *school) {
            found.cell_error(staff::FILE, row.row, "username", "belongs to staff of another school: correct it");
            continue;
        }
        let record = record(roster, row, stored.as_ref(), found);
        if stored.as_ref() != Some(&record) {
            changed.push(record);
        }
    }
    Ok(changed)
}

fn record(roster: &Roster, row: &StaffRow, stored: Option<&StaffRecord>, found: &mut Findings) -> StaffRecord {
    let rows = roster.assignments.iter().filter(|assignment| assignment.username == row.username);
    let rows = rows.map(|row| Assignment { class: row.class.clone(), from: row.from, until: row.until });
    let keyed = |assignment: Assignment| ((assignment.class.clone(), assignment.from), assignment);
    let mut classes: BTreeMap<_, _> = rows.map(keyed).collect();
    for kept in stored.into_iter().flat_map(|stored| stored.classes.iter().cloned()) {
        let (key, kept) = keyed(kept);
        if let Entry::Vacant(free) = classes.entry(key) {
            note_missing(&row.username, &kept, found);
            free.insert(kept);
        }
    }
    StaffRecord {
        username: row.username.clone(),
        school: roster.campaign.campaign.school.clone(),
        name: row.name.reveal().to_owned(),
        role: row.role,
        classes: classes.into_values().collect(),
    }
}

fn note_missing(username: &str, kept: &Assignment, found: &mut Findings) {
    let (class, from) = (&kept.class, kept.from);
    let text =
        format!("{username} has class {class} from {from} and no row for it: it stays, give it a last day (until)");
    found.file_note(assignments::FILE, text);
}
