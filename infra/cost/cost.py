"""What a campaign costs on AWS: counts.toml (how often) × prices.toml (what AWS asks) + what stands in the template, written
into docs/cost.md between its markers.

`cost.py` writes; `cost.py --check` fails when the document is not what it would write; `cost.py --compare FILE` holds the
counts of the table against those that a test holds (tests/faults/tests/counts.json).
"""

import json
import math
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DOCUMENT = ROOT / "docs/cost.md"
TEMPLATE = ROOT / "infra/template.yaml"
FIREWALL = ROOT / "infra/waf.yaml"
BEGIN = "<!-- What stands from here to the end mark is written by infra/cost/cost.py. -->"
END = "<!-- The end of what infra/cost/cost.py writes. -->"
LARGEST = 3


@dataclass(frozen=True)
class Line:
    """A line of the bill."""

    group: str
    what: str
    price: str
    quantity: float
    months: int  # over which the quantity is spread, so that what is free each month is free so often
    usd: float


class Model:
    """Counts, prices and the template, read once."""

    def __init__(self, counts=HERE / "counts.toml", prices=HERE / "prices.toml", template=TEMPLATE):
        self.counts = tomllib.loads(counts.read_text())
        self.prices = tomllib.loads(prices.read_text())
        self.stack = stack(template.read_text())

    def usd(self, price, quantity, months, free=True):
        """What so much costs, less what is free in each of these months."""
        it = self.prices["price"][price]
        each = max(0.0, quantity / months - (it.get("free", 0) if free else 0))
        beyond = max(0.0, quantity / months - it.get("above", math.inf))
        return months * ((each - beyond) * it["usd"] + beyond * it.get("usd_above", 0.0))

    def bill(self, scale, changes=None):
        """The lines of a campaign's bill. `changes` replaces assumptions, or a price's name by another's (`price:…`)."""
        changes = changes or {}
        assumed = self.counts["assumed"] | changes
        use = usage(self.counts | {"assumed": assumed}, self.counts["scale"][scale], self.stack)
        lines = []
        for group, what, price, quantity, months in use:
            price = changes.get(f"price:{price}", price)
            first = all(line.price != price for line in lines)  # What is free is given to one line of a price, not to each.
            lines.append(Line(group, what, price, quantity, months, self.usd(price, quantity, months, first)))
        return lines


def stack(template):
    """What the template has that costs something for being there, and how much memory each function is given. A block that
    is unrolled in a loop counts as often as the loop has items; an alarm over several metrics as often as it has metrics."""
    there = {"alarms": 0, "dashboards": 0, "secrets": 0, "keys": 0, "queues_read": 0}
    default, memory = int(re.search(r"^    MemorySize: (\d+)", template, re.MULTILINE)[1]), {}
    for block in re.split(r"^  (?=\S)", template, flags=re.MULTILINE):
        loop = re.match(r"Fn::ForEach::\w+:.*\n    - \w+\n    - \[(.+)\]", block)
        times = len(loop[1].split(",")) if loop else 1
        alarms = len(re.findall(r"Type: AWS::CloudWatch::Alarm\b", block))
        there["alarms"] += times * max(alarms, block.count("MetricStat:"))
        there["dashboards"] += block.count("Type: AWS::CloudWatch::Dashboard")
        there["secrets"] += block.count("Type: AWS::SecretsManager::Secret")
        there["keys"] += len(re.findall(r"Type: AWS::KMS::Key\b", block))
        there["queues_read"] += len(re.findall(r"Type: SQS\b", block))
        if "Type: AWS::Serverless::Function" in block:
            own = re.search(r"^      MemorySize: (\d+)", block, re.MULTILINE)
            memory[re.search(r"CodeUri: \S*/([\w-]+)/", block)[1]] = int(own[1]) if own else default
    filtered = re.findall(r"MetricTransformations: .*MetricName: ([\w-]+)", template)
    counted = re.findall(r"\[ !Ref AWS::StackName, (\w+), service, ([\w-]+)", template)  # What functions count; the dashboard names each (infra/test_dashboard.py).
    return there | {"metrics": len(set(filtered)) + len(set(counted)), "memory": memory}


