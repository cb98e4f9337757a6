"""Every finding that the doctor's source has is found by some test, and its mend names what there is."""

import ast
import sys
import unittest
from pathlib import Path
from unittest.mock import patch

import asks
import main  # noqa: F401  with it, every check
import mends
import stubs

HERE = Path(__file__).parent
TESTS = [path.stem for path in sorted(HERE.glob("test_*.py")) if path != Path(__file__)]
SOURCES = [path for path in sorted(HERE.glob("*.py")) if path.stem not in (*TESTS, "test_mends", "stubs", "mends")]


def findings():
    """Where the source makes a finding: file and line."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Wrong":
                yield path.name, node.lineno


class Every(unittest.TestCase):
    def test_finding_is_made_by_a_test_with_a_mend_that_leads_somewhere(self):
        made, astray = set(), []

        def note(what, mend):
            frame = sys._getframe(1)
            made.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
            astray.extend((mend, each) for each in mends.wrong(mend))
            return asks.Wrong(what, mend)

        modules = [sys.modules[path.stem] for path in SOURCES if "Wrong(" in path.read_text() and path.stem not in ("asks", "main")]
        for module in modules:
            self.enterContext(patch.object(module, "Wrong", note))
        unittest.defaultTestLoader.loadTestsFromNames(TESTS).run(unittest.TestResult())
        self.assertEqual(astray, [])
        self.assertEqual(sorted(set(findings()) - made), [], "no test finds these")


    def test_test_that_meets_a_mend_that_leads_nowhere_fails(self):
        astray = asks.Check("all is well", "", lambda stage: [asks.Wrong("it is broken", "docs/nowhere.md")])
        with self.assertRaisesRegex(AssertionError, "there is no docs/nowhere.md"):
            stubs.found(astray, None)


class Reading(unittest.TestCase):
    """The reader itself: what it overlooks, nobody checks."""

    def test_a_command_of_aws_is_looked_up_wherever_it_stands(self):
        self.assertEqual(mends.wrong("aws events enable-rule --name x"), [])
        self.assertEqual(mends.wrong("aws events enable-role --name x"), ["events has no enable-role"])
        self.assertEqual(mends.wrong("when it is mended (docs/runbook.md): aws events enable-rule --nam x"), ["no option --nam", "--name is missing"])
        self.assertEqual(mends.wrong("at once: aws kms cancel-key-deletion --key-id k, then aws kms able-key"), ["kms has no able-key"])
        self.assertEqual(mends.wrong("set what `aws sesv2 get-email-identity --email-identity d` names"), [])
        self.assertEqual(mends.wrong("aws s3api put-object-lock, as the template says"), ["s3 has no put-object-lock"])

    def test_a_target_of_make_is_looked_up_with_its_variables(self):
        self.assertEqual(mends.wrong("make rotate-keys STAGE=prod publishes them again"), [])
        self.assertEqual(mends.wrong("mend, make deplo STAGE=prod"), ["make has no deplo"])
        self.assertEqual(mends.wrong("make deploy STAG=prod"), ["make deploy looks at no STAG"])

    def test_a_page_is_looked_up_with_its_place_and_step(self):
        self.assertEqual(mends.wrong("docs/runbook.md, The table is lost: steps 4 and 5"), [])
        self.assertEqual(mends.wrong("docs/operations.md, The first deploy: step 2"), [])
        self.assertEqual(mends.wrong("never anew (docs/runbook.md, Secrets)"), [])
        self.assertEqual(mends.wrong("docs/runbook/alarms.md, login-failing"), [], "`…-failing` is about it")
        self.assertEqual(mends.wrong("docs/runbook.md, The table is los"), ["docs/runbook.md has no The table is los"])
        self.assertEqual(mends.wrong("docs/runbook.md, The table is lost: step 44"), ["docs/runbook.md, The table is lost has no step 44"])
        self.assertEqual(mends.wrong("docs/runboo.md, Secrets"), ["there is no docs/runboo.md"])

    def test_a_setting_is_looked_up(self):
        self.assertEqual(mends.wrong("AlarmsAddress=… in samconfig.toml, make deploy STAGE=prod"), [])
        self.assertEqual(mends.wrong("AlarmAddress=… in samconfig.toml"), ["AlarmAddress is no setting"])

    def test_no_mend_at_all_is_none(self):
        self.assertEqual(mends.wrong(" "), ["nothing is said"])


if __name__ == "__main__":
    unittest.main()
