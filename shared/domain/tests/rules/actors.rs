//! Which kind of actor may wish what.

use crate::kit::*;

#[test]
fn everybody_else_is_told_that_it_is_not_theirs() {
    let story = given(sent());
    let family = Actor::Family { session: "session-2".into(), began: story.began };
    let workers = [Actor::Worker(Worker::Provision), Actor::Worker(Worker::Notify)];
    let everybody = [vec![family, staff(), Actor::Operator], workers.to_vec()].concat();
    for wish in one_of_each() {
        let usual = usual_actor(&wish, story.began);
        for actor in &everybody {
            let refused = story.when_by(actor, &wish) == Err(Refusal::NotYours);
            let theirs = std::mem::discriminant(actor) == std::mem::discriminant(&usual)
                && (!workers.contains(actor) || *actor == usual);
            assert_eq!(refused, !theirs, "{wish:?} by {actor:?}");
        }
    }
}

fn one_of_each() -> Vec<Command> {
    let family = [confirm(), agree(), Command::WithdrawConsent, one_parent(), correct(1, None), drop_one(1)];
    let sending = [Command::Send, Command::PullBack, Command::Export];
    let staff = [approve(1), reject(1), undo(1), retry(1), resend(1), Command::MarkPaper { returned: true }, look(1)];
    let workers = [created(1, 1), mail("5-0", MailState::Bounced { at: campaign().opens })];
    let operator = [Command::ChangeRoster { student: student(), contact: contact() }];
    [family.to_vec(), sending.to_vec(), staff.to_vec(), workers.to_vec(), operator.to_vec()].concat()
}

#[test]
fn history_says_who_did_it() {
    let story = given(sent()).and(approve(1));
    let by: Vec<_> = story.history.iter().map(|recorded| recorded.by.clone()).collect();
    assert_eq!(by[0], By::Operator);
    assert_eq!(by[1], By::Family { session: "session-1".into() });
    assert!(matches!(by.last(), Some(By::Staff(member)) if member.username == TEACHER));
    assert_eq!(story.case.row().applicants[0].decided_by.as_deref(), Some("王老師"));
}
