//! `make bench`: this project's release functions beside the same steps in Python and Node and beside a function that does
//! nothing. All in one run, in turn, before the same engine with the same events. Writes target/bench/bench.json, from
//! which tests/bench/report.py makes docs/performance.md.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod contestant;
mod engine;
mod raw;
mod runtime_api;
mod scene;

use contestant::{Contestant, Running, root, unpack};
use engine::Engine;
use scene::{Ground, Scene, is_right};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Starts of each contestant in each scene.
const STARTS: usize = 20;
/// Warm requests after each start.
const WARM: usize = 100;
/// Requests of the one process whose memory is watched.
const MANY: usize = 10_000;

fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// What was measured of one contestant in one scene.
#[derive(Default)]
struct Figures {
    ready: Vec<Duration>,
    first: Vec<Duration>,
    warm: Vec<Duration>,
    memory_ready: u64,
    memory_first: u64,
    memory_early: u64,
    memory_peak: u64,
    memory_after: u64,
    calls_first: usize,
    calls_warm: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (starts, warm, many) = (number("STARTS", STARTS), number("WARM", WARM), number("REQUESTS", MANY));
    // Prepared on a thread of its own: its time is made up, and may not wait inside this runtime.
    let ground = std::thread::spawn(Ground::prepare).join().unwrap();
    let engine = Engine::start(ground.town.cloud.clone());
    Scene::ALL.map(Scene::function).into_iter().chain(["empty"]).for_each(unpack);
    let mut all: BTreeMap<(Scene, Contestant), Figures> = BTreeMap::new();
    let mut raw: BTreeMap<Scene, Vec<Duration>> = BTreeMap::new();
    for round in 0..starts {
        for scene in Scene::ALL {
            for who in Contestant::ALL {
                start(&ground, &engine, scene, who, warm, all.entry((scene, who)).or_default()).await;
            }
            raw.entry(scene).or_default().extend(raw::calls(&engine, &ground, scene, warm).await);
        }
        println!("round {} of {starts}", round + 1);
    }
    for scene in Scene::ALL {
        for who in Contestant::ALL {
            endure(&ground, &engine, scene, who, many, all.get_mut(&(scene, who)).unwrap()).await;
            println!("{}: {} answered {many}", scene.name(), who.name());
        }
    }
    let report = json!({
        "starts": starts, "warm": warm, "requests": many,
        "raw": raw.iter().map(|(scene, times)| (scene.name(), spread(times))).collect::<BTreeMap<_, _>>(),
        "figures": all.iter().map(|((scene, who), figures)| written(*scene, *who, figures)).collect::<Vec<_>>(),
    });
    let file = root().join("target/bench/bench.json");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, serde_json::to_string_pretty(&report).unwrap()).unwrap();
}

/// One cold start and what follows.
async fn start(ground: &Ground, engine: &Engine, scene: Scene, who: Contestant, warm: usize, to: &mut Figures) {
    let mut running = who.start(scene, &engine.url).await;
    to.ready.push(running.ready);
    to.memory_ready = to.memory_ready.max(running.memory().1);
    let before = engine.calls();
    to.first.push(ask(ground, &mut running, scene, who, 0).await);
    to.calls_first = engine.calls() - before;
    to.memory_first = to.memory_first.max(running.memory().1);
    let before = engine.calls();
    for n in 1..=warm {
        to.warm.push(ask(ground, &mut running, scene, who, n).await);
    }
    to.calls_warm = (engine.calls() - before) / warm.max(1);
    if warm.is_multiple_of(2) && scene == Scene::Submission {
        ask(ground, &mut running, scene, who, 1).await; // Sent again, as the next start expects.
    }
    running.stop().await;
}

/// One process, and many requests: does its memory grow?
async fn endure(ground: &Ground, engine: &Engine, scene: Scene, who: Contestant, many: usize, to: &mut Figures) {
    let mut running = who.start(scene, &engine.url).await;
    for n in 0..many + many % 2 {
        ask(ground, &mut running, scene, who, n).await;
        if n == 100 {
            (_, to.memory_early) = running.memory();
        }
    }
    (to.memory_peak, to.memory_after) = running.memory();
    running.stop().await;
}

async fn ask(ground: &Ground, running: &mut Running, scene: Scene, who: Contestant, n: usize) -> Duration {
    let (took, answer) = running.invoke(&ground.event(scene, who, n)).await;
    assert!(who == Contestant::Empty || is_right(scene, &answer), "{} {} {n}: {answer}", who.name(), scene.name());
    took
}

fn written(scene: Scene, who: Contestant, figures: &Figures) -> Value {
    json!({
        "scene": scene.name(), "function": scene.function(), "who": who.name(),
        "ready": spread(&figures.ready), "first": spread(&figures.first), "warm": spread(&figures.warm),
        "memory_kib": { "ready": figures.memory_ready, "first": figures.memory_first,
                        "after_100": figures.memory_early, "peak": figures.memory_peak, "after_all": figures.memory_after },
        "calls": { "first": figures.calls_first, "warm": figures.calls_warm },
    })
}

/// Milliseconds.
fn spread(times: &[Duration]) -> Value {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    json!({ "min": at(0.0), "p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": at(1.0), "n": sorted.len() })
}
