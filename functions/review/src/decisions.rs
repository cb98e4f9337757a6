//! Deciding: one applicant or many. Decisions on one case are one transaction, cases run in parallel; what is not clean
//! is left, with its reason.

use crate::App;
use crate::rows::RowView;
use api::answers::{Form, StaffWrite};
use api::{Body, Fields, Problem, Staff, campaign_of};
use axum::Json;
use axum::extract::{Path, State};
use domain::{
    Actor, ApplicantId, Campaign, CampaignId, Case, CaseId, Command, Context, Event, FreeText, Reason, ReasonCode,
    Recorded, Refusal, ReviewState, apply, decide,
};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use store::{Change, Loaded};
use utoipa::ToSchema;
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

/// The most decisions in one request.
const MOST: usize = 100;
/// The largest request: so many decisions with a reason of full length each, in bytes.
const MAX_BYTES: usize = 128 * 1024;
/// How many cases are written at once.
const AT_ONCE: usize = 8;

/// Decisions to take.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decisions {
    /// At most 100.
    #[schema(max_items = 100, min_items = 1)]
    decisions: Vec<DecisionForm>,
}

/// One decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionForm {
    /// Whom.
    #[schema(max_length = 33)]
    applicant_id: String,
    /// The row's version as seen.
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_i64)]
    version: Option<u32>,
    /// What.
    outcome: Outcome,
    /// 紙本已核對
    paper_checked: Option<bool>,
    /// 監護證明 or 家長委託書 seen.
    proof_checked: Option<bool>,
    /// Why it is rejected; a `reason` alone counts as `other`.
    #[schema(schema_with = reason_codes)]
    reason_code: Option<ReasonCode>,
    /// In words; the child can read it.
    #[schema(max_length = 200)]
    reason: Option<String>,
}

/// The codes to choose from, in the contract.
fn reason_codes() -> Object {
    let codes = [
        "no_signature",
        "name_differs",
        "id_differs",
        "relationship_differs",
        "proof_missing",
        "not_known",
        "ask_school",
        "other",
    ]
    .map(Value::from);
    let nothing = std::iter::once(Value::Null);
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .enum_values(Some(codes.into_iter().chain(nothing)))
        .build()
}

/// The outcome of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    /// 已通過
    Approve,
    /// 不通過
    Reject,
}

/// What was done and what was left.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultsView {
    /// In the order of the request.
    results: Vec<ResultView>,
}

/// One decision's result.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultView {
    /// Whom.
    applicant_id: String,
    /// Whether the decision stands.
    ok: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// The row now; absent when it is not the caller's.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<RowView>,
}

/// The version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// The row's version.
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 4_294_967_295_i64)]
    version: Option<u32>,
}

struct Wish {
    place: usize,
    id: ApplicantId,
    expected: Option<u64>,
    command: Command,
}

/// Approves or rejects applicants.
#[utoipa::path(post, path = "/api/review/decisions", operation_id = "decideApplicants", tag = "review",
    request_body = Decisions, security(("staff" = [])),
    responses((status = 200, body = ResultsView), StaffWrite, Form<128>))]
pub(crate) async fn decide_many(
    State(app): State<App>,
    staff: Staff,
    Body(form): Body<Decisions, MAX_BYTES>,
) -> Result<Json<ResultsView>, Problem> {
    let wishes = parse(form)?;
    let mut cases: BTreeMap<CaseId, Vec<Wish>> = BTreeMap::new();
    for wish in wishes {
        cases.entry(wish.id.case).or_default().push(wish);
    }
    let ids: Vec<_> = cases.keys().copied().collect();
    let mut loaded: BTreeMap<_, _> = app.store.load_many(&ids).await?.into_iter().map(|case| (case.id, case)).collect();
    let work: Vec<_> = cases.into_iter().map(|(id, wishes)| (staff.own(loaded.remove(&id)).ok(), wishes)).collect();
    let campaigns = app.campaigns(work.iter().filter_map(|(case, _)| case.as_ref())).await?;
    let mut results: Vec<(usize, ResultView)> = stream::iter(work)
        .map(|(case, wishes)| app.decide_case(&staff, &campaigns, case, wishes))
        .buffer_unordered(AT_ONCE)
        .try_fold(Vec::new(), |mut all, some| async {
            all.extend(some);
            Ok::<_, Problem>(all)
        })
        .await?;
    results.sort_by_key(|(place, _)| *place);
    Ok(Json(ResultsView { results: results.into_iter().map(|(_, result)| result).collect() }))
}

/// Takes a decision back within its window.
#[utoipa::path(post, path = "/api/review/decisions/{applicant_id}/undo", operation_id = "undoDecision", tag = "review",
    request_body = Seen, security(("staff" = [])), params(("applicant_id" = String, Path, description = "Whose decision", max_length = 33)),
    responses((status = 200, body = RowView), StaffWrite, Form))]
pub(crate) async fn undo(
    State(app): State<App>,
    staff: Staff,
    Path(applicant_id): Path<String>,
    Body(Seen { version }): Body<Seen>,
) -> Result<Json<RowView>, Problem> {
    let (id, case) = staff.applicant(&app.store, &applicant_id).await?;
    let case = staff.change(&app.store, case, version.map(u64::from), &Command::Undo { no: id.no }).await?;
    row(&case, id).map(Json).ok_or_else(Problem::not_found)
}

