"""The stack: how its last deployment ended, whether it still is what was deployed, and what protects it."""

import time
from datetime import timedelta

from asks import Wrong, check
from botocore.exceptions import ClientError
from refused import TABLE_LOST, or_gone
from stage import GONE, days

NO_TLS = "the local cloud has no TLS"
PATIENCE = 120  # tries, two seconds apart


@check("the last deployment ended well")
def status(stage):
    """The stack's status."""
    told = stage.deployed["StackStatus"]
    if told.endswith("_IN_PROGRESS"):
        yield Wrong(f"the stack is {told}: what follows may change while it is read", "wait for its end, and ask again")
    elif "ROLLBACK" in told or told.endswith("FAILED"):
        yield Wrong(
            f"the stack is {told}: {stage.deployed.get('StackStatusReason', 'the last deployment was taken back')}",
            f"aws cloudformation describe-stack-events --stack-name {stage.stack} says what failed first; mend, {stage.deploy}",
        )


@check("nobody has changed by hand what the template made")
def drift(stage):
    """CloudFormation's own comparison. It costs nothing, and takes a minute on AWS. Values are not printed: they may be secrets."""
    cloudformation = stage.client("cloudformation")
    asked = cloudformation.detect_stack_drift(StackName=stage.stack)["StackDriftDetectionId"]
    for _ in range(PATIENCE):
        told = cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=asked)
        if told["DetectionStatus"] != "DETECTION_IN_PROGRESS":
            break
        time.sleep(2)
    if told["DetectionStatus"] != "DETECTION_COMPLETE":
        yield Wrong(f"the comparison did not end: {told.get('DetectionStatusReason', told['DetectionStatus'])}", "ask again, or in the CloudFormation console")
    listed = {"StackName": stage.stack, "StackResourceDriftStatusFilters": ["MODIFIED", "DELETED"]}
    while True:
        page = cloudformation.describe_stack_resource_drifts(**listed)
        for each in page["StackResourceDrifts"]:
            changed = ", ".join(sorted({one["PropertyPath"] for one in each.get("PropertyDifferences", [])}))
            what = "is gone" if each["StackResourceDriftStatus"] == "DELETED" else f"was changed by hand: {changed}"
            yield Wrong(
                f"{each['LogicalResourceId']} ({each['ResourceType']}) {what}",
                GONE if what == "is gone" else "back by hand, or into the template if it was right: a deployment alone undoes nothing",
            )
        if not page.get("NextToken"):
            return
        listed["NextToken"] = page["NextToken"]


@check("table, pools, heads and stack are protected", not_locally="nothing here outlives `make down`")
def protected(stage):
    """What cannot be made again is not lost by one wrong command. Staging and prod hold real families."""
    yield from or_gone(table(stage), "the table is gone", TABLE_LOST)
    if not stage.real:
        return
    for pool in ("StaffPool", "GuardianPool"):
        id = stage.outputs[f"{pool}Id"]
        yield from or_gone(accounts(stage, pool, id), f"the pool {id} ({pool}) is gone", "docs/runbook.md, Cognito")
    if not stage.deployed.get("EnableTerminationProtection"):
        yield Wrong(
            "the stack can be deleted by one command",
            f"aws cloudformation update-termination-protection --stack-name {stage.stack} --enable-termination-protection",
        )
    yield from or_gone(heads(stage), "the bucket of kept heads is gone")


def table(stage):
    """Backup and protection of the table."""
    name = stage.outputs["TableName"]
    tables = stage.client("dynamodb")
    backups = tables.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    if backups.get("PointInTimeRecoveryDescription", {}).get("PointInTimeRecoveryStatus") != "ENABLED":
        yield Wrong(
            "the table has no point-in-time recovery: what is lost is lost",
            f"aws dynamodb update-continuous-backups --table-name {name} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true",
        )
    if stage.real and not tables.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
        yield Wrong("the table can be deleted", f"aws dynamodb update-table --table-name {name} --deletion-protection-enabled")


def accounts(stage, pool, id):
    """Protection of a pool."""
    if stage.client("cognito-idp").describe_user_pool(UserPoolId=id)["UserPool"].get("DeletionProtection") != "ACTIVE":
        yield Wrong(f"the pool {id} ({pool}) can be deleted, and Cognito has no backup", "Cognito console, the pool, Settings: deletion protection")


