//! `campaign.toml`: the school, its campaign, and who may hand families over.

use crate::findings::Findings;
use domain::{Campaign, CampaignId, EntryPolicy, SchoolId};
use identity::KeySet;
use jiff::{Timestamp, civil::Date};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::value::Datetime;

/// The file's name.
pub(crate) const FILE: &str = "campaign.toml";

/// What the file says, checked.
#[derive(Clone, Debug)]
pub struct CampaignFile {
    /// Whether everybody in the roster is made up.
    pub synthetic: bool,
    /// The campaign's settings.
    pub campaign: Campaign,
    /// The district shown beside the school's name.
    pub district: String,
    /// The JWK set of the school's own system (步驟二), if it hands families over.
    pub handover_keys: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default)]
    synthetic: bool,
    school: SchoolKeys,
    campaign: CampaignKeys,
    #[serde(default)]
    handover_keys: Vec<Spanned<BTreeMap<String, String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolKeys {
    id: Spanned<String>,
    name: Spanned<String>,
    district: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CampaignKeys {
    id: Spanned<String>,
    opens: Spanned<Datetime>,
    closes: Spanned<Datetime>,
    readable_until: Spanned<Datetime>,
    notice_version: Spanned<String>,
    #[serde(default)]
    entry_policy: EntryPolicy,
    paper_required: Option<bool>,
    undo_window_seconds: Option<Spanned<i64>>,
    undo_grace_seconds: Option<Spanned<i64>>,
    finish_seconds: Option<Spanned<i64>>,
    correction_seconds: Option<Spanned<i64>>,
    unbound_kept_days: Option<Spanned<i64>>,
    bound_kept_days: Option<Spanned<i64>>,
    old_residence_until: Option<Spanned<Datetime>>,
}

/// Reads the file; `None` after an error.
pub(crate) fn read(text: &str, found: &mut Findings) -> Option<CampaignFile> {
    let errors_before = found.errors.len();
    let keys: Keys = match toml::from_str(text) {
        Ok(keys) => keys,
        Err(error) => {
            let row = error.span().map_or(1, |span| line(text, &span));
            found.row_error(FILE, row, format!("{}: see the example in docs/roster.md", error.message()));
            return None;
        }
    };
    let mut reader = Reader { text, found };
    let file = reader.file(keys);
    file.filter(|_| found.errors.len() == errors_before)
}

struct Reader<'a> {
    text: &'a str,
    found: &'a mut Findings,
}

