//! Signing in with what was typed. Whatever is wrong, the same is read in the same order, hashed, counted and answered.

use crate::App;
use crate::admission::{Admitted, lets_in, refused, throttled};
use crate::captchas::passed;
use crate::session_form::Typed;
use crate::source::Source;
use crate::throttle::Throttle;
use api::Problem;
use domain::{SchoolId, StudentNumber};
use jiff::Timestamp;

/// The case of the typed account, if all of it is right.
pub(crate) async fn admit(app: &App, typed: &Typed, source: &Source, now: Timestamp) -> Result<Admitted, Problem> {
    let (store, nobody) = (&app.gate.store, &app.nobody);
    let known = account(typed);
    let throttle = throttle(app, typed, known.as_ref(), source, now);
    let captcha = store.take_captcha(nobody.unless_captcha(&typed.captcha_id), now).await?;
    if throttle.locked().await? {
        return Err(throttled());
    }

    let (school, number) =
        known.as_ref().map_or((&nobody.school, &nobody.student), |(school, number)| (school, number));
    let entry = store.student_entry(school, number).await?;
    let campaign = entry.as_ref().map_or(&nobody.campaign, |entry| &entry.campaign);
    let campaign = store.campaign(school, campaign).await?;

    let index = entry.as_ref().map(|entry| entry.secret_index.as_str());
    let proved = app.pepper.sign_in_matches(school.as_str(), number.as_str(), &typed.password, index);
    let human = captcha.is_some_and(|captcha| passed(&captcha, &typed.captcha_answer));
    let open = campaign.is_some_and(|campaign| lets_in(&campaign, now));
    match entry.filter(|_| proved & human & open) {
        Some(entry) => Ok(Admitted { case: entry.case, school: school.clone(), campaign: entry.campaign }),
        None => {
            throttle.count().await?;
            Err(refused())
        }
    }
}

/// School and student, if what was typed can name any; whether they exist is not known here.
fn account(typed: &Typed) -> Option<(SchoolId, StudentNumber)> {
    Some((SchoolId::parse(&typed.school).ok()?, StudentNumber::from_account(&typed.account).ok()?))
}

/// Failures count against the account however it was written; against what was typed when it cannot be one.
fn throttle<'a>(
    app: &'a App,
    typed: &Typed,
    known: Option<&(SchoolId, StudentNumber)>,
    source: &Source,
    now: Timestamp,
) -> Throttle<'a> {
    match known {
        Some((school, number)) => Throttle::of(app, school.as_str(), &number.account(), source, now),
        None => Throttle::of(app, &typed.school, &typed.account, source, now),
    }
}
