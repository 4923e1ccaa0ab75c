# The README's commands. Each installs what it needs first; `make help` lists them.
SHELL := /bin/sh
.DELETE_ON_ERROR:

# The image of make demo, and those of the page, the first of which it starts with.
IMAGE ?= tcc
IMAGES ?= tcc
NODE_MIN := 20.19
IPCLAB := node dist/src/cli/main.js
TEST := node --test --test-reporter=spec
# Node would leave a processor free, and on two run one file after the other.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
# Files of tests that use several processors each, and wait now and then; four at a time take as long on two.
PAIRS := --test-concurrency=2
tests = $(patsubst %.ts,dist/%.js,$(shell find test/$(1) -name '*.test.ts'))
TS := $(shell find src web/src test -name '*.ts*' -not -path '*/node_modules/*' 2>/dev/null)

.PHONY: help setup build image web screenshots demo test test-unit test-fuzz test-redis test-guest test-browser test-soak bench fidelity lint lint-code lint-text lint-c lint-generated format clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: node_modules/.package-lock.json ## install the packages of package-lock.json

build: dist/worker/inputs.json ## compile TypeScript, and bundle the worker of machines

image: build ## build every image of images/; nothing where one is up to date
	@$(IPCLAB) image build

web: image ## build the page into web/out, and say what its parts weigh
	@node dist/src/site/main.js $(IMAGES)

screenshots: web ## take pictures of the page into web/pictures, and of them the README's into docs/
	@node dist/test/support/pictures/screenshots.js

demo: image ## build what is missing, then run every C example and say what each showed
	@$(IPCLAB) demo --image $(IMAGE)

test: lint test-unit test-fuzz test-redis test-guest test-browser ## everything that must hold

test-unit: build ## fast: no emulator
	@node dist/test/support/write-unit-entries.js
	@$(TEST) --test-concurrency=$(CORES) dist/test/unit-entries/*.test.js

test-fuzz: build ## a million changed frames for the decoders of both sides, changed archives, floods of files and of events, hostile texts in reports, and 10,000 connections
	@$(TEST) --test-concurrency=$(CORES) $(call tests,fuzz)

test-redis: build ## graders and workers around a real Redis server on this machine
	@$(TEST) $(call tests,redis)

test-guest: image ## in the guest
	@$(TEST) $(PAIRS) $(call tests,guest)

test-browser: web ## in headless Chromium
	@$(TEST) $(PAIRS) $(call tests,browser)

test-soak: web ## hours: 10,000 resets; a class of 1,000 through a queue with kills; one digest for each example and lab; every hostile program in every task and in a class no point; each example's Check on the page; the labs by both compilers; makefiles that compute without end
	@$(TEST) $(call tests,soak)
	@IPCLAB_ROUNDS=50 $(TEST) dist/test/guest/virtual-time.test.js dist/test/guest/machine.test.js
	@IPCLAB_ROUNDS=100 $(TEST) dist/test/guest/explore.test.js dist/test/browser/virtual-time.test.js
	@IPCLAB_ALL=1 $(TEST) $(patsubst %,dist/test/guest/%.test.js,class-of-300 handed-in-makefile hostile-submissions labs)
	@IPCLAB_ALL=1 $(TEST) dist/test/browser/page-examples.test.js

bench: web ## ratios of one run, to the terminal and to bench.json; then how many schedules it takes to find each bug of the collection
	@node dist/test/bench/main.js
	@node dist/test/bench/schedules.js

fidelity: image ## 155 programs on this machine's Linux and in the guest, with both compilers: where they differ, and why
	@node dist/test/fidelity/main.js

lint: build ## linter, formatter, types and generated files
	@$(MAKE) --no-print-directory --jobs=$(CORES) lint-code lint-text lint-c lint-generated

# The linter takes one processor for as long as the others together.
lint-code: build
	@npx eslint --max-warnings 0 .

lint-text: build
	@npx prettier --check --log-level warn .

lint-c lint-generated: build
	@node dist/test/support/$@.js

format: build ## let the formatter and the linter correct what they can
	@node dist/test/support/write-generated.js
	@clang-format -i images/agent/*.[ch] images/kernel/recorder/*.[ch] images/rootfs/*/*.c c-examples/*/*/*.c $(shell find labs templates test/bugs test/fixtures test/fidelity -name '*.[ch]')
	@npx prettier --write --log-level warn .
	@npx eslint --fix .

clean: ## remove what was built here; results in the user's cache stay
	rm -rf dist images/out web/out web/kit bench.json

node_modules/.package-lock.json: package.json package-lock.json
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(a * 100 + +b < 2019 ? 1 : 0)' || \
	  { echo "ipclab needs Node $(NODE_MIN) or newer; this is $$(node --version)" >&2; exit 2; }
	@npm ci --no-fund --no-audit --loglevel=error
	@touch $@

dist/.built: node_modules/.package-lock.json tsconfig.base.json tsconfig.json src/tsconfig.core.json src/tsconfig.node.json web/tsconfig.json test/tsconfig.json $(TS)
	@npx tsc -b
	@chmod +x dist/src/cli/main.js
	@touch $@

# Whenever something may have been compiled.
dist/worker/inputs.json: dist/.built
	@node dist/src/site/bundle-worker.js
