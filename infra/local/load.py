"""`make load`: so many families at once on a stack of their own, then the account: nothing lost, nothing twice."""

import csv
import json
import os
import subprocess
import time
from collections import Counter

import deploy
import journey
import operate
from stack import NAME, ROOT, STATE, Stack, Trouble

PUPILS = 30  # a class
ARRIVE_WITHIN_SECONDS = 60
THINK_SECONDS = int(os.environ.get("THINK") or 50)  # at most, between two requests of one family; half of it in the middle
AT_ONCE = 24  # functions at the same time: a process each, so that a small machine does not start hundreds
QUIET_SECONDS = 900  # accounts and mails have to be done by then


def load():
    """Brings a stack up, sends the families through it, counts, and takes it down."""
    families = int(os.environ.get("FAMILIES") or 1000)
    stack = Stack.test("families", at_once=AT_ONCE)
    stack.stop()
    stack.start(outlives_us=False)
    try:
        deploy.bring_up(stack)
        plan = prepare(stack, families)
        began = time.monotonic()
        told = run(stack, plan)
        print(f"all families and teachers were done after {time.monotonic() - began:.0f} s", flush=True)
        settle(stack, began)
        report(told)
        if not count(stack, families):
            raise Trouble(f"the account does not add up; the logs are in {stack.folder}")
    finally:
        stack.stop()
        stack.withdraw()


def prepare(stack, families):
    """A school of so many pupils, its teachers signed in, and all that the load has to know of them."""
    classes = -(-families // PUPILS)
    entries, staff = operate.load_school(stack, journey.school_files("load", classes, PUPILS))
    entries = entries[:families]
    teachers = [person for person in staff if person["role"] == "teacher"]
    plan = stack.published() | {
        # At the gateway, in the distribution's place: the local one starts a process a request for its functions.
        "edge_key": stack.client("secretsmanager").get_secret_value(SecretId=f"{NAME}/edge-key")["SecretString"],
        "entries": entries,
        "pupils": Counter(entry["class"] for entry in entries),
        "teachers": [person | {"token": operate.token(stack, person)} for person in teachers],
        "arrive_within_seconds": ARRIVE_WITHIN_SECONDS,
        "think_seconds": THINK_SECONDS,
    }
    file = stack.folder / "load.json"
    file.write_text(json.dumps(plan))
    return file


def run(stack, plan):
    """Runs the load; answers with the folder of its figures."""
    figures = stack.folder / "figures"
    figures.mkdir(exist_ok=True)
    users = str(sum(len(json.loads(plan.read_text())[who]) for who in ("entries", "teachers")))
    command = [STATE / "load/bin/locust", "--locustfile", ROOT / "tests/load/locustfile.py", "--headless", "--only-summary"]
    command += ["--users", users, "--spawn-rate", users, "--run-time", "45m", "--csv", figures / "load", "--exit-code-on-error", "0"]
    with open(stack.folder / "locust.log", "wb") as log:
        done = subprocess.run(command, cwd=stack.folder, env=os.environ | {"LOAD_JSON": str(plan)}, stdout=log, stderr=log)
    if done.returncode:
        raise Trouble(f"the load did not run: see {stack.folder / 'locust.log'}")
    return figures


def settle(stack, began):
    """Waits until no account and no mail is due."""
    for _ in range(QUIET_SECONDS // 5):
        left = operate.due(stack)
        if not left:
            print(f"all accounts and mails were done after {time.monotonic() - began:.0f} s", flush=True)
            return
        time.sleep(5)
    print(f"{left} cases still have something due", flush=True)


def report(figures):
    """Prints the percentiles of each step, in milliseconds, and what went wrong."""
    columns = ("50%", "90%", "95%", "99%", "100%")
    with open(figures / "load_stats.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Name"] != "Aggregated"]
    print(f"\n{'step':58}{'count':>7}{'failed':>8}" + "".join(f"{column:>9}" for column in columns))
    for row in rows:
        print(f"{row['Name']:58}{row['Request Count']:>7}{row['Failure Count']:>8}" + "".join(f"{row[column]:>9}" for column in columns))
    requests = [row for row in rows if row["Type"] != "whole"]
    print(f"requests: {sum(int(row['Request Count']) for row in requests)}, {sum(float(row['Requests/s']) for row in requests):.1f} a second\n")
    with open(figures / "load_failures.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            print(f"failed {row['Occurrences']:>6} times: {row['Method']} {row['Name']}: {row['Error'][:160]}")


def count(stack, families):
    """Whether families, events, accounts and mails are as many as they should be, each once, and the audit is green."""
    load_cases = {pk: [] for pk, _ in operate.items(stack) if pk.startswith("CASE#")}
    for pk, sk in operate.items(stack):
        if sk.startswith("EVENT#"):
            load_cases[pk].append(sk.rsplit("#")[-1])
    kinds = Counter(kind for events in load_cases.values() for kind in events)
    ours = [(to, subject) for tos, subject in operate.mails(stack) for to in tos if to.startswith("family-")]
    twice = [mail for mail, times in Counter(ours).items() if times > 1]
    complaint = operate.keep_heads(stack)[1]
    whole, told = operate.audit(stack)
    found = {
        "families": families,
        "sent": kinds["submitted"],
        "approved": kinds["approved"],
        "account events": kinds["account_created"],
        "users of the guardian pool": len(operate.guardians(stack)),
        "mailboxes": len({to for to, _ in ours}),
        "mails": len(ours),
        "mail events": kinds["notification_sent"],
        "mails sent twice": len(twice),
        "cases with an event twice": sum(
            events.count(kind) > 1 for events in load_cases.values() for kind in ("submitted", "approved", "account_created")
        ),
    }
    wanted = dict.fromkeys(found, families) | {
        "mails": 2 * families, "mail events": 2 * families, "mails sent twice": 0, "cases with an event twice": 0
    }
    for what, number in found.items():
        print(f"{what:28}{number:>8}" + ("" if number == wanted[what] else f"   ✗ {wanted[what]} expected"))
    print(told if complaint is None else f"{told}\n{complaint}")
    return found == wanted and whole and complaint is None
