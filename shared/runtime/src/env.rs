//! Settings from the environment, read once: a function that is set up wrongly names every wrong variable and does not
//! start.

use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use tracing::Level;

/// What is wrong with a variable. Its value is not shown: it may be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is not set, or set to nothing.
    Missing,
    /// It is set to something that is not of this kind.
    Not(&'static str),
}

/// One variable that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// The variable's name.
    pub variable: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problem {
            Problem::Missing => write!(f, "{} is missing", self.variable),
            Problem::Not(kind) => write!(f, "{} is not {kind}", self.variable),
        }
    }
}

/// Every variable that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl ConfigErrors {
    /// One variable that is not of this kind.
    pub(crate) fn not(variable: &str, kind: &'static str) -> Self {
        ConfigErrors(vec![ConfigError { variable: variable.to_owned(), problem: Problem::Not(kind) }])
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        write!(f, "the environment is wrong: {}", named.join("; "))
    }
}

impl std::error::Error for ConfigErrors {}

/// The environment at the start. Prints no values.
#[derive(Clone)]
pub struct Env(BTreeMap<String, String>);

impl Env {
    /// This process's environment. What is not Unicode counts as missing.
    pub fn process() -> Self {
        Self(
            std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        )
    }

    /// An environment of these variables alone.
    pub fn of<const N: usize>(variables: [(&str, &str); N]) -> Self {
        Self(variables.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    /// Reads settings, and answers with them or with all that is wrong.
    pub fn read<T>(&self, settings: impl FnOnce(&mut Reader<'_>) -> T) -> Result<T, ConfigErrors> {
        let mut reader = Reader { env: self, errors: Vec::new() };
        let read = settings(&mut reader);
        if reader.errors.is_empty() { Ok(read) } else { Err(ConfigErrors(reader.errors)) }
    }

    /// A variable's value, without the spaces around it; `None` when nothing is left.
    pub fn get(&self, variable: &str) -> Option<&str> {
        self.0.get(variable).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Reads one variable a call and remembers what was wrong. What it answers for a wrong one is never used: [`Env::read`]
/// then answers with the errors.
pub struct Reader<'a> {
    env: &'a Env,
    errors: Vec<ConfigError>,
}

impl Reader<'_> {
    /// Text that must be there.
    pub fn required(&mut self, variable: &str) -> String {
        self.parsed(variable, "text", |text| Some(text.to_owned()))
    }

    /// Text that may be there.
    pub fn optional(&mut self, variable: &str) -> Option<String> {
        self.env.get(variable).map(str::to_owned)
    }

    /// Texts between commas, at least one.
    pub fn list(&mut self, variable: &str) -> Vec<String> {
        self.parsed(variable, "a list between commas", |text| {
            let items: Vec<String> = text.split(',').map(|item| item.trim().to_owned()).collect();
            (!items.iter().any(String::is_empty)).then_some(items)
        })
    }

    /// Whole seconds, at least one.
    pub fn seconds(&mut self, variable: &str) -> SignedDuration {
        self.parsed(variable, "a number of seconds", |text| {
            text.parse::<u32>()
                .ok()
                .filter(|seconds| *seconds > 0)
                .map(|seconds| SignedDuration::from_secs(seconds.into()))
        })
    }

    /// What the file named here holds.
    pub fn file(&mut self, variable: &str) -> Vec<u8> {
        self.parsed(variable, "the name of a file that can be read", |name| std::fs::read(name).ok())
    }

    /// A number, or whatever else is read from text; `kind` says what, as in "a number of attempts".
    pub fn value<T: FromStr + Default>(&mut self, variable: &str, kind: &'static str) -> T {
        self.parsed(variable, kind, |text| text.parse().ok())
    }

    /// `error`, `warn`, `info`, `debug` or `trace`, in any case; `info` when it is not set.
    pub fn level(&mut self, variable: &str) -> Level {
        match self.env.get(variable).map(str::parse) {
            None => Level::INFO,
            Some(Ok(level)) => level,
            Some(Err(_)) => {
                self.wrong(variable, Problem::Not("error, warn, info, debug or trace"));
                Level::INFO
            }
        }
    }

    fn parsed<T: Default>(&mut self, variable: &str, kind: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> T {
        let read = match self.env.get(variable) {
            None => Err(Problem::Missing),
            Some(text) => parse(text).ok_or(Problem::Not(kind)),
        };
        read.unwrap_or_else(|problem| {
            self.wrong(variable, problem);
            T::default()
        })
    }

    fn wrong(&mut self, variable: &str, problem: Problem) {
        self.errors.push(ConfigError { variable: variable.to_owned(), problem });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_variables_are_read() {
        let env = Env::of([
            ("TABLE", " cases "),
            ("ORIGINS", "a, b"),
            ("UNDO", "600"),
            ("TRIES", "5"),
            ("LOG_LEVEL", "WARN"),
        ]);
        let read = env.read(|env| {
            let tries: u8 = env.value("TRIES", "a number of tries");
            (env.required("TABLE"), env.list("ORIGINS"), env.seconds("UNDO"), tries, env.level("LOG_LEVEL"))
        });
        let origins = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(read, Ok(("cases".to_owned(), origins, SignedDuration::from_secs(600), 5, Level::WARN)));
    }

    #[test]
    fn all_wrong_variables_are_named_at_once() {
        let env =
            Env::of([("EMPTY", "  "), ("UNDO", "ten"), ("ORIGINS", "a,,b"), ("TRIES", "300"), ("LOG_LEVEL", "loud")]);
        let errors = env.read(|env| {
            let _: u8 = env.value("TRIES", "a number of tries");
            (
                env.required("TABLE"),
                env.required("EMPTY"),
                env.seconds("UNDO"),
                env.list("ORIGINS"),
                env.level("LOG_LEVEL"),
            )
        });
        let expected = "the environment is wrong: TRIES is not a number of tries; TABLE is missing; EMPTY is missing; \
                        UNDO is not a number of seconds; ORIGINS is not a list between commas; \
                        LOG_LEVEL is not error, warn, info, debug or trace";
        assert_eq!(errors.unwrap_err().to_string(), expected);
    }

    #[test]
    fn no_time_at_all_is_not_a_number_of_seconds() {
        for text in ["0", "-1", "1.5", "4294967296"] {
            assert!(Env::of([("UNDO", text)]).read(|env| env.seconds("UNDO")).is_err(), "{text}");
        }
    }

    #[test]
    fn what_may_be_absent_is_no_error() {
        let read = Env::of([]).read(|env| (env.optional("MORE"), env.level("LOG_LEVEL")));
        assert_eq!(read, Ok((None, Level::INFO)));
    }

    #[test]
    fn values_are_never_printed() {
        let env = Env::of([("PEPPER", "very secret")]);
        let errors = env.read(|env| env.seconds("PEPPER")).unwrap_err();
        assert!(!format!("{env:?} {errors:?} {errors}").contains("very secret"));
    }
}
