#!/usr/bin/env bash
# Writes what is public, and not declared yet, into PublicAPI.Unshipped.txt of the libraries; needs python3. Look at the difference before you commit it.
set -euo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for declared in src/*/PublicAPI.Unshipped.txt; do
    project=$(dirname "$declared")
    dotnet build -c Release "$project" -p:TreatWarningsAsErrors=false --no-incremental "-p:ErrorLog=$log%2Cversion=2.1" -p:BuildProjectReferences=false > /dev/null
    python3 - "$log" "$project/PublicAPI.Unshipped.txt" << 'PYTHON'
import json
import sys

results = json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"][0]["results"]
names = {rule: {r["properties"]["customProperties"]["APIName"] for r in results if r["ruleId"] == rule} for rule in ("RS0016", "RS0017")}
lines = open(sys.argv[2], encoding="utf-8").read().splitlines()
declared = (set(lines[1:]) | names["RS0016"]) - names["RS0017"]
open(sys.argv[2], "w", encoding="utf-8").write("\n".join([lines[0], *sorted(declared)]) + "\n")
print(f"{sys.argv[2]}: {len(names['RS0016'])} added, {len(names['RS0017'])} removed")
PYTHON
done
