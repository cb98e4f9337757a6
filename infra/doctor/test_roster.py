import json
import unittest
from datetime import timedelta

import roster
from stubs import NOW, Cloud, said

MADE_UP = {"id": "sunny", "name": "示範", "district": "", "campaign": "115-1"}


def school(cloud, opens=-5, closes=5, policy="national_id", more=()):
    """A school with a campaign, and more like it; days from now."""
    times = {"opens": (NOW + timedelta(days=opens)).isoformat(), "closes": (NOW + timedelta(days=closes)).isoformat()}
    listings = [MADE_UP | times | {"id": id} for id in (MADE_UP["id"], *more)]
    cloud.answers("dynamodb", "query", {"Items": [{"listing": {"S": json.dumps(each)}} for each in listings]})
    for _ in listings if policy is not None else ():
        cloud.answers("dynamodb", "get_item", {"Item": {"settings": {"S": json.dumps({"entry_policy": policy})}}})


def counts(cloud, *numbers):
    for number in numbers:
        cloud.answers("dynamodb", "query", {"Count": number})


class Campaigns(unittest.TestCase):
    def told(self, *numbers, **settings):
        cloud = Cloud()
        school(cloud, **settings)
        counts(cloud, *numbers)
        return said(roster.campaigns, cloud.stage())

    def test_one_with_pupils_and_a_key_is_well(self):
        self.assertEqual(self.told(300, 1), [])

    def test_one_without_pupils_is_named(self):
        self.assertIn("no pupils", self.told(0, 1)[0])

    def test_pupils_without_their_printed_code_are_counted(self):
        [what] = self.told(300, 12, 1, policy="code")
        self.assertIn("12 of 300", what)

    def test_the_id_number_needs_no_code(self):
        self.assertEqual(self.told(300, 1, policy="national_id"), [])

    def test_one_without_a_key_is_named(self):
        self.assertIn("no key", self.told(300, 0)[0])

    def test_one_that_is_over_or_far_ahead_is_nobodys_trouble(self):
        self.assertEqual(self.told(opens=-9, closes=-1, policy=None), [])
        self.assertEqual(self.told(opens=15, closes=40, policy=None), [])

    def test_a_listing_without_settings_is_named(self):
        cloud = Cloud()
        school(cloud, policy=None)
        cloud.answers("dynamodb", "get_item", {})
        self.assertIn("no settings", said(roster.campaigns, cloud.stage())[0])

    def test_the_entries_of_every_page_are_counted(self):
        cloud = Cloud()
        school(cloud)
        cloud.answers("dynamodb", "query", {"Count": 5, "LastEvaluatedKey": {"pk": {"S": "x"}, "sk": {"S": "y"}}})
        counts(cloud, 6)
        stage = cloud.stage()
        self.assertEqual(roster.pupils(stage, roster.coming(stage)[0]), 11)


if __name__ == "__main__":
    unittest.main()
