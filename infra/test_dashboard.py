"""The dashboard of the template says what it means: `python -m unittest discover -s infra -q`."""

import unittest

from cloudformation import resources


def board():
    """The dashboard's body."""
    [dashboard] = [resource for name, resource, _ in resources() if name == "Dashboard"]
    return dashboard["Properties"]["DashboardBody"]["Fn::ToJsonString"]


def empty(part, where):
    """Where a member has no value: in `{ title: Oldest due, s }` the comma ends the title, and `s` is a member."""
    members = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in members:
        if value is None:
            yield f"{where}.{name}"
        yield from empty(value, f"{where}.{name}")


class Dashboard(unittest.TestCase):
    def test_no_member_lacks_its_value(self):
        self.assertEqual(list(empty(board(), "body")), [])

    def test_what_is_counted_in_time_says_in_which_unit(self):
        titles = [widget["properties"].get("title", "") for widget in board()["widgets"]]
        for title in ("Answer, ms", "Oldest message, s", "Oldest due, s", "A transaction, ms"):
            self.assertIn(title, titles)


if __name__ == "__main__":
    unittest.main()
