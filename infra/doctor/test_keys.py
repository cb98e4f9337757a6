import json
import unittest
from datetime import timedelta

import keys
from stubs import NOW, Cloud, found, said

SIGNING, PUBLISHED = "guardian-link-prod/session-signing", "guardian-link-prod/session-keys"


def secret(cloud, held, age=timedelta(days=1), **expected):
    text = held if isinstance(held, str) else json.dumps(held)
    cloud.answers("secretsmanager", "get_secret_value", {"SecretString": text, "CreatedDate": NOW - age}, **expected)


def listed(*kids):
    return {"keys": [{"kid": kid} for kid in kids], "current": kids[0] if kids else ""}


class Sessions(unittest.TestCase):
    def told(self, signing, published, age=timedelta(days=1)):
        cloud = Cloud()
        secret(cloud, signing, SecretId=SIGNING)
        secret(cloud, published, age, SecretId=PUBLISHED)
        return said(keys.sessions, cloud.stage())

    def test_one_key_known_to_all_is_well(self):
        self.assertEqual(self.told(listed("a"), listed("a")), [])

    def test_a_rotation_in_its_hour_is_well(self):
        self.assertEqual(self.told(listed("a", "b"), listed("a", "b"), timedelta(minutes=20)), [])

    def test_a_rotation_that_stands_still_is_named(self):
        self.assertIn("stands still", self.told(listed("a", "b"), listed("a", "b"), timedelta(hours=3))[0])

    def test_old_keys_are_named_with_their_age(self):
        self.assertIn("200 days old", self.told(listed("a"), listed("a"), timedelta(days=200))[0])

    def test_what_the_template_makes_is_no_key(self):
        self.assertIn("holds no key", self.told({}, {})[0])

    def test_a_private_key_that_is_not_published_is_named(self):
        self.assertIn("are not those", self.told(listed("b"), listed("a"))[0])

    def test_a_secret_that_is_gone_is_named(self):
        cloud = Cloud()
        cloud.fails("secretsmanager", "get_secret_value", "ResourceNotFoundException")
        secret(cloud, listed("a"))
        [what] = said(keys.sessions, cloud.stage())
        self.assertIn("session-signing is missing", what)

    def test_no_finding_tells_a_key(self):
        signing = {"keys": [{"kid": "a", "private": "SECRET"}], "current": "a"}
        for finding in self.told(signing, listed("b")):
            self.assertNotIn("SECRET", finding)


class Generated(unittest.TestCase):
    def test_all_three_with_a_value_are_well(self):
        cloud = Cloud()
        for field in ("pepper", "secret", "key"):
            secret(cloud, {field: "x"})
        self.assertEqual(said(keys.generated, cloud.stage()), [])

    def test_deleted_and_empty_ones_are_named(self):
        cloud = Cloud()
        cloud.fails("secretsmanager", "get_secret_value", "InvalidRequestException")  # so AWS answers while one waits for its deletion
        secret(cloud, {"secret": "x"})
        secret(cloud, "no JSON")
        pepper, edge = found(keys.generated, cloud.stage())
        self.assertIn("pepper is missing or deleted: no family can sign in", pepper.what)
        self.assertIn("restore-secret --secret-id guardian-link-prod/pepper", pepper.mend)
        self.assertIn("edge-key holds no key", edge.what)


class Sealing(unittest.TestCase):
    def told(self, **key):
        cloud = Cloud()
        cloud.answers("kms", "describe_key", {"KeyMetadata": {"KeyId": "k"} | key}, KeyId="alias/guardian-link-prod")
        return said(keys.sealing, cloud.stage())

    def test_a_key_in_use_is_well(self):
        self.assertEqual(self.told(KeyState="Enabled"), [])

    def test_a_deletion_is_named_with_its_day(self):
        self.assertIn("deleted on 2026-12-07", self.told(KeyState="PendingDeletion", DeletionDate=NOW + timedelta(days=10))[0])

    def test_a_key_that_is_off_is_named(self):
        self.assertIn("Disabled", self.told(KeyState="Disabled")[0])

    def unnamed(self, **key):
        cloud = Cloud()
        cloud.fails("kms", "describe_key", "NotFoundException")
        cloud.resources(("SealingKey", "AWS::KMS::Key", "k"))
        if key:
            cloud.answers("kms", "describe_key", {"KeyMetadata": {"KeyId": "k"} | key}, KeyId="k")
        else:
            cloud.fails("kms", "describe_key", "NotFoundException")
        return found(keys.sealing, cloud.stage())

    def test_a_name_that_is_gone_is_given_to_the_key_again(self):
        [finding] = self.unnamed(KeyState="Enabled")
        self.assertIn("alias/guardian-link-prod names no key", finding.what)
        self.assertEqual(finding.mend, "aws kms create-alias --alias-name alias/guardian-link-prod --target-key-id k")

    def test_a_name_that_is_gone_hides_no_deletion(self):
        _, deletion = self.unnamed(KeyState="PendingDeletion", DeletionDate=NOW + timedelta(days=10))
        self.assertIn("deleted on 2026-12-07", deletion.what)

    def test_a_key_that_is_gone_is_no_missing_name(self):
        [finding] = self.unnamed()
        self.assertIn("the sealing key is gone", finding.what)
        self.assertEqual(finding.mend, "docs/runbook.md, Keys")


if __name__ == "__main__":
    unittest.main()
