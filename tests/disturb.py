#!/usr/bin/env python3
"""Disturbs trainings at random moments and compares what they end in with a training that nobody disturbed.

Usage: tests/disturb.py TOOL [--kills 100] [--signals 50] [--full-disks 20] [--seed 1]

Model, training state and metrics must be the same but for times. Full disks are small file systems in memory, which takes root on Linux.
"""
import argparse, json, os, random, shutil, signal, struct, subprocess, sys, tempfile, time

TIMES = {"seconds", "tokensPerSecond", "intervalSeconds", "metricsLength", "crc32c"}  # the length of the metrics varies with digits of times


def read(path):
    data = open(path, "rb").read()
    n = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + n])
    notes = {k: v for k, v in header.pop("__metadata__", {}).items() if k not in TIMES}
    return notes, {k: (v["dtype"], v["shape"], data[8 + n + v["data_offsets"][0]:8 + n + v["data_offsets"][1]]) for k, v in header.items()}


def outcome(model):
    lines = [json.loads(line) for line in open(os.path.join(model, "metrics.jsonl"))]
    return {
        "model": read(os.path.join(model, "model.safetensors")),
        "state": read(os.path.join(model, "training", "state.safetensors")),
        "metrics": [{k: v for k, v in line.items() if k not in TIMES} for line in lines],
        "files": sorted(os.path.relpath(os.path.join(root, name), model) for root, _, names in os.walk(model) for name in names if name != ".lock"),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--signals", type=int, default=50)
    parser.add_argument("--full-disks", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    tool = os.path.realpath(wanted.tool)
    rng = random.Random(wanted.seed)
    work = tempfile.mkdtemp()
    os.chdir(work)
    with open("pairs.tsv", "w") as pairs:
        for _ in range(400):
            picks = [rng.randrange(12) for _ in range(rng.randint(2, 9))]
            pairs.write(" ".join(chr(97 + p) for p in picks) + "\t" + " ".join(chr(65 + p) * 2 for p in picks) + "\n")

    def command(model):
        return [tool, "train", "--data", "pairs.tsv", "--model", model, "--resume", "--threads", "1", "--preset", "default",
                "--set", "model.embedSize=32", "--set", "model.encoderHiddenSize=32", "--set", "model.decoderHiddenSize=64", "--set", "model.attention.units=32",
                "--set", "data.batching.batchSize=16", "--set", "data.vocabulary.minimumFrequency=1", "--set", "data.validationShare=0.1",
                "--set", "training.maximumEpochs=12", "--set", "training.validationInterval=9", "--set", "training.patience=0"]

    def run(model):
        return subprocess.run(command(model), capture_output=True, text=True)

    began = time.time()
    first = run("undisturbed")
    if first.returncode != 0:
        sys.exit(first.stdout + first.stderr)
    span = time.time() - began
    expected = outcome("undisturbed")
    failures = 0

    def check(model, what):
        nonlocal failures
        last = run(model)
        same = last.returncode == 0 and outcome(model) == expected
        if not same:
            failures += 1
            parts = [] if last.returncode else [part for part in expected if outcome(model)[part] != expected[part]]
            print(f"{what}: exit code {last.returncode}, differs in {', '.join(parts)}\n{last.stderr}", flush=True)

    def disturb(name, count, number):
        left, round_number = count, 0
        while left > 0:
            model = f"{name}{round_number}"
            round_number += 1
            for _ in range(min(left, 4)):
                child = subprocess.Popen(command(model), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(rng.uniform(0.05, span))
                child.send_signal(number())
                child.wait()
                left -= 1
            check(model, model)
            shutil.rmtree(model, ignore_errors=True)
        print(f"{count} {name}: done", flush=True)

    disturb("kill", wanted.kills, lambda: signal.SIGKILL)
    disturb("signal", wanted.signals, lambda: rng.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
    size = sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk("undisturbed") for name in names)
    for number in range(wanted.full_disks if os.geteuid() == 0 else 0):
        disk = f"disk{number}"
        os.mkdir(disk)
        subprocess.check_call(["mount", "-t", "tmpfs", "-o", f"size={size * 3}", "tmpfs", disk])
        try:
            with open(os.path.join(disk, "ballast"), "wb") as ballast:
                ballast.write(b"0" * int(size * rng.uniform(1.0, 2.6)))
            full = run(os.path.join(disk, "m"))
            if full.returncode not in (0, 1):
                failures += 1
                print(f"{disk}: exit code {full.returncode}\n{full.stderr}", flush=True)
            os.remove(os.path.join(disk, "ballast"))
            check(os.path.join(disk, "m"), disk)
        finally:
            subprocess.call(["umount", disk])
    print(f"{wanted.full_disks} full disks: done", flush=True)
    shutil.rmtree(work)
    print(f"{failures} failures")
    sys.exit(failures > 0)


main()
