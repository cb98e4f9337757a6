"""Whether alarms ring, on the running stack, where none has rung yet: `main.py e2e alarms`.

An alarm whose figure is over its threshold changes its state and tells the topic, and the topic whoever listens. A message
that nobody can read is given up for real, and its queue's own count is what the alarm is fed; of the other alarms each is fed
a figure that is just past its threshold, by the name and dimensions that the template gives it. On AWS the services put these
figures themselves; the local cloud evaluates an alarm whenever a figure is put, over one stretch of time, and knows no
missing data.
"""

import json
import sys
import time
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "infra/local"))

from stack import NAME, Stack, Trouble, described  # noqa: E402

PATIENCE = 60  # seconds until something that happens in the background has happened
POISON = "no stream record"
PAST = {"GreaterThanOrEqualToThreshold": 0, "GreaterThanThreshold": 1, "LessThanThreshold": -1}  # from the threshold
NO_FIGURE_RINGS = {"provision-unswept", "notify-unswept"}  # They ring when nothing is told, which the local cloud overlooks.


class Alarms:
    """The stack's alarms, and a listener to their topic."""

    def __init__(self, stack):
        self.watch, self.queues, self.topics = (stack.client(service) for service in ("cloudwatch", "sqs", "sns"))
        self.ears, self.heard = None, []

    def all(self):
        """Every alarm's settings and state, by its name without the stack's."""
        pages = self.watch.get_paginator("describe_alarms").paginate(AlarmNamePrefix=f"{NAME}-")
        return {alarm["AlarmName"].removeprefix(f"{NAME}-"): alarm for page in pages for alarm in page["MetricAlarms"]}

    @contextmanager
    def listening(self):
        """Hears what the topic tells, as a pager that is subscribed to it."""
        [topic] = {arn for alarm in self.all().values() for arn in alarm["AlarmActions"]}
        self.ears = self.queues.create_queue(QueueName=f"{NAME}-alarms-heard")["QueueUrl"]
        names = {"QueueUrl": self.ears, "AttributeNames": ["QueueArn"]}
        arn = self.queues.get_queue_attributes(**names)["Attributes"]["QueueArn"]
        allowed = {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        self.queues.set_queue_attributes(QueueUrl=self.ears, Attributes={"Policy": policy})
        raw = {"RawMessageDelivery": "true"}
        subscribed = self.topics.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes=raw, ReturnSubscriptionArn=True)
        try:
            yield
        finally:
            self.topics.unsubscribe(SubscriptionArn=subscribed["SubscriptionArn"])
            self.queues.delete_queue(QueueUrl=self.ears)

    def feed(self, alarm, figure):
        """Puts a figure under the name and dimensions that the alarm looks at."""
        self.put(alarm["Namespace"], alarm["MetricName"], alarm["Dimensions"], figure)

    def counted(self, alarm):
        """What its figures come to in the time that the alarm looks at: the local cloud, too, counts calls of functions."""
        now, of = datetime.now(timezone.utc), {name: alarm[name] for name in ("Namespace", "MetricName", "Dimensions", "Period")}
        times = {"StartTime": now - timedelta(seconds=alarm["Period"] * alarm["EvaluationPeriods"]), "EndTime": now + timedelta(minutes=1)}
        return sum(each["Sum"] for each in self.watch.get_metric_statistics(**of, **times, Statistics=["Sum"])["Datapoints"])

    def count(self, queue):
        """Puts a queue's own count, as SQS does on AWS: under the queue's name."""
        of = [{"Name": "QueueName", "Value": queue.rsplit("/", 1)[1]}]
        self.put("AWS/SQS", "ApproximateNumberOfMessagesVisible", of, waiting(self, queue))

    def put(self, namespace, name, dimensions, figure):
        datum = {"MetricName": name, "Dimensions": dimensions, "Value": figure}
        self.watch.put_metric_data(Namespace=namespace, MetricData=[datum])

    def told(self, name, state):
        """Whether the topic has told that this alarm went into this state."""
        for message in self.queues.receive_message(QueueUrl=self.ears, MaxNumberOfMessages=10, WaitTimeSeconds=1).get("Messages", []):
            said = json.loads(message["Body"])
            self.heard.append((said["AlarmName"].removeprefix(f"{NAME}-"), said["NewStateValue"]))
            self.queues.delete_message(QueueUrl=self.ears, ReceiptHandle=message["ReceiptHandle"])
        return (name, state) in self.heard

    def state(self, name):
        return self.all()[name]["StateValue"]


