//! Random wishes: by anybody, about anybody, after any time; leaning towards what leads somewhere.

use crate::kit::*;
use proptest::prelude::*;

/// One thing that somebody tries in a history.
#[derive(Clone, Debug)]
pub(crate) struct Try {
    /// Seconds that pass before it.
    pub(crate) wait: i64,
    pub(crate) seen: Seen,
    /// Somebody whose wish it is not.
    pub(crate) stranger: Option<Actor>,
    pub(crate) what: What,
}

/// Which version the person saw.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Seen {
    Unsaid,
    Current,
    Former(u64),
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    /// One wish.
    Wish(Command),
    /// All that a family needs to be under review.
    Apply(Command),
    /// A wish about the first or last applicant, if there is one.
    About { first: bool, wish: Command },
    /// Everybody under review is approved.
    ApproveAll,
    /// Everything due is worked on.
    Work { account: AccountOutcome, bounced: bool },
}

/// When a history begins, in seconds after the opening, and what is tried in it.
pub(crate) fn tries() -> impl Strategy<Value = (i64, Vec<Try>)> {
    (prop_oneof![1 => Just(-MINUTE), 9 => Just(MINUTE)], prop::collection::vec(one_try(), 1..60))
}

fn one_try() -> impl Strategy<Value = Try> {
    let wait = prop_oneof![
        30 => Just(0),
        6 => Just(MINUTE),
        5 => Just(10 * MINUTE + 31),
        2 => Just(DAY),
        2 => Just(7 * DAY),
    ];
    let seen = prop_oneof![6 => Just(Seen::Current), 3 => Just(Seen::Unsaid), 1 => (0..9_u64).prop_map(Seen::Former)];
    let stranger = prop_oneof![19 => Just(None), 1 => anybody().prop_map(Some)];
    (wait, seen, stranger, what()).prop_map(|(wait, seen, stranger, what)| Try { wait, seen, stranger, what })
}

fn anybody() -> impl Strategy<Value = Actor> {
    let family = Actor::Family { session: "session-2".into(), began: campaign().opens };
    let workers = [Worker::Provision, Worker::Notify].map(Actor::Worker);
    prop::sample::select([vec![family, staff(), Actor::Operator], workers.to_vec()].concat())
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        4 => naming().prop_map(What::Apply),
        2 => Just(What::ApproveAll),
        9 => (any::<bool>(), about_one()).prop_map(|(first, wish)| What::About { first, wish }),
        4 => (outcome(), any::<bool>()).prop_map(|(account, bounced)| What::Work { account, bounced }),
        12 => family_wish().prop_map(What::Wish),
        4 => school_wish().prop_map(What::Wish),
    ]
}

fn family_wish() -> impl Strategy<Value = Command> {
    let notice = prop::sample::select(vec!["2026-08", "2026-08", "2025-08"]);
    let choice = prop::sample::select(vec![Choice::Agree, Choice::Agree, Choice::Decline]);
    prop_oneof![
        2 => Just(confirm()),
        1 => Just(report(Some("姓名有誤"))),
        1 => Just(report(None)),
        1 => Just(confirm_with(Contact::default())),
        2 => (notice, choice).prop_map(|(notice, choice)| answer(notice, choice)),
        1 => Just(Command::WithdrawConsent),
        5 => naming(),
        3 => (number(), mailbox()).prop_map(|(no, email)| correct(no, email)),
        1 => number().prop_map(drop_one),
        5 => Just(Command::Send),
        2 => Just(Command::PullBack),
        1 => Just(Command::Export),
    ]
}

/// What families and staff do about one applicant, numbered 1 until it is known who that is.
fn about_one() -> impl Strategy<Value = Command> {
    let unchecked = Command::Approve { no: ApplicantNo(1), paper_checked: false, proof_checked: false, in_batch: true };
    let batched = Command::Approve { no: ApplicantNo(1), paper_checked: true, proof_checked: true, in_batch: true };
    let decisions = [approve(1), unchecked, batched, reject(1), reject(1), ask_school(1), undo(1), undo(1)];
    let afterwards = [retry(1), resend(1), resend(1), drop_one(1)];
    let picked = [&decisions[..], &afterwards].concat();
    prop_oneof![
        4 => prop::sample::select(picked),
        1 => mailbox().prop_map(|email| correct(1, email)),
    ]
}

