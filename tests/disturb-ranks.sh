#!/usr/bin/env bash
# Kills a rank of a training at a random moment, again and again, resumes it, and compares the model with that of a training that nobody disturbed.
# Usage: tests/disturb-ranks.sh [LAUNCHER] [KILLS] [TOOL]       (mpirun.openmpi, 20, the tool that is built)
set -euo pipefail
launcher=${1:-mpirun.openmpi} kills=${2:-20}
tool=$(realpath "${3:-$(dirname "$0")/../artifacts/bin/Dragoman.Cli/release/dragoman}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 DOTNET_TieredPGO=0
awk 'BEGIN { srand(1); for (i = 0; i < 4000; i++) { a = b = ""; n = 2 + int(rand() * 6); for (j = 0; j < n; j++) { w = int(rand() * 300); a = a " s" w; b = b " t" w } print a "\t" b } }' > pairs.tsv

train() {
    "$launcher" -n 2 "$tool" train --data pairs.tsv --model "$1" --threads 1 --resume --set training.maximumUpdates=24000 --set training.validationInterval=20 \
        --set training.maximumEpochs=1000 --set training.patience=0 --set model.embedSize=16 --set model.encoderHiddenSize=8 --set model.decoderHiddenSize=16 \
        > "$1.log" 2>&1
}

ranks() {
    for process in $(pgrep -f "dragoman train.*--model disturbed"); do
        if [ "$(readlink "/proc/$process/exe")" = "$tool" ]; then echo "$process"; fi
    done
}

train undisturbed
failures=0 hits=0
for i in $(seq "$kills"); do
    train disturbed & job=$!
    sleep "$(awk -v seed="$RANDOM" 'BEGIN { srand(seed); print 0.8 + 2.5 * rand() }')"
    victim=$(ranks | shuf -n 1)
    if [ -n "$victim" ] && kill -9 "$victim"; then hits=$((hits + 1)); fi
    status=0
    timeout 60 tail --pid="$job" -f /dev/null || { echo "kill $i: the job hangs"; failures=$((failures + 1)); kill "$job"; }
    wait "$job" || status=$?
    echo "kill $i: exit code $status, $(ranks | wc -l) ranks left"
done

train disturbed
cmp undisturbed/model.safetensors disturbed/model.safetensors
[ "$failures" = 0 ] && echo "$hits of $kills kills hit a rank, and lost nothing."
