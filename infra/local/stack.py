"""One stack on this machine: where its state lies, how its cloud is started and stopped, how it is spoken to."""

import ctypes
import errno
import fcntl
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import boto3

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".local"
NAME = "guardian-link-local"
STEPS = ["login", "confirm-data", "submit", "review", "provision", "notify", "keep-heads", "expire"]
REGION = "us-east-1"


class Trouble(Exception):
    """Something a person can mend; the message says what."""


class Stack:
    """All state is in `folder`, its descriptor too. `public` is where whoever uses the stack finds the descriptor: a
    link to that of the stack brought up last."""

    def __init__(self, folder, port, site_port, public=None, auth=False, at_once=None):
        self.folder, self.port, self.site_port, self.public, self.auth = folder, port, site_port, public, auth
        self.at_once = at_once  # functions running at the same time; the rest are refused, as AWS does at its limit
        self.descriptor = folder / "stack.json"
        self.endpoint = f"http://127.0.0.1:{port}"
        self.site = f"http://localhost:{site_port}"  # browsers take this name for a secure place, as they do https

    @classmethod
    def demo(cls):
        """The stack of `make run` and `make up`, one a port; its site is a thousand ports up. Whoever names a descriptor
        by STACK_JSON finds the stack by that, and leaves the link to others."""
        port = int(os.environ.get("PORT") or 4566)
        public = None if os.environ.get("STACK_JSON") else STATE / "stack.json"
        return cls(STATE / f"run-{port}", port, port + 1000, public=public)

    @classmethod
    def test(cls, name="test", at_once=None):
        """The stack of `make test`, or of another purpose: on free ports, with IAM enforced."""
        # Below those that the system gives to whoever asks for any: nobody gets one by chance before the cloud has it.
        first = random.randrange(20_000, 32_000)
        ports = [port for port in range(first, first + 700) if not is_taken(port)]
        return cls(STATE / name, *ports[:2], auth=True, at_once=at_once)

    @classmethod
    def running_one(cls):
        """The running stack: the one that STACK_JSON names, or that of `make up`."""
        path, known = _descriptor().resolve(), described()
        return cls(path.parent, *(urlsplit(known[address]).port for address in ("aws_endpoint", "web")))

    def environment(self):
        """This process's environment, with the local cloud in place of any AWS account it knows."""
        return {name: value for name, value in os.environ.items() if not name.startswith("AWS_")} | self._address()

    def _address(self):
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }

    def client(self, service):
        """A client of one of the cloud's services."""
        return client(self.endpoint, service)

    def publish(self, description):
        """Writes the descriptor, whole or not at all."""
        draft = self.descriptor.with_suffix(".new")
        draft.write_text(json.dumps(description, ensure_ascii=False, indent=1) + "\n")
        draft.replace(self.descriptor)
        self._link(self.descriptor)

    def published(self):
        """What `publish` wrote."""
        return json.loads(self.descriptor.read_text())

    def withdraw(self):
        """Removes the descriptor; a link to it goes on to another stack's, if there is one."""
        self.descriptor.unlink(missing_ok=True)
        if self.public and not self.public.exists():
            others = sorted(STATE.glob("run-*/stack.json"), key=lambda path: path.stat().st_mtime)
            self._link(others[-1] if others else None)

    def _link(self, descriptor):
        if self.public:
            self.public.unlink(missing_ok=True)
            if descriptor:
                self.public.symlink_to(descriptor.relative_to(self.public.parent))

    def start(self, outlives_us):
        """Starts the cloud and waits until it answers."""
        (self.folder / "tmp").mkdir(parents=True, exist_ok=True)
        lock = self._lock()
        if lock is None:
            raise Trouble(f"the stack on port {self.port} is running already; `make down` stops it")
        for port in (self.port, self.site_port):
            if is_taken(port):
                raise Trouble(f"port {port} is taken by another program; try `make run PORT={self.port + 1}`")
        shutil.rmtree(self.folder / "people", ignore_errors=True)  # Who was made up on the last one is nobody on this one.
        with open(self.folder / "cloud.log", "wb") as log:
            cloud = subprocess.Popen(
                [sys.executable, ROOT / "infra/local/cloud.py"],
                env=self._settings(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches us alone, and we stop it
                pass_fds=[lock.fileno()],  # held as long as the cloud lives
                preexec_fn=None if outlives_us else _die_with_parent,
            )
        (self.folder / "cloud.pid").write_text(str(cloud.pid))
        lock.close()
        self._wait(cloud)

    def stop(self):
        """Stops the cloud and every function with it; says whether one was running."""
        if not (self.folder / "cloud.pid").exists() or self._lock():
            return False
        pid = int((self.folder / "cloud.pid").read_text())
        for force in (signal.SIGTERM, signal.SIGKILL):
            os.kill(pid, force)
            for _ in range(200):
                if self._lock():
                    return True
                time.sleep(0.05)
        raise Trouble(f"the local cloud, process {pid}, does not end")

    def running(self):
        """Whether this stack's cloud lives."""
        return (self.folder / "cloud.pid").exists() and self._lock() is None

    def _settings(self):
        """The cloud's whole environment. Functions inherit it, so nothing else of ours is in it."""
        ours = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return ours | self._address() | {
            "GATEWAY_PORT": str(self.port),
            "SITE_PORT": str(self.site_port),
            "BIND_HOST": "127.0.0.1",
            "IOT_MTLS_ENABLED": "0",  # else every cloud wants port 8883
            "STATE_DIR": str(self.folder / "state"),
            "TMPDIR": str(self.folder / "tmp"),
            "AUTH": str(self.auth).lower(),
        } | ({"LAMBDA_ACCOUNT_CONCURRENCY": str(self.at_once)} if self.at_once else {})

    def _lock(self):
        """The lock that the cloud holds while it lives, or nothing."""
        lock = open(self.folder / "lock", "w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        return lock

    def _wait(self, cloud):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=1).close()
                return
            except OSError:
                if cloud.poll() is not None:
                    break
                time.sleep(0.1)
        raise Trouble(f"the local cloud did not start; see {self.folder / 'cloud.log'}")


def is_taken(port):
    """Whether a program has the port, at any of this machine's names."""
    for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):  # Without IPv6 there is nothing to be taken.
                return True
    return False


def client(endpoint, service):
    """A client of one of a local cloud's services."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    return boto3.client(service, endpoint_url=endpoint, region_name=REGION, **keys)


def described():
    """The descriptor of the running stack: the one that STACK_JSON names, or that of `make up`."""
    path = _descriptor()
    if not path.exists():
        raise Trouble("no local stack is running; `make up` starts one")
    return json.loads(path.read_text())


def _descriptor():
    return Path(os.environ.get("STACK_JSON") or STATE / "stack.json")


def _die_with_parent():
    """Linux ends the cloud when we are killed without a chance to."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
