#!/usr/bin/env bash
# Says whether a delivery of a Parley webhook is genuine and fresh. Needs openssl.
#
#   verify-webhook.sh SECRET ID TIMESTAMP SIGNATURE BODY_FILE
#
# SECRET is the webhook's (whsec_...), the next three are the headers webhook-id, webhook-timestamp
# and webhook-signature, BODY_FILE holds the request's body exactly as it came, byte by byte.
# Exit code 0: genuine; 1: not, with the reason. TOLERANCE: seconds a delivery may be old (300).
set -euo pipefail
[ $# = 5 ] || { echo "usage: $0 SECRET ID TIMESTAMP SIGNATURE BODY_FILE" >&2; exit 2; }
secret=$1 id=$2 timestamp=$3 signatures=$4 body=$5

case "$timestamp" in '' | *[!0-9]*) echo "not genuine: the timestamp is no number"; exit 1 ;; esac
age=$(($(date +%s) - timestamp))
if [ "${age#-}" -gt "${TOLERANCE:-300}" ]; then
  echo "not fresh: the timestamp is $age seconds old"
  exit 1
fi

# The key is what stands behind whsec_, decoded from Base64; openssl wants it in hexadecimal digits.
key=$(printf '%s' "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
# Signed are the id, the timestamp and the body, with dots between them.
expected=v1,$({ printf '%s.%s.' "$id" "$timestamp"; cat "$body"; } |
  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

# While a secret is rotated there are two signatures, with a space between them: one must fit.
for signature in $signatures; do
  if [ "$signature" = "$expected" ]; then
    echo "genuine"
    exit 0
  fi
done
echo "not genuine: no signature fits"
exit 1
