"""What `make logs` reads, leaves out and prints: `python -m unittest discover -s infra/local -q`."""

import json
import unittest

from logs import Source, chosen, entry, read

BEGAN = 1_795_770_842_000


def line(at, level="INFO", message="answered", **fields):
    """A line as the functions write it, so many milliseconds after the begin."""
    return json.dumps({"timestamp": f"2026-11-27T09:14:{2 + at // 1000:02}.{at % 1000:03}Z", "level": level,
                       "service": "login", "target": "api::service", "message": message} | fields)


class Recorded:
    """A client that answers with what was logged, by function, and notes what it was asked."""

    def __init__(self, logged):
        self.logged, self.asked = logged, []

    def get_paginator(self, operation):
        assert operation == "filter_log_events"
        return self

    def paginate(self, logGroupName, **how):
        self.asked.append((logGroupName, how))
        events = self.logged.get(logGroupName, [])
        return [{"events": [{"timestamp": at, "logStreamName": "one", "message": text} for at, text in events]}]


class Logs(unittest.TestCase):
    def test_entries_of_all_functions_stand_in_the_order_of_their_own_times(self):
        client = Recorded({
            "/aws/lambda/s-login": [(BEGAN, line(900, message="second")), (BEGAN, line(20, message="first"))],
            "/aws/lambda/s-submit": [(BEGAN + 5000, line(1000, message="third"))],
        })
        told = read(Source(client, "s"), ["login", "submit"])
        self.assertEqual([each.fields["message"] for each in told], ["first", "second", "third"])

    def test_a_panic_stays_behind_the_entry_before_it_and_has_no_level(self):
        client = Recorded({"/aws/lambda/s-login": [(BEGAN, line(900)), (BEGAN, "thread 'main' panicked at src/main.rs:1")]})
        told = read(Source(client, "s"), ["login"])
        self.assertEqual([each.level for each in told], ["info", None])
        self.assertEqual(len(chosen(told, level="error")), 1)
        self.assertIn("-     login        thread 'main' panicked", str(told[1]))

    def test_the_frame_that_the_platform_writes_is_left_out(self):
        frame = ["START RequestId: 1 Version: 1", "END RequestId: 1", "REPORT RequestId: 1 Duration: 2 ms", "INIT_START Runtime", ""]
        client = Recorded({"/aws/lambda/s-login": [(BEGAN, text) for text in frame]})
        self.assertEqual(read(Source(client, "s"), ["login"]), [])

    def test_an_id_is_found_wherever_it_stands(self):
        of = {"correlation_id": "c-1", "request_id": "r-1", "function_request_id": "f-1", "case": "K7"}
        told = [entry("login", BEGAN, line(0, **{name: value})) for name, value in of.items()]
        told.append(entry("login", BEGAN, line(0, cause={"correlation_id": "c-1"})))
        self.assertEqual(len(chosen(told, "c-1")), 2)
        for name, value in list(of.items())[1:]:
            self.assertEqual([each.fields[name] for each in chosen(told, value)], [value])

    def test_a_level_lets_through_what_is_as_grave(self):
        told = [entry("login", BEGAN, line(0, level=level)) for level in ("DEBUG", "INFO", "WARN", "ERROR")]
        self.assertEqual([each.level for each in chosen(told, level="warn")], ["warn", "error"])

    def test_an_entry_is_one_line_its_ids_last(self):
        told = entry("login", BEGAN, line(792, request_id="r-1", status=201, route="/api/sessions", error="two words"))
        self.assertEqual(
            str(told), '11-27 09:14:02.792 INFO  login        answered  status=201  route=/api/sessions  error="two words"  request_id=r-1'
        )

    def test_a_figure_shows_its_name_and_value_and_not_its_form(self):
        counted = json.loads(line(0, SignIns=1, _aws={"CloudWatchMetrics": []}))
        del counted["message"]
        self.assertTrue(str(entry("login", BEGAN, json.dumps(counted))).endswith("metric  SignIns=1"))

    def test_what_only_looks_like_an_entry_is_shown_as_it_is(self):
        for text in ("{", "[1]", "7", '{"level": "INFO"}', '{"timestamp": "x", "level": "INFO"}', line(0, level="LOUD")):
            self.assertIsNone(entry("login", BEGAN, text).fields, text)

    def test_a_stage_is_asked_for_its_groups_its_time_and_the_id(self):
        client = Recorded({})
        read(Source(client, "guardian-link-dev", 7), ["notify"], having="c-1")
        self.assertEqual(client.asked, [("/aws/lambda/guardian-link-dev-notify", {"startTime": 7, "filterPattern": '"c-1"'})])


if __name__ == "__main__":
    unittest.main()
