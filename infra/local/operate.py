"""What an operator does on a running stack that the drill and the load need: a school loaded, its staff signed in, items
and mails counted.
"""

import json
import urllib.request

import deploy
import people
from stack import NAME


def load_school(stack, files):
    """Loads a school's files; answers with its pupils' entries and its staff, with passwords."""
    known = stack.published()
    folder = stack.folder / "school"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    accounts = folder / "accounts.json"
    table = ["--table", known["table"], "--pepper-secret", known["pepper_secret"], "--kms-key", known["kms_key"]]
    deploy.operate(stack, known, "load", *table, "--dir", folder, "--accounts", accounts)
    return json.loads(accounts.read_text()), people.ensure(stack, known["staff_pool"]["id"], folder)


def token(stack, person):
    """A staff member's access token."""
    known = stack.published()
    return people.token(known | {"teachers": [person]}, person["username"])


def items(stack, **narrower):
    """Every item of the table, by its key."""
    pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=f"{NAME}-cases", ConsistentRead=True, **narrower)
    return {(item["pk"]["S"], item["sk"]["S"]): item for page in pages for item in page["Items"]}


def due(stack):
    """How many cases have something due, now or soon."""
    return sum("gsi2pk" in item for item in items(stack).values())


def guardians(stack):
    """Every user of the guardian pool, by name."""
    pool = stack.published()["guardian_pool"]["id"]
    pages = stack.client("cognito-idp").get_paginator("list_users").paginate(UserPoolId=pool)
    return {user["Username"]: user for page in pages for user in page["Users"]}


def mails(stack):
    """Every mail that was sent: to whom, and its subject."""
    with urllib.request.urlopen(stack.published()["mails"], timeout=60) as answer:
        inboxes = json.load(answer)["messages"]
    return [(mail["To"], mail["Subject"]) for inbox in inboxes.values() for mail in inbox]


def keep_heads(stack, forget=()):
    """Has the function keep the heads now; answers with the name of their file, or with its complaint."""
    order = json.dumps({"forget": list(forget)})
    answer = stack.client("lambda").invoke(FunctionName=f"{NAME}-keep-heads", Payload=order.encode())
    told = json.load(answer["Payload"])
    return told.get("heads"), told.get("errorMessage")


def audit(stack, against=None):
    """The audit of the whole table: whether nothing is broken, and what it printed."""
    known = stack.published()
    command = ["audit", "--table", known["table"], "--heads", known["heads_bucket"]]
    return deploy.try_to_operate(stack, known, *command, *(["--against", against] if against else []))
