"""The way of an event: table, stream, pipe, topic, queue, function. And whether anything waits on it."""

from datetime import datetime, timedelta

from asks import Wrong, check
from refused import or_gone
from stage import GONE, OLD_SETTING

from cloudformation import resources  # it stands a folder up, where `stage` has python look

CONSUMERS = ("Provision", "Notify")
FUNCTIONS = {
    resource["Properties"]["FunctionName"].removeprefix("${AWS::StackName}-"): resource["Properties"]
    for _, resource, _ in resources()
    if resource["Type"] == "AWS::Serverless::Function"
}
WAITS = 7200  # as the alarms provision-age and notify-age
SETTINGS = ("CodeSha256", "Environment", "MemorySize", "Timeout", "TracingConfig", "Role")


@check("the table's stream is on, and the pipe reads it")
def outbox(stage):
    """The stream, the pipe's state, and that it is this table's stream."""
    table = stage.client("dynamodb").describe_table(TableName=stage.outputs["TableName"])["Table"]
    stream = table.get("LatestStreamArn")
    if not table.get("StreamSpecification", {}).get("StreamEnabled"):
        yield Wrong("the table has no stream: accounts and mails wait for the sweep", "docs/runbook.md, The table is lost: steps 4 and 5")
        return
    restored = f"RestoredStreamArn={stream} in samconfig.toml, {stage.deploy} (docs/runbook.md, The table is lost: step 5)"
    name = stage.resource("Outbox")
    pipes = stage.client("pipes")
    try:
        pipe = pipes.describe_pipe(Name=name)
    except pipes.exceptions.NotFoundException:
        # A pipe for another stream is another pipe, which a deployment makes; for the same stream it has nothing to do.
        of_another = stage.parameters.get("RestoredStreamArn") not in ("", None, stream)
        yield Wrong(f"the pipe {name} is gone: accounts and mails wait for the sweep", restored if of_another else GONE)
        return
    if pipe["CurrentState"] != "RUNNING":
        reason = f" ({pipe['StateReason']})" if pipe.get("StateReason") else ""
        yield Wrong(
            f"the pipe {name} is {pipe['CurrentState']}{reason}: accounts and mails wait for the sweep",
            f"aws pipes start-pipe --name {name}",
        )
    if pipe["Source"] != stream:
        yield Wrong(
            f"the pipe {name} reads a stream that is not the table's: accounts and mails wait for the sweep",
            restored,
        )


@check("the queues are read by their functions")
def mappings(stage):
    """The event source mappings of both consumers."""
    for consumer in CONSUMERS:
        yield from or_gone(readers(stage, consumer), f"the queue of {consumer.lower()} is gone: what is due waits for the sweep")


def readers(stage, consumer):
    """The event source mappings of one."""
    arn = attribute(stage, f"{consumer}QueueUrl", "QueueArn")
    found = stage.client("lambda").list_event_source_mappings(EventSourceArn=arn)["EventSourceMappings"]
    if not found:
        yield Wrong(f"nobody reads the queue of {consumer.lower()}", GONE)
    for mapping in found:
        if mapping["State"] in ("Disabled", "Disabling"):
            yield Wrong(
                f"{consumer.lower()} does not read its queue: the mapping is {mapping['State']}",
                f"aws lambda update-event-source-mapping --uuid {mapping['UUID']} --enabled",
            )


def attribute(stage, queue, name):
    """What a queue, known by the output that has its address, says of itself."""
    return stage.client("sqs").get_queue_attributes(QueueUrl=stage.outputs[queue], AttributeNames=[name])["Attributes"][name]


@check("the sweeps and the daily walks are on")
def schedules(stage):
    """The rules that call functions by the clock."""
    events = stage.client("events")
    for name in stage.named("AWS::Events::Rule"):
        try:
            state = events.describe_rule(Name=name)["State"]
        except events.exceptions.ResourceNotFoundException:
            yield Wrong(f"the rule {name} is gone", GONE)
            continue
        if not state.startswith("ENABLED"):
            yield Wrong(f"the rule {name} is {state}", f"aws events enable-rule --name {name}")


@check("no message was given up")
def dead_letters(stage):
    """The dead-letter queues."""
    for consumer in CONSUMERS:
        yield from or_gone(given_up(stage, consumer), f"the dead-letter queue of {consumer.lower()} is gone: what it gives up is lost, but for the sweep")


def given_up(stage, consumer):
    """The dead-letter queue of one."""
    waiting = int(attribute(stage, f"{consumer}DlqUrl", "ApproximateNumberOfMessages"))
    if waiting:
        step = consumer.lower()
        yield Wrong(
            f"{step} has given up on messages: {waiting} of them",
            f"mend what the log says (docs/runbook/alarms.md, {step}-dlq), then make redrive STAGE={stage.name}",
        )


@check("no message waits for long", not_locally="the local cloud has no metrics; what waits is seen below as due")
def waiting(stage):
    """The age of the oldest message of each queue, in the last quarter of an hour."""
    for consumer in CONSUMERS:
        queue = stage.outputs[f"{consumer}QueueUrl"].rsplit("/", 1)[-1]
        points = datapoints(stage, "AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", QueueName=queue)
        oldest = max((point["Maximum"] for point in points), default=0)
        if oldest >= WAITS:
            yield Wrong(
                f"a message of {consumer.lower()} waits for {oldest / 3600:.1f} hours",
                f"docs/runbook/alarms.md, {consumer.lower()}-age",
            )


