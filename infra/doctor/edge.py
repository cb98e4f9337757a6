"""The edge's key: the distribution adds it to what it sends on, and a function that knows another refuses everybody. Values are compared,
and never printed.
"""

import re

from asks import Wrong, check
from keys import value
from stage import OLD_SETTING

from cloudformation import resources  # it stands a folder up, where `stage` has python look

HEADER = "x-edge-key"
ASKED = re.compile(r"\$\{(\w+)Aliaslive\}")
TEMPLATE = {name: resource for name, resource, _ in resources()}
BEHIND_ROUTES = sorted(
    TEMPLATE[ASKED.search(each["Properties"]["IntegrationUri"])[1]]["Properties"]["FunctionName"].removeprefix("${AWS::StackName}-")
    for each in TEMPLATE.values()
    if each["Type"] == "AWS::ApiGatewayV2::Integration"
)


@check("distribution and functions have the edge key of the secret")
def edge(stage):
    """The key in three places: the distribution's header, each function's environment, and the secret that both were deployed from."""
    distribution = stage.resource("Distribution")
    added = header(stage.client("cloudfront").get_distribution_config(Id=distribution)["DistributionConfig"])
    held = {"the distribution": added} | {step: environment(stage, step).get("EDGE_KEY") for step in BEHIND_ROUTES}
    written, _ = value(stage, "edge-key")
    secret = (written or {}).get("key")  # That it is missing says the check of the secrets.
    if added and set(held.values()) == {added}:
        if secret and secret != added:
            yield Wrong("the edge key was changed and not deployed: who is deployed next, alone, refuses or is refused", OLD_SETTING)
        return
    others = [who for who, key in held.items() if not key or key != (secret or added)]
    yield Wrong(
        f"another edge key than {'the secret' if secret else 'the distribution'}, or none: {', '.join(others)}. Families are refused (not-through-edge)",
        f"CloudFront console, distribution {distribution}, Origins, api: the header {HEADER}, with the key of the secret {stage.stack}/edge-key"
        if others == ["the distribution"]
        else OLD_SETTING,
    )


def header(config):
    """What the distribution adds."""
    headers = [each for origin in config["Origins"]["Items"] for each in origin.get("CustomHeaders", {}).get("Items", [])]
    return next((each["HeaderValue"] for each in headers if each["HeaderName"].lower() == HEADER), None)


def environment(stage, step):
    """The settings that a function runs with."""
    told = stage.client("lambda").get_function_configuration(FunctionName=f"{stage.stack}-{step}", Qualifier="live")
    return told.get("Environment", {}).get("Variables", {})
