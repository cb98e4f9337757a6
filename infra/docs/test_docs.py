"""What the documents say can be typed, opened and followed: `python -m unittest discover -s infra/docs -q`.

Whether a command does what is said of it: infra/docs/run.py types those that can be typed here. commands.toml says of the
others why not, and what runs their code.
"""

import json
import os
import re
import subprocess
import tomllib
import unittest
from functools import cache

import aws
import links
from commands import ROOT, blocks, commands, documents, split
from makefile import Makefile

TABLE = tomllib.loads((ROOT / "infra/docs/commands.toml").read_text())
MAKE = Makefile()
FILLED = {"STAGE": "dev", "DIR": "infra/demo", "ID": "x", "USER": "x", "TAG": "v0"}  # where prose leaves a value open


@cache
def everything():
    """Every command of every document, but those in blocks that are run whole."""
    whole = [(each["file"], each["heading"]) for each in TABLE["blocks"]]
    found = []
    for path in documents():
        skipped = [block for block in blocks(path) if (block.file, block.heading) in whole]
        lines = {block.line + at for block in skipped for at in range(block.text.count("\n"))}
        found += [command for command in commands(path) if command.line not in lines or not command.fenced]
    return found


def of(program):
    """The commands of one program, as words; options of make itself are left out."""
    for command in everything():
        words = command.text.split()
        if words[0] == program:
            yield command, [word for word in words[1:] if not (program == "make" and word.startswith("-"))]


def entries():
    """The table's entries for single commands: what matches, and the entry."""
    return [(re.compile(entry["command"]), entry) for kind in ("runs", "elsewhere") for entry in TABLE[kind]]


class Commands(unittest.TestCase):
    def test_each_is_run_or_has_its_reason(self):
        wrong = []
        for command in everything():
            text = re.sub(r"^make -s ", "make ", command.text)
            matched = [entry["command"] for pattern, entry in entries() if pattern.fullmatch(text)]
            wrong += [f"{command}: {len(matched)} entries"] if len(matched) != 1 else []
        self.assertEqual(wrong, [], "infra/docs/commands.toml has to have one entry for each: run, or why not")

    def test_each_entry_is_about_a_command_of_the_documents(self):
        texts = [re.sub(r"^make -s ", "make ", command.text) for command in everything()]
        stale = [entry["command"] for pattern, entry in entries() if not any(pattern.fullmatch(text) for text in texts)]
        self.assertEqual(stale, [], "commands.toml has these, and no document")
        headings = [(block.file, block.heading) for path in documents() for block in blocks(path)]
        for entry in TABLE["blocks"]:
            self.assertIn((entry["file"], entry["heading"]), headings)

    def test_what_is_not_run_names_what_runs_its_code(self):
        tested = MAKE.closure("test")
        for entry in (*TABLE["elsewhere"], *(each for each in TABLE["blocks"] if "why" in each)):
            self.assertTrue(entry["why"], entry)
            for by in entry["by"]:
                file, _, said = by.partition(": ")
                if by.startswith("make "):
                    self.assertIn(by.split()[1], tested, f"{by}: no part of `make test`")
                else:
                    self.assertTrue((ROOT / file).is_file(), f"{by}: there is no such file")
                    code = [line for line in (ROOT / file).read_text().splitlines() if not line.lstrip().startswith(("#", "//", "/*", "*"))]
                    self.assertTrue(any(said in line for line in code), f"{by}: no line of code has it")

    def test_make_has_the_target_and_looks_at_the_variables(self):
        for command, words in of("make"):
            targets = [word for word in words if "=" not in word]
            self.assertTrue(targets, command)
            for target in targets:
                self.assertIn(target, MAKE.recipes, f"{command}: make has no such target")
            looked_at = set().union(*(MAKE.looked_at(target) for target in targets))
            for name in (word.split("=")[0] for word in words if "=" in word):
                self.assertIn(name, looked_at, f"{command}: nothing looks at {name}")

    def test_make_knows_what_it_would_do(self):
        env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        asked = set()
        for command, words in of("make"):
            needed = set(re.findall(r"error (\w+)=", "".join(MAKE.recipes[target] for target in words if target in MAKE.recipes)))
            needed |= {"STAGE"} if any("stage" in MAKE.needs.get(target, []) for target in words) else set()
            given = {word.split("=")[0] for word in words if "=" in word}
            filled = [re.sub(r"(\w+)=(…|\$\w+|.*…)$", lambda open_: f"{open_[1]}={FILLED.get(open_[1], 'x')}", word) for word in words]
            # A target that prose only names wants no variables; a line to type has to have them.
            filled += [] if command.fenced or given else [f"{name}={FILLED[name]}" for name in sorted(needed)]
            if tuple(filled) not in asked:
                asked.add(tuple(filled))
                told = subprocess.run(["make", "-n", *filled], cwd=ROOT, env=env, capture_output=True, text=True)
                self.assertEqual(told.returncode, 0, f"{command}: make -n {' '.join(filled)}: {told.stderr}")

    def test_each_target_of_the_help_is_spoken_of(self):
        spoken = {word for _, words in of("make") for word in words}
        self.assertEqual([target for target in MAKE.says if target not in spoken], [], "no document speaks of these targets")

    def test_npm_has_the_script(self):
        for command, words in of("npm"):
            package = ROOT / (command.folder or "web") / "package.json"
            self.assertTrue(package.is_file(), f"{command}: there is no such folder")
            if words[0] == "run":
                self.assertIn(words[1], json.loads(package.read_text())["scripts"], str(command))

    def test_cargo_has_package_profile_and_example(self):
        workspace = tomllib.loads((ROOT / "Cargo.toml").read_text())
        folders = [folder for member in workspace["workspace"]["members"] for folder in ROOT.glob(member) if (folder / "Cargo.toml").is_file()]
        packages = {tomllib.loads((folder / "Cargo.toml").read_text())["package"]["name"]: folder for folder in folders}
        for command, words in of("cargo"):
            told = dict(zip(words, words[1:]))
            if profile := told.get("--profile"):
                self.assertIn(profile, workspace["profile"], str(command))
            if package := told.get("-p"):
                self.assertIn(package, packages, str(command))
                if example := told.get("--example"):
                    there = packages[package] / "examples" / example
                    self.assertTrue(there.with_suffix(".rs").is_file() or there.is_dir(), str(command))

    def test_aws_has_operation_and_options(self):
        for command, words in of("aws"):
            self.assertEqual(aws.wrong(words), [], str(command))


