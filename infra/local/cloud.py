"""The local cloud: MiniStack 1.5.33 with eight things mended that this template needs and MiniStack passes over, and a
door for browsers.

* A table's time-to-live, which the template sets and MiniStack's CloudFormation drops.
* `dynamodb:LeadingKeys`: without it a condition on the items that a role may touch holds for every item, and would be
  proved by nothing here. A transaction's keys are looked at together for each action, on AWS one by one.
* `kms:EncryptionContext:…` and `kms:EncryptionContextKeys`, for the same reason.
* The identity that a mail is sent by, as the resource of `ses:SendEmail`: MiniStack asks for leave on `*`.
* A bucket's lock and its default retention, which the template sets and MiniStack's CloudFormation drops.
* Compression by the distribution, without which a page here weighs three times what it does on AWS.
* An alarm's dimensions: MiniStack holds against it every figure of its name, whosever it is.
* Nagle's algorithm on the Lambda runtime API, which costs 40 ms a call.
* The site: MiniStack serves a distribution to whoever names its host. A browser would need that name resolved, so the
  one distribution there is also answers at a port of its own (SITE_PORT).

The names reached into are private to exactly this version: raise it in requirements/cloud.txt and here together.
"""

import email.utils
import gzip
import http.server
import json
import os

import hypercorn.asyncio
from ministack.core import iam_actions, iam_evaluator
from ministack.core.responses import get_account_id
from ministack.services import cloudfront, cloudwatch, dynamodb, s3
from ministack.services.cloudformation import provisioners


def keep_time_to_live():
    """Sets a table's time-to-live after CloudFormation made or changed the table."""
    handlers = provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::Table"]
    for verb, position in (("create", 1), ("update", 2)):
        handlers[verb] = _with_time_to_live(handlers[verb], position)


def _with_time_to_live(handler, position):
    def handle(*args, **options):
        outcome = handler(*args, **options)
        wanted = args[position].get("TimeToLiveSpecification")
        if wanted:
            dynamodb._update_ttl({"TableName": outcome[0], "TimeToLiveSpecification": wanted})
        return outcome

    return handle


def keep_locks():
    """Sets a bucket's lock after CloudFormation made or changed the bucket."""
    handlers = provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"]
    for verb, position in (("create", 1), ("update", 2)):
        handlers[verb] = _with_lock(handlers[verb], position)


def _with_lock(handler, position):
    def handle(*args, **options):
        outcome = handler(*args, **options)
        rule = args[position].get("ObjectLockConfiguration", {}).get("Rule", {}).get("DefaultRetention")
        if rule:
            retention = {"Mode": rule["Mode"], "Days": int(rule["Days"])}
            s3._bucket_object_lock[outcome[0]] = {"enabled": True, "default_retention": retention}
        return outcome

    return handle


def tell_leading_keys():
    """Adds the partition keys that a request names to what IAM conditions are held against: of a transaction, to each
    action's the keys that it touches."""
    plain, enforce = iam_actions.dynamodb_service_context, iam_evaluator.enforce

    def context(body):
        request = json.loads(body or b"{}")
        keys = leading_keys(request)
        return plain(body) | ({"dynamodb:LeadingKeys": keys, KEYS_BY_ACTION: by_action(request)} if keys else {})

    def enforced(access_key, action, *rest, service_context=None, **options):
        told = dict(service_context or {})
        keys = told.pop(KEYS_BY_ACTION, {}).get(action)
        return enforce(access_key, action, *rest, service_context=told | ({"dynamodb:LeadingKeys": keys} if keys else {}), **options)

    iam_actions.dynamodb_service_context, iam_evaluator.enforce = context, enforced


KEYS_BY_ACTION = "keys by action"


def by_action(request):
    """The partition keys that each action of a transaction touches."""
    keys = {}
    for write in request.get("TransactItems", []):
        for member, named in write.items():
            keys.setdefault(iam_actions._DYNAMODB_TRANSACT_ITEM_ACTIONS[member], []).extend(leading_keys(named))
    return keys


def leading_keys(request):
    """The partition keys of a request: of its key, item or query, of each key of a batch, of each item of a transaction."""
    keys = [part["pk"]["S"] for part in (request.get("Key"), request.get("Item")) if part and "pk" in part]
    for table in request.get("RequestItems", {}).values():
        keys += [key["pk"]["S"] for key in table.get("Keys", [])]
    for write in request.get("TransactItems", []):
        keys += [key for member in write.values() for key in leading_keys(member)]
    condition = request.get("KeyConditionExpression")
    if condition:
        keys.append(_compared_first(condition, request))
    return keys


def _compared_first(condition, request):
    """The value in `pk = :pk`, with which each of the store's queries begins."""
    placeholder = condition.split(" AND ")[0].split("=")[-1].strip()
    return request["ExpressionAttributeValues"].get(placeholder, {}).get("S", "unread")