def heads(stage):
    """The lock of the bucket that nobody may change."""
    try:
        lock = stage.client("s3").get_object_lock_configuration(Bucket=stage.outputs["HeadsBucket"])["ObjectLockConfiguration"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ObjectLockConfigurationNotFoundError":
            raise
        lock = {}
    if not lock.get("Rule", {}).get("DefaultRetention"):
        yield Wrong("the kept heads can be changed: their bucket has no lock by default", "aws s3api put-object-lock-configuration, as the template says (docs/adr/0010-kept-heads.md)")


@check("alarms reach somebody, and none rings", not_locally="the alarms are fed by nothing here")
def alarms(stage):
    """The topic's subscriptions, and the alarms themselves."""
    yield from or_gone(listeners(stage), "the topic of the alarms is gone: nobody is told of any")
    pages = stage.client("cloudwatch").get_paginator("describe_alarms").paginate(AlarmNamePrefix=f"{stage.stack}-")
    for alarm in (each for page in pages for each in page["MetricAlarms"]):
        name = alarm["AlarmName"].removeprefix(f"{stage.stack}-")
        if alarm["StateValue"] == "ALARM":
            yield Wrong(f"the alarm {name} rings: {alarm['StateReason']}", f"docs/runbook/alarms.md, {name}")
        if not alarm["ActionsEnabled"]:
            yield Wrong(f"the alarm {name} tells nobody: its actions are off", f"aws cloudwatch enable-alarm-actions --alarm-names {alarm['AlarmName']}")


def listeners(stage):
    """The topic's subscriptions."""
    topic = stage.resource("Alarms")
    listed = stage.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    unconfirmed = [each["Endpoint"] for each in listed if not each["SubscriptionArn"].startswith("arn:")]
    for address in unconfirmed:
        yield Wrong(
            f"{address} is to be told of alarms, and has not said yes",
            "open the mail \"AWS Notification - Subscription Confirmation\"; it is sent again by `aws sns subscribe`",
        )
    if not listed and stage.real:
        yield Wrong("nobody is told of alarms", f"AlarmsAddress=… in samconfig.toml, {stage.deploy}")


@check("logs are kept as long as the stage says")
def logs(stage):
    """Retention of each function's log group."""
    wanted = int(stage.parameters["LogRetentionDays"])
    pages = stage.client("logs").get_paginator("describe_log_groups").paginate(logGroupNamePrefix=f"/aws/lambda/{stage.stack}-")
    kept = {group["logGroupName"]: group.get("retentionInDays") for page in pages for group in page["logGroups"]}
    for name in stage.named("AWS::Logs::LogGroup"):
        if name not in kept:
            yield Wrong(f"the log group {name} is gone: the function logs nowhere", f"aws logs create-log-group --log-group-name {name}, then its retention")
        elif kept[name] != wanted:
            yield Wrong(
                f"{name} keeps {kept[name] or 'all'} days, not {wanted}",
                f"aws logs put-retention-policy --log-group-name {name} --retention-in-days {wanted}",
            )


@check("the site's certificate is valid for more than a month", not_locally=NO_TLS)
def certificate(stage):
    """The certificate of the site's host name. ACM renews by itself as long as its DNS record stands."""
    arn = stage.parameters.get("CertificateArn", "")
    if not arn:
        if stage.real:
            yield Wrong(
                "the site has no certificate of its own: it answers at the distribution's address, and takes TLS 1.0",
                "docs/operations.md, The first deploy: step 2",
            )
        return
    acm = stage.client("acm", arn.split(":")[3])
    try:
        told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    except acm.exceptions.ResourceNotFoundException:
        yield Wrong("the site's certificate is gone from ACM", "docs/operations.md, The first deploy: step 2")
        return
    if told["Status"] != "ISSUED":
        yield Wrong(f"the site's certificate is {told['Status']}", "ACM console, us-east-1: its domain's CNAME record has to stand in DNS")
    elif told["NotAfter"] - stage.now < timedelta(days=30):
        renewal = told.get("RenewalSummary", {}).get("RenewalStatus", "not begun")
        yield Wrong(
            f"the site's certificate ends in {days(told['NotAfter'] - stage.now)} days; its renewal: {renewal}",
            "ACM console, us-east-1: put its domain's CNAME record back into DNS; an imported one is imported anew",
        )
    host = stage.parameters["SiteUrl"].removeprefix("https://")
    names = told.get("SubjectAlternativeNames") or [told["DomainName"]]
    if not any(host == name or name.startswith("*.") and host.partition(".")[2] == name[2:] for name in names):
        yield Wrong(f"the site's certificate is for {', '.join(names)}, not for {host}", "docs/operations.md, The first deploy: step 2")