class Places(unittest.TestCase):
    def test_links_lead_somewhere(self):
        self.assertEqual([link for path in documents() for link in links.dead_links(path)], [])

    def test_tests_and_functions_that_are_named_are_there(self):
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
        code = [ROOT / file for file in tracked if file.endswith((".rs", ".py", ".ts", ".toml", ".yaml")) and (ROOT / file).is_file()]
        known = links.code_words(code)
        self.assertEqual([word for path in documents() for word in links.unknown_words(path, known)], [])

    def test_files_that_are_named_are_there(self):
        made_up = set(TABLE["made_up"]["names"])
        self.assertEqual([file for path in documents() for file in links.missing_files(path, made_up)], [])


class Reading(unittest.TestCase):
    """The reader itself: what it overlooks, nobody checks."""

    def found(self, text):
        return [command for _, command in split(text)]

    def test_shell_is_taken_apart(self):
        self.assertEqual(self.found("make up && cd web; npm run dev | cat"), ["make up", "cd web", "npm run dev", "cat"])
        self.assertEqual(self.found("make a # make b\nmake c"), ["make a", "make c"])
        self.assertEqual(self.found("aws x \\\n  --y z"), ["aws x    --y z"])

    def test_what_is_substituted_is_a_command_too(self):
        self.assertIn("make -s captcha ID=$id", self.found("answer=$(make -s captcha ID=$id)"))
        self.assertIn("make token", self.found('curl -H "authorization: $(make token)" $api'))
        self.assertEqual(self.found("echo 'make a; $(make b)'"), ["echo 'make a; $(make b)'"])

    def test_a_makefile_is_read(self):
        make = Makefile('X = $(STAGE)\na b: c ## Does it (FOUR=4)\n\t@run $(X) $(if $(ONE),$(ONE))\nc:\n\tdo $(or $(TWO),3)\n')
        self.assertEqual(make.closure("a"), ["a", "c"])
        self.assertLessEqual({"STAGE", "ONE", "TWO"}, make.looked_at("b"))
        self.assertNotIn("FOUR", make.looked_at("a"), "nothing takes it from the environment")

    def test_anchors_are_as_github_makes_them(self):
        self.assertIn("when-data-got-out-個資法-art-12", links.anchors(ROOT / "docs/privacy.md"))

    def test_aws_is_held_against_its_own_description(self):
        self.assertEqual(aws.wrong("kms cancel-key-deletion".split()), [])
        self.assertEqual(aws.wrong("kms cancel-key-removal".split()), ["kms has no cancel-key-removal"])
        self.assertEqual(aws.wrong("kms cancel-key-deletion --key X".split()), ["no option --key", "--key-id is missing"])


if __name__ == "__main__":
    unittest.main()
