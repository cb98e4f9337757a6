"""Puts what lies in a stage's dead-letter queues back into the queues it came from: `redrive.py STAGE`. For after the mend:
what is still broken comes back. The queues do it themselves; the local cloud, whose queues cannot, is helped message by
message, and the case of each is named.
"""

import json
import sys

from botocore.exceptions import ClientError

from output import stack_of

CONSUMERS = ("Provision", "Notify")


def main(stage):
    """Moves all, and says how much."""
    session, outputs = stack_of(stage)
    sqs = session.client("sqs")
    for consumer in CONSUMERS:
        dead, queue = outputs[f"{consumer}DlqUrl"], outputs[f"{consumer}QueueUrl"]
        names = ["QueueArn", "ApproximateNumberOfMessages"]
        told = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=names)["Attributes"]
        try:
            sqs.start_message_move_task(SourceArn=told["QueueArn"])
            print(f"{consumer.lower()}: about {told['ApproximateNumberOfMessages']} messages are on their way back")
        except ClientError as error:
            if stage != "local" or "MoveTask" not in str(error) and error.response["Error"]["Code"] != "InvalidAction":
                raise
            print(f"{consumer.lower()}: {by_hand(sqs, dead, queue, int(told['ApproximateNumberOfMessages']))} messages are back")


def by_hand(sqs, dead, queue, waiting):
    """The same with a receive, a send and a delete for each that waits now; says how many."""
    for moved in range(waiting):
        messages = sqs.receive_message(QueueUrl=dead).get("Messages")
        if not messages:
            return moved
        [message] = messages
        print(f"  {case_of(message['Body'])}")
        sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
        sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
    return waiting


def case_of(body):
    """The keys of the event that a message is about."""
    try:
        keys = json.loads(body)["dynamodb"]["Keys"]
        return f"{keys['pk']['S']} {keys['sk']['S']}"
    except (ValueError, KeyError, TypeError):
        return "no case: not a stream record"


if __name__ == "__main__":
    main(*sys.argv[1:])
