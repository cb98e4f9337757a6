"""What the three functions share: one client a process, made while starting; a session that is checked by its hash."""

import hashlib
import hmac
import json
import os

import boto3
from botocore.config import Config

TABLE = os.environ["TABLE_NAME"]
_KEY = os.environ["PEER_KEY"].encode()

# The low-level client: the resource interface costs more to start and to use.
dynamodb = boto3.client("dynamodb", config=Config(connect_timeout=1, read_timeout=2, retries={"max_attempts": 3, "mode": "standard"}))


def case_of(event):
    """The case of a session, or nothing when it is not one of ours."""
    for cookie in event.get("cookies", []):
        name, _, value = cookie.partition("=")
        case, _, tag = value.partition(".")
        if name == "__Host-session" and hmac.compare_digest(tag, hmac.new(_KEY, case.encode(), hashlib.sha256).hexdigest()):
            return case
    return None


def portal(case):
    """All that a portal shows, in one call of six keys."""
    keys = [
        (f"CASE#{case}", "SNAPSHOT"), (f"ENTRY#{case}", "ENTRY"), ("SCHOOL#peer", "CAMPAIGN"),
        (f"DRAFT#{case}", "CONFIRMATION"), (f"DRAFT#{case}", "APPLICANTS"), (f"REVOKED#{case}", "REVOKED"),
    ]
    wanted = {TABLE: {"Keys": [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys], "ConsistentRead": True}}
    found = dynamodb.batch_get_item(RequestItems=wanted)["Responses"][TABLE]
    return {item["sk"]["S"]: json.loads(item["data"]["S"]) for item in found}


def answer(status, body):
    headers = {"content-type": "application/json", "cache-control": "no-store"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body, ensure_ascii=False)}


def shown(case, campaign):
    """The case as its family may see it."""
    applicants = [
        {**one, "national_id": f"{one['national_id'][0]}*****{one['national_id'][-4:]}", "mobile": f"{one['mobile'][:4]}***{one['mobile'][-3:]}"}
        for one in case["applicants"]
    ]
    return {**case, "applicants": applicants, "campaign": campaign}
