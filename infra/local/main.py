"""What the Makefile calls: `main.py run | up | down | e2e [PART…] | drill | load | captcha ID | staff-token USER |
watch [STEP] | logs … | metrics`."""

import os
import signal
import subprocess
import sys

import deploy
import drill
import load
import logs
import metrics
import people
import visitors
from stack import NAME, ROOT, STATE, STEPS, Stack, Trouble, described


def run():
    """Brings a stack up, follows its logs, and takes it down on Ctrl-C."""
    stack = Stack.demo()
    stack.start(outlives_us=False)
    try:
        deploy.bring_up(stack)
        announce(stack)
        print("\nLogs follow; Ctrl-C stops everything.", flush=True)
        logs.follow(logs.Source(stack.client("logs"), NAME))
    except KeyboardInterrupt:
        print("\nstopping", flush=True)
    finally:
        take_down(stack)


def up():
    """Brings a stack up in the background, or what has changed in it up to date."""
    stack = Stack.demo()
    fresh = not stack.running()
    if fresh:
        stack.start(outlives_us=True)
    try:
        deploy.bring_up(stack)
    except BaseException:
        if fresh:
            take_down(stack)
        raise
    announce(stack)
    print("\n`make down` stops it.")


def down():
    """Stops the stack of `make up`."""
    print("stopped" if take_down(Stack.demo()) else "nothing was running")


def take_down(stack):
    """Stops a stack and withdraws its descriptor; says whether it was running."""
    was_running = stack.stop()
    stack.withdraw()
    return was_running


def journeys(name, threads):
    """The command of a suite over HTTP."""
    return ["cargo", "test", "--profile", "local", "--workspace", "--test", name, "--", "--test-threads", threads]


# Journeys mostly wait, so many go at once; outages break the stack, so they go alone; what all of them
# made the functions do is asked last.
SUITES = {
    "journeys": journeys("journeys", "8"),
    "browser": ["npm", "--prefix", "tests/browser", "run", "--silent", "test"],
    "schema": [sys.executable, "tests/schema/run.py"],
    "alarms": [sys.executable, "tests/alarms/run.py"],
    "outages": journeys("outages", "1"),
    "policies": [sys.executable, "tests/policies/run.py"],
    "screenshots": ["npm", "--prefix", "tests/browser", "run", "--silent", "screenshots"],
    "bench-web": ["npm", "--prefix", "tests/browser", "run", "--silent", "bench"],
}


def e2e(*parts):
    """Runs suites on a stack of their own, with IAM enforced, and takes it down whatever comes."""
    stack = Stack.test()
    stack.stop()
    stack.start(outlives_us=False)
    try:
        deploy.bring_up(stack)
        for part in parts or ("journeys", "browser", "schema", "alarms", "outages", "policies"):
            done = subprocess.run(SUITES[part], cwd=ROOT, env=os.environ | {"STACK_JSON": str(stack.descriptor)})
            if done.returncode:
                raise Trouble(f"{part} failed; the cloud's and the functions' logs are in {stack.folder}")
    finally:
        keep_logs(stack)
        take_down(stack)


def announce(running):
    """Prints where things are and who may sign in."""
    stack = running.published()
    parent, staff = stack["parents"][0], [*stack["teachers"], stack["registrar"]]
    print(f"\nparents  {stack['web']}/?school={parent['school']}\nstaff    {stack['web']}/staff\nAPI      {stack['api']}/api/…")
    print(f"mails    {stack['mails']}")
    print(f"all else {running.descriptor}\n")
    print(f"family     school {parent['school']}  account {parent['account']}  password {parent['password']}", end="")
    print(f"  (and {len(stack['parents']) - 1} more)")
    for person in staff:
        classes = " ".join(person["classes"])
        print(f"{person['role']:10} {person['username']}  password {person['password']}  {classes}")


def keep_logs(stack):
    """Keeps what the functions logged, for whoever looks into a failure."""
    if stack.running() and stack.descriptor.exists():
        with open(stack.folder / "functions.log", "w", encoding="utf-8") as file:
            file.writelines(f"{told.step:12} {told.text}\n" for told in logs.read(logs.Source(stack.client("logs"), NAME)))


def captcha(captcha_id):
    """Prints a captcha's answer."""
    print(visitors.captchas(Stack.running_one())(captcha_id))


def staff_token(username):
    """Prints a staff member's access token."""
    print(people.token(described(), username))


def watch(step=None):
    """Builds and runs one function, or all, again on every save, against the local cloud."""
    stack = Stack.demo()
    if not stack.running():
        raise Trouble("no local stack is running; `make up` starts one")
    functions = stack.client("lambda")
    environment = stack.environment() | {"PATH": f"{STATE / 'lambda/bin'}:{os.environ['PATH']}"}
    for name in [step] if step else STEPS:
        configured = functions.get_function_configuration(FunctionName=f"{NAME}-{name}")
        environment |= configured["Environment"]["Variables"]
    command = ["cargo", "lambda", "watch", "--invoke-address", "127.0.0.1", "--invoke-port", "9050", "--profile", "local"]
    os.chdir(ROOT)
    os.execvpe("cargo", command + (["-p", step] if step else []), environment)


def interrupted(*_):
    raise KeyboardInterrupt


COMMANDS = {"run": run, "up": up, "down": down, "e2e": e2e, "drill": drill.drill, "load": load.load, "captcha": captcha, "staff-token": staff_token, "watch": watch, "logs": logs.logs, "metrics": metrics.metrics}

if __name__ == "__main__":
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a script that starts us may have had them ignored
        signal.signal(ending, interrupted)
    name, *rest = sys.argv[1:]
    try:
        COMMANDS[name](*rest)
    except Trouble as trouble:
        sys.exit(f"\n{trouble}")
    except KeyboardInterrupt:
        sys.exit(130)
