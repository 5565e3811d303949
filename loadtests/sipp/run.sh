#!/usr/bin/env bash
# Runs one of the SIPp scenarios beside this script. Prints SIPp's final counters; exits 0 only when no call failed.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: loadtests/sipp/run.sh basic-call|late-offer [options]
  --number N    what to dial (9197)
  --target H:P  the server (127.0.0.1:$PARLEY_SIP_PORT or :5060)
  --calls M     calls in all (100)
  --rate R      new calls per second (20)
  --hold MS     length of a call (1000)
  --ip A        this machine's address (127.0.0.1)
  --port P      SIP port of this side (one that SIPp chooses)
USAGE
}

[ $# -ge 1 ] || { usage >&2; exit 2; }
case "$1" in -h | --help) usage; exit 0 ;; esac
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
scenario=$here/${1%.xml}.xml
[ -f "$scenario" ] || { echo "run.sh: no scenario $1 in $here" >&2; exit 2; }
shift
command -v sipp >/dev/null || { echo "run.sh: sipp is not installed: apt-get install sip-tester" >&2; exit 2; }

number=9197 target=127.0.0.1:${PARLEY_SIP_PORT:-5060} calls=100 rate=20 hold=1000 ip=127.0.0.1 port=()
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { usage >&2; exit 2; }
  case "$1" in
    --number) number=$2 ;; --target) target=$2 ;; --calls) calls=$2 ;; --rate) rate=$2 ;;
    --hold) hold=$2 ;; --ip) ip=$2 ;; --port) port=(-p "$2") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# SIPp streams raw mu-law from a file: a second of a soft square wave of 400 Hz.
half=$(printf '\\x9f%.0s' {1..10})$(printf '\\x1f%.0s' {1..10})
for _ in {1..400}; do printf '%b' "$half"; done >speech.ulaw

status=0
sipp "$target" -sf "$scenario" -s "$number" -i "$ip" -mi "$ip" ${port[@]+"${port[@]}"} \
  -m "$calls" -r "$rate" -l 3000 -d "$hold" -timeout_error -timeout "$((calls / rate + hold / 1000 + 40))" \
  -nostdin -trace_err -error_file errors.log >screen.log 2>&1 || status=$?
# The last screen holds the sums.
grep -aE 'Successful call|Failed call' screen.log | tail -n 2 || true
if [ $status -ne 0 ]; then
  echo "run.sh: sipp ended with status $status" >&2
  head -n 5 errors.log >&2 2>/dev/null || tail -n 5 screen.log >&2
fi
exit $status
