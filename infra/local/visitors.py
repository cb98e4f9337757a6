"""A family at its phone and a teacher at a desk, by HTTP, for whatever walks through a running stack."""

import json
import urllib.error
import urllib.request

import journey
import operate
from stack import NAME, Trouble


def captchas(stack):
    """Reads a captcha's answer from the table, as an operator could."""

    def read(captcha):
        item = stack.client("dynamodb").get_item(**journey.captcha_item(f"{NAME}-cases", captcha)).get("Item")
        if item is None:
            raise Trouble("no such captcha: used, expired, or never made")
        return item["answer"]["S"]

    return read


class Family:
    """A family at its phone."""

    def __init__(self, stack, entry):
        self.stack, self.entry = stack, entry
        self.headers = {"origin": stack.site, "sec-fetch-site": "same-origin"}

    def walk(self, steps):
        """Does what the page does; answers with what the steps answer."""
        answer = None
        while True:
            try:
                asked = steps.send(answer)
            except StopIteration as done:
                return done.value
            answer = self.ask(*asked)

    def ask(self, method, path, body):
        """One request, which has to succeed."""
        with call(self.stack, method, path, body, self.headers) as answer:
            if answer.status >= 400:
                raise Trouble(f"{method} {path}: {answer.status} {answer.read().decode()}")
            if cookie := answer.headers.get("set-cookie"):
                self.headers["cookie"] = cookie.split(";")[0]
            text = answer.read()
        return json.loads(text) if text else None

    def refused(self):
        """The status of a first request."""
        with call(self.stack, "POST", "/api/captchas", {}, self.headers) as answer:
            return answer.status


class Teacher:
    """A teacher at a desk."""

    def __init__(self, stack, person):
        self.stack, self.headers = stack, {"authorization": f"Bearer {operate.token(stack, person)}"}

    def approve(self, applicant):
        self.decide(journey.approval(applicant))

    def decide(self, decision):
        with call(self.stack, "POST", "/api/review/decisions", {"decisions": [decision]}, self.headers) as answer:
            [result] = json.load(answer)["results"]
        if not result["ok"]:
            raise Trouble(f"a decision was refused: {result}")


def call(stack, method, path, body, headers):
    """A request by the distribution; an error is an answer like others."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(stack.site + path, data, headers | {"content-type": "application/json"}, method=method)
    try:
        return urllib.request.urlopen(request, timeout=30)
    except urllib.error.HTTPError as answer:
        return answer
