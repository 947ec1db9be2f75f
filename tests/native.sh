#!/usr/bin/env bash
# Compiles the tool natively, unpacks the archive elsewhere, and holds it against the tool that is compiled while it runs: the same bits from
# training and translating, its size, and which build a processor gets. Linux on x64; needs python3, clang, and qemu-user for older processors.
# Usage: tests/native.sh [ARCHIVE [MODEL]]     (an archive of deploy/native.sh, made first if there is none; times are taken with MODEL)
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=${1:-}
if [ -z "$archive" ]; then
    deploy/native.sh linux-x64 "$work"
    archive=$work/dragoman-linux-x64.tar.gz
fi
dotnet build -c Release src/Dragoman.Cli > "$work/log" || { cat "$work/log"; exit 1; }
managed=$PWD/artifacts/bin/Dragoman.Cli/release/dragoman
tar -xzf "$archive" -C "$work"
folder=$work/dragoman-linux-x64
native=$folder/dragoman

fail() { echo "$1"; exit 1; }
for program in "$native" "$folder"/x*/dragoman; do
    [ "$(wc -c < "$program")" -le 15728640 ] || fail "$program has more than 15 MiB."
done
[ "$("$native" --version)" = "$("$managed" --version)" ] || fail "The native tool has another version than the managed one."

# The same bits, from the build that this processor gets, in 32 bits and in 8.
tests/compare-bits.sh "$managed" "$native" translate luong-general grammar
for i in $(seq 200); do printf 'a b c\tone two three\nc a\tthree one\nb c a\ttwo three one\nb\ttwo\n'; done > "$work/pairs.tsv"
"$native" train --data "$work/pairs.tsv" --model "$work/model" --threads 1 --preset d2l-bahdanau --set training.maximumEpochs=20 --set training.optimizer.learningRate=0.01 \
    --set data.vocabulary.minimumFrequency=1 --set data.batching.batchSize=16 --set model.layerDropout=0 --set model.embedSize=16 \
    --set model.encoderHiddenSize=16 --set model.decoderHiddenSize=16 --set model.encoderLayers=1 --set model.decoderLayers=1 > /dev/null
cut -f 1 "$work/pairs.tsv" | sort -u > "$work/lines"
model=${2:-$work/model}
for precision in float32 int8; do
    for tool in managed native; do
        "${!tool}" translate --model "$work/model" --input "$work/lines" --output "$work/$tool" --precision "$precision" --beam 4 --n-best 4 --format json
    done
    cmp "$work/managed" "$work/native" || fail "The native tool translates otherwise in $precision."
done

# What needs much of the framework: a page, a graph, a server.
"$native" explain --model "$work/model" "a b c" --html "$work/page.html" > /dev/null
for tool in managed native; do
    "${!tool}" export --model "$work/model" --onnx "$work/$tool-onnx" > /dev/null
done
diff -r "$work/managed-onnx" "$work/native-onnx" || fail "The native tool exports otherwise."
"$native" serve --model "$work/model" --url http://127.0.0.1:5097 > "$work/log" 2>&1 & server=$!
answer=$(curl -s --retry 30 --retry-connrefused --retry-delay 1 http://127.0.0.1:5097/v1/translate -H 'Content-Type: application/json' -d '{"text": "c a"}')
kill "$server"
wait "$server" || true
[[ $answer == *"three one"* ]] || fail "The native server answers: $answer"
mkdir "$work/alone"
cp "$native" "$work/alone"
("$work/alone/dragoman" download --list 2>&1 || true) | grep -q "Unpack the whole archive" || fail "A build without the web does not say what is missing."

# Which build a processor gets: in a copy, each wider build only says its name.
cp -r "$folder" "$work/names"
for level in "$work"/names/*/; do
    printf '#!/bin/sh\necho %s\n' "$(basename "$level")" > "$level/dragoman"
done
echo "This processor gets: $("$work/names/dragoman" --version)"
if command -v qemu-x86_64 > /dev/null; then
    [ "$(qemu-x86_64 -cpu Haswell "$work/names/dragoman" --version 2> "$work/log")" = x86-64-v3 ] || fail "A processor with AVX2 does not get the build for it."
    for processor in Nehalem Haswell; do
        build=$folder
        [ "$processor" = Nehalem ] || build=$folder/x86-64-v3
        translated=$(echo "c a" | qemu-x86_64 -cpu "$processor" "$build/dragoman" translate --model "$work/model" 2> "$work/log")
        [ "$translated" = "three one" ] || fail "On a $processor \"c a\" is translated to: $translated"
        echo "Runs on: $processor"
    done
else
    echo "Older processors are not tried: there is no qemu-x86_64."
fi

cat > "$work/cost.py" <<'P'
import os, statistics, sys, time
line, tool, arguments = sys.argv[1].encode() + b'\n', sys.argv[2], sys.argv[3:]
seconds, memory = [], []
for _ in range(9):
    read, write = os.pipe()
    os.write(write, line)
    os.close(write)
    start = time.perf_counter()
    child = os.posix_spawn(tool, [tool, *arguments], os.environ, file_actions=[
        (os.POSIX_SPAWN_DUP2, read, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    status, usage = os.wait4(child, 0)[1:]
    seconds.append(time.perf_counter() - start)
    memory.append(usage.ru_maxrss / 1024)
    os.close(read)
    assert status == 0, status
print(f'{statistics.median(seconds) * 1000:6.0f} ms, {statistics.median(memory):4.0f} MB: {tool} {arguments[0]}')
P
sentence=$(head -n 1 "$work/lines")
for tool in "$managed" "$native"; do
    python3 "$work/cost.py" "$sentence" "$tool" --version
    python3 "$work/cost.py" "$sentence" "$tool" translate --model "$model"
done
echo "The native tool works."
