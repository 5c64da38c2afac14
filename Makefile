# The commands of this project. `make` alone lists them. Each fetches the tools it needs first (.ci/bootstrap).

SHELL := bash
.DEFAULT_GOAL := help
.PHONY: help run build dev test journeys shots pictures bench lighthouse fmt check site

TOOLS := env=$$(.ci/bootstrap) && . "$$env"
BROWSER := env=$$(.ci/bootstrap --browser) && . "$$env"
export YARDSTICK_DATA ?= data

help: ## this list
	@sed -n 's/^\([a-z][a-z0-9]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

run: build ## install, build, migrate, seed a demo company when new, and serve on http://localhost:3000
	@exec target/release/yardstick serve

build: ## the one binary target/release/yardstick, with the site in it
	@$(TOOLS) && \
	node app/bundle.mjs && \
	cargo build --release -p server --bin yardstick

site: ## only what the browser gets: target/site
	@$(TOOLS) && \
	node app/bundle.mjs

dev: ## build for development, serve, and build again when a file changes
	@$(TOOLS) && \
	exec node .ci/dev.mjs

test: ## everything that must hold: format, lints, tests, build, journeys in a real browser
	@$(BROWSER) && \
	exec .ci/test

journeys: build ## only the journeys; one of them: make journeys ONLY=sign-in
	@$(BROWSER) && \
	node end2end/run.mjs $(ONLY)

shots: build ## pictures of ROUTES="/ /account" at four sizes, in both languages, by day and night, to OUT
	@$(BROWSER) && \
	node end2end/shots.mjs $(or $(OUT),end2end/report/shots) $(ROUTES)

pictures: build ## every screen at all sizes, in both languages, by day, night and on the wall, to OUT; fails when one does not stand
	@$(BROWSER) && \
	node end2end/shots.mjs $(or $(OUT),end2end/report/pictures) --themes day,night,wall --gate

bench: build ## the figures of the README: boards, pages, registers, import, memory, start
	@$(TOOLS) && \
	cargo bench -p server

lighthouse: build ## what Lighthouse says of the homes on a phone; fails below the project's marks
	@$(BROWSER) && \
	node end2end/lighthouse.mjs

fmt: ## format the code
	@$(TOOLS) && \
	cargo fmt

check: ## quick: does it compile, on the server and in the browser
	@$(TOOLS) && \
	cargo check --workspace --all-targets && \
	cargo check -p browser --target wasm32-unknown-unknown
