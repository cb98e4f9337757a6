"""`make metrics`: what the local stack's functions have counted, read off their log lines as CloudWatch reads them (embedded
metric format), under the dashboard's own titles.
"""

import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import logs

sys.path.append(str(Path(__file__).resolve().parents[1]))
from cloudformation import resources  # noqa: E402  it stands a folder up, beside the template

OURS = "AWS::StackName"  # what the template calls the namespace of the stack's own metrics
COLUMNS = "  {:24}{:20}{:24}{:>7}{:>9}{:>8}  {}"


@dataclass
class Figure:
    """What was told of a metric with one set of dimensions."""

    count: int = 0
    sum: float = 0
    last: float = 0
    at: int = 0
    unit: str = ""


@dataclass(frozen=True)
class Wanted:
    """A line of one of the dashboard's pictures."""

    title: str
    label: str
    key: tuple  # name and dimensions


def figures(entries, namespace):
    """What the entries tell in this namespace, by name and dimensions."""
    told = {}
    for entry in entries:
        fields = entry.fields or {}
        for group in fields.get("_aws", {}).get("CloudWatchMetrics", []):
            if group["Namespace"] == namespace:
                for metric in group["Metrics"]:
                    for names in group["Dimensions"]:
                        key = metric["Name"], tuple((name, str(fields[name])) for name in names)
                        note(told.setdefault(key, Figure(unit=metric.get("Unit", ""))), fields[metric["Name"]], entry.at)
    return told


def note(figure, value, at):
    """Adds a value, or as many as one line may carry."""
    values = value if isinstance(value, list) else [value]
    figure.count, figure.sum = figure.count + len(values), figure.sum + sum(values)
    figure.last, figure.at = values[-1], at


def dashboard():
    """What the dashboard shows of the stack's own namespace."""
    board = next(resource for name, resource, _ in resources() if name == "Dashboard")
    wanted = []
    for widget in board["Properties"]["DashboardBody"]["Fn::ToJsonString"]["widgets"]:
        before = []
        for line in widget["properties"].get("metrics", []):
            parts = [part for part in line if not isinstance(part, dict)]
            if parts[0] == "...":  # As before, but for what is given.
                parts = before[: len(before) - len(parts) + 1] + parts[1:]
            before = parts
            if parts[0] == OURS:
                label = next((part["label"] for part in line if isinstance(part, dict) and "label" in part), parts[1])
                wanted.append(Wanted(widget["properties"]["title"], label, (parts[1], tuple(zip(parts[2::2], parts[3::2])))))
    return wanted


def table(told, wanted):
    """The lines to print: the dashboard's figures under its titles, then the rest."""
    yield COLUMNS.format("", "metric", "of", "times", "sum", "last", "at").rstrip()
    title = None
    for line in wanted:
        if line.title != title:
            title = line.title
            yield title
        yield row(line.label, line.key, told.get(line.key))
    rest = sorted(set(told) - {line.key for line in wanted})
    if rest:
        yield "Not on the dashboard"
    for key in rest:
        yield row("", key, told[key])


def row(label, key, figure):
    """A figure, or that there is none."""
    name, dimensions = key
    of = " ".join(f"{dimension}={value}" for dimension, value in dimensions)
    if figure is None:
        return COLUMNS.format(label, name, of, "none yet", "", "", "").rstrip()
    unit = {"Seconds": " s"}.get(figure.unit, "")
    at = datetime.fromtimestamp(figure.at / 1000, timezone.utc)
    return COLUMNS.format(label, name, of, figure.count, f"{figure.sum:g}{unit}", f"{figure.last:g}{unit}", f"{at:%m-%d %H:%M:%S}")


def metrics():
    """Prints the running local stack's."""
    source = logs.source_of("local")
    print("\n".join(table(figures(logs.read(source), source.stack), dashboard())))
    print("\nWhat AWS counts itself (requests, times, queues, units) is on the dashboard alone.")
