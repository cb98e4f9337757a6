"""Makes the tables between the marks of docs/performance.md, and its plot, of what was measured last.

Of target/bench/bench.json and growth.json, which tests/bench writes, and of tests/faults/tests/counts.json, which a test beside it
holds. `report.py --check` fails when the page does not say what that file does.
"""

import io
import json
import math
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "target/bench"
COUNTS = ROOT / "tests/faults/tests/counts.json"
PAGE = ROOT / "docs/performance.md"
PLOTS = ROOT / "docs/performance"
SCENES = {"portal": "portal read", "submission": "submission's write", "record": "one stream record"}
WHO = {"rust": "this project", "python": "Python, boto3", "node": "Node, SDK v3", "empty": "does nothing"}
COLOURS = {"rust": "#0b5c66", "python": "#c58f00", "node": "#3c873a", "empty": "#8a8f94"}
AIMS = {  # name: (what is compared, the aim in words, whether it is reached)
    "python": (30, "start at least 30 × faster than Python"),
    "node": (20, "start at least 20 × faster than Node"),
}


def main(arguments):
    """Writes what there is, or checks."""
    page = PAGE.read_text(encoding="utf-8")
    with_counts = between(page, "counts", counts(json.loads(COUNTS.read_text())))
    if arguments == ["--check"]:
        return with_counts == page or sys.exit(f"{PAGE.relative_to(ROOT)} does not say what {COUNTS.relative_to(ROOT)} does: tests/bench/report.py")
    PLOTS.mkdir(exist_ok=True)
    page = with_counts
    for name, make in (("bench", bench), ("growth", growth)):
        if (FIGURES / f"{name}.json").exists():
            page = between(page, name, make(json.loads((FIGURES / f"{name}.json").read_text())))
    PAGE.write_text(page, encoding="utf-8")


def between(page, name, text):
    """The page with this text between the marks of a name."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if begin not in page or end not in page:
        sys.exit(f"{PAGE.relative_to(ROOT)} has no marks for {name}")
    return page[: page.index(begin) + len(begin)] + f"\n{text}\n" + page[page.index(end) :]


def versions():
    """Of what the peers run on."""
    said = lambda *command: subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    python = said(ROOT / ".local/bench/bin/python", "-c", "import boto3, platform as p; print('Python', p.python_version(), 'and boto3', boto3.__version__)")
    sdk = json.loads((ROOT / "tests/bench/peers/node/package.json").read_text())["dependencies"]["@aws-sdk/client-dynamodb"]
    return f"{python}, Node {said('node', '--version').removeprefix('v')} and SDK {sdk}"


@cache
def zipped(folder, *patterns):
    """Bytes of a zip, packed as `make release` packs, of the files below a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted({file for pattern in patterns for file in folder.glob(pattern)}):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(folder))
    return len(packed.getvalue())


def deployed(who, function, scene):
    """Bytes of what a contestant's zip holds, and of what the managed runtime must bring beside it: the SDK and the runtime's client."""
    peers = ROOT / "tests/bench/peers"
    if who == "python":
        [packages] = (ROOT / ".local/bench/lib").glob("python3*/site-packages")
        tools = ("pip", "setuptools", "pkg_resources", "_distutils")  # of the virtual environment, not of the function
        names = [each.name for each in packages.iterdir() if not each.name.startswith(tools)]
        return zipped(peers / "python", "common.py", f"{scene}.py"), zipped(packages, *(f"{name}/**/*" for name in names), "*.py", "*.so")
    if who == "node":
        return zipped(peers / "node/dist", f"{scene}.cjs"), 0  # The SDK is bundled in it.
    return zipped(ROOT / "target/release", function if who == "rust" else "empty"), 0


