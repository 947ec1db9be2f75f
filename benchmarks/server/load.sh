#!/usr/bin/env bash
# Load on a server of one model: requests/s, latency, answers by status, and the memory of the process. Needs wrk.
# Usage: benchmarks/server/load.sh TOOL MODEL [SECONDS] [CONNECTIONS…]        options of serve in DRAGOMAN_SERVE
set -euo pipefail
tool=$1 model=$2 seconds=${3:-60}
shift $(($# < 3 ? $# : 3))
# shellcheck disable=SC2086
"$tool" serve --model "$model" --port 5099 ${DRAGOMAN_SERVE:-} > /dev/null & server=$!
trap 'kill $server; wait $server || true' EXIT
until curl -sf http://127.0.0.1:5099/health/ready > /dev/null; do sleep 0.2; done
wrk -t 1 -c 8 -d 5 -s "$(dirname "$0")/translate.lua" http://127.0.0.1:5099 > /dev/null # Warm.
samples=$(mktemp)
sample() { # The server's memory in kB, each second.
    : > "$samples"
    while sleep 1; do awk '/VmRSS/ {print $2}' "/proc/$server/status" >> "$samples"; done
}
fifths() { awk '{kb[NR] = $1} END {for (i = 1; i <= 5; i++) printf "%s%d", (i > 1 ? " " : ""), kb[int((NR * i + 4) / 5)] / 1024}' "$samples"; }
for connections in "${@:-1 8 64 512}"; do
    for count in $connections; do
        sample & sampler=$!
        result=$(wrk -t "$((count > 1 ? 2 : 1))" -c "$count" -d "$seconds" --timeout 30 -s "$(dirname "$0")/translate.lua" http://127.0.0.1:5099 | tail -n 1)
        kill $sampler
        echo "$count connections: $result; memory by fifths of the time $(fifths) MB"
    done
done
