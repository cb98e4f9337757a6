"""The files, links and headings that the documents name."""

import re
from itertools import product

from commands import FENCE, INLINE, ROOT, line_of

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"\.?[\w-]+(?:/[\w.,{}*<>…@-]+)+/?")
WHOLE = re.compile(r"(?:\.?[\w-]+/)*[\w.-]+\.(?:md|toml|py|rs|ts|json|yaml|yml|csv|svelte)")
NAME = re.compile(r"(?<![\w/.-])[a-z0-9]+(?:_[a-z0-9]+){3,}(?![\w/-])")
MADE = re.compile(r"(target|\.local|web/dist)(/|$)|.*node_modules")  # by a build, so that a fresh clone lacks it


def anchors(path):
    """The anchors of a document's headings, as GitHub makes them."""
    found = []
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", path.read_text()), re.M):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return found


def unknown_words(path, known):
    """Names of functions and tests that a document gives, and that the code does not have. Four parts make a name."""
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    for word in NAME.finditer(text):
        if word[0] not in known:
            yield f"{name}:{line_of(text, word.start())}: {word[0]}: nothing in the code is called so"


def code_words(files):
    """Every word of these files that could be such a name."""
    return {word for file in files for word in NAME.findall(file.read_text(encoding="utf-8", errors="ignore"))}


def dead_links(path):
    """Links of a document that lead nowhere in this repository."""
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    prose = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)
    for link in LINK.finditer(INLINE.sub(lambda code: " " * len(code[0]) if "\n" not in code[0] else code[0], prose)):
        if "://" in link[1] or link[1].startswith("mailto:"):
            continue
        file, _, anchor = link[1].partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists():
            yield f"{name}:{line_of(text, link.start())}: {link[1]}: there is no such file"
        elif anchor and there.suffix == ".md" and anchor not in anchors(there):
            yield f"{name}:{line_of(text, link.start())}: {link[1]}: there is no such heading"


def missing_files(path, made_up):
    """Files that a document names in code, and that there are not. `made_up` are names in examples of what could be."""
    text, name = path.read_text(), path.relative_to(ROOT).as_posix()
    prose = FENCE.sub(lambda fence: re.sub(r"[^\n]", " ", fence[0]), text)
    for code in INLINE.finditer(prose):
        for word in code[1].split():
            word = re.sub(r"(?<!\w)\W+$|[,;:]$", "", word).strip("()\"'")
            if (PATH.fullmatch(word) or WHOLE.fullmatch(word)) and not any(part in made_up for part in (word, *re.split(r"[/.-]", word))):
                if not there(word, path.parent):
                    yield f"{name}:{line_of(text, code.start())}: {word}: there is no such file"


def there(word, folder):
    """Whether a file named so stands where its readers look: at the root, beside the document, in the site, among its tests."""
    if "/" not in word:
        return any(True for _ in ROOT.glob(word)) or any(True for _ in anywhere(word))
    bases = [base for base in (ROOT, folder, ROOT / "web", ROOT / "web/src", ROOT / "tests/browser") if (base / word.split("/")[0]).exists()]
    if not bases or MADE.match(word):
        return True  # No path at all (`lambda/live`), or made.
    patterns = [re.sub(r"<[^>]*>|…", "*", each).rstrip("/") for each in braces(word)]
    return all(any(True for base in bases for end in ("", ".spec.ts") for _ in base.glob(pattern + end)) for pattern in patterns)


def anywhere(name):
    """Files of this name anywhere but among what is made."""
    for folder in ("docs", "functions", "shared", "operator", "infra", "tests", "web", "events", ".github"):
        yield from (path for path in (ROOT / folder).rglob(name) if "node_modules" not in path.parts)


def braces(word):
    """`a/{b,c}` as a/b and a/c."""
    parts = re.split(r"\{([^}]*)\}", word)
    choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    return ["".join(choice) for choice in product(*choices)]
