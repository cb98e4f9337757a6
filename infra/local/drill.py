"""`make drill`: a table is lost and comes back from a backup, on a stack of its own. docs/runbook.md has the same for AWS."""

import time

import deploy
import journey
import operate
from stack import NAME, Stack, Trouble
from visitors import Family, Teacher, captchas

TABLE = f"{NAME}-cases"
PATIENCE = 240  # quarter seconds


def drill():
    """Fills a table, backs it up, goes on, loses it, restores it, and holds it against what it was."""
    stack = Stack.test("drill")
    stack.stop()
    stack.start(outlives_us=False)
    try:
        deploy.bring_up(stack)
        rehearse(stack)
    finally:
        stack.stop()
        stack.withdraw()


def rehearse(stack):
    """The drill itself, told step by step."""
    entries, staff = operate.load_school(stack, journey.school_files("drill", 1, 12))
    teacher = Teacher(stack, staff[0])
    people = cases_in_every_state(stack, entries, teacher)
    eventually("accounts and mails are done", lambda: operate.due(stack) == 0)
    heads, complaint = operate.keep_heads(stack)
    check(complaint is None, f"the heads of all cases are kept in {heads}")
    before, accounts = operate.items(stack), operate.guardians(stack)
    tables = stack.client("dynamodb")
    backup = tables.create_backup(TableName=TABLE, BackupName="drill")["BackupDetails"]["BackupArn"]
    print(f"backed up: {len(before)} items, {len(accounts)} accounts", flush=True)

    # What happens after the backup is lost with the table, and has to be made good.
    teacher.approve(people["sent, approved after the backup"])
    eventually("its account is made", lambda: len(operate.guardians(stack)) == len(accounts) + 1)
    eventually("its mail is sent", lambda: operate.due(stack) == 0)
    erase(stack, people["erased after the backup"])
    operate.keep_heads(stack)

    for time_over in ("the table is lost", "the table is lost again"):
        began = time.monotonic()
        tables.delete_table(TableName=TABLE)
        check(Family(stack, entries[0]).refused() >= 500, f"{time_over}: nobody can sign in")
        connect(stack, restored(tables, backup))
        check(kept(operate.items(stack)) == kept(before), f"restored: all {len(kept(before))} lasting items are as they were, byte by byte")
        print(f"restored and connected again within {time.monotonic() - began:.1f} s", flush=True)

    whole, told = operate.audit(stack, against=heads)
    check(whole, f"against the heads kept before the backup: {told.splitlines()[-1]}")
    whole, told = operate.audit(stack)
    named = [people[who] for who in ("erased after the backup", "sent, approved after the backup")]
    named = [applicant.split("-")[0] for applicant in named]
    check(not whole and all(case in told for case in named) and told.endswith("2 cases broken"),
          "against the newest heads: just the case that went on and the case that was erased are named")
    erase(stack, people["erased after the backup"])
    whole, told = operate.audit(stack)
    check(told.endswith("1 cases broken"), "the erased case is erased again")

    Family(stack, entries[1]).walk(journey.whole(entries[1], captchas(stack), journey.applicant(901)))
    print("a family signs in and sends on the restored table", flush=True)
    teacher.approve(people["sent, approved after the backup"])
    teacher.approve(people["sent"])
    eventually("the accounts are made", lambda: len(operate.guardians(stack)) == len(accounts) + 2)
    eventually("the mails are sent", lambda: operate.due(stack) == 0)
    again = operate.guardians(stack)
    check(accounts.items() <= again.items(), "approved again: one account more, and the one that Cognito still had was taken up, none doubled")
    seen = Family(stack, entries[6]).walk(journey.sign_in(entries[6], captchas(stack)))
    check(seen["applicants"][0]["account"]["state"] == "created", "what was sealed before is read after: a family sees its account")
    complaint = operate.keep_heads(stack, forget=[people["sent, approved after the backup"].split("-")[0]])[1]
    whole, told = operate.audit(stack)
    check(complaint is None and whole, f"the history that was lost is forgotten by order, and the audit says: {told.splitlines()[-1]}")


def restored(tables, backup):
    """The table out of its backup, with what a backup does not bring back; answers with its stream."""
    tables.restore_table_from_backup(TargetTableName=TABLE, BackupArn=backup)
    settings = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    tables.update_table(TableName=TABLE, StreamSpecification=settings)
    tables.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"Enabled": True, "AttributeName": "ttl"})
    return tables.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"]


def connect(stack, stream):
    """Deploys the stack with another stream; there is one pipe then, and it reads this one."""
    deploy.deploy(stack, RestoredStreamArn=stream)
    pipes = stack.client("pipes")
    there = [pipes.describe_pipe(Name=pipe["Name"]) for pipe in pipes.list_pipes()["Pipes"]]
    check([pipe["Source"] for pipe in there] == [stream], f"the pipe reads the restored table's stream, as {there[0]['Name']}")


def cases_in_every_state(stack, entries, teacher):
    """Families who have come so far and no further; answers with the applicants of those that matter later."""
    families = [Family(stack, entry) for entry in entries]
    read = captchas(stack)
    persons = [journey.applicant(800 + at) for at in range(len(entries))]
    # 0 and 1 have not come yet.
    families[2].walk(journey.sign_in(entries[2], read))
    families[2].ask("PUT", "/api/case/confirmation/draft", {"registry_correct": True, "contact": journey.CONTACT})
    for at, steps in ((3, [journey.confirm()]), (4, [journey.confirm(), journey.answer_notice("decline")])):
        families[at].walk(journey.sign_in(entries[at], read))
        for step in steps:
            families[at].walk(step)
    sent = {at: families[at].walk(journey.whole(entries[at], read, persons[at])) for at in range(5, 12)}
    ids = {at: answer["applicants"][0]["applicant_id"] for at, answer in sent.items()}
    teacher.approve(ids[6])
    teacher.approve(ids[7])
    teacher.decide({"applicant_id": ids[8], "outcome": "reject", "reason_code": "no_signature"})
    erase(stack, ids[11])
    return {"sent": ids[5], "sent, approved after the backup": ids[9], "erased after the backup": ids[10]}


def kept(items):
    """The items that stay: what expires may be gone from either side at any time."""
    return {key: item for key, item in items.items() if "ttl" not in item}


def erase(stack, applicant):
    """Erases the case of an applicant, by the operator's tool."""
    known = stack.published()
    case = applicant.split("-")[0]
    deploy.operate(stack, known, "erase", "--table", known["table"], "--kms-key", known["kms_key"], "--case", case)


def eventually(what, look):
    """Waits until something has happened in the background."""
    for _ in range(PATIENCE):
        if look():
            return
        time.sleep(0.25)
    raise Trouble(f"this did not happen within a minute: {what}")


def check(holds, what):
    """Says what holds; what does not, ends the drill."""
    if not holds:
        raise Trouble(f"this does not hold: {what}")
    print(what, flush=True)
