#!/bin/sh
# Builds without tests and starts Plumbline on 127.0.0.1: in demo mode, or, when PLUMBLINE_URL says by which address clients call it, with
# sign-in. PLUMBLINE_PORT and PLUMBLINE_DATA choose port and data folder.
set -eu
cd "$(dirname -- "$0")"
port=${PLUMBLINE_PORT:-8080}
data=${PLUMBLINE_DATA:-$HOME/.plumbline}
if curl -s -o /dev/null "http://127.0.0.1:$port/" 2>/dev/null; then
  echo "plumbline: something answers on port $port already; stop it, or choose another with PLUMBLINE_PORT" >&2
  exit 1
fi
mkdir -p "$data"
chmod 700 "$data"

echo "Building Plumbline (the first time takes a few minutes) ..."
log=$data/build.log
if ! mvn -q -B -DskipTests -Dspotless.check.skip=true -pl ear -am package > "$log" 2>&1; then
  cat "$log"
  exit 1
fi

# The server runs from a copy, so that a later build does not take the files away from under it.
built=$PWD/ear/target/server
server=$data/server-$port
rm -rf "$server"
cp -R "$built" "$server"
properties=$server/standalone/configuration/logging.properties
sed "s|$built|$server|g" "$built/standalone/configuration/logging.properties" > "$properties"

(
  # Says the address once the server answers.
  for _ in $(seq 1 180); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$port/api/health/ready" 2>/dev/null; then
      if [ -n "${PLUMBLINE_URL:-}" ]; then
        printf '\nPlumbline answers at %s to registered clients. Register one:\n\n  %s/bin/plumbline.sh clients add\n\n' "$PLUMBLINE_URL" "$server"
        exit 0
      fi
      cat <<READY

Plumbline answers at http://127.0.0.1:$port/ (demo mode: no login, this machine only). The board of an invented clinic:

  http://127.0.0.1:$port/app/board

Or call it as a record system does:

  ./seeds/request.sh saddle-numbness | curl -s -H 'Content-Type: application/json' -d @- http://127.0.0.1:$port/cds-services/low-back-triage

READY
      exit 0
    fi
    if grep -q WFLYSRV0026 "$server/standalone/log/server.log" 2>/dev/null; then
      echo "Plumbline did not start: see $server/standalone/log/server.log. Is $data in use by another server?" >&2
      exit 1
    fi
    sleep 1
  done
) &
if [ -n "${PLUMBLINE_URL:-}" ]; then
  set --
else
  set -- --demo --seed
fi
# Status 3: it has run out of memory, and is started again.
while :; do
  status=0
  "$server/bin/plumbline.sh" "$@" || status=$?
  [ "$status" -eq 3 ] || exit "$status"
  echo "plumbline: the server ran out of memory; starting it again" >&2
done
