"""Asks the running stack, with made-up requests, whether it does as docs/openapi.json says: `main.py e2e schema`.

Callers: nobody, a family that is signed in, one that has sent, a registrar. What a caller may send is made up from the
contract, right and wrong; the answers' status, type and shape are compared with it.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "infra/local"))

import journey  # noqa: E402
import operate  # noqa: E402
from stack import Stack, described  # noqa: E402
from visitors import Family, captchas  # noqa: E402

TOOL = ROOT / ".local/schema/bin/schemathesis"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
# The edge of the local cloud takes an address with a line break for no address of the API; so the gateway is asked.
# The source is one of its own, so that what fails here locks nobody else out.
EDGE = {"x-edge-key": "local", "x-viewer-ip": "198.51.100.77"}


def applies(stack, entry, person):
    """Signs in, confirms, agrees, names somebody; the family, and its case as it is then."""
    family = Family(stack, entry)
    family.walk(journey.sign_in(entry, captchas(stack)))
    family.walk(journey.confirm())
    family.walk(journey.answer_notice())
    return family, family.ask("PUT", "/api/case/applicants", {"arrangement": "one_parent", "applicants": [person]})


def ask(known, who, headers, parameters, *chosen):
    """One run over the operations chosen; says whether every answer was as the contract says."""
    settings = ROOT / "target/schema" / f"{who}.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    named = "".join(f'"path.{name}" = "{value}"\n' for name, value in parameters.items())
    settings.write_text((ROOT / "tests/schema/schemathesis.toml").read_text() + f"\n[parameters]\n{named}")
    print(f"\n{who}", flush=True)
    given = [part for name, value in (SAME_ORIGIN | EDGE | headers).items() for part in ("--header", f"{name}: {value}")]
    command = [TOOL, "--config-file", settings, "run", ROOT / "docs/openapi.json", "--url", known["gateway"], *given, *chosen]
    return subprocess.run(command, cwd=settings.parent, check=False).returncode == 0


def cookie(family):
    return {"Cookie": family.headers["cookie"]}


def main():
    stack, known = Stack.running_one(), described()
    # A school of its own: whatever else ran on this stack, nobody has used its families.
    entries, [_, registrar] = operate.load_school(stack, journey.school_files("schema", 1, 2))
    open_, case_open = applies(stack, entries[0], journey.applicant(900_001))
    sent, _ = applies(stack, entries[1], journey.applicant(900_002))
    case = sent.ask("POST", "/api/case/submission", None)
    applicant, student = case["applicants"][0]["applicant_id"], case["student"]
    signed_in = {"Authorization": f"Bearer {operate.token(stack, registrar)}"}
    real = {
        "class": student["class"], "student_number": student["number"], "applicant_id": applicant,
        "reference": applicant.rsplit("-", 1)[0],
    }
    named = {"applicant_id": case_open["applicants"][0]["applicant_id"]}
    families, schools = ("--include-path-regex", "^/api/case"), ("--include-path-regex", "^/api/review")
    nobody = ("--include-path-regex", "^/api/(notice|schools|captchas|sessions?)")
    as_promised = [
        ask(known, "registrar", signed_in, real, *schools),
        ask(known, "registrar-astray", signed_in, {}, *schools),
        ask(known, "family", cookie(open_), named, *families),
        ask(known, "family-after-sending", cookie(sent), {}, *families),
        ask(known, "nobody", {}, {}, *nobody),
    ]
    if not all(as_promised):
        sys.exit("the stack does not do as docs/openapi.json says; target/schema has the settings of each run")


if __name__ == "__main__":
    main()
