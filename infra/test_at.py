import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nobody
from output import settings_of

HERE = Path(__file__).parent
TELL = [sys.executable, "-c", "import json, os; print(json.dumps({k: v for k, v in os.environ.items() if k.startswith('AWS_')}))"]
KEYS = {"AWS_ACCESS_KEY_ID": "one", "AWS_SECRET_ACCESS_KEY": "two"}
PROFILE = "[school]\naws_access_key_id = three\naws_secret_access_key = four\naws_session_token = five\n"


def told(stage="dev", **environment):
    """What a command sees of AWS."""
    command = [sys.executable, str(HERE / "at.py"), stage, *TELL]
    return subprocess.run(command, env=nobody.surroundings(**environment), capture_output=True, text=True)


class At(unittest.TestCase):
    def test_the_region_is_the_stages_whatever_the_shell_has(self):
        seen = json.loads(told(AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1", **KEYS).stdout)
        self.assertEqual(seen["AWS_REGION"], settings_of("dev")["region"])
        self.assertNotIn("AWS_DEFAULT_REGION", seen)

    def test_a_profile_becomes_what_the_tool_reads(self):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(PROFILE)
            file.flush()
            seen = json.loads(told(AWS_PROFILE="school", AWS_SHARED_CREDENTIALS_FILE=file.name).stdout)
        found = [seen[name] for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")]
        self.assertEqual(found, ["three", "four", "five"])

    def test_keys_without_a_token_get_no_token(self):
        self.assertNotIn("AWS_SESSION_TOKEN", json.loads(told(**KEYS).stdout))

    def test_nobody_signed_in_and_a_profile_that_is_not_there_are_told(self):
        nobody, unknown = told(), told(AWS_PROFILE="unknown")
        self.assertEqual((nobody.returncode, nobody.stdout), (2, ""))
        self.assertIn("no credentials", nobody.stderr)
        self.assertEqual((unknown.returncode, unknown.stdout), (1, ""))
        self.assertIn("unknown", unknown.stderr)


if __name__ == "__main__":
    unittest.main()
