#!/usr/bin/env bash
# Coverage-guided fuzzing of everything that reads: AFL changes what made the code go new ways.
# Usage: tests/fuzz.sh [SECONDS] [READER...]        (default: 60 s each of all readers; needs afl++; leaves artifacts/fuzz)
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true

if ! command -v afl-fuzz > /dev/null; then
    echo "skipped: there is no afl-fuzz here. Install afl++."
    exit 0
fi

work=artifacts/fuzz
tool=$work/tools/sharpfuzz
dotnet build tests/Dragoman.Fuzz -c Release --verbosity quiet
[ -x "$tool" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tools" > /dev/null
rm -rf "$work/app"
cp -r artifacts/bin/Dragoman.Fuzz/release "$work/app"
readers=${*:-$(dotnet "$work/app/Dragoman.Fuzz.dll" --readers)}
for reader in $readers; do
    rm -rf "${work:?}/$reader"
    mkdir -p "$work/$reader/seeds"
    dotnet "$work/app/Dragoman.Fuzz.dll" --seed-reader "$reader" "$work/$reader/seeds"
done

for assembly in Dragoman.Core Dragoman.Server; do
    "$tool" "$work/app/$assembly.dll" > /dev/null
done

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 DOTNET_TieredPGO=0
status=0
for reader in $readers; do
    afl-fuzz -V "$seconds" -t 10000 -m none -i "$work/$reader/seeds" -o "$work/$reader/found" -- \
        dotnet "$work/app/Dragoman.Fuzz.dll" --fuzz-reader "$reader" > "$work/$reader/log" 2>&1 || { tail -n 20 "$work/$reader/log"; status=1; }
    figure() { sed -nE "s/^$1 *: *(.*)$/\1/p" "$work/$reader/found/default/fuzzer_stats"; }
    echo "$reader: $(figure execs_done) runs, $(figure corpus_count) inputs kept, $(figure edges_found) edges, $(figure saved_crashes) faults, $(figure saved_hangs) hangs"
    [ "$(figure saved_crashes)$(figure saved_hangs)" = 00 ] || status=1
done

exit "$status"
