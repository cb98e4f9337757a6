import unittest

import quotas
from stubs import Cloud, said
from test_roster import counts, school

CITY = 300_000


def stage_with(cloud, pupils):
    school(cloud)
    counts(cloud, pupils)
    return cloud.stage()


class Figures(unittest.TestCase):
    def test_a_city_asks_for_what_the_capacity_page_says(self):
        self.assertEqual(quotas.at_once(CITY), 3000)
        self.assertEqual(quotas.mails_a_second(CITY), 22)
        self.assertEqual(quotas.accounts_a_second(CITY), 28)
        self.assertEqual(quotas.mails_a_day(CITY), 390_000)

    def test_a_village_asks_for_little(self):
        self.assertEqual([quotas.at_once(60), quotas.mails_a_second(60), quotas.accounts_a_second(60)], [100, 1, 1])


class Functions(unittest.TestCase):
    def told(self, there, pupils):
        cloud = Cloud()
        cloud.answers("lambda", "get_account_settings", {"AccountLimit": {"UnreservedConcurrentExecutions": there}})
        return said(quotas.functions, stage_with(cloud, pupils))

    def test_enough_is_well(self):
        self.assertEqual(self.told(1000, 3000), [])

    def test_too_little_is_told_in_figures(self):
        [what] = self.told(10, 3000)
        self.assertIn("10 calls may run at once, 3000 pupils may ask for 100", what)


class Mails(unittest.TestCase):
    def told(self, rate, day, sent, pupils):
        cloud = Cloud()
        quota = {"MaxSendRate": rate, "Max24HourSend": day, "SentLast24Hours": sent}
        cloud.answers("sesv2", "get_account", {"SendQuota": quota})
        return said(quotas.mails, stage_with(cloud, pupils))

    def test_enough_is_well(self):
        self.assertEqual(self.told(50, 500_000, 0, CITY), [])

    def test_the_sandbox_is_too_small_in_both_ways(self):
        slow, little = self.told(1, 200, 0, CITY)
        self.assertIn("hours late", slow)
        self.assertIn("200 mails a day", little)

    def test_a_day_that_is_nearly_used_up_is_told(self):
        self.assertIn("used up", self.told(14, 50_000, 45_000, 300)[0])

    def test_a_quota_without_end_is_enough(self):
        self.assertEqual(self.told(50, -1, 45_000, CITY), [])


class Accounts(unittest.TestCase):
    def told(self, *pages, pupils=CITY):
        cloud = Cloud()
        for call, listed in pages:
            cloud.answers("service-quotas", call, {"Quotas": [{"QuotaName": name, "Value": value} for name, value in listed]})
        return said(quotas.accounts, stage_with(cloud, pupils))

    def test_the_rate_that_was_granted_counts(self):
        granted = ("list_service_quotas", [("Rate of UserAuthentication requests", 1), ("Rate of UserCreation requests", 100)])
        self.assertEqual(self.told(granted), [])

    def test_else_the_usual_one(self):
        nothing = ("list_service_quotas", [])
        usual = ("list_aws_default_service_quotas", [("Rate of UserCreation requests", 10)])
        self.assertIn("10 accounts a second", self.told(nothing, usual)[0])

    def test_a_rate_that_nobody_names_is_no_comfort(self):
        nothing = [("list_service_quotas", []), ("list_aws_default_service_quotas", [])]
        self.assertIn("names no rate", self.told(*nothing)[0])


if __name__ == "__main__":
    unittest.main()
