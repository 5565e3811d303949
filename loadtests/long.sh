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

same_calls() { # what the generator placed and what is on record: the same Call-IDs, each once, all ended
  local api=http://127.0.0.1:$PARLEY_HTTP_PORT/api/v1 token
  token=$(cat "$PARLEY_DATA_DIR/admin-token")
  curl -sf -H "Authorization: Bearer $token" "$api/calls/export?format=jsonl&limit=100000" >"$work/record.jsonl"
  grep -o '"sip":{"call_id":"[^"]*"' "$work/record.jsonl" | cut -d'"' -f6 | sort >"$work/on-record"
  sort "$1" >"$work/placed"
  diff "$work/placed" "$work/on-record" >"$work/difference" || { head "$work/difference"; echo "records are lost or doubled" >&2; return 1; }
  [ "$(grep -c '"status":"ended"' "$work/record.jsonl")" = "$(wc -l <"$work/placed")" ] || { echo "a call has no end" >&2; return 1; }
  echo "$(wc -l <"$work/placed") calls placed, $(wc -l <"$work/on-record") on record, the same, each once"
}
ready() { curl -s -m 3 "http://127.0.0.1:$PARLEY_HTTP_PORT/readyz"; }
await_ready() { # what /readyz is to say, seconds
  local waited=0
  until ready | grep -q "$1"; do
    [ $waited -lt "$2" ] || { echo "not within $2 s: $1 ($(ready))" >&2; return 1; }
    sleep 1
    waited=$((waited + 1))
  done
  echo "after ${waited} s: $(ready)"
}
calls_at_two_a_second() { # count, seconds each: in the background, its Call-IDs in $work/call-ids
  load calls --calls "$1" --rate 2 --hold "$2" --steady "$2" --number 9197 --call-ids "$work/call-ids" >/dev/null 2>&1 &
  generator=$!
}
await_calls() {
  local code=0
  wait "$generator" || code=$?
  [ $code = 0 ] || [ $code = 3 ] || { cat "$work/calls.json"; return $code; } # 3: late itself, which no figure here goes by
  require calls calls.dropped_by_agent==0 "calls.answered==$1"
}

database_away() { # PostgreSQL stopped for 60 s at 2 calls/s: all answered, none lost or doubled, shown and cleared
  start # makes a database, which is then run apart from the server
  ./parley down
  bin='' pg=() # not local: the trap needs them
  local data=$PARLEY_DATA_DIR port
  [ "$(id -u)" != 0 ] || pg=(unshare -U)
  bin=$(dirname "$(find "$data/postgres-binaries" -name pg_ctl | head -n 1)")
  port=$(cat "$data/postgres-port")
  postgres() { LC_ALL=C "${pg[@]}" "$bin/pg_ctl" "$1" -D "$data/postgres" -m fast -w -o "-p $port -k $work" -l "$work/postgres.log" >/dev/null; }
  postgres start
  trap 'LC_ALL=C ${pg[@]+"${pg[@]}"} "$bin/pg_ctl" stop -D "$PARLEY_DATA_DIR/postgres" -m immediate >/dev/null 2>&1 || true; ./parley down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
  export DATABASE_URL=postgres://postgres:$(sed -n 's/^superuser=//p' "$data/postgres-secrets")@127.0.0.1:$port/parley
  start
  await_ready '"status":"ready"' 60
  calls_at_two_a_second 360 10
  sleep 60
  postgres stop
  echo "PostgreSQL stopped"
  await_ready '"status":"degraded"' 10
  sleep 55
  ready
  postgres start
  echo "PostgreSQL started"
  await_ready '"status":"ready"' 60
  await_calls 360
  await_ready '"backlog_facts":0' 60
  same_calls "$work/call-ids"
  ./parley down
  postgres stop
  unset DATABASE_URL
  start
}