def row(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def ms(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def kb(size):
    return f"{size / 1000:,.1f}" if size < 10_000 else f"{size / 1000:,.0f}"


def mib(kib):
    return f"{kib / 1024:.1f}"


def bench(told):
    """A table a scene, the aims, the plot."""
    of = {(one["scene"], one["who"]): one for one in told["figures"]}
    measured = datetime.fromtimestamp((FIGURES / "bench.json").stat().st_mtime, UTC).date()
    turns = f"{told['starts']} starts of each in turn, {told['warm']} warm requests after each start, then {told['requests']:,} to one process."
    lines = [f"Measured on {measured} with {versions()}. {turns}", ""]
    for scene, title in SCENES.items():
        lines += [f"**{title}** (`{of[scene, 'rust']['function']}`)", "", row(
            "", "spawn → ready ms, p50 (p90)", "first request ms, p50 (p90)", "warm ms, p50 / p99", "memory MiB: ready, first, peak, after all", "calls: first, warm", "zip KB (its runtime’s SDK)"
        ), "| --- | --- | --- | --- | --- | --- | --- |"]
        for who, name in WHO.items():
            one = of[scene, who]
            ready, first, warm, memory = one["ready"], one["first"], one["warm"], one["memory_kib"]
            own, brought = deployed(who, one["function"], scene)
            lines.append(row(
                name, f"{ms(ready['p50'])} ({ms(ready['p90'])})", f"{ms(first['p50'])} ({ms(first['p90'])})", f"{ms(warm['p50'])} / {ms(warm['p99'])}",
                ", ".join(mib(memory[when]) for when in ("ready", "first", "peak", "after_all")), f"{one['calls']['first']}, {one['calls']['warm']}",
                kb(own) + (f" ({kb(brought)})" if brought else ""),
            ))
        raw = told["raw"][scene]
        lines += [row("the database alone, by the SDK", "", "", f"{ms(raw['p50'])} / {ms(raw['p99'])}", "", "", ""), ""]
    lines += ["**Aims**", "", row("aim", *SCENES.values()), "| --- | --- | --- | --- |"]
    lines += [row(words, *(cell(of, told["raw"], scene) for scene in SCENES)) for words, cell in comparisons()]
    (PLOTS / "starts.svg").write_text(starts_plot(of), encoding="utf-8")
    lines += ["", "![From spawning to the first answer, by step and contestant](performance/starts.svg)"]
    return "\n".join(lines)


def verdict(reached, words):
    return f"{'✓' if reached else '✗'} {words}"


def comparisons():
    """Each aim in words, and how it stands in a scene."""
    def faster(who, aim):
        def cell(of, _raw, scene):
            times = of[scene, who]["ready"]["p50"] / of[scene, "rust"]["ready"]["p50"]
            return verdict(times >= aim, f"{times:.0f} ×")
        return cell

    def near_empty(of, _raw, scene):
        times = of[scene, "rust"]["ready"]["p50"] / of[scene, "empty"]["ready"]["p50"]
        return verdict(times <= 3, f"{times:.1f} ×")

    def first(of, _raw, scene):
        return verdict(of[scene, "rust"]["first"]["p50"] < 5, f"{ms(of[scene, 'rust']['first']['p50'])} ms")

    def warm(of, raw, scene):
        times = of[scene, "rust"]["warm"]["p50"] / (raw[scene]["p50"] + of[scene, "empty"]["warm"]["p50"])
        return verdict(times <= 1.2, f"{times:.2f} ×")

    def memory(of, _raw, scene):
        return verdict(of[scene, "rust"]["memory_kib"]["peak"] <= 12 * 1024, f"{mib(of[scene, 'rust']['memory_kib']['peak'])} MiB")

    def flat(of, _raw, scene):
        kept = of[scene, "rust"]["memory_kib"]
        grown = kept["after_all"] - kept["after_100"]
        return verdict(grown < 1024, f"{grown:+,} KiB")

    def small(of, _raw, scene):
        size, _ = deployed("rust", of[scene, "rust"]["function"], scene)
        return verdict(size <= 2_000_000, f"{size / 1e6:.2f} MB")

    return [
        *((AIMS[who][1], faster(who, AIMS[who][0])) for who in AIMS),
        ("within 3 × of the function that does nothing", near_empty),
        ("first request under 5 ms", first),
        ("warm within 1.2 × of the database's calls and an empty round trip", warm),
        ("12 MiB of memory at its peak, after all requests", memory),
        ("flat: grown between the 100th and the last request", flat),
        ("zip of at most 2 MB", small),
    ]


def starts_plot(of):
    """Bars on a logarithmic scale: spawn to ready, and the first answer after it."""
    bars, y = [], 30
    scale = lambda value: 150 + 520 * (math.log10(max(value, 1)) / 3)
    for scene, title in SCENES.items():
        bars.append(f'<text x="8" y="{y}" font-weight="bold">{title}</text>')
        y += 8
        for who, name in WHO.items():
            ready = of[scene, who]["ready"]["p50"]
            both = ready + of[scene, who]["first"]["p50"]
            bars.append(f'<text x="8" y="{y + 14}">{name}</text>')
            bars.append(f'<rect x="150" y="{y + 2}" width="{scale(both) - 150:.1f}" height="15" fill="{COLOURS[who]}" opacity="0.45"/>')
            bars.append(f'<rect x="150" y="{y + 2}" width="{scale(ready) - 150:.1f}" height="15" fill="{COLOURS[who]}"/>')
            bars.append(f'<text x="{scale(both) + 6:.1f}" y="{y + 14}">{ms(ready)} + {ms(both - ready)} ms</text>')
            y += 21
        y += 22
    marks = "".join(
        f'<line x1="{scale(at):.1f}" x2="{scale(at):.1f}" y1="14" y2="{y - 20}" stroke="#ccc"/><text x="{scale(at):.1f}" y="{y - 6}" text-anchor="middle">{at} ms</text>'
        for at in (1, 10, 100, 1000)
    )
    return picture(790, y, marks + "".join(bars), "From spawning to ready (full) and to the first answer (pale), milliseconds, logarithmic")


def picture(width, height, inside, title):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">'
        f'<title>{title}</title><rect width="{width}" height="{height}" fill="#fff"/>{inside}</svg>\n'
    )


LEGEND = (
    "Calls, units and bytes are the table's, and its calls are named; then what other services are asked for, and the bytes of the answer's body as it leaves "
    "the function, before anything compresses it. But where a line says otherwise, the function has just done the same in a copy of the school and has in memory "
    "what it keeps there: the campaign's key and the secrets for five minutes, the list of schools for ten seconds. What it then calls, it calls each time."
)


def counts(told):
    """What each request and each message asks of AWS, and what goes back."""
    lines = [LEGEND, "", row("request or message", "calls", "read units", "write units", "bytes", "named", "other services", "answer, bytes"), "| --- " * 8 + "|"]
    for one in told:
        answer = f"{one['answer_bytes']:,}" if "answer_bytes" in one else ""
        units, calls = (one["read_units"], one["write_units"]), (", ".join(one["named"]), ", ".join(one["others"]))
        lines.append(row(one["what"], one["calls"], *units, f"{one['bytes']:,}", *calls, answer))
    return "\n".join(lines)


def growth(told):
    """Units and time of each page by the size of the school, as a table and a plot."""
    sizes = sorted({(one["cases"], one["classes"]) for one in told})
    pages = list(dict.fromkeys(one["page"]["name"] for one in told))
    of = {(one["cases"], one["page"]["name"]): one["page"] for one in told}
    lines = [row("page: units, ms", *(f"{cases:,} cases, {classes} classes" for cases, classes in sizes)), "| --- " * (len(sizes) + 1) + "|"]
    lines += [row(page, *(f"{of[cases, page]['units']:g}, {of[cases, page]['ms']:.1f}" for cases, _ in sizes)) for page in pages]
    (PLOTS / "growth.svg").write_text(growth_plot(of, [cases for cases, _ in sizes], pages), encoding="utf-8")
    return "\n".join([*lines, "", "![Capacity units and milliseconds of each page as a school grows](performance/growth.svg)"])


def growth_plot(of, sizes, pages):
    """Two panels, both axes logarithmic: a page whose cost stays is a level line."""
    colours = ["#0b5c66", "#c58f00", "#3c873a", "#7a4fa3", "#1f77b4", "#b03060", "#8a8f94", "#d2691e"]
    parts = []
    for panel, (field, title) in enumerate((("units", "capacity units"), ("ms", "milliseconds"))):
        left = 50 + panel * 400
        across = lambda cases, left=left: left + 320 * math.log10(cases / sizes[0]) / math.log10(sizes[-1] / sizes[0])
        up = lambda value: 290 - 65 * (math.log10(max(value, 0.3)) + 0.5)
        parts.append(f'<text x="{left}" y="20" font-weight="bold">{title}</text>')
        for mark in (1, 10, 100, 1000):
            parts.append(f'<line x1="{left}" x2="{left + 320}" y1="{up(mark):.1f}" y2="{up(mark):.1f}" stroke="#ddd"/><text x="{left - 6}" y="{up(mark) + 4:.1f}" text-anchor="end">{mark}</text>')
        parts += [f'<text x="{across(cases):.1f}" y="306" text-anchor="middle">{cases:,}</text>' for cases in sizes]
        for page, colour in zip(pages, colours, strict=True):
            points = " ".join(f"{across(cases):.1f},{up(of[cases, page][field]):.1f}" for cases in sizes)
            parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
    for place, (page, colour) in enumerate(zip(pages, colours, strict=True)):
        x, y = 50 + place % 4 * 200, 332 + place // 4 * 20
        parts.append(f'<rect x="{x}" y="{y - 9}" width="14" height="4" fill="{colour}"/><text x="{x + 20}" y="{y}">{page}</text>')
    return picture(860, 365, "".join(parts), "Capacity units and milliseconds of each page by the number of cases, both logarithmic")


if __name__ == "__main__":
    main(sys.argv[1:])
