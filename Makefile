# guardian-link: `make help` lists what there is. Everything that is installed or written lies in .local and target.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

export PORT ?= 4566
export SAM_CLI_TELEMETRY := 0
LOCAL  := .local/cloud/bin/python infra/local/main.py
SUPPLY := .local/supply/bin/python
SAM    := .local/sam/bin/sam
LAMBDA := PATH="$(CURDIR)/.local/lambda/bin:$$PATH" cargo lambda
# The whole workspace with its examples, so that every build and every test shares one set of compiled dependencies.
BUILD  := cargo build --profile local --workspace --bins --examples
BENCHED := confirm-data submit provision empty
STEPS  := login confirm-data submit review provision notify keep-heads expire
NAME    = guardian-link-$(STAGE)
# What is shipped names no folder of the machine that built it, so that any machine builds the same bytes.
UNNAMED = --remap-path-prefix=$(CURDIR)=/guardian-link --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=/cargo
LOCALLY = AWS_ENDPOINT_URL=http://127.0.0.1:$(PORT) AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
CLOUD = $(if $(filter local,$(STAGE)),$(LOCALLY))
THERE = $(CLOUD) .local/cloud/bin/python infra/at.py $(STAGE)

openapi: ## Writes the contract as the code says it: docs/openapi.json
	$(BUILD) && target/local/contract > docs/openapi.json

.PHONY: operator
operator:
	@$(BUILD) --quiet

.PHONY: openapi help run up down captcha staff-token watch logs metrics test lint supply supply-review sbom unit keep-forms soak fuzz e2e commands schema browser bench bench-web cost drill load screenshots build-release release deploy destroy load-roster rotate-keys audit redrive doctor clean tools

help: ## This list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: tools web/dist/index.html ## The whole suite with a demo school, its logs following; Ctrl-C ends it (PORT=4566)
	@$(LOCAL) run

up: tools web/dist/index.html ## The same in the background, described in .local/stack.json; again: brings it up to date
	@$(LOCAL) up

down: tools ## Stops what `make up` started
	@$(LOCAL) down

captcha: tools ## Prints a captcha's answer: make -s captcha ID=…
	@$(LOCAL) captcha $(or $(ID),$(error ID=… names the captcha))

staff-token: tools ## Prints an access token of a member of staff: make -s staff-token USER=teacher-101
	@$(LOCAL) staff-token $(if $(filter command line,$(origin USER)),$(USER),$(error USER=… names the member of staff))

watch: tools .local/lambda/installed.txt ## Builds and runs the functions again on every save, on the running stack (STEP=login)
	@$(LOCAL) watch $(STEP)

logs: tools $(if $(STAGE),stage) ## What the functions of the running stack logged (STEP=login ID=… LEVEL=warn FOLLOW=1; a stage on AWS: STAGE=dev MINUTES=60)
	@$(LOCAL) logs $(if $(STEP),--step $(STEP)) $(if $(ID),--id '$(ID)') $(if $(LEVEL),--level $(LEVEL)) $(if $(FOLLOW),--follow) $(if $(STAGE),--stage $(STAGE)) $(if $(MINUTES),--minutes $(MINUTES))

metrics: tools ## What the functions of the running stack have counted: the dashboard's figures as a table
	@$(LOCAL) metrics

# The tests have to pass where the advisories cannot be asked, and say so; what is shipped is never unasked.
test: export ADVISORIES ?= $(if $(GITHUB_ACTIONS),required,if-reachable)
test: lint supply web unit e2e commands ## Format, lints, all tests; the journeys on a stack of their own

.PHONY: web
web: web/node_modules/.package-lock.json ## The site: types as the contract says, checks, tests, the build and its budget
	cd web && npm run -s api && git diff --exit-code -- src/lib/api/schema.ts
	cd web && npm run -s check && npm run -s test
	@$(MAKE) web/dist/index.html

web/dist/index.html: web/node_modules/.package-lock.json $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o -type f -print)
	cd web && npm run -s build
	@touch $@

web/node_modules/.package-lock.json: web/package-lock.json
	cd web && npm ci --silent --no-audit --no-fund

