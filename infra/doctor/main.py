"""What `make doctor` calls: says what is wrong with a stage, and how it is mended, before the families do. `main.py STAGE`.

It reads, and changes nothing. Exit code 1: something is wrong. 2: nothing could be asked.
"""

import sys

import asks
import clock  # noqa: F401  each of these puts its checks among those that are asked, in this order
import deployed  # noqa: F401
import edge  # noqa: F401
import flow  # noqa: F401
import keys  # noqa: F401
import mail  # noqa: F401
import quotas  # noqa: F401
import refused
import roster  # noqa: F401
from asks import NotAsked, Wrong
from botocore.exceptions import BotoCoreError, ClientError
from stage import NotInStack, Stage


def main(name):
    """Asks all, prints what was found, and answers with the exit code."""
    try:
        stage = Stage(name)
        print(f"{stage.stack}, {stage.now:%Y-%m-%d %H:%M} UTC\n")
    except (BotoCoreError, ClientError) as error:
        print(f"the stage {name} cannot be asked: {error}\nIs it deployed, and are there credentials?", file=sys.stderr)
        return 2
    wrong = unasked = well = 0
    for check in asks.CHECKS:
        for finding in examine(stage, check) or [None]:
            match finding:
                case Wrong(what, mend):
                    wrong += 1
                    print(f"wrong           {what}\n                → {mend}", flush=True)
                case NotAsked(what, why):
                    unasked += 1
                    print(f"not asked here  whether {what}: {why}", flush=True)
                case None:
                    well += 1
                    print(f"well            {check.about}", flush=True)
    print(f"\n{wrong} wrong, {well} well, {unasked} not asked here")
    return 1 if wrong else 0


def examine(stage, check):
    """What a check finds. What cannot be asked is no comfort: it is wrong too, unless the stage is local and the check says why."""
    if stage.local and check.not_locally:
        return [NotAsked(check.about, check.not_locally)]
    found = []
    try:
        for finding in check(stage):
            found.append(finding)
    except (BotoCoreError, ClientError, NotInStack) as error:
        found.append(refused.told(stage, check.about, error))
    return found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