fn school_wish() -> impl Strategy<Value = Command> {
    let checks = (number(), prop::bool::weighted(0.8), any::<bool>(), prop::bool::weighted(0.3));
    let approval = checks.prop_map(|(no, paper_checked, proof_checked, in_batch)| {
        let no = ApplicantNo(no);
        Command::Approve { no, paper_checked, proof_checked, in_batch }
    });
    use ReasonCode::{AskSchool, IdDiffers, NoSignature, Other};
    let code = prop::sample::select(vec![NoSignature, IdDiffers, NoSignature, AskSchool, Other]);
    let rejection =
        (number(), code, any::<bool>()).prop_map(|(no, code, words)| reject_for(no, code, words.then_some("請洽學校")));
    let outcome = (number(), outcome()).prop_map(|(no, outcome)| {
        let no = ApplicantNo(no);
        Command::RecordAccount { no, outcome }
    });
    let bounced = (0..40_u64).prop_map(|seq| mail(format!("{seq}-0"), MailState::Superseded));
    prop_oneof![
        4 => approval,
        5 => rejection,
        4 => number().prop_map(undo),
        3 => number().prop_map(retry),
        3 => number().prop_map(resend),
        1 => any::<bool>().prop_map(|returned| Command::MarkPaper { returned }),
        1 => number().prop_map(look),
        2 => outcome,
        1 => bounced,
        1 => roster_row(),
    ]
}

/// People are few, so that they meet again; the first is the child.
fn naming() -> impl Strategy<Value = Command> {
    use Arrangement::{BothParents, OneParent, OtherGuardian};
    let arrangement = prop::sample::select(vec![OneParent, BothParents, BothParents, OtherGuardian]);
    let details = (prop::option::weighted(0.2, number()), any::<bool>(), prop::bool::weighted(0.1), mailbox());
    let people = prop::collection::vec((prop::sample::select(vec![1, 10, 11, 11, 12, 13]), details), 0..3);
    (arrangement, people, prop::bool::weighted(0.9)).prop_map(|(arrangement, mut people, fitting)| {
        if fitting {
            let most = *arrangement.applicants().end();
            let spare = [10, 11, 12].into_iter().filter(|n| people.iter().all(|(p, _)| p != n)).collect::<Vec<_>>();
            people.truncate(most);
            let lacking = arrangement.applicants().start().saturating_sub(people.len());
            people.extend(spare.into_iter().take(lacking).map(|n| (n, (None, false, false, email("spare")))));
        }
        let guardian = arrangement == OtherGuardian;
        let forms = people.into_iter().map(|(n, (no, renamed, partial, email))| {
            let relationship = if guardian { Relationship::Guardian } else { Relationship::Mother };
            let form = ApplicantForm { email: Given::Value(email), ..person(n, relationship) };
            let name = if renamed { PersonName::parse("陳小花").unwrap() } else { form.name.clone() };
            let form = ApplicantForm { no: no.map(ApplicantNo), name, ..form };
            if partial { ApplicantForm { mobile: None, ..form } } else { form }
        });
        name(arrangement, forms.collect::<Vec<_>>())
    })
}

fn number() -> impl Strategy<Value = u32> {
    prop::sample::select(vec![1, 1, 1, 2, 2, 3, 4, 5])
}

fn mailbox() -> impl Strategy<Value = Option<Email>> {
    prop::sample::select(vec![email("a"), email("b"), email("c"), None])
}

fn outcome() -> impl Strategy<Value = AccountOutcome> {
    let username = || "4M8DTDZ07R5X".to_owned();
    prop::sample::select(vec![
        AccountOutcome::Created { username: username(), issue: 1 },
        AccountOutcome::Created { username: username(), issue: 2 },
        AccountOutcome::Linked { username: username() },
        AccountOutcome::Failed { cause: AccountFailure::Refused },
    ])
}

fn roster_row() -> impl Strategy<Value = Command> {
    (prop::sample::select(vec![1, 10, 14]), any::<bool>(), any::<bool>()).prop_map(|(id, protected, known)| {
        let student = Student { national_id: Some(synthetic::national_id(id)), protected, ..student() };
        Command::ChangeRoster { student, contact: if known { contact() } else { Contact::default() } }
    })
}
