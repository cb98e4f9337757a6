"""Who has no credentials of AWS, wherever they might lie on this machine: for tests of commands that look for them."""

import os

NOWHERE = {name: "/nowhere" for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "BOTO_CONFIG")}


def surroundings(**named):
    """This environment without what it says of AWS and of make that called, and with what is named."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "MAKE", "MFLAGS"))}
    return plain | NOWHERE | {"AWS_EC2_METADATA_DISABLED": "true"} | named
