import json
import unittest

import edge
from stage import OLD_SETTING
from stubs import NOW, Cloud, found

OLD, NEW = "an-old-SECRET", "a-new-SECRET"
DISTRIBUTION = ("Distribution", "AWS::CloudFront::Distribution", "E1")


def distribution(key):
    """A distribution as CloudFront tells it, of its settings those that it must tell."""
    headers = [{"HeaderName": "X-Edge-Key", "HeaderValue": key}] if key else []
    origins = [{"Id": "site", "DomainName": "bucket"}, {"Id": "api", "DomainName": "gateway", "CustomHeaders": {"Quantity": len(headers), "Items": headers}}]
    return {"DistributionConfig": {
        "CallerReference": "one", "Origins": {"Quantity": 2, "Items": origins}, "Comment": "", "Enabled": True,
        "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "allow-all"},
    }}


class Edge(unittest.TestCase):
    def told(self, added=NEW, functions=NEW, secret=NEW, **odd):
        """What is said when all functions know a key, but for the odd ones."""
        cloud = Cloud()
        cloud.resources(DISTRIBUTION)
        cloud.answers("cloudfront", "get_distribution_config", distribution(added), Id="E1")
        for step in edge.BEHIND_ROUTES:
            key = odd.get(step, functions)
            settings = {"Environment": {"Variables": {"EDGE_KEY": key, "STAGE": "prod"}}} if key else {}
            cloud.answers("lambda", "get_function_configuration", settings, FunctionName=f"guardian-link-prod-{step}", Qualifier="live")
        if secret:
            cloud.answers("secretsmanager", "get_secret_value", {"SecretString": json.dumps({"key": secret}), "CreatedDate": NOW})
        else:
            cloud.fails("secretsmanager", "get_secret_value", "ResourceNotFoundException")
        return found(edge.edge, cloud.stage())

    def test_every_function_behind_a_route_is_asked(self):
        self.assertEqual(edge.BEHIND_ROUTES, ["confirm-data", "login", "notify", "provision", "review", "submit"])

    def test_one_key_known_to_all_is_well(self):
        self.assertEqual(self.told(), [])

    def test_functions_with_another_key_are_named(self):
        [finding] = self.told(login=OLD, review=None)
        self.assertIn("another edge key than the secret, or none: login, review.", finding.what)
        self.assertEqual(finding.mend, OLD_SETTING)

    def test_a_distribution_with_another_key_or_none_is_mended_there(self):
        for added in (OLD, None):
            [finding] = self.told(added=added)
            self.assertIn("or none: the distribution.", finding.what)
            self.assertIn("CloudFront console, distribution E1", finding.mend)

    def test_when_none_has_the_secrets_a_deployment_is_the_mend(self):
        for added, functions in ((OLD, "a third SECRET"), (None, None)):
            [finding] = self.told(added=added, functions=functions)
            self.assertIn("the distribution, confirm-data, login, notify, provision, review, submit.", finding.what)
            self.assertEqual(finding.mend, OLD_SETTING)

    def test_a_key_that_waits_for_its_deployment_is_told(self):
        [finding] = self.told(secret="a third")
        self.assertIn("changed and not deployed", finding.what)

    def test_without_the_secret_the_others_are_compared(self):
        self.assertEqual(self.told(secret=None), [], "that it is gone says another check")
        [finding] = self.told(secret=None, login=OLD)
        self.assertIn("another edge key than the distribution, or none: login.", finding.what)
        [finding] = self.told(secret=None, added=None, functions=None)
        self.assertIn("or none: the distribution, confirm-data", finding.what)

    def test_no_finding_tells_a_key(self):
        for told in (self.told(added=OLD), self.told(login=OLD), self.told(secret=OLD), self.told(added=OLD, functions="a third SECRET")):
            self.assertNotIn("SECRET", str(told))


if __name__ == "__main__":
    unittest.main()
