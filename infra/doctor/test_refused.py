import unittest

import deployed
import flow
import mail
import main
from asks import Check
from botocore.exceptions import EndpointConnectionError
from stage import GONE
from stubs import Cloud, found

TABLE = "docs/runbook.md, The table is lost"
DENIED = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorizedException", "AuthorizationError", "403")


def asked(ask, cloud, name="prod"):
    """What the doctor says of a check, its mends looked at."""
    check = Check("all is well", "", ask)
    return found(lambda stage: main.examine(stage, check), cloud.stage(name))


def answer(service, call, code, **parameters):
    """What the doctor says when this is how a service answers."""
    cloud = Cloud()
    cloud.fails(service, call, code)
    [finding] = asked(lambda stage: getattr(stage.client(service), call)(**parameters), cloud)
    return finding


class Gone(unittest.TestCase):
    def test_a_lost_table_is_told_as_lost_by_each_call_of_it(self):
        for call, code, parameters in (
            ("describe_table", "ResourceNotFoundException", {}),
            ("describe_continuous_backups", "TableNotFoundException", {}),
            ("query", "ResourceNotFoundException", {}),
            ("get_item", "ResourceNotFoundException", {"Key": {}}),
        ):
            finding = answer("dynamodb", call, code, TableName="the-table", **parameters)
            self.assertEqual((finding.what, finding.mend), ("whether all is well: the table is gone", TABLE), call)

    def test_whatever_else_is_gone_is_told_as_gone(self):
        for service, call, code, parameters in (
            ("lambda", "get_alias", "ResourceNotFoundException", {"FunctionName": "f", "Name": "live"}),
            ("sqs", "get_queue_attributes", "AWS.SimpleQueueService.NonExistentQueue", {"QueueUrl": "q"}),
            ("sqs", "get_queue_attributes", "QueueDoesNotExist", {"QueueUrl": "q"}),
            ("cognito-idp", "describe_user_pool", "ResourceNotFoundException", {"UserPoolId": "region_pool"}),
            ("sns", "list_subscriptions_by_topic", "NotFound", {"TopicArn": "t"}),
            ("sns", "list_subscriptions_by_topic", "NotFoundException", {"TopicArn": "t"}),
            ("s3", "get_object_lock_configuration", "NoSuchBucket", {"Bucket": "the-bucket"}),
            ("s3", "get_object_lock_configuration", "404", {"Bucket": "the-bucket"}),
            ("secretsmanager", "get_secret_value", "ResourceNotFoundException", {"SecretId": "s"}),
            ("sesv2", "get_email_identity", "NotFoundException", {"EmailIdentity": "i"}),
            ("kms", "describe_key", "NotFoundException", {"KeyId": "k"}),
            ("cloudfront", "get_distribution_config", "NoSuchDistribution", {"Id": "d"}),
            ("events", "describe_rule", "ResourceNotFoundException", {"Name": "r"}),
            ("pipes", "describe_pipe", "NotFoundException", {"Name": "p"}),
        ):
            finding = answer(service, call, code, **parameters)
            self.assertIn("is gone", finding.what, service)
            self.assertEqual(finding.mend, GONE, service)

    def test_a_stack_without_a_resource_of_the_template_is_told_which(self):
        cloud = Cloud()
        cloud.resources(("Other", "kind", "other"))
        [finding] = asked(lambda stage: stage.resource("Outbox"), cloud)
        self.assertIn("the stack has no Outbox", finding.what)
        self.assertIn("make deploy STAGE=prod", finding.mend)


class NotTold(unittest.TestCase):
    def test_only_a_refusal_asks_for_rights(self):
        for code in DENIED:
            finding = answer("kms", "describe_key", code, KeyId="k")
            self.assertEqual(finding.what, f"whether all is well: DescribeKey was refused, {code}")
            self.assertIn("the right to ask", finding.mend)

    def test_what_is_neither_gone_nor_refused_is_asked_again(self):
        for code in ("ThrottlingException", "Throttling", "TooManyRequestsException", "InternalError", "ExpiredToken", "ValidationException"):
            finding = answer("kms", "describe_key", code, KeyId="k")
            self.assertIn(f"ended with {code}", finding.what)
            self.assertIn("ask again", finding.mend)

    def test_a_call_that_never_arrived_is_asked_again(self):
        def unreachable(stage):
            raise EndpointConnectionError(endpoint_url="https://kms")

        [finding] = asked(unreachable, Cloud())
        self.assertIn("Could not connect", finding.what)
        self.assertIn("ask again", finding.mend)


