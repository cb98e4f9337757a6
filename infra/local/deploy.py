"""From the sources to a stack that answers: build, deploy, load the demo school, describe."""

import filecmp
import json
import shutil
import subprocess
import sys

import people
from stack import NAME, ROOT, STATE, STEPS, Trouble

DEMO = ROOT / "infra/demo"
DEVELOPMENT = "http://localhost:5173"  # where `npm run dev` serves the site
BUILD = STATE / "build"
# What differs from the template that is shipped: the artefacts are those of this machine, not those for arm64; and by this
# tag the local cloud keeps the API's id, and so its address, which events/*.json name.
CHANGES = {
    "../target/lambda/": "build/",
    "ProtocolType: HTTP }": "ProtocolType: HTTP, Tags: { ms-custom-id: 9ead11c0 } }",
}


def bring_up(stack):
    """Does all of it; the cloud runs already."""
    binaries = build()
    deploy(stack)
    publish(stack)
    outputs = outputs_of(stack)
    secrets = ["--signing-secret", f"{NAME}/session-signing", "--keys-secret", f"{NAME}/session-keys"]
    operate(stack, binaries, "ensure-keys", *secrets)
    accounts = stack.folder / "accounts.json"
    table = ["--table", outputs["TableName"], "--pepper-secret", f"{NAME}/pepper", "--kms-key", f"alias/{NAME}"]
    operate(stack, binaries, "load", *table, "--dir", DEMO, "--accounts", accounts)
    staff = people.ensure(stack, outputs["StaffPoolId"], DEMO)
    describe(stack, outputs, binaries, json.loads(accounts.read_text()), staff)


def build():
    """Builds the functions and the operator's tool; lays the functions out for the deployment."""
    # The whole workspace, and examples with it: the tests' build then shares every dependency of this one.
    what = ["--workspace", "--bins", "--examples"]
    command = ["cargo", "build", "--profile", "local", "--message-format", "json-render-diagnostics", *what]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if built.returncode:
        raise Trouble("the build failed")
    messages = [json.loads(line) for line in built.stdout.splitlines()]
    binaries = {m["target"]["name"]: m["executable"] for m in messages if m.get("executable")}
    for step in STEPS:
        lay_out(binaries[step], BUILD / step / "bootstrap")
    return binaries


def lay_out(binary, bootstrap):
    """Puts a binary where the template looks for it; an unchanged one stays, so that its deployment is skipped."""
    if not bootstrap.exists() or not filecmp.cmp(binary, bootstrap):
        bootstrap.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(binary, bootstrap)


def deploy(stack, **more):
    """Deploys the template as it is, but for what `CHANGES` names."""
    template = (ROOT / "infra/template.yaml").read_text()
    for shipped, here in CHANGES.items():
        if shipped not in template:
            raise Trouble(f"infra/template.yaml has no `{shipped}`, which is to be `{here}` here")
        template = template.replace(shipped, here)
    (STATE / "template.yaml").write_text(template)
    stack.client("s3").create_bucket(Bucket="sam-artifacts")
    parameters = {
        "Stage": "local",
        "SiteUrl": stack.site,
        "CloudPort": str(stack.port),
        "StaffSignInUrl": stack.endpoint,
        "PublicOrigins": f"{stack.site},{DEVELOPMENT}",
        "LogLevel": "debug",
        "LogRetentionDays": "1",
    } | more
    overrides = [f"ParameterKey={key},ParameterValue='{value}'" for key, value in parameters.items()]
    sam = [STATE / "sam/bin/sam", "deploy", "--config-env", "local", "--parameter-overrides", *overrides]
    settings = {"SAM_CLI_TELEMETRY": "0", "SAM_CLI_POLL_DELAY": "1"}
    told = subprocess.run(
        sam, cwd=ROOT, env=stack.environment() | settings, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    (stack.folder / "deploy.log").write_text(told.stdout)
    if told.returncode:
        raise Trouble(f"the deployment failed:\n{told.stdout[-4000:]}")


def publish(stack):
    """Puts the site where its distribution serves it from, by the command that does so on AWS."""
    publisher = [sys.executable, ROOT / "infra/publish.py", "local"]
    told = subprocess.run(
        publisher, cwd=ROOT, env=stack.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if told.returncode:
        raise Trouble(f"the site was not published:\n{told.stdout}")


def outputs_of(stack):
    """What the template hands out."""
    deployed = stack.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in deployed["Outputs"]}


def operate(stack, binaries, *command):
    """Runs the operator's tool on this stack; it has to succeed."""
    done, told = try_to_operate(stack, binaries, *command)
    if not done:
        raise Trouble(f"operator {command[0]} failed:\n{told}")


def try_to_operate(stack, binaries, *command):
    """Runs the operator's tool on this stack; answers with whether it succeeded, and what it printed."""
    told = subprocess.run(
        [binaries["operator"], *command],
        cwd=ROOT, env=stack.environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    return told.returncode == 0, told.stdout.strip()


def describe(stack, outputs, binaries, parents, staff):
    """Tells whoever uses the stack where things are."""
    stack.publish({
        "web": stack.site,
        "api": stack.site,
        "gateway": f"{stack.endpoint}/_aws/execute-api/{outputs['ApiId']}",
        "aws_endpoint": stack.endpoint,
        "mails": f"{stack.endpoint}/_ministack/ses/messages",
        "messages": f"{stack.endpoint}/_ministack/sqs/messages",
        "stack": NAME,
        "table": outputs["TableName"],
        "heads_bucket": outputs["HeadsBucket"],
        "topic": outputs["TopicArn"],
        "staff_pool": {"id": outputs["StaffPoolId"], "client_id": outputs["StaffClientId"]},
        "guardian_pool": {"id": outputs["GuardianPoolId"], "client_id": outputs["GuardianClientId"]},
        "queues": {step: outputs[f"{step.title()}QueueUrl"] for step in ("provision", "notify")},
        "dlqs": {step: outputs[f"{step.title()}DlqUrl"] for step in ("provision", "notify")},
        "functions": {step: f"{NAME}-{step}" for step in STEPS},
        "operator": binaries["operator"],
        "pepper_secret": f"{NAME}/pepper",
        "kms_key": f"alias/{NAME}",
        "parents": parents,
        "teachers": [person for person in staff if person["role"] == "teacher"],
        "registrar": next(person for person in staff if person["role"] == "registrar"),
    })
