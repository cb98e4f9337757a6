"""Each alarm of the template has its page: `python -m unittest discover -s infra -q`."""

import re
import unittest

from cloudformation import ROOT, resources

STACK = "${AWS::StackName}-"

COUNTED_BY_AWS = {  # As the services' pages on CloudWatch metrics have them.
    ("AWS/SQS", "ApproximateNumberOfMessagesVisible"): [["QueueName"]],
    ("AWS/SQS", "ApproximateAgeOfOldestMessage"): [["QueueName"]],
    ("AWS/Lambda", "Errors"): [["FunctionName"], ["FunctionName", "Resource"]],
    ("AWS/Lambda", "Throttles"): [["FunctionName"], ["FunctionName", "Resource"]],
    ("AWS/Lambda", "Invocations"): [["FunctionName"], ["FunctionName", "Resource"]],
    ("AWS/ApiGateway", "5xx"): [["ApiId"], ["ApiId", "Stage"]],
    ("AWS/ApiGateway", "Latency"): [["ApiId"], ["ApiId", "Stage"]],
    ("AWS/DynamoDB", "ReadThrottleEvents"): [["TableName"], ["TableName", "GlobalSecondaryIndexName"]],
    ("AWS/DynamoDB", "WriteThrottleEvents"): [["TableName"], ["TableName", "GlobalSecondaryIndexName"]],
    ("AWS/SES", "Reputation.BounceRate"): [[]],
    ("AWS/SES", "Reputation.ComplaintRate"): [[]],
    ("AWS/EventBridge/Pipes", "ExecutionFailed"): [["PipeName"]],
}


def looked_at(properties):
    """The namespace, name and dimensions' names of each figure that an alarm looks at."""
    plain = [properties] if "MetricName" in properties else []
    for metric in plain + [each["MetricStat"]["Metric"] for each in properties.get("Metrics", []) if "MetricStat" in each]:
        yield metric["Namespace"], metric["MetricName"], [each["Name"] for each in metric.get("Dimensions", [])]


def alarms():
    """The alarms' names without the stack's, and their properties, by logical name."""
    found = {}
    for logical, resource, bound in resources():
        if resource["Type"] == "AWS::CloudWatch::Alarm":
            name = resource["Properties"]["AlarmName"].removeprefix(STACK)
            for placeholder, item in bound.items():
                name = name.replace(placeholder, item)
            found[logical] = name, resource["Properties"]
    return found


def sections():
    """The sections about alarms, by each name in their headings; `…-failing` stands for every name with that end."""
    text = (ROOT / "docs/runbook/alarms.md").read_text()
    found = {}
    for heading, body in re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", text, re.M):
        names = heading.split(", ")
        if all(re.fullmatch(r"…?[a-z0-9-]+", name) for name in names):
            found |= dict.fromkeys(names, body)
    return found


def speaks_of(section, name):
    """Whether a name in a heading is an alarm's."""
    return name.endswith(section[1:]) if section.startswith("…") else name == section


class Alarms(unittest.TestCase):
    def test_each_alarm_has_a_section(self):
        missing = [name for name, _ in alarms().values() if not any(speaks_of(each, name) for each in sections())]
        self.assertEqual(missing, [], "docs/runbook/alarms.md says nothing of these")

    def test_each_section_is_about_an_alarm_that_there_is(self):
        names = [name for name, _ in alarms().values()]
        left = [each for each in sections() if not any(speaks_of(each, name) for name in names)]
        self.assertEqual(left, [], "no alarm of the template is called so")

    def test_each_section_says_what_it_means_where_to_look_and_what_to_do(self):
        for name, body in sections().items():
            for part in ("**Means**", "**Look**", "**Do**"):
                self.assertIn(part, body, name)

    def test_each_alarm_points_at_the_page_and_tells_somebody(self):
        for name, properties in alarms().values():
            self.assertIn("See docs/runbook/alarms.md.", properties["AlarmDescription"], name)
            self.assertEqual((properties["AlarmActions"], properties["OKActions"]), (["Alarms"], ["Alarms"]), name)

    def test_what_a_clock_calls_has_an_alarm_that_rings_when_nothing_is_told(self):
        functions = [resource["Properties"] for _, resource, _ in resources() if resource["Type"] == "AWS::Serverless::Function"]
        called = [each["FunctionName"].removeprefix(STACK) for each in functions if any(event["Type"] == "Schedule" for event in each.get("Events", {}).values())]
        silence = [name.rpartition("-")[0] for name, properties in alarms().values() if properties["TreatMissingData"] == "breaching"]
        self.assertEqual(sorted(silence), sorted(called))

    def test_no_level_that_may_be_set_hides_a_line_that_an_alarm_reads(self):
        text = (ROOT / "infra/template.yaml").read_text()
        read = set(re.findall(r'\$\.(?:event|message) = "(\w+)"', text))
        sources = "".join(path.read_text() for path in sorted(ROOT.glob("functions/*/src/**/*.rs")) + sorted(ROOT.glob("shared/*/src/**/*.rs")))
        told = {line: re.findall(rf'(\w+)!\((?:[^;]*?event = "{line}"|(?:[^;"]*, )?"{line}"\))', sources) for line in read}
        self.assertEqual(told, {"swept": ["info"], "school_under_attack": ["warn"], "source_locked": ["warn"], "not_through_edge": ["warn"]})
        self.assertIn("  LogLevel: { Type: String, Default: info, AllowedValues: [ info, debug ],", text)

    def test_what_a_service_counts_is_asked_for_by_its_name_and_dimensions(self):
        wrong = []
        for name, properties in alarms().values():
            for namespace, metric, dimensions in looked_at(properties):
                if namespace != "AWS::StackName" and dimensions not in COUNTED_BY_AWS.get((namespace, metric), []):
                    wrong.append(f"{name}: {namespace} {metric} {dimensions}")
        self.assertEqual(wrong, [])

    def test_a_request_past_the_edge_is_counted_by_whichever_function_it_reaches(self):
        kinds = [(name, resource["Type"]) for name, resource, _ in resources()]
        reached = {name.removesuffix("Integration") for name, kind in kinds if kind == "AWS::ApiGatewayV2::Integration"}
        counted = {name.removesuffix("PastEdge") for name, kind in kinds if kind == "AWS::Logs::MetricFilter" and name.endswith("PastEdge")}
        self.assertEqual(counted, reached)

    def test_what_takes_a_version_back_are_alarms_that_there_are(self):
        text = (ROOT / "infra/template.yaml").read_text()
        named = re.findall(r"!Ref (\w+)", re.search(r"^      Alarms: \[(.+)\]$", text, re.M)[1])
        self.assertEqual([name for name in named if name not in alarms()], [])
        self.assertEqual(len(named), 7)


if __name__ == "__main__":
    unittest.main()
