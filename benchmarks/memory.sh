#!/usr/bin/env bash
# Peak memory and processor time of `prepare` and `train` on corpora of many short pairs that are made for it and deleted again.
# Usage: benchmarks/memory.sh TOOL COUNT…        the folder for the corpora in TMPDIR, which needs 200 MB for a million pairs
set -euo pipefail
tool=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
measure() { # The most memory that the command has held, and its processor time, which other programs hardly change.
    local peak=0 time=0 process
    "$@" > "$folder/output" & process=$!
    while sleep 0.1 && [ -e "/proc/$process/status" ]; do
        peak=$(awk -v last="$peak" '/VmHWM/ {last = $2} END {print last}' "/proc/$process/status" 2> /dev/null || echo "$peak")
        time=$(awk -v last="$time" '{last = $14 + $15} END {print last}' "/proc/$process/stat" 2> /dev/null || echo "$time")
    done
    wait "$process"
    echo "$((peak / 1024)) MB, $((time / $(getconf CLK_TCK))) s"
}
for count; do
    dotnet run -c Release --no-build --project "$(dirname "$0")/Dragoman.Benchmarks" -- pairs "$count" "$folder/pairs.tsv"
    echo "$count pairs, $(($(stat -c %s "$folder/pairs.tsv") / 1000000)) MB"
    echo "  prepare: $(measure "$tool" prepare --data "$folder/pairs.tsv" --output "$folder/clean.tsv" \
        --max-length 80 --max-ratio 3 --drop-control --drop-identical --drop-duplicates)"
    [ "$(wc -l < "$folder/clean.tsv")" = "$count" ] || { echo "prepare has left pairs out" >&2; exit 1; }
    for setting in data.validationShare=0 data.validationShare=0.01 data.source.tokenizer=bytePair; do
        echo "  train, $setting: $(measure "$tool" train --data "$folder/clean.tsv" --model "$folder/model-$setting" --threads 1 \
            --preset d2l-bahdanau --set data.vocabulary.maximumSize=2000 --set model.embedSize=32 --set model.encoderHiddenSize=32 \
            --set model.decoderHiddenSize=32 --set model.attention.units=32 --set data.batching.batchSize=64 \
            --set data.validationShare=0 --set "$setting" --set training.maximumUpdates=200)"
    done
    rm -rf "$folder"/*
done
