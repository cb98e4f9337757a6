//! One school that grows from 4 classes to 304, and what each page costs at every size: calls, capacity units, bytes,
//! milliseconds of the function and the engine together. Writes target/bench/growth.json.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

use domain::{CaseId, ClassCode, Seat, StudentNumber};
use faults::{Line, Process, Step, Time, Town, password, steps};
use serde_json::{Value, json};
use std::time::Instant;
use testkit::{Ask, SCHOOL, STAFF_CLIENT, applicant, student};

/// Cases, a third of a hundred to a class.
const SIZES: [usize; 5] = [100, 300, 1_000, 3_000, 10_000];
const A_CLASS: usize = 33;
const CLASSES_A_GRADE: usize = 76;
/// Each page is asked so often; the middle counts.
const TIMES: usize = 41;

fn main() {
    let time = Time::default();
    let mut town = time.block_on(Town::of(&time, 1));
    let mut told = Vec::new();
    for cases in SIZES {
        grow(&time, &mut town, cases);
        for page in time.block_on(pages(&town)) {
            println!("{cases:6} cases {page}");
            told.push(json!({ "cases": cases, "classes": classes(cases), "page": page }));
        }
    }
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/bench/growth.json");
    std::fs::write(file, serde_json::to_string_pretty(&told).unwrap()).unwrap();
}

fn classes(cases: usize) -> usize {
    cases.div_ceil(A_CLASS)
}

/// Opens cases until there are so many; each family sends, class 101 is the first one's.
fn grow(time: &Time, town: &mut Town, cases: usize) {
    while town.cases.len() < cases {
        let n = town.cases.len();
        let (grade, class) = (n / A_CLASS / CLASSES_A_GRADE + 1, n / A_CLASS % CLASSES_A_GRADE + 1);
        let class = ClassCode::parse(&format!("{grade}{class:02}")).unwrap();
        let id = CaseId::from_random([[0; 8], (n as u64).to_be_bytes()].concat().try_into().unwrap());
        time.block_on(async {
            town.store().put_class(&town.world.campaign.school, &class).await.unwrap();
            let opened = town.world.open_case(1, |new| {
                new.id = id;
                new.student.number = StudentNumber::parse(&format!("9{n:07}")).unwrap();
                new.student.seat = Seat::parse(&format!("{:02}", n % A_CLASS + 1)).unwrap();
                new.student.class = class;
            });
            let opened = opened.await;
            town.cases.push(opened);
            let parent = json!({ "arrangement": "one_parent", "applicants": [applicant((n % 90) as u64, "father")] });
            steps::send(town, n, &parent).await;
        });
    }
}

async fn pages(town: &Town) -> Vec<Value> {
    let mine = |path: &str| Ask::get(path).staff(STAFF_CLIENT, "teacher-1");
    let code = mine_of_first(town).await;
    let mut told = Vec::new();
    told.push(measured(town, "family's portal", Step::ConfirmData, || town.family(1, Ask::get("/api/case"))).await);
    told.push(sign_in(town).await);
    told.push(measured(town, "teacher's classes", Step::Review, || mine("/api/review/classes")).await);
    let class = "/api/review/classes/101/applicants";
    told.push(measured(town, "a class, applicants", Step::Review, || mine(class)).await);
    let class = "/api/review/classes/101/students";
    told.push(measured(town, "a class, pupils", Step::Review, || mine(class)).await);
    let form = format!("/api/review/forms/{code}");
    told.push(measured(town, "a paper's code", Step::Review, || mine(&form)).await);
    let all = || Ask::get("/api/review/classes").staff(STAFF_CLIENT, "registrar");
    told.push(measured(town, "registrar's classes", Step::Review, all).await);
    let form = || Ask::get(&form).staff(STAFF_CLIENT, "registrar");
    told.push(measured(town, "a paper's code, registrar", Step::Review, form).await);
    told
}

/// The code on a paper of the teacher's class.
async fn mine_of_first(town: &Town) -> String {
    let rows =
        town.granted(Step::Review, Ask::get("/api/review/classes/101/applicants").staff(STAFF_CLIENT, "teacher-1"));
    rows.await.body["items"][0]["reference"].as_str().unwrap().to_owned()
}

async fn sign_in(town: &Town) -> Value {
    let mut asks = Vec::new();
    for _ in 0..TIMES {
        let made = town.granted(Step::Login, Ask::post("/api/captchas")).await;
        let id = made.body["id"].as_str().unwrap().to_owned();
        let answer = town.store().peek_captcha(&id, town.now()).await.unwrap().unwrap().answer;
        asks.push(json!({ "school": SCHOOL, "account": student(1).number.account(), "password": password(1),
                          "captcha": { "id": id, "answer": answer } }));
    }
    measured(town, "sign-in", Step::Login, || Ask::post("/api/sessions").json(&asks.pop().unwrap())).await
}

/// As a function that has run for a while, whose campaign's key is in memory.
async fn measured(town: &Town, page: &str, step: Step, mut ask: impl FnMut() -> Ask) -> Value {
    let mut times = Vec::new();
    let mut last = Value::Null;
    for _ in 0..TIMES {
        let line = Line::counting(&town.cloud, &town.time);
        let process = Process::start(town, &line);
        let began = Instant::now();
        let answer = process.ask(step, ask()).await.unwrap();
        times.push(began.elapsed().as_secs_f64() * 1_000.0);
        assert!(answer.status < 300, "{page}: {} {}", answer.status, answer.text);
        let spent: Vec<_> = line.spent().into_iter().filter(|spent| spent.operation != "GetItem KEY").collect();
        let units: f64 = spent.iter().map(|spent| spent.units.0 + spent.units.1).sum();
        let bytes: usize = spent.iter().map(|spent| spent.bytes).sum();
        last = json!({ "calls": spent.len(), "units": units, "bytes": bytes, "answer_bytes": answer.text.len() });
    }
    times.sort_by(f64::total_cmp);
    last["name"] = page.into();
    last["ms"] = times[times.len() / 2].into();
    last
}