def a_message_that_is_given_up_rings(alarms, known, step):
    """From a message that nobody can read to the topic, by the dead-letter queue's own count."""
    name, dead = f"{step}-dlq", known["dlqs"][step]
    empty(alarms, dead)
    alarms.count(dead)
    check(alarms.state(name) == "OK", "nothing is given up, and the alarm says OK")
    before = ringing(alarms)
    alarms.queues.send_message(QueueUrl=known["queues"][step], MessageBody=POISON)
    eventually("the message is given up", lambda: waiting(alarms, dead) > 0)
    alarms.count(dead)
    check(alarms.state(name) == "ALARM", "a message is given up, and the alarm rings")
    check(ringing(alarms) - before == {name}, "and it alone")
    eventually("the topic tells of it", lambda: alarms.told(name, "ALARM"))
    empty(alarms, dead)


def each_looks_at_something_that_there_is(alarms, stack):
    """What an alarm's dimensions name are resources of the stack: of a name that nobody has, nothing is ever told."""
    pages = stack.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=NAME)
    names = {each["PhysicalResourceId"].rsplit("/", 1)[-1] for page in pages for each in page["StackResourceSummaries"]}
    for name, alarm in alarms.all().items():
        for dimension in alarm["Dimensions"]:
            check(dimension["Value"].removesuffix(":live") in names, f"{name} looks at {dimension['Value']}, which the stack has")


def each_other_alarm_rings(alarms):
    """Each alarm by a figure of its own, and no other with it."""
    for name, alarm in alarms.all().items():
        if alarm["StateValue"] == "ALARM" or name in NO_FIGURE_RINGS:
            continue
        check(alarm["ComparisonOperator"] in PAST, f"{name} rings above its threshold, or below")
        before = ringing(alarms)
        past = PAST[alarm["ComparisonOperator"]]
        # Calls that there were are taken off; on AWS a day goes by without one.
        alarms.feed(alarm, alarm["Threshold"] + past - (alarms.counted(alarm) if past < 0 else 0))
        check(ringing(alarms) - before - NO_FIGURE_RINGS == {name}, f"{name} rings, and alone")
        eventually(f"the topic tells of {name}", lambda name=name: alarms.told(name, "ALARM"))


def ringing(alarms):
    return {name for name, alarm in alarms.all().items() if alarm["StateValue"] == "ALARM"}


def waiting(alarms, queue):
    """How many messages a queue holds that nobody has taken: what AWS/SQS calls ApproximateNumberOfMessagesVisible."""
    names = ["ApproximateNumberOfMessages"]
    return int(alarms.queues.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"][names[0]])


def empty(alarms, queue):
    """Deletes what is no stream record, as the page of the alarm says; other tests' messages were of the same kind."""
    while messages := alarms.queues.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            alarms.queues.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])


def eventually(what, look):
    """Waits until something has happened in the background."""
    until = time.monotonic() + PATIENCE
    while not look():
        if time.monotonic() > until:
            raise Trouble(f"this did not happen within a minute: {what}")
        time.sleep(0.2)


def check(holds, what):
    """What does not hold, ends the run."""
    if not holds:
        raise Trouble(f"this does not hold: {what}")


def main():
    stack, known = Stack.running_one(), described()
    alarms = Alarms(stack)
    with alarms.listening():
        for step in ("provision", "notify"):
            a_message_that_is_given_up_rings(alarms, known, step)
        each_looks_at_something_that_there_is(alarms, stack)
        each_other_alarm_rings(alarms)
    print(f"{len(ringing(alarms))} of {len(alarms.all())} alarms rang, each by its own figure, and told the topic")


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
