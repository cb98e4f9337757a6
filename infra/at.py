"""Runs a command where a stage is: `at.py STAGE COMMAND …`, with the stage's region and a person's credentials in its environment.

The operator's tool reads both from its environment alone, as functions do. People have profiles and sign in through a browser;
and a region that was left over in a shell is another stage's, or none.
"""

import os
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from output import settings_of


def surroundings(stage):
    """The environment in which a command acts on a stage; None, if nobody is signed in."""
    region = settings_of(stage)["region"]
    found = boto3.Session(region_name=region).get_credentials()
    if not found:
        return None
    keys = found.get_frozen_credentials()
    named = {"AWS_REGION": region, "AWS_ACCESS_KEY_ID": keys.access_key, "AWS_SECRET_ACCESS_KEY": keys.secret_key}
    around = {name: value for name, value in os.environ.items() if name not in ("AWS_SESSION_TOKEN", "AWS_DEFAULT_REGION")}
    return around | named | ({"AWS_SESSION_TOKEN": keys.token} if keys.token else {})


def main(stage, *command):
    """Becomes the command; exit code 2 if there are no credentials."""
    try:
        around = surroundings(stage)
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"{error}: sign in, or name a profile that there is in AWS_PROFILE")
    if around is None:
        print("no credentials: sign in, name a profile in AWS_PROFILE, or set AWS_ACCESS_KEY_ID …", file=sys.stderr)
        sys.exit(2)
    os.execvpe(command[0], command, around)


if __name__ == "__main__":
    main(*sys.argv[1:])
