#!/bin/sh
# Builds without tests and starts Plumbline in demo mode on 127.0.0.1. PLUMBLINE_PORT and PLUMBLINE_DATA choose port and data folder.
set -eu
cd "$(dirname -- "$0")"
port=${PLUMBLINE_PORT:-8080}
echo "Building Plumbline (the first time takes a few minutes) ..."
mvn -q -B -DskipTests -Dspotless.check.skip=true -pl ear -am package > target-build.log 2>&1 || { cat target-build.log; rm -f target-build.log; exit 1; }
rm -f target-build.log
(
  # Says the address once the server answers.
  for _ in $(seq 1 180); do
    if curl -fsS -o /dev/null "http://127.0.0.1:$port/api/health/ready" 2>/dev/null; then
      cat <<READY

Plumbline answers at http://127.0.0.1:$port/ (demo mode: no login, this machine only). Try:

  ./seeds/request.sh saddle-numbness | curl -s -H 'Content-Type: application/json' -d @- http://127.0.0.1:$port/cds-services/low-back-triage

READY
      exit 0
    fi
    sleep 1
  done
) &
exec ear/target/server/bin/plumbline.sh --demo