@check("the pipe hands over what it reads", not_locally="the local cloud has no metrics; what waits is seen below as due")
def handing_over(stage):
    """What the pipe failed at, or had to put off, in the last quarter of an hour. It tells nobody how far it has read."""
    name = stage.resource("Outbox")
    for metric, happened in (("ExecutionFailed", "failed"), ("ExecutionThrottled", "were throttled")):
        points = datapoints(stage, "AWS/EventBridge/Pipes", metric, "Sum", PipeName=name)
        if count := sum(point["Sum"] for point in points):
            yield Wrong(f"{count:.0f} runs of the pipe {name} {happened} in a quarter of an hour", "docs/runbook/alarms.md, outbox")


@check("the stream keeps up: what is due is done within minutes")
def overdue(stage):
    """The index of what is due: how long the longest waits is how far stream, pipe and queues are behind. A sweep looks every
    five minutes at what is ten minutes late; a third one should find nothing."""
    behind, late = (timedelta(minutes=minutes) for minutes in ((2, 3) if stage.local else (5, 25)))
    before = f"{stage.now - behind:%Y-%m-%dT%H:%M:%S}.000000000Z"
    for kind, what in (("account", "accounts"), ("mail", "mails"), ("both", "accounts and mails")):
        found = [datetime.fromisoformat(item["gsi2sk"]["S"]) for item in stage.items(
            IndexName="gsi2",
            KeyConditionExpression="gsi2pk = :kind AND gsi2sk <= :before",
            ExpressionAttributeValues={":kind": {"S": f"DUE#{kind}"}, ":before": {"S": before}},
            ProjectionExpression="gsi2sk",
        )]
        if not found:
            continue
        since = min(found)
        waits = f"{what} of {len(found)} {'case' if len(found) == 1 else 'cases'}, the oldest since {since:%Y-%m-%d %H:%M} UTC"
        if since <= stage.now - late:
            yield Wrong(f"overdue: {waits}", "docs/runbook/alarms.md, provision-overdue, notify-overdue")
        else:
            minutes = (stage.now - since) // timedelta(minutes=1)
            yield Wrong(
                f"the stream or the queues are {minutes} minutes behind: {waits}",
                "wait for the sweep, which takes what is ten minutes late; if it stays: docs/runbook/alarms.md, outbox, provision-age",
            )


def datapoints(stage, namespace, metric, statistic, **dimensions):
    """A metric's values in the last quarter of an hour."""
    return stage.client("cloudwatch").get_metric_statistics(
        Namespace=namespace,
        MetricName=metric,
        Dimensions=[{"Name": name, "Value": value} for name, value in dimensions.items()],
        StartTime=stage.now - timedelta(minutes=15),
        EndTime=stage.now,
        Period=300,
        Statistics=[statistic],
    )["Datapoints"]


@check("no function is switched off, and `live` is what was deployed last")
def functions(stage):
    """Reserved concurrency of 0 is how the runbook stops what writes. `live` stays behind when a deployment was taken back, or
    when only a setting was changed that makes no version."""
    for step in FUNCTIONS:
        yield from or_gone(function(stage, step, f"{stage.stack}-{step}"), f"the function {step} is gone")


def function(stage, step, name):
    """One function."""
    client = stage.client("lambda")
    if client.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions") == 0:
        yield Wrong(
            f"{step} is switched off: its reserved concurrency is 0",
            f"when the cause is mended (docs/runbook.md): {switched_on(step, name)}",
        )
    latest = client.get_function_configuration(FunctionName=name)
    if latest.get("State", "Active") not in ("Active", "Inactive") or latest.get("LastUpdateStatus", "Successful") == "Failed":
        yield Wrong(f"{step} cannot run: {latest.get('StateReason') or latest.get('LastUpdateStatusReason')}", stage.deploy)
    yield from or_gone(live(stage, step, name, latest), f"`live` of {step} is gone: nobody can call it")


def live(stage, step, name, latest):
    """What callers of a function get, against what was deployed last."""
    client = stage.client("lambda")
    alias = client.get_alias(FunctionName=name, Name="live")
    if alias.get("RoutingConfig", {}).get("AdditionalVersionWeights"):
        yield Wrong(f"{step} is between two versions: a deployment goes on, or stands still", "CodeDeploy console: wait for its end, or stop it and roll back")
        return
    called = client.get_function_configuration(FunctionName=name, Qualifier="live")
    differing = [setting for setting in SETTINGS if called.get(setting) != latest.get(setting)]
    if differing:
        yield Wrong(
            f"{step} runs version {alias['FunctionVersion']}, which differs from what was deployed last in {', '.join(differing)}",
            f"after a roll-back: mend, and {stage.deploy}; else {OLD_SETTING}",
        )


def switched_on(step, name):
    """What gives a function back the concurrency that the template says: the daily ones have one call at a time on AWS."""
    if "ReservedConcurrentExecutions" in FUNCTIONS[step]:
        _, _, on_aws = FUNCTIONS[step]["ReservedConcurrentExecutions"]  # Locally, there is no such limit.
        return f"aws lambda put-function-concurrency --function-name {name} --reserved-concurrent-executions {on_aws}"
    return f"aws lambda delete-function-concurrency --function-name {name}"
