"""An ignored advisory is one that somebody looked at, for a while."""

import datetime
import unittest

import check

TODAY = datetime.date(2027, 1, 31)


def npm(reason="build time alone", until="2027-01-31"):
    return f'[[npm]]\nid = "GHSA-1"\nreason = "{reason}"\n' + (f"until = {until}\n" if until else "")


def crate(entry):
    return f"[advisories]\nignore = [{entry}]\n"


class IgnoredAdvisories(unittest.TestCase):
    def refused(self, look, text, word):
        with self.assertRaisesRegex(check.Failure, word):
            look(text, TODAY)

    def test_hold_on_their_last_day(self):
        self.assertEqual(check.ignored_packages(npm(), TODAY), {"GHSA-1"})
        check.crate_reasons(crate('{ id = "RUSTSEC-1", reason = "not called; until 2027-01-31" }'), TODAY)

    def test_fail_on_the_day_after(self):
        self.refused(check.ignored_packages, npm(until="2027-01-30"), "until 2027-01-30")
        self.refused(check.crate_reasons, crate('{ id = "RUSTSEC-1", reason = "not called; until 2027-01-30" }'), "RUSTSEC-1 was")

    def test_need_an_end_date(self):
        self.refused(check.ignored_packages, npm(until=None), "end date")
        self.refused(check.ignored_packages, npm(until='"for ever"'), "end date")
        self.refused(check.crate_reasons, crate('{ id = "RUSTSEC-1", reason = "not called" }'), "end date")

    def test_need_a_reason(self):
        self.refused(check.ignored_packages, npm(reason=""), "reason")
        self.refused(check.crate_reasons, crate('"RUSTSEC-1"'), "reason")
        self.refused(check.crate_reasons, crate('{ id = "RUSTSEC-1", reason = "until 2027-01-31" }'), "reason")

    def test_the_ones_in_force_are_in_order(self):
        check.ignored_packages(check.IGNORED.read_text(), datetime.date.today())
        check.crate_reasons((check.ROOT / "deny.toml").read_text(), datetime.date.today())


class PackageAdvisories(unittest.TestCase):
    REPORT = {
        "vulnerabilities": {
            "inner": {"via": [{"url": "https://example/advisories/GHSA-1", "name": "inner", "severity": "low"}]},
            "outer": {"via": ["inner"]},
        }
    }

    def test_are_found_once_and_by_name(self):
        self.assertEqual(check.package_findings(self.REPORT, set()), ["GHSA-1 in inner (low)"])

    def test_are_passed_over_when_ignored(self):
        self.assertEqual(check.package_findings(self.REPORT, {"GHSA-1"}), [])


if __name__ == "__main__":
    unittest.main()
