"""What it means when AWS answers a question with an error: what was asked about is gone, it may not be asked, or it is to be asked again."""

import re

from asks import Wrong
from botocore.exceptions import ClientError
from stage import GONE, NotInStack

LOST = re.compile(r"NotFound|NoSuch|NonExistent|DoesNotExist|^404$")
FORBIDDEN = re.compile(r"AccessDenied|Unauthori[sz]ed|NotAuthorized|AuthorizationError|Forbidden|^403$")
OF_THE_TABLE = ("DescribeTable", "DescribeContinuousBackups", "Query", "GetItem")  # The doctor asks nobody else by these.
TABLE_LOST = "docs/runbook.md, The table is lost"


def is_gone(error):
    """Whether an error says that what was asked about is not there."""
    return bool(LOST.search(error.response["Error"]["Code"]))


def or_gone(findings, what, mend=GONE):
    """The findings about one thing among several; if it is gone, that. The others are asked all the same."""
    try:
        yield from findings
    except ClientError as error:
        if not is_gone(error):
            raise
        yield Wrong(what, mend)


def told(stage, about, error):
    """What an error says that ended a check."""
    unknown = f"whether {about}:"
    if isinstance(error, NotInStack):
        return Wrong(f"{unknown} the stack has no {error}", f"put it back into infra/template.yaml, {stage.deploy}")
    if not isinstance(error, ClientError):
        return Wrong(f"{unknown} {error}", "ask again; are there credentials and a network?")
    code, call = error.response["Error"]["Code"], error.operation_name
    message = error.response["Error"].get("Message") or "AWS says no more"
    if is_gone(error) and call in OF_THE_TABLE:
        return Wrong(f"{unknown} the table is gone", TABLE_LOST)
    if is_gone(error):
        return Wrong(f"{unknown} what {call} asks about is gone ({message})", GONE)
    if FORBIDDEN.search(code):
        return Wrong(f"{unknown} {call} was refused, {code}", "look it up by hand, or give the operator the right to ask (docs/operations.md, The doctor)")
    return Wrong(f"{unknown} {call} ended with {code} ({message})", "ask again; if it stays so, look it up by hand")
