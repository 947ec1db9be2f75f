#!/usr/bin/env bash
# Trains every preset, or those named, with two builds of the tool and says whether the weights are the same to the bit.
# Usage: tests/compare-bits.sh OLD NEW [PRESET...]     (paths of two `dragoman` programs; needs python3)
set -euo pipefail
old=$(realpath "$1")
new=$(realpath "$2")
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

awk 'BEGIN { srand(7); for (i = 0; i < 400; i++) { s = t = ""; n = 2 + int(rand() * 9)
  for (j = 0; j < n; j++) { k = 97 + int(rand() * 12); s = s sprintf("%c ", k); t = t sprintf("%c%c ", k - 32, k) } print s "\t" t } }' > pairs.tsv

cat > same.py <<'P'
import json, struct, sys
def tensors(path):
    data = open(path, 'rb').read()
    n = struct.unpack('<Q', data[:8])[0]
    header = json.loads(data[8:8 + n])
    return {k: (v['dtype'], v['shape'], data[8 + n + v['data_offsets'][0]:8 + n + v['data_offsets'][1]]) for k, v in header.items() if k != '__metadata__'}
a, b = tensors(sys.argv[1]), tensors(sys.argv[2])
names = [k for k in sorted(a.keys() | b.keys()) if a.get(k) != b.get(k)]
print(f'{sys.argv[3]:<18}', 'same' if not names else f'DIFFERENT: {len(names)} of {len(a)} tensors, such as {names[0]}')
sys.exit(bool(names))
P

status=0
for preset in ${*:-$("$old" presets | awk '{ print $1 }')}; do
  for tool in old new; do
    "${!tool}" train --data pairs.tsv --model "$preset-$tool" --preset "$preset" --threads 2 --set training.maximumUpdates=40 \
      --set data.vocabulary.minimumFrequency=1 --set data.batching.batchSize=16 --set training.validationInterval=20 > "$preset-$tool.log" 2>&1 \
      || { cat "$preset-$tool.log"; exit 1; }
  done
  python3 same.py "$preset-old/model.safetensors" "$preset-new/model.safetensors" "$preset" || status=1
done
exit "$status"
