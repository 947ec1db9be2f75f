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

levels=("") # The oldest processors of the platform.
if [[ $rid == *-x64 ]]; then # Other architectures have one width of vectors.
    levels+=(x86-64-v3 x86-64-v4)
fi

# compile WEB FOLDER [LEVEL]: puts the program into a folder of the archive, with the web or without, compiled for a level of the architecture.
compile() {
    dotnet publish src/Dragoman.Cli -c Release -r "$rid" -o "$work/publish" -p:PublishAot=true "-p:DragomanWeb=$1" ${3:+"-p:IlcInstructionSet=$3"} > "$work/log" ||
        { cat "$work/log"; exit 1; }
    mkdir -p "$2"
    for program in dragoman dragoman.exe; do
        if [ -f "$work/publish/$program" ]; then
            cp "$work/publish/$program" "$2"
            echo "$(wc -c < "$2/$program") bytes: $name${2#"$work/$name"}/$program"
        fi
    done
}

for level in "${levels[@]}"; do
    compile false "$work/$name${level:+/$level}" "$level"
    compile true "$work/$name/web${level:+/$level}" "$level"
done

cp LICENSE THIRD-PARTY-NOTICES.md "$work/$name"
mkdir -p "$folder"
tar -czf "$folder/$name.tar.gz" -C "$work" "$name"
echo "$(wc -c < "$folder/$name.tar.gz") bytes: $folder/$name.tar.gz"
