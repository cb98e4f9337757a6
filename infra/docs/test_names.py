"""What is shipped knows of no local cloud: none is named outside the Makefile, the scripts of infra, the tests and the documents."""

import re
import unittest

from commands import ROOT

# What answers in AWS's place on somebody's machine. The first is ours, the second could stand in its place (docs/localstack.md).
NAMES = re.compile(r"ministack|localstack|dynalite|dynoxide|dynamodb[-_]?local|elasticmq|goaws|floci|\bmoto\b", re.I)
SHIPPED = ("functions", "shared", "operator", "web/src", "web/messages", "infra/template.yaml", "infra/waf.yaml", "samconfig.toml")
FOR_DEVELOPMENT = re.compile(r"^\[dev-dependencies\]\n(?:(?!\[).*\n?)*", re.M)  # of a crate's tests


def shipped():
    """The files whose words count, tests left out."""
    for place in SHIPPED:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.is_file() and "tests" not in file.relative_to(path.parent).parts and file.stem != "tests":
                yield file


def naming():
    """Where a name stands."""
    for file in shipped():
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
        self.assertEqual(list(naming()), [])

    def test_the_search_looks_at_what_is_shipped_and_knows_the_name(self):
        files = {file.relative_to(ROOT).as_posix() for file in shipped()}
        for file in ("functions/login/src/main.rs", "shared/runtime/src/aws.rs", "infra/template.yaml", "samconfig.toml", "web/src/lib/tokens.css"):
            self.assertIn(file, files)
        pinned = (ROOT / "infra/local/requirements/cloud.txt").read_text()
        self.assertTrue(NAMES.search(pinned), "the local cloud's own name is among those looked for")


if __name__ == "__main__":
    unittest.main()