def sizes(counts, scale):
    """How many there are of what a part is counted by."""
    applicants = scale["pupils"] * counts["assumed"]["applicants_a_pupil"]
    return {"pupil": scale["pupils"], "applicant": applicants, "class": scale["classes"], "school": scale["schools"]}


def usage(counts, scale, stack):
    """All that is used, as (group, what, price, quantity, months)."""
    of, assumed = sizes(counts, scale), counts["assumed"]
    short, long = assumed["campaign_months"], assumed["running_months"]
    parts = [(part, part["times"] * of[part["per"]]) for part in counts["part"]]
    calls = sum(times for part, times in parts if "step" in part)
    asked = sum(times for part, times in parts if part.get("http"))
    opened = assumed["kms_share"] * calls
    always = {name: sum(part["times"] * long * daily(part, name, of) for part in counts["always"]) for name in ("read", "seconds")}
    woken = sum(part["times"] * long for part in counts["always"])

    def asks(field):
        return sum(part.get(field, 0) * times for part, times in parts)

    def gb_seconds(part, seconds):
        return seconds * stack["memory"][part["step"]] / 1024

    campaign_gb = sum(times * gb_seconds(part, part["seconds"]) for part, times in parts if "step" in part)
    starts_gb = calls * assumed["starts_share"] * assumed["start_seconds"] * max(stack["memory"].values()) / 1024
    always_gb = sum(gb_seconds(part, part["times"] * long * daily(part, "seconds", of)) for part in counts["always"])

    table = (assumed["case_bytes"] + assumed["index_bytes"]) * scale["pupils"] / 1e9
    families = scale["pupils"]
    viewers = asked + families * assumed["static_requests_a_family"]
    logs = (calls + woken) * assumed["log_bytes_a_call"] / 1e9
    events = counts["events"]["a_pupil"] * of["pupil"] + counts["events"]["an_applicant"] * of["applicant"]
    polls = stack["queues_read"] * assumed["polls_a_queue_a_month"] * long
    return [
        ("Lambda", "requests of the campaign", "lambda_requests", calls, short),
        ("Lambda", "time of the campaign", "lambda_gb_seconds", campaign_gb + starts_gb, short),
        ("Lambda", "sweeps, daily walks: requests", "lambda_requests", woken, long),
        ("Lambda", "sweeps, daily walks: time", "lambda_gb_seconds", always_gb, long),
        ("API Gateway", "requests", "http_api", asked, short),
        ("DynamoDB", "write units", "dynamodb_writes", asks("write"), short),
        ("DynamoDB", "read units of the campaign", "dynamodb_reads", asks("read") + opened, short),
        ("DynamoDB", "read units of sweeps and daily walks", "dynamodb_reads", always["read"], long),
        ("DynamoDB", "storage", "dynamodb_storage", table * long, long),
        ("DynamoDB", "point-in-time recovery", "dynamodb_backup", table * long, long),
        ("Cognito", "guardians and staff who are active", "cognito_users", (of["applicant"] + of["class"]) * assumed["active_months"], assumed["active_months"]),
        ("SES", "mails", "ses_mails", asks("mails"), short),
        ("CloudFront", "requests", "cloudfront_requests", viewers, short),
        ("CloudFront", "data", "cloudfront_data", families * assumed["megabytes_a_family"] / 1e3, short),
        ("CloudFront", "edge functions", "cloudfront_functions", viewers, short),
        ("KMS", "keys", "kms_keys", stack["keys"] * long, long),
        ("KMS", "requests", "kms_requests", opened, short),
        ("Secrets Manager", "secrets", "secrets", stack["secrets"] * long, long),
        ("Secrets Manager", "calls", "secrets_calls", assumed["key_reads_share"] * calls, short),
        ("Pipe, topic, queues", "events through the pipe", "pipes", events, short),
        ("Pipe, topic, queues", "messages of the topic", "sns_publishes", events, short),
        ("Pipe, topic, queues", "requests of the queues", "sqs_requests", asks("messages") * assumed["messages_sqs_requests"] + polls, long),
        ("Logs", "taken in", "logs_in", logs, short),
        ("Logs", "kept", "logs_kept", logs * assumed["log_kept_share"] * long, long),
        ("Alarms and metrics", "alarms", "alarms", stack["alarms"] * long, long),
        ("Alarms and metrics", "metrics of our own", "metrics", stack["metrics"] * long, long),
        ("Alarms and metrics", "dashboard", "dashboards", stack["dashboards"] * long, long),
    ]


