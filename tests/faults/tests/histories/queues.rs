//! The queues between the table and the workers: messages are doubled, lost, late and out of order.

use crate::chance::Chance;
use domain::CaseId;
use faults::{Step, message};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A message is received at most so often; the sweep finds what was in it.
const RECEIVES: u32 = 6;

#[derive(Clone, Debug)]
pub(crate) struct Message {
    case: CaseId,
    seq: u64,
    kind: String,
    receives: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Queues {
    waiting: RefCell<BTreeMap<Step, Vec<Message>>>,
    published: RefCell<BTreeMap<CaseId, u64>>,
}

impl Queues {
    /// Publishes what is new in a case.
    pub(crate) fn publish(&self, case: CaseId, history: &[domain::Recorded], chance: &Chance) {
        let mut published = self.published.borrow_mut();
        let from = published.entry(case).or_default();
        for recorded in history.iter().filter(|recorded| recorded.seq > *from) {
            for step in [Step::Provision, Step::Notify] {
                let copies = *chance.pick(&[0, 1, 1, 1, 1, 1, 2]);
                let (seq, kind) = (recorded.seq, recorded.event.kind().to_owned());
                let message = Message { case, seq, kind, receives: 0 };
                let mut waiting = self.waiting.borrow_mut();
                waiting.entry(step).or_default().extend(std::iter::repeat_n(message, copies));
            }
        }
        *from = history.last().map_or(0, |last| last.seq);
    }

    /// Some messages, in no order.
    pub(crate) fn receive(&self, step: Step, chance: &Chance) -> Vec<Message> {
        let mut waiting = self.waiting.borrow_mut();
        let waiting = waiting.entry(step).or_default();
        let some = (1 + chance.below(3)).min(waiting.len());
        (0..some).map(|_| waiting.swap_remove(chance.below(waiting.len()))).collect()
    }

    /// What failed comes again.
    pub(crate) fn again(&self, step: Step, batch: Vec<Message>, answer: Option<&Value>) {
        let failed = |message: &Message| match answer {
            Some(answer) => {
                let id = format!("{}-{}", message.case, message.seq);
                answer["batchItemFailures"].as_array().unwrap().iter().any(|failed| failed["itemIdentifier"] == id)
            }
            None => true,
        };
        let again =
            batch.into_iter().filter(failed).map(|message| Message { receives: message.receives + 1, ..message });
        let again = again.filter(|message| message.receives < RECEIVES);
        self.waiting.borrow_mut().entry(step).or_default().extend(again);
    }
}

impl Message {
    /// As Lambda hands it over.
    pub(crate) fn record(&self) -> Value {
        message(self.case, self.seq, &self.kind, self.receives + 1)
    }
}
