#!/usr/bin/env bash
# Compiles the tool natively for a platform and packs one archive, which runs on every processor of the platform and is fast on each.
# Usage: deploy/native.sh [RID] [FOLDER]    (that of this machine; artifacts/native)
# Needs the .NET SDK and a linker: clang on Linux, Xcode's tools on macOS, those of Visual C++ on Windows. No system compiles for another.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
rid=${1:-$(dotnet --info | sed -nE 's/^ *RID: *//p' | tail -n 1)}
folder=${2:-artifacts/native}
name=dragoman-$rid
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# compile FOLDER [LEVEL]: puts the program into a folder of the archive, compiled for a level of the architecture or for the oldest processors.
compile() {
    dotnet publish src/Dragoman.Cli -c Release -r "$rid" -o "$work/publish" -p:PublishAot=true ${2:+"-p:IlcInstructionSet=$2"} > "$work/log" ||
        { cat "$work/log"; exit 1; }
    mkdir -p "$1"
    for program in dragoman dragoman.exe; do
        if [ -f "$work/publish/$program" ]; then
            cp "$work/publish/$program" "$1"
            echo "$(wc -c < "$1/$program") bytes: $name${1#"$work/$name"}/$program"
        fi
    done
}

compile "$work/$name"
if [[ $rid == *-x64 ]]; then # Other architectures have one width of vectors.
    for level in x86-64-v3 x86-64-v4; do
        compile "$work/$name/$level" "$level"
    done
fi

cp LICENSE THIRD-PARTY-NOTICES.md "$work/$name"
mkdir -p "$folder"
tar -czf "$folder/$name.tar.gz" -C "$work" "$name"
echo "$(wc -c < "$folder/$name.tar.gz") bytes: $folder/$name.tar.gz"
