//! Everybody who may come to the API, for the matrix of who reaches what.

use crate::{Answer, Cloud, Family, PoolTokens, Stack, Staff, TemporarySchool};
use identity::{HandoverClaims, SessionClaims, Signer, generate_key};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};

/// What a caller is to the case that a request is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Comes with nothing.
    Nobody,
    /// Comes with a session or token that proves nothing.
    Unproved,
    /// The case's own family.
    OwnFamily,
    /// Another family of the same class.
    OtherFamily,
    /// The class's teacher, or the school's registrar.
    OwnStaff,
    /// A teacher of another class, or another school's registrar.
    OtherStaff,
}

/// One who asks.
pub struct Caller {
    /// For messages.
    pub name: &'static str,
    /// What they are to the case.
    pub relation: Relation,
    cookie: Option<String>,
    bearer: Option<String>,
}

impl Caller {
    /// Asks as the site's own pages do.
    pub async fn ask(&self, method: Method, path: &str, body: Option<&Value>, version: Option<u64>) -> Answer {
        let stack = Stack::get();
        let asked = format!("{method} {path} by {}", self.name);
        let mut request = reqwest::Client::new().request(method, format!("{}{path}", stack.api));
        request = request.header("origin", &stack.web).header("sec-fetch-site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(token) = &self.bearer {
            request = request.bearer_auth(token);
        }
        if let Some(version) = version {
            request = request.header("if-match", format!("\"{version}\""));
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        Answer::read(asked, request.send().await.expect("an answer")).await
    }

    fn session(name: &'static str, relation: Relation, cookie: String) -> Caller {
        Caller { name, relation, cookie: Some(cookie), bearer: None }
    }

    fn token(name: &'static str, relation: Relation, token: String) -> Caller {
        Caller { name, relation, cookie: None, bearer: Some(token) }
    }

    /// Everybody, for a case of class 101.
    pub async fn all(own: &Family, other: &Family) -> Vec<Caller> {
        let mut all = vec![
            Caller { name: "nobody", relation: Relation::Nobody, cookie: None, bearer: None },
            Caller::session("its own family", Relation::OwnFamily, own.cookie.clone()),
            Caller::session("another family", Relation::OtherFamily, other.cookie.clone()),
        ];
        all.extend(Caller::unproved_sessions(own).await);
        let teacher = Staff::teacher_of("101").await;
        let school = TemporarySchool::open().await;
        let staff = [
            ("its own teacher", Relation::OwnStaff, teacher.clone()),
            ("the registrar", Relation::OwnStaff, Staff::registrar().await),
            ("another class's teacher", Relation::OtherStaff, Staff::teacher_of("102").await),
            ("another school's registrar", Relation::OtherStaff, school.registrar().await),
        ];
        all.extend(staff.into_iter().map(|(name, relation, staff)| Caller::token(name, relation, staff.token)));
        all.extend(Caller::unproved_tokens(&teacher).await);
        all
    }

    #[allow(clippy::disallowed_methods, reason = "the deployed stack goes by the machine's clock")]
    async fn unproved_sessions(own: &Family) -> Vec<Caller> {
        let (now, signer) = (Timestamp::now(), Cloud::get().await.session_signer().await);
        let stranger =
            Signer::from_secret_json(&generate_key([9; 32]).expect("a key").secret_json()).expect("a signer");
        let form = own.case().await["form"].as_str().expect("its form").to_owned();
        let entry = &own.entry;
        let since = |then| SessionClaims::begin(&form, "matrix", &entry.school, "115-1", then);
        let (fresh, old) = (since(now), since(now - SignedDuration::from_hours(5)));
        let purpose =
            HandoverClaims::issue(&entry.school, entry.account.trim_start_matches('P'), "a-token-of-the-matrix", now);
        let tokens = [
            ("a session of five hours ago", old.sign(&signer)),
            ("a session signed by a stranger", fresh.sign(&stranger)),
            ("a token for another purpose", purpose.sign(&signer)),
        ];
        let unsigned = fresh.sign(&signer).expect("a token");
        let payload = unsigned.split('.').nth(1).expect("claims");
        let unsigned = format!("eyJhbGciOiJub25lIn0.{payload}.");
        let tokens = tokens.map(|(name, token)| (name, token.expect("a token")));
        let all = tokens.into_iter().chain([("an unsigned session", unsigned)]);
        all.map(|(name, token)| Caller::session(name, Relation::Unproved, format!("__Host-session={token}"))).collect()
    }

    async fn unproved_tokens(teacher: &Staff) -> Vec<Caller> {
        let (stack, cloud) = (Stack::get(), Cloud::get().await);
        let pool = PoolTokens::like(&teacher.token).await;
        let (guardian, password) = (format!("guardian-{}", Stack::person()), "Aa1!-of-the-matrix");
        cloud.enter(&stack.guardian_pool, &guardian, password).await;
        let guardian = cloud.access_token(&stack.guardian_pool, &guardian, password).await;
        let other_client = pool.signed(|claims| claims["client_id"] = "another-client".into());
        let person = stack.teachers.iter().find(|teacher| teacher.classes.iter().any(|class| class == "101"));
        let tokens = [
            ("a guardian", guardian),
            ("a teacher of yesterday", pool.signed(|claims| claims["exp"] = json!(1_700_000_000))),
            ("an unsigned token", pool.unsigned()),
            ("a token of another client", other_client),
            ("a token of another pool", pool.signed(|claims| claims["iss"] = "https://example.com/pool".into())),
            ("an ID token", Staff::id_token(person.expect("a teacher")).await),
        ];
        tokens.into_iter().map(|(name, token)| Caller::token(name, Relation::Unproved, token)).collect()
    }
}
