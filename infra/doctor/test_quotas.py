import unittest

import quotas
from mends import ROOT
from stubs import Cloud, found, said
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
        units = (quotas.READS, quotas.WRITES, quotas.REQUESTS)
        self.assertEqual([quotas.in_the_worst_minutes(CITY, each) for each in units], [5_550, 7_250, 1_050])

    def test_they_are_those_of_the_capacity_page(self):
        page = (ROOT / "docs/capacity.md").read_text()
        self.assertRegex(page, rf"\*\*together\*\* \| \*\*{quotas.REQUESTS} requests\*\* .* \*\*{quotas.READS}\*\* \| \*\*{quotas.WRITES}\*\*")

    def test_a_village_asks_for_little(self):
        self.assertEqual([quotas.at_once(60), quotas.mails_a_second(60), quotas.accounts_a_second(60)], [100, 1, 1])


class Functions(unittest.TestCase):
    def told(self, there, pupils):
        cloud = Cloud()
        limit = {"ConcurrentExecutions": there, "UnreservedConcurrentExecutions": there - 2}
        cloud.answers("lambda", "get_account_settings", {"AccountLimit": limit})
        return said(quotas.functions, stage_with(cloud, pupils))

    def test_enough_is_well(self):
        self.assertEqual(self.told(1000, 3000), [])

    def test_what_the_capacity_page_asks_for_is_enough_though_two_functions_reserve_of_it(self):
        self.assertEqual(self.told(3000, CITY), [])

    def test_too_little_is_told_in_figures(self):
        [what] = self.told(10, 3000)
        self.assertIn("10 calls may run at once, 3000 pupils may ask for 100", what)


class Table(unittest.TestCase):
    def found(self, pupils, **units):
        cloud = Cloud()
        cloud.answers("dynamodb", "describe_table", {"Table": {"WarmThroughput": units} if units else {}})
        return found(quotas.table, stage_with(cloud, pupils))

    def test_a_new_table_is_enough_for_a_town(self):
        self.assertEqual(self.found(CITY // 2, ReadUnitsPerSecond=12_000, WriteUnitsPerSecond=4_000), [])

    def test_a_new_table_is_warmed_for_a_city_as_the_capacity_page_says(self):
        [finding] = self.found(CITY, ReadUnitsPerSecond=12_000, WriteUnitsPerSecond=4_000)
        self.assertIn("bears 12000 reads and 4000 writes a second at once, 300000 pupils may ask for 5550 and 7250", finding.what)
        self.assertIn("--warm-throughput ReadUnitsPerSecond=12000,WriteUnitsPerSecond=10000;", finding.mend)

    def test_one_that_was_warmed_is_well(self):
        self.assertEqual(self.found(CITY, ReadUnitsPerSecond=12_000, WriteUnitsPerSecond=8_000), [])

    def test_too_few_reads_are_told_too(self):
        [finding] = self.found(CITY, ReadUnitsPerSecond=3_000, WriteUnitsPerSecond=40_000)
        self.assertIn("ReadUnitsPerSecond=8000,WriteUnitsPerSecond=40000", finding.mend)

    def test_one_that_says_nothing_is_no_comfort(self):
        self.assertIn("bears 0 reads and 0 writes", self.found(60)[0].what)


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


class Rates(unittest.TestCase):
    def told(self, check, quota, granted=None, usual=None):
        cloud = Cloud()
        for call, value in (("get_service_quota", granted), ("get_aws_default_service_quota", usual)):
            if value is None:
                cloud.fails("service-quotas", call, "NoSuchResourceException")
                continue
            service, code = quota
            cloud.answers("service-quotas", call, {"Quota": {"Value": value}}, ServiceCode=service, QuotaCode=code)
            break
        return said(check, stage_with(cloud, CITY))

    def test_the_gateways_is_held_against_the_requests_of_the_worst_minutes(self):
        quota = "apigateway", "L-8A5B8E43"
        self.assertEqual(self.told(quotas.requests, quota, granted=2500), [])
        self.assertIn("takes 1000 requests a second, 300000 pupils may ask for 1050", self.told(quotas.requests, quota, granted=1000)[0])

    def test_kms_is_held_against_what_running_functions_ask_for(self):
        quota = "kms", "L-6E3AF000"
        self.assertEqual(self.told(quotas.keys, quota, usual=20_000), [])
        self.assertIn("takes 9 keys a second, 300000 pupils may ask for 10", self.told(quotas.keys, quota, usual=9)[0])

    def test_kms_is_asked_for_each_campaigns_key(self):
        cloud = Cloud()
        cloud.answers("service-quotas", "get_service_quota", {"Quota": {"Value": 29}})
        school(cloud, more=("rainy", "windy"))
        counts(cloud, CITY, 0, 0)
        self.assertIn("may ask for 30", said(quotas.keys, cloud.stage())[0])

    def test_a_quota_that_nobody_names_is_no_comfort(self):
        self.assertIn("names no rate of Amazon API Gateway", self.told(quotas.requests, None)[0])


if __name__ == "__main__":
    unittest.main()
