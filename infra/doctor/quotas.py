"""Quotas, against the pupils of the campaigns that are open or will be soon. The figures are those of docs/capacity.md: a fifth of the
families within an hour, thrice as many in its worst minutes, 1.3 applicants a family.
"""

import math

import roster
from asks import Wrong, check

APPLICANTS = 1.3
REQUESTS, READS, WRITES = 21, 111, 145  # The row "together" of what one family costs; units of the table.
NONE_THERE = "the local cloud has no quotas"
ASK = "ask for more, some weeks before: Service Quotas console"


def expected(stage):
    """How many pupils may come."""
    return sum(roster.pupils(stage, campaign) for campaign in roster.coming(stage))


def in_the_worst_minutes(pupils, of_a_family):
    """So much a second, of what each family asks for so often: 7,250 writes for the 300,000 pupils of docs/capacity.md."""
    return math.ceil(pupils * 3 * of_a_family / 5 / 3600)


def at_once(pupils):
    """Calls at the same time, every answer slow: 3,000 for the 300,000 of docs/capacity.md, and never below what a school needs."""
    return max(100, math.ceil(pupils / 100))


def mails_a_second(pupils):
    """Mails of the first hour, evenly."""
    return max(1, math.ceil(pupils / 5 * APPLICANTS / 3600))


def mails_a_day(pupils):
    """A mail to every applicant on one day."""
    return math.ceil(pupils * APPLICANTS)


def accounts_a_second(pupils):
    """All accounts within the four hours that provision needs at most for a city."""
    return max(1, math.ceil(pupils * APPLICANTS / 4 / 3600))


@check("Lambda lets as many calls run at once as the roster may ask for", not_locally=NONE_THERE)
def functions(stage):
    """Concurrency of the account, with what the daily functions reserve of it."""
    there = stage.client("lambda").get_account_settings()["AccountLimit"]["ConcurrentExecutions"]
    pupils = expected(stage)
    if there < at_once(pupils):
        yield Wrong(
            f"{there} calls may run at once, {pupils} pupils may ask for {at_once(pupils)}: families would be refused",
            f"{ASK}, AWS Lambda, Concurrent executions",
        )


@check("the table bears at once what the roster may ask for", not_locally="the local cloud warms nothing")
def table(stage):
    """Warm throughput. An on-demand table doubles what it bears within half an hour, and refuses meanwhile."""
    name = stage.outputs["TableName"]
    told = stage.client("dynamodb").describe_table(TableName=name)["Table"].get("WarmThroughput", {})
    there = [told.get(f"{kind}UnitsPerSecond", 0) for kind in ("Read", "Write")]
    pupils = expected(stage)
    needed = [in_the_worst_minutes(pupils, units) for units in (READS, WRITES)]
    if any(has < needs for has, needs in zip(there, needed)):
        reads, writes = (max(has, warmed(needs)) for has, needs in zip(there, needed))  # AWS takes no less than there is.
        yield Wrong(
            f"the table bears {there[0]} reads and {there[1]} writes a second at once, {pupils} pupils may ask for {needed[0]} and {needed[1]}: "
            "families would be told to try again",
            f"aws dynamodb update-table --table-name {name} --warm-throughput ReadUnitsPerSecond={reads},WriteUnitsPerSecond={writes}; "
            "AWS charges for it once (docs/capacity.md, Table)",
        )


def warmed(units):
    """A third more, in thousands: the 10,000 that docs/capacity.md asks for where 7,250 are needed."""
    return math.ceil(units * 4 / 3 / 1000) * 1000


@check("SES lets as many mails out as the roster may ask for", not_locally=NONE_THERE)
def mails(stage):
    """Rate and day's quota of the account."""
    quota = stage.client("sesv2").get_account().get("SendQuota", {})
    rate, day, sent = (quota.get(name, 0) for name in ("MaxSendRate", "Max24HourSend", "SentLast24Hours"))
    pupils = expected(stage)
    if rate < mails_a_second(pupils):
        yield Wrong(
            f"SES sends {rate:g} mails a second, {pupils} pupils may ask for {mails_a_second(pupils)}: mails would come hours late",
            "ask for more: SES console, Account dashboard, Request a limit increase",
        )
    if 0 <= day < mails_a_day(pupils):  # -1 is without end
        yield Wrong(
            f"SES sends {day:g} mails a day, {pupils} pupils may ask for {mails_a_day(pupils)} on one",
            "ask for more: SES console, Account dashboard, Request a limit increase",
        )
    if day > 0 and sent > 0.8 * day:
        yield Wrong(f"{sent:g} of {day:g} mails of the last 24 hours are used up", "ask for more, or let teachers decide in turns")


@check("Cognito makes as many accounts a second as the roster may ask for", not_locally=NONE_THERE)
def accounts(stage):
    """The rate of AdminCreateUser, which Cognito calls UserCreation."""
    pupils = expected(stage)
    there = user_creation(stage.client("service-quotas"))
    yield from too_small(
        there, accounts_a_second(pupils), pupils, "Cognito", "accounts", "accounts would come days late",
        "Amazon Cognito User Pools, Rate of UserCreation requests",
    )


@check("API Gateway lets as many requests through as the roster may ask for", not_locally=NONE_THERE)
def requests(stage):
    """The account's rate in this region, which is a quarter of the usual one in some."""
    pupils = expected(stage)
    there = granted(stage.client("service-quotas"), "apigateway", "L-8A5B8E43")
    yield from too_small(
        there, in_the_worst_minutes(pupils, REQUESTS), pupils, "API Gateway", "requests", "families would be refused",
        "Amazon API Gateway, Throttle rate",
    )


@check("KMS opens as many keys as the roster may ask for", not_locally=NONE_THERE)
def keys(stage):
    """At worst each running function asks for each campaign's key once in five minutes."""
    pupils = expected(stage)
    needed = math.ceil(at_once(pupils) * len(roster.coming(stage)) / 300)
    there = granted(stage.client("service-quotas"), "kms", "L-6E3AF000")
    yield from too_small(
        there, needed, pupils, "KMS", "keys", "families would be told to try again",
        "AWS Key Management Service (AWS KMS), Cryptographic operations (symmetric) request rate",
    )


def too_small(there, needed, pupils, who, what, then, quota):
    """What is wrong with a rate: that nobody names it, or that it is too small."""
    if there is None:
        yield Wrong(f"Service Quotas names no rate of {quota}", f"look it up by hand; {pupils} pupils may ask for {needed} a second")
    elif there < needed:
        yield Wrong(f"{who} takes {there:g} {what} a second, {pupils} pupils may ask for {needed}: {then}", f"{ASK}, {quota}")


def granted(quotas, service, code):
    """The quota that was granted, else the usual one; `None` when neither is told."""
    for ask in (quotas.get_service_quota, quotas.get_aws_default_service_quota):
        try:
            return ask(ServiceCode=service, QuotaCode=code)["Quota"]["Value"]
        except quotas.exceptions.NoSuchResourceException:
            continue
    return None


def user_creation(quotas):
    """The rate that was granted, else the usual one; `None` when neither is told."""
    for operation in ("list_service_quotas", "list_aws_default_service_quotas"):
        for page in quotas.get_paginator(operation).paginate(ServiceCode="cognito-idp"):
            for quota in page["Quotas"]:
                if "usercreation" in quota["QuotaName"].replace(" ", "").lower():
                    return quota["Value"]
    return None
