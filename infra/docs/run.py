"""`make commands`: types what the documents say can be typed, on a stack of its own, and looks at what comes back.

commands.toml says what, in which order, and what has to be seen. The first command brings the stack up, at ports that are
free, described in a place of its own; the last ones take it down.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from contextlib import contextmanager

from commands import ROOT, blocks

sys.path.append(str(ROOT / "infra/local"))

import operate  # noqa: E402  it stands in another folder
import visitors  # noqa: E402
from stack import Stack, Trouble, is_taken  # noqa: E402

TABLE = tomllib.loads((ROOT / "infra/docs/commands.toml").read_text())
PATIENCE = 120  # seconds for one command
FIRST = 3600  # for the first, which may have everything to compile
PASSED_ON = ("PATH", "HOME", "LANG", "CARGO_HOME", "RUSTUP_HOME", "CI", "GITHUB_ACTIONS")


def main():
    """Types everything; says of each how long it took."""
    port, began = free_ports(), time.monotonic()
    stack = Stack(ROOT / f".local/run-{port}", port, port + 1000)
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    env |= {"PORT": str(port), "STACK_JSON": str(stack.descriptor)}
    try:
        type_all(stack, env)
    finally:
        stack.stop()
        stack.withdraw()
    shutil.rmtree(stack.folder)
    print(f"all that the documents say can be typed here was typed, in {time.monotonic() - began:.0f} s")


def type_all(stack, env):
    """The commands of the table, one after the other."""
    taken("make up", lambda: typed("make up", env, FIRST))
    values = learn(stack)
    for entry in TABLE["blocks"]:
        if "prints" in entry:
            walk(entry, stack, env)
    values |= learn_more(stack)
    for entry in TABLE["runs"]:
        taken(entry["as"], lambda entry=entry: run(entry, values, env))


def walk(entry, stack, env):
    """A block as it stands there, but for where this stack is described."""
    [text] = [block.text for block in blocks(ROOT / entry["file"]) if block.heading == entry["heading"]]
    here = text.replace(".local/stack.json", str(stack.descriptor))
    told = taken(f"{entry['file']}, {entry['heading']}", lambda: typed(here, env))
    for expected in entry["prints"]:
        see(expected, told)


def run(entry, values, env):
    """One entry of the table."""
    command = filled(entry["as"], values)
    if "port" in entry and is_taken(entry["port"]):
        return print(f"not run: port {entry['port']} is taken")
    kept = (ROOT / entry["keeps"]).read_bytes() if "keeps" in entry else None
    told = until(filled(entry["until"], values), command, env) if "until" in entry else typed(command, env, entry.get("patience", PATIENCE))
    if kept is not None and (ROOT / entry["keeps"]).read_bytes() != kept:
        (ROOT / entry["keeps"]).write_bytes(kept)
        raise Trouble(f"{command}: {entry['keeps']} is not what it writes")
    see(filled(entry.get("prints", ""), values), told)
    if "never" in entry and re.search(entry["never"], told, re.M):
        raise Trouble(f"{command}: printed {entry['never']!r}:\n{told[-2000:]}")


def learn(stack):
    """What the stack that is up says of itself."""
    known = stack.published()
    return {
        "teacher": known["teachers"][0]["username"], "operator": known["operator"], "table": known["table"], "bucket": known["heads_bucket"],
        "pepper": known["pepper_secret"], "key": known["kms_key"], "stack": known["stack"], "folder": str(stack.folder),
        "campaign": tomllib.loads((ROOT / "infra/demo/campaign.toml").read_text())["campaign"]["id"],
    }


def learn_more(stack):
    """What there is to ask for after a family's way through it."""
    with visitors.call(stack, "POST", "/api/captchas", {}, {}) as answer:
        captcha, request = json.load(answer)["id"], answer.headers["x-request-id"]
    heads, complaint = operate.keep_heads(stack)
    if complaint:
        raise Trouble(f"the heads could not be kept: {complaint}")
    case = next(key.removeprefix("CASE#") for key, kind in operate.items(stack) if kind.endswith("#approved"))
    return {"captcha": captcha, "request": request, "heads": heads, "case": case}


def typed(command, env, patience=PATIENCE):
    """What a command prints; it has to end well."""
    running = subprocess.Popen(
        ["bash", "-euo", "pipefail", "-c", command], cwd=ROOT, env=env | aws(env), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )
    with interrupted_after(running):
        told, _ = running.communicate(timeout=patience)
    if running.returncode:
        raise Trouble(f"{command}: ended with {running.returncode}:\n{told[-4000:]}")
    return told


def until(pattern, command, env):
    """What a command prints until this is seen. Then Ctrl-C, which it has to obey."""
    running = subprocess.Popen(
        command.split(), cwd=ROOT, env=env | aws(env), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    )
    told, seen = [], threading.Event()

    def read():
        for line in running.stdout:
            told.append(re.sub(r"\x1b\[[\d;]*m", "", line))
            if re.search(pattern, told[-1]):
                seen.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    with interrupted_after(running):
        for _ in range(PATIENCE * 10):
            if seen.wait(0.1) or running.poll() is not None:
                break
    reader.join(10)
    if not seen.is_set():
        raise Trouble(f"{command}: {pattern!r} was not seen in:\n{''.join(told)[-4000:]}")
    return "".join(told)


@contextmanager
def interrupted_after(running):
    """Presses Ctrl-C in the end, and waits for it to be obeyed."""
    try:
        yield
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGINT)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            raise Trouble(f"{running.args}: does not obey Ctrl-C") from None


def aws(env):
    """Where what is called by itself, and not by make, finds the cloud."""
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}
    nobodys = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return keys | nobodys | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{env['PORT']}", "SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "1"}


def see(expected, told):
    """What has to be printed."""
    if not re.search(expected, told, re.M):
        raise Trouble(f"{expected!r} was not seen in:\n{told[-4000:]}")


def filled(text, values):
    """A text with the values in place of their names."""
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), text)


def taken(name, do):
    """Does it; says so, and how long it took."""
    began = time.monotonic()
    try:
        answer = do()
    except subprocess.TimeoutExpired as late:
        raise Trouble(f"{name}: not done within {late.timeout:.0f} s") from None
    print(f"{time.monotonic() - began:5.1f} s  {name}", flush=True)
    return answer


def free_ports():
    """A port that is free, as is the one a thousand up."""
    for port in range(4600, 5400):
        if not is_taken(port) and not is_taken(port + 1000) and not (ROOT / f".local/run-{port}").exists():
            return port
    raise Trouble("no port is free")


def interrupted(*_):
    raise KeyboardInterrupt


if __name__ == "__main__":
    for ending in (signal.SIGTERM, signal.SIGHUP):  # The stack is in the background: it would stay.
        signal.signal(ending, interrupted)
    try:
        main()
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
