import unittest
from pathlib import Path

import flow
from botocore.stub import ANY
from stage import GONE
from stubs import OUTPUTS, Cloud, found, said

STREAM = "arn:aws:dynamodb:ap-northeast-1:1:table/guardian-link-prod-cases/stream/1"
OTHER = STREAM.replace("stream/1", "stream/0")
MAPPING = "00000000-0000-0000-0000-000000000000"
PIPE = ("Outbox", "AWS::Pipes::Pipe", "the-outbox")


class Outbox(unittest.TestCase):
    def found(self, stream=True, state="RUNNING", source=STREAM, restored="", **more):
        cloud = Cloud()
        table = {"LatestStreamArn": STREAM, "StreamSpecification": {"StreamEnabled": stream}}
        cloud.answers("dynamodb", "describe_table", {"Table": table})
        cloud.resources(PIPE)
        if state:
            cloud.answers("pipes", "describe_pipe", {"CurrentState": state, "Source": source} | more, Name="the-outbox")
        else:
            cloud.fails("pipes", "describe_pipe", "NotFoundException")
            cloud.stack(RestoredStreamArn=restored)
        return found(flow.outbox, cloud.stage())

    def told(self, **more):
        return [finding.what for finding in self.found(**more)]

    def test_a_pipe_that_runs_on_the_tables_stream_is_well(self):
        self.assertEqual(self.told(), [])

    def test_a_pipe_that_stands_is_told_with_its_reason(self):
        self.assertIn("STOPPED (somebody)", self.told(state="STOPPED", StateReason="somebody")[0])

    def test_a_stream_that_is_off_is_told(self):
        self.assertIn("no stream", self.told(stream=False)[0])

    def test_a_pipe_on_the_stream_of_a_lost_table_is_given_the_tables(self):
        [finding] = self.found(source=OTHER)
        self.assertIn("not the table's", finding.what)
        self.assertIn(f"RestoredStreamArn={STREAM} in samconfig.toml, make deploy STAGE=prod", finding.mend)

    def test_a_pipe_that_is_gone_comes_back_by_no_setting_that_it_was_made_with(self):
        for restored in ("", STREAM):
            [finding] = self.found(state=None, restored=restored)
            self.assertEqual(finding.what, "the pipe the-outbox is gone: accounts and mails wait for the sweep")
            self.assertEqual(finding.mend, GONE)

    def test_a_pipe_that_is_gone_and_was_anothers_comes_back_by_the_setting(self):
        [finding] = self.found(state=None, restored=OTHER)
        self.assertIn(f"RestoredStreamArn={STREAM}", finding.mend)


class Queues(unittest.TestCase):
    def test_given_up_messages_are_counted_a_consumer(self):
        cloud = Cloud()
        for waiting in ("0", "3"):
            cloud.answers("sqs", "get_queue_attributes", {"Attributes": {"ApproximateNumberOfMessages": waiting}})
        [finding] = found(flow.dead_letters, cloud.stage())
        self.assertEqual(finding.what, "notify has given up on messages: 3 of them")
        self.assertIn("make redrive STAGE=prod", finding.mend)

    def test_a_queue_that_nobody_reads_is_told(self):
        cloud = Cloud()
        for listed in ([{"UUID": MAPPING, "State": "Disabled"}], []):
            cloud.answers("sqs", "get_queue_attributes", {"Attributes": {"QueueArn": "arn:aws:sqs:ap-northeast-1:1:q"}})
            cloud.answers("lambda", "list_event_source_mappings", {"EventSourceMappings": listed})
        switched_off, missing = said(flow.mappings, cloud.stage())
        self.assertIn("provision does not read its queue", switched_off)
        self.assertIn("nobody reads the queue of notify", missing)

    def test_an_old_message_is_told_in_hours(self):
        cloud = Cloud()
        for oldest in (60, 9000):
            cloud.answers("cloudwatch", "get_metric_statistics", {"Datapoints": [{"Maximum": oldest}]})
        self.assertEqual(said(flow.waiting, cloud.stage()), ["a message of notify waits for 2.5 hours"])

    def test_a_sweep_that_is_off_is_told(self):
        cloud = Cloud()
        cloud.resources(("A", "AWS::Events::Rule", "a"), ("B", "AWS::Events::Rule", "b"), PIPE)
        cloud.answers("events", "describe_rule", {"State": "ENABLED"}, Name="a")
        cloud.answers("events", "describe_rule", {"State": "DISABLED"}, Name="b")
        self.assertEqual(said(flow.schedules, cloud.stage()), ["the rule b is DISABLED"])

    def test_a_sweep_that_is_gone_hides_none_that_is_off(self):
        cloud = Cloud()
        cloud.resources(("A", "AWS::Events::Rule", "a"), ("B", "AWS::Events::Rule", "b"))
        cloud.fails("events", "describe_rule", "ResourceNotFoundException")
        cloud.answers("events", "describe_rule", {"State": "DISABLED"}, Name="b")
        gone, off = found(flow.schedules, cloud.stage())
        self.assertEqual((gone.what, gone.mend), ("the rule a is gone", GONE))
        self.assertIn("aws events enable-rule --name b", off.mend)