def tell_encryption_context():
    """Adds the context that a request to KMS names to what IAM conditions are held against."""
    plain = iam_actions.request_tag_context

    def context(service, action, body, *rest):
        named = json.loads(body or b"{}").get("EncryptionContext", {}) if service == "kms" else {}
        told = {f"kms:EncryptionContext:{name}": value for name, value in named.items()}
        return plain(service, action, body, *rest) | told | ({"kms:EncryptionContextKeys": list(named)} if named else {})

    iam_actions.request_tag_context = context


def tell_sending_identity():
    """Names the sender's domain as what a mail is sent by. AWS asks for the configuration set besides."""
    plain = iam_actions._ses_v2_resource_arn

    def resource(method, path, body, region, account):
        if path.rstrip("/") != "/v2/email/outbound-emails":
            return plain(method, path, body, region, account)
        sender = email.utils.parseaddr(json.loads(body).get("FromEmailAddress", ""))[1]
        return f"arn:aws:ses:{region}:{account}:identity/{sender.rpartition('@')[2]}"

    iam_actions._ses_v2_resource_arn = resource


COMPRESSED = ("text/html", "text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml")


def compress_site():
    """Compresses what the distribution answers as CloudFront does: by the behaviour's cache policy, of these kinds, from a
    thousand bytes up. By gzip alone, which Python has; CloudFront prefers brotli, some 5 % smaller."""
    plain = cloudfront.handle_viewer_request

    async def handle(distribution, method, path, raw_path, query, headers, *rest, **options):
        status, told, body = await plain(distribution, method, path, raw_path, query, headers, *rest, **options)
        kind = told.get("Content-Type", "").split(";")[0]
        if status == 200 and kind in COMPRESSED and 1_000 <= len(body) <= 10_000_000 and "gzip" in headers.get("accept-encoding", ""):
            behavior = cloudfront._match_behavior(cloudfront.parse_distribution_dataplane_config(distribution), path)
            policy = cloudfront.cache_policy_params(behavior["cache_policy_id"])
            if policy and policy["EnableAcceptEncodingGzip"]:
                body = gzip.compress(body, 6)
                told = told | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Content-Length": str(len(body))}
        return status, told, body

    cloudfront.handle_viewer_request = handle


def keep_to_dimensions():
    """Holds against an alarm the figures of its own dimensions alone."""
    plain = cloudwatch._evaluate_alarm

    def evaluate(alarm):
        every = cloudwatch._metrics
        its_own = cloudwatch._dims_key(cloudwatch._dims_from_list(alarm.get("Dimensions", [])))
        cloudwatch._metrics = {key: points for key, points in every.items() if key[2] == its_own}
        try:
            plain(alarm)
        finally:
            cloudwatch._metrics = every

    cloudwatch._evaluate_alarm = evaluate


def note_calls(path):
    """Notes what each role was allowed to do, each once, and the kinds of items it did that to: for whoever asks whether
    a policy allows more (tests/policies)."""
    plain, noted = iam_evaluator.enforce, set()
    open(path, "w", encoding="utf-8").close()

    def enforced(access_key, action, *rest, resource_arn="*", service_context=None, **options):
        refused = plain(access_key, action, *rest, resource_arn=resource_arn, service_context=service_context, **options)
        told = service_context or {}
        keys = told.get(KEYS_BY_ACTION, {}).get(action) or told.get("dynamodb:LeadingKeys") or []
        kinds = tuple(sorted({key.split("#")[0] for key in keys}))
        if refused is None and (access_key, action, resource_arn, kinds) not in noted:
            noted.add((access_key, action, resource_arn, kinds))
            principal = getattr(iam_evaluator.resolve_principal(access_key or "", get_account_id()), "arn", "")
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps({"principal": principal, "action": action, "resource": resource_arn, "kinds": kinds}) + "\n")
        return refused

    iam_evaluator.enforce = enforced


def open_site(port):
    """Serves the distribution at a port of its own, beside the cloud's."""
    plain = hypercorn.asyncio.serve

    def serve(app, config, **options):
        config.bind = [*config.bind, f"127.0.0.1:{port}"]
        return plain(_names_distribution(app, port), config, **options)

    hypercorn.asyncio.serve = serve


def _names_distribution(app, port):
    """Gives what comes in at the site's port the distribution's host name."""

    async def named(scope, receive, send):
        if scope["type"] == "http" and scope["server"][1] == port:
            domain = next((each["DomainName"] for each in cloudfront._distributions.values()), "none.cloudfront.net")
            scope["headers"] = [header for header in scope["headers"] if header[0] != b"host"] + [(b"host", domain.encode())]
        await app(scope, receive, send)

    return named


if __name__ == "__main__":
    keep_time_to_live()
    keep_locks()
    tell_leading_keys()
    tell_encryption_context()
    tell_sending_identity()
    compress_site()
    keep_to_dimensions()
    if os.environ["AUTH"] == "true":
        note_calls(os.path.join(os.environ["STATE_DIR"], "calls.jsonl"))
    open_site(int(os.environ["SITE_PORT"]))
    http.server.BaseHTTPRequestHandler.disable_nagle_algorithm = True
    from ministack.app import main

    main()
