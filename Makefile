# Thin names for packaging/dev.py, which works without make too: python3 packaging/dev.py run
# Arguments pass on: make run ARGS="play routines/daily-chair-rest.psoas.json --windowed"
PYTHON ?= python3
ARGS ?=

VERBS := run test check core-test long-test bench mutation contact-sheet wheel setup lock

.PHONY: help $(VERBS)
.NOTPARALLEL:

help:
	@$(PYTHON) packaging/dev.py --help

$(VERBS):
	@$(PYTHON) packaging/dev.py $@ $(ARGS)
