//! What has to be written about pupils: a case to open, a row of the registry that changed, another sign-in secret.

use crate::findings::Findings;
use crate::load::LoadError;
use crate::roster::Roster;
use crate::students::{self, StudentRow};
use domain::{
    Actor, Campaign, Case, CaseId, Command, Contact, Context, EntryCode, Event, Refusal, SchoolId, Student,
    StudentNumber, decide,
};
use identity::Pepper;
use jiff::Timestamp;
use runtime::ids::random_128;
use std::collections::BTreeMap;
use store::{Change, Loaded, NewCase, Opened, Store, StudentEntry};

/// What is done for one pupil.
#[derive(Debug)]
pub(crate) enum Step {
    /// The pupil comes into the campaign.
    Open(Box<NewCase>),
    /// Something changed.
    Change(Box<Update>),
}

/// What changed for a pupil.
#[derive(Debug)]
pub(crate) struct Update {
    student: Student,
    contact: Contact,
    campaign: Campaign,
    /// The case, when its row changed.
    case: Option<Loaded>,
    /// The entry, when the sign-in secret changed.
    entry: Option<StudentEntry>,
    /// The printed code that the entry asks for, if it does.
    code: Option<EntryCode>,
}

/// Compares every row with the table. Pupils of this campaign without a row are reported.
pub(crate) async fn plan_students(
    store: &Store,
    pepper: &Pepper,
    roster: &Roster,
    known: Vec<(StudentNumber, StudentEntry)>,
    now: Timestamp,
    found: &mut Findings,
) -> Result<Vec<Step>, LoadError> {
    let campaign = &roster.campaign.campaign;
    let in_campaign = known.into_iter().filter(|(_, entry)| entry.campaign == campaign.id);
    let mut known: BTreeMap<StudentNumber, StudentEntry> = in_campaign.collect();
    let ids: Vec<CaseId> = known.values().map(|entry| entry.case).collect();
    let cases = store.load_many(&ids).await?.into_iter().map(|case| (case.id, case));
    let mut cases: BTreeMap<CaseId, Loaded> = cases.collect();
    let codes = store.entry_codes(&campaign.school, known.keys()).await?;
    let mut steps = Vec::new();
    for row in &roster.students {
        let index = secret_index(pepper, campaign, row)?;
        match known.remove(&row.student.number) {
            None => steps.push(Step::Open(Box::new(new_case(campaign, row, index)))),
            Some(entry) => {
                let same = entry.secret_index == index && codes.get(&entry.case) == row.secret.code();
                let case = cases.remove(&entry.case);
                let entry = (!same).then_some(StudentEntry { secret_index: index, ..entry });
                steps.extend(change(campaign, row, case, entry, now, found));
            }
        }
    }
    for number in known.into_keys() {
        let text = format!("student {} has no row any more: nothing is deleted, the case stays open", number.as_str());
        found.file_note(students::FILE, text);
    }
    Ok(steps)
}

fn secret_index(pepper: &Pepper, campaign: &Campaign, row: &StudentRow) -> Result<String, LoadError> {
    let student = row.student.number.as_str();
    let index = pepper.sign_in_index(campaign.school.as_str(), student, row.secret.reveal());
    index.map_err(|source| LoadError::Secret { student: student.to_owned(), source })
}

fn new_case(campaign: &Campaign, row: &StudentRow, secret_index: String) -> NewCase {
    NewCase {
        id: CaseId::from_random(random_128()),
        school: campaign.school.clone(),
        campaign: campaign.id.clone(),
        student: row.student.clone(),
        contact: row.contact.clone(),
        secret_index,
        entry_code: row.secret.code().cloned(),
    }
}

fn change(
    campaign: &Campaign,
    row: &StudentRow,
    case: Option<Loaded>,
    entry: Option<StudentEntry>,
    now: Timestamp,
    found: &mut Findings,
) -> Option<Step> {
    let Some(case) = case else {
        found.row_error(students::FILE, row.row, "the pupil has an entry without a case: the table needs a repair");
        return None;
    };
    if case.student.protected && !row.student.protected {
        found.cell_note(students::FILE, row.row, "protected", "this pupil was protected and no longer is");
    }
    let changes = match decide_row(&case, &row.student, &row.contact, campaign, now) {
        Ok(events) => !events.is_empty(),
        Err(refusal) => {
            refused(row, &refusal, found);
            return None;
        }
    };
    let case = changes.then_some(case);
    let (student, contact) = (row.student.clone(), row.contact.clone());
    let update = || {
        Step::Change(Box::new(Update {
            student,
            contact,
            campaign: campaign.clone(),
            case: case.clone(),
            entry: entry.clone(),
            code: row.secret.code().cloned(),
        }))
    };
    (case.is_some() || entry.is_some()).then(update)
}

fn refused(row: &StudentRow, refusal: &Refusal, found: &mut Findings) {
    match refusal {
        Refusal::Fields(_) => {
            let text = "is the ID number of somebody who applies for this pupil: compare it with the registry";
            found.cell_error(students::FILE, row.row, "national_id", text);
        }
        refusal => found.row_error(students::FILE, row.row, format!("cannot be changed now: {refusal}")),
    }
}

fn decide_row(
    case: &Case,
    student: &Student,
    contact: &Contact,
    campaign: &Campaign,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let command = Command::ChangeRoster { student: student.clone(), contact: contact.clone() };
    decide(case, &command, &Context { campaign, actor: &Actor::Operator, expected: None, now })
}

/// Writes one step.
pub(crate) async fn carry_out(store: &Store, school: &SchoolId, step: Step, by: &Change<'_>) -> Result<(), LoadError> {
    match step {
        Step::Open(new) => open(store, &new, by).await,
        Step::Change(update) => update.carry_out(store, school, by).await,
    }
}

async fn open(store: &Store, new: &NewCase, by: &Change<'_>) -> Result<(), LoadError> {
    match store.open_case(new, by).await? {
        Opened::New(_) => Ok(()),
        Opened::Exists(entry) if entry.case == new.id => Ok(()), // Our own write, whose answer was lost.
        Opened::Exists(_) => Err(LoadError::Meanwhile { student: new.student.number.as_str().to_owned() }),
    }
}

impl Update {
    async fn carry_out(self, store: &Store, school: &SchoolId, by: &Change<'_>) -> Result<(), LoadError> {
        let number = self.student.number.as_str().to_owned();
        if let Some(case) = self.case {
            let decide = |case: &Case| decide_row(case, &self.student, &self.contact, &self.campaign, by.now);
            let changed = store.change(case, by, decide).await;
            changed.map_err(|source| LoadError::Change { student: number.clone(), source })?;
        }
        if let Some(entry) = self.entry
            && !store.put_student_entry(school, &self.student.number, &entry, self.code.as_ref(), by.now).await?
        {
            return Err(LoadError::Meanwhile { student: number });
        }
        Ok(())
    }
}
