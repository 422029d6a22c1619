#!/bin/sh
# The main job on a rehearsal system: dry run, creation, comparison, the refusal to do it twice, removal.
set -u
BIN=${BIN:-.venv/bin}
BOX=demo-sandbox
CONFIG=fixtures/minimal.yaml

step() { printf '\n\033[1m$ zwe-vsam %s\033[0m\n' "$*"; "$BIN/zwe-vsam" "$@"; }
[ -t 1 ] && [ -z "${NO_COLOR:-}" ] || step() { printf '\n$ zwe-vsam %s\n' "$*"; "$BIN/zwe-vsam" "$@" 2>&1; }

expect() { [ "$?" -eq "$1" ] || { echo "demo: expected exit code $1" >&2; exit 1; }; }

rm -rf "$BOX"
step sandbox create "$BOX" -c "$CONFIG"; expect 0
step init -c "$CONFIG" --sandbox "$BOX" --dry-run; expect 0
step init -c "$CONFIG" --sandbox "$BOX"; expect 0
step verify -c "$CONFIG" --sandbox "$BOX"; expect 0
step init -c "$CONFIG" --sandbox "$BOX"; expect 158
printf '\nThe second run refused (exit code 158) and changed nothing.\n'
step remove -c "$CONFIG" --sandbox "$BOX" --yes; expect 0
printf '\nThe sandbox is in ./%s.\n' "$BOX"
