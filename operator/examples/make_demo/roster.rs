//! The demo school's people: all invented, the same at every run.
//!
//! ID numbers come from `domain::synthetic`. Home phones begin with a zero after the area code, which no real one does;
//! the mobiles are the lowest numbers of a block and belong, as far as can be known, to nobody.

use domain::{IdKind, synthetic};

const CLASSES: [&str; 2] = ["101", "102"];
const PUPILS: u64 = 30;

const SURNAMES: [&str; 20] = [
    "陳", "林", "黃", "張", "李", "王", "吳", "劉", "蔡", "楊", "許", "鄭", "謝", "郭", "洪", "曾", "邱", "廖", "賴",
    "歐陽",
];
const FIRST: [&str; 15] = ["宥", "品", "子", "承", "柏", "語", "思", "詠", "芷", "昱", "雨", "若", "恩", "沐", "可"];
const SECOND: [&str; 13] = ["廷", "妤", "睿", "晴", "翰", "彤", "安", "恩", "岑", "霖", "瑜", "凱", "玥"];

const STUDENTS: &str = "student_number,class,seat,name,national_id,entry_code,birth_date,indigenous_status,protected,\
                        household_address,mailing_address,home_phone,emergency_contact_name,emergency_contact_mobile\n";

const STAFF: &str = "\
username,name,role,email
teacher-101,王曉慧,teacher,teacher-101@school.example
teacher-102,陳建宏,teacher,teacher-102@school.example
registrar,林淑芬,registrar,registrar@school.example
";

const ASSIGNMENTS: &str = "\
username,class,from,until
teacher-101,101,2026-08-01,
teacher-102,102,2026-08-01,
teacher-101,102,2026-09-01,2026-09-30
";

/// A pupil who differs from the rest.
#[derive(Default)]
struct Special {
    name: Option<&'static str>,
    id: Option<IdKind>,
    entry_code: &'static str,
    indigenous_status: Option<&'static str>,
    protected: bool,
}

fn special(n: u64) -> Special {
    let named = |name| Special { name: Some(name), id: Some(IdKind::National), ..Special::default() };
    match n {
        3 => Special {
            indigenous_status: Some("阿美族"), ..named("瑪拉歐斯‧達努巴克‧烏瑪芙‧伊斯坦大")
        },
        5 => named("林𠮷堃"),
        8 => Special { id: Some(IdKind::OldResidence), ..named("阮氏清安") },
        11 => Special { id: Some(IdKind::NewResidence), ..named("Nguyễn Minh Anh") },
        14 => Special { id: None, entry_code: "DEMO7KXQ", ..named("Siti Rahma") },
        17 => Special { protected: true, id: Some(IdKind::National), ..Special::default() },
        33 => Special { indigenous_status: Some("泰雅族"), ..named("尤敏‧哈勇") },
        _ => Special { id: Some(IdKind::National), ..Special::default() },
    }
}

/// Every file's name and text.
pub(crate) fn files() -> [(&'static str, String); 3] {
    let pupils = CLASSES
        .iter()
        .zip(0..)
        .flat_map(|(class, c)| (1..=PUPILS).map(move |seat| pupil(class, seat, c * PUPILS + seat)));
    [
        ("students.csv", STUDENTS.to_owned() + &pupils.collect::<String>()),
        ("staff.csv", STAFF.to_owned()),
        ("assignments.csv", ASSIGNMENTS.to_owned()),
    ]
}

/// One row; `n` counts through the school.
fn pupil(class: &str, seat: u64, n: u64) -> String {
    let Special { name, id, entry_code, indigenous_status, protected } = special(n);
    let surname = SURNAMES[chance(n, 1, SURNAMES.len())];
    let name = name.map_or_else(|| given(surname, n), str::to_owned);
    let id = id.map_or_else(String::new, |kind| synthetic::national_id_of(kind, 5_000 + n).reveal().to_owned());
    let month = 1 + (n + 8) % 12; // A school year begins in September.
    let born = format!("{}-{month:02}-{:02}", if month < 9 { 2011 } else { 2010 }, 1 + chance(n, 2, 28));
    let status = indigenous_status.unwrap_or("無");
    let protected = if protected { "yes" } else { "no" };
    let home = format!("雲端市示範區測試路{}號", 2 * n + 1);
    let mailing =
        if n.is_multiple_of(6) { format!("雲端市範例區樣本街{n}巷{}號", 1 + n % 9) } else { home.clone() };
    let phone = if n.is_multiple_of(5) { String::new() } else { format!("02-0000{n:04}") };
    let contact = given(surname, n + 700);
    format!(
        "115{n:04},{class},{seat:02},{name},{id},{entry_code},{born},{status},{protected},{home},{mailing},{phone},\
         {contact},090000{n:04}\n"
    )
}

fn given(surname: &str, n: u64) -> String {
    format!("{surname}{}{}", FIRST[chance(n, 3, FIRST.len())], SECOND[chance(n, 4, SECOND.len())])
}

/// A number below `most` that looks picked and never changes (splitmix64).
fn chance(n: u64, what: u64, most: usize) -> usize {
    let mut z = (n * 8 + what).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    usize::try_from((z ^ (z >> 31)) % most as u64).unwrap_or_default()
}
