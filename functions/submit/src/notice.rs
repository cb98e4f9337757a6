//! The privacy notice (個資法 art. 8): open to anyone, in five languages; only the Chinese text is authoritative.

use api::{Fields, Problem, ProblemView};
use axum::Json;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use domain::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The version of the texts below. A campaign's `notice_version` has to be this one for its families to answer.
pub const VERSION: &str = "2026-08";

/// What stands between the summary and the whole text of a file.
const RULE: &str = "\n---\n";

/// The notice in one language.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoticeView {
    /// To be sent back with the answer.
    pub version: &'static str,
    /// The language of this text.
    pub language: &'static str,
    /// Whether this is the text that counts; the others are translations.
    pub authoritative: bool,
    /// Five lines that say the most important.
    pub summary: Vec<&'static str>,
    /// The whole text, in Markdown: headings, paragraphs and lists.
    pub text: &'static str,
    /// The languages it can be had in.
    pub languages: Vec<&'static str>,
}

/// Which text.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct NoticeQuery {
    /// A BCP 47 tag such as `vi`; `zh-Hant` when left out.
    #[param(max_length = 35)]
    language: Option<String>,
}

/// The notice.
#[utoipa::path(
    get, path = "/api/notice", operation_id = "getNotice", tag = "submit", params(NoticeQuery),
    responses(
        (status = 200, description = "the notice", body = NoticeView),
        (status = 422, description = "no such language", body = ProblemView, content_type = "application/problem+json"),
    ),
)]
pub(crate) async fn show(query: Result<Query<NoticeQuery>, QueryRejection>) -> Result<Json<NoticeView>, Problem> {
    let mut fields = Fields::new();
    let tag = match &query {
        Ok(Query(query)) => query.language.as_deref(),
        Err(_) => {
            fields.note("/language", "type");
            None
        }
    };
    let language = fields.optional("/language", tag, Language::parse).unwrap_or_default();
    fields.finish(Some(Json(notice(language))))
}

fn notice(language: Language) -> NoticeView {
    let file = match language {
        Language::ZhHant => include_str!("../notice/2026-08/zh-Hant.md"),
        Language::En => include_str!("../notice/2026-08/en.md"),
        Language::Vi => include_str!("../notice/2026-08/vi.md"),
        Language::Id => include_str!("../notice/2026-08/id.md"),
        Language::Th => include_str!("../notice/2026-08/th.md"),
    };
    let (summary, text) = file.split_once(RULE).unwrap_or(("", file));
    NoticeView {
        version: VERSION,
        language: language.as_str(),
        authoritative: language == Language::ZhHant,
        summary: summary.lines().filter_map(|line| line.strip_prefix("- ")).collect(),
        text,
        languages: Language::ALL.map(Language::as_str).to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings of art. 8 par. 1 in the authoritative text, in order.
    const ITEMS: [&str; 6] = ["機關", "目的", "類別", "期間、地區、對象及方式", "權利及行使方式", "不提供之影響"];

    fn headings(text: &str) -> Vec<&str> {
        text.lines().filter_map(|line| line.strip_prefix("## ")).collect()
    }

    #[test]
    fn the_chinese_text_has_all_six_items_of_article_eight() {
        let text = notice(Language::ZhHant).text;
        assert!(headings(text).iter().zip(ITEMS).all(|(heading, item)| heading.contains(item)), "{:?}", headings(text));
    }

    #[test]
    fn the_chinese_text_names_all_five_rights_of_article_three() {
        let text = notice(Language::ZhHant).text;
        let rights = ["查詢或請求閱覽", "製給複製本", "補充或更正", "停止蒐集、處理或利用", "請求刪除"];
        assert!(rights.iter().all(|right| text.contains(right)));
    }

    #[test]
    fn every_field_that_is_collected_falls_under_a_named_kind() {
        let text = notice(Language::ZhHant).text;
        let kinds = text.split("## ").find(|section| section.starts_with("三、")).unwrap();
        let lines: Vec<_> = kinds.lines().filter(|line| line.contains(". C")).collect();
        let fields = [
            "姓名",
            "戶籍地址",
            "通訊地址",
            "住家電話",
            "緊急聯絡人手機",
            "電子郵件",
            "身分證",
            "居留證",
            "生日",
            "語言",
            "親屬關係",
            "監護情形",
            "監護證明",
            "班級",
            "座號",
            "學號",
            "原住民身分",
            "回報之錯誤",
            "簽名",
            "登入時間",
        ];
        for field in fields {
            assert!(lines.iter().any(|line| line.contains(field)), "{field}");
        }
    }

    #[test]
    fn every_language_has_a_summary_of_five_lines_and_the_same_sections() {
        let sections = headings(notice(Language::ZhHant).text).len();
        for language in Language::ALL {
            let notice = notice(language);
            assert_eq!(notice.summary.len(), 5, "{language}");
            assert_eq!(headings(notice.text).len(), sections, "{language}");
            assert!(notice.text.contains(VERSION), "{language}");
        }
    }

    #[test]
    fn every_language_names_the_same_codes() {
        let codes = |language| -> Vec<String> {
            let words = notice(language).text.split(|c: char| !c.is_ascii_alphanumeric());
            let is_code = |w: &&str| w.len() == 4 && w.starts_with('C') && w[1..].bytes().all(|b| b.is_ascii_digit());
            words.filter(is_code).map(str::to_owned).collect()
        };
        for language in Language::ALL {
            assert_eq!(codes(language), codes(Language::ZhHant), "{language}");
        }
    }

    #[test]
    fn only_the_chinese_text_is_authoritative_and_translations_say_so() {
        for language in Language::ALL {
            let notice = notice(language);
            assert_eq!(notice.authoritative, language == Language::ZhHant);
            assert_eq!(notice.text.lines().nth(2).unwrap().starts_with("**"), !notice.authoritative, "{language}");
        }
    }
}
