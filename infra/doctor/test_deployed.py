import unittest
from datetime import timedelta
from unittest.mock import patch

import deployed
from stubs import NOW, Cloud, found, said

ARN = "arn:aws:acm:us-east-1:1:certificate/c"
TOPIC = ("Alarms", "AWS::SNS::Topic", "arn:aws:sns:ap-northeast-1:1:alarms")


class Status(unittest.TestCase):
    def told(self, status):
        cloud = Cloud()
        cloud.stack(status)
        return said(deployed.status, cloud.stage())

    def test_a_deployment_that_ended_well_is_well(self):
        self.assertEqual(self.told("UPDATE_COMPLETE") + self.told("CREATE_COMPLETE"), [])

    def test_one_that_was_taken_back_or_goes_on_is_told(self):
        for status in ("UPDATE_ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "UPDATE_IN_PROGRESS"):
            self.assertIn(status, self.told(status)[0])


class Drift(unittest.TestCase):
    def test_changed_and_missing_resources_are_named_without_their_values(self):
        cloud = Cloud()
        ids = {"StackId": "s", "StackDriftDetectionId": "d"}
        cloud.answers("cloudformation", "detect_stack_drift", {"StackDriftDetectionId": "d"})
        cloud.answers("cloudformation", "describe_stack_drift_detection_status", ids | {"DetectionStatus": "DETECTION_COMPLETE", "Timestamp": NOW})
        one = {"PropertyPath": "/SecretString", "ExpectedValue": "SECRET", "ActualValue": "SECRET", "DifferenceType": "NOT_EQUAL"}
        drifts = [self.drift("Pepper", "MODIFIED", [one]), self.drift("Outbox", "DELETED", [])]
        for at, each in enumerate(drifts):
            cloud.answers("cloudformation", "describe_stack_resource_drifts", {"StackResourceDrifts": [each]} | ({"NextToken": "more"} if at == 0 else {}))
        changed, gone = said(deployed.drift, cloud.stage())
        self.assertEqual(changed, "Pepper (kind) was changed by hand: /SecretString")
        self.assertEqual(gone, "Outbox (kind) is gone")

    def ended(self, status, tries=1, **more):
        cloud = Cloud()
        cloud.answers("cloudformation", "detect_stack_drift", {"StackDriftDetectionId": "d"})
        told = {"StackId": "s", "StackDriftDetectionId": "d", "DetectionStatus": status, "Timestamp": NOW} | more
        for _ in range(tries):
            cloud.answers("cloudformation", "describe_stack_drift_detection_status", told)
        cloud.answers("cloudformation", "describe_stack_resource_drifts", {"StackResourceDrifts": []})
        with patch("time.sleep"):
            return said(deployed.drift, cloud.stage())

    def test_a_comparison_that_does_not_end_is_no_comfort(self):
        self.assertEqual(self.ended("DETECTION_IN_PROGRESS", tries=deployed.PATIENCE), ["the comparison did not end: DETECTION_IN_PROGRESS"])
        self.assertEqual(self.ended("DETECTION_FAILED", DetectionStatusReason="no right"), ["the comparison did not end: no right"])

    @staticmethod
    def drift(name, status, differences):
        return {
            "StackId": "s", "LogicalResourceId": name, "ResourceType": "kind", "StackResourceDriftStatus": status,
            "PropertyDifferences": differences, "Timestamp": NOW,
        }


class Protected(unittest.TestCase):
    def told(self, name="prod", recovery="ENABLED", on=True):
        cloud = Cloud()
        cloud.answers("dynamodb", "describe_continuous_backups", {
            "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": recovery}}
        })
        cloud.answers("dynamodb", "describe_table", {"Table": {"DeletionProtectionEnabled": on}})
        for _ in range(2):
            cloud.answers("cognito-idp", "describe_user_pool", {"UserPool": {"DeletionProtection": "ACTIVE" if on else "INACTIVE"}})
        cloud.stack(protected=on)
        rule = {"Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 400}}} if on else {}
        cloud.answers("s3", "get_object_lock_configuration", {"ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"} | rule})
        return said(deployed.protected, cloud.stage(name))

    def test_a_stage_with_everything_on_is_well(self):
        self.assertEqual(self.told(), [])

    def test_everything_that_is_off_is_told(self):
        told = self.told(recovery="DISABLED", on=False)
        self.assertEqual(len(told), 6)
        self.assertIn("point-in-time recovery", told[0])

    def test_a_bucket_that_never_had_a_lock_is_no_lost_one(self):
        cloud = Cloud()
        cloud.fails("s3", "get_object_lock_configuration", "ObjectLockConfigurationNotFoundError")
        self.assertIn("no lock by default", said(deployed.heads, cloud.stage())[0])

    def test_a_stage_without_real_families_may_be_deleted(self):
        self.assertEqual(self.told(name="dev", on=False), [])


