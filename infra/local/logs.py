"""`make logs`: what a stage's functions logged, an entry a line, in order of time across all of them.

Of the local stack all that there is; of a stage on AWS (STAGE=…) the last hour, or so many minutes. The latter was not run
on AWS.
"""

import argparse
import json
import os
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from stack import NAME, STEPS, Stack, Trouble

FRAME = ("START RequestId:", "END RequestId:", "REPORT RequestId:", "INIT_START ", "INIT_REPORT ")
LEVELS = ("trace", "debug", "info", "warn", "error")
SHOWN_APART = ("timestamp", "level", "service", "target", "message", "_aws")
LOOK_BACK = 5_000  # milliseconds that are read again while following: a line may appear late


@dataclass(frozen=True)
class Source:
    """Where logs are read from: a client of CloudWatch Logs, and the stack's name."""

    client: object
    stack: str
    since: int = 0  # milliseconds


@dataclass(frozen=True)
class Entry:
    """What a function logged at once. What is no JSON (a panic, a time limit) has no fields and no level."""

    at: int
    step: str
    text: str
    fields: dict | None

    @property
    def level(self):
        return self.fields["level"].lower() if self.fields else None

    def is_at_least(self, level):
        """Whether it is as grave; of what has no level nobody knows, so it is."""
        return self.level is None or LEVELS.index(self.level) >= LEVELS.index(level)

    def __str__(self):
        moment = datetime.fromtimestamp(self.at / 1000, timezone.utc)
        begin = f"{moment:%m-%d %H:%M:%S}.{self.at % 1000:03} {(self.level or '-').upper():5} {self.step:12} "
        if self.fields is None:
            return begin + self.text
        rest = {name: value for name, value in self.fields.items() if name not in SHOWN_APART}
        named = sorted(rest.items(), key=lambda field: field[0].endswith("_id"))  # Ids are long: last.
        return begin + "  ".join([self.fields.get("message", "metric"), *(f"{name}={shown(value)}" for name, value in named)])


def shown(value):
    """A field's value, in quotes where it would run into the next."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False) if isinstance(value, str) and (not text or " " in text) else text


def entry(step, at, text):
    """An entry by its line; its own time, if it says one, for the lines of one call may share the other."""
    try:
        fields = json.loads(text)
        said = datetime.fromisoformat(fields["timestamp"])
        if fields["level"].lower() not in LEVELS:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError):
        return Entry(at, step, text, None)
    return Entry(int(said.timestamp() * 1000), step, text, fields)


def read(source, steps=STEPS, having=None):
    """Every entry of these functions, in order of time. What has no time of its own stays behind what was before it."""
    entries = []
    narrower = {"filterPattern": json.dumps(having)} if having else {}
    for step in steps:
        pages = source.client.get_paginator("filter_log_events").paginate(
            logGroupName=f"/aws/lambda/{source.stack}-{step}", startTime=source.since, **narrower
        )
        last = {}
        for event in (event for page in pages for event in page["events"]):
            text, stream = event["message"].rstrip(), event.get("logStreamName")
            if not text or text.startswith(FRAME):
                continue
            told = entry(step, max(event["timestamp"], last.get(stream, 0)), text)
            last[stream] = told.at
            entries.append(told)
    return sorted(entries, key=lambda told: told.at)


def chosen(entries, having=None, level="trace"):
    """Those that name an id, wherever it stands, and are as grave as asked for."""
    return [told for told in entries if (not having or having in told.text) and told.is_at_least(level)]


def follow(source, steps=STEPS, having=None, level="trace", pause=0.5):
    """Prints what is logged from now on, as long as nobody interrupts."""
    seen = set()
    while True:
        recent = Source(source.client, source.stack, int(time.time() * 1000) - LOOK_BACK)
        entries = chosen(read(recent, steps), having, level)
        for told in entries:
            if (told.at, told.step, told.text) not in seen:
                print(told, flush=True)
        seen = {(told.at, told.step, told.text) for told in entries}
        time.sleep(pause)


def source_of(stage, minutes=None):
    """Where a stage's logs are: those of the running local stack, or of a stage on AWS."""
    back = int((time.time() - 60 * minutes) * 1000) if minutes else 0
    if stage == "local":
        running = Stack.running_one()
        if not running.running():
            raise Trouble("no local stack is running; `make up` starts one")
        return Source(running.client("logs"), NAME, back)
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    from output import stack_of  # noqa: PLC0415  it stands a folder up, and asks AWS

    session, _ = stack_of(stage)
    return Source(session.client("logs"), f"guardian-link-{stage}", back or int((time.time() - 3600) * 1000))


def logs(*arguments):
    """Prints what is asked for."""
    asked = argparse.ArgumentParser(prog="make logs", usage="make logs [STEP=login] [ID=…] [LEVEL=warn] [FOLLOW=1] [STAGE=dev] [MINUTES=60]")
    asked.add_argument("--step", choices=STEPS)
    asked.add_argument("--id")
    asked.add_argument("--level", choices=LEVELS, default="trace", type=str.lower)
    asked.add_argument("--follow", action="store_true")
    asked.add_argument("--stage", default="local")
    asked.add_argument("--minutes", type=float)
    asked = asked.parse_args(arguments)
    try:
        tell(asked, source_of(asked.stage, asked.minutes), [asked.step] if asked.step else STEPS)
    except (BotoCoreError, ClientError) as error:
        raise Trouble(f"the stage {asked.stage} cannot be asked: {error}\nIs it deployed, and are there credentials?") from None


def tell(asked, source, steps):
    """Prints what there is, or what comes."""
    there = asked.stage != "local"
    if asked.follow:
        follow(source, steps, asked.id, asked.level, pause=2 if there else 0.5)
    entries = chosen(read(source, steps, having=asked.id if there else None), asked.id, asked.level)
    try:
        print("\n".join(map(str, entries)) or "nothing of this kind was logged", flush=True)
    except BrokenPipeError:  # `make logs | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