lint: tools ## Format, Rust's lints, the template's
	cargo fmt --all --check
	cargo clippy --profile local --workspace --all-targets -- -D warnings
	@! cargo tree --quiet --edges features,no-dev $(STEPS:%=--package %) | grep -q 'domain feature "synthetic"' || { echo "a function would be shipped with made-up people" >&2; exit 1; }
	AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint --template infra/template.yaml
	AWS_DEFAULT_REGION=us-east-1 $(SAM) validate --lint --template infra/waf.yaml
	@AWS_DEFAULT_REGION=us-east-1 .local/sam/bin/python -m unittest discover -s infra/sam -q
	@infra/local/setup checkov && LOG_LEVEL=ERROR .local/checkov/bin/checkov --config-file infra/checkov.yaml
	@.local/cloud/bin/python -m unittest discover -s infra -q
	@.local/cloud/bin/python -m unittest discover -s infra/doctor -q
	@.local/cloud/bin/python -m unittest discover -s infra/local -q
	@.local/cloud/bin/python -m unittest discover -s infra/docs -q
	@infra/local/setup actionlint && .local/actionlint/bin/jactionlint --no-hints
	@python3 -m unittest discover -s infra/cost -q
	@python3 -m unittest discover -s infra/release -q
	@python3 -m unittest discover -s tests/bench -q
	@python3 infra/cost/cost.py --check
	@python3 infra/cost/cost.py --compare tests/faults/tests/counts.json
	@python3 tests/bench/report.py --check

supply: ## Licences, sources, duplicates, advisories, secrets (ADVISORIES=if-reachable: without a network)
	@infra/local/setup supply
	@$(SUPPLY) -m unittest discover -s infra/supply -q
	@$(SUPPLY) infra/supply/check.py

supply-review: ## Asks of everything that looks like a secret whether it is one, and notes the answers
	@infra/local/setup supply
	.local/supply/bin/detect-secrets scan --baseline infra/supply/secrets.json
	.local/supply/bin/detect-secrets audit infra/supply/secrets.json

sbom: ## What is in each function, the operator's tool and the site: CycloneDX, checked, in target/sbom
	@infra/local/setup supply
	@$(SUPPLY) infra/supply/sbom.py

unit: ## Tests that need no stack
	cargo test --profile local --workspace --quiet

keep-forms: operator ## Keeps what this version writes as a file, for every later one to read: once a release (docs/adr/0012-upgrades.md)
	@target/local/upgrades

soak: ## Random histories, 100,000 steps of them; SEED=… repeats the one that a failure names (STEPS=…)
	STEPS=$(or $(STEPS),100000) cargo test --profile local --workspace --test histories -- --nocapture

fuzz: ## Makes inputs up for every parser, ten million in all (RUNS=10000000 TARGET=email), keeps what reached something new
	@tests/parsers/fuzz/run $(or $(RUNS),10000000) $(TARGET)

e2e: tools .local/lambda/installed.txt web/dist/index.html tests/browser/node_modules/.package-lock.json ## The journeys, over HTTP and in a browser, on a stack of their own with IAM enforced
	cd tests/browser && npm run -s check
	@infra/local/setup schema
	@$(LOCAL) e2e

commands: tools .local/lambda/installed.txt web/dist/index.html ## What the documents say can be typed is typed, on a stack of its own
	@.local/cloud/bin/python infra/docs/run.py

schema: tools web/dist/index.html ## Made-up requests alone, right and wrong: are the answers as docs/openapi.json says?
	@infra/local/setup schema
	@$(LOCAL) e2e schema

browser: tools web/dist/index.html tests/browser/node_modules/.package-lock.json ## The journeys in a browser alone
	@$(LOCAL) e2e browser

bench: tools ## This project's release functions beside Python, Node and nothing, measured: docs/performance.md (STARTS=20 REQUESTS=10000)
	@infra/local/setup bench
	cd tests/bench/peers/node && npm ci --silent --no-audit --no-fund && npm run --silent build
	cargo build --release $(BENCHED:%=-p %)
	$(BUILD) --quiet
	cargo test --profile local --workspace --quiet --test counts
	target/local/bench
	target/local/growth
	@.local/bench/bin/python tests/bench/report.py

bench-web: tools web/dist/index.html tests/browser/node_modules/.package-lock.json tests/bench/web/node_modules/.package-lock.json ## Lighthouse on every page of the parents, and how soon a slow phone can sign in: docs/performance.md (RUNS=9)
	tests/browser/node_modules/.bin/tsc --noEmit -p tests/bench/web
	@$(LOCAL) e2e bench-web
	@python3 tests/bench/web/report.py

cost: ## What a campaign costs: writes the tables of docs/cost.md
	@python3 infra/cost/cost.py