def daily(part, name, of):
    """What one run asks for, whatever the size, and a pupil."""
    return part.get(name, 0) + part.get(f"{name}_a_pupil", 0) * of["pupil"]


def groups(lines):
    """The sum of each group, the largest first."""
    sums = {}
    for line in lines:
        sums[line.group] = sums.get(line.group, 0.0) + line.usd
    return sorted(sums.items(), key=lambda item: (-item[1], item[0]))


def total(lines):
    """The whole bill."""
    return sum(line.usd for line in lines)


def money(usd):
    """Dollars, as exact as the counts are."""
    return f"{usd:,.0f}" if usd >= 100 else f"{usd:,.2f}"


def quantity(value):
    """How much, with no more figures than mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:,.3g}"


def written(model):
    """What stands between the markers."""
    scales = model.counts["scale"]
    bills = {name: model.bill(name) for name in scales}
    text = [BEGIN, "", "## In short", ""]
    text += ["| | in all | a pupil |", "| --- | --- | --- |"]
    for name, scale in scales.items():
        usd = total(bills[name])
        text.append(f"| {scale['title']} | {money(usd)} | {usd / scale['pupils']:.4f} |")
    text += [""] + by_group(model, bills) + largest(model, bills) + otherwise(model) + by_line(model, bills) + price_list(model)
    return "\n".join([*text, END]) + "\n"


def by_group(model, bills):
    """Each service at each size."""
    text = ["## By service", "", "| | " + " | ".join(scale["title"] for scale in model.counts["scale"].values()) + " |"]
    text.append("| --- |" + " --- |" * len(bills))
    sums = {name: dict(groups(lines)) for name, lines in bills.items()}
    order = [group for group, _ in groups(bills[max(bills, key=lambda name: total(bills[name]))])]
    text += [f"| {group} | " + " | ".join(money(sums[name][group]) for name in bills) + " |" for group in order]
    text.append("| **together** | " + " | ".join(f"**{money(total(lines))}**" for lines in bills.values()) + " |")
    return [*text, ""]


def largest(model, bills):
    """The three largest of each size, and what was done about them."""
    text, told = ["## The three largest, and what was done about them", ""], set()
    for name, lines in bills.items():
        first = groups(lines)[:LARGEST]
        share = [f"{group} {usd / total(lines):.0%}" for group, usd in first]
        text += [f"**{model.counts['scale'][name]['title']}**: {', '.join(share)}.", ""]
        told.update(group for group, _ in first)
    for group in sorted(told):
        about = model.counts["about"][group]
        text += [f"### {group}", f"- Done: {about['done']}", f"- Can be done: {about['can']}", ""]
    return text


def otherwise(model):
    """What a change would make of the whole bill."""
    drafts = [part for part in model.counts["part"] if part["what"].endswith("/draft")]
    changes = {
        "both pools on the tier Lite": {"price:cognito_users": "cognito_users_lite"},
        "mails without a plan of SES": {"price:ses_mails": "ses_mails_each"},
        "guardians active in a second month": {"active_months": 2 * model.counts["assumed"]["active_months"]},
        "two applicants a pupil": {"applicants_a_pupil": 2.0},
    }
    text = ["## Otherwise", "", "| | " + " | ".join(scale["title"] for scale in model.counts["scale"].values()) + " |"]
    text.append("| --- |" + " --- |" * len(model.counts["scale"]))
    for what, change in changes.items():
        differences = [total(model.bill(name, change)) - total(model.bill(name)) for name in model.counts["scale"]]
        text.append(f"| {what} | " + " | ".join(signed(usd) for usd in differences) + " |")
    if FIREWALL.exists():
        text.append("| with a firewall (`infra/waf.yaml`) | " + " | ".join(signed(firewall(model, name)) for name in model.counts["scale"]) + " |")
    units = sum(part["times"] * part["write"] for part in drafts)
    price = model.prices["price"]["dynamodb_writes"]["usd"]
    saved = [-units / 2 * scale["pupils"] * price for scale in model.counts["scale"].values()]
    text.append("| half as many drafts (writes alone) | " + " | ".join(signed(usd) for usd in saved) + " |")
    return [*text, ""]


def firewall(model, scale):
    """A web ACL with its rules for as long as the stage runs, and each request of the campaign looked at once."""
    assumed, price = model.counts["assumed"], model.prices["price"]
    rules = len(re.findall(r"^\s+Priority: \d+$", FIREWALL.read_text(), re.MULTILINE))
    [asked] = [line for line in model.bill(scale) if line.price == "cloudfront_requests"]
    fixed = (price["waf_acls"]["usd"] + rules * price["waf_rules"]["usd"]) * assumed["running_months"]
    return fixed + asked.quantity * price["waf_requests"]["usd"]


def signed(usd):
    """A difference."""
    return f"{'−' if usd < 0 else '+'}{money(abs(usd))}" if abs(usd) >= 0.005 else "0"


def by_line(model, bills):
    """Every line, with its quantity."""
    text = ["## Line by line", "", "| | unit | " + " | ".join(f"{scale['title']} | USD" for scale in model.counts["scale"].values()) + " |"]
    text.append("| --- | --- |" + " --- | --- |" * len(bills))
    for rows in zip(*bills.values(), strict=True):
        unit = model.prices["price"][rows[0].price]["unit"]
        text.append(f"| {rows[0].group}: {rows[0].what} | {unit} | " + " | ".join(f"{quantity(row.quantity)} | {money(row.usd)}" for row in rows) + " |")
    return [*text, ""]


def price_list(model):
    """Every price with where it comes from."""
    prices, sources, list_ = model.prices["price"], model.prices["sources"], model.prices["list"]
    text = ["## Prices", "", f"USD, {list_['region']}, as found on {list_['dated']}: copies that others made of AWS's list and pages.", ""]
    text += ["| price | USD | for a | free a month | usage type | region, if another | source |", "| --- | --- | --- | --- | --- | --- | --- |"]
    for name, it in prices.items():
        usd = f"{it['usd']:.10f}".rstrip("0").rstrip(".")
        if "above" in it:
            usd += f", above {it['above']:,} {it['usd_above']}"
        free = f"{it['free']:,}" if it.get("free") else "–"
        kind = f"`{it['usage_type']}`" if "usage_type" in it else "–"
        text.append(f"| {name} | {usd} | {it['unit']} | {free} | {kind} | {it.get('region', '')} | {sources[it['source']]} |")
    return [*text, ""]


def replaced(document, text):
    """The document with what stands between the markers replaced."""
    if document.count(BEGIN) != 1 or document.count(END) != 1:
        sys.exit(f"cost: {DOCUMENT.name} needs each of its two markers once")
    before, rest = document.split(BEGIN)
    return before + text.rstrip("\n") + rest.split(END)[1]


def differences(counts, measured):
    """Where the counts of the table are not those that were measured; names that only one side has are left out."""
    known = {part["what"]: part for part in counts["part"]}
    fields = (("calls", "calls"), ("read", "read_units"), ("write", "write_units"))
    return [
        f"{it['what']}: {ours} {known[it['what']][ours]}, measured {it[theirs]:g}"
        for it in measured
        if it["what"] in known
        if "differs" not in known[it["what"]]
        for ours, theirs in fields
        if known[it["what"]][ours] != it[theirs]
    ]


def main(arguments):
    """Writes, checks or compares."""
    if arguments[:1] == ["--compare"]:
        found = differences(Model().counts, json.loads(Path(arguments[1]).read_text()))
        if found:
            sys.exit("cost: infra/cost/counts.toml is not as measured:\n" + "\n".join(found))
        return
    document = DOCUMENT.read_text()
    text = replaced(document, written(Model()))
    if arguments == ["--check"]:
        if text != document:
            sys.exit("cost: docs/cost.md is not what counts, prices and template say; infra/cost/cost.py writes it")
    elif arguments:
        sys.exit("cost.py [--check | --compare FILE]")
    else:
        DOCUMENT.write_text(text)


if __name__ == "__main__":
    main(sys.argv[1:])
