"""Staff of the demo school in the staff pool, and a staff member's token as any client would get it."""

import base64
import csv
import hashlib
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from datetime import date
from html.parser import HTMLParser

from stack import Trouble


def ensure(stack, pool, school):
    """Makes the staff of a school's folder, with passwords that stay the same from start to start."""
    kept = stack.folder / "staff.json"
    passwords = json.loads(kept.read_text()) if kept.exists() else {}
    cognito = stack.client("cognito-idp")
    staff = []
    for row in rows(school / "staff.csv"):
        username, role = row["username"], row["role"]
        password = passwords.setdefault(username, secrets.token_urlsafe(12))
        try:
            cognito.admin_create_user(UserPoolId=pool, Username=username, MessageAction="SUPPRESS")
        except cognito.exceptions.UsernameExistsException:
            pass
        cognito.admin_set_user_password(UserPoolId=pool, Username=username, Password=password, Permanent=True)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=username, GroupName=role)
        person = {"username": username, "password": password, "role": role}
        staff.append(person | {"classes": classes_today(school, username)})
    kept.write_text(json.dumps(passwords))
    return staff


def classes_today(school, username):
    """The classes assigned to somebody today."""
    today = date.today().isoformat()
    return [
        row["class"]
        for row in rows(school / "assignments.csv")
        if row["username"] == username and row["from"] <= today <= (row["until"] or "9999")
    ]


def rows(path):
    """A CSV file's rows."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def token(stack, username):
    """An access token, by the pool's own page with authorization code and PKCE."""
    staff = [*stack["teachers"], stack["registrar"]]
    person = next((person for person in staff if person["username"] == username), None)
    if person is None:
        raise Trouble(f"no {username!r}; there are {', '.join(person['username'] for person in staff)}")
    verifier = secrets.token_urlsafe(48)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    client = {"client_id": stack["staff_pool"]["client_id"], "redirect_uri": f"{stack['web']}/staff/callback"}
    asked = client | {"response_type": "code", "scope": "openid", "state": secrets.token_urlsafe(12)}
    asked |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    pool = stack["aws_endpoint"]
    page = call(f"{pool}/oauth2/authorize?{urllib.parse.urlencode(asked)}").read().decode()
    entered = hidden_fields(page) | {"username": username, "password": person["password"]}
    there = urllib.parse.urlsplit(call(f"{pool}/login", entered).headers.get("Location", ""))
    answer = dict(urllib.parse.parse_qsl(there.query))
    if answer.get("state") != asked["state"] or "code" not in answer:
        raise Trouble(f"the sign-in of {username} was refused")
    exchange = client | {"grant_type": "authorization_code", "code": answer["code"], "code_verifier": verifier}
    return json.load(call(f"{pool}/oauth2/token", exchange))["access_token"]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like others: the code is in its address."""

    def redirect_request(self, *_):
        return None


def call(url, form=None):
    """Gets a page, or posts a form."""
    body = urllib.parse.urlencode(form).encode() if form else None
    try:
        return urllib.request.build_opener(NoRedirect).open(url, body, timeout=10)
    except urllib.error.HTTPError as answer:
        return answer


def hidden_fields(page):
    """The hidden fields of a page's form."""
    fields = {}
    reader = HTMLParser()

    def read(tag, attributes):
        named = dict(attributes)
        if tag == "input" and named.get("type") == "hidden":
            fields[named["name"]] = named.get("value") or ""

    reader.handle_starttag = reader.handle_startendtag = read
    reader.feed(page)
    return fields
