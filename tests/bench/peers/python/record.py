"""A message about an event of a case: the case is loaded, and what is due in it would be done."""

import json

from common import TABLE, dynamodb


def handler(event, _context):
    failed = []
    for record in event["Records"]:
        try:
            keys = json.loads(record["body"])["dynamodb"]["Keys"]
            item = dynamodb.get_item(TableName=TABLE, Key={"pk": keys["pk"], "sk": {"S": "SNAPSHOT"}}, ConsistentRead=True)["Item"]
            case = json.loads(item["data"]["S"])
            if any(one.get("account") == "creating" for one in case["applicants"]):
                raise NotImplementedError("nothing of this bench is due")
        except Exception:
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