class GoingOn(unittest.TestCase):
    """What is gone hides nothing else."""

    def test_each_missing_function_is_named(self):
        cloud = Cloud()
        for step in flow.FUNCTIONS:
            if step in ("login", "submit"):
                cloud.fails("lambda", "get_function_concurrency", "ResourceNotFoundException")
                continue
            cloud.answers("lambda", "get_function_concurrency", {})
            cloud.answers("lambda", "get_function_configuration", {})
            if step == "notify":
                cloud.fails("lambda", "get_alias", "ResourceNotFoundException")
                continue
            cloud.answers("lambda", "get_alias", {"FunctionVersion": "7"})
            cloud.answers("lambda", "get_function_configuration", {})
        findings = asked(flow.functions, cloud)
        self.assertEqual([each.what for each in findings], ["the function login is gone", "the function submit is gone", "`live` of notify is gone: nobody can call it"])
        self.assertEqual({each.mend for each in findings}, {GONE})

    def test_a_refusal_is_no_missing_function(self):
        cloud = Cloud()
        cloud.fails("lambda", "get_function_concurrency", "AccessDeniedException")
        self.assertIn("was refused", asked(flow.functions, cloud)[0].what)

    def test_each_missing_queue_is_named(self):
        for check, name in ((flow.mappings, "the queue"), (flow.dead_letters, "the dead-letter queue")):
            cloud = Cloud()
            for code in ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"):
                cloud.fails("sqs", "get_queue_attributes", code)
            provision, notify = asked(check, cloud)
            self.assertIn(f"{name} of provision is gone", provision.what)
            self.assertIn(f"{name} of notify is gone", notify.what)
            self.assertEqual(notify.mend, GONE)

    def test_table_pools_and_bucket_are_named_each_with_its_mend(self):
        cloud = Cloud()
        cloud.fails("dynamodb", "describe_continuous_backups", "TableNotFoundException")
        for _ in range(2):
            cloud.fails("cognito-idp", "describe_user_pool", "ResourceNotFoundException")
        cloud.stack()
        cloud.fails("s3", "get_object_lock_configuration", "NoSuchBucket")
        table, staff, guardians, bucket = asked(deployed.protected, cloud)
        self.assertEqual((table.what, table.mend), ("the table is gone", TABLE))
        self.assertIn("the pool region_staff (StaffPool) is gone", staff.what)
        self.assertEqual(guardians.mend, "docs/runbook.md, Cognito", "a deployment brings no account back")
        self.assertEqual((bucket.what, bucket.mend), ("the bucket of kept heads is gone", GONE))

    def test_without_the_alarms_topic_the_alarms_are_told(self):
        cloud = Cloud()
        cloud.resources(("Alarms", "AWS::SNS::Topic", "arn:aws:sns:ap-northeast-1:1:alarms"))
        cloud.fails("sns", "list_subscriptions_by_topic", "NotFound")
        ringing = {"AlarmName": "guardian-link-prod-outbox", "StateValue": "ALARM", "StateReason": "one", "ActionsEnabled": True}
        cloud.answers("cloudwatch", "describe_alarms", {"MetricAlarms": [ringing]})
        topic, alarm = asked(deployed.alarms, cloud)
        self.assertIn("the topic of the alarms is gone", topic.what)
        self.assertIn("outbox rings", alarm.what)

    def test_a_deleted_identity_is_no_refusal_for_its_signature_either(self):
        cloud = Cloud()
        cloud.stack(MailDomain="school.example")
        cloud.fails("sesv2", "get_email_identity", "NotFoundException")
        [finding] = asked(mail.signed, cloud)
        self.assertIn("gone from SES", finding.what)
        self.assertIn("create-email-identity", finding.mend)

    def test_what_was_found_before_a_refusal_is_told_too(self):
        cloud = Cloud()
        cloud.resources(("A", "AWS::Events::Rule", "a"), ("B", "AWS::Events::Rule", "b"))
        cloud.answers("events", "describe_rule", {"State": "DISABLED"})
        cloud.fails("events", "describe_rule", "AccessDeniedException")
        off, refused = asked(flow.schedules, cloud)
        self.assertEqual(off.what, "the rule a is DISABLED")
        self.assertIn("was refused", refused.what)


if __name__ == "__main__":
    unittest.main()
