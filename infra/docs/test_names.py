"""What is shipped knows of no local cloud, nor does what tests it: none is named outside the Makefile, the scripts of infra and
the documents. The tests find their way by the stack's descriptor."""

import re
import unittest

from commands import ROOT

# What answers in AWS's place on somebody's machine. The first is ours, the second could stand in its place (docs/localstack.md).
NAMES = re.compile(r"ministack|localstack|\b[ml]s-custom-id\b|dynalite|dynoxide|dynamodb[-_]?local|elasticmq|goaws|floci|\bmoto\b", re.I)
SHIPPED = ("functions", "shared", "operator", "web/src", "web/messages", "infra/template.yaml", "infra/waf.yaml", "samconfig.toml")
LINKED = "dynoxide"  # a table within the process, which tests are built with: no cloud whose addresses they would have to know
MADE = {"node_modules", "target", "__pycache__"}
FOR_DEVELOPMENT = re.compile(r"^\[dev-dependencies\]\n(?:(?!\[).*\n?)*", re.M)  # of a crate's tests


def shipped():
    """The files that go out."""
    return (file for place in SHIPPED for file in within(ROOT / place) if not a_test(file))


def tests():
    """The files that try them."""
    return (file for place in (*SHIPPED, "tests") for file in within(ROOT / place) if a_test(file))


def within(path):
    """The files of a folder that somebody wrote."""
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file() and MADE.isdisjoint(file.relative_to(ROOT).parts):
            yield file


def a_test(file):
    """Whether a file is a test's."""
    return "tests" in file.relative_to(ROOT).parts or file.stem == "tests"


def naming(files):
    """Where a name stands."""
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a sound, a picture
        if file.name == "Cargo.toml":
            text = FOR_DEVELOPMENT.sub("", text)
        for name in NAMES.finditer(text):
            yield f"{file.relative_to(ROOT)}: {name[0]}"


class Names(unittest.TestCase):
    def test_what_is_shipped_names_no_local_cloud(self):
        self.assertEqual(list(naming(shipped())), [])

    def test_no_test_names_a_local_cloud(self):
        self.assertEqual([each for each in naming(tests()) if not each.endswith(f": {LINKED}")], [])

    def test_the_search_looks_at_what_is_shipped_and_knows_the_name(self):
        files, tried_by = ({file.relative_to(ROOT).as_posix() for file in found} for found in (shipped(), tests()))
        for file in ("functions/login/src/main.rs", "shared/runtime/src/aws.rs", "infra/template.yaml", "samconfig.toml", "web/src/lib/tokens.css"):
            self.assertIn(file, files)
        for file in ("tests/e2e/src/inbox.rs", "tests/browser/support/stack.ts", "functions/login/tests/login/door.rs"):
            self.assertIn(file, tried_by)
        pinned = (ROOT / "infra/local/requirements/cloud.txt").read_text()
        self.assertTrue(NAMES.search(pinned), "the local cloud's own name is among those looked for")


if __name__ == "__main__":
    unittest.main()
