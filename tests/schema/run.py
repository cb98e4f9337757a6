"""Asks the running stack, with made-up requests, whether it does as docs/openapi.json says: `main.py e2e schema`.

Callers: nobody, a family that is signed in, one that has sent, a registrar. What a caller may send is made up from the
contract, right and wrong; the answers' status, type and shape are compared with it.
"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "infra/local"))

import people  # noqa: E402
from stack import client, described  # noqa: E402

TOOL = ROOT / ".local/schema/bin/schemathesis"
SAME_ORIGIN = {"sec-fetch-site": "same-origin"}
# The edge of the local cloud takes an address with a line break for no address of the API; so the gateway is asked.
# The source is one of its own, so that what fails here locks nobody else out.
EDGE = {"x-edge-key": "local", "x-viewer-ip": "198.51.100.77"}
CONTACT = {
    "household_address": "雲端市示範區測試路1號", "mailing_address": "雲端市示範區測試路1號",
    "emergency_contact_name": "測試人", "emergency_contact_mobile": "0912345678",
}
PARENT = {
    "name": "測試家長", "relationship": "father", "national_id": "A123456789", "mobile": "0912345678",
    "email": "parent@example.com",
}


class Family:
    """A family that has just signed in."""

    def __init__(self, stack, entry):
        self.api, self.cookie = stack["api"], {}
        shown, _ = self.send("POST", "/api/captchas", {})
        key = {"pk": {"S": f"CAPTCHA#{shown['id']}"}, "sk": {"S": "CAPTCHA"}}
        table = client(stack["aws_endpoint"], "dynamodb")
        answer = table.get_item(TableName=stack["table"], Key=key)["Item"]["answer"]["S"]
        typed = {name: entry[name] for name in ("school", "account", "password")}
        _, headers = self.send("POST", "/api/sessions", typed | {"captcha": {"id": shown["id"], "answer": answer}})
        self.cookie = {"Cookie": headers["set-cookie"].split(";")[0]}

    def send(self, method, path, body=None):
        headers = SAME_ORIGIN | self.cookie | {"content-type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.api + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer), answer.headers

    def applies(self, sends):
        """Confirms, agrees, names somebody, and sends if it is asked to; the case as it is then."""
        self.send("POST", "/api/case/confirmation", {"registry_correct": True, "contact": CONTACT})
        notice, _ = self.send("GET", "/api/notice")
        self.send("POST", "/api/case/consent", {"notice_version": notice["version"], "choice": "agree"})
        case, _ = self.send("PUT", "/api/case/applicants", {"arrangement": "one_parent", "applicants": [PARENT]})
        return self.send("POST", "/api/case/submission")[0] if sends else case


def ask(stack, who, headers, parameters, *chosen):
    """One run over the operations chosen; says whether every answer was as the contract says."""
    settings = ROOT / "target/schema" / f"{who}.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    named = "".join(f'"path.{name}" = "{value}"\n' for name, value in parameters.items())
    settings.write_text((ROOT / "tests/schema/schemathesis.toml").read_text() + f"\n[parameters]\n{named}")
    print(f"\n{who}", flush=True)
    given = [part for name, value in (SAME_ORIGIN | EDGE | headers).items() for part in ("--header", f"{name}: {value}")]
    command = [TOOL, "--config-file", settings, "run", ROOT / "docs/openapi.json", "--url", stack["gateway"], *given, *chosen]
    return subprocess.run(command, cwd=settings.parent, check=False).returncode == 0


def main():
    stack = described()
    sent, open_ = (Family(stack, entry) for entry in stack["parents"][-2:])
    case = sent.applies(sends=True)
    applicant, student = case["applicants"][0]["applicant_id"], case["student"]
    staff = {"Authorization": f"Bearer {people.token(stack, stack['registrar']['username'])}"}
    real = {
        "class": student["class"], "student_number": student["number"], "applicant_id": applicant,
        "reference": applicant.rsplit("-", 1)[0],
    }
    named = {"applicant_id": open_.applies(sends=False)["applicants"][0]["applicant_id"]}
    families, schools = ("--include-path-regex", "^/api/case"), ("--include-path-regex", "^/api/review")
    nobody = ("--include-path-regex", "^/api/(notice|schools|captchas|sessions?)")
    as_promised = [
        ask(stack, "registrar", staff, real, *schools),
        ask(stack, "registrar-astray", staff, {}, *schools),
        ask(stack, "family", open_.cookie, named, *families),
        ask(stack, "family-after-sending", sent.cookie, {}, *families),
        ask(stack, "nobody", {}, {}, *nobody),
    ]
    if not all(as_promised):
        sys.exit("the stack does not do as docs/openapi.json says; target/schema has the settings of each run")


if __name__ == "__main__":
    main()
