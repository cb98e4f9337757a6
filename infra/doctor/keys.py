"""Secrets and keys. Values are looked at and never printed."""

import json
from datetime import timedelta

from asks import Wrong, check
from stage import days

# The field of each secret that has to hold something, and what it means when it does not.
GENERATED = {
    "pepper": ("pepper", "no family can sign in"),
    "one-time-password": ("secret", "no account can be made"),
    "edge-key": ("key", "every request is refused"),
}
OLD = timedelta(days=180)  # NIST SP 800-57 has one to three years; a rotation costs a minute, and one that is never tried fails.
STUCK = timedelta(hours=2)  # The three steps of a rotation are due within an hour.


def value(stage, name):
    """A secret's JSON and when it was written; `None` when there is no such secret, or no value in it."""
    secrets = stage.client("secretsmanager")
    try:
        told = secrets.get_secret_value(SecretId=f"{stage.stack}/{name}")
    except (secrets.exceptions.ResourceNotFoundException, secrets.exceptions.InvalidRequestException):
        return None, None
    try:
        return json.loads(told.get("SecretString") or "{}"), told["CreatedDate"]
    except ValueError:
        return {}, told["CreatedDate"]


def back(stage, name):
    """How a deleted secret comes back."""
    return f"aws secretsmanager restore-secret --secret-id {stage.stack}/{name}; never a new one in its place (docs/runbook.md, Secrets)"


@check("the secrets that the template makes are there, with a value")
def generated(stage):
    """Pepper, one-time passwords, the edge's key."""
    for name, (field, then) in GENERATED.items():
        held, _ = value(stage, name)
        if held is None:
            yield Wrong(f"the secret {stage.stack}/{name} is missing or deleted: {then}", back(stage, name))
        elif not held.get(field):
            yield Wrong(f"the secret {stage.stack}/{name} holds no {field}: {then}", f"put back the version before (aws secretsmanager list-secret-version-ids --secret-id {stage.stack}/{name})")


@check("the keys behind sessions are there, published, and not old")
def sessions(stage):
    """Where the rotation of session keys stands: operator/src/keys.rs says the same when it is asked."""
    signing, _ = value(stage, "session-signing")
    published, at = value(stage, "session-keys")
    for name, held in (("session-signing", signing), ("session-keys", published)):
        if held is None:
            yield Wrong(f"the secret {stage.stack}/{name} is missing or deleted: nobody can sign in", back(stage, name))
    if signing is None or published is None:
        return
    private, public = names(signing), names(published)
    if not private:
        yield Wrong(
            f"{stage.stack}/session-signing holds no key: nobody can sign in",
            f"{stage.deploy}: its last step, `operator ensure-keys`, makes one",
        )
        return
    if private != public:
        yield Wrong(
            "the public keys of sessions are not those of the private ones: sessions are refused",
            f"make rotate-keys STAGE={stage.name} publishes them again",
        )
        return
    age = stage.now - at
    if len(private) > 1 and age > STUCK:
        yield Wrong(
            f"a rotation of the session keys stands still since {at:%Y-%m-%d %H:%M}: {len(private)} keys are published",
            f"make rotate-keys STAGE={stage.name}, and again as it says, until one is left",
        )
    elif age > OLD:
        yield Wrong(f"the session keys are {days(age)} days old", f"make rotate-keys STAGE={stage.name}, three times within the hour")


def names(held):
    """The names of the keys that a secret lists."""
    keys = held.get("keys", []) if isinstance(held, dict) else []
    return {key.get("kid") for key in keys if isinstance(key, dict)}


@check("the key that seals personal data is in use")
def sealing(stage):
    """The KMS key. Nothing personal is ever read again without it."""
    kms = stage.client("kms")
    try:
        told = kms.describe_key(KeyId=f"alias/{stage.stack}")["KeyMetadata"]
    except kms.exceptions.NotFoundException:
        key = stage.resource("SealingKey")
        try:
            told = kms.describe_key(KeyId=key)["KeyMetadata"]  # A name goes with its key, and so may hide the greater loss.
        except kms.exceptions.NotFoundException:
            yield Wrong("the sealing key is gone: nothing personal is ever read again", "docs/runbook.md, Keys")
            return
        yield Wrong(
            f"alias/{stage.stack} names no key: the operator can load nothing",
            f"aws kms create-alias --alias-name alias/{stage.stack} --target-key-id {key}",
        )
    if told["KeyState"] == "PendingDeletion":
        yield Wrong(
            f"the sealing key is deleted on {told['DeletionDate']:%Y-%m-%d}: after that no family's data is ever read again",
            f"at once: aws kms cancel-key-deletion --key-id {told['KeyId']}, then aws kms enable-key --key-id {told['KeyId']}",
        )
    elif told["KeyState"] != "Enabled":
        yield Wrong(f"the sealing key is {told['KeyState']}: nothing personal can be read", f"aws kms enable-key --key-id {told['KeyId']}")
