#!/usr/bin/env bash
# Lays out a runnable Parley in the folder given: bin, lib, config, lessons. The Dockerfile, the
# systemd unit and the test of both use this one layout. Run ./parley build first.
set -euo pipefail
[ $# = 1 ] || { echo "usage: deploy/layout.sh FOLDER" >&2; exit 2; }
target=$1
cd "$(dirname "$(readlink -f "$0")")/.."
[ -d server/target/dist/lib ] || { echo "deploy/layout.sh: server/target/dist is missing: ./parley build makes it" >&2; exit 1; }
mkdir -p "$target/bin" "$target/lib/foreign" "$target/lib/parley" "$target/config" "$target/lessons"
# What changes seldom apart from what changes with every build: two image layers.
find server/target/dist/lib -name '*.jar' ! -name 'parley-*' -exec cp -t "$target/lib/foreign" {} +
find server/target/dist/lib -name 'parley-*.jar' -exec cp -t "$target/lib/parley" {} +
cp config/reference.yaml "$target/config/"
cp lessons/*.yaml "$target/lessons/"
install -m 755 deploy/parley-server "$target/bin/parley-server"
