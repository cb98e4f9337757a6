"""Quotas, against the pupils of the campaigns that are open or will be soon. The figures are those of docs/capacity.md: a fifth of the
families within an hour, thrice as many in its worst minutes, 1.3 applicants a family.
"""

import math

import roster
from asks import Wrong, check

APPLICANTS = 1.3
NONE_THERE = "the local cloud has no quotas"
ASK = "ask for more, some weeks before: Service Quotas console"


def expected(stage):
    """How many pupils may come."""
    return sum(roster.pupils(stage, campaign) for campaign in roster.coming(stage))


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
    """Concurrency of the account."""
    there = stage.client("lambda").get_account_settings()["AccountLimit"]["UnreservedConcurrentExecutions"]
    pupils = expected(stage)
    if there < at_once(pupils):
        yield Wrong(
            f"{there} calls may run at once, {pupils} pupils may ask for {at_once(pupils)}: families would be refused",
            f"{ASK}, AWS Lambda, Concurrent executions",
        )


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
    rate = user_creation(stage.client("service-quotas"))
    pupils = expected(stage)
    needed = accounts_a_second(pupils)
    if rate is None:
        yield Wrong("Service Quotas names no rate of UserCreation", f"look it up by hand; {pupils} pupils may ask for {needed} a second")
    elif rate < needed:
        yield Wrong(
            f"Cognito makes {rate:g} accounts a second, {pupils} pupils may ask for {needed}: accounts would come days late",
            f"{ASK}, Amazon Cognito User Pools, Rate of UserCreation requests",
        )


def user_creation(quotas):
    """The rate that was granted, else the usual one; `None` when neither is told."""
    for operation in ("list_service_quotas", "list_aws_default_service_quotas"):
        for page in quotas.get_paginator(operation).paginate(ServiceCode="cognito-idp"):
            for quota in page["Quotas"]:
                if "usercreation" in quota["QuotaName"].replace(" ", "").lower():
                    return quota["Value"]
    return None
