#!/usr/bin/env bash
# Speed of training on two ranks of one thread: in one memory, and over links between two network namespaces that stand in for two hosts.
# Usage: benchmarks/ranks/measure.sh PAIRS.tsv [dragoman]       (needs root, Open MPI, iproute2, python3; two quiet cores)
set -euo pipefail
pairs=$(realpath "$1") tool=$(realpath "${2:-artifacts/bin/Dragoman.Cli/release/dragoman}")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 DOTNET_TieredPGO=0
hosts=(10.77.0.1 10.77.0.2)
relay=

take_down() {
    if [ -n "$relay" ]; then kill "$relay" 2> /dev/null || true; wait "$relay" 2> /dev/null || true; relay=; fi
    for host in "${hosts[@]}"; do ip netns del "host-$host" 2> /dev/null || true; done
}
trap 'take_down; rm -rf "$work"' EXIT

hosts_alone() {
    take_down
    for host in "${hosts[@]}"; do ip netns add "host-$host"; done
}

# wire [RATE]: joins the hosts, at a rate such as 1gbit or as fast as the kernel can.
wire() {
    hosts_alone
    ip link add wire1 netns "host-${hosts[0]}" type veth peer name wire2 netns "host-${hosts[1]}"
    for i in 1 2; do
        host=host-${hosts[i - 1]}
        ip -n "$host" addr add "${hosts[i - 1]}/24" dev "wire$i"
        ip -n "$host" link set "wire$i" up
        ip -n "$host" link set lo up
        if [ -n "${1:-}" ]; then ip netns exec "$host" tc qdisc add dev "wire$i" root tbf rate "$1" burst 1mb latency 50ms; fi
    done
}

# slow SECONDS BYTES-PER-SECOND SHARE-LOST: joins the hosts by a link that takes time and loses packets.
slow() {
    hosts_alone
    coproc RELAY { exec "$here/relay.py" "${hosts[@]}" "$@"; }
    relay=$RELAY_PID
    read -r _ <&"${RELAY[0]}"
}

train=("$tool" train --data "$pairs" --preset d2l-bahdanau
    --set model.embedSize="${EMBED:-256}" --set model.encoderHiddenSize="${UNITS:-256}" --set model.decoderHiddenSize="${UNITS:-256}" --set model.attention.units="${UNITS:-256}"
    --set data.vocabulary.maximumSize=10000 --set data.vocabulary.minimumFrequency=1 --set data.batching.batchSize="${BATCH:-128}"
    --set data.validationShare=0 --set training.maximumEpochs=100 --set training.validationInterval="${UPDATES:-20}" --set training.maximumUpdates="$((3 * ${UPDATES:-20}))")

# report NAME: the median of three stretches of updates, in target tokens a second.
report() {
    printf '%-52s %s tokens/s   %s\n' "$1" \
        "$(sed -E 's/.*"tokensPerSecond":([0-9.]+).*/\1/' "$work/model/metrics.jsonl" | sort -n | sed -n 2p)" "$(grep -oE 'waited .* for' "$work/log" || true)"
    rm -rf "$work/model"
}

# ranks NAME LAUNCHER-WORDS... -- TRAIN-WORDS...
ranks() {
    name=$1
    shift
    launcher=()
    while [ "$1" != -- ]; do launcher+=("$1"); shift; done
    shift
    "${launcher[@]}" "${train[@]}" --model "$work/model" --threads 1 "$@" > "$work/log" 2>&1 || { cat "$work/log"; return 1; }
    report "$name"
}

each_way() {
    for precision in full half; do
        for overlap in "" --no-overlap; do
            # shellcheck disable=SC2086
            ranks "$1, $precision${overlap:+, no overlap}" "${@:2}" -- --gradients $precision $overlap
        done
    done
}

for threads in 1 2; do
    "${train[@]}" --model "$work/model" --threads $threads > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    report "one process, $threads thread(s)"
done

grep parameters "$work/log"
each_way "two ranks, one memory" mpirun -n 2 --bind-to core
over_network=(ip netns exec "host-${hosts[0]}" mpirun --mca plm_rsh_agent "$here/agent.sh" --mca btl tcp,self --bind-to none --host "${hosts[0]},${hosts[1]}")
for rate in "" 10gbit 1gbit; do
    wire $rate
    each_way "wire ${rate:-without limit}" "${over_network[@]}"
done

slow 0.0001 1250e6 0
each_way "10 Gbit/s, 0.1 ms" "${over_network[@]}"
slow 0.0001 125e6 0
each_way "1 Gbit/s, 0.1 ms" "${over_network[@]}"
slow 0.001 125e6 0
each_way "1 Gbit/s, 1 ms" "${over_network[@]}"
slow 0.001 125e6 0.01
each_way "1 Gbit/s, 1 ms, 1 % lost" "${over_network[@]}"
