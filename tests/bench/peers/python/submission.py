"""POST and DELETE /api/case/submission"""

import json
from datetime import datetime, timezone

from common import TABLE, answer, case_of, dynamodb, portal, shown


def handler(event, _context):
    case = case_of(event)
    if case is None:
        return answer(401, {"code": "not-signed-in"})
    found = portal(case)
    snapshot, campaign = found["SNAPSHOT"], found["CAMPAIGN"]
    now = datetime.now(timezone.utc).isoformat()
    sends = event["requestContext"]["http"]["method"] == "POST"
    wanted = "pending" if sends else "draft"
    if now > campaign["closes"]:
        return answer(409, {"code": "campaign-closed"})
    if snapshot["state"] == wanted:
        return answer(200, shown(snapshot, campaign))
    seq = snapshot["seq"]
    after = {**snapshot, "seq": seq + 1, "version": seq + 1, "state": wanted, "changed_at": now}
    kind = "submitted" if sends else "pulled_back"
    recorded = {"seq": seq + 1, "at": now, "request_id": event["requestContext"]["requestId"], "type": kind}
    key = {"pk": {"S": f"CASE#{case}"}}
    dynamodb.transact_write_items(TransactItems=[
        {"Put": {
            "TableName": TABLE, "ConditionExpression": "attribute_not_exists(pk)",
            "Item": {**key, "sk": {"S": f"EVENT#{seq + 1:06}#{kind}"}, "data": {"S": json.dumps(recorded)}},
        }},
        {"Put": {
            "TableName": TABLE, "ConditionExpression": "seq = :seq", "ExpressionAttributeValues": {":seq": {"N": str(seq)}},
            "Item": {**key, "sk": {"S": "SNAPSHOT"}, "seq": {"N": str(seq + 1)}, "data": {"S": json.dumps(after)}},
        }},
        {"Delete": {"TableName": TABLE, "Key": {"pk": {"S": f"DRAFT#{case}"}, "sk": {"S": "APPLICANTS"}}}},
    ])
    return answer(200, shown(after, campaign))
