"""What SAM makes of the template with the settings that the local stage leaves out."""

import logging
import unittest
from pathlib import Path

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = (ROOT / "infra/template.yaml").read_text()
CALLED_BY_FAMILIES = {"ConfirmData", "Login", "Notify", "Provision", "Review", "Submit"}

WRITING = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"]
logging.disable(logging.WARNING)


class NoManagedPolicies:
    """Each function brings its role: SAM has none to look up."""

    def load(self):
        return {}


def transformed(**parameters):
    """The resources that a deployment with these parameters has, but for those of the loops, which are no functions."""
    template = yaml_parse(TEMPLATE)
    template["Resources"] = {name: each for name, each in template["Resources"].items() if not name.startswith("Fn::ForEach")}
    for each in template["Resources"].values():
        if "CodeUri" in each.get("Properties", {}):
            each["Properties"]["CodeUri"] = "s3://built/code.zip"  # What `sam deploy` puts there.
    defaults = {name: each["Default"] for name, each in template["Parameters"].items() if "Default" in each}
    named = {"Stage": "prod", "SiteUrl": "https://school.example", "PublicOrigins": "https://school.example", "AWS::Region": "ap-northeast-1"}
    return transform(template, defaults | named | parameters, NoManagedPolicies())["Resources"]


class Transform(unittest.TestCase):
    def test_a_canary_shifts_what_families_wait_for_and_is_taken_back_by_alarms(self):
        made = transformed(Canary="true")
        groups = {name.removesuffix("FunctionDeploymentGroup"): each for name, each in made.items() if each["Type"] == "AWS::CodeDeploy::DeploymentGroup"}
        self.assertEqual(set(groups), CALLED_BY_FAMILIES)
        for step, group in groups.items():
            alarms = group["Properties"]["AlarmConfiguration"]
            self.assertEqual((alarms["Enabled"], len(alarms["Alarms"])), (True, 7), step)
            self.assertIn("DEPLOYMENT_STOP_ON_ALARM", group["Properties"]["AutoRollbackConfiguration"]["Events"])
            shifts = made[f"{step}FunctionAliaslive"]["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]
            self.assertEqual(shifts["DeploymentGroupName"], {"Ref": f"{step}FunctionDeploymentGroup"})

    def test_without_a_canary_nothing_is_shifted(self):
        self.assertNotIn("AWS::CodeDeploy::DeploymentGroup", {each["Type"] for each in transformed(Canary="false").values()})

    def test_the_role_of_every_function_that_can_be_traced_may_write_traces_as_soon_as_it_is(self):
        made = transformed()
        functions = {name: each["Properties"] for name, each in made.items() if each["Type"] == "AWS::Lambda::Function"}
        self.assertEqual(len(functions), 8)
        for name, function in functions.items():
            self.assertEqual(function["TracingConfig"], {"Mode": {"Ref": "Tracing"}}, name)
            [policy] = made[function["Role"]["Fn::GetAtt"][0]]["Properties"]["Policies"]
            conditional = [each["Fn::If"] for each in policy["PolicyDocument"]["Statement"] if "Fn::If" in each]
            self.assertEqual([(when, granted["Action"]) for when, granted, _ in conditional], [("Traced", WRITING)], name)


if __name__ == "__main__":
    unittest.main()
