"""The commands that the documents tell to type: those of fenced shell blocks, and inline code that begins like one."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHELLS = ("sh", "bash", "shell", "console")
# What inline code begins with when it is a command; `make` alone is a program's name.
PROGRAMS = (
    "make", "cargo", "npm", "npx", "aws", "curl", "git", "gh", "sam", "cd", "docker", "operator", "python", "python3", "pip", "jq",
    "bash", "sh", "mkdir",
)
A_PATH = re.compile(r"\.?[\w-]+/[\w./-]+")
ASSIGNMENTS = re.compile(r"""(?:\w+=(?:"[^"]*"|'[^']*'|[^\s"']*)+(?:\s+|$))*""")
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.S | re.M)
INLINE = re.compile(r"(?<!`)`([^`]+)`(?!`)")


@dataclass(frozen=True)
class Command:
    """One command, with where it stands. `folder` is where a `cd` before it went."""

    file: str
    line: int
    text: str
    fenced: bool
    folder: str = ""

    def __str__(self):
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True)
class Block:
    """A fenced shell block, under its heading."""

    file: str
    line: int
    heading: str
    text: str


def documents():
    """Every document that is read by people who use this."""
    of_root, of_folders = sorted(ROOT.glob("*.md")), [*sorted((ROOT / "infra").rglob("README.md")), ROOT / "tests/bench/peers/README.md"]
    return of_root + sorted((ROOT / "docs").rglob("*.md")) + of_folders


def blocks(path):
    """The fenced shell blocks of a document."""
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    found = []
    for fence in FENCE.finditer(text):
        if fence[2] in SHELLS:
            headings = re.findall(r"^#+ (.+)$", text[: fence.start()], re.M)
            found.append(Block(name, line_of(text, fence.start(3)), headings[-1] if headings else "", fence[3]))
    return found


def commands(path):
    """The commands of a document."""
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    found = []
    for block in blocks(path):
        found += placed(name, block.line, block.text, fenced=True)
    prose = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)
    for code in INLINE.finditer(prose):
        if "\n\n" not in code[1] and looks_like_one(code[1]):
            found += placed(name, line_of(text, code.start()), code[1].replace("\n", " "), fenced=False)
    return found


def looks_like_one(code):
    """Whether inline code is a command, and not a name."""
    words = without_assignments(code).split()
    return len(words) > 1 and (words[0] in PROGRAMS or bool(A_PATH.fullmatch(words[0])))


def placed(name, line, text, fenced):
    """The commands of a piece of shell, each with its line and the folder it is in."""
    found, folder = [], ""
    for at, command in split(text):
        plain = without_assignments(" ".join(command.split()))
        if plain.startswith("cd "):
            folder = plain.split()[1]
        elif plain:
            found.append(Command(name, line + text[:at].count("\n"), plain, fenced, folder))
    return found


def without_assignments(command):
    """A command without the variables set before it; nothing, if it only sets some."""
    return command[ASSIGNMENTS.match(command).end() :]


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def split(text):
    """The simple commands of a piece of shell, each with where it begins; what is substituted stands among them."""
    found, _ = _scan(text, 0, None)
    return found


def _scan(text, at, closing):
    """Reads up to the closing parenthesis of a substitution, or to the end."""
    found, began, current = [], None, ""

    def finish():
        if current.strip():
            found.append((began, current.strip()))

    while at < len(text):
        letter = text[at]
        if letter == closing:
            at += 1
            break
        if letter in ";|&\n":
            finish()
            began, current, at = None, "", at + 1
        elif letter == "#" and (not current or current[-1].isspace()):
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        else:
            began = at if began is None and not letter.isspace() else began
            taken, nested, at = _take(text, at)
            found += nested
            current += taken
    finish()
    return sorted(found), at


def _take(text, at):
    """One letter, escaped letter, quoted text or substitution, and the commands inside."""
    letter = text[at]
    if letter == "\\":
        return (" " if text[at + 1] == "\n" else text[at : at + 2]), [], at + 2
    if letter == "'":
        end = text.find("'", at + 1) + 1 or len(text)
        return text[at:end], [], end
    if text.startswith("$(", at):
        nested, end = _scan(text, at + 2, ")")
        return "$(…)", nested, end
    if letter == '"':
        taken, nested, at = '"', [], at + 1
        while at < len(text) and text[at] != '"':
            more, inner, at = _take(text, at) if text[at] in "\\$" else (text[at], [], at + 1)
            taken, nested = taken + more, nested + inner
        return taken + '"', nested, at + 1
    return letter, [], at + 1