impl Reader<'_> {
    fn file(&mut self, keys: Keys) -> Option<CampaignFile> {
        let district = self.line("school.district", keys.school.district, 20);
        let handover_keys = self.handover(&keys.handover_keys);
        let campaign = self.campaign(keys.school.id, keys.school.name, keys.campaign);
        Some(CampaignFile { synthetic: keys.synthetic, campaign: campaign?, district: district?, handover_keys })
    }

    fn campaign(&mut self, school: Spanned<String>, name: Spanned<String>, keys: CampaignKeys) -> Option<Campaign> {
        let school = self.parsed("school.id", school, |text| SchoolId::parse(&text).ok(), "1 to 20 of a-z, 0-9 and -");
        let school_name = self.line("school.name", name, 50);
        let id = self.parsed("campaign.id", keys.id, |text| CampaignId::parse(&text).ok(), "1 to 30 of a-z, 0-9 and -");
        let notice_version = self.line("campaign.notice_version", keys.notice_version, 30);
        let (after_opens, after_closes) = (keys.closes.span(), keys.readable_until.span());
        let opens = self.time("campaign.opens", keys.opens);
        let closes = self.time("campaign.closes", keys.closes);
        let readable_until = self.time("campaign.readable_until", keys.readable_until);
        self.in_order("campaign.closes", "campaign.opens", opens, closes, after_opens);
        self.in_order("campaign.readable_until", "campaign.closes", closes, readable_until, after_closes);
        Some(Campaign {
            undo_window_seconds: self.seconds("campaign.undo_window_seconds", keys.undo_window_seconds, 600)?,
            undo_grace_seconds: self.seconds("campaign.undo_grace_seconds", keys.undo_grace_seconds, 30)?,
            finish_seconds: self.seconds("campaign.finish_seconds", keys.finish_seconds, 1_800)?,
            correction_seconds: self.seconds("campaign.correction_seconds", keys.correction_seconds, 604_800)?,
            unbound_kept_days: self.days("campaign.unbound_kept_days", keys.unbound_kept_days, 180)?,
            bound_kept_days: self.days("campaign.bound_kept_days", keys.bound_kept_days, 365)?,
            old_residence_until: self.day("campaign.old_residence_until", keys.old_residence_until)?,
            school: school?,
            school_name: school_name?,
            id: id?,
            opens: opens?,
            closes: closes?,
            readable_until: readable_until?,
            notice_version: notice_version?,
            entry_policy: keys.entry_policy,
            paper_required: keys.paper_required.unwrap_or(true),
        })
    }

    fn line(&mut self, key: &str, value: Spanned<String>, most: usize) -> Option<String> {
        let fits = |text: String| {
            let text = text.trim().to_owned();
            let one_line = !text.is_empty() && text.chars().count() <= most && !text.chars().any(char::is_control);
            one_line.then_some(text)
        };
        self.parsed(key, value, fits, &format!("one line of 1 to {most} characters"))
    }

    fn time(&mut self, key: &str, value: Spanned<Datetime>) -> Option<Timestamp> {
        let read = |time: Datetime| time.to_string().parse().ok();
        self.parsed(key, value, read, "a time with its offset, such as 2026-09-01T08:00:00+08:00")
    }

    fn day(&mut self, key: &str, value: Option<Spanned<Datetime>>) -> Option<Date> {
        let Some(value) = value else { return Some(Date::constant(2031, 1, 1)) };
        self.parsed(key, value, |day| day.to_string().parse().ok(), "a day, such as 2031-01-01")
    }

    fn seconds(&mut self, key: &str, value: Option<Spanned<i64>>, usual: i64) -> Option<i64> {
        self.whole(key, value, usual, (31 * 86_400, "seconds"))
    }

    fn days(&mut self, key: &str, value: Option<Spanned<i64>>, usual: i64) -> Option<i64> {
        self.whole(key, value, usual, (3_650, "days"))
    }

    fn whole(&mut self, key: &str, value: Option<Spanned<i64>>, usual: i64, (most, unit): (i64, &str)) -> Option<i64> {
        let Some(value) = value else { return Some(usual) };
        self.parsed(key, value, |n| (0..=most).contains(&n).then_some(n), &format!("whole {unit} from 0 to {most}"))
    }

    fn handover(&mut self, keys: &[Spanned<BTreeMap<String, String>>]) -> Option<String> {
        let first = keys.first()?;
        let set: Vec<_> = keys.iter().map(Spanned::get_ref).collect();
        let set = serde_json::json!({ "keys": set }).to_string();
        match KeySet::from_json(&set) {
            Ok(_) => Some(set),
            Err(error) => {
                self.wrong("handover_keys", &first.span(), &format!("{error}: give kty, crv, kid and x alone"));
                None
            }
        }
    }

    fn in_order(
        &mut self,
        key: &str,
        before: &str,
        earlier: Option<Timestamp>,
        later: Option<Timestamp>,
        at: Range<usize>,
    ) {
        if earlier.zip(later).is_some_and(|(earlier, later)| later <= earlier) {
            self.wrong(key, &at, &format!("must be later than {before}: correct one of them"));
        }
    }

    fn parsed<T, U>(&mut self, key: &str, value: Spanned<T>, parse: impl Fn(T) -> Option<U>, needs: &str) -> Option<U> {
        let at = value.span();
        let parsed = parse(value.into_inner());
        if parsed.is_none() {
            self.wrong(key, &at, &format!("is wrong: give {needs}"));
        }
        parsed
    }

    fn wrong(&mut self, key: &str, at: &Range<usize>, text: &str) {
        self.found.cell_error(FILE, line(self.text, at), key, text);
    }
}

/// The line on which a span begins.
fn line(text: &str, span: &Range<usize>) -> usize {
    1 + text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count()
}
