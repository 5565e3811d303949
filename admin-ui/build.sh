#!/usr/bin/env bash
# What Maven runs for this module: `build` makes target/classes/console/app with the machine's Node,
# `test` runs the unit tests. Each is skipped while nothing it reads has changed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
OUT=target/classes/console/app

die() { echo "admin-ui: $*" >&2; exit 1; }

need_node() {
  local version
  version=$(node --version 2>/dev/null) && npm --version >/dev/null 2>&1 ||
    die "no node with npm on PATH: install Node.js 20.19 or newer, the console is built with it"
  [ "$(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1)" = v20.19.0 ] ||
    die "node $version is too old: install Node.js 20.19 or newer, the console is built with it"
}

fingerprint() {
  find src index.html package-lock.json tsconfig.json types.mjs vite.config.ts ../docs/openapi.json \
    -type f -not -name schema.ts -print0 | sort -z | xargs -0 cksum | cksum
}

packages() {
  local want
  want=$(cksum <package-lock.json)
  [ "$(cat node_modules/.parley-lock 2>/dev/null)" = "$want" ] && return
  npm ci --loglevel=error --no-audit --no-fund || die "npm ci failed: the lines above say why"
  echo "$want" >node_modules/.parley-lock
}

now=$(fingerprint)
case ${1:-} in
  build)
    [ -f "$OUT/index.html" ] && [ "$(cat target/.built 2>/dev/null)" = "$now" ] && exit 0
    need_node
    packages
    node types.mjs || die "no types can be made of docs/openapi.json: the lines above say why"
    npm run --silent build || die "the console does not build: the lines above say where"
    echo "$now" >target/.built
    ;;
  test)
    [ "$(cat target/.tested 2>/dev/null)" = "$now" ] && exit 0
    need_node
    packages
    npm run --silent test || die "the console's unit tests fail: the lines above say where"
    echo "$now" >target/.tested
    ;;
  *) die "usage: build.sh build | test" ;;
esac
