"""What `make metrics` makes of log lines: `python -m unittest discover -s infra/local -q`."""

import json
import unittest

from logs import entry
from metrics import Wanted, dashboard, figures, table

STACK = "guardian-link-local"


def told(name, value, service="login", unit="Count", second=2, namespace=STACK):
    """A figure as shared/runtime/src/metrics.rs writes it."""
    metric = {"Namespace": namespace, "Dimensions": [["service"]], "Metrics": [{"Name": name, "Unit": unit}]}
    return entry(service, 0, json.dumps({
        "timestamp": f"2026-11-27T09:14:{second:02}.783Z", "level": "INFO", "service": service, "target": "metrics",
        name: value, "_aws": {"Timestamp": 1_795_770_842_783, "CloudWatchMetrics": [metric]},
    }))


def words(lines):
    return [" ".join(line.split()) for line in lines]


class Metrics(unittest.TestCase):
    def test_a_figure_is_counted_summed_and_kept_by_its_dimensions(self):
        seen = figures([told("SignIns", 1), told("SignIns", 1, second=9), told("ColdStarts", 1), told("ColdStarts", 1, "submit")], STACK)
        signed_in = seen["SignIns", (("service", "login"),)]
        self.assertEqual((signed_in.count, signed_in.sum, signed_in.last), (2, 2, 1))
        self.assertEqual({key for key in seen if key[0] == "ColdStarts"}, {("ColdStarts", (("service", of),)) for of in ("login", "submit")})

    def test_the_last_of_a_time_stands_beside_its_sum(self):
        lines = words(table(figures([told("OldestDueSeconds", 40, "notify", "Seconds"), told("OldestDueSeconds", 2, "notify", "Seconds", 7)], STACK), []))
        self.assertIn("OldestDueSeconds service=notify 2 42 s 2 s 11-27 09:14:07", lines)

    def test_one_line_may_carry_several_values(self):
        [figure] = figures([told("MailsSent", [1, 2])], STACK).values()
        self.assertEqual((figure.count, figure.sum, figure.last), (2, 3, 2))

    def test_another_namespace_and_what_is_no_figure_do_not_count(self):
        others = [told("SignIns", 1, namespace="other"), entry("login", 0, "thread panicked"), entry("login", 0, '{"SignIns": 1}')]
        self.assertEqual(figures(others, STACK), {})

    def test_what_the_dashboard_shows_and_nobody_told_is_listed(self):
        wanted = [Wanted("Families", "sent", ("Sent", (("service", "submit"),)))]
        lines = words(table(figures([told("Declined", 1, "submit")], STACK), wanted))
        self.assertIn("sent Sent service=submit none yet", lines)
        self.assertEqual(lines[lines.index("Not on the dashboard") + 1], "Declined service=submit 1 1 1 11-27 09:14:02")

    def test_the_dashboard_of_the_template_is_read(self):
        keys = {line.key for line in dashboard()}
        for step in ("login", "confirm-data", "submit", "review", "provision", "notify"):
            self.assertIn(("ColdStarts", (("service", step),)), keys)
        for step in ("provision", "notify"):
            self.assertIn(("OldestDueSeconds", (("service", step),)), keys)
        self.assertIn(Wanted("Families", "signed in", ("SignIns", (("service", "login"),))), dashboard())


if __name__ == "__main__":
    unittest.main()
