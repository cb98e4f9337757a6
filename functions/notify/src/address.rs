//! The address as the mail service takes it: in ASCII, an international domain as punycode.

use domain::Email;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};

/// The address to deliver to; `None` when the domain has no form in ASCII.
pub(crate) fn deliverable(email: &Email) -> Option<String> {
    let (local, domain) = email.reveal().split_once('@')?;
    let ascii = Uts46::new().to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::Allow, DnsLength::Verify);
    let domain = ascii.ok()?;
    Some(format!("{local}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_to(raw: &str) -> Option<String> {
        Email::parse(raw).ok().as_ref().and_then(deliverable)
    }

    #[test]
    fn an_international_domain_goes_out_as_punycode() {
        for (raw, sent) in [
            ("Ting.Lin@example.com", "Ting.Lin@example.com"),
            ("ting@學校.台灣", "ting@xn--n9so80a.xn--kpry57d"),
            ("nok@ตัวอย่าง.ไทย", "nok@xn--72c1a1bt4awk9o.xn--o3cw4h"),
        ] {
            assert_eq!(sent_to(raw).as_deref(), Some(sent));
        }
    }

    #[test]
    fn a_domain_that_cannot_be_asked_for_is_no_address() {
        let long = "ting@學校教育行政資訊平臺親子連結申請通知信箱.tw";
        assert_eq!((Email::parse(long).is_ok(), sent_to(long)), (true, None));
    }
}
