"""A stage as the doctor sees it: where it is asked, what was deployed, and what that handed out."""

import sys
from datetime import datetime, timezone
from functools import cached_property
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))
from output import stack_of  # noqa: E402  it stands a folder up, beside the other commands

REAL_FAMILIES = ("staging", "prod")
GONE = "docs/operations.md, Something was deleted by hand: a deployment alone does not bring it back"
OLD_SETTING = "docs/operations.md, A setting that did not arrive"


class NotInStack(Exception):
    """The stack has no resource or output of that name."""


class Outputs(dict):
    """What the stack hands out; a first deployment that failed hands out nothing."""

    def __missing__(self, name):
        raise NotInStack(f"output {name}")


class Stage:
    """One stage. What it is asked for is fetched once."""

    def __init__(self, name, session=None, outputs=None, now=None):
        self.name = name
        if session is None:
            session, outputs = stack_of(name)
        self.session, self.outputs = session, Outputs(outputs)
        self.stack = f"guardian-link-{name}"
        self.local = name == "local"
        self.real = name in REAL_FAMILIES
        self.now = now or datetime.now(timezone.utc)
        self.clients = {}
        self.deploy = "make up" if self.local else f"make deploy STAGE={name}"

    def client(self, service, region=None):
        """A client of a service, in the stage's region unless another is named."""
        if (service, region) not in self.clients:
            self.clients[service, region] = self.session.client(service, **({"region_name": region} if region else {}))
        return self.clients[service, region]

    @cached_property
    def deployed(self):
        """The stack as CloudFormation describes it."""
        [stack] = self.client("cloudformation").describe_stacks(StackName=self.stack)["Stacks"]
        return stack

    @cached_property
    def parameters(self):
        """What the stack was deployed with."""
        return {each["ParameterKey"]: each["ParameterValue"] for each in self.deployed.get("Parameters", [])}

    @cached_property
    def resources(self):
        """The stack's resources: kind and physical name, by logical name."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.stack)
        listed = [each for page in pages for each in page["StackResourceSummaries"]]
        return {each["LogicalResourceId"]: (each["ResourceType"], each.get("PhysicalResourceId", "")) for each in listed}

    def resource(self, name):
        """The physical name of one of the stack's resources."""
        if name not in self.resources:
            raise NotInStack(name)
        return self.resources[name][1]

    def named(self, kind):
        """The physical names of all resources of a kind."""
        return sorted(name for of, name in self.resources.values() if of == kind and name)

    def items(self, **query):
        """The items that a query of the table finds, page after page."""
        pages = self.client("dynamodb").get_paginator("query").paginate(TableName=self.outputs["TableName"], **query)
        for page in pages:
            yield from page["Items"]

    def count(self, **query):
        """How many items a query of the table finds, without fetching them."""
        pages = self.client("dynamodb").get_paginator("query").paginate(
            TableName=self.outputs["TableName"], Select="COUNT", **query
        )
        return sum(page["Count"] for page in pages)


def days(span):
    """A span in whole days."""
    return int(span.total_seconds() // 86400)
