"""Puts the built site (web/dist) into a stage's bucket: `publish.py STAGE`. Run again, it sends what has changed.
`publish.py STAGE withdraw` empties the bucket, which a stack must be before it is taken down.

Hashed assets are kept for a year by everybody, and those of earlier builds stay, so that a page opened before goes on
working; all else is asked for again each time. `config.json` tells the pages their stage, so one build fits every stage.
"""

import hashlib
import json
import mimetypes
import sys

from botocore.exceptions import ClientError

from output import ROOT, stack_of

DIST = ROOT / "web/dist"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def main(stage, what="publish"):
    """Publishes or withdraws the site of a stage."""
    session, outputs = stack_of(stage)
    if what == "withdraw":
        session.resource("s3").Bucket(outputs["SiteBucket"]).objects.delete()
    else:
        publish((session.client("s3"), outputs["SiteBucket"]), outputs)


def publish(bucket, outputs):
    """Sends assets first and pages last: no page ever names a file that is not there."""
    files = [path for path in DIST.rglob("*") if path.is_file() and ".vite" not in path.parts]
    sent = [send(bucket, path.relative_to(DIST).as_posix(), path.read_bytes()) for path in sorted(files, key=is_page)]
    sent.append(send(bucket, "config.json", json.dumps(config_of(outputs), indent=1).encode()))
    print(f"site: {sum(sent)} of {len(sent)} files sent to {bucket[1]}")


def is_page(path):
    """Whether a file names others."""
    return path.suffix == ".html"


def send(bucket, name, content):
    """Puts a file, unless the bucket has just this; says whether it was put."""
    s3, bucket = bucket
    try:
        there = s3.head_object(Bucket=bucket, Key=name)["ETag"].strip('"')
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        there = None
    if there == hashlib.md5(content, usedforsecurity=False).hexdigest():  # S3's ETag of an object put in one piece
        return False
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    kept = FOREVER if name.startswith("assets/") else ASK_AGAIN
    s3.put_object(Bucket=bucket, Key=name, Body=content, ContentType=kind, CacheControl=kept)
    return True


def config_of(outputs):
    """What the site reads from /config.json: where staff sign in."""
    sign_in, pool = outputs["StaffSignInUrl"], outputs["StaffPoolId"]
    return {
        "staff": {
            "issuer": f"https://cognito-idp.{pool.split('_')[0]}.amazonaws.com/{pool}",
            "authorization_endpoint": f"{sign_in}/oauth2/authorize",
            "token_endpoint": f"{sign_in}/oauth2/token",
            "revocation_endpoint": f"{sign_in}/oauth2/revoke",
            "end_session_endpoint": f"{sign_in}/logout",
            "client_id": outputs["StaffClientId"],
        }
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
