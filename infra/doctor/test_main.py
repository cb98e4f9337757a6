import io
import re
import unittest
from contextlib import redirect_stdout
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from unittest.mock import patch

import asks
import clock
import main
from stage import Stage
from stubs import Cloud, said


def answer(*checks, name="prod"):
    """The exit code and what is printed when only these are asked."""
    printed = io.StringIO()
    stage = Cloud().stage(name)
    with patch.object(asks, "CHECKS", list(checks)), patch.object(main, "Stage", lambda _: stage), redirect_stdout(printed):
        return main.main(name), printed.getvalue()


def finds(*findings, **kind):
    return asks.Check("all is well", kind.get("not_locally", ""), lambda stage: findings)


class Doctor(unittest.TestCase):
    def test_what_is_well_is_said_and_no_error(self):
        code, printed = answer(finds())
        self.assertEqual(code, 0)
        self.assertIn("well            all is well", printed)

    def test_what_is_wrong_stands_with_its_mend_and_fails(self):
        code, printed = answer(finds(asks.Wrong("it is broken", "mend it")), finds())
        self.assertEqual(code, 1)
        self.assertIn("it is broken\n                → mend it", printed)
        self.assertIn("1 wrong, 1 well, 0 not asked here", printed)

    def test_what_the_local_stage_cannot_answer_is_not_called_well(self):
        code, printed = answer(finds(not_locally="nobody is there"), name="local")
        self.assertEqual(code, 0)
        self.assertIn("not asked here  whether all is well: nobody is there", printed)
        self.assertIn("0 wrong, 0 well, 1 not asked here", printed)

    def test_a_question_that_is_refused_is_wrong_and_named(self):
        def refused(stage):
            stage.session.fails("kms", "describe_key", "AccessDeniedException")
            stage.client("kms").describe_key(KeyId="k")

        code, printed = answer(asks.Check("the key is there", "", refused), finds())
        self.assertEqual(code, 1)
        self.assertIn("whether the key is there: DescribeKey was refused, AccessDeniedException", printed)
        self.assertIn("1 wrong, 1 well", printed)

    def test_what_a_failed_first_deployment_did_not_hand_out_is_told(self):
        def asks_the_table(stage):
            return [stage.outputs["TableName"]]

        check = asks.Check("the table is there", "", asks_the_table)
        [finding] = main.examine(Stage("prod", Cloud(), {}), check)
        self.assertIn("the stack has no output TableName", finding.what)

    def test_every_check_says_what_it_asks(self):
        self.assertGreater(len(asks.CHECKS), 20)
        self.assertEqual(len({check.about for check in asks.CHECKS}), len(asks.CHECKS))

    def test_a_stack_that_is_not_there_is_told(self):
        def missing(name):
            cloud = Cloud()
            cloud.fails("cloudformation", "describe_stacks", "ValidationError")
            cloud.client("cloudformation").describe_stacks()

        with patch("main.Stage", missing), patch("sys.stderr", io.StringIO()) as printed:
            self.assertEqual(main.main("prod"), 2)
        self.assertIn("Is it deployed", printed.getvalue())


class Clock(unittest.TestCase):
    def told(self, **apart):
        there = format_datetime(datetime.now(timezone.utc) - timedelta(**apart), usegmt=True)
        return self.answered({"date": there})

    def answered(self, head):
        cloud = Cloud()
        cloud.answers("sts", "get_caller_identity", {"ResponseMetadata": {"HTTPHeaders": head}})
        return said(clock.clock, cloud.stage())

    def test_a_clock_that_goes_right_is_well(self):
        self.assertEqual(self.told(seconds=2), [])

    def test_one_that_goes_wrong_is_told_by_how_much(self):
        self.assertRegex(self.told(minutes=4)[0], re.compile(r"2(39|40|41) seconds ahead"))
        self.assertIn("behind", self.told(minutes=-4)[0])

    def test_an_answer_without_a_time_is_no_comfort(self):
        self.assertIn("names no time", self.answered({})[0])


class Deploying(unittest.TestCase):
    def test_the_local_stage_is_mended_by_another_command(self):
        self.assertEqual(Stage("local", Cloud(), {}).deploy, "make up")
        self.assertEqual(Stage("dev", Cloud(), {}).deploy, "make deploy STAGE=dev")


if __name__ == "__main__":
    unittest.main()
