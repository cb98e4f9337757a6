//! What people were told, held against the history: what was granted is in it, once; what was refused is not.

use domain::{Case, Consent, Recorded, apply, open};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use testkit::Answer;

/// What came of a request, over all its tries.
#[derive(Debug, Default)]
struct Told {
    /// Some try was not answered, or with a fault of ours: it may have had its effect.
    unknown: bool,
    granted: bool,
    /// States of the case, or of a row, that an answer showed.
    shown: Vec<Value>,
}

#[derive(Debug, Default)]
pub(crate) struct Answers(RefCell<BTreeMap<String, Told>>);

impl Answers {
    pub(crate) fn asked(&self, id: &str) {
        self.0.borrow_mut().entry(id.to_owned()).or_default();
    }

    /// A family is shown its case.
    pub(crate) fn family(&self, id: &str, answer: Option<&Answer>) {
        let shown = |body: &Value| {
            let applicants = body["applicants"].as_array().unwrap().iter();
            let applicants: Vec<_> = applicants.map(|a| json!([a["applicant_id"], a["review"]["state"]])).collect();
            vec![json!([body["form"], body["version"], body["consent"]["state"], applicants])]
        };
        self.told(id, answer, shown);
    }

    /// Staff are shown the rows that they changed.
    pub(crate) fn staff(&self, id: &str, answer: Option<&Answer>) {
        let row = |row: &Value| json!([row["applicant_id"], row["version"], row["review"]]);
        let shown = |body: &Value| match body["results"].as_array() {
            Some(results) => results.iter().filter(|one| one["ok"] == true).map(|one| row(&one["row"])).collect(),
            None if body["review"].is_string() => vec![row(body)],
            None => vec![],
        };
        self.told(id, answer, shown);
    }

    fn told(&self, id: &str, answer: Option<&Answer>, shown: impl Fn(&Value) -> Vec<Value>) {
        let mut all = self.0.borrow_mut();
        let told = all.get_mut(id).unwrap();
        match answer {
            Some(answer) if answer.status < 300 => {
                told.granted = true;
                told.shown.extend(shown(&answer.body));
                // Of a batch, what others hold up is left to be tried again: it may have been written all the same.
                told.unknown |= answer.text.contains("try-again");
            }
            Some(answer) if answer.status < 500 => {}
            _ => told.unknown = true,
        }
    }

    /// Holds everything that was told about a case against its history.
    pub(crate) fn are_true(&self, case: &Case, history: &[Recorded]) {
        let all = self.0.borrow();
        let mut seen = BTreeSet::new();
        for block in history.chunk_by(|one, next| one.request_id == next.request_id) {
            let id = &block[0].request_id;
            let Some(told) = all.get(id) else {
                assert!(
                    !matches!(block[0].by, domain::By::Family { .. } | domain::By::Staff { .. }),
                    "{id}: nobody asked"
                );
                continue;
            };
            assert!(seen.insert(id), "{id} is in the history twice");
            assert!(told.granted || told.unknown, "{id} was refused, and is in the history");
        }
        let states = states(case, history);
        for (id, told) in all.iter() {
            for shown in told.shown.iter().filter(|shown| shown[0].as_str().unwrap().starts_with(&case.id.to_string()))
            {
                assert!(states.contains(&shown.to_string()), "{id} was shown what never was: {shown}");
            }
        }
    }
}

/// Everything that a family or staff may have been shown, after each event.
fn states(case: &Case, history: &[Recorded]) -> BTreeSet<String> {
    let mut now = open(case.id, case.school.clone(), case.campaign.clone(), &history[0]).unwrap();
    let mut states = BTreeSet::new();
    for recorded in std::iter::once(None).chain(history[1..].iter().map(Some)) {
        if let Some(recorded) = recorded {
            now = apply(now, recorded);
        }
        let consent = match now.consent {
            Consent::None => "none",
            Consent::Agreed { .. } => "agreed",
            Consent::Declined { .. } => "declined",
            Consent::Withdrawn { .. } => "withdrawn",
        };
        let id = |no: domain::ApplicantNo| domain::ApplicantId { case: now.id, no }.to_string();
        let applicants: Vec<_> = now.applicants.iter().map(|a| json!([id(a.no), a.review_state()])).collect();
        states.insert(json!([now.id, now.version, consent, applicants]).to_string());
        states.extend(now.applicants.iter().map(|a| json!([id(a.no), a.version, a.review_state()]).to_string()));
    }
    states
}