webhook_away() { # a webhook's receiver away for 2 minutes at 2 calls/s: all delivered once and in order afterwards
  export PARLEY_WEBHOOK_ALLOW=127.0.0.0/8
  start
  await_ready '"status":"ready"' 60
  local api=http://127.0.0.1:$PARLEY_HTTP_PORT/api/v1 got=$work/received receiver hook waited=0
  local auth="Authorization: Bearer $(cat "$PARLEY_DATA_DIR/admin-token")"
  receive() { "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx64m -cp 'loadtests/target/dist/lib/*' io.parley.loadtests.hook.ReceiveCommand 8270 "$got" & receiver=$!; }
  trap 'kill "${receiver:-}" 2>/dev/null || true; ./parley down >/dev/null 2>&1 || true; rm -rf "$work"' EXIT
  touch "$got"
  receive
  hook=$(curl -sf -H "$auth" -H 'Content-Type: application/json' "$api/webhooks" \
    -d '{"url": "http://127.0.0.1:8270/", "events": ["call.started", "call.answered", "call.ended"]}' | cut -d'"' -f4)
  calls_at_two_a_second 400 10
  sleep 40
  kill "$receiver"
  wait "$receiver" || true
  echo "receiver away, it has $(wc -l <"$got") events"
  sleep 120
  receive
  echo "receiver back"
  await_calls 400
  until curl -sf -H "$auth" "$api/webhooks/$hook/deliveries?status=pending" | grep -q '"items":\[\]'; do
    [ $waited -lt 90 ] || { echo "deliveries are still pending" >&2; kill "$receiver"; return 1; }
    sleep 1
    waited=$((waited + 1))
  done
  kill "$receiver"
  echo "nothing pending $waited s after the last call; $(wc -l <"$got") events received"
  [ "$(cut -f1 "$got" | sort -u | wc -l)" = "$(wc -l <"$got")" ] || { echo "events came twice" >&2; return 1; }
  awk -F '\t' '$4 + 0 <= last[$3] + 0 { print "out of order: " $0; bad = 1 } { last[$3] = $4 } END { exit bad }' "$got"
  cut -f5 "$got" | grep . | sort | diff - <(sort "$work/call-ids") || { echo "calls are missing or strange" >&2; return 1; }
  for event in call.started call.answered call.ended; do
    [ "$(cut -f2 "$got" | grep -c "^$event$")" = 400 ] || { echo "not 400 of $event" >&2; return 1; }
  done
  echo "1200 events of 400 calls, each once, in order within its call"
  curl -s "http://127.0.0.1:$PARLEY_HTTP_PORT/metrics" | grep '^parley_webhook_'
}


rows() { "$JAVA_HOME/bin/java" -Xmx1g -cp 'loadtests/target/dist/lib/*' io.parley.loadtests.million.MillionCommand "$@"; }
million() { # a million calls of a thousand tenants: loaded, asked, compared with a full scan
  start
  rows load | tee "$work/loaded.json"
  require loaded 'calls==1000000' 'turns==8000000' 'seconds_in_all<=600'
  rows ask | tee "$work/asked.json"
  require asked 'differences_to_a_full_scan==0' 'questions.all.p95_ms<=200' \
    'questions.list.p95_ms<=200' 'questions.search.p95_ms<=200' 'questions.statistics.p95_ms<=200'
  rows plans "${PARLEY_PLANS:-$work/plans.txt}"
}
locked() { # calls are answered while every table is locked, and are on record afterwards
  start
  rows lock 20 2>"$work/lock.log" >/dev/null &
  until grep -q locked "$work/lock.log"; do sleep 0.2; done
  load locked --calls 10 --rate 2 --steady 8 --scenario stream || [ $? = 3 ] # lateness of the tool does not matter here
  require locked calls.answered==10
  wait $!
  sleep 5
  curl -s -H "Authorization: Bearer $(cat "$PARLEY_DATA_DIR/admin-token")" \
    "http://127.0.0.1:$PARLEY_HTTP_PORT/api/v1/calls?status=ended&agent=echo&limit=100" |
    grep -o '"id":' | wc -l | tee "$work/recorded"
  [ "$(cat "$work/recorded")" = 10 ]
}

pieces=(echo_300 milliwatt_300 barge clicks noise voice_to_voice sipp_1000 leak_10000 database_away webhook_away million locked)
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
