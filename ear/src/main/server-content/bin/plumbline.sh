#!/bin/sh
# Starts the provisioned server. The HTTP port is PLUMBLINE_PORT (8080), HTTPS and management are derived from it; data lives in
# PLUMBLINE_DATA ($HOME/.plumbline).
set -eu
demo=false
for argument in "$@"; do
  case "$argument" in
    --demo) demo=true ;;
    *) echo "plumbline: unknown option $argument; the only one is --demo" >&2; exit 2 ;;
  esac
done
if [ "$demo" = false ]; then
  echo "plumbline: refuses to start without --demo. Sign-in comes in a later version." >&2
  exit 2
fi
port=${PLUMBLINE_PORT:-8080}
case "$port" in
  ''|*[!0-9]*) echo "plumbline: PLUMBLINE_PORT is $port; expected a number" >&2; exit 2 ;;
esac
if [ "$port" -lt 1 ] || [ "$port" -gt 63592 ]; then
  echo "plumbline: PLUMBLINE_PORT is $port; expected 1 to 63592" >&2
  exit 2
fi
data=${PLUMBLINE_DATA:-$HOME/.plumbline}
mkdir -p "$data"
chmod 700 "$data"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
export JAVA_OPTS="${JAVA_OPTS:--Xms256m -Xmx512m -XX:MetaspaceSize=128m -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true}"
exec "$here/standalone.sh" -b 127.0.0.1 -bmanagement 127.0.0.1 \
  -Dplumbline.demo=true \
  -Dplumbline.data="$data" \
  -Djboss.http.port="$port" \
  -Djboss.https.port="$((port + 363))" \
  -Djboss.management.http.port="$((port + 1910))" \
  -Djboss.management.https.port="$((port + 1913))" \
  -Djboss.socket.binding.port-offset=0
