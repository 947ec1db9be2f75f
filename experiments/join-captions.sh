#!/bin/sh
# Makes the files that sentence-length-joined.json reads, DIR/joined/*, of Multi30k's captions in DIR/multi30k/tok: every caption, and every two that follow each other as one sentence.
#   experiments/join-captions.sh DIR
set -eu
cd "$1"
mkdir -p joined
for language in en fr; do
    for part in train val test; do
        for file in multi30k/tok/$part*.lc.norm.tok.$language.gz; do
            gzip -dc "$file"
            gzip -dc "$file" | paste -d ' ' - -
        done > joined/$part.$language
    done
done
