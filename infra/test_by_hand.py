"""What takes things away asks, refuses, and takes no more than it says: `make destroy`, `make clean`."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import nobody
from cloudformation import ROOT


def make(*words, answer="", folder=ROOT):
    """What make says and ends with; nobody is signed in to AWS."""
    unreachable = nobody.surroundings(AWS_ENDPOINT_URL="http://127.0.0.1:9")  # Whatever credentials were found.
    return subprocess.run(["make", *words], cwd=folder, env=unreachable, input=answer, capture_output=True, text=True)


class Destroy(unittest.TestCase):
    def test_it_wants_the_stages_name_before_it_touches_anything(self):
        for answer in ("", "\n", "y\n", "guardian-link-prod\n"):
            told = make("destroy", "STAGE=dev", answer=answer)
            self.assertIn("This deletes guardian-link-dev, with every case in it.", told.stdout)
            self.assertIn("nothing was done", told.stderr)
            self.assertNotIn("publish.py", told.stdout, "the site stays")

    def test_with_the_name_it_withdraws_the_site_first(self):
        told = make("destroy", "STAGE=dev", answer="guardian-link-dev\n")
        self.assertIn("publish.py dev withdraw", told.stdout)
        self.assertIn("NoCredentialsError", told.stderr)
        self.assertNotIn("sam delete", told.stdout, "a bucket that is not empty would stop it half way")

    def test_stages_of_real_families_are_refused(self):
        for stage in ("staging", "prod"):
            told = make("destroy", f"STAGE={stage}", answer=f"guardian-link-{stage}\n")
            self.assertEqual((told.returncode, "holds real families" in told.stderr), (2, True))


class Clean(unittest.TestCase):
    def test_it_stops_the_stack_and_removes_what_the_tools_wrote_and_nothing_else(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copy(ROOT / "Makefile", folder)
            python = folder / ".local/cloud/bin/python"
            python.parent.mkdir(parents=True)
            python.write_text('#!/bin/sh\necho "$@" > called\n')
            python.chmod(0o755)
            (folder / "target").mkdir()
            self.assertEqual(make("clean", folder=folder).returncode, 0)
            self.assertEqual((folder / "called").read_text(), "infra/local/main.py down\n")
            self.assertEqual(sorted(path.name for path in folder.iterdir()), ["Makefile", "called", "target"])


if __name__ == "__main__":
    unittest.main()
