//! Every mail in every language: what must be in it, what must not, and that text and HTML say the same.

use super::*;
use crate::letter::Password;
use std::collections::BTreeSet;

const REASONS: [ReasonCode; 8] = [
    ReasonCode::NoSignature,
    ReasonCode::NameDiffers,
    ReasonCode::IdDiffers,
    ReasonCode::RelationshipDiffers,
    ReasonCode::ProofMissing,
    ReasonCode::NotKnown,
    ReasonCode::AskSchool,
    ReasonCode::Other,
];

fn about(language: Language) -> About {
    About {
        language,
        school: "範例國民中學".into(),
        class: "101".into(),
        seat: "07".into(),
        child: "江○○".into(),
        reader: "陳○○".into(),
        relationship: Relationship::Mother,
        site: "https://binding.example/".into(),
    }
}

fn approved(has: bool) -> Says {
    let password = Password { words: "abcd-efgh-2345-6789".into(), until: "2026-09-17 10:10".into() };
    let sign_in = "https://binding.example/account".into();
    Says::Approved(Approved { username: "4M8DTDZ07R5X".into(), password: Some(password).filter(|_| has), sign_in })
}

fn linked() -> Says {
    Says::Linked(Linked { username: "4M8DTDZ07R5X".into(), sign_in: "https://binding.example/account".into() })
}

fn rejected(code: ReasonCode, words: Option<&str>) -> Says {
    Says::Rejected(Rejected {
        code,
        words: words.map(str::to_owned),
        may_send_again: code != ReasonCode::AskSchool,
        correct_until: "2026-09-17 10:10".into(),
    })
}

fn write(language: Language, says: Says) -> Message {
    render(&Letter { about: about(language), says }).unwrap()
}

/// Every mail, with every turn it can take.
fn all() -> Vec<Letter> {
    let mut says =
        vec![Says::Received, approved(true), approved(false), linked(), Says::EmailChanged, Says::EmailFormer];
    says.extend(REASONS.map(|code| rejected(code, None)));
    says.extend(REASONS.map(|code| rejected(code, Some("請補簽名 & 附上 <影本>"))));
    let in_all_languages =
        |says: Says| Language::ALL.map(|language| Letter { about: about(language), says: says.clone() });
    says.into_iter().flat_map(in_all_languages).collect()
}

/// What a reader of the HTML sees, without any space.
fn seen(html: &str) -> String {
    let (_, body) = html.split_once("<body").unwrap();
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        text.push_str(part.split_once('>').unwrap().1);
    }
    let first = body.split_once('>').unwrap().1.split_once('<').unwrap().0;
    let text = format!("{first}{text}");
    let text = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'");
    spaceless(&text.replace("&#38;", "&"))
}