drill: tools web/dist/index.html ## A table is lost and comes back from a backup, on a stack of its own (docs/runbook.md)
	@$(LOCAL) drill

load: tools web/dist/index.html ## FAMILIES=1000 make the whole journey at once on a stack of their own, and are counted after it
	@infra/local/setup load
	@$(LOCAL) load

screenshots: tools web/dist/index.html tests/browser/node_modules/.package-lock.json ## Pictures of every page at both widths, into docs/screens
	@$(LOCAL) e2e screenshots

tests/browser/node_modules/.package-lock.json: tests/browser/package-lock.json
	@infra/local/setup browser
	cd tests/browser && npm ci --silent --no-audit --no-fund

tests/bench/web/node_modules/.package-lock.json: tests/bench/web/package-lock.json
	cd tests/bench/web && npm ci --silent --no-audit --no-fund

build-release: .local/lambda/installed.txt ## The functions as they are shipped: arm64, small, in target/lambda
	RUSTFLAGS="$(UNNAMED)" $(LAMBDA) build --release --arm64 $(STEPS:%=-p %)

release: sbom build-release web/dist/index.html ## All that is shipped, in target/release/<version>: make release [TAG=v0.1.0]
	@python3 infra/release/release.py $(if $(TAG),--tag $(TAG))

deploy: stage tools supply build-release operator web/dist/index.html ## Ships a stage, and its site: make deploy STAGE=dev
	$(SAM) deploy --config-env $(STAGE) $(if $(GITHUB_ACTIONS),--no-confirm-changeset)
	.local/cloud/bin/python infra/publish.py $(STAGE)
	$(THERE) target/local/operator ensure-keys --signing-secret $(NAME)/session-signing --keys-secret $(NAME)/session-keys

destroy: stage tools ## Takes a stage down, after asking; staging and prod are protected: make destroy STAGE=dev
	@case $(STAGE) in staging|prod) echo "$(STAGE) holds real families: lift its deletion protection by hand first" >&2; exit 1;; esac
	@printf 'This deletes %s, with every case in it. To go on, its name: ' $(NAME); read -r name && [ "$$name" = $(NAME) ] || { echo "nothing was done" >&2; exit 1; }
	.local/cloud/bin/python infra/publish.py $(STAGE) withdraw
	$(SAM) delete --config-env $(STAGE) --no-prompts

rotate-keys: stage tools operator ## The next step to another key behind sessions, if it is due: make rotate-keys STAGE=dev (AT_ONCE=1: a key that leaked)
	$(THERE) target/local/operator rotate-keys --signing-secret $(NAME)/session-signing --keys-secret $(NAME)/session-keys $(if $(AT_ONCE),--at-once)

load-roster: stage tools operator ## Loads a school's folder: make load-roster STAGE=dev DIR=…
	$(THERE) target/local/operator load --table $(NAME)-cases --pepper-secret $(NAME)/pepper --kms-key alias/$(NAME) --dir $(or $(DIR),$(error DIR=… names the folder))

audit: stage tools operator ## Walks every case's chain of a stage, against the heads kept last: make audit STAGE=dev [AGAINST=heads/…]
	$(THERE) target/local/operator audit --table $(NAME)-cases --heads $$($(CLOUD) .local/cloud/bin/python infra/output.py $(STAGE) HeadsBucket) $(if $(AGAINST),--against $(AGAINST))

redrive: stage tools ## Puts what was given up back into its queue, after the mend: make redrive STAGE=dev
	@$(CLOUD) .local/cloud/bin/python infra/redrive.py $(STAGE)

doctor: stage tools ## Says what is wrong with a stage, and the mend, before the families do: make doctor STAGE=dev
	@$(CLOUD) .local/cloud/bin/python infra/doctor/main.py $(STAGE)

clean: ## Stops the stack and removes all that the local tools installed and wrote
	@if [ -x .local/cloud/bin/python ]; then $(LOCAL) down; fi
	rm -rf .local

tools:
	@infra/local/setup cloud sam

.local/lambda/installed.txt: infra/local/requirements/lambda.txt
	@infra/local/setup lambda

.PHONY: stage
stage:
	@case "$(STAGE)" in dev|staging|prod|local) ;; *) echo "STAGE=… is one of dev, staging, prod" >&2; exit 1;; esac
	@case "$(STAGE) $(MAKECMDGOALS)" in local\ de*) echo "the local stage goes by make up and make down" >&2; exit 1;; esac
