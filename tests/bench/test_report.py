"""The list of calls says what was counted, in its place on the page."""

import json
import unittest

import report

PORTAL = {"what": "GET /api/case", "calls": 1, "read_units": 6.0, "write_units": 0.0, "bytes": 2745, "named": ["BatchGetItem"], "others": [], "answer_bytes": 1103}
MAIL = {"what": "mail: sent", "calls": 2, "read_units": 1.0, "write_units": 11.0, "bytes": 7779, "named": ["GetItem CASE", "PutItem LEASE"], "others": ["SendEmail"]}


class Counts(unittest.TestCase):
    def test_a_request_stands_with_its_calls_and_its_answer(self):
        self.assertIn("| GET /api/case | 1 | 6.0 | 0.0 | 2,745 | BatchGetItem |  | 1,103 |", report.counts([PORTAL]).splitlines())

    def test_a_message_stands_with_what_other_services_do_and_has_no_answer(self):
        self.assertIn("| mail: sent | 2 | 1.0 | 11.0 | 7,779 | GetItem CASE, PutItem LEASE | SendEmail |  |", report.counts([MAIL]).splitlines())

    def test_each_line_of_the_list_has_as_many_cells_as_its_head(self):
        lines = [line for line in report.counts([PORTAL, MAIL]).splitlines() if line.startswith("|")]
        self.assertEqual({line.count("|") for line in lines}, {9})

    def test_all_that_was_counted_stands_on_the_page(self):
        page = report.PAGE.read_text(encoding="utf-8")
        told = json.loads(report.COUNTS.read_text(encoding="utf-8"))
        self.assertIn(report.counts(told), page)


class Between(unittest.TestCase):
    def test_what_stands_around_the_marks_is_left_alone(self):
        page = "before\n<!-- counts: begin -->\nold\n<!-- counts: end -->\nafter\n"
        self.assertEqual(report.between(page, "counts", "new"), "before\n<!-- counts: begin -->\nnew\n<!-- counts: end -->\nafter\n")

    def test_a_page_without_marks_is_refused(self):
        with self.assertRaises(SystemExit):
            report.between("a page", "counts", "new")


if __name__ == "__main__":
    unittest.main()
