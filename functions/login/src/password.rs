//! Signing in with what was typed. Whatever is wrong, the same is read in the same order, hashed, counted and answered.

use crate::App;
use crate::admission::{Admitted, lets_in, refused};
use crate::captchas::passed;
use crate::session_form::Typed;
use crate::source::Source;
use crate::throttle::Throttle;
use api::Problem;
use domain::{SchoolId, StudentNumber};
use identity::Pepper;
use jiff::Timestamp;
use store::{StoreError, StudentEntry};

/// The case of the typed account, if all of it is right.
pub(crate) async fn admit(app: &App, typed: &Typed, source: &Source, now: Timestamp) -> Result<Admitted, Problem> {
    let pepper = app.pepper.current(now).await?;
    let known = account(typed);
    let throttle = throttle((app, &pepper), typed, known.as_ref(), source, now);
    let captcha = app.gate.store.take_captcha(app.nobody.unless_captcha(&typed.captcha_id), now).await?;
    let human = captcha.is_some_and(|captcha| passed(&captcha, &typed.captcha_answer));

    let (school, number) = whom(app, known.as_ref());
    let (entry, failures) = app.gate.store.entry_and_failures((school, number), throttle.source(), now).await?;
    let begun = throttle.begin(failures).await?;
    match proved((app, &pepper), typed, (school, number), entry, human, now).await {
        Ok(Some(admitted)) => {
            throttle.not_failed(begun).await?;
            Ok(admitted)
        }
        Ok(None) => {
            throttle.failed(begun).await?;
            Err(refused())
        }
        Err(fault) => {
            throttle.not_failed(begun).await?;
            Err(fault.into())
        }
    }
}

/// The case, unless something is wrong: what, is known to nobody.
async fn proved(
    (app, pepper): (&App, &Pepper),
    typed: &Typed,
    (school, number): (&SchoolId, &StudentNumber),
    entry: Option<StudentEntry>,
    human: bool,
    now: Timestamp,
) -> Result<Option<Admitted>, StoreError> {
    let campaign = entry.as_ref().map_or(&app.nobody.campaign, |entry| &entry.campaign);
    let campaign = app.gate.store.campaign(school, campaign).await?;

    let index = entry.as_ref().map(|entry| entry.secret_index.as_str());
    let proved = pepper.sign_in_matches(school.as_str(), number.as_str(), &typed.password, index);
    let open = campaign.is_some_and(|campaign| lets_in(&campaign, now));
    let entry = entry.filter(|_| proved & human & open);
    Ok(entry.map(|entry| Admitted { case: entry.case, school: school.clone(), campaign: entry.campaign }))
}

/// Whom to look up: what was typed, or somebody who does not exist.
fn whom<'a>(app: &'a App, known: Option<&'a (SchoolId, StudentNumber)>) -> (&'a SchoolId, &'a StudentNumber) {
    known.map_or((&app.nobody.school, &app.nobody.student), |(school, number)| (school, number))
}

/// School and student, if what was typed can name any; whether they exist is not known here.
fn account(typed: &Typed) -> Option<(SchoolId, StudentNumber)> {
    Some((SchoolId::parse(&typed.school).ok()?, StudentNumber::from_account(&typed.account).ok()?))
}

/// Failures count against the account however it was written; against what was typed when it cannot be one.
fn throttle<'a>(
    keyed: (&'a App, &Pepper),
    typed: &Typed,
    known: Option<&'a (SchoolId, StudentNumber)>,
    source: &Source,
    now: Timestamp,
) -> Throttle<'a> {
    let school = known.map(|(school, _)| school);
    match known {
        Some((name, number)) => Throttle::of(keyed, (name.as_str(), &number.account()), school, source, now),
        None => Throttle::of(keyed, (&typed.school, &typed.account), school, source, now),
    }
}
