"""The load: every family makes the whole journey once, at the same time as all others, while each class's teacher decides
about whoever has sent, in batches. `make load` starts it with LOAD_JSON, which names the stack, the entries and the staff.

It bypasses nothing but the reading of a captcha, whose answer an operator finds in the table.
"""

import json
import os
import random
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import gevent
from gevent.queue import Empty, Queue
from locust import FastHttpUser, constant, events, task
from locust.exception import StopUser

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "infra/local"))
import journey  # noqa: E402

PLAN = json.loads(Path(os.environ["LOAD_JSON"]).read_text())
TRIES = 60  # a page tries again by itself, then its person does
EDGE = {"x-edge-key": json.loads(PLAN["edge_key"])["key"]}  # the load stands where the distribution does
ENTRIES, TEACHERS = Queue(), Queue()
for each in enumerate(PLAN["entries"], start=1):
    ENTRIES.put(each)
for each in PLAN["teachers"]:
    TEACHERS.put(each)
GONE = Counter()  # how many families of a class gave up: their teacher does not wait for them


class Person(FastHttpUser):
    abstract = True
    host = PLAN["gateway"]
    network_timeout = connection_timeout = 120.0

    def ask(self, method, path, body, headers, name=None):
        """One request, tried again as the pages do when the answer says that trying again may help."""
        for tried in range(TRIES):
            with self.client.request(method, path, name=name or f"{method} {path}", json=body, headers=headers, catch_response=True) as answer:
                if answer.status_code < 400:
                    answer.success()
                    return answer
                answer.failure(f"{answer.status_code} {(answer.text or '')[:120]}")
                if answer.status_code not in (0, 429, 500, 502, 503, 504):
                    break
            gevent.sleep(min(8, 0.5 * 2**min(tried, 4)) * random.random())
        raise StopUser()


class Family(Person):
    fixed_count = len(PLAN["entries"])
    wait_time = constant(0)

    @task
    def whole_journey(self):
        try:
            number, entry = ENTRIES.get_nowait()
        except Empty:
            raise StopUser() from None
        gevent.sleep(random.uniform(0, PLAN["arrive_within_seconds"]))
        home = f"10.0.{number // 256}.{number % 256}"  # each family at an address of its own, as the edge would see it
        headers = EDGE | {"x-viewer-ip": home, "origin": PLAN["web"], "sec-fetch-site": "same-origin"}
        steps = journey.whole(entry, self.read_captcha, journey.applicant(number))
        began = time.monotonic()
        try:
            self.walk(steps, headers)
        except BaseException:
            GONE[entry["class"]] += 1
            raise
        events.request.fire(
            request_type="whole", name="journey, with thinking", response_time=(time.monotonic() - began) * 1000, response_length=0
        )
        raise StopUser()

    def walk(self, steps, headers):
        answer = None
        while True:
            try:
                method, path, body = steps.send(answer)
            except StopIteration:
                return
            answered = self.ask(method, path, body, headers)
            if cookie := answered.headers.get("set-cookie"):
                headers["cookie"] = cookie.split(";")[0]
            answer = answered.json() if answered.text else None
            gevent.sleep(random.uniform(0, PLAN["think_seconds"]))

    def read_captcha(self, captcha_id):
        """Not a request of a family, so it is in no figure."""
        headers = {
            "x-amz-target": "DynamoDB_20120810.GetItem",
            "content-type": "application/x-amz-json-1.0",
            "authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request",
        }
        body = json.dumps(journey.captcha_item(PLAN["table"], captcha_id))
        request = urllib.request.Request(PLAN["aws_endpoint"], body.encode(), headers)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.load(answer)["Item"]["answer"]["S"]


class Teacher(Person):
    fixed_count = len(PLAN["teachers"])
    wait_time = constant(0)

    @task
    def decide(self):
        try:
            teacher = TEACHERS.get_nowait()
        except Empty:
            raise StopUser() from None
        headers = EDGE | {"x-viewer-ip": "10.1.0.1", "authorization": f"Bearer {teacher['token']}"}
        approved, room = 0, teacher["classes"][0]
        while approved + GONE[room] < PLAN["pupils"][room]:
            gevent.sleep(random.uniform(4, 8))
            path = f"/api/review/classes/{room}/applicants?status=pending"
            rows = self.ask("GET", path, None, headers, "GET /api/review/classes/{class}/applicants").json()["items"]
            if not rows:
                continue
            body = {"decisions": [journey.approval(row["applicant_id"]) for row in rows[:50]]}
            results = self.ask("POST", "/api/review/decisions", body, headers).json()["results"]
            approved += sum(result["ok"] for result in results)
        raise StopUser()


@events.test_start.add_listener
def quit_when_done(environment, **_):
    """Ends the run once everybody has gone home."""

    def watch():
        while environment.runner.user_count or ENTRIES.qsize():
            gevent.sleep(1)
        environment.runner.quit()

    gevent.spawn_later(10, watch)