class Alarms(unittest.TestCase):
    def told(self, subscriptions, alarms=(), name="prod"):
        cloud = Cloud()
        cloud.resources(TOPIC)
        listed = [{"Endpoint": address, "SubscriptionArn": arn} for address, arn in subscriptions]
        cloud.answers("sns", "list_subscriptions_by_topic", {"Subscriptions": listed})
        cloud.answers("cloudwatch", "describe_alarms", {"MetricAlarms": list(alarms)}, AlarmNamePrefix=f"guardian-link-{name}-")
        return said(deployed.alarms, cloud.stage(name))

    def test_an_address_that_said_yes_is_well(self):
        self.assertEqual(self.told([("a@school.example", "arn:aws:sns:x")]), [])

    def test_an_address_that_has_not_said_yes_is_told(self):
        self.assertIn("has not said yes", self.told([("a@school.example", "PendingConfirmation")])[0])

    def test_nobody_is_told_where_real_families_are(self):
        self.assertIn("nobody is told", self.told([])[0])
        self.assertEqual(self.told([], name="dev"), [])

    def test_an_alarm_that_rings_or_is_silenced_is_told_with_its_page(self):
        ringing = {"AlarmName": "guardian-link-prod-outbox", "StateValue": "ALARM", "StateReason": "one", "ActionsEnabled": True}
        silent = {"AlarmName": "guardian-link-prod-expire", "StateValue": "OK", "StateReason": "", "ActionsEnabled": False}
        rings, off = self.told([("a@school.example", "arn:aws:sns:x")], [ringing, silent])
        self.assertEqual(rings, "the alarm outbox rings: one")
        self.assertIn("expire tells nobody", off)


class Logs(unittest.TestCase):
    def test_what_is_kept_for_another_time_is_told(self):
        cloud = Cloud()
        cloud.stack(LogRetentionDays="365")
        cloud.answers("logs", "describe_log_groups", {"logGroups": [{"logGroupName": "/a", "retentionInDays": 365}, {"logGroupName": "/b"}]})
        cloud.resources(*((name, "AWS::Logs::LogGroup", f"/{name}") for name in "abc"))
        forever, gone = said(deployed.logs, cloud.stage())
        self.assertEqual(forever, "/b keeps all days, not 365")
        self.assertIn("/c is gone", gone)


class Certificate(unittest.TestCase):
    def told(self, arn=ARN, name="prod", **certificate):
        cloud = Cloud()
        cloud.stack(CertificateArn=arn, SiteUrl="https://bind.city.example")
        well = {"Status": "ISSUED", "NotAfter": NOW + timedelta(days=200), "DomainName": "bind.city.example"}
        cloud.answers("acm", "describe_certificate", {"Certificate": well | certificate})
        return said(deployed.certificate, cloud.stage(name))

    def test_a_valid_one_is_well(self):
        self.assertEqual(self.told() + self.told(SubjectAlternativeNames=["*.city.example"]), [])

    def test_one_that_ends_soon_is_told_with_its_renewal(self):
        soon = {"NotAfter": NOW + timedelta(days=12), "RenewalSummary": {"RenewalStatus": "PENDING_VALIDATION", "DomainValidationOptions": [{"DomainName": "x"}], "UpdatedAt": NOW}}
        self.assertEqual(self.told(**soon), ["the site's certificate ends in 12 days; its renewal: PENDING_VALIDATION"])

    def test_one_that_was_never_issued_is_told(self):
        self.assertIn("PENDING_VALIDATION", self.told(Status="PENDING_VALIDATION")[0])

    def test_one_for_another_name_is_told(self):
        self.assertIn("not for bind.city.example", self.told(DomainName="city.example", SubjectAlternativeNames=["city.example", "*.other.example"])[0])

    def test_one_that_is_gone_is_told(self):
        cloud = Cloud()
        cloud.stack(CertificateArn=ARN, SiteUrl="https://bind.city.example")
        cloud.fails("acm", "describe_certificate", "ResourceNotFoundException")
        [finding] = found(deployed.certificate, cloud.stage())
        self.assertIn("gone from ACM", finding.what)
        self.assertIn("docs/operations.md, The first deploy", finding.mend)

    def test_none_at_all_is_told_where_real_families_are(self):
        self.assertIn("no certificate", self.told(arn="")[0])
        self.assertEqual(self.told(arn="", name="dev"), [])


if __name__ == "__main__":
    unittest.main()
