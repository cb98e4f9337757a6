//! What sealing costs, for docs/adr/0008-sealing.md: `cargo run --profile local -p store --example sealing_cost`.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measuring tool that speaks on its output"
)]

#[path = "../src/sealing.rs"]
mod sealing;

use sealing::{KeyMaterial, Place, SealingKey};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 20_000;

fn main() {
    let wrapping = SealingKey::new("demo#115-1#1", &KeyMaterial::random().unwrap()).unwrap();
    let own = KeyMaterial::random().unwrap();
    let place = Place { pk: "CASE#0123456789ABCDEFGHJKMNPQRS", sk: "EVENT#000012#approved", field: "sealed" };
    let wrapped = wrapping.seal(place, own.reveal()).unwrap();
    let unwrap =
        || SealingKey::new("case", &KeyMaterial::of(&wrapping.open(place, &wrapped).unwrap()).unwrap()).unwrap();
    let key = unwrap();
    println!("unwrap a case's key: {:?}", each(|| drop(black_box(unwrap()))));
    for (what, bytes) in [("a row", 400), ("an event", 800), ("a small snapshot", 2_000), ("a snapshot", 3_000)] {
        let clear = vec![b'x'; bytes];
        let sealed = key.seal(place, &clear).unwrap();
        let seal = each(|| drop(black_box(key.seal(place, black_box(&clear)).unwrap())));
        let open = each(|| drop(black_box(key.open(place, black_box(&sealed)).unwrap())));
        println!("{what} of {bytes} bytes: seal {seal:?}, open {open:?}, {} bytes more", sealed.len() - bytes);
    }
    let row = key.seal(place, &[b'x'; 400]).unwrap();
    let page = each(|| (0..80).for_each(|_| drop(black_box(unwrap().open(place, &row).unwrap()))));
    println!("a class page of 80 rows, keys and rows: {page:?}");
}

/// The best of five runs, so that a busy machine tells about the code and not about itself.
fn each(what: impl Fn()) -> Duration {
    let run = |_| {
        let began = Instant::now();
        (0..ROUNDS / 10).for_each(|_| what());
        began.elapsed() / (ROUNDS / 10)
    };
    (0..5).map(run).min().unwrap_or_default()
}
