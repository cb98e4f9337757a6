"""Mail: may this account send, as this domain, through this configuration?"""

from asks import Wrong, check
from refused import or_gone

PAUSED = {"PROBATION": "SES has put the account on probation", "SHUTDOWN": "SES has stopped the account's mails"}


@check("SES sends for this account, to anybody", not_locally="the local cloud keeps every mail to itself")
def account(stage):
    """The account: sandbox, pause, probation."""
    told = stage.client("sesv2").get_account()
    if not told.get("ProductionAccessEnabled"):
        yield Wrong(
            "SES is in its sandbox: it sends to verified addresses alone, 200 mails a day",
            "ask for production access (SES console, Account dashboard); it takes a day or more",
        )
    if not told.get("SendingEnabled"):
        yield Wrong("SES has stopped sending for this account", "SES console, Account dashboard: it says why, and takes an answer")
    status = told.get("EnforcementStatus", "HEALTHY")
    if status != "HEALTHY":
        yield Wrong(
            f"{PAUSED.get(status, f'SES says {status} of the account')}, for bounces or complaints",
            "SES console, Reputation metrics; mails stay due meanwhile (docs/runbook/alarms.md, mail-bounces)",
        )


@check("the pools' own mails are not bounded", not_locally="the local cloud's pools send none")
def pools(stage):
    """Who sends codes for a new password: Cognito's own sender stops at fifty a day for the whole account."""
    for whose in ("Guardian", "Staff"):
        pool = stage.client("cognito-idp").describe_user_pool(UserPoolId=stage.outputs[f"{whose}PoolId"])["UserPool"]
        if pool.get("EmailConfiguration", {}).get("EmailSendingAccount") != "DEVELOPER" and stage.real:
            yield Wrong(
                f"the {whose.lower()} pool sends by Cognito itself: fifty mails a day, codes for a new password among them",
                f"PoolsMail=ses in samconfig.toml, {stage.deploy}",
            )


@check("the mails' domain is verified")
def identity(stage):
    """The domain that mails come from."""
    yield from of_the_identity(stage, verified)


def of_the_identity(stage, findings):
    """What is found about it, or that it is gone."""
    domain = stage.parameters["MailDomain"]
    return or_gone(
        findings(stage, domain),
        f"the identity {domain} is gone from SES: no mail can be sent",
        f"aws sesv2 create-email-identity --email-identity {domain} --configuration-set-name {stage.stack}-mail; then set its DKIM records anew",
    )


def verified(stage, domain):
    """Whether SES knows that the domain is ours."""
    if not stage.client("sesv2").get_email_identity(EmailIdentity=domain).get("VerifiedForSendingStatus"):
        yield Wrong(
            f"the identity {domain} is not verified: no mail can be sent",
            f"set the three CNAME records that `aws sesv2 get-email-identity --email-identity {domain}` names",
        )


@check("the mails are signed by DKIM", not_locally="the local cloud signs nothing")
def signed(stage):
    """DKIM of that domain."""
    yield from of_the_identity(stage, signing)


def signing(stage, domain):
    """Whether SES signs, and whether others can look the key up."""
    dkim = stage.client("sesv2").get_email_identity(EmailIdentity=domain).get("DkimAttributes", {})
    if not dkim.get("SigningEnabled"):
        yield Wrong(
            f"mails of {domain} are not signed: providers take them for spam",
            f"aws sesv2 put-email-identity-dkim-attributes --email-identity {domain} --signing-enabled",
        )
    if dkim.get("Status") != "SUCCESS":
        yield Wrong(
            f"the DKIM records of {domain} are not found: {dkim.get('Status', 'nobody looked')}",
            "set the CNAME records " + (", ".join(f"{token}._domainkey.{domain}" for token in dkim.get("Tokens", [])) or "that SES names"),
        )


@check("the mails' configuration set sends")
def configuration(stage):
    """The configuration set that every mail names."""
    name = f"{stage.stack}-mail"
    ses = stage.client("sesv2")
    try:
        told = ses.get_configuration_set(ConfigurationSetName=name)
    except ses.exceptions.NotFoundException:
        yield Wrong(
            f"the configuration set {name} is gone: SES refuses every mail",
            f"aws sesv2 create-configuration-set --configuration-set-name {name} --reputation-options ReputationMetricsEnabled=true",
        )
        return
    if not told.get("SendingOptions", {}).get("SendingEnabled", True):
        yield Wrong(
            f"the configuration set {name} was told not to send",
            f"aws sesv2 put-configuration-set-sending-options --configuration-set-name {name} --sending-enabled",
        )
