//! What families and staff wish for, leaning towards what leads somewhere.

use crate::chance::Chance;
use faults::Step;
use serde_json::{Value, json};
use testkit::{Ask, applicant};

/// A request that can be made again.
#[derive(Clone, Debug)]
pub(crate) struct Wish {
    pub(crate) step: Step,
    method: &'static str,
    path: String,
    body: Option<Value>,
}

impl Wish {
    fn of(step: Step, method: &'static str, path: impl Into<String>, body: impl Into<Option<Value>>) -> Self {
        Wish { step, method, path: path.into(), body: body.into() }
    }

    pub(crate) fn ask(&self) -> Ask {
        let ask = Ask::of(self.method, &self.path);
        match &self.body {
            Some(body) => ask.json(body),
            None => ask,
        }
    }
}

/// One thing, or all that a family needs to be under review.
pub(crate) fn family_wish(chance: &Chance, shown: &Value) -> Vec<Wish> {
    let somebody = shown["applicants"][chance.below(2)]["applicant_id"].as_str();
    let path = |id: &str| format!("/api/case/applicants/{id}");
    match chance.below(20) {
        0..=6 => vec![confirm(chance), consent("agree"), name(chance), send()],
        7 => vec![confirm(chance)],
        8 => vec![consent("agree")],
        9 if chance.happens(40) => vec![consent("decline")],
        10 if chance.happens(40) => vec![Wish::of(Step::Submit, "DELETE", "/api/case/consent", None)],
        11..=12 => vec![name(chance)],
        13 => vec![Wish::of(Step::Submit, "PUT", "/api/case/applicants/draft", people(chance))],
        14 => {
            let draft = json!({ "contact": { "home_phone": chance.below(100).to_string() } });
            vec![Wish::of(Step::ConfirmData, "PUT", "/api/case/confirmation/draft", draft)]
        }
        15..=16 => vec![send()],
        17 => vec![Wish::of(Step::Submit, "DELETE", "/api/case/submission", None)],
        18 => somebody.map(|id| Wish::of(Step::Submit, "DELETE", path(id), None)).into_iter().collect(),
        19 => {
            let email = json!({ "email": format!("other{}@example.com", chance.below(3)) });
            somebody.map(|id| Wish::of(Step::Submit, "PATCH", path(id), email)).into_iter().collect()
        }
        _ => vec![Wish::of(Step::ConfirmData, "GET", "/api/case", None)],
    }
}

fn send() -> Wish {
    Wish::of(Step::Submit, "POST", "/api/case/submission", None)
}

fn confirm(chance: &Chance) -> Wish {
    let form = json!({ "registry_correct": true, "contact": {
        "household_address": format!("臺北市範例區示範路{}號", 1 + chance.below(3)),
        "mailing_address": "臺北市範例區示範路2號",
        "emergency_contact_name": "林大山", "emergency_contact_mobile": "0900000001",
    }});
    Wish::of(Step::ConfirmData, "POST", "/api/case/confirmation", form)
}

fn consent(choice: &str) -> Wish {
    let answer = json!({ "notice_version": "2026-08", "choice": choice });
    Wish::of(Step::Submit, "POST", "/api/case/consent", answer)
}

fn name(chance: &Chance) -> Wish {
    Wish::of(Step::Submit, "PUT", "/api/case/applicants", people(chance))
}

/// People are few, so that both pupils have the same parents, and somebody is called otherwise now and then.
fn people(chance: &Chance) -> Value {
    let (mut father, mother) = (applicant(1, "father"), applicant(2, "mother"));
    if chance.happens(10) {
        father["name"] = "林大河".into();
    }
    match chance.below(5) {
        0..=1 => json!({ "arrangement": "one_parent", "applicants": [father] }),
        2..=3 => json!({ "arrangement": "both_parents", "applicants": [father, mother] }),
        _ => json!({ "arrangement": "other_guardian", "applicants": [applicant(3, "guardian")] }),
    }
}

/// What one does about a row, or about several at once.
pub(crate) fn staff_wish(chance: &Chance, rows: &[Value]) -> Option<Wish> {
    let row = (!rows.is_empty()).then(|| chance.pick(rows))?;
    let id = row["applicant_id"].as_str()?;
    let version = row["version"].as_u64().filter(|_| chance.happens(70));
    Some(match chance.below(10) {
        0..=4 => {
            let some: Vec<_> = rows.iter().filter(|other| *other == row || chance.happens(40)).collect();
            let decisions: Vec<_> = some.into_iter().map(|row| decision(chance, row)).collect();
            Wish::of(Step::Review, "POST", "/api/review/decisions", json!({ "decisions": decisions }))
        }
        5..=6 => {
            let path = format!("/api/review/decisions/{id}/undo");
            Wish::of(Step::Review, "POST", path, json!({ "version": version }))
        }
        7 => {
            let number = row["student_number"].as_str().unwrap_or("99001001");
            let path = format!("/api/review/classes/101/students/{number}/paper");
            Wish::of(Step::Review, "PUT", path, json!({ "returned": chance.happens(70) }))
        }
        8 => Wish::of(Step::Provision, "POST", format!("/api/review/applicants/{id}/account"), None),
        _ => Wish::of(Step::Notify, "POST", format!("/api/review/applicants/{id}/notifications"), None),
    })
}

fn decision(chance: &Chance, row: &Value) -> Value {
    let mut decision = json!({ "applicant_id": row["applicant_id"] });
    if chance.happens(70) {
        decision["version"] = row["version"].clone();
    }
    if chance.happens(70) {
        decision["outcome"] = "approve".into();
        decision["paper_checked"] = chance.happens(90).into();
        decision["proof_checked"] = true.into();
    } else {
        decision["outcome"] = "reject".into();
        decision["reason_code"] = (*chance.pick(&["no_signature", "id_differs", "ask_school"])).into();
    }
    decision
}
