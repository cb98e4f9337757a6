//! Bringing the table to what the folder says: [`plan`] compares and writes nothing, [`Plan::carry_out`] writes.
//!
//! What the table has and the folder has not is reported and stays. A plan may be carried out in part and made again:
//! what stands already is no longer in it.

use crate::findings::Findings;
use crate::plan_staff::plan_staff;
use crate::plan_students::{Step, plan_students};
use crate::roster::Roster;
use crate::{campaign_file, plan_students};
use domain::{Actor, Cause, ClassCode, Phase, SchoolId};
use futures::{StreamExt, TryStreamExt, stream};
use identity::{Pepper, UnusableSecret};
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::{CampaignRecord, Change, ChangeError, StaffRecord, Store, StoreError};

/// How many pupils are written at the same time.
const AT_ONCE: usize = 8;

/// Why a load stopped half-way. What was written stays, and running it again goes on from there.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The table could not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A case could not be changed.
    #[error("the case of student {student} could not be changed")]
    Change {
        /// The student's number.
        student: String,
        /// Why.
        source: ChangeError,
    },
    /// A sign-in secret is of no use.
    #[error("the sign-in secret of student {student} cannot be used")]
    Secret {
        /// The student's number.
        student: String,
        /// Why.
        source: UnusableSecret,
    },
    /// Somebody else is loading the same school.
    #[error("student {student} was changed by somebody else meanwhile: run it again")]
    Meanwhile {
        /// The student's number.
        student: String,
    },
    /// The handover keys are no JSON.
    #[error("the handover keys cannot be read")]
    Keys(#[from] serde_json::Error),
}

/// What has to be written.
#[derive(Debug)]
pub struct Plan {
    school: SchoolId,
    campaign: Option<CampaignRecord>,
    classes: Vec<ClassCode>,
    students: Vec<Step>,
    staff: Vec<StaffRecord>,
}

/// How many things a plan writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Campaign settings, 0 or 1.
    pub campaign: usize,
    /// New classes.
    pub classes: usize,
    /// Pupils whose case is opened.
    pub opened: usize,
    /// Pupils whose row or sign-in changed.
    pub changed: usize,
    /// Members of staff, new or changed.
    pub staff: usize,
}

impl Counts {
    /// All together.
    pub fn total(&self) -> usize {
        self.campaign + self.classes + self.opened + self.changed + self.staff
    }
}

/// Compares the roster with the table. Findings with an error mean that the plan must not be carried out.
pub async fn plan(
    store: &Store,
    pepper: &Pepper,
    roster: &Roster,
    now: Timestamp,
) -> Result<(Plan, Findings), LoadError> {
    let mut found = Findings::default();
    let campaign = &roster.campaign.campaign;
    let known = store.students(&campaign.school).await?;
    check_other_campaigns(store, roster, known.iter().map(|(_, entry)| &entry.campaign).collect(), now, &mut found)
        .await?;
    let plan = Plan {
        campaign: plan_campaign(store, roster).await?,
        classes: plan_classes(store, roster).await?,
        students: plan_students(store, pepper, roster, known, now, &mut found).await?,
        staff: plan_staff(store, roster, &mut found).await?,
        school: campaign.school.clone(),
    };
    Ok((plan, found))
}

/// A student has one campaign at a time: the next one is loaded when the last has closed, and none comes back.
async fn check_other_campaigns(
    store: &Store,
    roster: &Roster,
    mut others: BTreeSet<&domain::CampaignId>,
    now: Timestamp,
    found: &mut Findings,
) -> Result<(), StoreError> {
    let campaign = &roster.campaign.campaign;
    others.remove(&campaign.id);
    for other in others {
        let Some(settings) = store.campaign(&campaign.school, other).await? else { continue };
        if settings.opens >= campaign.opens {
            let text = format!("campaign.id: campaign {other} opens later and was loaded: this one cannot come back");
            found.file_error(campaign_file::FILE, text);
        } else if matches!(settings.phase(now), Phase::Ahead | Phase::Open) {
            let text = format!("campaign.id: campaign {other} is not closed yet: load this one afterwards");
            found.file_error(campaign_file::FILE, text);
        }
    }
    Ok(())
}

async fn plan_campaign(store: &Store, roster: &Roster) -> Result<Option<CampaignRecord>, LoadError> {
    let file = &roster.campaign;
    let record = CampaignRecord {
        campaign: file.campaign.clone(),
        district: file.district.clone(),
        handover_keys: file.handover_keys.as_deref().map(serde_json::from_str).transpose()?,
    };
    let stored = store.campaign_record(&record.campaign.school, &record.campaign.id).await?;
    Ok((stored.as_ref() != Some(&record)).then_some(record))
}

async fn plan_classes(store: &Store, roster: &Roster) -> Result<Vec<ClassCode>, StoreError> {
    let stored: BTreeSet<_> = store.classes(&roster.campaign.campaign.school).await?.into_iter().collect();
    let wanted: BTreeSet<_> = roster.students.iter().map(|row| row.student.class.clone()).collect();
    Ok(wanted.difference(&stored).cloned().collect())
}

impl Plan {
    /// What it writes.
    pub fn counts(&self) -> Counts {
        let opened = self.students.iter().filter(|step| matches!(step, Step::Open(_))).count();
        Counts {
            campaign: usize::from(self.campaign.is_some()),
            classes: self.classes.len(),
            opened,
            changed: self.students.len() - opened,
            staff: self.staff.len(),
        }
    }

    /// Writes it: the campaign last, so that nobody meets a school that is half there.
    pub async fn carry_out(self, store: &Store, cause: Cause, now: Timestamp) -> Result<(), LoadError> {
        let by = Change { actor: &Actor::Operator, cause, now };
        for class in &self.classes {
            store.put_class(&self.school, class).await?;
        }
        let school = &self.school;
        let steps = stream::iter(self.students).map(Ok::<_, LoadError>);
        steps.try_for_each_concurrent(AT_ONCE, |step| plan_students::carry_out(store, school, step, &by)).await?;
        for person in &self.staff {
            store.put_staff(person).await?;
        }
        if let Some(campaign) = &self.campaign {
            store.put_campaign(campaign).await?;
        }
        Ok(())
    }
}
