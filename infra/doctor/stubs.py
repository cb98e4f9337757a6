"""AWS as the tests tell it: each call gets the answer that was written down for it, and no other call is made."""

from datetime import datetime, timezone

import boto3
import mends
from botocore.stub import Stubber
from stage import Stage

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=timezone.utc)
OUTPUTS = {
    "TableName": "guardian-link-prod-cases",
    "HeadsBucket": "heads",
    "StaffPoolId": "region_staff",
    "GuardianPoolId": "region_guardians",
    "ProvisionQueueUrl": "https://sqs/1/guardian-link-prod-provision",
    "ProvisionDlqUrl": "https://sqs/1/guardian-link-prod-provision-dlq",
    "NotifyQueueUrl": "https://sqs/1/guardian-link-prod-notify",
    "NotifyDlqUrl": "https://sqs/1/guardian-link-prod-notify-dlq",
}


class Cloud:
    """Takes a session's place."""

    def __init__(self):
        self.stubs = {}

    def client(self, service, region_name="ap-northeast-1"):
        """The stubbed client of a service."""
        if service not in self.stubs:
            keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
            client = boto3.client(service, region_name=region_name, **keys)
            self.stubs[service] = client, Stubber(client)
            self.stubs[service][1].activate()
        return self.stubs[service][0]

    def answers(self, service, call, answer, **expected):
        """What the next call of a service is answered with."""
        self.client(service)
        self.stubs[service][1].add_response(call, answer, expected or None)

    def fails(self, service, call, code):
        """The error that the next call of a service ends with."""
        self.client(service)
        self.stubs[service][1].add_client_error(call, code)

    def stack(self, status="UPDATE_COMPLETE", resources=(), protected=True, **parameters):
        """The stack as CloudFormation describes it."""
        told = {"StackName": "guardian-link-prod", "CreationTime": NOW, "StackStatus": status}
        told["EnableTerminationProtection"] = protected
        told["Parameters"] = [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]
        self.answers("cloudformation", "describe_stacks", {"Stacks": [told]})
        if resources:
            self.resources(*resources)

    def resources(self, *resources):
        """The stack's resources: logical name, kind, physical name."""
        listed = [
            {"LogicalResourceId": name, "ResourceType": kind, "PhysicalResourceId": physical, "LastUpdatedTimestamp": NOW, "ResourceStatus": "CREATE_COMPLETE"}
            for name, kind, physical in resources
        ]
        self.answers("cloudformation", "list_stack_resources", {"StackResourceSummaries": listed})

    def stage(self, name="prod"):
        """A stage that lives here."""
        return Stage(name, session=self, outputs=OUTPUTS, now=NOW)


def found(check, stage):
    """What a check finds wrong. Whatever a test is about, a mend that names what is not there is a mistake."""
    findings = list(check(stage))
    for finding in findings:
        assert not mends.wrong(finding.mend), (finding.mend, mends.wrong(finding.mend))
    return findings


def said(check, stage):
    """The same, in words."""
    return [finding.what for finding in found(check, stage)]
