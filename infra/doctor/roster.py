"""The campaigns of all schools, and how many pupils are in them. Nothing personal is read: settings and keys of items alone."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from asks import Wrong, check

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Campaign:
    """A campaign of a school, as its settings say."""

    school: str
    id: str
    opens: datetime
    closes: datetime
    entry_policy: str

    @property
    def key(self):
        """What its pupils' entries are found by."""
        return {":school": {"S": f"SCHOOL#{self.school}"}, ":students": {"S": "STUDENT#"}, ":campaign": {"S": self.id}}


@cache  # Several checks ask, and a city's roster costs to count.
def coming(stage):
    """The campaigns that are open, or will be within two weeks."""
    found = []
    for line in stage.items(KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "SCHOOLS"}}):
        listing = json.loads(line["listing"]["S"])
        opens, closes = datetime.fromisoformat(listing["opens"]), datetime.fromisoformat(listing["closes"])
        if opens - SOON <= stage.now < closes:
            found.append(campaign(stage, listing["id"], listing["campaign"], opens, closes))
    return found


def campaign(stage, school, id, opens, closes):
    """A campaign with what its settings add to the list of schools."""
    key = {"pk": {"S": f"SCHOOL#{school}"}, "sk": {"S": f"CAMPAIGN#{id}"}}
    item = stage.client("dynamodb").get_item(TableName=stage.outputs["TableName"], Key=key).get("Item", {})
    settings = json.loads(item.get("settings", {"S": "{}"})["S"])
    return Campaign(school, id, opens, closes, settings.get("entry_policy", ""))


@cache
def pupils(stage, campaign, without_code=False):
    """How many pupils have an entry in a campaign; or of them, how many without a printed code."""
    lacking = " AND attribute_not_exists(entry_code)" if without_code else ""
    return stage.count(
        KeyConditionExpression="pk = :school AND begins_with(sk, :students)",
        FilterExpression=f"campaign = :campaign{lacking}",
        ExpressionAttributeValues=campaign.key,
    )


@check("every campaign that is open, or will be within two weeks, has its pupils, their codes and its key")
def campaigns(stage):
    """What a school's roster lacks."""
    load = f"make load-roster STAGE={stage.name} DIR=…"
    for each in coming(stage):
        name = f"campaign {each.id} of {each.school}, {each.opens:%Y-%m-%d} to {each.closes:%Y-%m-%d},"
        if not each.entry_policy:
            yield Wrong(f"{name} is in the list of schools and has no settings: its families get an error", load)
            continue
        there = pupils(stage, each)
        if not there:
            yield Wrong(f"{name} has no pupils: nobody can sign in", f"{load} (docs/roster.md)")
        lacking = pupils(stage, each, without_code=True) if each.entry_policy == "code" else 0
        if lacking:
            yield Wrong(
                f"{name} asks for printed codes, and pupils have none, {lacking} of {there}: their families cannot come in",
                f"fill entry_code in students.csv, {load}, print their forms",
            )
        keys = {":pk": {"S": f"SCHOOL#{each.school}"}, ":keys": {"S": f"KEY#campaign#{each.id}#"}}
        if not stage.count(KeyConditionExpression="pk = :pk AND begins_with(sk, :keys)", ExpressionAttributeValues=keys):
            yield Wrong(f"{name} has no key: its cases can neither be read nor written", "restore the item from a backup (docs/runbook.md)")
