"""The clock of this machine against AWS's: the operator's commands go by this one."""

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

from asks import Wrong, check

ALLOWED = 30  # seconds; AWS refuses requests from five minutes on


@check("this machine's clock is right", not_locally="the local cloud goes by the same clock")
def clock(stage):
    """AWS's own time is in the head of every answer; it counts whole seconds, and the answer was on its way."""
    told = stage.client("sts").get_caller_identity()["ResponseMetadata"]["HTTPHeaders"].get("date")
    if told is None:
        yield Wrong("AWS's answer names no time", "ask again")
        return
    apart = (datetime.now(timezone.utc) - parsedate_to_datetime(told)).total_seconds()
    if abs(apart) > ALLOWED:
        yield Wrong(
            f"this machine's clock is {abs(apart):.0f} seconds {'ahead' if apart > 0 else 'behind'}: rotations and what is overdue are judged wrongly",
            "let the machine ask a time server (timedatectl set-ntp true)",
        )
