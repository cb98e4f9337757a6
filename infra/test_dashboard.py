"""The dashboard of the template says what it means: `python -m unittest discover -s infra -q`."""

import re
import unittest

from cloudformation import ROOT, resources

COUNTED = re.compile(r"\bmetrics::(?:count|seconds)\(\s*([^,)]+)")
FUNCTION = re.compile(r"^ *(?:pub(?:\(\w+\))? )?(?:async )?fn ", re.M)


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


def emitted():
    """The names of the figures that the sources count, each with the function whose own source that is, if it is one's."""
    for folder in ("functions", "shared"):
        for path in sorted((ROOT / folder).glob("*/src/**/*.rs")):
            if path.stem != "tests":
                step = path.relative_to(ROOT).parts[1] if folder == "functions" else None
                yield from ((name, step) for name in names(path.read_text(), path))


def names(source, path):
    """The names that a source counts under: a literal, or those that the same function chooses from."""
    for call in COUNTED.finditer(source):
        before = source[[found.start() for found in FUNCTION.finditer(source, 0, call.start())][-1] : call.start()]
        literals = re.findall(r'"(\w+)"', call[1] if '"' in call[1] else before)
        if not literals:
            raise AssertionError(f"{path.name}: nobody can tell what `{call[0]}` counts")
        yield from literals


def shown():
    """The names of the functions' own figures on the dashboard, each with its function."""
    lines = [line for widget in board()["widgets"] for line in widget["properties"].get("metrics", [])]
    return {(line[1], line[3]) for line in lines if line[0] == "AWS::StackName" and line[2] == "service"}


class Dashboard(unittest.TestCase):
    def test_what_is_counted_is_shown_and_nothing_else(self):
        self.assertEqual({name for name, _ in shown()}, {name for name, _ in emitted()}, "left: the dashboard, right: the sources")

    def test_what_one_function_counts_is_shown_of_it(self):
        self.assertEqual([each for each in emitted() if each[1] and each not in shown()], [])

    def test_every_function_tells_of_its_cold_starts(self):
        steps = {path.parent.name for path in ROOT.glob("functions/*/Cargo.toml")}
        self.assertEqual({step for name, step in shown() if name == "ColdStarts"}, steps)

    def test_no_member_lacks_its_value(self):
        self.assertEqual(list(empty(board(), "body")), [])

    def test_what_is_counted_in_time_says_in_which_unit(self):
        titles = [widget["properties"].get("title", "") for widget in board()["widgets"]]
        for title in ("Answer, ms", "Oldest message, s", "Oldest due, s", "A transaction, ms"):
            self.assertIn(title, titles)


if __name__ == "__main__":
    unittest.main()
