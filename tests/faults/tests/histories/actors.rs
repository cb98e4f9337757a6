//! Who moves: tabs, staff, workers, the pipe, the sweep and the clock.

use crate::life::Scene;
use crate::wishes::{family_wish, staff_wish};
use faults::Step;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::{Ask, STAFF_CLIENT};

/// A tab of a family: it remembers the version that it saw last, and may be behind.
pub(crate) async fn tab(scene: &Scene<'_>, case: usize, session: &str) {
    let chance = scene.enter(case as u64 * 10 + session.len() as u64).await;
    let (mut version, mut shown) = (None, Value::Null);
    for n in 0..9 {
        for (part, wish) in family_wish(&chance, &shown).into_iter().enumerate() {
            let id = format!("{session}-{case}-{n}-{part}");
            for _try in 0..2 {
                let cookie = scene.town.world.cookie_of(scene.town.cases[case], session, scene.town.now());
                let mut ask = wish.ask().cookie(&cookie).request_id(&id);
                if let Some(version) = version.filter(|_| chance.happens(70)) {
                    ask = ask.if_match(version);
                }
                scene.answers.asked(&id);
                let answer = scene.ask(&chance, wish.step, ask).await;
                scene.answers.family(&id, answer.as_ref());
                let Some(answer) = answer.filter(|answer| answer.status < 500) else { continue };
                if answer.status < 300 {
                    (version, shown) = (answer.body["version"].as_u64(), answer.body);
                } else {
                    scene.note(answer.code());
                    version = answer.body["version"].as_u64().filter(|_| chance.happens(50)).or(version);
                }
                break;
            }
        }
        scene.wait(&chance).await;
    }
}

/// A member of staff before the class list, which may be old.
pub(crate) async fn staff(scene: &Scene<'_>, who: &str) {
    let chance = scene.enter(100 + who.bytes().map(u64::from).sum::<u64>()).await;
    let mut rows = Vec::new();
    for n in 0..12 {
        if n == 0 || chance.happens(60) {
            let list = Ask::get("/api/review/classes/101/applicants").staff(STAFF_CLIENT, who);
            if let Some(answer) = scene.ask(&chance, Step::Review, list).await {
                rows = answer.body["items"].as_array().cloned().unwrap_or_default();
            }
        }
        if let Some(wish) = staff_wish(&chance, &rows) {
            let id = format!("{who}-{n}");
            for _try in 0..2 {
                scene.answers.asked(&id);
                let ask = wish.ask().staff(STAFF_CLIENT, who).request_id(&id);
                let answer = scene.ask(&chance, wish.step, ask).await;
                scene.answers.staff(&id, answer.as_ref());
                let Some(answer) = answer.filter(|answer| answer.status < 500) else { continue };
                if answer.status >= 400 {
                    scene.note(answer.code());
                }
                break;
            }
        }
        scene.wait(&chance).await;
    }
}

/// A worker's process after process, each with a batch.
pub(crate) async fn worker(scene: &Scene<'_>, step: Step) {
    let chance = scene.enter(200 + step as u64).await;
    for _ in 0..16 {
        let batch = scene.queues.receive(step, &chance);
        if !batch.is_empty() {
            let records: Vec<_> = batch.iter().map(super::queues::Message::record).collect();
            let answer = scene.event(&chance, step, &json!({ "Records": records })).await;
            scene.queues.again(step, batch, answer.as_ref());
        }
        scene.wait(&chance).await;
    }
}

pub(crate) async fn sweeper(scene: &Scene<'_>, step: Step) {
    let chance = scene.enter(300 + step as u64).await;
    for _ in 0..5 {
        scene.event(&chance, step, &json!({ "source": "sweep" })).await;
        for _ in 0..2 {
            scene.wait(&chance).await;
        }
    }
}

/// Carries what is new in the table to the queues.
pub(crate) async fn pipe(scene: &Scene<'_>) {
    let chance = scene.enter(400).await;
    for _ in 0..16 {
        for case in &scene.town.cases {
            scene.queues.publish(*case, &scene.town.store().history(*case).await.unwrap(), &chance);
        }
        scene.wait(&chance).await;
    }
}

/// Jumps over undo windows, leases, days, and in the end over the deadline.
pub(crate) async fn clock(scene: &Scene<'_>) {
    let chance = scene.enter(500).await;
    for _ in 0..10 {
        let minutes = *chance.pick(&[0, 0, 1, 3, 11, 11, 11, 60, 24 * 60, 8 * 24 * 60]);
        scene.jump(SignedDuration::from_mins(minutes)).await;
        for _ in 0..2 {
            scene.wait(&chance).await;
        }
    }
}
