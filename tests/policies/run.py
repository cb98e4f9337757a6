"""Whether each function may do what it was seen doing, and nothing else: the last suite on a stack on which all others ran.

What is not allowed is refused there (IAM is enforced), so that a policy that allows too little fails a journey. This asks
the other way round: each action, resource and kind of item in a function's own policies was used, or has a reason below.
"""

import json
import sys
import urllib.parse
from fnmatch import fnmatchcase
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "infra/local"))
from stack import NAME, STEPS, Stack  # noqa: E402

TABLE = "table/guardian-link-local-cases"
# What a function may do and is not seen doing here: step, action, the end of the resource, kind of item → why. A reason
# for what is not granted fails too; a race that shows one of them is only told. The log's actions are left out: on this cloud no function writes its own log.
# That `submit` and `confirm-data` read a CASE# again is seen by lost races alone: journeys/together.rs sees to them.
UNSEEN = {
    ("provision", "dynamodb:GetItem", TABLE, "GUARDIAN#*"): "a claim that is refused and gone a moment later: tests/faults",
    ("provision", "dynamodb:UpdateItem", TABLE, "GUARDIAN#*"): "a password renewed, seven days after the first: tests/faults",
    ("notify", "ses:SendEmail", "configuration-set/guardian-link-local-mail", ""): "AWS asks for it, this cloud for the identity alone",
} | {
    (step, f"sqs:{action}", f"guardian-link-local-{step}", ""): "the event source acts in the function's name, which this cloud does in its own"
    for step in ("provision", "notify")
    for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
}


def main():
    stack = Stack.running_one()
    seen, iam = calls(stack), stack.client("iam")
    functions, problems, granted = stack.client("lambda"), [], []
    for step in STEPS:
        role = functions.get_function_configuration(FunctionName=f"{NAME}-{step}")["Role"].rpartition("/")[2]
        by_role = [call for call in seen if f":assumed-role/{role}/" in call["principal"]]
        for grant in grants(iam, role):
            name = (step, grant[0], grant[1].rpartition(":")[2], grant[2])
            granted.append(name)
            was_seen = any(uses(call, grant) for call in by_role)
            if was_seen and name in UNSEEN:
                print(f"{name}: was seen this time")
            elif not was_seen and name not in UNSEEN:
                problems.append("%s may %s on %s%s, and never did" % (step, grant[0], grant[1], f", items {grant[2]}" if grant[2] else ""))
    problems += [f"{name}: is not granted any more; take its reason away" for name in UNSEEN.keys() - set(granted)]
    print("\n".join(problems) or f"{len(granted)} grants of {len(STEPS)} functions, each seen in use but {len(UNSEEN)} that have their reason")
    return 1 if problems else 0


def calls(stack):
    """What the local cloud noted."""
    with open(stack.folder / "state" / "calls.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def grants(iam, role):
    """Each action × resource × kind of item that the role's own policies allow; an empty kind is no condition on it."""
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        document = json.loads(urllib.parse.unquote(document)) if isinstance(document, str) else document
        for statement in document["Statement"]:
            if statement["Effect"] != "Allow":
                continue
            for action in (each for each in listed(statement["Action"]) if not each.startswith("logs:")):
                for resource in listed(statement["Resource"]):
                    for kind in kinds(statement) or [""]:
                        yield action, resource, kind


def kinds(statement):
    """The kinds of items that a statement is for."""
    conditions = statement.get("Condition", {}).values()
    return [kind for condition in conditions for kind in listed(condition.get("dynamodb:LeadingKeys", []))]


def uses(call, grant):
    """Whether the call needed the grant, as far as can be told from outside."""
    action, resource, kind = grant
    of_kind = not kind or kind.split("#")[0] in call["kinds"]
    return fnmatchcase(call["action"].lower(), action.lower()) and fnmatchcase(call["resource"], resource) and of_kind


def listed(value):
    return value if isinstance(value, list) else [value]


if __name__ == "__main__":
    sys.exit(main())
