"""One of the things that a deployed stage hands out: `output.py STAGE NAME`."""

import sys
import tomllib
from pathlib import Path

import boto3

ROOT = Path(__file__).resolve().parents[1]


def settings_of(stage):
    """What samconfig.toml says of a stage: its region, its stack's name."""
    settings = tomllib.loads((ROOT / "samconfig.toml").read_text())[stage]
    return settings.get("global", {}).get("parameters", {}) | settings["deploy"]["parameters"]


def stack_of(stage):
    """A session in the stage's region, and the outputs of its stack."""
    settings = settings_of(stage)
    session = boto3.Session(region_name=settings["region"])
    [stack] = session.client("cloudformation").describe_stacks(StackName=settings["stack_name"])["Stacks"]
    return session, {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


if __name__ == "__main__":
    stage, name = sys.argv[1:]
    print(stack_of(stage)[1][name])
