"""What `make sbom` calls: a CycloneDX bill of materials for each thing that is shipped, in target/sbom.

A function's bill is of what is linked into it for AWS; the site's is of the whole lock file, since what is bundled is named
there as what only builds is, and marked. The same commit makes the same bills, on whichever machine: their time is the
commit's, they have no number of their own, and they name no folder outside the project.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[2]
BILLS = ROOT / "target/sbom"
TOOL = ROOT / ".local/sbom"
VERSION = "0.5.9"
SHIPPED = (*(f"functions/{step}" for step in ("login", "confirm-data", "submit", "review", "provision", "notify", "keep-heads", "expire")), "operator")


def main():
    install()
    BILLS.mkdir(parents=True, exist_ok=True)
    for old in BILLS.glob("*.json"):
        old.unlink()
    of = commit_time()
    crates(of)
    site(of)
    for bill in sorted(BILLS.glob("*.json")):
        bill.write_text(bill.read_text().replace(f"file://{ROOT}/", "file:///"))
        if error := JsonStrictValidator(SchemaVersion.V1_5).validate_str(bill.read_text()):
            sys.exit(f"sbom: {bill.name} is no CycloneDX 1.5: {error}")
        print(f"{bill.relative_to(ROOT)}: {len(json.loads(bill.read_text())['components'])} components")


def install():
    """cargo-cyclonedx, built once; it comes as source alone."""
    if (TOOL / "installed.txt").exists() and (TOOL / "installed.txt").read_text() == VERSION:
        return
    print("installing cargo-cyclonedx into .local/sbom, once", file=sys.stderr)
    build = ["cargo", "install", "--quiet", "--locked", "--profile", "dev", "--root", TOOL, f"cargo-cyclonedx@{VERSION}"]
    subprocess.run(build, cwd=ROOT, check=True)
    (TOOL / "installed.txt").write_text(VERSION)


def commit_time():
    """Seconds since 1970: SOURCE_DATE_EPOCH (reproducible-builds.org), or the commit's."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    return int(subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def crates(of):
    """The tool writes beside each manifest of the workspace; what is shipped is moved, the rest removed."""
    command = [TOOL / "bin/cargo-cyclonedx", "cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5"]
    command += ["--describe", "binaries", "--target", "aarch64-unknown-linux-gnu", "--no-build-deps"]
    subprocess.run(command, cwd=ROOT, check=True, env=os.environ | {"SOURCE_DATE_EPOCH": str(of)})
    members = [ROOT / folder for pattern in ("functions/*", "shared/*", "tests/*", "tests/bench/peers/*", "operator") for folder in ROOT.glob(pattern)]
    for bill in (bill for folder in members for bill in folder.glob("*_bin.cdx.json")):
        folder = str(bill.parent.relative_to(ROOT))
        if folder in SHIPPED:
            bill.replace(BILLS / f"{bill.parent.name}.cdx.json")
        else:
            bill.unlink()
    missing = [folder for folder in SHIPPED if not (BILLS / f"{Path(folder).name}.cdx.json").exists()]
    if missing:
        sys.exit(f"sbom: no bill for {', '.join(missing)}")


def site(of):
    command = ["npm", "sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"]
    bill = subprocess.run(command, cwd=ROOT / "web", check=True, capture_output=True, text=True).stdout
    bill = json.loads(bill)
    del bill["serialNumber"]
    bill["metadata"]["timestamp"] = datetime.fromtimestamp(of, UTC).isoformat()
    (BILLS / "web.cdx.json").write_text(json.dumps(bill, ensure_ascii=False, indent=2) + "\n")


if __name__ == "__main__":
    main()