class StreamLag(unittest.TestCase):
    def told(self, *mails):
        cloud = Cloud()
        before = {":before": {"S": "2026-11-27T07:55:00.000000000Z"}}
        for kind, due in (("account", []), ("mail", mails), ("both", [])):
            cloud.answers(
                "dynamodb", "query", {"Items": [{"gsi2sk": {"S": since}} for since in due]},
                TableName=OUTPUTS["TableName"], IndexName="gsi2", ProjectionExpression="gsi2sk",
                KeyConditionExpression="gsi2pk = :kind AND gsi2sk <= :before",
                ExpressionAttributeValues={":kind": {"S": f"DUE#{kind}"}} | before,
            )
        return said(flow.overdue, cloud.stage())

    def test_a_stream_that_keeps_up_is_well(self):
        self.assertEqual(self.told(), [])

    def test_one_that_is_behind_is_told_in_minutes(self):
        [what] = self.told("2026-11-27T07:48:00.000000000Z", "2026-11-27T07:54:00.000000000Z")
        self.assertEqual(what, "the stream or the queues are 12 minutes behind: mails of 2 cases, the oldest since 2026-11-27 07:48 UTC")

    def test_what_three_sweeps_left_is_overdue(self):
        told = self.told("2026-11-27T06:00:00.000000000Z", "2026-11-26T06:00:00.000000000Z")
        self.assertEqual(told, ["overdue: mails of 2 cases, the oldest since 2026-11-26 06:00 UTC"])

    def test_runs_of_the_pipe_that_failed_or_were_put_off_are_counted(self):
        cloud = Cloud()
        cloud.resources(PIPE)
        for metric, counts in (("ExecutionFailed", [2, 1]), ("ExecutionThrottled", [])):
            cloud.answers(
                "cloudwatch", "get_metric_statistics", {"Datapoints": [{"Sum": count} for count in counts]},
                Namespace="AWS/EventBridge/Pipes", MetricName=metric, Dimensions=[{"Name": "PipeName", "Value": "the-outbox"}],
                StartTime=ANY, EndTime=ANY, Period=300, Statistics=["Sum"],
            )
        self.assertEqual(said(flow.handing_over, cloud.stage()), ["3 runs of the pipe the-outbox failed in a quarter of an hour"])


class Functions(unittest.TestCase):
    def told(self, concurrency=None, weights=None, latest=None, live=None):
        """What is said of login, the others being well."""
        cloud = Cloud()
        same = {"CodeSha256": "x", "Timeout": 10}
        for step in flow.FUNCTIONS:
            odd = step == "login"
            reserved = {"ReservedConcurrentExecutions": concurrency} if odd and concurrency is not None else {}
            cloud.answers("lambda", "get_function_concurrency", reserved)
            cloud.answers("lambda", "get_function_configuration", same | (latest or {} if odd else {}))
            routing = {"RoutingConfig": {"AdditionalVersionWeights": weights}} if odd and weights else {}
            cloud.answers("lambda", "get_alias", {"FunctionVersion": "7"} | routing)
            if not routing:
                cloud.answers("lambda", "get_function_configuration", same | (live or {} if odd else {}))
        return said(flow.functions, cloud.stage())

    def test_every_function_that_there_is_is_asked_for(self):
        folders = (Path(__file__).resolve().parents[2] / "functions").glob("*/Cargo.toml")
        self.assertEqual(sorted(flow.FUNCTIONS), sorted(path.parent.name for path in folders))

    def test_all_as_deployed_is_well(self):
        self.assertEqual(self.told(), [])

    def test_one_that_is_switched_off_is_told(self):
        self.assertIn("login is switched off", self.told(concurrency=0)[0])

    def test_live_behind_the_deployment_is_told_with_what_differs(self):
        self.assertEqual(self.told(live={"Timeout": 3}), ["login runs version 7, which differs from what was deployed last in Timeout"])

    def test_a_deployment_under_way_is_told_and_not_compared(self):
        self.assertIn("between two versions", self.told(weights={"8": 0.1})[0])

    def test_one_that_cannot_run_is_told(self):
        self.assertIn("no such role", self.told(latest={"State": "Failed", "StateReason": "no such role"})[0])
        reason = {"State": "Active", "LastUpdateStatus": "Failed", "LastUpdateStatusReason": "no such key"}
        self.assertEqual(self.told(latest=reason), ["login cannot run: no such key"])

    def test_each_is_switched_on_as_the_template_says(self):
        self.assertIn("delete-function-concurrency", flow.switched_on("login", "n"))
        self.assertIn("--reserved-concurrent-executions 1", flow.switched_on("expire", "n"))


if __name__ == "__main__":
    unittest.main()
