"""A command of AWS's own tool, held against AWS's description of its services (botocore's). The tool itself is not needed."""

import re
from functools import cache

import botocore.session
from botocore import xform_name

ANYWHERE = {"--region", "--profile", "--output", "--query", "--cli-binary-format", "--no-cli-pager"}


@cache
def operations(service):
    """A service's operations, by the name that the tool gives them."""
    model = botocore.session.Session().get_service_model(service)
    return {xform_name(name, "-"): model.operation_model(name).input_shape for name in model.operation_names}


def wrong(words):
    """What is wrong with a command, whose words begin with the service. One without any option only names the operation."""
    service, operation, *rest = (re.sub(r"[\"')]+$", "", word) for word in words)
    given = [word for word in rest if word.startswith("--")]
    if operation not in operations(service):
        return [f"{service} has no {operation}"]
    shape = operations(service)[operation]
    members, required = (shape.members, shape.required_members) if shape else ({}, [])
    options = {option for name, member in members.items() for option in spelled(name, member.type_name)}
    missing = [f"--{xform_name(name, '-')} is missing" for name in required if not set(spelled(name, members[name].type_name)) & set(given)]
    return [f"no option {option}" for option in given if option not in options | ANYWHERE] + (missing if given else [])


def spelled(name, kind):
    """How the tool spells a member: a yes or no has two spellings."""
    option = xform_name(name, "-")
    return [f"--{option}", f"--no-{option}"] if kind == "boolean" else [f"--{option}"]
