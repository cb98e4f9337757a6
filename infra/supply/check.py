"""What `make supply` calls: what comes into the build is known and without a known hole, and no secret lies in the
repository.

ADVISORIES says what happens where the advisories cannot be asked: `required` (the default) fails, `if-reachable` says so
in one line and goes on.
"""

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
IGNORED = ROOT / "infra/supply/ignored.toml"
SECRETS = ROOT / "infra/supply/secrets.json"
PACKAGES = ("web", "tests/browser", "tests/bench/web", "tests/bench/peers/node")
END = re.compile(r"until (\d{4}-\d{2}-\d{2})$")


class Failure(Exception):
    """Something that must not be shipped; the message says what."""


class Unreachable(Exception):
    """The advisories of one kind could not be asked."""


def main():
    mode = os.environ.get("ADVISORIES") or "required"
    if mode not in ("required", "if-reachable"):
        sys.exit("ADVISORIES is required or if-reachable")
    ignored = set()

    def reasons():
        today = datetime.date.today()
        crate_reasons((ROOT / "deny.toml").read_text(), today)
        ignored.update(ignored_packages(IGNORED.read_text(), today))

    asked = [crate_advisories, *(lambda folder=folder: package_advisories(folder, ignored) for folder in PACKAGES)]
    failures, unasked = [], []
    for check in (crates, secrets, reasons, *asked):
        try:
            check()
        except Failure as failure:
            failures.append(str(failure))
        except Unreachable as trouble:
            unasked.append(str(trouble))
    if unasked:
        line = f"ADVISORIES NOT CHECKED: {'; '.join(unasked)}"
        if mode == "required":
            failures.append(f"{line} (ADVISORIES=if-reachable goes on without)")
        else:
            print(f"supply: {line}", file=sys.stderr)
    if failures:
        sys.exit("\n".join(f"supply: {failure}" for failure in failures))
    print("supply: licences, sources, duplicates and secrets are in order")


def crates():
    """Licences, sources, duplicates of what the workspace is built from."""
    if deny("check", "bans", "licenses", "sources").returncode:
        raise Failure("a crate is not as deny.toml wants it")


def crate_advisories():
    """Known holes in crates, and crates that were taken back."""
    database = deny("fetch", "db", capture_output=True, text=True)
    if database.returncode:
        raise Unreachable("crates, the RustSec database cannot be fetched")
    if deny("check", "advisories").returncode:
        raise Failure("a crate has an advisory, or was taken back")


def deny(*arguments, **how):
    command = [TOOLS / "cargo-deny", "--log-level", "error", "--locked", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, **how)


def package_advisories(folder, ignored):
    """Known holes in npm packages, those that only build or test included."""
    command = ["npm", "audit", "--json", "--package-lock-only", "--fetch-retries=0"]
    answer = subprocess.run(command, cwd=ROOT / folder, check=False, capture_output=True, text=True).stdout
    try:
        report = json.loads(answer)
    except json.JSONDecodeError:
        report = {}
    if "auditReportVersion" not in report:
        raise Unreachable(f"{folder}, the registry does not answer npm audit")
    if found := package_findings(report, ignored):
        raise Failure(f"{folder}: " + ", ".join(found))


def package_findings(report, ignored):
    """The advisories in npm's report that nobody has looked at, as `GHSA-… in package (severity)`."""
    advisories = [via for entry in report["vulnerabilities"].values() for via in entry["via"] if isinstance(via, dict)]
    found = {(via["url"].rsplit("/", 1)[-1], via["name"], via["severity"]) for via in advisories}
    return [f"{name} in {package} ({severity})" for name, package, severity in sorted(found) if name not in ignored]


def ignored_packages(text, today):
    """The ignored advisories of npm packages, each with a reason and a day that has not come yet."""
    entries = tomllib.loads(text).get("npm", [])
    for entry in entries:
        ends(entry.get("id", "an advisory"), entry.get("reason", ""), entry.get("until"), today)
    return {entry["id"] for entry in entries}


def crate_reasons(text, today):
    """Looks at the advisories that deny.toml ignores: each has a reason that ends with its last day."""
    for entry in tomllib.loads(text)["advisories"].get("ignore", []):
        entry = {"id": entry} if isinstance(entry, str) else entry
        reason = entry.get("reason", "")
        day = END.search(reason)
        until = datetime.date.fromisoformat(day[1]) if day else None
        ends(entry.get("id", entry.get("crate")), END.sub("", reason).strip(" ;,"), until, today)


def ends(name, reason, until, today):
    if not reason:
        raise Failure(f"{name} is ignored without a reason")
    if not isinstance(until, datetime.date):
        raise Failure(f"{name} is ignored without an end date")
    if until < today:
        raise Failure(f"{name} was ignored until {until}: look again")


def secrets():
    """Secrets in tracked files, beside those looked at before."""
    known = json.loads(SECRETS.read_text())["results"]
    unseen = [f"{path}:{found['line_number']}" for path, list_ in known.items() for found in list_ if found.get("is_secret") is not False]
    if unseen:
        raise Failure("nobody has said whether these are secrets (make supply-review): " + ", ".join(unseen))
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [path for path in tracked.split("\0") if path and (ROOT / path).is_file()]
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(SECRETS, folder)  # the tool writes moved lines into the list it is given
        hook = [TOOLS / "detect-secrets-hook", "--baseline", copy, *files]
        if subprocess.run(hook, cwd=ROOT, check=False).returncode not in (0, 3):
            raise Failure("something looks like a secret; if it is none, make supply-review says so")


if __name__ == "__main__":
    main()
