#!/usr/bin/env bash
# The slow pieces of ./parley test --long: each starts a Parley of its own on its own ports and data
# folder, holds it to the figures of the plan, and stops it. Without arguments they are listed.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."

work=$(mktemp -d "${TMPDIR:-/tmp}/parley-long.XXXXXX")
export PARLEY_DATA_DIR=$work/data PARLEY_SIP_PORT=5260 PARLEY_HTTP_PORT=8260
export PARLEY_RTP_PORTS=11000-15999 PARLEY_MAX_CALLS=1000
trap './parley down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

start() { ./parley up --detach; }
load() { # report, options
  local report=$work/$1.json code=0
  shift
  ./parley load --pid "$(cat "$PARLEY_DATA_DIR/parley.pid")" "$@" >"$report" || code=$?
  cat "$report"
  [ $code = 0 ] || echo "the generator ended with $code (3: it was late itself, the figures do not count)" >&2
  return $code
}
require() { # report, requirements
  local report=$work/$1.json
  shift
  "${JAVA_HOME:?set by ./parley}/bin/java" -cp 'loadtests/target/dist/lib/*' io.parley.loadtests.load.RequireCommand "$report" "$@"
}

echo_300() { # 300 calls of echo on two cores beside the generator
  start
  load echo --calls 300 --rate 50 --steady 60 --scenario stream
  require echo rtp.lost_by_sequence==0 rtp.received_per_sent==1 'grid_deviation_ms.p99<=2' 'process.cpu_ms_per_call_second<=0.9'
}
milliwatt_300() { # 300 calls of milliwatt
  start
  load milliwatt --calls 300 --rate 50 --steady 60 --scenario stream --number 9197
  require milliwatt rtp.lost_by_sequence==0 'grid_deviation_ms.p99<=2'
}
barge() { # 50 interruptions of 9199
  start
  load barge --calls 10 --scenario barge --count 50
  require barge 'barge_in_stop_ms.p50<=110' 'barge_in_stop_ms.p95<=160'
}
clicks() { # speech is back after a click, and no sample is lost
  start
  load click --calls 2 --scenario click
  require click 'speech_back_after_ms.max<=600'
}
noise() { # white, pink, hum, babble at -45 dBFS
  start
  load noise --scenario noise
}
voice_to_voice() { # 9198 at 1 and at 50 calls
  start
  load v2v-1 --calls 1 --scenario v2v
  require v2v-1 'voice_to_voice_minus_set_ms.p50<=40' 'voice_to_voice_minus_set_ms.p95<=60'
  load v2v-50 --calls 50 --scenario v2v
  require v2v-50 'voice_to_voice_minus_set_ms.p50<=40' 'voice_to_voice_minus_set_ms.p95<=60'
}
sipp_1000() { # 1000 short calls by SIPp
  start
  loadtests/sipp/run.sh basic-call --number 9197 --calls 1000 --rate 50 --hold 1000
}
leak_10000() { # nothing is left of 10,000 calls
  start
  sipp -sn uac -s 9197 -m 10000 -r 150 -d 100 -nostdin -i 127.0.0.1 "127.0.0.1:$PARLEY_SIP_PORT" | tail -n 40
  sleep 45
  curl -s "http://127.0.0.1:$PARLEY_HTTP_PORT/metrics" | tee "$work/metrics" | grep -E '^parley_(sip_legs|calls_active|rtp_ports_in_use) '
  grep -q '^parley_sip_legs 0' "$work/metrics" && grep -q '^parley_calls_active 0' "$work/metrics"
}

pieces=(echo_300 milliwatt_300 barge clicks noise voice_to_voice sipp_1000 leak_10000)
if [ $# -eq 0 ]; then
  echo "pieces of ./parley test --long (name one, or all):"
  printf '  %s\n' "${pieces[@]}"
  exit 0
fi
[ "$1" != all ] || set -- "${pieces[@]}"
for piece in "$@"; do
  case " ${pieces[*]} " in *" $piece "*) ;; *) echo "there is no piece $piece: ./parley test --long lists them" >&2; exit 2 ;; esac
done
for piece in "$@"; do
  echo "== $piece"
  "$piece"
  ./parley down
done
echo "$# passed, 0 failed"
