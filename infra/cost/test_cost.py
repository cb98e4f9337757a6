"""The bill adds up, its counts have their sources, and the document is what they say."""

import re
import tempfile
import tomllib
import unittest
from pathlib import Path

import cost

TEMPLATE = """
Globals:
  Function:
    MemorySize: 256
Resources:
  AFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../target/lambda/a/
      Events:
        Due: { Type: SQS, Properties: {} }
  AnAlarm:
    Type: AWS::CloudWatch::Alarm
  Fn::ForEach::Steps: # A loop.
    - Step
    - [ a, b-c ]
    - "&{Step}Alarm":
        Type: AWS::CloudWatch::Alarm
      "&{Step}OtherAlarm":
        Type: AWS::CloudWatch::Alarm
  SumAlarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Metrics:
        - { Id: sum, Expression: "x + y" }
        - { Id: x, MetricStat: {} }
        - { Id: y, MetricStat: {} }
  Filter: { Type: AWS::Logs::MetricFilter, Properties: { MetricTransformations: [ { MetricNamespace: n, MetricName: filtered, MetricValue: "1" } ] } }
  Dashboard: { Type: AWS::CloudWatch::Dashboard, Body: [ [ !Ref AWS::StackName, Sent, service, a ], [ !Ref AWS::StackName, Sent, service, a ], [ !Ref AWS::StackName, Sent, service, b-c ] ] }
  ASecret: { Type: AWS::SecretsManager::Secret, Properties: {} }
  BFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../target/lambda/b-c/
      MemorySize: 512
"""


def model_of(prices):
    """The real counts with these prices."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prices.toml"
        path.write_text(prices)
        return cost.Model(prices=path)


class Prices(unittest.TestCase):
    MODEL = model_of("[price]\nmail = { usd = 2, free = 10, above = 20, usd_above = 1 }\n")

    def test_what_is_free_is_free_each_month(self):
        self.assertEqual(self.MODEL.usd("mail", 20, 2), 0)
        self.assertEqual(self.MODEL.usd("mail", 20, 1), 20)
        self.assertEqual(self.MODEL.usd("mail", 20, 2, free=False), 40)

    def test_beyond_a_step_another_price_holds(self):
        self.assertEqual(self.MODEL.usd("mail", 25, 1), 10 * 2 + 5 * 1)

    def test_each_price_has_a_source_and_a_unit(self):
        prices = cost.Model().prices
        for name, it in prices["price"].items():
            self.assertIn(it["source"], prices["sources"], name)
            self.assertTrue(it["unit"], name)


class Counts(unittest.TestCase):
    def setUp(self):
        self.model = cost.Model()

    def test_each_count_names_a_file_that_is_there_and_a_test_that_is_in_it(self):
        counts = self.model.counts
        for part in [*counts["part"], *counts["always"], {"what": "events", "source": counts["events"]["source"]}]:
            path, _, test = part["source"].partition(" ")
            text = (cost.ROOT / path).read_text()
            self.assertTrue(not test or f"fn {test}(" in text, f"{part['what']}: {test}")

    def test_each_step_is_a_function_of_the_template(self):
        steps = {part["step"] for part in self.model.counts["part"] + self.model.counts["always"] if "step" in part}
        self.assertLessEqual(steps, self.model.stack["memory"].keys())

    def test_every_route_is_one_of_the_template(self):
        template = cost.TEMPLATE.read_text()
        for part in self.model.counts["part"]:
            if part.get("http"):
                self.assertIn(f'RouteKey: "{part["what"]}"', template)

    def test_a_count_that_differs_from_what_was_measured_is_told(self):
        counts = {"part": [{"what": "a", "calls": 2, "read": 3, "write": 4}]}
        measured = [{"what": "a", "calls": 2, "read_units": 3.0, "write_units": 5.0}, {"what": "b", "calls": 1, "read_units": 0, "write_units": 0}]
        self.assertEqual(cost.differences(counts, measured), ["a: write 4, measured 5"])


class Template(unittest.TestCase):
    def test_what_costs_something_by_being_there_is_found(self):
        self.assertEqual(
            cost.stack(TEMPLATE),
            {"alarms": 1 + 2 * 2 + 2, "metrics": 3, "dashboards": 1, "secrets": 1, "keys": 0, "queues_read": 1, "memory": {"a": 256, "b-c": 512}},
        )

    def test_every_function_of_the_real_one_has_its_memory(self):
        functions = re.findall(r"Type: AWS::Serverless::Function\b", cost.TEMPLATE.read_text())
        self.assertEqual(len(cost.Model().stack["memory"]), len(functions))


class Bill(unittest.TestCase):
    def setUp(self):
        self.model = cost.Model()

    def test_the_groups_add_up_to_the_whole(self):
        for scale in self.model.counts["scale"]:
            lines = self.model.bill(scale)
            self.assertAlmostEqual(sum(usd for _, usd in cost.groups(lines)), cost.total(lines))

    def test_a_part_of_one_pupil_is_counted_once_a_pupil(self):
        [asked] = [line for line in self.model.bill("school") if line.price == "http_api"]
        a_pupil = sum(part["times"] for part in self.model.counts["part"] if part.get("http") and part["per"] == "pupil")
        a_class = sum(part["times"] for part in self.model.counts["part"] if part.get("http") and part["per"] == "class")
        self.assertAlmostEqual(asked.quantity, 1_000 * a_pupil + 34 * a_class)

    def test_every_price_but_the_other_ones_is_asked(self):
        asked = {line.price for line in self.model.bill("city")}
        self.assertEqual(set(self.model.prices["price"]) - asked, {"cognito_users_lite", "ses_mails_each", "waf_acls", "waf_rules", "waf_requests"})

    def test_a_change_changes_nothing_else(self):
        before = cost.total(self.model.bill("city"))
        self.assertLess(cost.total(self.model.bill("city", {"price:cognito_users": "cognito_users_lite"})), before)
        self.assertEqual(cost.total(self.model.bill("city")), before)


class Document(unittest.TestCase):
    def test_what_stands_around_the_markers_stays(self):
        old = f"a\n{cost.BEGIN}\nold\n{cost.END}\nb\n"
        new = f"{cost.BEGIN}\nnew\n{cost.END}\n"
        self.assertEqual(cost.replaced(old, new), f"a\n{cost.BEGIN}\nnew\n{cost.END}\nb\n")

    def test_a_document_without_markers_is_refused(self):
        with self.assertRaises(SystemExit):
            cost.replaced("a\n", "b\n")

    def test_it_is_what_counts_prices_and_template_say(self):
        document = cost.DOCUMENT.read_text()
        self.assertEqual(cost.replaced(document, cost.written(cost.Model())), document, "python infra/cost/cost.py writes it")

    def test_each_of_the_three_largest_has_its_words(self):
        about = tomllib.loads((cost.HERE / "counts.toml").read_text())["about"]
        for group, _ in cost.groups(cost.Model().bill("city")):
            self.assertTrue(about[group]["done"] and about[group]["can"], group)


if __name__ == "__main__":
    unittest.main()
