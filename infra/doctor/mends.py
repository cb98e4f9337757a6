"""A mend, held against what it names: AWS's commands against AWS's own description of them, make's against the Makefile, pages against the
documents, settings against the template. What is done in a console nobody here can look up.
"""

import re
import sys
from functools import cache
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "docs"))
import aws  # noqa: E402  it stands in another folder, as the next two
from commands import ROOT  # noqa: E402
from makefile import Makefile  # noqa: E402

MAKE = Makefile()
PHRASES = re.compile(r"[`()]|[;:,] ")
PAGE = re.compile(r"(docs/[\w/.-]+\.md)(?:, ([^;:()]+))?(?:: steps? (\d+(?: and \d+)*))?")
SETTING = re.compile(r"(\w+)=\S+ in samconfig\.toml")


def wrong(mend):
    """What a mend names, and nothing is."""
    found = [] if mend.strip() else ["nothing is said"]
    for phrase in PHRASES.split(mend):
        if command := re.search(r"\baws ([a-z].+)", phrase):
            found += aws.wrong(re.sub(r"^s3api\b", "s3", command[1]).split())  # The tool's name of its plainer half.
        if command := re.search(r"\bmake (\S+)((?: [A-Z_]+=\S+)*)", phrase):
            found += of_make(command[1], re.findall(r"(\w+)=", command[2]))
    found += [f"{name} is no setting" for name in SETTING.findall(mend) if not re.search(rf"^  {name}: {{ Type", template(), re.M)]
    return found + [each for page in PAGE.findall(mend) for each in of_page(*page)]


def of_make(target, variables):
    """What make does not know."""
    if target not in MAKE.recipes:
        return [f"make has no {target}"]
    return [f"make {target} looks at no {name}" for name in variables if name not in MAKE.looked_at(target)]


def of_page(file, place, steps):
    """What a document lacks. A place is a heading or the bold beginning of a paragraph; or some of the names in one, or such that `…` stands for."""
    if not (ROOT / file).is_file():
        return [f"there is no {file}"]
    found = []
    for name in re.split(", ", place) if place else ():
        sections = [text for heading, text in places(file) if any(re.fullmatch(re.escape(part).replace("…", "[a-z-]+"), name) for part in heading.split(", "))]
        found += [] if sections else [f"{file} has no {name}"]
        found += [f"{file}, {name} has no step {step}" for step in re.findall(r"\d+", steps) if not re.search(rf"^(\| )?{step}\. ", "".join(sections), re.M)]
    return found


@cache
def places(file):
    """The places of a document, each with what follows up to the next heading."""
    text = (ROOT / file).read_text()
    headings = re.findall(r"^#+ (.+)\n((?:(?!#).*\n?)*)", text, re.M)
    return headings + [(bold, "") for bold in re.findall(r"^\*\*([^*]+?)[.:]?\*\*", text, re.M)]


@cache
def template():
    return (ROOT / "infra/template.yaml").read_text()
