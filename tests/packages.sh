#!/usr/bin/env bash
# Packs the libraries and the tool into a folder, installs the tool from there, and builds and runs the samples that take the packages. Needs curl.
# Usage: tests/packages.sh
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
web=
trap 'if [ -n "$web" ]; then kill "$web" || true; fi; rm -rf "$work"' EXIT
for project in Dragoman.Numerics Dragoman Dragoman.Hosting Dragoman.Mpi Dragoman.Onnx Dragoman.Cli; do
    dotnet pack -c Release "src/$project" -o "$work/feed" > "$work/log" || { cat "$work/log"; exit 1; }
done
for package in "$work"/feed/*.nupkg; do
    for file in README.md icon.png; do
        unzip -l "$package" "$file" > /dev/null || { echo "$(basename "$package") has no $file."; exit 1; }
    done
done
version=$(basename "$work"/feed/Dragoman.Numerics.*.nupkg .nupkg)
version=${version#Dragoman.Numerics.}

export NUGET_PACKAGES=$work/packages # What is packed here must not stay where other builds look.
dotnet tool install Dragoman.Cli --tool-path "$work/tool" --add-source "$work/feed" --version "$version" > /dev/null
for i in $(seq 200); do printf 'a b c\tone two three\nc a\tthree one\nb c a\ttwo three one\nb\ttwo\n'; done > "$work/pairs.tsv"
"$work/tool/dragoman" train --data "$work/pairs.tsv" --model "$work/model" --threads 1 --preset d2l-bahdanau --set training.maximumEpochs=20 --set training.optimizer.learningRate=0.01 \
    --set data.vocabulary.minimumFrequency=1 --set data.batching.batchSize=16 --set model.layerDropout=0 --set model.embedSize=16 \
    --set model.encoderHiddenSize=16 --set model.decoderHiddenSize=16 --set model.encoderLayers=1 --set model.decoderLayers=1 > /dev/null

for sample in Console Web; do
    cp -r samples/Embedding/. "$work/samples" # Elsewhere, as an application of somebody else.
    dotnet build -c Release "$work/samples/$sample" -o "$work/out/$sample" "-p:DragomanVersion=$version" "-p:RestoreAdditionalProjectSources=$work/feed" > "$work/log" ||
        { cat "$work/log"; exit 1; }
done
echo "c a" | "$work/out/Console/Embedding.Console" "$work/model" | grep links
"$work/out/Web/Embedding.Web" --Model "$work/model" --urls http://127.0.0.1:5098 > "$work/log" & web=$!
curl -sf --retry 30 --retry-connrefused --retry-delay 1 http://127.0.0.1:5098/health && echo
translated=$(curl -sf "http://127.0.0.1:5098/translate?text=c%20a")
[[ $translated == *"three one"* ]] || { echo "The web sample translates \"c a\" to: $translated"; exit 1; }
kill "$web"
wait "$web" || true
web=
echo "Packages of version $version work."