fn spaceless(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn text_and_html_say_the_same() {
    for letter in all() {
        let message = render(&letter).unwrap();
        assert_eq!(seen(&message.html), spaceless(&message.text), "{letter:?}");
        assert!(message.html.contains(&format!("<title>{}</title>", message.subject)), "{letter:?}");
    }
}

#[test]
fn every_mail_names_the_school_and_nothing_is_left_unfilled() {
    for letter in all() {
        let Message { subject, text, html } = render(&letter).unwrap();
        assert!(subject.contains("範例國民中學") && !subject.contains('\n'), "{subject}");
        assert!(text.contains("範例國民中學"), "{text}");
        for left in ["{{", "}}", "{%", "%}", "[", "**", "Some(", "None", "\n\n\n"] {
            assert!(
                !text.contains(left) && !subject.contains(left) && !html.contains(&left.replace('\n', "§")),
                "{text}"
            );
        }
    }
}

#[test]
fn every_mail_but_the_one_to_a_former_address_says_whom_it_is_about() {
    for letter in all() {
        let text = render(&letter).unwrap().text;
        let expected = !matches!(letter.says, Says::EmailFormer);
        for fact in ["101", "07", "江○○", "陳○○"] {
            assert_eq!(text.contains(fact), expected, "{fact} in {text}");
        }
    }
}

#[test]
fn a_former_address_learns_nothing_but_the_change() {
    for language in Language::ALL {
        let Message { text, html, .. } = write(language, Says::EmailFormer);
        assert!(!text.contains("http") && !html.contains("href"), "{text}");
    }
}

#[test]
fn an_approval_has_account_password_expiry_and_where_to_sign_in() {
    for language in Language::ALL {
        let text = write(language, approved(true)).text;
        for fact in ["4M8DTDZ07R5X", "abcd-efgh-2345-6789", "2026-09-17 10:10", "https://binding.example/account"] {
            assert!(text.contains(fact), "{language} lacks {fact}: {text}");
        }
    }
}

#[test]
fn a_password_that_has_run_out_is_not_sent() {
    for language in Language::ALL {
        let text = write(language, approved(false)).text;
        assert!(text.contains("4M8DTDZ07R5X") && !text.contains("abcd-") && !text.contains("2026"), "{text}");
    }
}

#[test]
fn the_labels_of_an_approval_stand_before_their_values() {
    let text = write(Language::ZhHant, approved(true)).text;
    for line in ["帳號：4M8DTDZ07R5X", "一次性密碼：abcd-efgh-2345-6789", "登入網址：https://binding.example/account"]
    {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
}

#[test]
fn a_linked_child_brings_the_account_but_no_password() {
    for language in Language::ALL {
        let text = write(language, linked()).text;
        assert!(text.contains("4M8DTDZ07R5X") && text.contains("https://binding.example/account"), "{text}");
    }
    assert!(!write(Language::ZhHant, linked()).text.contains("一次性密碼"));
}

#[test]
fn every_reason_has_its_own_words_in_every_language() {
    for language in Language::ALL {
        let words: BTreeSet<_> = REASONS.map(|code| write(language, rejected(code, None)).text).into();
        assert_eq!(words.len(), REASONS.len(), "{language}");
    }
}

#[test]
fn a_rejection_says_what_to_do_and_until_when() {
    for language in Language::ALL {
        for code in REASONS {
            let text = write(language, rejected(code, Some("請補簽名"))).text;
            assert!(text.contains("請補簽名"), "{text}");
            let may_send_again = code != ReasonCode::AskSchool;
            assert_eq!(text.contains("2026-09-17 10:10"), may_send_again, "{text}");
            assert_eq!(text.contains("https://binding.example/"), may_send_again, "{text}");
        }
    }
}

#[test]
fn who_was_named_by_somebody_else_gets_the_notice_of_article_nine() {
    let items: [(Language, [&str; 8]); 5] = [
        (Language::ZhHant, ["個人資料保護法第9條", "資料來源", "一、", "二、", "三、", "四、", "五、", "申請人不是我"]),
        (Language::En, ["article 9", "came from", "1. ", "2. ", "3. ", "4. ", "5. ", "I am not the applicant"]),
        (Language::Vi, ["điều 9", "Nguồn dữ liệu", "1. ", "2. ", "3. ", "4. ", "5. ", "Tôi không phải"]),
        (Language::Id, ["pasal 9", "Asal data", "1. ", "2. ", "3. ", "4. ", "5. ", "Saya bukan pemohon"]),
        (Language::Th, ["มาตรา 9", "ที่มาของข้อมูล", "1. ", "2. ", "3. ", "4. ", "5. ", "ฉันไม่ใช่ผู้สมัคร"]),
    ];
    for (language, items) in items {
        for says in [Says::Received, Says::EmailChanged] {
            let text = write(language, says).text;
            for item in items.into_iter().chain(["C001", "C003", "C011", "C023", "C132", "158", "個人資料保護法"])
            {
                assert!(text.contains(item), "{language} lacks {item}: {text}");
            }
        }
    }
}

#[test]
fn no_subject_can_be_taken_for_another() {
    for language in Language::ALL {
        let says =
            [Says::Received, approved(true), linked(), rejected(ReasonCode::Other, Some("x")), Says::EmailChanged];
        let subjects: BTreeSet<_> = says.map(|says| write(language, says).subject).into();
        assert_eq!(subjects.len(), 5, "{language}");
    }
}

#[test]
fn html_is_plain_accessible_and_keeps_to_the_readers_colours() {
    for letter in all() {
        let html = render(&letter).unwrap().html;
        assert!(html.starts_with("<!doctype html>"), "{html}");
        assert_eq!(html.matches(&format!("lang=\"{}\"", letter.about.language)).count(), 2);
        for unwanted in ["<table", "<img", "<script", "<style", "<link", "color:", "background"] {
            assert!(!html.contains(unwanted), "{unwanted} in {html}");
        }
        for tag in ["p", "strong", "a", "h2", "main", "code"] {
            let (open, close) = (html.matches(&format!("<{tag}>")).count(), html.matches(&format!("</{tag}>")).count());
            assert_eq!(open + html.matches(&format!("<{tag} ")).count(), close, "<{tag}> in {html}");
        }
    }
}

#[test]
fn what_people_wrote_cannot_become_html() {
    let mut letter = Letter { about: about(Language::ZhHant), says: rejected(ReasonCode::Other, Some("<a href='x'>")) };
    letter.about.school = "<b>校&名</b>".into();
    let Message { text, html, .. } = render(&letter).unwrap();
    assert!(text.contains("<a href='x'>") && text.contains("<b>校&名</b>"));
    assert!(!html.contains("<a href='x'>") && !html.contains("<b>") && seen(&html) == spaceless(&text));
}

#[test]
fn a_school_name_cannot_add_lines_to_the_head() {
    let mut letter = Letter { about: about(Language::ZhHant), says: Says::EmailFormer };
    letter.about.school = "甲校\r\nBcc: x@example.com".into();
    assert!(!render(&letter).unwrap().subject.contains(['\r', '\n']));
}
