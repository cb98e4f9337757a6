"""Makes the web's table between the marks of docs/performance.md, of what `make bench-web` measured last."""

import datetime
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from report import FIGURES, PAGE, between, row, verdict  # noqa: E402

LANGUAGES = {"zh-Hant": "Chinese", "th": "Thai"}
AIM = 95
USABLE = 2_000


def main():
    pages, usable, onwards = (json.loads((FIGURES / f"web-{name}.json").read_text()) for name in ("pages", "usable", "onwards"))
    text = "\n".join([f"Measured on {datetime.date.today().isoformat()}.", "", *first_page(usable), "", *later_pages(onwards), "", *lighthouse(pages)])
    PAGE.write_text(between(PAGE.read_text(encoding="utf-8"), "bench-web", text), encoding="utf-8")


def seconds(ms):
    return f"{ms / 1000:.2f}"


def first_page(usable):
    """When the sign-in page takes a letter."""
    yield row("sign-in page on a slow phone and 3G", "takes a letter after, median (worst)", "fetched by then")
    yield "| --- | --- | --- |"
    for one in usable:
        words = verdict(one["median"] <= USABLE, f"{seconds(one['median'])} s ({seconds(one['worst'])} s) of {one['runs']}")
        yield row(LANGUAGES[one["language"]], words, f"{one['kib']:.0f} KiB")


def later_pages(onwards):
    """How soon each page stands after what led there was pressed."""
    yield row("page, on a slow phone and 3G", "stands after the press that led there, median (worst)")
    yield "| --- | --- |"
    for one in onwards:
        yield row(one["page"], verdict(one["median"] <= USABLE, f"{seconds(one['median'])} s ({seconds(one['worst'])} s) of {one['runs']}"))


def lighthouse(pages):
    """A line a page and state."""
    yield row("page", "address", "performance", "accessibility", "best practices", "FCP s", "LCP s", "TTI s", "TBT ms", "CLS", "KiB, all fetched", "slow 3G: performance, FCP, LCP, TTI s")
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in pages:
        told, slow = one["figures"], one["figures"]["slow"]
        scores = [verdict(told[category] >= AIM, told[category]) for category in ("performance", "accessibility", "best-practices")]
        times = [seconds(told[name]) for name in ("fcp", "lcp", "tti")]
        slowly = f"{slow['performance']}, " + ", ".join(seconds(slow[name]) for name in ("fcp", "lcp", "tti"))
        yield row(one["state"], f"`{one['path']}`", *scores, *times, f"{told['tbt']:.0f}", f"{told['cls']:.3f}", f"{told['kib']:.0f}", slowly)


if __name__ == "__main__":
    main()