fn parse(form: Decisions) -> Result<Vec<Wish>, Problem> {
    let mut fields = Fields::new();
    if form.decisions.is_empty() || form.decisions.len() > MOST {
        fields.note("/decisions", "count");
        return fields.finish(None);
    }
    let in_batch = form.decisions.len() > 1;
    let wishes: Option<Vec<_>> = form
        .decisions
        .into_iter()
        .enumerate()
        .map(|(place, decision)| wish(place, decision, in_batch, &mut fields))
        .collect::<Vec<_>>()
        .into_iter()
        .collect();
    fields.finish(wishes)
}

fn wish(place: usize, form: DecisionForm, in_batch: bool, fields: &mut Fields) -> Option<Wish> {
    let at = |field| format!("/decisions/{place}/{field}");
    let id = form.applicant_id.parse::<ApplicantId>().map_err(|_| fields.note(&at("applicant_id"), "unknown")).ok();
    let text = fields.optional(&at("reason"), form.reason.as_deref(), FreeText::<200>::parse);
    let command = match form.outcome {
        Outcome::Approve => id.map(|id| Command::Approve {
            no: id.no,
            paper_checked: form.paper_checked.unwrap_or(false),
            proof_checked: form.proof_checked.unwrap_or(false),
            in_batch,
        }),
        Outcome::Reject => {
            let code = form.reason_code.or(text.as_ref().map(|_| ReasonCode::Other));
            match (code, &text) {
                (None, _) => fields.note(&at("reason_code"), "required"),
                (Some(ReasonCode::Other), None) => fields.note(&at("reason"), "required"),
                (Some(_), _) => {}
            }
            id.zip(code).map(|(id, code)| Command::Reject { no: id.no, reason: Reason { code, text } })
        }
    };
    id.zip(command).map(|(id, command)| Wish { place, id, expected: form.version.map(u64::from), command })
}

impl App {
    /// The campaigns that these cases of one school go by, each read once.
    async fn campaigns(&self, cases: impl Iterator<Item = &Loaded>) -> Result<BTreeMap<CampaignId, Campaign>, Problem> {
        let mut found = BTreeMap::new();
        for case in cases {
            if !found.contains_key(&case.campaign) {
                found.insert(case.campaign.clone(), campaign_of(&self.store, case).await?);
            }
        }
        Ok(found)
    }

    async fn decide_case(
        &self,
        staff: &Staff,
        campaigns: &BTreeMap<CampaignId, Campaign>,
        case: Option<Loaded>,
        wishes: Vec<Wish>,
    ) -> Result<Vec<(usize, ResultView)>, Problem> {
        let campaign = case.as_ref().and_then(|case| campaigns.get(&case.campaign));
        let (Some(case), Some(campaign)) = (case, campaign) else {
            return Ok(wishes.iter().map(|wish| (wish.place, left(wish.id, "not-found"))).collect());
        };
        let actor = staff.actor();
        let by = Change { actor: &actor, cause: staff.cause.clone(), now: staff.now };
        let change = self.store.change_with(case, &by, |case| Ok(decide_each(case, &wishes, campaign, &actor, &by)));
        let (case, refusals) = match change.await {
            Ok(changed) => changed,
            Err(error) => {
                let code = Problem::from(error).code();
                return Ok(wishes.iter().map(|wish| (wish.place, left(wish.id, code))).collect());
            }
        };
        Ok(wishes
            .iter()
            .zip(refusals)
            .map(|(wish, code)| {
                let row = row(&case, wish.id);
                let code = code.map(str::to_owned);
                (wish.place, ResultView { applicant_id: wish.id.to_string(), ok: code.is_none(), code, row })
            })
            .collect())
    }
}

/// Each wish is decided on what the ones before it made of the case; a refused one leaves the others standing.
fn decide_each(
    case: &Case,
    wishes: &[Wish],
    campaign: &Campaign,
    actor: &Actor,
    by: &Change<'_>,
) -> (Vec<Event>, Vec<Option<&'static str>>) {
    let (mut case, mut events, mut refusals) = (case.clone(), Vec::new(), Vec::new());
    for wish in wishes {
        let ctx = Context { campaign, actor, expected: wish.expected, now: by.now };
        match decide(&case, &wish.command, &ctx) {
            Ok(new) => {
                for event in new {
                    let recorded = Recorded::after(&case, by.now, actor, &by.cause, event);
                    case = apply(case, &recorded);
                    events.push(recorded.event);
                }
                refusals.push(None);
            }
            Err(refusal) => refusals.push(Some(code(&refusal))),
        }
    }
    (events, refusals)
}

/// A refused field can only be a missing reason here, and the request's own check has named it by then.
fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NoSuchApplicant => "not-found",
        other => other.code(),
    }
}

/// The row, once it was sent; what the family still edits is not staff's to see.
fn row(case: &Case, id: ApplicantId) -> Option<RowView> {
    let seen = case.applicant(id.no).filter(|applicant| applicant.review_state() != ReviewState::Draft);
    seen.map(|applicant| RowView::new(&case.row(), &case.applicant_row(applicant)))
}

/// A decision that was not taken, on a row that cannot be shown.
fn left(id: ApplicantId, code: &str) -> ResultView {
    ResultView { applicant_id: id.to_string(), ok: false, code: Some(code.to_owned()), row: None }
}
