//! The heads of all cases, and their file: one line a case, `<case> <seq> <hash in hex>`, by case, with ` erased` after it
//! when it was. Nothing in it is personal: ids are random, hashes go over sealed bytes.

use data_encoding::HEXLOWER;
use domain::CaseId;
use std::collections::BTreeMap;
use std::fmt::Write;
use store::Head;

/// A case as it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Where its chain stood.
    pub head: Head,
    /// Whether it was erased: a backup may bring it back, and then it is to be erased again.
    pub erased: bool,
}

/// All cases as they were known. About a hundred bytes a case in memory, as in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads(pub BTreeMap<CaseId, Known>);

/// A line that is not of the written form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {0} is no head of a case")]
pub struct NotHeads(usize);

const ERASED: &str = " erased";

impl Heads {
    /// As a file says.
    ///
    /// # Errors
    /// The number of the first line that is not of the written form.
    pub fn parse(file: &str) -> Result<Self, NotHeads> {
        let heads = file.lines().enumerate().map(|(at, line)| head(line).ok_or(NotHeads(at + 1)));
        heads.collect::<Result<_, _>>().map(Heads)
    }

    /// As a file.
    pub fn text(&self) -> String {
        let mut file = String::with_capacity(self.0.len() * 100);
        for (case, Known { head, erased }) in &self.0 {
            let erased = if *erased { ERASED } else { "" };
            // Writing into a text cannot fail.
            let _ = writeln!(file, "{case} {} {}{erased}", head.seq, HEXLOWER.encode(&head.hash));
        }
        file
    }
}

fn head(line: &str) -> Option<(CaseId, Known)> {
    let (line, erased) = line.strip_suffix(ERASED).map_or((line, false), |line| (line, true));
    let mut parts = line.split(' ');
    let (case, seq, hash) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let hash = HEXLOWER.decode(hash.as_bytes()).ok()?.try_into().ok()?;
    parts.next().is_none().then_some((case, Known { head: Head { seq, hash }, erased }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let case = |n: u8| CaseId::from_random([n; 16]);
        let head = |n: u8| Known { head: Head { seq: u64::from(n), hash: [n; 32] }, erased: n.is_multiple_of(2) };
        let heads = Heads([(case(1), head(7)), (case(2), head(254))].into());
        assert_eq!(Heads::parse(&heads.text()), Ok(heads));
        assert_eq!(Heads::parse(""), Ok(Heads::default()));
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        let good = Heads(
            [(CaseId::from_random([1; 16]), Known { head: Head { seq: 1, hash: [1; 32] }, erased: false })].into(),
        );
        let good = good.text();
        for bad in ["", "x 1 00", good.trim_end_matches(['0', '1', '\n']), &format!("{} more", good.trim_end())] {
            assert_eq!(Heads::parse(&format!("{good}{bad}\n")), Err(NotHeads(2)), "{bad:?}");
        }
    }
}
